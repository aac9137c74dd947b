package signin

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// secretRow is what a person proves themselves with.
type secretRow struct {
	bun.BaseModel `bun:"table:signin_secret,alias:sc"`

	FirmID       string   `bun:",pk"`
	StaffID      staff.ID `bun:",pk"`
	Version      int64
	PasswordHash string
	TOTPSealed   string     `bun:"totp_sealed"`
	TOTPStep     int64      `bun:"totp_step"`
	TOTPOnAt     *time.Time `bun:"totp_on_at"`
	Recovery     []string   `bun:"type:text"`
}

// entry of the directory says which firm a name or key belongs to. The name
// itself isn't kept.
type entry struct {
	bun.BaseModel `bun:"table:login_directory,alias:ld"`

	Hash   string `bun:"email_hash,pk"`
	FirmID string `bun:",pk"`
}

// firmsOf lists the firms that know a name. The directory belongs to no firm:
// it's asked before the firm is known.
func firmsOf(ctx context.Context, q db.Q, hash string) (firms []string, err error) {
	err = q.Raw("SELECT firm_id FROM login_directory WHERE email_hash = ? ORDER BY firm_id LIMIT 5", hash).Scan(ctx, &firms)
	return firms, err
}

func sessionByToken(ctx context.Context, q db.Q, hash string) (s Session, err error) {
	err = db.One(ctx, q.Select(&s).Where("ss.token_hash = ?", hash))
	return s, err
}

func sessionByID(ctx context.Context, q db.Q, person staff.ID, id string) (s Session, err error) {
	err = db.One(ctx, q.Select(&s).Where("ss.staff_id = ? AND ss.id = ? AND ss.ended_at IS NULL", person, id))
	return s, err
}

func sessionsOf(ctx context.Context, q db.Q, person staff.ID, since time.Time) (ss []Session, err error) {
	err = db.All(ctx, q.Select(&ss).Where("ss.staff_id = ? AND ss.created_at > ?", person, since).
		OrderExpr("ss.created_at DESC, ss.id").Limit(200))
	return ss, err
}

// endSessions ends a person's sessions, or all but one of them, and says how
// many there were.
func endSessions(ctx context.Context, tx *db.Tx, person staff.ID, but string) (int64, error) {
	res, err := tx.Change((*Session)(nil)).Set("ended_at = ?", tx.Now).
		Where("staff_id = ? AND id <> ? AND ended_at IS NULL", person, but).Exec(ctx)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// secretOf gives what a person proves themselves with; a person who has
// nothing yet has an empty one of version 0.
func secretOf(ctx context.Context, q db.Q, person staff.ID) (s secretRow, err error) {
	err = db.One(ctx, q.Select(&s).Where("sc.staff_id = ?", person))
	if errs.Is(err, errs.NotFound) {
		return secretRow{StaffID: person}, nil
	}
	return s, err
}

func saveSecret(ctx context.Context, tx *db.Tx, s *secretRow) error {
	if s.Version == 0 {
		return tx.Insert(ctx, s)
	}
	return tx.Update(ctx, s)
}

// strengthen marks a session as proven by two factors.
func strengthen(ctx context.Context, tx *db.Tx, person staff.ID, session string, now time.Time) error {
	_, err := tx.Change((*Session)(nil)).Set("strong = ?", true).Set("limited = ?", false).Set("proven_at = ?", now).
		Where("staff_id = ? AND id = ?", person, session).Exec(ctx)
	return err
}

func passkeysOf(ctx context.Context, q db.Q, person staff.ID) (ps []Passkey, err error) {
	err = db.All(ctx, q.Select(&ps).Where("pk.staff_id = ?", person).Order("pk.created_at", "pk.id").Limit(50))
	return ps, err
}

func keysOf(ctx context.Context, q db.Q, person staff.ID) (ks []Key, err error) {
	err = db.All(ctx, q.Select(&ks).Where("sk.staff_id = ?", person).
		OrderExpr("sk.ended_at IS NOT NULL, sk.created_at DESC, sk.id").Limit(mostKeys))
	return ks, err
}

func openKeys(ctx context.Context, q db.Q) (ks []Key, err error) {
	err = db.All(ctx, q.Select(&ks).Where("sk.ended_at IS NULL").Order("sk.id").Limit(10_000))
	return ks, err
}

func keyByID(ctx context.Context, q db.Q, key string) (k Key, err error) {
	err = db.One(ctx, q.Select(&k).Where("sk.id = ?", key))
	return k, err
}

func identitiesOf(ctx context.Context, q db.Q, person staff.ID) (is []Identity, err error) {
	err = db.All(ctx, q.Select(&is).Where("si.staff_id = ?", person).Order("si.issuer", "si.subject").Limit(20))
	return is, err
}

func identity(ctx context.Context, q db.Q, issuer, subject string) (i Identity, err error) {
	err = db.One(ctx, q.Select(&i).Where("si.issuer = ? AND si.subject = ?", issuer, subject))
	return i, err
}

func sessionSeen(ctx context.Context, tx *db.Tx, hash string) error {
	_, err := tx.Change((*Session)(nil)).Set("seen_at = ?", tx.Now).Where("token_hash = ?", hash).Exec(ctx)
	return err
}

func keySeen(ctx context.Context, tx *db.Tx, key string) error {
	_, err := tx.Change((*Key)(nil)).Set("used_at = ?", tx.Now).Where("id = ?", key).Exec(ctx)
	return err
}

// passkeySeen keeps a passkey's last use and its counter.
func passkeySeen(ctx context.Context, tx *db.Tx, c proof.Credential) error {
	_, err := tx.Change((*Passkey)(nil)).Set("data = ?", c.Data).Set("used_at = ?", tx.Now).
		Where("credential_id = ?", c.ID).Exec(ctx)
	return err
}

func losePasskeys(ctx context.Context, tx *db.Tx, person staff.ID) error {
	_, err := tx.Erase((*Passkey)(nil)).Where("staff_id = ?", person).Exec(ctx)
	return err
}

func sweepSessions(ctx context.Context, tx *db.Tx, before time.Time) error {
	_, err := tx.Erase((*Session)(nil)).Where("ends_at < ?", before).Exec(ctx)
	return err
}
