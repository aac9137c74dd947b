package task

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
)

// ContactMerged gives the tasks about a contact that is merged to the one kept.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, e contact.MergeOf) error {
	return contact.MoveTx(ctx, tx, e.ID, "task.contact_id", e.Kept, e.Gone)
}

// WallRaised takes the open tasks about what now stands behind a wall from
// those it keeps out. They are nobody's until someone takes them.
func (s *Service) WallRaised(ctx context.Context, tx *db.Tx, e access.Raised) error {
	for chunk := range slices.Chunk(e.Objects, 200) {
		ts, err := owedBehind(ctx, tx, e.People, chunk)
		if err != nil {
			return err
		}
		for _, t := range ts {
			was := t.OwnerID
			t.OwnerID, t.UpdatedAt = "", tx.Now
			if err := tx.Update(ctx, &t); err != nil {
				return err
			}
			if err := s.tell(ctx, tx, t, "task.taken_away", map[string]any{"from": was, "wall": e.Wall}); err != nil {
				return err
			}
		}
	}
	return nil
}
