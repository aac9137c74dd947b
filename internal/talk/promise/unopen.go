package promise

import (
	"context"

	"candor/internal/kit/db"
	"candor/internal/work/matter"
)

// MatterUnopening lets go of what was promised in a matter that is taken back
// as if it had never been opened.
func (s *Service) MatterUnopening(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	return unopen(ctx, tx, m.ID)
}
