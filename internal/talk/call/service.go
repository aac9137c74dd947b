package call

import (
	"context"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/task"
)

// Service logs calls, meetings and letters, and runs the timers.
type Service struct {
	db    *db.DB
	line  *timeline.Service
	tasks *task.Service

	// Promised is announced when something was promised to a client, in the
	// transaction that wrote it down.
	Promised event.Topic[Logged]
}

// NewService makes the service.
func NewService(d *db.DB, line *timeline.Service, tasks *task.Service) *Service {
	return &Service{db: d, line: line, tasks: tasks}
}

// Log writes down a call, a meeting or a letter, with what was promised.
//
// Whoever may log in the timeline may. Returns Invalid with the fields,
// NotFound if the contact or the matter may not be seen.
func (s *Service) Log(ctx context.Context, who actor.Actor, c Call) (l Logged, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		l, err = s.LogTx(ctx, tx, c)
		return err
	})
	return l, err
}

// LogTx is Log inside another's transaction.
func (s *Service) LogTx(ctx context.Context, tx *db.Tx, c Call) (l Logged, err error) {
	if err := access.Allow(tx.Who, timeline.Logging); err != nil {
		return l, err
	}
	today, err := office.TodayTx(ctx, tx)
	if err != nil {
		return l, err
	}
	if c.Timed {
		if err := s.stopTx(ctx, tx, &c); err != nil {
			return l, err
		}
	}
	c.tidy()
	if err := c.check(today); err != nil {
		return l, err
	}
	if l.Entry, err = s.line.LogTx(ctx, tx, timeline.New{Entry: c.entry()}); err != nil || c.Promised == "" {
		return l, err
	}
	l.Task = task.Task{
		Title: c.Promised, MatterID: c.MatterID, ContactID: c.ContactID, OwnerID: c.Owner, DueOn: c.By, Priority: task.High,
	}
	if l.Task.OwnerID == "" {
		l.Task.OwnerID = staff.ID(tx.Who.ID)
	}
	if err := s.tasks.AddTx(ctx, tx, &l.Task); err != nil {
		return l, err
	}
	return l, s.Promised.Announce(ctx, tx, l)
}

// longestCall is where a timer that was forgotten is cut.
const longestCall = 24 * time.Hour

// stopTx ends the running timer and gives the call what it measured, unless
// the person knows better. A timer that is gone is no reason to lose a note.
func (s *Service) stopTx(ctx context.Context, tx *db.Tx, c *Call) error {
	t, err := running(ctx, tx, staff.ID(tx.Who.ID))
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if c.At.IsZero() {
		c.At = t.StartedAt
	}
	if c.Seconds == 0 {
		c.Seconds = int64(min(t.Running(tx.Now), longestCall) / time.Second)
	}
	return tx.Delete(ctx, &t)
}

// Start runs a timer for whoever acts.
//
// Returns Conflict if one runs already: two calls at once are one too many to
// listen to.
func (s *Service) Start(ctx context.Context, who actor.Actor, t Timer) (Timer, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, timeline.Logging); err != nil {
			return err
		}
		for _, object := range []string{string(t.ContactID), string(t.MatterID)} {
			if object == "" {
				continue
			}
			if err := access.Sees(ctx, tx, object); err != nil {
				return err
			}
		}
		if err := t.check(); err != nil {
			return err
		}
		t.StaffID, t.StartedAt = staff.ID(who.ID), tx.Now
		switch _, err := running(ctx, tx, t.StaffID); {
		case err == nil:
			return errs.New(errs.Conflict, "Your timer runs already. Log that call first, or discard it.")
		case !errs.Is(err, errs.NotFound):
			return err
		}
		if err := tx.Put(ctx, &t); err != nil { // over one that a wall hides since
			return err
		}
		return tx.Record("call.started", t.About(), map[string]any{"kind": t.Kind})
	})
	return t, err
}

// Running gives the running timer of whoever asks; NotFound if there is none.
func (s *Service) Running(ctx context.Context, who actor.Actor) (t Timer, err error) {
	if err := access.Allow(who, timeline.Logging); err != nil {
		return t, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		t, err = running(ctx, q, staff.ID(who.ID))
		return err
	})
	return t, err
}

// Discard ends the running timer without a word about it.
func (s *Service) Discard(ctx context.Context, who actor.Actor) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, timeline.Logging); err != nil {
			return err
		}
		t, err := running(ctx, tx, staff.ID(who.ID))
		if err != nil {
			return err
		}
		if err := tx.Delete(ctx, &t); err != nil {
			return err
		}
		return tx.Record("call.discarded", t.About(), nil)
	})
}

// ContactMerged lets running timers follow a merged contact.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, m contact.MergeOf) error {
	return follow(ctx, tx, m.Kept, m.Gone)
}
