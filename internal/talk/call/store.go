package call

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
)

// running gives someone's own timer. A wall that went up since hides it.
func running(ctx context.Context, q db.Q, who staff.ID) (t Timer, err error) {
	err = db.One(ctx, q.Select(&t).Where("ct.staff_id = ?", who).
		Apply(access.Within(q, "ct.matter_id", "ct.contact_id")))
	return t, err
}

// follow gives the timers of a merged contact to the one kept. They run for
// minutes, so taking the merge back leaves them.
func follow(ctx context.Context, tx *db.Tx, kept, gone contact.ID) error {
	_, err := tx.Change((*Timer)(nil)).Set("contact_id = ?", kept).Where("contact_id = ?", gone).Exec(ctx)
	return err
}
