package portal

import (
	"context"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// between keeps a query to what passed between one client and the firm: never
// a note, mail with anyone else, or what a program wrote.
//
// Mail counts by who took part in it: theirs if they wrote it, ours if it was
// sent to them openly. Everything else counts by whom it was with, and a call
// or text in which anyone else took part is left out.
func between(q db.Q, c contact.ID) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(s *bun.SelectQuery) *bun.SelectQuery {
		part := func(roles ...timeline.Role) *bun.SelectQuery {
			return q.Select((*timeline.Person)(nil)).ColumnExpr("1").Where("tp.entry_id = te.id").Where("tp.contact_id = ?", c).Where("tp.role IN (?)", bun.In(roles))
		}
		others := q.Select((*timeline.Person)(nil)).ColumnExpr("1").Where("tp.entry_id = te.id").Where("tp.contact_id <> ?", c).Where("tp.contact_id <> ''")
		return s.Where("NOT te.auto").
			Where(`((te.kind = ? AND te.direction = ? AND EXISTS (?)) OR (te.kind = ? AND te.direction = ? AND EXISTS (?))
				OR (te.contact_id = ? AND te.kind IN (?) AND te.direction IN (?) AND NOT EXISTS (?)))`,
				timeline.Email, timeline.In, part(timeline.From), timeline.Email, timeline.Out, part(timeline.To, timeline.Cc),
				c, bun.In([]timeline.Kind{timeline.Portal, timeline.SMS, timeline.Call, timeline.Meeting, timeline.Letter}), bun.In([]timeline.Direction{timeline.In, timeline.Out, ""}), others)
	}
}

func shownTo(ctx context.Context, q db.Q, m matter.ID, c contact.ID, p db.Page) (es []timeline.Entry, next string, err error) {
	s := q.Select(&es).ExcludeColumn("folded", "addresses", "problems").Where("te.matter_id = ?", m).Where("te.removed_at IS NULL").Apply(between(q, c))
	next, err = db.List(ctx, s, &es, p, db.Order{Columns: []string{"te.at", "te.id"}, Desc: true},
		func(e timeline.Entry) []string { return []string{db.Stamp(e.At), string(e.ID)} })
	return es, next, err
}

func shows(ctx context.Context, q db.Q, e timeline.Entry, c contact.ID) (bool, error) {
	var es []timeline.Entry
	err := db.All(ctx, q.Select(&es).Column("id").Where("te.id = ?", e.ID).Apply(between(q, c)).Limit(1))
	return len(es) > 0, err
}
