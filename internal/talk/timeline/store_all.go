package timeline

import (
	"context"

	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

func all(ctx context.Context, q db.Q, m matter.ID, c contact.ID, p db.Page) (es []Entry, next string, err error) {
	s := q.Select(&es).Apply(walled(q))
	if m != "" {
		s = s.Where("te.matter_id = ?", m)
	}
	if c != "" {
		s = s.Where("te.id IN (SELECT p1.entry_id FROM timeline_person AS p1 WHERE p1.firm_id = ? AND p1.contact_id = ?)", q.Firm(), c)
	}
	next, err = db.List(ctx, s, &es, p, db.Order{Columns: []string{"te.id"}}, func(e Entry) []string { return []string{string(e.ID)} })
	return es, next, err
}
