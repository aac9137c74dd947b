package matter

import (
	"context"

	"candor/internal/kit/db"
)

// unopen removes a matter with all its parts. What other features keep about
// it holds it back.
func unopen(ctx context.Context, tx *db.Tx, m Matter) error {
	for _, part := range []any{(*key)(nil), (*Member)(nil), (*Party)(nil)} {
		if _, err := tx.Erase(part).Where("matter_id = ?", m.ID).Exec(ctx); err != nil {
			return err
		}
	}
	return tx.Delete(ctx, &m)
}
