package office

import (
	"context"

	"candor/internal/kit/db"
)

func firm(ctx context.Context, q db.Q) (f Firm, err error) {
	err = db.One(ctx, q.Select(&f).Where("f.id = ?", q.Firm()))
	return f, err
}

func get(ctx context.Context, q db.Q, id ID) (o Office, err error) {
	err = db.One(ctx, q.Select(&o).Where("o.id = ?", id))
	return o, err
}

func mainOffice(ctx context.Context, q db.Q) (o Office, err error) {
	err = db.One(ctx, q.Select(&o).OrderExpr("o.main DESC, o.id"))
	return o, err
}

func list(ctx context.Context, q db.Q) (os []Office, err error) {
	err = db.All(ctx, q.Select(&os).OrderExpr("o.main DESC, o.name, o.id").Limit(200))
	return os, err
}

// firms lists every firm the program serves; the table belongs to none of them.
func firms(ctx context.Context, q db.Q) (fs []Firm, err error) {
	err = db.All(ctx, q.Select(&fs).Order("f.id").Limit(100_000))
	return fs, err
}
