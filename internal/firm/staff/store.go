package staff

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
)

// most is more people than a firm's pages list at once.
const most = 500

func get(ctx context.Context, q db.Q, id ID) (p Person, err error) {
	err = db.One(ctx, q.Select(&p).Where("s.id = ?", id))
	return p, err
}

func byEmail(ctx context.Context, q db.Q, email string) (p Person, err error) {
	err = db.One(ctx, q.Select(&p).Where("s.email = ?", email))
	return p, err
}

func list(ctx context.Context, q db.Q, left bool) (ps []Person, err error) {
	s := q.Select(&ps).Order("s.name", "s.id").Limit(most)
	if !left {
		s = s.Where("s.left_on IS NULL")
	}
	return ps, db.All(ctx, s)
}

func managers(ctx context.Context, q db.Q) (n int, err error) {
	ps, err := list(ctx, q, false)
	for _, p := range ps {
		if p.Is(access.Manager) || p.Is(access.Administrator) {
			n++
		}
	}
	return n, err
}
