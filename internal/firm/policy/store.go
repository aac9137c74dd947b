package policy

import (
	"context"

	"candor/internal/kit/civil"
	"candor/internal/kit/db"
)

func list(ctx context.Context, q db.Q, name string) (ds []Decision, err error) {
	err = db.All(ctx, q.Select(&ds).Where("p.name = ?", name).OrderExpr("p.from_on DESC, p.scope, p.id").Limit(1000))
	return ds, err
}

func inForce(ctx context.Context, q db.Q, name, scope string, on civil.Date) (d Decision, ok bool, err error) {
	var ds []Decision
	s := q.Select(&ds).Where("p.name = ?", name).Where("p.from_on <= ?", on).Where("p.scope IN (?, '')", scope).
		OrderExpr("CASE WHEN p.scope = '' THEN 1 ELSE 0 END, p.from_on DESC, p.id").Limit(1)
	if err := db.All(ctx, s); err != nil || len(ds) == 0 {
		return d, false, err
	}
	return ds[0], true, nil
}
