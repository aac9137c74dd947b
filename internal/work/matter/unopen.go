package matter

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// UnopenTx takes back a matter that was opened at this version and not touched
// since, such as by an import of the wrong file. It is the one way in which a
// matter ceases to be; the trail keeps that it was there.
//
// Returns Conflict if it was changed or related since, or if anything depends
// on it.
func (s *Service) UnopenTx(ctx context.Context, tx *db.Tx, matter ID, version int64) error {
	m, err := get(ctx, tx, matter)
	if err != nil {
		return err
	}
	if err := access.Allow(tx.Who, Opening); err != nil {
		return err
	}
	moves, err := movesOf(ctx, tx, matter)
	if err != nil {
		return err
	}
	related, err := relationsOf(ctx, tx, matter)
	if err != nil {
		return err
	}
	if m.Version != version || m.Restricted || len(moves)+len(related) > 0 {
		return errs.New(errs.Conflict, "It has been changed or used since, so it stays.")
	}
	if err := tx.Record("matter.unopened", m.About(), map[string]any{"number": m.Number}); err != nil {
		return err
	}
	if err := search.RemoveTx(ctx, tx, search.Matter, string(m.ID)); err != nil {
		return err
	}
	if err := access.RestrictTx(ctx, tx, string(m.ID)); err != nil {
		return err
	}
	return unopen(ctx, tx, m)
}
