package contact

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

// Archive keeps a contact only for the record; Restore brings it back.
func (s *Service) Archive(ctx context.Context, who actor.Actor, contact ID) error {
	return s.turn(ctx, who, contact, "contact.archived", func(c *Contact, tx *db.Tx) error { return c.archive(tx.Now) })
}

// Restore brings an archived contact back.
func (s *Service) Restore(ctx context.Context, who actor.Actor, contact ID) error {
	return s.turn(ctx, who, contact, "contact.restored", func(c *Contact, _ *db.Tx) error { return c.restore() })
}

func (s *Service) turn(ctx context.Context, who actor.Actor, contact ID, action string, decide func(*Contact, *db.Tx) error) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		c, err := row(ctx, tx, contact)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Archiving); err != nil {
			return err
		}
		if err := decide(&c, tx); err != nil {
			return err
		}
		c.UpdatedAt = tx.Now
		if err := tx.Update(ctx, &c); err != nil {
			return err
		}
		s.live.Poke(tx, "contact:changed")
		return tx.Record(action, c.About(), nil)
	})
}
