package timeline

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
)

// Change saves what the author of an entry noted by hand changed about it,
// over the version it was read at.
//
// Returns Conflict for a message, which stays as it came, and if someone else
// changed it since; Forbidden for whoever didn't write it.
func (s *Service) Change(ctx context.Context, who actor.Actor, n Entry) (e Entry, err error) {
	return s.change(ctx, who, n.ID, "timeline.changed", func(tx *db.Tx, e *Entry) error {
		if err := access.Allow(who, Logging); err != nil {
			return err
		}
		if err := e.changeable(who); err != nil {
			return err
		}
		e.Version = n.Version
		e.take(n)
		return e.check(tx.Now)
	})
}

// Weigh decides that an entry counts as contact with the client, or that it
// does not, for a reason that is kept.
func (s *Service) Weigh(ctx context.Context, who actor.Actor, entry ID, substantive bool, why string) (Entry, error) {
	return s.change(ctx, who, entry, "timeline.weighed", func(_ *db.Tx, e *Entry) error {
		if err := access.Allow(who, Logging); err != nil {
			return err
		}
		return e.weigh(substantive, why)
	})
}

// Settle says that a message from the client asks for no answer, or that it
// does after all.
func (s *Service) Settle(ctx context.Context, who actor.Actor, entry ID, settled bool) (Entry, error) {
	return s.change(ctx, who, entry, "timeline.settled", func(_ *db.Tx, e *Entry) error {
		if err := access.Allow(who, Logging); err != nil {
			return err
		}
		if e.Direction != In {
			return errs.New(errs.Conflict, "Only a message from the client can ask for an answer.")
		}
		e.Settled = settled
		return nil
	})
}

// Hold marks a word of ours as one that only holds: the answer is still to
// come. It stops the first clock of a question and not the second.
func (s *Service) Hold(ctx context.Context, who actor.Actor, entry ID, holding bool) (Entry, error) {
	return s.change(ctx, who, entry, "timeline.held", func(_ *db.Tx, e *Entry) error {
		if err := access.Allow(who, Logging); err != nil {
			return err
		}
		if e.Direction == In && e.Kind != Call {
			return errs.New(errs.Conflict, "Only a word of ours can be a holding reply.")
		}
		e.Holding = holding
		return nil
	})
}

// change is the five beats of every change to one entry.
func (s *Service) change(ctx context.Context, who actor.Actor, entry ID, action string, decide func(tx *db.Tx, e *Entry) error) (e Entry, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if e, err = get(ctx, tx, entry); err != nil {
			return err
		}
		was := e
		if err := decide(tx, &e); err != nil {
			return err
		}
		e.ChangedAt = tx.Now
		if err := tx.Update(ctx, &e); err != nil {
			return err
		}
		people, err := peopleOf(ctx, tx, e.ID)
		if err != nil {
			return err
		}
		if !e.At.Equal(was.At) {
			if err := setAt(ctx, tx, e.ID, e.At); err != nil {
				return err
			}
		}
		detail := map[string]any{"kind": e.Kind, "substantive": e.Substantive, "why": e.Why, "settled": e.Settled, "holding": e.Holding}
		if err := s.tell(ctx, tx, e, people, action, detail); err != nil {
			return err
		}
		return s.Changed.Announce(ctx, tx, Change{was, e})
	})
	return e, err
}

// Remove takes an entry out of the line of time, for a reason that is kept
// with it. Its original stays.
func (s *Service) Remove(ctx context.Context, who actor.Actor, entry ID, why string) (Entry, error) {
	return s.turn(ctx, who, entry, "timeline.removed", why, &s.Removed, func(e *Entry, tx *db.Tx) error {
		return e.remove(who.ID, why, tx.Now)
	})
}

// Restore brings a removed entry back.
func (s *Service) Restore(ctx context.Context, who actor.Actor, entry ID) (Entry, error) {
	return s.turn(ctx, who, entry, "timeline.restored", "", &s.Restored, func(e *Entry, _ *db.Tx) error { return e.restore() })
}

func (s *Service) turn(ctx context.Context, who actor.Actor, entry ID, action, why string, topic *event.Topic[Entry], decide func(*Entry, *db.Tx) error) (e Entry, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if e, err = get(ctx, tx, entry); err != nil {
			return err
		}
		if err := access.Allow(who, Removing); err != nil {
			return err
		}
		if err := decide(&e, tx); err != nil {
			return err
		}
		e.ChangedAt = tx.Now
		if err := tx.Update(ctx, &e); err != nil {
			return err
		}
		people, err := peopleOf(ctx, tx, e.ID)
		if err != nil {
			return err
		}
		if err := s.tell(ctx, tx, e, people, action, map[string]any{"why": why}); err != nil {
			return err
		}
		return topic.Announce(ctx, tx, e)
	})
	return e, err
}
