package exchange

import (
	"context"
	"slices"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// takeBack undoes an import from its last row to its first, so that what
// depends on something goes before it.
func (s *Service) takeBack(ctx context.Context, who actor.Actor, b *Batch) error {
	until := s.db.Clock().Now().Add(slice)
	for {
		var rs []Row
		err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
			rs, err = made(ctx, q, b.ID, chunk)
			return err
		})
		if err != nil {
			return err
		}
		if len(rs) == 0 {
			return s.takenBack(ctx, who, b)
		}
		if err := s.giveBack(ctx, who, b, rs); err != nil {
			return err
		}
		if s.db.Clock().Now().After(until) {
			return s.later(ctx, who, b)
		}
	}
}

// giveBack takes back a chunk of rows as one act, or, if that fails, each by
// itself: what is used since holds only itself back.
func (s *Service) giveBack(ctx context.Context, who actor.Actor, b *Batch, rs []Row) error {
	stayed, err := s.entries(ctx, who, rs)
	if err != nil {
		return err
	}
	if err = s.unmake(ctx, who, b, rs, stayed); err == nil {
		return nil
	}
	if _, ok := asShown(err); !ok {
		return err
	}
	for i := range rs {
		one := rs[i : i+1]
		err := s.unmake(ctx, who, b, one, stayed)
		if e, ok := asShown(err); err != nil && ok {
			held := slices.Clone(stayed[one[0].N])
			stayed[one[0].N] = append(held, Problem{Text: e.Text, Args: e.Args})
			err = s.unmake(ctx, who, b, one, stayed)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// entries removes the rows' entries from the line of time, each in an act of
// its own, and says what stayed and why.
func (s *Service) entries(ctx context.Context, who actor.Actor, rs []Row) (map[int64][]Problem, error) {
	stayed := map[int64][]Problem{}
	for _, r := range rs {
		for _, m := range r.Made {
			if m.Kind != "entry" {
				continue
			}
			d, err := s.timeline.Get(ctx, who, timeline.ID(m.ID))
			switch {
			case errs.Is(err, errs.NotFound):
				stayed[r.N] = append(stayed[r.N], Problem{Text: "It can't be seen by you any more, so it stays."})
				continue
			case err != nil:
				return nil, err
			case d.Removed():
				continue
			case d.Version != m.Version:
				stayed[r.N] = append(stayed[r.N], Problem{Text: "It has been changed or used since, so it stays."})
				continue
			}
			if _, err := s.timeline.Remove(ctx, who, timeline.ID(m.ID), "Import taken back"); err != nil {
				return nil, err
			}
		}
	}
	return stayed, nil
}

// unmake is the act that takes rows back. A row with a word in stayed keeps
// what it made.
func (s *Service) unmake(ctx context.Context, who actor.Actor, b *Batch, rs []Row, stayed map[int64][]Problem) error {
	return s.save(ctx, who, b, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		for _, r := range rs {
			r.Result = Gone
			if why := stayed[r.N]; len(why) > 0 {
				r.Result, r.Why = Stays, append(slices.Clone(r.Why), why...)
			} else if err := s.unmakeRow(ctx, tx, r); err != nil {
				return err
			}
			if err := tx.Update(ctx, &r); err != nil {
				return err
			}
		}
		b.Done += int64(len(rs))
		b.Tries = 0 // it got somewhere
		return tx.Record("import.rows_undone", b.About(), map[string]any{"from": rs[0].N, "to": rs[len(rs)-1].N})
	})
}

func (s *Service) unmakeRow(ctx context.Context, tx *db.Tx, r Row) error {
	for _, m := range slices.Backward(r.Made) {
		var err error
		switch m.Kind {
		case "contact":
			err = s.unadd(ctx, tx, contact.ID(m.ID), m.Version)
		case "filled":
			err = s.contacts.UnfillTx(ctx, tx, *m.Filled)
		case "matter":
			err = s.unopen(ctx, tx, matter.ID(m.ID), m.Version)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unadd takes a contact back unless anyone has spoken with them.
func (s *Service) unadd(ctx context.Context, tx *db.Tx, id contact.ID, version int64) error {
	last, err := timeline.LastTx(ctx, tx, []contact.ID{id})
	if err != nil {
		return err
	}
	if _, spoken := last[id]; spoken {
		return errs.New(errs.Conflict, "It has been changed or used since, so it stays.")
	}
	c, err := contact.GetTx(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := s.Unadding.Announce(ctx, tx, c.Contact); err != nil {
		return err
	}
	return s.contacts.UnaddTx(ctx, tx, id, version)
}

// unopen takes a matter back unless there is anything in its line of time.
func (s *Service) unopen(ctx context.Context, tx *db.Tx, id matter.ID, version int64) error {
	m, err := matter.GetTx(ctx, tx, id)
	if err != nil {
		return err
	}
	es, _, err := timeline.HistoryTx(ctx, tx, id, db.Page{Limit: 1})
	if err != nil {
		return err
	}
	if len(es) > 0 {
		return errs.New(errs.Conflict, "It has been changed or used since, so it stays.")
	}
	if err := s.Unopening.Announce(ctx, tx, m); err != nil {
		return err
	}
	return s.matters.UnopenTx(ctx, tx, id, version)
}

// takenBack ends the undoing.
func (s *Service) takenBack(ctx context.Context, who actor.Actor, b *Batch) error {
	return s.save(ctx, who, b, func(ctx context.Context, tx *db.Tx, b *Batch) (err error) {
		if b.Results, err = tally(ctx, tx, b.ID, "result"); err != nil {
			return err
		}
		b.Done, b.UndoneAt = b.Total, &tx.Now
		b.end(Undone, tx.Now)
		if b.Message != "" {
			b.State = Failed
		}
		return tx.Record("import.undone", b.About(), b.Results)
	})
}
