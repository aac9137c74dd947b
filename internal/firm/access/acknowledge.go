package access

import (
	"context"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Mine lists the walls in force that keep who asks out: their names only,
// nothing of what is behind.
func (s *Service) Mine(ctx context.Context, who actor.Actor) (ws []Wall, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ws, err = wallsAgainst(ctx, q, who.ID)
		return err
	})
	return ws, err
}

// Acknowledge notes that a screened person knows of the wall and will keep to
// it, as a timely screen under Model Rule 1.10(a)(2) asks.
//
// Returns NotFound for a wall that does not keep them out.
func (s *Service) Acknowledge(ctx context.Context, who actor.Actor, wall WallID) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		ps, err := peopleOf(ctx, tx, wall)
		if err != nil {
			return err
		}
		for _, p := range ps {
			if p.StaffID != who.ID {
				continue
			}
			if p.AcknowledgedAt != nil {
				return errs.New(errs.Conflict, "You have acknowledged this wall already.")
			}
			p.AcknowledgedAt = &tx.Now
			if err := tx.Put(ctx, &p); err != nil {
				return err
			}
			return tx.Record("wall.acknowledged", db.About{Kind: "wall", ID: string(wall)}, nil)
		}
		return errs.Missing()
	})
}
