package access

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
)

// member lets one person, or Everyone, see one contact or matter.
type member struct {
	bun.BaseModel `bun:"table:access_member,alias:am"`

	FirmID   string `bun:",pk"`
	ObjectID string `bun:",pk"`
	StaffID  string `bun:",pk"`
	Why      string
	Until    *time.Time
}

// deny keeps one person from one contact or matter, by one wall.
type deny struct {
	bun.BaseModel `bun:"table:access_deny,alias:ad"`

	FirmID   string `bun:",pk"`
	StaffID  string `bun:",pk"`
	ObjectID string `bun:",pk"`
	WallID   string `bun:",pk"`
}

type wallPerson struct {
	bun.BaseModel `bun:"table:wall_person,alias:wp"`

	FirmID         string `bun:",pk"`
	WallID         WallID `bun:",pk"`
	StaffID        string `bun:",pk"`
	AcknowledgedAt *time.Time
}

type wallObject struct {
	bun.BaseModel `bun:"table:wall_object,alias:wo"`

	FirmID   string `bun:",pk"`
	WallID   WallID `bun:",pk"`
	ObjectID string `bun:",pk"`
	Kind     string
}

func getWall(ctx context.Context, q db.Q, id WallID) (w Wall, err error) {
	err = db.One(ctx, q.Select(&w).Where("w.id = ?", id))
	return w, err
}

func listWalls(ctx context.Context, q db.Q) (ws []Wall, err error) {
	err = db.All(ctx, q.Select(&ws).OrderExpr("w.lifted_at IS NOT NULL, w.raised_at DESC, w.id").Limit(200))
	return ws, err
}

func peopleOf(ctx context.Context, q db.Q, id WallID) (ps []wallPerson, err error) {
	err = db.All(ctx, q.Select(&ps).Where("wp.wall_id = ?", id).Order("wp.staff_id").Limit(1000))
	return ps, err
}

func objectsOf(ctx context.Context, q db.Q, id WallID) (os []wallObject, err error) {
	err = db.All(ctx, q.Select(&os).Where("wo.wall_id = ?", id).Order("wo.object_id").Limit(10_000))
	return os, err
}

// wallsAround lists the walls in force that stand before an object, with whom
// they keep out.
func wallsAround(ctx context.Context, q db.Q, object string) (ds []deny, err error) {
	err = db.All(ctx, q.Select(&ds).Where("ad.object_id = ?", object).Order("ad.wall_id", "ad.staff_id").Limit(1000))
	return ds, err
}

func membersOf(ctx context.Context, q db.Q, object string) (ms []member, err error) {
	err = db.All(ctx, q.Select(&ms).Where("am.object_id = ?", object).Order("am.staff_id").Limit(1000))
	return ms, err
}

// sees reports whether whoever asks may see the object.
func sees(ctx context.Context, q db.Q, object string) (bool, error) {
	if q.Actor().Trusted() {
		return true, nil
	}
	text, args := visible(q, "o.id")
	var yes bool
	err := q.Raw("SELECT "+text+" FROM (SELECT ? AS id) AS o", append(args, object)...).Scan(ctx, &yes)
	return yes, err
}

func eraseDenies(ctx context.Context, tx *db.Tx, wall WallID) error {
	_, err := tx.Erase((*deny)(nil)).Where("wall_id = ?", wall).Exec(ctx)
	return err
}

// wallsAgainst lists the walls in force that keep someone out and that they
// have not acknowledged.
func wallsAgainst(ctx context.Context, q db.Q, staff string) (ws []Wall, err error) {
	err = db.All(ctx, q.Select(&ws).Join("JOIN wall_person AS wp ON wp.firm_id = w.firm_id AND wp.wall_id = w.id").
		Where("wp.staff_id = ? AND wp.acknowledged_at IS NULL AND w.lifted_at IS NULL", staff).Order("w.raised_at", "w.id").Limit(200))
	return ws, err
}
