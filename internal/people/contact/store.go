package contact

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/kit/db"
)

// row gives a contact that whoever asks may see. A merged one leads to the one
// it was merged into only where the caller follows it.
func row(ctx context.Context, q db.Q, id ID) (c Contact, err error) {
	err = db.One(ctx, q.Select(&c).Where("c.id = ?", id).Apply(access.Visible(q, "c.id")))
	return c, err
}

func card(ctx context.Context, q db.Q, id ID) (Card, error) {
	c, err := row(ctx, q, id)
	if err != nil {
		return Card{}, err
	}
	cards, err := fill(ctx, q, []Contact{c})
	if err != nil {
		return Card{}, err
	}
	cards[0].Relations, err = relationsOf(ctx, q, id)
	return cards[0], err
}

// fill adds names and points to contacts that were fetched with their wall.
func fill(ctx context.Context, q db.Q, cs []Contact) ([]Card, error) {
	cards := make([]Card, len(cs))
	ids := make([]ID, len(cs))
	at := make(map[ID]int, len(cs))
	for i, c := range cs {
		cards[i].Contact, ids[i], at[c.ID] = c, c.ID, i
	}
	if len(ids) == 0 {
		return cards, nil
	}
	var names []Name
	if err := db.All(ctx, q.Select(&names).Where("cn.contact_id IN (?)", bun.In(ids)).Order("cn.contact_id", "cn.id").Limit(10_000)); err != nil {
		return nil, err
	}
	for _, n := range names {
		i := at[n.ContactID]
		cards[i].Names = append(cards[i].Names, n)
	}
	var points []Point
	if err := db.All(ctx, q.Select(&points).Where("cp.contact_id IN (?)", bun.In(ids)).Order("cp.contact_id", "cp.place", "cp.id").Limit(10_000)); err != nil {
		return nil, err
	}
	for _, p := range points {
		i := at[p.ContactID]
		cards[i].Points = append(cards[i].Points, p)
	}
	return cards, nil
}

// relationsOf lists both ends' relations, leaving out whoever is walled off.
func relationsOf(ctx context.Context, q db.Q, id ID) (rs []Relation, err error) {
	err = db.All(ctx, q.Select(&rs).ColumnExpr("cr.*").ColumnExpr("c.name AS other_name, c.kind AS other_kind").
		Join("JOIN contact AS c ON c.firm_id = cr.firm_id AND c.id = CASE WHEN cr.from_id = ? THEN cr.to_id ELSE cr.from_id END", id).
		Where(`cr.id IN (SELECT r1.id FROM contact_relation AS r1 WHERE r1.firm_id = ? AND r1.from_id = ?
			UNION SELECT r2.id FROM contact_relation AS r2 WHERE r2.firm_id = ? AND r2.to_id = ?)`, q.Firm(), id, q.Firm(), id).
		Apply(access.Visible(q, "c.id")).
		Order("cr.kind", "cr.id").Limit(500))
	return rs, err
}

func list(ctx context.Context, q db.Q, f Filter, p db.Page) ([]Card, string, error) {
	var cs []Contact
	s := q.Select(&cs).Where("c.merged_into = ''")
	if f.Tag != "" {
		var err error
		if s, err = keyed(ctx, q, s, "ck.key = ?", tagKey(f.Tag)); err != nil {
			return nil, "", err
		}
	}
	s = s.Apply(access.Visible(q, "c.id"))
	if f.Kind != "" {
		s = s.Where("c.kind = ?", f.Kind)
	}
	if !f.Archived {
		s = s.Where("c.archived_at IS NULL")
	}
	if f.Text != "" {
		var err error
		if s, err = matching(ctx, q, s, f.Text); err != nil {
			return nil, "", err
		}
	}
	order := db.Order{Columns: []string{"c.sort_name", "c.id"}}
	key := func(c Contact) []string { return []string{c.SortName, string(c.ID)} }
	if f.Newest {
		order = db.Order{Columns: []string{"c.updated_at", "c.id"}, Desc: true}
		key = func(c Contact) []string { return []string{db.Stamp(c.UpdatedAt), string(c.ID)} }
	}
	next, err := db.List(ctx, s, &cs, p, order, key)
	if err != nil {
		return nil, "", err
	}
	cards, err := fill(ctx, q, cs)
	return cards, next, err
}

// few is how many contacts that match are looked through one by one.
const few = 1000

// matching keeps contacts with a name, former name, address or phone that
// begins as typed. Few of them are found by index; where there are many, the
// list runs down its own order and asks each contact, since a page of them is
// soon full.
func matching(ctx context.Context, q db.Q, s *bun.SelectQuery, text string) (*bun.SelectQuery, error) {
	folded, email, phone := search.Fold(text), FoldEmail(text), FoldPhone(text, region)
	word := "w:" + folded
	const (
		named   = "cn.firm_id = ? AND cn.folded >= ? AND cn.folded < ?"
		keyed   = "ck.firm_id = ? AND ck.key >= ? AND ck.key < ?"
		reached = "cp.firm_id = ? AND cp.folded <> '' AND ((cp.folded >= ? AND cp.folded < ?) OR cp.folded = ?)"
	)
	args := []any{
		folded, after(folded), q.Firm(), folded, after(folded), q.Firm(), word, after(word), q.Firm(), email, after(email), phone,
	}
	var ids []ID
	err := q.Raw(`SELECT c1.id FROM contact AS c1 WHERE c1.firm_id = ? AND c1.merged_into = '' AND c1.sort_name >= ? AND c1.sort_name < ?
		UNION ALL SELECT cn.contact_id FROM contact_name AS cn WHERE `+named+`
		UNION ALL SELECT ck.contact_id FROM contact_key AS ck WHERE `+keyed+`
		UNION ALL SELECT cp.contact_id FROM contact_point AS cp WHERE `+reached+" LIMIT ?",
		append(append([]any{q.Firm()}, args...), few+1)...).Scan(ctx, &ids)
	if err != nil {
		return nil, err
	}
	if len(ids) <= few {
		return s.Where("c.id IN (?)", bun.In(append(ids, ""))), nil // no list is empty
	}
	return s.Where(`((c.sort_name >= ? AND c.sort_name < ?)
		OR EXISTS (SELECT 1 FROM contact_name AS cn WHERE `+named+` AND cn.contact_id = c.id)
		OR EXISTS (SELECT 1 FROM contact_key AS ck WHERE `+keyed+` AND ck.contact_id = c.id)
		OR EXISTS (SELECT 1 FROM contact_point AS cp WHERE `+reached+" AND cp.contact_id = c.id))", args...), nil
}

// after is the first text that doesn't begin with prefix.
func after(prefix string) string { return prefix + "\U0010FFFF" }

// eraseParts removes a card's names, points and keys, and the pairs it is in
// that nobody has decided on.
func eraseParts(ctx context.Context, tx *db.Tx, id ID) error {
	for _, m := range []any{(*Name)(nil), (*Point)(nil), (*key)(nil)} {
		if _, err := tx.Erase(m).Where("contact_id = ?", id).Exec(ctx); err != nil {
			return err
		}
	}
	return eraseOpenPairs(ctx, tx, id)
}

// saveParts adds a card's names, points and keys.
func saveParts(ctx context.Context, tx *db.Tx, c *Card) error {
	if err := tx.Insert(ctx, &c.Names); err != nil {
		return err
	}
	if err := tx.Insert(ctx, &c.Points); err != nil {
		return err
	}
	return saveKeys(ctx, tx, *c)
}

// fewCandidates keeps a key that half the firm shares from costing the firm.
const fewCandidates = 50

// candidates gives the cards that share a key with c.
func candidates(ctx context.Context, q db.Q, c Card) ([]Card, error) {
	var ids []ID
	err := q.Raw(`SELECT DISTINCT ck.contact_id FROM contact_key AS ck
		JOIN contact AS c ON c.firm_id = ck.firm_id AND c.id = ck.contact_id AND c.merged_into = ''
		WHERE ck.firm_id = ? AND ck.key IN (?) AND ck.contact_id <> ? ORDER BY ck.contact_id LIMIT ?`,
		q.Firm(), bun.In(keys(c)), c.ID, fewCandidates).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	var cs []Contact
	if err := db.All(ctx, q.Select(&cs).Where("c.id IN (?)", bun.In(ids)).Order("c.id").Limit(fewCandidates)); err != nil {
		return nil, err
	}
	return fill(ctx, q, cs)
}

func decidedPairs(ctx context.Context, q db.Q, id ID) (map[ID]bool, error) {
	var ds []Double
	err := db.All(ctx, q.Select(&ds).Where("cd.state <> ?", Open).Where("cd.one_id = ? OR cd.other_id = ?", id, id).Order("cd.one_id", "cd.other_id").Limit(10_000))
	out := map[ID]bool{}
	for _, d := range ds {
		out[d.OneID], out[d.OtherID] = true, true
	}
	return out, err
}

func eraseOpenPairs(ctx context.Context, tx *db.Tx, id ID) error {
	_, err := tx.Erase((*Double)(nil)).Where("state = ?", Open).Where("one_id = ? OR other_id = ?", id, id).Exec(ctx)
	return err
}

func doubles(ctx context.Context, q db.Q, p db.Page) (ds []Double, next string, err error) {
	s := q.Select(&ds).ColumnExpr("cd.*").ColumnExpr("a.name AS one_name, b.name AS other_name").
		Join("JOIN contact AS a ON a.firm_id = cd.firm_id AND a.id = cd.one_id").
		Join("JOIN contact AS b ON b.firm_id = cd.firm_id AND b.id = cd.other_id").
		Where("cd.state = ?", Open).Apply(access.Visible(q, "cd.one_id")).Apply(access.Visible(q, "cd.other_id"))
	next, err = db.List(ctx, s, &ds, p, db.Order{Columns: []string{"cd.score", "cd.one_id", "cd.other_id"}, Desc: true},
		func(d Double) []string { return []string{itoa(d.Score), string(d.OneID), string(d.OtherID)} })
	return ds, next, err
}

func pair(ctx context.Context, q db.Q, one, other ID) (d Double, err error) {
	one, other = inOrder(one, other)
	err = db.One(ctx, q.Select(&d).Where("cd.one_id = ? AND cd.other_id = ?", one, other).
		Apply(access.Visible(q, "cd.one_id")).Apply(access.Visible(q, "cd.other_id")))
	return d, err
}

func inOrder(a, b ID) (ID, ID) {
	if slices.Compare([]byte(a), []byte(b)) > 0 {
		return b, a
	}
	return a, b
}

func relation(ctx context.Context, q db.Q, id string) (r Relation, err error) {
	err = db.One(ctx, q.Select(&r).ColumnExpr("cr.firm_id, cr.id, cr.from_id, cr.to_id, cr.kind, cr.note").Where("cr.id = ?", id).
		Apply(access.Visible(q, "cr.from_id")).Apply(access.Visible(q, "cr.to_id")))
	return r, err
}

func named(ctx context.Context, q db.Q, ids []ID) (cs []Contact, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&cs).Where("c.id IN (?)", bun.In(ids)).Apply(access.Visible(q, "c.id")).Order("c.id").Limit(int64(len(ids))))
	return cs, err
}

// byPoint finds whoever can be reached at a folded address or number,
// regardless of walls: for filing mail, whose result is walled again.
func byPoint(ctx context.Context, q db.Q, folded []string) (ps []Point, err error) {
	if len(folded) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ps).Join("JOIN contact AS c ON c.firm_id = cp.firm_id AND c.id = cp.contact_id AND c.merged_into = ''").
		Where("cp.folded IN (?)", bun.In(folded)).Order("cp.folded", "cp.contact_id", "cp.id").Limit(1000))
	return ps, err
}
