package conflict

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

type dueRow struct {
	bun.BaseModel `bun:"table:conflict_due,alias:cd"`

	FirmID    string     `bun:",pk"`
	ContactID contact.ID `bun:",pk"`
	Why       string
	DueAt     time.Time
}

func due(ctx context.Context, tx *db.Tx, id contact.ID, why string) error {
	return tx.Put(ctx, &dueRow{ContactID: id, Why: why, DueAt: tx.Now})
}

func dueNow(ctx context.Context, q db.Q, most int) (ds []dueRow, err error) {
	err = db.All(ctx, q.Select(&ds).Order("cd.due_at", "cd.contact_id").Limit(int64(most)))
	return ds, err
}

// sight keeps a query to checks whose matter, if any, whoever asks may see.
func sight(q db.Q) func(*bun.SelectQuery) *bun.SelectQuery {
	return access.VisibleOrNone(q, "cc.matter_id")
}

func get(ctx context.Context, q db.Q, id ID) (c Check, err error) {
	err = db.One(ctx, q.Select(&c).ColumnExpr("cc.*").Where("cc.id = ?", id).Apply(sight(q)))
	return c, err
}

func list(ctx context.Context, q db.Q, f Filter, p db.Page) (cs []Check, next string, err error) {
	s := q.Select(&cs).ColumnExpr("cc.*").
		ColumnExpr("(SELECT count(*) FROM conflict_hit AS h1 WHERE h1.firm_id = cc.firm_id AND h1.check_id = cc.id AND h1.disposition = '') AS waiting").
		Apply(sight(q))
	if f.Open {
		s = s.Where("cc.state = ?", Open)
	}
	if f.Signed {
		s = s.Where("cc.state <> ?", Open)
	}
	if f.Matter != "" {
		s = s.Where("cc.matter_id = ?", f.Matter)
	}
	if f.SecondFor != "" {
		s = s.Where("cc.state = ?", Open).Where(`EXISTS (SELECT 1 FROM conflict_hit AS h2 WHERE h2.firm_id = cc.firm_id AND h2.check_id = cc.id
			AND (h2.disposition = '' OR (h2.severity = ? AND h2.seconded_by = '' AND h2.disposed_by <> ?)))`, Grave, f.SecondFor)
	}
	next, err = db.List(ctx, s, &cs, p, db.Order{Columns: []string{"cc.asked_at", "cc.id"}, Desc: true},
		func(c Check) []string { return []string{db.Stamp(c.AskedAt), string(c.ID)} })
	return cs, next, err
}

func hitsOf(ctx context.Context, q db.Q, id ID) (hs []Hit, err error) {
	err = db.All(ctx, q.Select(&hs).Where("ch.check_id = ?", id).OrderExpr("ch.severity DESC, ch.grade DESC, ch.party, ch.id").Limit(2000))
	return hs, err
}

func getHit(ctx context.Context, q db.Q, id string) (h Hit, err error) {
	err = db.One(ctx, q.Select(&h).Where("ch.id = ?", id))
	return h, err
}

func reportOf(ctx context.Context, q db.Q, id ID) (r reportRow, err error) {
	err = db.One(ctx, q.Select(&r).Where("cp.check_id = ?", id))
	return r, err
}

// decided reports whether a signed or running check of the matter has a settled
// hit on the contact.
func decided(ctx context.Context, q db.Q, m matter.ID, other contact.ID) (bool, error) {
	var n int
	err := q.Raw(`SELECT count(*) FROM conflict_hit AS h JOIN conflict_check AS c ON c.firm_id = h.firm_id AND c.id = h.check_id
		WHERE h.firm_id = ? AND c.matter_id = ? AND h.contact_id = ? AND h.disposition <> ''`, q.Firm(), m, other).Scan(ctx, &n)
	return n > 0, err
}

// foundBefore reports whether a pair was found in the matter, or from its other
// end.
func foundBefore(ctx context.Context, q db.Q, m matter.ID, c contact.ID, h Hit) (bool, error) {
	theirs := []matter.ID{""}
	for _, s := range h.Stakes {
		theirs = append(theirs, s.MatterID)
	}
	var n int
	err := q.Raw(`SELECT count(*) FROM conflict_finding WHERE firm_id = ?
		AND (matter_id = ? AND contact_id = ? AND other_id = ? OR matter_id IN (?) AND contact_id = ? AND other_id = ?)`,
		q.Firm(), m, c, h.ContactID, bun.In(theirs), h.ContactID, c).Scan(ctx, &n)
	return n > 0, err
}

func findings(ctx context.Context, q db.Q, m matter.ID) (fs []Finding, err error) {
	s := q.Select(&fs).Where("cf.state = ?", Open).Apply(access.Visible(q, "cf.matter_id"))
	if m != "" {
		s = s.Where("cf.matter_id = ?", m)
	}
	err = db.All(ctx, s.OrderExpr("cf.found_at DESC, cf.id").Limit(200))
	return fs, err
}

func getFinding(ctx context.Context, q db.Q, id string) (f Finding, err error) {
	err = db.One(ctx, q.Select(&f).Where("cf.id = ?", id).Apply(access.Visible(q, "cf.matter_id")))
	return f, err
}

// changedSince lists contacts that changed after a time, for the nightly look.
func changedSince(ctx context.Context, q db.Q, since time.Time, after contact.ID) (ids []contact.ID, err error) {
	err = q.Raw("SELECT id FROM contact WHERE firm_id = ? AND merged_into = '' AND updated_at >= ? AND id > ? ORDER BY id LIMIT 500", q.Firm(), since, after).Scan(ctx, &ids)
	return ids, err
}
