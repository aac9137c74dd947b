package signin

import (
	"context"
	"time"

	"github.com/uptrace/bun"

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

// stepRow is a short-lived step of a sign-in.
type stepRow struct {
	bun.BaseModel `bun:"table:signin_step,alias:st"`

	FirmID    string `bun:",pk"`
	TokenHash string `bun:",pk"`
	Kind      string
	StaffID   staff.ID
	Data      string
	EndsAt    time.Time
	UsedAt    *time.Time
}

// attempt counts tries by name or by place.
type attempt struct {
	bun.BaseModel `bun:"table:signin_attempt,alias:sa"`

	FirmID  string `bun:",pk"`
	Subject string `bun:",pk"`
	Failed  int64
	LastAt  time.Time
	FreeAt  time.Time
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

// openStep gives a step that can still be taken.
func openStep(ctx context.Context, q db.Q, kind, hash string) (s stepRow, err error) {
	err = db.One(ctx, q.Select(&s).Where("st.token_hash = ? AND st.kind = ? AND st.used_at IS NULL AND st.ends_at > ?", hash, kind, q.Time()))
	return s, err
}

// takeStep uses a step up. Of several who try at once, one succeeds.
func takeStep(ctx context.Context, tx *db.Tx, s stepRow) (bool, error) {
	res, err := tx.Change((*stepRow)(nil)).Set("used_at = ?", tx.Now).
		Where("token_hash = ? AND used_at IS NULL AND ends_at > ?", s.TokenHash, tx.Now).Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// dropSteps makes a person's open steps of a kind useless.
func dropSteps(ctx context.Context, tx *db.Tx, kind string, person staff.ID) error {
	_, err := tx.Erase((*stepRow)(nil)).Where("kind = ? AND staff_id = ? AND used_at IS NULL", kind, person).Exec(ctx)
	return err
}

func attemptOf(ctx context.Context, q db.Q, subject string) (a attempt, err error) {
	err = db.One(ctx, q.Select(&a).Where("sa.subject = ?", subject))
	if errs.Is(err, errs.NotFound) {
		return attempt{Subject: subject}, nil
	}
	return a, err
}

// keepAttempt saves a count unless another try was counted in between.
func keepAttempt(ctx context.Context, tx *db.Tx, a attempt, old int64) (bool, error) {
	if old == 0 {
		res, err := tx.Raw(`INSERT INTO signin_attempt (firm_id, subject, failed, last_at, free_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (firm_id, subject) DO UPDATE SET failed = EXCLUDED.failed, last_at = EXCLUDED.last_at, free_at = EXCLUDED.free_at
			WHERE signin_attempt.failed = 0`, tx.Firm(), a.Subject, a.Failed, a.LastAt, a.FreeAt).Exec(ctx)
		return changed(res, err)
	}
	res, err := tx.Change((*attempt)(nil)).Set("failed = ?", a.Failed).Set("last_at = ?", a.LastAt).Set("free_at = ?", a.FreeAt).
		Where("subject = ? AND failed = ?", a.Subject, old).Exec(ctx)
	return changed(res, err)
}

func changed(res interface{ RowsAffected() (int64, error) }, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

func forgetAttempts(ctx context.Context, tx *db.Tx, subjects ...string) error {
	_, err := tx.Erase((*attempt)(nil)).Where("subject IN (?)", bun.In(subjects)).Exec(ctx)
	return err
}

// refund takes one try back that turned out right.
func refund(ctx context.Context, tx *db.Tx, subject string) error {
	_, err := tx.Change((*attempt)(nil)).Set("failed = failed - 1").Set("free_at = ?", tx.Now).
		Where("subject = ? AND failed > 0", subject).Exec(ctx)
	return err
}

// openOffer gives the seed a person was offered last.
func openOffer(ctx context.Context, q db.Q, person staff.ID) (s stepRow, err error) {
	err = db.One(ctx, q.Select(&s).Where("st.staff_id = ? AND st.kind = ? AND st.used_at IS NULL AND st.ends_at > ?", person, stepOffer, q.Time()).
		OrderExpr("st.ends_at DESC, st.token_hash"))
	return s, err
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
func passkeySeen(ctx context.Context, tx *db.Tx, p Passkey) error {
	_, err := tx.Change((*Passkey)(nil)).Set("data = ?", p.Data).Set("used_at = ?", tx.Now).
		Where("credential_id = ?", p.CredentialID).Exec(ctx)
	return err
}

func losePasskeys(ctx context.Context, tx *db.Tx, person staff.ID) error {
	_, err := tx.Erase((*Passkey)(nil)).Where("staff_id = ?", person).Exec(ctx)
	return err
}

func sweep(ctx context.Context, tx *db.Tx, day, season time.Time) error {
	_, err := tx.Erase((*stepRow)(nil)).Where("ends_at < ?", day).Exec(ctx)
	if err != nil {
		return err
	}
	if _, err = tx.Erase((*attempt)(nil)).Where("last_at < ?", day).Exec(ctx); err != nil {
		return err
	}
	_, err = tx.Erase((*Session)(nil)).Where("ends_at < ?", season).Exec(ctx)
	return err
}
