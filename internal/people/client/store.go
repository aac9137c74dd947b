package client

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
)

// row gives someone as a client, walls aside: whoever asks was asked about the
// contact first, and a reaction must reach the row whoever acts.
func row(ctx context.Context, q db.Q, c contact.ID) (cl Client, err error) {
	err = db.One(ctx, q.Select(&cl).ColumnExpr("cl.*").Where("cl.contact_id = ?", c))
	return cl, err
}

func rowsOf(ctx context.Context, q db.Q, cs []contact.ID) (out []Client, err error) {
	if len(cs) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&out).ColumnExpr("cl.*").Where("cl.contact_id IN (?)", bun.In(cs)).
		Apply(access.Visible(q, "cl.contact_id")).Order("cl.id").Limit(int64(len(cs))))
	return out, err
}

func list(ctx context.Context, q db.Q, f Filter, p db.Page) (cs []Client, next string, err error) {
	s := q.Select(&cs).ColumnExpr("cl.*").ColumnExpr("c.name AS name, c.sort_name AS sort_name").
		Join("JOIN contact AS c ON c.firm_id = cl.firm_id AND c.id = cl.contact_id AND c.merged_into = ''").
		Apply(access.Visible(q, "cl.contact_id"))
	if f.Status != "" {
		s = s.Where("cl.status = ?", f.Status)
	}
	if s, err = contact.WordsTx(ctx, q, s, f.Text); err != nil {
		return nil, "", err
	}
	next, err = db.List(ctx, s, &cs, p, db.Order{Columns: []string{"c.sort_name", "c.id"}},
		func(c Client) []string { return []string{c.Sort, string(c.ContactID)} })
	return cs, next, err
}

func datesOf(ctx context.Context, q db.Q, c contact.ID) (ds []Date, err error) {
	err = db.All(ctx, q.Select(&ds).ColumnExpr("cd.*").Where("cd.contact_id = ?", c).Order("cd.on_day", "cd.id").Limit(200))
	return ds, err
}

func getDate(ctx context.Context, q db.Q, date string) (d Date, err error) {
	err = db.One(ctx, q.Select(&d).ColumnExpr("cd.*").Where("cd.id = ?", date).Apply(access.Visible(q, "cd.contact_id")))
	return d, err
}

func coming(ctx context.Context, q db.Q, from civil.Date, days int) (ds []Date, err error) {
	until := from.AddDays(days)
	err = db.All(ctx, q.Select(&ds).ColumnExpr("cd.*").ColumnExpr("c.name AS person").
		Join("JOIN contact AS c ON c.firm_id = cd.firm_id AND c.id = cd.contact_id AND c.merged_into = ''").
		Where("cd.month_day IN (?)", bun.In(monthDays(from, days))).
		Where("(cd.yearly OR (cd.on_day >= ? AND cd.on_day < ?))", from.String(), until.String()).
		Apply(access.Visible(q, "cd.contact_id")).Order("cd.month_day", "cd.on_day", "cd.id").Limit(1000))
	slices.SortStableFunc(ds, func(a, b Date) int { return a.Next(from).Compare(b.Next(from)) })
	return ds, err
}
