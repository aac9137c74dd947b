package promise

import (
	"context"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Mark is how one promise stands, for lists of matters and contacts.
type Mark struct {
	State State
	Left  int // per cent
	Due   time.Time
}

// Marks gives the marks of matters that whoever asks may see.
func (s *Service) Marks(ctx context.Context, who actor.Actor, ms []matter.ID) (map[matter.ID]Mark, error) {
	out := make(map[matter.ID]Mark, len(ms))
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		h, err := office.HoursTx(ctx, q)
		if err != nil {
			return err
		}
		ks, err := some(ctx, q, ms)
		for _, k := range ks {
			o := k.Owed(h)
			out[k.MatterID] = Mark{o.State(q.Time()), o.Left(q.Time()), o.Due}
		}
		return err
	})
	return out, err
}

// ClientMarks gives for each of these people the mark of what they are owed
// first, in the matters that whoever asks may see.
func (s *Service) ClientMarks(ctx context.Context, who actor.Actor, cs []contact.ID) (map[contact.ID]Mark, error) {
	out := make(map[contact.ID]Mark, len(cs))
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		h, err := office.HoursTx(ctx, q)
		if err != nil {
			return err
		}
		ks, err := ofContacts(ctx, q, cs)
		for _, k := range ks {
			if _, first := out[k.ContactID]; !first {
				o := k.Owed(h)
				out[k.ContactID] = Mark{o.State(q.Time()), o.Left(q.Time()), o.Due}
			}
		}
		return err
	})
	return out, err
}

// OfContact gives all that one person is promised, the most urgent first. The
// look is recorded.
//
// Returns NotFound if there is no such person or a wall stands before them.
func (s *Service) OfContact(ctx context.Context, who actor.Actor, c contact.ID) (is []Item, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(c)); err != nil {
			return err
		}
		ks, err := ofContacts(ctx, q, []contact.ID{c})
		if err != nil {
			return err
		}
		for _, k := range ks {
			q.Saw(k.About())
		}
		is, err = items(ctx, q, ks)
		return err
	})
	return is, err
}
