package record

import (
	"context"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
)

// newest is the order of the trail as it is read.
func newest() db.Order { return db.Order{Columns: []string{"re.at", "re.id"}, Desc: true} }

// placed adds where entries stand in the sealed log.
func placed(s *bun.SelectQuery) *bun.SelectQuery {
	return s.ColumnExpr("re.*").ColumnExpr("rl.place AS place").
		Join("LEFT JOIN record_leaf AS rl ON rl.firm_id = re.firm_id AND rl.entry_id = re.id")
}

func list(ctx context.Context, q db.Q, f Filter, p db.Page) (es []Entry, next string, err error) {
	s := narrowed(q.Select(&es).Apply(placed).Apply(visible(q)), f)
	next, err = db.List(ctx, s, &es, p, newest(), func(e Entry) []string { return []string{db.Stamp(e.At), e.ID} })
	return es, next, err
}

func one(ctx context.Context, q db.Q, entry string) (e Entry, err error) {
	err = db.One(ctx, q.Select(&e).Apply(placed).Where("re.id = ?", entry).Apply(visible(q)))
	return e, err
}

func narrowed(s *bun.SelectQuery, f Filter) *bun.SelectQuery {
	for column, value := range map[string]string{"re.actor_id": f.Actor, "re.about_id": f.About, "re.contact_id": f.Contact, "re.matter_id": f.Matter} {
		if value != "" {
			s = s.Where("? = ?", bun.Safe(column), value)
		}
	}
	if f.Action != "" {
		s = s.Where("re.action >= ? AND re.action < ?", f.Action, f.Action+"\U0010FFFF")
	}
	if !f.From.IsZero() {
		s = s.Where("re.at >= ?", f.From)
	}
	if !f.To.IsZero() {
		s = s.Where("re.at < ?", f.To)
	}
	return s
}

// object is the contact or matter that an entry about someone's access is about.
const object = "CASE WHEN re.about_kind = 'access' THEN re.about_id ELSE '' END"

// visible keeps entries to those whose contact and matter whoever asks may
// see. What nobody can see any more, because it was taken back, still has its
// entries: a trail that could be lost by taking back would be none.
func visible(q db.Q) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(s *bun.SelectQuery) *bun.SelectQuery {
		if q.Actor().Trusted() {
			return s
		}
		for _, column := range []string{"re.contact_id", "re.matter_id", object} {
			s = s.WhereGroup(" AND ", func(s *bun.SelectQuery) *bun.SelectQuery {
				return seen(q, s, column)
			})
		}
		return s
	}
}

func seen(q db.Q, s *bun.SelectQuery, column string) *bun.SelectQuery {
	c := bun.Safe(column)
	unwalled := "NOT EXISTS (SELECT 1 FROM access_deny AS ad WHERE ad.firm_id = ? AND ad.staff_id = ? AND ad.object_id = ?)"
	if bare(q.Actor()) {
		return s.Where(unwalled, q.Firm(), q.Actor().ID, c)
	}
	return s.Apply(access.VisibleOrNone(q, column)).
		WhereOr(unwalled+" AND NOT EXISTS (SELECT 1 FROM access_member AS am WHERE am.firm_id = ? AND am.object_id = ?)",
			q.Firm(), q.Actor().ID, c, q.Firm(), c)
}
