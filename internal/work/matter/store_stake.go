package matter

import (
	"context"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
)

func stakesOf(ctx context.Context, q db.Q, cs []contact.ID) (out []Stake, err error) {
	if len(cs) == 0 {
		return nil, nil
	}
	own := q.Select((*Matter)(nil)).ColumnExpr("m.client_id AS contact_id, m.id AS matter_id, m.number, m.title, ? AS part, m.status, m.closed_on", Client).
		Where("m.client_id IN (?)", bun.In(cs)).Apply(access.Visible(q, "m.id"))
	shared := q.Select((*Matter)(nil)).ColumnExpr("p1.contact_id, m.id AS matter_id, m.number, m.title, p1.role AS part, m.status, m.closed_on").
		Join("JOIN matter_party AS p1 ON p1.firm_id = m.firm_id AND p1.matter_id = m.id").
		Where("p1.firm_id = ? AND p1.contact_id IN (?)", q.Firm(), bun.In(cs)).Apply(access.Visible(q, "m.id"))
	err = q.Raw("SELECT contact_id, matter_id, number, title, part, status, closed_on FROM (? UNION ?) AS theirs ORDER BY contact_id, matter_id, part LIMIT 10000", own, shared).Scan(ctx, &out)
	return out, err
}
