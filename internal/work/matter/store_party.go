package matter

import (
	"context"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

func partiesOf(ctx context.Context, q db.Q, id ID) (ps []Party, err error) {
	err = db.All(ctx, q.Select(&ps).Where("mp.matter_id = ?", id).Order("mp.id").Limit(1000))
	return ps, err
}

func getParty(ctx context.Context, q db.Q, id string) (p Party, err error) {
	err = db.One(ctx, q.Select(&p).Where("mp.id = ?", id).Apply(access.Visible(q, "mp.matter_id")))
	return p, err
}

// partsOf lists what a contact is, in which matters that whoever asks may see.
func partsOf(ctx context.Context, q db.Q, c contact.ID) (ps []Party, err error) {
	err = db.All(ctx, q.Select(&ps).Where("mp.contact_id = ?", c).Apply(access.Visible(q, "mp.matter_id")).Order("mp.matter_id", "mp.id").Limit(1000))
	return ps, err
}

func ownedBy(ctx context.Context, q db.Q, c contact.ID) (ms []Matter, err error) {
	err = db.All(ctx, q.Select(&ms).Where("m.client_id = ?", c).Apply(access.Visible(q, "m.id")).OrderExpr("m.updated_at DESC, m.id").Limit(1000))
	return ms, err
}

func movesOf(ctx context.Context, q db.Q, id ID) (mv []Move, err error) {
	err = db.All(ctx, q.Select(&mv).Where("mv.matter_id = ?", id).Order("mv.moved_at", "mv.id").Limit(1000))
	return mv, err
}

// relationsOf lists both ends' relations, leaving out what is walled off.
func relationsOf(ctx context.Context, q db.Q, id ID) (rs []Relation, err error) {
	err = db.All(ctx, q.Select(&rs).ColumnExpr("mr.*").ColumnExpr("m.number AS other_number, m.title AS other_title, m.status AS other_status").
		Join("JOIN matter AS m ON m.firm_id = mr.firm_id AND m.id = CASE WHEN mr.from_id = ? THEN mr.to_id ELSE mr.from_id END", id).
		Where("mr.from_id = ? OR mr.to_id = ?", id, id).Apply(access.Visible(q, "m.id")).Order("mr.kind", "mr.id").Limit(200))
	return rs, err
}

func getRelation(ctx context.Context, q db.Q, id string) (r Relation, err error) {
	err = db.One(ctx, q.Select(&r).ColumnExpr("mr.firm_id, mr.id, mr.from_id, mr.to_id, mr.kind").Where("mr.id = ?", id).
		Apply(access.Visible(q, "mr.from_id")).Apply(access.Visible(q, "mr.to_id")))
	return r, err
}

// standing reports whether any matter of the area is in the stage, seen or not.
func standing(ctx context.Context, q db.Q, a area.ID, stage string) (bool, error) {
	var ms []Matter
	err := db.All(ctx, q.Select(&ms).Column("m.id").Where("m.area_id = ? AND m.stage = ?", a, stage).Order("m.id").Limit(1))
	return len(ms) > 0, err
}

func viewsOf(ctx context.Context, q db.Q, staff string) (vs []View, err error) {
	err = db.All(ctx, q.Select(&vs).Where("mw.staff_id = ? OR mw.shared = ?", staff, true).Order("mw.name", "mw.id").Limit(100))
	return vs, err
}

func getView(ctx context.Context, q db.Q, id, staff string) (v View, err error) {
	err = db.One(ctx, q.Select(&v).Where("mw.id = ? AND mw.staff_id = ?", id, staff))
	return v, err
}

// currency is what the firm counts money in.
func currency(ctx context.Context, q db.Q) (c money.Currency, err error) {
	err = q.Raw("SELECT currency FROM firm WHERE id = ?", q.Firm()).Scan(ctx, &c)
	return c, err
}

// ongoing counts in one question for a whole page of contacts.
func ongoing(ctx context.Context, q db.Q, cs []contact.ID) (map[contact.ID]int, error) {
	out := make(map[contact.ID]int, len(cs))
	if len(cs) == 0 {
		return out, nil
	}
	visible := func() *bun.SelectQuery {
		return q.Select((*Matter)(nil)).Where("m.status <> ?", Closed).Apply(access.Visible(q, "m.id"))
	}
	own := visible().ColumnExpr("m.client_id AS contact_id, m.id").Where("m.client_id IN (?)", bun.In(cs))
	shared := visible().ColumnExpr("p1.contact_id, m.id").
		Join("JOIN matter_party AS p1 ON p1.firm_id = m.firm_id AND p1.matter_id = m.id").
		Where("p1.firm_id = ? AND p1.contact_id IN (?) AND p1.role = ?", q.Firm(), bun.In(cs), CoClient)
	var counted []struct {
		ContactID contact.ID
		N         int
	}
	err := q.Raw("SELECT contact_id, count(*) AS n FROM (? UNION ?) AS theirs GROUP BY contact_id", own, shared).Scan(ctx, &counted)
	for _, c := range counted {
		out[c.ContactID] = c.N
	}
	return out, err
}

// going reports whether a client has a matter that is not closed, whoever asks.
func going(ctx context.Context, q db.Q, client contact.ID) (bool, error) {
	var ms []Matter
	err := db.All(ctx, q.Select(&ms).Column("m.id").Where("m.client_id = ?", client).Where("m.status <> ?", Closed).Order("m.id").Limit(1))
	return len(ms) > 0, err
}
