package contact

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
)

// made is the place of rows that a merge made, and that its undoing removes.
const made = "contact_name.made"

// MoveTx gives what belongs to gone to kept, in one column of one table, and
// remembers each row so that the merge can be taken back. place is
// "table.column"; the table's key is (firm_id, id).
func MoveTx(ctx context.Context, tx *db.Tx, merge, place string, kept, gone ID) error {
	table, column := split(place)
	if _, err := tx.Raw(`INSERT INTO contact_moved (firm_id, merge_id, place, row_id)
		SELECT firm_id, ?, ?, id FROM ? WHERE firm_id = ? AND ? = ?`,
		merge, place, bun.Ident(table), tx.Firm(), bun.Ident(column), gone).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.Raw("UPDATE ? SET ? = ? WHERE firm_id = ? AND ? = ?",
		bun.Ident(table), bun.Ident(column), kept, tx.Firm(), bun.Ident(column), gone).Exec(ctx)
	return err
}

// moveRelations gives gone's relations to kept, but for those that kept has
// too and those between the two.
func moveRelations(ctx context.Context, tx *db.Tx, m Merge, k, g Card) error {
	has := map[Relation]bool{}
	for _, r := range k.Relations {
		has[Relation{FromID: r.FromID, ToID: r.ToID, Kind: r.Kind}] = true
	}
	for _, r := range g.Relations {
		place := "contact_relation.from_id"
		if r.ToID == g.ID {
			place, r.ToID = "contact_relation.to_id", k.ID
		} else {
			r.FromID = k.ID
		}
		if r.FromID == r.ToID || has[Relation{FromID: r.FromID, ToID: r.ToID, Kind: r.Kind}] {
			continue
		}
		if err := tx.Update(ctx, &r); err != nil {
			return err
		}
		if err := tx.Insert(ctx, &moved{MergeID: m.ID, Place: place, RowID: r.ID}); err != nil {
			return err
		}
	}
	return nil
}

func moveBack(ctx context.Context, tx *db.Tx, m Merge) error {
	var places []string
	err := tx.Raw("SELECT DISTINCT place FROM contact_moved WHERE firm_id = ? AND merge_id = ? ORDER BY place", tx.Firm(), m.ID).Scan(ctx, &places)
	if err != nil {
		return err
	}
	for _, p := range places {
		rows := "SELECT row_id FROM contact_moved WHERE firm_id = ? AND merge_id = ? AND place = ?"
		if p == made {
			if _, err := tx.Erase((*Name)(nil)).Where("id IN ("+rows+")", tx.Firm(), m.ID, p).Exec(ctx); err != nil {
				return err
			}
			continue
		}
		table, column := split(p)
		if _, err := tx.Raw("UPDATE ? SET ? = ? WHERE firm_id = ? AND id IN ("+rows+")",
			bun.Ident(table), bun.Ident(column), m.GoneID, tx.Firm(), tx.Firm(), m.ID, p).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func split(place string) (table, column string) {
	table, column, _ = strings.Cut(place, ".")
	return table, column
}

func getMerge(ctx context.Context, q db.Q, id string) (m Merge, err error) {
	err = db.One(ctx, q.Select(&m).ColumnExpr("mg.*").Where("mg.id = ?", id).
		Apply(access.Visible(q, "mg.kept_id")).Apply(access.Visible(q, "mg.gone_id")))
	return m, err
}

func mergesOf(ctx context.Context, q db.Q, contact ID) (ms []Merge, err error) {
	err = db.All(ctx, q.Select(&ms).ColumnExpr("mg.*").ColumnExpr("c.name AS gone_name").
		Join("JOIN contact AS c ON c.firm_id = mg.firm_id AND c.id = mg.gone_id").
		Where("mg.kept_id = ?", contact).Apply(access.Visible(q, "mg.kept_id")).Apply(access.Visible(q, "mg.gone_id")).
		OrderExpr("mg.merged_at DESC, mg.id").Limit(200))
	return ms, err
}
