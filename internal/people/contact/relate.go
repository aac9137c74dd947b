package contact

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/id"
)

// Relate writes down how two contacts are related, seen from both.
func (s *Service) Relate(ctx context.Context, who actor.Actor, r Relation) (Relation, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		return s.RelateTx(ctx, tx, &r)
	})
	return r, err
}

// RelateTx is Relate inside another's transaction.
func (s *Service) RelateTx(ctx context.Context, tx *db.Tx, r *Relation) error {
	if err := access.Allow(tx.Who, Editing); err != nil {
		return err
	}
	r.Note = Neat(r.Note)
	if err := r.check(); err != nil {
		return err
	}
	for _, end := range []ID{r.FromID, r.ToID} {
		if _, err := row(ctx, tx, end); err != nil {
			return err
		}
	}
	r.ID = id.New("rel")
	if err := tx.Insert(ctx, r); err != nil {
		return err
	}
	return tx.Record("contact.related", db.About{Kind: "contact", ID: string(r.FromID), Contact: string(r.FromID)},
		map[string]any{"kind": r.Kind, "to": r.ToID})
}

// Unrelate takes a relation back.
func (s *Service) Unrelate(ctx context.Context, who actor.Actor, relationID string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		r, err := relation(ctx, tx, relationID)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		if err := tx.Delete(ctx, &r); err != nil {
			return err
		}
		return tx.Record("contact.unrelated", db.About{Kind: "contact", ID: string(r.FromID), Contact: string(r.FromID)},
			map[string]any{"kind": r.Kind, "to": r.ToID})
	})
}
