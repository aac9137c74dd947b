package task

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Service keeps the firm's tasks.
type Service struct {
	db   *db.DB
	live *live.Hub

	// Added and Finished are announced in the act's own transaction.
	Added    event.Topic[Task]
	Finished event.Topic[Task]
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub) *Service { return &Service{db: d, live: h} }

// Add makes a task.
//
// Returns Invalid with the fields, Conflict if a wall keeps its owner from what
// it is about.
func (s *Service) Add(ctx context.Context, who actor.Actor, t Task) (Task, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		return s.AddTx(ctx, tx, &t)
	})
	return t, err
}

// AddTx is Add inside another's transaction.
func (s *Service) AddTx(ctx context.Context, tx *db.Tx, t *Task) error {
	if err := access.Allow(tx.Who, Editing); err != nil {
		return err
	}
	if err := ready(ctx, tx, t, Task{}); err != nil {
		return err
	}
	t.ID, t.State, t.DoneBy, t.DoneAt = ID(id.New("tsk")), Open, "", nil
	t.CreatedBy, t.CreatedAt, t.UpdatedAt = tx.Who.ID, tx.Now, tx.Now
	if err := tx.Insert(ctx, t); err != nil {
		return err
	}
	if err := s.tell(ctx, tx, *t, "task.added", map[string]any{"owner": t.OwnerID, "due": t.DueOn}); err != nil {
		return err
	}
	return s.Added.Announce(ctx, tx, *t)
}

// ready tidies and checks a task against what it is about and whose it is.
func ready(ctx context.Context, q db.Q, t *Task, old Task) error {
	t.tidy()
	var p errs.Problems
	t.check(&p)
	if t.MatterID != "" && t.MatterID != old.MatterID {
		if _, err := matter.GetTx(ctx, q, t.MatterID); errs.Is(err, errs.NotFound) {
			p.Add("matter", "Choose a matter.")
		} else if err != nil {
			return err
		}
	}
	if t.ContactID != "" && t.ContactID != old.ContactID {
		cs, err := contact.NamedTx(ctx, q, []contact.ID{t.ContactID})
		if err != nil {
			return err
		}
		p.Check(len(cs) == 1, "contact", "Choose a person or an organisation.")
	}
	if t.OwnerID != "" && t.OwnerID != old.OwnerID {
		owner, err := staff.GetTx(ctx, q, t.OwnerID)
		p.Check(err == nil && owner.Here(q.Time()), "owner", "Choose someone who works here.")
	}
	if err := p.Err(); err != nil {
		return err
	}
	return reachable(ctx, q, *t)
}

// reachable refuses an owner who may not see what the task is about: whom a
// wall keeps out, or who is not of a restricted matter's team.
func reachable(ctx context.Context, q db.Q, t Task) error {
	if t.OwnerID == "" {
		return nil
	}
	for _, object := range []string{string(t.MatterID), string(t.ContactID)} {
		if object == "" {
			continue
		}
		walled, err := access.Denied(ctx, q, object, string(t.OwnerID))
		if err != nil {
			return err
		}
		if walled {
			return errs.New(errs.Conflict, "An ethical wall stands between this person and what the task is about.")
		}
	}
	if t.MatterID == "" {
		return nil
	}
	m, err := matter.GetTx(ctx, q, t.MatterID)
	if err != nil || !m.Restricted {
		return err
	}
	team, err := matter.TeamTx(ctx, q, t.MatterID)
	if err == nil && !slices.ContainsFunc(team, func(x matter.Member) bool { return x.StaffID == t.OwnerID }) {
		return errs.New(errs.Conflict, "Only its team sees this matter. Choose someone of the team.")
	}
	return err
}

// Change saves a task over the version it was read at.
//
// Returns Invalid with the fields, Conflict if someone else changed it since.
func (s *Service) Change(ctx context.Context, who actor.Actor, t Task) (Task, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		old, err := get(ctx, tx, t.ID)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		t.State, t.DoneBy, t.DoneAt, t.Source, t.CreatedBy, t.CreatedAt = old.State, old.DoneBy, old.DoneAt, old.Source, old.CreatedBy, old.CreatedAt
		if err := ready(ctx, tx, &t, old); err != nil {
			return err
		}
		t.UpdatedAt = tx.Now
		if err := tx.Update(ctx, &t); err != nil {
			return err
		}
		return s.tell(ctx, tx, t, "task.changed", map[string]any{"owner": t.OwnerID, "due": t.DueOn, "was_owner": old.OwnerID, "was_due": old.DueOn})
	})
	return t, err
}

// Finish ticks a task off. Returns Conflict if it is done already.
func (s *Service) Finish(ctx context.Context, who actor.Actor, task ID) (t Task, err error) {
	return s.turn(ctx, who, task, "task.done", func(t *Task, tx *db.Tx) error { return t.finish(who.ID, tx.Now) })
}

// Reopen takes a tick or a removal back.
func (s *Service) Reopen(ctx context.Context, who actor.Actor, task ID) (Task, error) {
	return s.turn(ctx, who, task, "task.reopened", func(t *Task, _ *db.Tx) error { return t.reopen() })
}

// Remove takes a task out of sight. Reopen brings it back.
func (s *Service) Remove(ctx context.Context, who actor.Actor, task ID) (Task, error) {
	return s.turn(ctx, who, task, "task.removed", func(t *Task, _ *db.Tx) error { return t.remove() })
}

// RemoveTx is Remove inside another's transaction, for a task that answered
// itself. One that is done, removed or out of sight is left as it is.
func (s *Service) RemoveTx(ctx context.Context, tx *db.Tx, task ID) error {
	t, err := get(ctx, tx, task)
	if errs.Is(err, errs.NotFound) || err == nil && t.State != Open {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = s.turnTx(ctx, tx, task, "task.removed", func(t *Task, _ *db.Tx) error { return t.remove() })
	return err
}

// turn changes a task in one way that needs no more words.
func (s *Service) turn(ctx context.Context, who actor.Actor, task ID, action string, decide func(*Task, *db.Tx) error) (t Task, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		t, err = s.turnTx(ctx, tx, task, action, decide)
		return err
	})
	return t, err
}

func (s *Service) turnTx(ctx context.Context, tx *db.Tx, task ID, action string, decide func(*Task, *db.Tx) error) (Task, error) {
	t, err := get(ctx, tx, task)
	if err != nil {
		return t, err
	}
	if err := access.Allow(tx.Who, Editing); err != nil {
		return t, err
	}
	if err := decide(&t, tx); err != nil {
		return t, err
	}
	t.UpdatedAt = tx.Now
	if err := tx.Update(ctx, &t); err != nil {
		return t, err
	}
	if err := s.tell(ctx, tx, t, action, nil); err != nil {
		return t, err
	}
	if t.State != Done {
		return t, nil
	}
	return t, s.Finished.Announce(ctx, tx, t)
}

// Delegate gives a task to someone else, with a word that is kept in it. Who
// delegates still answers for it (Model Rules 5.1 and 5.3), so the record keeps
// both.
func (s *Service) Delegate(ctx context.Context, who actor.Actor, task ID, to staff.ID, word string) (t Task, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if t, err = get(ctx, tx, task); err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		was := t
		if to == "" || to == was.OwnerID {
			return errs.New(errs.Conflict, "Choose someone other than whose it is now.")
		}
		if t.OwnerID = to; word != "" {
			t.Notes += "\n\n" + who.Name + ": " + word
		}
		if err := ready(ctx, tx, &t, was); err != nil {
			return err
		}
		t.UpdatedAt = tx.Now
		if err := tx.Update(ctx, &t); err != nil {
			return err
		}
		return s.tell(ctx, tx, t, "task.delegated", map[string]any{"from": was.OwnerID, "to": to})
	})
	return t, err
}

// tell records, lets the task be found as it now is, and open pages look again.
func (s *Service) tell(ctx context.Context, tx *db.Tx, t Task, action string, detail any) error {
	s.live.Poke(tx, "task:changed")
	if err := tx.Record(action, t.About(), detail); err != nil {
		return err
	}
	if t.State == Removed {
		return search.RemoveTx(ctx, tx, search.Task, string(t.ID))
	}
	return search.PutTx(ctx, tx, search.Doc{
		Kind: search.Task, ID: string(t.ID), MatterID: string(t.MatterID), ContactID: string(t.ContactID), Title: t.Title, Body: t.Notes,
		Href: "/tasks/" + string(t.ID), At: t.UpdatedAt,
	})
}
