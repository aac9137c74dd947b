package matter

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// get gives a matter that whoever asks may see.
func get(ctx context.Context, q db.Q, id ID) (m Matter, err error) {
	err = db.One(ctx, q.Select(&m).Where("m.id = ?", id).Apply(access.Visible(q, "m.id")))
	return m, err
}

func named(ctx context.Context, q db.Q, ids []ID) (ms []Matter, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ms).Where("m.id IN (?)", bun.In(ids)).Apply(access.Visible(q, "m.id")).Order("m.id").Limit(int64(len(ids))))
	return ms, err
}

// unusedNumber answers Conflict if a matter has the number, even a walled one:
// a number is given once.
func unusedNumber(ctx context.Context, q db.Q, number string) error {
	var ms []Matter
	if err := db.All(ctx, q.Select(&ms).Column("m.id").Where("m.number = ?", number).Order("m.id").Limit(1)); err != nil {
		return err
	}
	if len(ms) > 0 {
		return errs.New(errs.Conflict, "The number %s is taken.", number)
	}
	return nil
}

func byNumber(ctx context.Context, q db.Q, number string) (m Matter, err error) {
	err = db.One(ctx, q.Select(&m).Where("m.number = ?", number).Apply(access.Visible(q, "m.id")))
	return m, err
}

// count moves a counter on by one. It is one statement, so that two who open
// at once get two numbers, on either database.
func count(ctx context.Context, tx *db.Tx, name string) (n int64, err error) {
	err = tx.Raw(`INSERT INTO matter_counter (firm_id, name, last) VALUES (?, ?, 1)
		ON CONFLICT (firm_id, name) DO UPDATE SET last = matter_counter.last + 1 RETURNING last`, tx.Firm(), name).Scan(ctx, &n)
	return n, err
}

func counted(ctx context.Context, q db.Q, name string) (n int64, err error) {
	err = q.Raw("SELECT coalesce(max(last), 0) FROM matter_counter WHERE firm_id = ? AND name = ?", q.Firm(), name).Scan(ctx, &n)
	return n, err
}

// clientNumber is a client's own number, given with their first matter.
func clientNumber(ctx context.Context, tx *db.Tx, c contact.ID) (int64, error) {
	n, err := knownClientNumber(ctx, tx, c)
	if err != nil || n > 0 {
		return n, err
	}
	if n, err = count(ctx, tx, "client"); err != nil {
		return 0, err
	}
	_, err = tx.Raw("INSERT INTO matter_client_number (firm_id, contact_id, number) VALUES (?, ?, ?)", tx.Firm(), c, n).Exec(ctx)
	return n, err
}

func knownClientNumber(ctx context.Context, q db.Q, c contact.ID) (n int64, err error) {
	err = q.Raw("SELECT coalesce(max(number), 0) FROM matter_client_number WHERE firm_id = ? AND contact_id = ?", q.Firm(), c).Scan(ctx, &n)
	return n, err
}

// list gives a page of matters. A list runs down an index that ends in its
// order; one that is narrowed to few runs through those few instead.
func list(ctx context.Context, q db.Q, f Filter, p db.Page) (ms []Matter, next string, err error) {
	few, err := fewest(ctx, q, f)
	if err != nil || few != nil && len(few) == 0 {
		return nil, "", err
	}
	s := narrowed(q, q.Select(&ms), f, few)
	order, key := f.By.order()
	next, err = db.List(ctx, s, &ms, p, order, key)
	return ms, next, err
}

// few is how many matters are looked through one by one.
const few = 1000

// narrow is a part of a filter that may leave few: how to find the ids of the
// matters that it keeps, and how to ask it of one matter.
type narrow struct {
	ids, one string
	args     []any // of either
}

// narrows lists the parts of a filter whose ids have an index of their own.
func (f Filter) narrows(q db.Q) (out []narrow) {
	if f.Team != "" {
		const team = "FROM matter_team AS t1 WHERE t1.firm_id = ? AND t1.staff_id = ?"
		out = append(out, narrow{"SELECT t1.matter_id " + team, "EXISTS (SELECT 1 " + team + " AND t1.matter_id = m.id)", []any{q.Firm(), f.Team}})
	}
	if f.Client != "" {
		// The firm is asked twice so that both questions take the same arguments.
		const parties = "SELECT p1.matter_id FROM matter_party AS p1 WHERE p1.firm_id = ? AND p1.contact_id = ? AND p1.role = ?"
		out = append(out, narrow{"SELECT m1.id FROM matter AS m1 WHERE m1.client_id = ? AND m1.firm_id = ? UNION " + parties,
			"(m.client_id = ? OR m.firm_id = ? AND m.id IN (" + parties + "))", []any{f.Client, q.Firm(), q.Firm(), f.Client, CoClient}})
	}
	const key = "FROM matter_key AS k1 WHERE k1.firm_id = ? AND k1.key >= ? AND k1.key < ?"
	keyed := func(from, to string) narrow {
		return narrow{"SELECT k1.matter_id " + key, "EXISTS (SELECT 1 " + key + " AND k1.matter_id = m.id)", []any{q.Firm(), from, to}}
	}
	if f.Tag != "" {
		out = append(out, keyed(tagKey(f.Tag), tagKey(f.Tag)+"\x01"))
	}
	for _, w := range strings.Fields(search.Fold(f.Text)) {
		out = append(out, keyed(w, w+"\U0010FFFF"))
	}
	return out
}

// fewest gives the ids that the narrowest part of a filter keeps, or nil if
// none keeps few.
func fewest(ctx context.Context, q db.Q, f Filter) (best []ID, err error) {
	for _, n := range f.narrows(q) {
		ids := []ID{}
		if err := q.Raw(n.ids+" LIMIT ?", append(n.args, few+1)...).Scan(ctx, &ids); err != nil {
			return nil, err
		}
		if len(ids) > few {
			continue
		}
		slices.Sort(ids)
		if ids = slices.Compact(ids); best == nil || len(ids) < len(best) {
			best = ids
		}
	}
	return best, nil
}

func narrowed(q db.Q, s *bun.SelectQuery, f Filter, few []ID) *bun.SelectQuery {
	s = s.Apply(access.Visible(q, "m.id"))
	if few != nil {
		s = s.Where("m.id IN (?)", bun.In(few))
	}
	if f.Status != "" {
		s = s.Where("m.status = ?", f.Status)
	}
	if f.Active {
		s = s.Where("m.status <> ?", Closed)
	}
	if f.Area != "" {
		s = s.Where("m.area_id = ?", f.Area)
	}
	if f.Stage != "" {
		s = s.Where("m.stage = ?", f.Stage)
	}
	if f.Responsible != "" {
		s = s.Where("m.responsible_id = ?", f.Responsible)
	}
	for _, n := range f.narrows(q) {
		s = s.Where(n.one, n.args...)
	}
	return s
}

// order is the list's order and the place of a row in it.
func (b By) order() (db.Order, func(Matter) []string) {
	switch b {
	case ByNumber:
		return db.Order{Columns: []string{"m.number"}, Desc: true}, func(m Matter) []string { return []string{m.Number} }
	case ByOpened:
		return db.Order{Columns: []string{"coalesce(m.opened_on, '')", "m.id"}, Desc: true},
			func(m Matter) []string { return []string{m.OpenedOn.String(), string(m.ID)} }
	case ByUpdated:
	}
	return db.Order{Columns: []string{"m.updated_at", "m.id"}, Desc: true},
		func(m Matter) []string { return []string{db.Stamp(m.UpdatedAt), string(m.ID)} }
}

// Many is where counting stops: beyond it the number helps nobody.
const Many = 1000

// countUpTo counts what a list holds, up to Many.
func countUpTo(ctx context.Context, q db.Q, f Filter) (n int, err error) {
	few, err := fewest(ctx, q, f)
	if err != nil || few != nil && len(few) == 0 {
		return 0, err
	}
	var ms []Matter
	err = db.All(ctx, narrowed(q, q.Select(&ms).Column("m.id"), f, few).Limit(Many+1))
	return len(ms), err
}

// concerning gives the matters in progress whose client or co-client is one of
// these, walls aside: for filing mail, whose result is walled again.
func concerning(ctx context.Context, q db.Q, cs []contact.ID) (ms []Matter, err error) {
	if len(cs) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ms).Where("m.status <> ?", Closed).
		Where(`(m.client_id IN (?) OR m.id IN (SELECT p1.matter_id FROM matter_party AS p1 WHERE p1.firm_id = ? AND p1.contact_id IN (?) AND p1.role = ?))`,
			bun.In(cs), q.Firm(), bun.In(cs), CoClient).
		OrderExpr("m.updated_at DESC, m.id").Limit(200))
	return ms, err
}

// behindContact lists the matters that stand and fall with a contact's walls:
// those where they are client or co-client, whoever asks.
func behindContact(ctx context.Context, q db.Q, c contact.ID) (ids []string, err error) {
	err = q.Raw(`SELECT id FROM matter WHERE firm_id = ? AND client_id = ?
		UNION SELECT matter_id FROM matter_party WHERE firm_id = ? AND contact_id = ? AND role = ? ORDER BY 1`,
		q.Firm(), c, q.Firm(), c, CoClient).Scan(ctx, &ids)
	return ids, err
}

// clientsOf gives the client and co-clients of a matter. Whoever may change it
// sees them: its walls are never lower than theirs.
func clientsOf(ctx context.Context, q db.Q, m Matter) ([]contact.Contact, error) {
	ps, err := partiesOf(ctx, q, m.ID)
	if err != nil {
		return nil, err
	}
	ids := []contact.ID{m.ClientID}
	for _, p := range ps {
		if p.Part == CoClient && !slices.Contains(ids, p.ContactID) {
			ids = append(ids, p.ContactID)
		}
	}
	all, err := contact.NamedTx(ctx, q, ids)
	var cs []contact.Contact
	for _, i := range ids {
		if c, ok := all[i]; ok {
			cs = append(cs, c)
		}
	}
	return cs, err
}

type key struct {
	bun.BaseModel `bun:"table:matter_key,alias:mk"`

	FirmID   string `bun:",pk"`
	Key      string `bun:",pk"`
	MatterID ID     `bun:",pk"`
}

func saveKeys(ctx context.Context, tx *db.Tx, m Matter, clients []contact.Contact) error {
	if _, err := tx.Erase((*key)(nil)).Where("matter_id = ?", m.ID).Exec(ctx); err != nil {
		return err
	}
	var rows []key
	for _, k := range keys(m, clients) {
		rows = append(rows, key{Key: k, MatterID: m.ID})
	}
	return tx.Insert(ctx, &rows)
}

func teamOf(ctx context.Context, q db.Q, id ID) (team []Member, err error) {
	err = db.All(ctx, q.Select(&team).Where("mt.matter_id = ?", id).Order("mt.staff_id", "mt.role").Limit(500))
	byRole(team)
	return team, err
}

// mine lists the matters that someone is on the team of, whoever asks.
func mine(ctx context.Context, q db.Q, who staff.ID) (ids []ID, err error) {
	var team []Member
	err = db.All(ctx, q.Select(&team).Where("mt.staff_id = ?", who).Order("mt.matter_id", "mt.role").Limit(100_000))
	for _, t := range team {
		ids = append(ids, t.MatterID)
	}
	return slices.Compact(ids), err
}
