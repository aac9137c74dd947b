package contact

import (
	"context"

	"candor/internal/kit/db"
)

// unadd removes a contact with all its parts. What merges moved, and what other
// features keep about it, holds it back.
func unadd(ctx context.Context, tx *db.Tx, c Contact) error {
	for _, m := range []any{(*Name)(nil), (*Point)(nil), (*key)(nil)} {
		if _, err := tx.Erase(m).Where("contact_id = ?", c.ID).Exec(ctx); err != nil {
			return err
		}
	}
	if _, err := tx.Erase((*Double)(nil)).Where("one_id = ? OR other_id = ?", c.ID, c.ID).Exec(ctx); err != nil {
		return err
	}
	return tx.Delete(ctx, &c)
}
