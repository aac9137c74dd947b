package guest

import (
	"context"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

func get(ctx context.Context, q db.Q, id staff.ID) (g Guest, err error) {
	err = db.One(ctx, q.Select(&g).Where("g.id = ?", id))
	return g, err
}

// most is more guests than a page lists at once.
const most = 500

func list(ctx context.Context, q db.Q) (gs []Guest, err error) {
	err = db.All(ctx, q.Select(&gs).OrderExpr("CASE WHEN g.ended_at IS NULL THEN 0 ELSE 1 END, g.until_on, g.id").Limit(most))
	return gs, err
}

// over lists guests whose last day has passed, whoever asks.
func over(ctx context.Context, q db.Q, today civil.Date) (gs []Guest, err error) {
	err = db.All(ctx, q.Select(&gs).Where("g.ended_at IS NULL").Where("g.until_on < ?", today).Order("g.until_on", "g.id").Limit(most))
	return gs, err
}

// letsOf lists what a guest is let in to, whoever asks.
func letsOf(ctx context.Context, q db.Q, guest staff.ID) (ls []Let, err error) {
	err = db.All(ctx, q.Select(&ls).Where("gm.guest_id = ?", guest).Order("gm.added_at", "gm.matter_id").Limit(1000))
	return ls, err
}

// allLets lists what guests are let in to, as far as whoever asks may see it.
func allLets(ctx context.Context, q db.Q, guests []staff.ID) (ls []Let, err error) {
	if len(guests) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ls).Where("gm.guest_id IN (?)", bun.In(guests)).Apply(access.Visible(q, "gm.matter_id")).
		Order("gm.guest_id", "gm.added_at", "gm.matter_id").Limit(10_000))
	return ls, err
}

// inMatter lists who is let in to a matter.
func inMatter(ctx context.Context, q db.Q, m matter.ID) (ls []Let, err error) {
	err = db.All(ctx, q.Select(&ls).Where("gm.matter_id = ?", m).Apply(access.Visible(q, "gm.matter_id")).Order("gm.added_at", "gm.guest_id").Limit(200))
	return ls, err
}

// withClient lists the guests of matters whose client a contact is, whoever
// asks.
func withClient(ctx context.Context, q db.Q, c contact.ID) (ls []Let, err error) {
	err = db.All(ctx, q.Select(&ls).Join("JOIN matter AS m ON m.firm_id = gm.firm_id AND m.id = gm.matter_id").
		Where("m.client_id = ?", c).Order("gm.guest_id", "gm.matter_id").Limit(1000))
	return ls, err
}

// opened lists what a matter opens to its guests, whoever asks: itself, its
// client and co-clients.
func opened(ctx context.Context, q db.Q, m matter.ID) ([]string, error) {
	var clients []string
	err := q.Raw(`SELECT client_id FROM matter WHERE firm_id = ? AND id = ?
		UNION SELECT contact_id FROM matter_party WHERE firm_id = ? AND matter_id = ? AND role = ? ORDER BY 1`,
		q.Firm(), m, q.Firm(), m, matter.CoClient).Scan(ctx, &clients)
	return append([]string{string(m)}, clients...), err
}
