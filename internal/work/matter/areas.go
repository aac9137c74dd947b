package matter

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
)

// Areas lists the practice areas in the firm's own order.
func (s *Service) Areas(ctx context.Context, who actor.Actor) (as []Area, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		as, err = listAreas(ctx, q)
		return err
	})
	return as, err
}

// Area gives one practice area.
func (s *Service) Area(ctx context.Context, who actor.Actor, area AreaID) (a Area, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return a, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		a, err = getArea(ctx, q, area)
		return err
	})
	return a, err
}

// SeedTx gives a new firm the ready areas, for it to shape as it likes.
func (s *Service) SeedTx(ctx context.Context, tx *db.Tx) error {
	for i, a := range Ready() {
		a.Place = int64(i)
		if err := s.addArea(ctx, tx, &a); err != nil {
			return err
		}
	}
	return nil
}

// AddArea makes a practice area.
//
// Returns Invalid with the fields, Conflict if the name is taken.
func (s *Service) AddArea(ctx context.Context, who actor.Actor, a Area) (Area, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		as, err := listAreas(ctx, tx)
		if err != nil {
			return err
		}
		a.Place = int64(len(as))
		return s.addArea(ctx, tx, &a)
	})
	return a, err
}

func (s *Service) addArea(ctx context.Context, tx *db.Tx, a *Area) error {
	if err := access.Allow(tx.Who, Shaping); err != nil {
		return err
	}
	a.tidy()
	if err := a.check(); err != nil {
		return err
	}
	a.ID = AreaID(id.New("are"))
	if err := tx.Insert(ctx, a); err != nil {
		return err
	}
	return tx.Record("area.added", a.About(), map[string]any{"name": a.Name})
}

// ChangeArea saves a practice area over the version it was read at. A stage
// that matters stand in can't be taken away.
func (s *Service) ChangeArea(ctx context.Context, who actor.Actor, a Area) (Area, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		old, err := getArea(ctx, tx, a.ID)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Shaping); err != nil {
			return err
		}
		a.Kind, a.Place = old.Kind, old.Place
		a.tidy()
		if err := a.check(); err != nil {
			return err
		}
		key, err := standing(ctx, tx, a.ID, a.lost(old))
		if err != nil {
			return err
		}
		if key != "" {
			st, _ := old.Stage(key)
			return errs.New(errs.Conflict, "Matters are in the stage “%s”. Move them first.", st.Name)
		}
		if err := tx.Update(ctx, &a); err != nil {
			return err
		}
		return tx.Record("area.changed", a.About(), map[string]any{"was": old.Stages, "is": a.Stages})
	})
	return a, err
}
