package seat

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/proof"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// get gives a seat whose contact and client whoever asks may see.
func get(ctx context.Context, q db.Q, id ID) (s Seat, err error) {
	err = db.One(ctx, q.Select(&s).Where("se.id = ?", id).Apply(access.Visible(q, "se.contact_id")).Apply(access.Visible(q, "se.client_id")))
	return s, err
}

// own gives the seat that somebody came in by.
func own(ctx context.Context, q db.Q, id ID) (s Seat, err error) {
	err = db.One(ctx, q.Select(&s).Where("se.id = ?", id).Where("se.status = ?", Open))
	return s, err
}

// around lists the seats of a contact or in a client's matters, those that
// stand first.
func around(ctx context.Context, q db.Q, c contact.ID) (ss []Seat, err error) {
	err = db.All(ctx, q.Select(&ss).Where("(se.contact_id = ? OR se.client_id = ?)", c, c).
		Apply(access.Visible(q, "se.contact_id")).Apply(access.Visible(q, "se.client_id")).
		OrderExpr("CASE WHEN se.status = 'ended' THEN 1 ELSE 0 END, se.asked_at DESC, se.id").Limit(100))
	return ss, err
}

// standing lists the seats that haven't ended of anyone of these as sitter or
// client, whoever asks.
func standing(ctx context.Context, q db.Q, cs ...contact.ID) (ss []Seat, err error) {
	err = db.All(ctx, q.Select(&ss).Where("(se.contact_id IN (?) OR se.client_id IN (?))", bun.In(cs), bun.In(cs)).
		Where("se.status <> ?", Ended).Order("se.id").Limit(1000))
	return ss, err
}

// inMatter lists the open seats that are let in to a matter.
func inMatter(ctx context.Context, q db.Q, m matter.ID) (ss []Seat, err error) {
	err = db.All(ctx, q.Select(&ss).Join("JOIN seat_matter AS sm ON sm.firm_id = se.firm_id AND sm.seat_id = se.id").
		Where("sm.matter_id = ?", m).Where("se.status = ?", Open).Order("se.id").Limit(100))
	return ss, err
}

func mattersOf(ctx context.Context, q db.Q, s ID) (ids []matter.ID, err error) {
	var ls []letIn
	err = db.All(ctx, q.Select(&ls).Where("sm.seat_id = ?", s).Order("sm.matter_id").Limit(500))
	for _, l := range ls {
		ids = append(ids, l.MatterID)
	}
	return ids, err
}

func sessionByToken(ctx context.Context, q db.Q, hash string) (s Session, err error) {
	err = db.One(ctx, q.Select(&s).Where("ses.token_hash = ?", hash))
	return s, err
}

func sessionsOf(ctx context.Context, q db.Q, s ID, since time.Time) (ss []Session, err error) {
	err = db.All(ctx, q.Select(&ss).Where("ses.seat_id = ? AND ses.created_at > ? AND ses.ended_at IS NULL", s, since).
		OrderExpr("ses.created_at DESC, ses.id").Limit(100))
	return ss, err
}

// endSessions ends a seat's session by its id, or all but one.
func endSessions(ctx context.Context, tx *db.Tx, s ID, only, but string) (int64, error) {
	c := tx.Change((*Session)(nil)).Set("ended_at = ?", tx.Now).Where("seat_id = ? AND id <> ? AND ended_at IS NULL", s, but)
	if only != "" {
		c = c.Where("id = ?", only)
	}
	res, err := c.Exec(ctx)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func sessionSeen(ctx context.Context, tx *db.Tx, hash string) error {
	_, err := tx.Change((*Session)(nil)).Set("seen_at = ?", tx.Now).Where("token_hash = ?", hash).Exec(ctx)
	return err
}

// strengthen marks a session as proven by a passkey.
func strengthen(ctx context.Context, tx *db.Tx, s ID, session string, idle time.Duration) error {
	_, err := tx.Change((*Session)(nil)).Set("strong = ?", true).Set("proven_at = ?", tx.Now).Set("idle = ?", int64(idle/time.Second)).
		Where("seat_id = ? AND id = ?", s, session).Exec(ctx)
	return err
}

// came notes that somebody came in. It is no change that two could make at
// once to each other's loss.
func came(ctx context.Context, tx *db.Tx, s ID) error {
	_, err := tx.Change((*Seat)(nil)).Set("came_at = ?", tx.Now).Where("id = ?", s).Exec(ctx)
	return err
}

// likes keeps how somebody likes pages shown.
func likes(ctx context.Context, tx *db.Tx, s ID, lang, theme string) error {
	if lang == "" && theme == "" {
		return nil
	}
	c := tx.Change((*Seat)(nil)).Where("id = ?", s)
	if lang != "" {
		c = c.Set("lang = ?", lang)
	}
	if theme != "" {
		c = c.Set("theme = ?", theme)
	}
	_, err := c.Exec(ctx)
	return err
}

func passkeysOf(ctx context.Context, q db.Q, s ID) (ps []Passkey, err error) {
	err = db.All(ctx, q.Select(&ps).Where("spk.seat_id = ?", s).Order("spk.created_at", "spk.id").Limit(mostPasskeys))
	return ps, err
}

func passkey(ctx context.Context, q db.Q, s ID, id string) (p Passkey, err error) {
	err = db.One(ctx, q.Select(&p).Where("spk.seat_id = ? AND spk.id = ?", s, id))
	return p, err
}

// passkeySeen keeps a passkey's last use and its counter.
func passkeySeen(ctx context.Context, tx *db.Tx, c proof.Credential) error {
	_, err := tx.Change((*Passkey)(nil)).Set("data = ?", c.Data).Set("used_at = ?", tx.Now).Where("credential_id = ?", c.ID).Exec(ctx)
	return err
}

func dropPasskeys(ctx context.Context, tx *db.Tx, s ID) error {
	_, err := tx.Erase((*Passkey)(nil)).Where("seat_id = ?", s).Exec(ctx)
	return err
}

func sweepSessions(ctx context.Context, tx *db.Tx, before time.Time) error {
	_, err := tx.Erase((*Session)(nil)).Where("ends_at < ?", before).Exec(ctx)
	return err
}

// letInTo lists the seats, open or waiting, that are let in to a matter.
func letInTo(ctx context.Context, q db.Q, m matter.ID) (ss []Seat, err error) {
	err = db.All(ctx, q.Select(&ss).Join("JOIN seat_matter AS sm ON sm.firm_id = se.firm_id AND sm.seat_id = se.id").
		Where("sm.matter_id = ?", m).Where("se.status <> ?", Ended).Order("se.id").Limit(100))
	return ss, err
}

func list(ctx context.Context, q db.Q, p db.Page) (ss []Seat, next string, err error) {
	s := q.Select(&ss).Where("se.status <> ?", Ended).Apply(access.Visible(q, "se.contact_id")).Apply(access.Visible(q, "se.client_id"))
	next, err = db.List(ctx, s, &ss, p, db.Order{Columns: []string{"se.asked_at", "se.id"}, Desc: true},
		func(s Seat) []string { return []string{db.Stamp(s.AskedAt), string(s.ID)} })
	return ss, next, err
}
