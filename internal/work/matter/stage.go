package matter

import (
	"context"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/work/area"
)

// MoveStage takes a matter to another stage of its area, forward or back.
// version is the one it was read at; zero moves whatever is there.
//
// Returns Conflict if it is there already, closed, or changed since.
func (s *Service) MoveStage(ctx context.Context, who actor.Actor, matter ID, version int64, to, note string) (m Matter, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if m, err = get(ctx, tx, matter); err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		a, err := area.OfTx(ctx, tx, m.AreaID)
		if err != nil {
			return err
		}
		mv, err := m.move(a, to, tx.Now)
		if err != nil {
			return err
		}
		if mv.Note = strings.TrimSpace(note); len(mv.Note) > 2000 {
			return errs.New(errs.Invalid, "Keep the note under 2,000 letters.")
		}
		mv.ID, mv.MovedBy = id.New("mov"), who.ID
		m.UpdatedAt = tx.Now
		if version != 0 {
			m.Version = version
		}
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		if err := tx.Insert(ctx, &mv); err != nil {
			return err
		}
		s.live.Poke(tx, "matter:changed")
		if err := tx.Record("matter.staged", m.About(), map[string]any{"from": mv.FromStage, "to": mv.ToStage}); err != nil {
			return err
		}
		return s.Staged.Announce(ctx, tx, Staged{m, mv})
	})
	return m, err
}

// Begin starts work on a matter that was agreed.
func (s *Service) Begin(ctx context.Context, who actor.Actor, matter ID) error {
	return s.turn(ctx, who, matter, Editing, "matter.begun", func(ctx context.Context, tx *db.Tx, m *Matter) error {
		if err := m.begin(); err != nil {
			return err
		}
		today, err := office.TodayTx(ctx, tx)
		if err != nil {
			return err
		}
		if m.OpenedOn.IsZero() {
			m.OpenedOn = today
		}
		return nil
	})
}

// Close ends a matter and sets in motion what follows. version is the one it
// was read at; zero closes whatever is there.
//
// Returns Invalid with the fields, Conflict if it is closed already or someone
// changed it since.
func (s *Service) Close(ctx context.Context, who actor.Actor, matter ID, version int64, e Ending) (m Matter, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if m, err = get(ctx, tx, matter); err != nil {
			return err
		}
		if err := access.Allow(who, Closing); err != nil {
			return err
		}
		today, err := office.TodayTx(ctx, tx)
		if err != nil {
			return err
		}
		e.Outcome = strings.TrimSpace(e.Outcome)
		if err := m.close(e, today); err != nil {
			return err
		}
		m.UpdatedAt = tx.Now
		if version != 0 {
			m.Version = version
		}
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		s.live.Poke(tx, "matter:changed")
		if err := tx.Record("matter.closed", m.About(), map[string]any{"on": m.ClosedOn.String(), "reason": m.Reason}); err != nil {
			return err
		}
		return s.Closed.Announce(ctx, tx, m)
	})
	return m, err
}

// Reopen takes a closed matter up again. What was said about its end stays in
// the record.
func (s *Service) Reopen(ctx context.Context, who actor.Actor, matter ID) (m Matter, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if m, err = get(ctx, tx, matter); err != nil {
			return err
		}
		if err := access.Allow(who, Closing); err != nil {
			return err
		}
		was := map[string]any{"closed_on": m.ClosedOn.String(), "reason": m.Reason, "outcome": m.Outcome}
		if err := m.reopen(); err != nil {
			return err
		}
		m.UpdatedAt = tx.Now
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		s.live.Poke(tx, "matter:changed")
		if err := tx.Record("matter.reopened", m.About(), was); err != nil {
			return err
		}
		return s.Reopened.Announce(ctx, tx, m)
	})
	return m, err
}
