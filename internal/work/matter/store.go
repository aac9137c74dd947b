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

// list gives a page of matters. Every filter has an index that ends in the
// order of the list.
func list(ctx context.Context, q db.Q, f Filter, p db.Page) (ms []Matter, next string, err error) {
	s := narrowed(q, q.Select(&ms), f)
	order, key := f.By.order()
	next, err = db.List(ctx, s, &ms, p, order, key)
	return ms, next, err
}

func narrowed(q db.Q, s *bun.SelectQuery, f Filter) *bun.SelectQuery {
	s = s.Apply(access.Visible(q, "m.id"))
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
	if f.Tag != "" {
		s = s.Where("m.tags LIKE ?", `%"`+strings.NewReplacer("%", "", "_", "", `"`, "").Replace(f.Tag)+`"%`)
	}
	if f.Team != "" {
		s = s.Where("m.id IN (SELECT t1.matter_id FROM matter_team AS t1 WHERE t1.firm_id = ? AND t1.staff_id = ?)", q.Firm(), f.Team)
	}
	if f.Client != "" {
		s = s.Where(ofClient, f.Client, q.Firm(), f.Client, CoClient)
	}
	for _, w := range strings.Fields(search.Fold(f.Text)) {
		s = s.Where("m.id IN (SELECT k1.matter_id FROM matter_key AS k1 WHERE k1.firm_id = ? AND k1.key >= ? AND k1.key < ?)", q.Firm(), w, w+"\U0010FFFF")
	}
	return s
}

// ofClient keeps matters of a client or co-client.
const ofClient = `(m.client_id = ? OR m.id IN (SELECT p1.matter_id FROM matter_party AS p1
	WHERE p1.firm_id = ? AND p1.contact_id = ? AND p1.role = ?))`

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
	var ms []Matter
	err = db.All(ctx, narrowed(q, q.Select(&ms).Column("m.id"), f).Limit(Many+1))
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
