package client

import (
	"context"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// ContactUnadding lets go of a client whom nobody has looked after yet, since
// the contact is taken back as if it had never been added.
//
// Returns Conflict if someone has: preferences and days that matter stay, and
// the contact with them.
func (s *Service) ContactUnadding(ctx context.Context, tx *db.Tx, c contact.Contact) error {
	cl, err := row(ctx, tx, c.ID)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	days, err := datesOf(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	if cl.Version > 1 || len(days) > 0 {
		return errs.New(errs.Conflict, "It has been changed or used since, so it stays.")
	}
	return tx.Delete(ctx, &cl)
}
