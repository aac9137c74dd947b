package contact

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
)

// RelationsTx gives the relations of contacts to those whom whoever asks may see.
func RelationsTx(ctx context.Context, q db.Q, ids []ID) (rs []Relation, err error) {
	ids = append(slices.Clone(ids), "") // no list is empty
	err = db.All(ctx, q.Select(&rs).ColumnExpr("cr.firm_id, cr.id, cr.from_id, cr.to_id, cr.kind, cr.note").
		Where(`cr.id IN (SELECT r1.id FROM contact_relation AS r1 WHERE r1.firm_id = ? AND r1.from_id IN (?)
			UNION SELECT r2.id FROM contact_relation AS r2 WHERE r2.firm_id = ? AND r2.to_id IN (?))`, q.Firm(), bun.In(ids), q.Firm(), bun.In(ids)).
		Apply(access.Visible(q, "cr.from_id")).Apply(access.Visible(q, "cr.to_id")).Order("cr.id").Limit(2000))
	return rs, err
}

// CardsTx gives cards that whoever asks may see, but for those merged away.
func CardsTx(ctx context.Context, q db.Q, ids []ID) ([]Card, error) {
	cs, err := named(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	return fill(ctx, q, slices.DeleteFunc(cs, func(c Contact) bool { return c.MergedInto != "" }))
}
