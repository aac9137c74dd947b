package task

import (
	"context"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
)

// seen keeps a query to tasks whose matter and contact whoever asks may see.
// Guests see those of their matters and nothing of the firm's housekeeping.
func seen(q db.Q) func(*bun.SelectQuery) *bun.SelectQuery {
	return access.Within(q, "tk.matter_id", "tk.contact_id")
}

func get(ctx context.Context, q db.Q, id ID) (t Task, err error) {
	err = db.One(ctx, q.Select(&t).Where("tk.id = ?", id).Apply(seen(q)))
	return t, err
}

func list(ctx context.Context, q db.Q, f Filter, p db.Page) (ts []Task, next string, err error) {
	s := q.Select(&ts).Apply(seen(q))
	if f.State == "" {
		f.State = Open
	}
	s = s.Where("tk.state = ?", f.State)
	if f.Owner != "" {
		s = s.Where("tk.owner_id = ?", f.Owner)
	}
	if len(f.owners) > 0 {
		s = s.Where("tk.owner_id IN (?)", bun.In(f.owners))
	}
	if f.Matter != "" {
		s = s.Where("tk.matter_id = ?", f.Matter)
	}
	if f.Contact != "" {
		s = s.Where("tk.contact_id = ?", f.Contact)
	}
	if !f.Until.IsZero() {
		s = s.Where("tk.sort_on <= ?", f.Until.String())
	}
	order := db.Order{Columns: []string{"tk.sort_on", "tk.id"}, Desc: f.State != Open}
	next, err = db.List(ctx, s, &ts, p, order, func(t Task) []string { return []string{t.SortOn, string(t.ID)} })
	return ts, next, err
}

// owedBehind gives the open tasks of some people about some objects, whoever
// asks: a wall takes them away.
func owedBehind(ctx context.Context, q db.Q, people, objects []string) (ts []Task, err error) {
	if len(people) == 0 || len(objects) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ts).Where("tk.state = ?", Open).Where("tk.owner_id IN (?)", bun.In(people)).
		Where("(tk.matter_id IN (?) OR tk.contact_id IN (?))", bun.In(objects), bun.In(objects)).Order("tk.id").Limit(10_000))
	return ts, err
}
