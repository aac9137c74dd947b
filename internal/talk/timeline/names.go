package timeline

import (
	"context"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Names are what the people and matters of a few entries are called. Whoever a
// wall hides has none.
type Names struct {
	Staff    map[staff.ID]string
	Contacts map[contact.ID]string
	Matters  map[matter.ID]matter.Matter
}

// Names finds the names that these entries are shown with.
func (s *Service) Names(ctx context.Context, who actor.Actor, es ...Entry) (n Names, err error) {
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		n, err = namesOf(ctx, q, es)
		return err
	})
	return n, err
}

func namesOf(ctx context.Context, q db.Q, es []Entry) (Names, error) {
	n := Names{Staff: map[staff.ID]string{}, Contacts: map[contact.ID]string{}}
	cs, ms := map[contact.ID]bool{}, map[matter.ID]bool{}
	for _, e := range es {
		cs[e.ContactID], ms[e.MatterID] = true, true
	}
	people, err := staff.AllTx(ctx, q)
	if err != nil {
		return n, err
	}
	for _, p := range people {
		n.Staff[p.ID] = p.Name
	}
	known, err := contact.NamedTx(ctx, q, keys(cs))
	if err != nil {
		return n, err
	}
	for id, c := range known {
		n.Contacts[id] = c.Called()
	}
	n.Matters, err = matter.NamedTx(ctx, q, keys(ms))
	return n, err
}

// keys lists a set, the empty id left out.
func keys[K ~string](set map[K]bool) (out []K) {
	for k := range set {
		if k != "" {
			out = append(out, k)
		}
	}
	return out
}
