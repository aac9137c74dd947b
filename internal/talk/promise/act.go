package promise

import (
	"context"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// NewTerms are terms to be set for one matter. What Own leaves unsaid is the
// firm's; the zero Own takes back what was set before.
type NewTerms struct {
	Own        Terms
	Reason     string
	WithClient bool  // the client agreed
	Version    int64 // how often terms were set when they were read; zero is any
}

// SetTerms changes what a matter's client is promised. What was promised until
// now is still judged by what was promised then.
//
// Returns Invalid with the fields, Conflict if someone else changed them since.
func (s *Service) SetTerms(ctx context.Context, who actor.Actor, m matter.ID, n NewTerms) (v View, err error) {
	err = s.change(ctx, who, m, Promising, func(ctx context.Context, tx *db.Tx, l *ledger) error {
		if n.Version != 0 && n.Version != int64(len(l.terms)) {
			return db.Stale()
		}
		n.Own.Source = ""
		if n.Own != (Terms{}) {
			n.Own.Source = Client
		}
		n.Reason = strings.TrimSpace(n.Reason)
		if err := n.check(); err != nil {
			return err
		}
		a := Agreed{Own: n.Own, Reason: n.Reason, WithClient: n.WithClient, SetBy: tx.Who.ID}
		if err := l.agree(ctx, tx, a); err != nil {
			return err
		}
		if err := s.save(ctx, tx, l); err != nil {
			return err
		}
		if err := tx.Record("promise.set", l.About(), map[string]any{"terms": l.Terms, "reason": n.Reason, "with_client": n.WithClient}); err != nil {
			return err
		}
		v, err = viewOf(ctx, tx, *l.Clock)
		return err
	})
	return v, err
}

func (n NewTerms) check() error {
	if err := n.Own.Check(); err != nil {
		return err
	}
	var p errs.Problems
	p.Check(n.Reason != "", "reason", "Say why this client is promised something else.")
	p.Check(len(n.Reason) <= longestReason, "reason", "Keep this under %d letters.", longestReason)
	return p.Err()
}

// longestReason keeps reasons to what someone reads in a list.
const longestReason = 500

// Snooze puts a reminder off until the office opens on a day, for a reason. It
// never moves the promise.
//
// Returns Invalid without a reason or for more than ten business days, Conflict
// if nothing is owed.
func (s *Service) Snooze(ctx context.Context, who actor.Actor, m matter.ID, on civil.Date, reason string) error {
	return s.change(ctx, who, m, Acting, func(ctx context.Context, tx *db.Tx, l *ledger) error {
		if err := tooLong(reason); err != nil {
			return err
		}
		until := l.hours.Next(on.Start(l.hours.Zone()))
		if err := l.snooze(l.hours, staff.ID(who.ID), tx.Now, until, reason); err != nil {
			return err
		}
		return s.tell(ctx, tx, l, "promise.snoozed", map[string]any{"until": l.SnoozedUntil, "reason": l.SnoozeReason})
	})
}

func tooLong(reason string) error {
	var p errs.Problems
	p.Check(len(reason) <= longestReason, "reason", "Keep this under %d letters.", longestReason)
	return p.Err()
}

// Wake brings back a reminder that was put off.
func (s *Service) Wake(ctx context.Context, who actor.Actor, m matter.ID) error {
	return s.change(ctx, who, m, Acting, func(ctx context.Context, tx *db.Tx, l *ledger) error {
		l.wake()
		return s.tell(ctx, tx, l, "promise.woken", nil)
	})
}

// Delegate asks someone to act in place of the responsible person, until it is
// done. Whoever is responsible stays so (Model Rules 5.1 and 5.3).
//
// Returns Invalid if they don't work here, Conflict if a wall keeps them from
// the matter or nothing is owed.
func (s *Service) Delegate(ctx context.Context, who actor.Actor, m matter.ID, to staff.ID, note string) error {
	return s.change(ctx, who, m, Acting, func(ctx context.Context, tx *db.Tx, l *ledger) error {
		if err := tooLong(note); err != nil {
			return err
		}
		if err := fit(ctx, tx, m, to); err != nil {
			return err
		}
		if err := l.delegate(staff.ID(who.ID), to, tx.Now, strings.TrimSpace(note)); err != nil {
			return err
		}
		return s.tell(ctx, tx, l, "promise.delegated", map[string]any{"to": to, "note": l.DelegateNote})
	})
}

// fit answers whether someone can be asked to act in a matter.
func fit(ctx context.Context, q db.Q, m matter.ID, to staff.ID) error {
	var bad errs.Problems
	p, err := staff.GetTx(ctx, q, to)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return err
	}
	bad.Check(err == nil && p.Here(q.Time()), "to", "Choose someone who works here.")
	if err := bad.Err(); err != nil {
		return err
	}
	walled, err := access.Denied(ctx, q, string(m), string(to))
	if err == nil && walled {
		return errs.New(errs.Conflict, "An ethical wall stands between them and this client.")
	}
	return err
}

// TakeBack ends a delegation.
func (s *Service) TakeBack(ctx context.Context, who actor.Actor, m matter.ID) error {
	return s.change(ctx, who, m, Acting, func(ctx context.Context, tx *db.Tx, l *ledger) error {
		l.takeBack()
		return s.tell(ctx, tx, l, "promise.taken_back", nil)
	})
}

func (s *Service) tell(ctx context.Context, tx *db.Tx, l *ledger, action string, detail any) error {
	if err := tx.Update(ctx, l.Clock); err != nil {
		return err
	}
	s.live.Poke(tx, Topic, MatterTopic(l.MatterID))
	return tx.Record(action, l.About(), detail)
}

// change is the beats that every act on a promise begins with.
func (s *Service) change(ctx context.Context, who actor.Actor, m matter.ID, v actor.Verb, do func(context.Context, *db.Tx, *ledger) error) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if _, err := get(ctx, tx, m); err != nil {
			return err
		}
		if err := access.Allow(who, v); err != nil {
			return err
		}
		k, _, err := lock(ctx, tx, m)
		if err != nil {
			return err
		}
		l, err := ledgerOf(ctx, tx, &k)
		if err != nil {
			return err
		}
		return do(ctx, tx, l)
	})
}

// Settle says that a question of the client's asks for no answer, for a reason
// that is kept. The messages stay; the timeline shows that they were settled.
//
// Returns Conflict if no question waits, or another than the one that was read.
func (s *Service) Settle(ctx context.Context, who actor.Actor, m matter.ID, question string, reason string) (Settled, error) {
	out := Settled{Matter: m}
	err := s.change(ctx, who, m, Acting, func(ctx context.Context, tx *db.Tx, l *ledger) (err error) {
		var p errs.Problems
		reason = strings.TrimSpace(reason)
		p.Check(reason != "", "reason", "Say why it needs no answer.")
		p.Check(len(reason) <= longestReason, "reason", "Keep this under %d letters.", longestReason)
		if err := p.Err(); err != nil {
			return err
		}
		if l.QuestionID == "" || question != "" && question != string(l.QuestionID) {
			return errs.New(errs.Conflict, "This question no longer waits. Look at what came since.")
		}
		if out.Entries, err = asking(ctx, tx, *l.Clock); err != nil {
			return err
		}
		return tx.Record("promise.settled", l.About(), map[string]any{"question": l.QuestionID, "reason": reason, "messages": len(out.Entries)})
	})
	if err != nil {
		return out, err
	}
	for _, e := range out.Entries {
		if _, err := s.timeline.Settle(ctx, who, e, true); err != nil {
			return out, err
		}
	}
	return out, nil
}

// Unsettle takes a settling back: the messages ask for an answer again.
func (s *Service) Unsettle(ctx context.Context, who actor.Actor, m matter.ID, entries []timeline.ID) error {
	err := s.change(ctx, who, m, Acting, func(_ context.Context, tx *db.Tx, l *ledger) error {
		return tx.Record("promise.unsettled", l.About(), map[string]any{"messages": len(entries)})
	})
	for _, e := range entries {
		if err != nil {
			return err
		}
		_, err = s.timeline.Settle(ctx, who, e, false)
	}
	return err
}
