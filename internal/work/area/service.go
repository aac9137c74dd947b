package area

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
)

// Service keeps the practice areas.
type Service struct {
	db *db.DB

	// Cutting is announced before stages are taken away. Whoever has something
	// in them answers Conflict.
	Cutting event.Topic[Cutting]
}

// Cutting says which stages of an area are about to go.
type Cutting struct {
	Area   ID
	Stages []Stage
}

// NewService makes the service.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// List lists the practice areas in the firm's own order.
func (s *Service) List(ctx context.Context, who actor.Actor) (as []Area, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		as, err = all(ctx, q)
		return err
	})
	return as, err
}

// Get gives one practice area.
func (s *Service) Get(ctx context.Context, who actor.Actor, area ID) (a Area, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return a, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		a, err = get(ctx, q, area)
		return err
	})
	return a, err
}

// SeedTx gives a new firm the ready areas, for it to shape as it likes.
func (s *Service) SeedTx(ctx context.Context, tx *db.Tx) error {
	for i, a := range Ready() {
		a.Place = int64(i)
		if err := s.addTx(ctx, tx, &a); err != nil {
			return err
		}
	}
	return nil
}

// Add makes a practice area.
//
// Returns Invalid with the fields, Conflict if the name is taken.
func (s *Service) Add(ctx context.Context, who actor.Actor, a Area) (Area, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		as, err := all(ctx, tx)
		if err != nil {
			return err
		}
		a.Place = int64(len(as))
		return s.addTx(ctx, tx, &a)
	})
	return a, err
}

func (s *Service) addTx(ctx context.Context, tx *db.Tx, a *Area) error {
	if err := access.Allow(tx.Who, Shaping); err != nil {
		return err
	}
	a.tidy()
	if err := a.check(); err != nil {
		return err
	}
	a.ID = ID(id.New("are"))
	if err := tx.Insert(ctx, a); err != nil {
		return err
	}
	return tx.Record("area.added", a.About(), map[string]any{"name": a.Name})
}

// Change saves a practice area over the version it was read at. A stage
// that matters stand in can't be taken away.
func (s *Service) Change(ctx context.Context, who actor.Actor, a Area) (Area, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		old, err := get(ctx, tx, a.ID)
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
		if lost := a.lost(old); len(lost) > 0 {
			if err := s.Cutting.Announce(ctx, tx, Cutting{a.ID, lost}); err != nil {
				return err
			}
		}
		if err := tx.Update(ctx, &a); err != nil {
			return err
		}
		return tx.Record("area.changed", a.About(), map[string]any{"was": old.Stages, "is": a.Stages})
	})
	return a, err
}

// GetTx gives a practice area.
func GetTx(ctx context.Context, q db.Q, area ID) (Area, error) { return get(ctx, q, area) }

// OfTx gives the area of a matter; an empty id gives an empty area.
func OfTx(ctx context.Context, q db.Q, area ID) (Area, error) {
	if area == "" {
		return Area{}, nil
	}
	return get(ctx, q, area)
}

// AllTx lists the practice areas in the firm's own order.
func AllTx(ctx context.Context, q db.Q) ([]Area, error) { return all(ctx, q) }
