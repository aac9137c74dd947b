package client

import (
	"context"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// ProspectTx makes a prospect of someone of whom nothing was known, because
// they asked for help. Whoever is or was a client stays so.
func (s *Service) ProspectTx(ctx context.Context, tx *db.Tx, c contact.ID) error {
	return s.fromTx(ctx, tx, c, Prospect, "", Declined)
}

// DeclinedTx makes someone a prospect whom we declined. Whoever is or was a
// client stays so.
func (s *Service) DeclinedTx(ctx context.Context, tx *db.Tx, c contact.ID) error {
	return s.fromTx(ctx, tx, c, Declined, "", Prospect)
}

// fromTx changes where someone stands if they stand so now; empty is someone
// of whom nothing was known.
func (s *Service) fromTx(ctx context.Context, tx *db.Tx, c contact.ID, to Status, from ...Status) error {
	cl, err := row(ctx, tx, c)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return err
	}
	for _, f := range from {
		if cl.Status == f {
			_, err := s.becomeTx(ctx, tx, c, to)
			return err
		}
	}
	return nil
}
