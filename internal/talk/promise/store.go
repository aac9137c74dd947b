package promise

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// get gives the clock of a matter that whoever asks may see.
func get(ctx context.Context, q db.Q, m matter.ID) (k Clock, err error) {
	err = db.One(ctx, q.Select(&k).Where("k.id = ?", m).Apply(access.Visible(q, "k.id")))
	return k, err
}

// find gives the clock of a matter, if it has one, whoever asks: a contact must
// move the clock even when one who may not look at the matter files it.
func find(ctx context.Context, q db.Q, m matter.ID) (k Clock, ok bool, err error) {
	var ks []Clock
	err = db.All(ctx, q.Select(&ks).Where("k.id = ?", m).Order("k.id").Limit(1))
	if err != nil || len(ks) == 0 {
		return k, false, err
	}
	return ks[0], true, nil
}

func some(ctx context.Context, q db.Q, ms []matter.ID) (ks []Clock, err error) {
	if len(ms) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ks).Where("k.id IN (?)", bun.In(ms)).Apply(access.Visible(q, "k.id")).Order("k.id").Limit(int64(len(ms))))
	return ks, err
}

// ofContacts lists the open clocks of people, the most urgent first.
func ofContacts(ctx context.Context, q db.Q, cs []contact.ID) (ks []Clock, err error) {
	if len(cs) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ks).Where("k.contact_id IN (?)", bun.In(cs)).Where("k.due_at IS NOT NULL").Apply(access.Visible(q, "k.id")).
		Order("k.due_at", "k.id").Limit(Many))
	return ks, err
}

// urgent lists what is owed, most urgent first.
func urgent(ctx context.Context, q db.Q, f Filter, p db.Page) (ks []Clock, next string, err error) {
	s := q.Select(&ks).Where("k.due_at IS NOT NULL").Apply(f.narrow(q))
	next, err = db.List(ctx, s, &ks, p, db.Order{Columns: []string{"k.due_at", "k.id"}},
		func(k Clock) []string { return []string{db.Stamp(k.DueAt), string(k.MatterID)} })
	return ks, next, err
}

// narrow keeps a query to what the filter asks for and whoever asks may see.
func (f Filter) narrow(q db.Q) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(s *bun.SelectQuery) *bun.SelectQuery {
		switch {
		case f.Told != "":
			s = s.Where("k.escalated_to = ?", f.Told).Where("k.escalated_at IS NOT NULL")
		case len(f.covered) > 0:
			s = s.Where("k.owner_id IN (?)", bun.In(append([]staff.ID{f.Staff}, f.covered...)))
		case f.Staff != "":
			s = s.Where("k.owner_id = ?", f.Staff)
		}
		if !f.Before.IsZero() {
			s = s.Where("k.due_at <= ?", f.Before)
		}
		if !f.After.IsZero() {
			s = s.Where("k.due_at > ?", f.After)
		}
		switch {
		case f.Delegated != "":
			s = s.Where("k.staff_id = ?", f.Delegated).Where("k.owner_id <> k.staff_id")
		case f.Asleep:
			s = s.Where("k.snoozed_until > ? AND NOT (k.due_at < ? AND k.snoozed_at <= k.due_at)", q.Time(), q.Time())
		case f.Awake:
			s = s.Where("(k.snoozed_until IS NULL OR k.snoozed_until <= ? OR (k.due_at < ? AND k.snoozed_at <= k.due_at))", q.Time(), q.Time())
		}
		return s.Apply(access.Visible(q, "k.id"))
	}
}

// count counts what is owed, up to Many.
func count(ctx context.Context, q db.Q, f Filter) (int, error) {
	var ids []matter.ID
	err := q.Select((*Clock)(nil)).Column("k.id").Where("k.due_at IS NOT NULL").Apply(f.narrow(q)).Limit(Many+1).Scan(ctx, &ids)
	return len(ids), err
}

// termsOf gives the terms that held for a matter, in order.
func termsOf(ctx context.Context, q db.Q, m matter.ID) (ts []Agreed, err error) {
	err = db.All(ctx, q.Select(&ts).Where("pt.matter_id = ?", m).Order("pt.from_at", "pt.id").Limit(1000))
	return ts, err
}

// endedOf gives the last promises of a word that ended, oldest first.
func endedOf(ctx context.Context, q db.Q, m matter.ID, from time.Time, limit int) (es []ended, err error) {
	err = db.All(ctx, q.Select(&es).Where("pp.matter_id = ?", m).Where("pp.from_at >= ?", from).
		OrderExpr("pp.from_at DESC").Limit(int64(limit)))
	for i, j := 0, len(es)-1; i < j; i, j = i+1, j-1 {
		es[i], es[j] = es[j], es[i]
	}
	return es, err
}

// waitsOf gives the last questions of a matter, newest first.
func waitsOf(ctx context.Context, q db.Q, m matter.ID, from time.Time, limit int) (ws []Wait, err error) {
	err = db.All(ctx, q.Select(&ws).Where("w.matter_id = ?", m).Where("w.asked_at >= ?", from).
		OrderExpr("w.asked_at DESC, w.id DESC").Limit(int64(limit)))
	return ws, err
}

func wait(ctx context.Context, q db.Q, id timeline.ID) (w Wait, err error) {
	err = db.One(ctx, q.Select(&w).Where("w.id = ?", id))
	return w, err
}

func eraseSince(ctx context.Context, tx *db.Tx, k Clock) error {
	if _, err := tx.Erase((*ended)(nil)).Where("matter_id = ?", k.MatterID).Where("from_at >= ?", k.OpenedAt).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.Erase((*Wait)(nil)).Where("matter_id = ?", k.MatterID).Where("asked_at >= ?", k.OpenedAt).Exec(ctx)
	return err
}

// guardian speaks for a client.
const guardian matter.Part = "guardian"

// clients are who a word counts for: the client, co-clients and whoever speaks
// for a client as guardian.
func clients(ctx context.Context, q db.Q, k Clock) ([]contact.ID, error) {
	var ps []matter.Party
	err := db.All(ctx, q.Select(&ps).Where("mp.matter_id = ?", k.MatterID).
		Where("mp.role IN (?)", bun.In([]matter.Part{matter.CoClient, guardian})).Order("mp.id").Limit(100))
	out := []contact.ID{k.ContactID}
	for _, p := range ps {
		out = append(out, p.ContactID)
	}
	return out, err
}

// contactsOf gives the contacts with a matter's clients from a time on, in
// order, walls aside: the clock must be the same whoever moves it. An entry
// without anyone named is with the client.
func contactsOf(ctx context.Context, q db.Q, k Clock, only timeline.ID) ([]Contact, error) {
	who, err := clients(ctx, q, k)
	if err != nil {
		return nil, err
	}
	var es []timeline.Entry
	s := q.Select(&es).Column("te.id", "te.at", "te.kind", "te.direction", "te.outcome", "te.substantive", "te.holding", "te.settled").
		Where("te.matter_id = ?", k.MatterID).Where("te.at >= ?", k.OpenedAt).Where("te.removed_at IS NULL").Where("te.substantive").
		Where(`(te.contact_id IN (?) OR te.contact_id = '' OR EXISTS (SELECT 1 FROM timeline_person AS tp
			WHERE tp.firm_id = te.firm_id AND tp.entry_id = te.id AND tp.contact_id IN (?)))`, bun.In(who), bun.In(who))
	if only != "" {
		s = s.Where("te.id = ?", only)
	}
	if !k.Open() {
		s = s.Where("te.at <= ?", k.ClosedAt)
	}
	err = db.All(ctx, s.Order("te.at", "te.id").Limit(100_000))
	out := make([]Contact, 0, len(es))
	for _, e := range es {
		out = append(out, contactOf(e))
	}
	return out, err
}

// asking gives the messages of an open wait, which a person may settle.
func asking(ctx context.Context, q db.Q, k Clock) (ids []timeline.ID, err error) {
	cs, err := contactsOf(ctx, q, k, "")
	for _, c := range cs {
		if c.Asks() && !c.At.Before(k.AskedAt) {
			ids = append(ids, timeline.ID(c.ID))
		}
	}
	return ids, err
}

// batch is how many clocks one transaction of upkeep takes.
const batch = 200

// ripe lists clocks whose supervisor is to be told, whoever asks.
func ripe(ctx context.Context, q db.Q) (ks []Clock, err error) {
	err = db.All(ctx, q.Select(&ks).Where("k.escalate_at <= ?", q.Time()).Order("k.escalate_at", "k.id").Limit(batch))
	return ks, err
}

// stale lists clocks to be computed anew, whoever asks.
func stale(ctx context.Context, q db.Q) (ks []Clock, err error) {
	err = db.All(ctx, q.Select(&ks).Where("k.stale = ?", true).Order("k.id").Limit(batch))
	return ks, err
}

// ofArea lists an area's clocks after one of them, whoever asks.
func ofArea(ctx context.Context, q db.Q, a area.ID, after matter.ID) (ks []Clock, err error) {
	err = db.All(ctx, q.Select(&ks).Where("k.area_id = ?", a).Where("k.id > ?", after).Where("k.closed_at IS NULL").Order("k.id").Limit(batch))
	return ks, err
}

// takenBack ends all delegations to someone who has left.
func takenBack(ctx context.Context, tx *db.Tx, who staff.ID) error {
	_, err := tx.Change((*Clock)(nil)).Set("owner_id = staff_id").Set("delegated_at = NULL").Set("delegated_by = ''").
		Set("version = version + 1").Where("owner_id = ?", who).Where("staff_id <> ?", who).Exec(ctx)
	return err
}

func lookedAt(ctx context.Context, q db.Q, who staff.ID) (time.Time, error) {
	var ls []look
	err := db.All(ctx, q.Select(&ls).Where("pl.staff_id = ?", who).Order("pl.staff_id").Limit(1))
	if err != nil || len(ls) == 0 {
		return time.Time{}, err
	}
	return ls[0].LookedAt, nil
}

// hold takes the clock's row for this transaction.
func hold(ctx context.Context, tx *db.Tx, m matter.ID) error {
	_, err := tx.Change((*Clock)(nil)).Set("version = version + 1").Where("id = ?", m).Exec(ctx)
	return err
}
