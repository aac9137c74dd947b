package promise

import (
	"context"

	"candor/internal/kit/db"
	"candor/internal/work/matter"
)

// unopen removes all that is kept about a matter.
func unopen(ctx context.Context, tx *db.Tx, m matter.ID) error {
	for _, part := range []any{(*Wait)(nil), (*ended)(nil), (*Agreed)(nil)} {
		if _, err := tx.Erase(part).Where("matter_id = ?", m).Exec(ctx); err != nil {
			return err
		}
	}
	_, err := tx.Erase((*Clock)(nil)).Where("id = ?", m).Exec(ctx)
	return err
}
