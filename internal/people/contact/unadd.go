package contact

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// UnaddTx takes back a contact that was added at this version and not touched
// since, such as by an import of the wrong file. It is the one way in which a
// contact ceases to be; the trail keeps that it was there.
//
// Returns Conflict if it was changed or related since, or if anything depends
// on it.
func (s *Service) UnaddTx(ctx context.Context, tx *db.Tx, contact ID, version int64) error {
	c, err := card(ctx, tx, contact)
	if err != nil {
		return err
	}
	if err := access.Allow(tx.Who, Editing); err != nil {
		return err
	}
	if c.Version != version || c.MergedInto != "" || len(c.Relations) > 0 {
		return errs.New(errs.Conflict, "It has been changed or used since, so it stays.")
	}
	if err := tx.Record("contact.unadded", c.Contact.About(), map[string]any{"name": c.Name, "source": c.Source}); err != nil {
		return err
	}
	if err := search.RemoveTx(ctx, tx, search.Contact, string(c.ID)); err != nil {
		return err
	}
	if err := access.RestrictTx(ctx, tx, string(c.ID)); err != nil {
		return err
	}
	s.live.Poke(tx, "contact:changed")
	return unadd(ctx, tx, c.Contact)
}
