package lead

import (
	"context"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
)

// act fetches a lead, lets decide change it, and keeps the move that it gives.
func (s *Service) act(ctx context.Context, who actor.Actor, lead inquiry.ID, decide func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error)) (l inquiry.Lead, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		l, err = s.actTx(ctx, tx, lead, decide)
		return err
	})
	return l, err
}

func (s *Service) actTx(ctx context.Context, tx *db.Tx, lead inquiry.ID, decide func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error)) (inquiry.Lead, error) {
	l, err := get(ctx, tx, lead)
	if err != nil {
		return l, err
	}
	if err := access.Allow(tx.Who, Editing); err != nil {
		return l, err
	}
	from := l.State
	m, err := decide(ctx, tx, &l)
	if err != nil {
		return l, err
	}
	m.FromState, m.ToState = from, l.State
	t, err := TermsTx(ctx, tx)
	if err != nil {
		return l, err
	}
	h, err := office.HoursTx(ctx, tx)
	if err != nil {
		return l, err
	}
	if err := s.chase(ctx, tx, &l, t, h); err != nil {
		return l, err
	}
	if err := s.save(ctx, tx, &l, "lead.moved", map[string]any{"from": m.FromState, "to": m.ToState, "reason": m.Reason, "undo": m.Undo}); err != nil {
		return l, err
	}
	return l, s.step(ctx, tx, l, m)
}

// step writes a move down and announces it.
func (s *Service) step(ctx context.Context, tx *db.Tx, l inquiry.Lead, m inquiry.Move) error {
	m.ID, m.LeadID, m.MovedBy, m.MovedAt = id.New("lmv"), l.ID, tx.Who.ID, tx.Now
	m.Note = contact.Neat(m.Note)
	if len(m.Note) > 1000 {
		var p errs.Problems
		p.Add("note", "Keep this under 1,000 letters.")
		return p.Err()
	}
	if err := tx.Insert(ctx, &m); err != nil {
		return err
	}
	return s.Moved.Announce(ctx, tx, Moved{l, m})
}

// Move takes a lead to another state of the pipeline, within the guards.
//
// Returns Invalid with what is missing, Forbidden where only a lawyer may, and
// Conflict if it has left the pipeline.
func (s *Service) Move(ctx context.Context, who actor.Actor, lead inquiry.ID, version int64, st inquiry.Step) (inquiry.Lead, error) {
	return s.act(ctx, who, lead, func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error) {
		if version > 0 && version != l.Version {
			return inquiry.Move{}, db.Stale()
		}
		if st.To == inquiry.Cleared && st.To.Step() > l.State.Step() {
			if err := access.Allow(who, Clearing); err != nil {
				return inquiry.Move{}, err
			}
		}
		return inquiry.Move{Note: st.Note}, s.goes(ctx, tx, l, st)
	})
}

// ClearTx says that conflicts are cleared, for the check that found so. It does
// nothing for a lead that is past it or gone.
func (s *Service) ClearTx(ctx context.Context, tx *db.Tx, lead inquiry.ID) error {
	l, err := get(ctx, tx, lead)
	if err != nil || !l.Open() {
		return err
	}
	if l.State.Step() < inquiry.Cleared.Step() {
		_, err = s.actTx(ctx, tx, lead, func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error) {
			return inquiry.Move{}, s.goes(ctx, tx, l, inquiry.Step{To: inquiry.Cleared})
		})
		return err
	}
	l.ClearedAt = &tx.Now
	return s.save(ctx, tx, &l, "lead.cleared", nil)
}

func (s *Service) goes(ctx context.Context, tx *db.Tx, l *inquiry.Lead, st inquiry.Step) error {
	ps, err := partiesOf(ctx, tx, l.ID)
	if err != nil {
		return err
	}
	t, err := TermsTx(ctx, tx)
	if err != nil {
		return err
	}
	if st.To.Step() > l.State.Step() {
		for _, g := range s.Guards {
			if err := g(ctx, tx, *l, st.To); err != nil {
				return err
			}
		}
	}
	return l.Go(st, len(ps), t, tx.Now)
}

// Leave takes a lead out of the pipeline, with a reason. Whoever is declined
// is owed a letter, and a task says so.
func (s *Service) Leave(ctx context.Context, who actor.Actor, lead inquiry.ID, version int64, e inquiry.Exit) (inquiry.Lead, error) {
	return s.act(ctx, who, lead, func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error) {
		if version > 0 && version != l.Version {
			return inquiry.Move{}, db.Stale()
		}
		if e.To == inquiry.Duplicate && e.Twin != "" {
			if _, err := get(ctx, tx, e.Twin); err != nil {
				return inquiry.Move{}, err
			}
		}
		if e.To == inquiry.Referred && e.ReferredTo != "" {
			if err := access.Sees(ctx, tx, string(e.ReferredTo)); err != nil {
				return inquiry.Move{}, err
			}
		}
		if err := l.Leave(e, tx.Now); err != nil {
			return inquiry.Move{}, err
		}
		if e.To == inquiry.Declined {
			if err := s.clients.DeclinedTx(ctx, tx, l.ContactID); err != nil {
				return inquiry.Move{}, err
			}
		}
		return inquiry.Move{Reason: e.Reason, Note: e.Note}, nil
	})
}

// Reopen takes a lead up again where it stood, with a word why.
func (s *Service) Reopen(ctx context.Context, who actor.Actor, lead inquiry.ID, note string) (inquiry.Lead, error) {
	return s.act(ctx, who, lead, func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error) {
		var p errs.Problems
		p.Check(contact.Neat(note) != "", "note", "Say why in a few words.")
		if err := p.Err(); err != nil {
			return inquiry.Move{}, err
		}
		if err := l.Reopen(tx.Now); err != nil {
			return inquiry.Move{}, err
		}
		return inquiry.Move{Note: note}, s.clients.ProspectTx(ctx, tx, l.ContactID)
	})
}

// Undo takes the last move back, where that is safe.
func (s *Service) Undo(ctx context.Context, who actor.Actor, lead inquiry.ID) (inquiry.Lead, error) {
	return s.act(ctx, who, lead, func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error) {
		ms, err := movesOf(ctx, tx, lead)
		if err != nil {
			return inquiry.Move{}, err
		}
		var last inquiry.Move
		if len(ms) > 0 {
			last = ms[len(ms)-1]
		}
		if err := l.Undo(last, tx.Now); err != nil {
			return inquiry.Move{}, err
		}
		if last.ToState == inquiry.Declined {
			if err := s.clients.ProspectTx(ctx, tx, l.ContactID); err != nil {
				return inquiry.Move{}, err
			}
		}
		last.Undone = true
		return inquiry.Move{Undo: true}, tx.Update(ctx, &last)
	})
}

// Write records that someone who was declined was told so in writing.
func (s *Service) Write(ctx context.Context, who actor.Actor, lead inquiry.ID, x inquiry.Letter) (l inquiry.Lead, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if l, err = get(ctx, tx, lead); err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		today, err := office.TodayTx(ctx, tx)
		if err != nil {
			return err
		}
		if err := l.Write(x, staff.ID(who.ID), today); err != nil {
			return err
		}
		if err := s.tasks.RemoveTx(ctx, tx, l.ChaseID); err != nil {
			return err
		}
		l.ChaseID = ""
		return s.save(ctx, tx, &l, "lead.letter_sent", map[string]any{"on": x.On, "how": x.How})
	})
	return l, err
}

// Answer records that a person answered them first.
//
// Returns Conflict if somebody had already.
func (s *Service) Answer(ctx context.Context, who actor.Actor, lead inquiry.ID) (l inquiry.Lead, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if l, err = get(ctx, tx, lead); err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		if !l.Answer(tx.Now, staff.ID(who.ID)) {
			return errs.New(errs.Conflict, "They were answered already.")
		}
		return s.save(ctx, tx, &l, "lead.answered", map[string]any{"late": tx.Now.After(l.AnswerBy)})
	})
	return l, err
}

// Heard is that a person of ours spoke or wrote to someone.
type Heard struct {
	ContactID contact.ID
	StaffID   staff.ID
	At        time.Time
}

// HeardTx stops the clock of the first answer of whoever was answered.
func (s *Service) HeardTx(ctx context.Context, tx *db.Tx, x Heard) error {
	ls, err := unanswered(ctx, tx, x.ContactID)
	if err != nil {
		return err
	}
	for _, l := range ls {
		if !l.Answer(x.At, x.StaffID) {
			continue
		}
		if err := s.save(ctx, tx, &l, "lead.answered", map[string]any{"late": x.At.After(l.AnswerBy)}); err != nil {
			return err
		}
	}
	return nil
}

// Verify says that the date to sue by is right. It is a lawyer's word, and
// falls when the date changes.
func (s *Service) Verify(ctx context.Context, who actor.Actor, lead inquiry.ID) (l inquiry.Lead, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if l, err = get(ctx, tx, lead); err != nil {
			return err
		}
		if err := access.Allow(who, Verifying); err != nil {
			return err
		}
		if l.LimitOn.IsZero() || l.LimitBy != "" {
			return errs.New(errs.Conflict, "There is no date to verify.")
		}
		l.LimitBy = staff.ID(who.ID)
		return s.save(ctx, tx, &l, "lead.limit_verified", map[string]any{"limit_on": l.LimitOn})
	})
	return l, err
}
