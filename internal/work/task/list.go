package task

import (
	"cmp"
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Filter narrows a list.
type Filter struct {
	Owner   staff.ID
	Led     staff.ID // of this person and of those they supervise
	Matter  matter.ID
	Contact contact.ID
	Until   civil.Date // due on this day or before; undated ones are left out
	State   State      // Open without
	owners  []staff.ID
}

// Get gives one task. The look is recorded where it is about a client.
//
// Returns NotFound if there is none, or if a wall stands before what it is
// about.
func (s *Service) Get(ctx context.Context, who actor.Actor, task ID) (t Task, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return t, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if t, err = get(ctx, q, task); err != nil {
			return err
		}
		if t.MatterID != "" || t.ContactID != "" {
			q.Saw(t.About())
		}
		one := []Task{t}
		err = name(ctx, q, one)
		t = one[0]
		return err
	})
	return t, err
}

// List gives a page of tasks, the soonest due first, and the place of the next.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (ts []Task, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if f.Led != "" {
			if f.owners, err = led(ctx, q, f.Led); err != nil {
				return err
			}
		}
		if ts, next, err = list(ctx, q, f, p); err != nil {
			return err
		}
		return name(ctx, q, ts)
	})
	return ts, next, err
}

// led lists a person and those they supervise.
func led(ctx context.Context, q db.Q, lead staff.ID) ([]staff.ID, error) {
	ps, err := staff.AllTx(ctx, q)
	ids := []staff.ID{lead}
	for _, p := range ps {
		if p.SupervisorID == lead {
			ids = append(ids, p.ID)
		}
	}
	return ids, err
}

// Mine gives what whoever asks has to do by a day, overdue first; without a
// day, all of it; with what those have to do for whom they stand in. It is for
// Today.
func (s *Service) Mine(ctx context.Context, who actor.Actor, until civil.Date) ([]Task, error) {
	f := Filter{Owner: staff.ID(who.ID), Until: until}
	if len(who.Covers) > 0 {
		f.Owner, f.owners = "", []staff.ID{staff.ID(who.ID)}
		for _, c := range who.Covers {
			f.owners = append(f.owners, staff.ID(c))
		}
	}
	ts, _, err := s.List(ctx, who, f, db.Page{Limit: db.Most})
	slices.SortStableFunc(ts, func(a, b Task) int {
		return cmp.Or(cmp.Compare(a.SortOn, b.SortOn), cmp.Compare(slices.Index(Priorities(), a.Priority), slices.Index(Priorities(), b.Priority)))
	})
	return ts, err
}

// GetTx gives one task inside another's transaction, if whoever asks may see
// it.
func GetTx(ctx context.Context, q db.Q, task ID) (Task, error) { return get(ctx, q, task) }

// name fills in what tasks are about, as far as whoever asks may see.
func name(ctx context.Context, q db.Q, ts []Task) error {
	var ms []matter.ID
	var cs []contact.ID
	for _, t := range ts {
		if t.MatterID != "" {
			ms = append(ms, t.MatterID)
		}
		if t.ContactID != "" {
			cs = append(cs, t.ContactID)
		}
	}
	matters, err := matter.NamedTx(ctx, q, ms)
	if err != nil {
		return err
	}
	contacts, err := contact.NamedTx(ctx, q, cs)
	for i := range ts {
		ts[i].MatterNumber, ts[i].MatterTitle = matters[ts[i].MatterID].Number, matters[ts[i].MatterID].Title
		ts[i].ContactName = contacts[ts[i].ContactID].Name
	}
	return err
}
