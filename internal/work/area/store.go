package area

import (
	"context"

	"candor/internal/kit/db"
)

func get(ctx context.Context, q db.Q, id ID) (a Area, err error) {
	err = db.One(ctx, q.Select(&a).Where("ma.id = ?", id))
	return a, err
}

func all(ctx context.Context, q db.Q) (as []Area, err error) {
	err = db.All(ctx, q.Select(&as).Order("ma.place", "ma.name", "ma.id").Limit(200))
	return as, err
}
