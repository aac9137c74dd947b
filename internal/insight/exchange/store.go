package exchange

import (
	"context"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
)

// get gives an import. Whoever may import at all sees the firm's imports; what
// a row says is shown only to whoever brought the file in (rows).
func get(ctx context.Context, q db.Q, id ID) (b Batch, err error) {
	err = db.One(ctx, q.Select(&b).Where("ib.id = ?", id))
	return b, err
}

func list(ctx context.Context, q db.Q, p db.Page) (bs []Batch, next string, err error) {
	next, err = db.List(ctx, q.Select(&bs), &bs, p, db.Order{Columns: []string{"ib.created_at", "ib.id"}, Desc: true},
		func(b Batch) []string { return []string{db.Stamp(b.CreatedAt), string(b.ID)} })
	return bs, next, err
}

// earlier finds an import of the very same file that wasn't taken back.
func earlier(ctx context.Context, q db.Q, b Batch) (bs []Batch, err error) {
	err = db.All(ctx, q.Select(&bs).Where("ib.sum = ? AND ib.kind = ? AND ib.id <> ? AND ib.state = ?", b.Sum, b.Kind, b.ID, Done).
		OrderExpr("ib.created_at DESC, ib.id").Limit(1))
	return bs, err
}

// rowFilter narrows the rows of an import.
type rowFilter struct {
	plan   Plan
	result Plan
}

func listRows(ctx context.Context, q db.Q, batch ID, f rowFilter, p db.Page) (rs []Row, next string, err error) {
	s := q.Select(&rs).Where("ir.batch_id = ?", batch)
	if f.plan != "" {
		s = s.Where("ir.plan = ?", f.plan)
	}
	if f.result != "" {
		s = s.Where("ir.result = ?", f.result)
	}
	next, err = db.List(ctx, s, &rs, p, db.Order{Columns: []string{"ir.n"}}, func(r Row) []string { return []string{itoa(r.N)} })
	return rs, next, err
}

// waiting gives the next rows to work on, in order.
func waiting(ctx context.Context, q db.Q, batch ID, after int64, limit int64) (rs []Row, err error) {
	err = db.All(ctx, q.Select(&rs).Where("ir.batch_id = ? AND ir.result = '' AND ir.n > ?", batch, after).Order("ir.n").Limit(limit))
	return rs, err
}

// made gives the last rows that made something, the youngest first.
func made(ctx context.Context, q db.Q, batch ID, limit int64) (rs []Row, err error) {
	err = db.All(ctx, q.Select(&rs).Where("ir.batch_id = ? AND ir.result IN (?)", batch, bun.In([]Plan{Create, Fill})).OrderExpr("ir.n DESC").Limit(limit))
	return rs, err
}

// before gives, of these keys, those that were brought in before or are
// planned for an earlier row of this file.
func before(ctx context.Context, q db.Q, batch ID, keys []string) (map[string]Row, error) {
	out := map[string]Row{}
	if len(keys) == 0 {
		return out, nil
	}
	var rs []Row
	err := db.All(ctx, q.Select(&rs).Column("ir.batch_id", "ir.n", "ir.line", "ir.key", "ir.label").Where("ir.key IN (?)", bun.In(keys)).
		Where("ir.result IN (?) OR (ir.batch_id = ? AND ir.plan IN (?))", bun.In([]Plan{Create, Fill, Stays}), batch, bun.In([]Plan{Create, Fill, Double})).
		Order("ir.batch_id", "ir.n").Limit(100_000))
	for _, r := range rs {
		if _, ok := out[r.Key]; !ok {
			out[r.Key] = r
		}
	}
	return out, err
}

// elsewhere says which of these keys other imports have brought in.
func elsewhere(ctx context.Context, q db.Q, batch ID, keys []string) (map[string]bool, error) {
	var rs []Row
	err := db.All(ctx, q.Select(&rs).Column("ir.key").Where("ir.key IN (?)", bun.In(keys)).Where("ir.batch_id <> ?", batch).
		Where("ir.result IN (?)", bun.In([]Plan{Create, Fill, Stays})).Limit(100_000))
	out := make(map[string]bool, len(rs))
	for _, r := range rs {
		out[r.Key] = true
	}
	return out, err
}

// unfinished finds an import of the very same file that the same person began
// and that was cut off.
func unfinished(ctx context.Context, q db.Q, b Batch) (bs []Batch, err error) {
	err = db.All(ctx, q.Select(&bs).Where("ib.sum = ? AND ib.kind = ? AND ib.created_by = ?", b.Sum, b.Kind, b.CreatedBy).
		Where("ib.state IN (?)", bun.In([]State{Checking, Checked, Running})).OrderExpr("ib.created_at DESC, ib.id").Limit(1))
	return bs, err
}

// settle gives the rows that need no work their result.
func settle(ctx context.Context, tx *db.Tx, batch ID, plans []Plan) error {
	_, err := tx.Change((*Row)(nil)).Set("result = plan").Where("batch_id = ? AND result = '' AND plan IN (?)", batch, bun.In(plans)).Exec(ctx)
	return err
}

// unsettle makes the rows of an import that was begun and broken wait again.
func eraseRows(ctx context.Context, tx *db.Tx, batch ID) error {
	_, err := tx.Erase((*Row)(nil)).Where("batch_id = ?", batch).Exec(ctx)
	return err
}

// tally counts the rows of an import by what column says of them.
func tally(ctx context.Context, q db.Q, batch ID, column string) (map[Plan]int64, error) {
	var rs []struct {
		Plan Plan
		Rows int64
	}
	err := q.Raw("SELECT ? AS plan, count(*) AS rows FROM import_row WHERE firm_id = ? AND batch_id = ? AND ? <> '' GROUP BY 1 ORDER BY 1",
		bun.Ident(column), q.Firm(), batch, bun.Ident(column)).Scan(ctx, &rs)
	out := map[Plan]int64{}
	for _, r := range rs {
		out[r.Plan] = r.Rows
	}
	return out, err
}

type caption struct {
	bun.BaseModel `bun:"table:import_caption,alias:ic"`

	FirmID  string `bun:",pk"`
	Kind    Kind   `bun:",pk"`
	Caption string `bun:",pk"`
	Field   string
}

func captions(ctx context.Context, q db.Q, k Kind) (map[string]string, error) {
	var cs []caption
	err := db.All(ctx, q.Select(&cs).Where("ic.kind = ?", k).Order("ic.caption").Limit(10_000))
	out := make(map[string]string, len(cs))
	for _, c := range cs {
		out[c.Caption] = c.Field
	}
	return out, err
}

func keepCaptions(ctx context.Context, tx *db.Tx, b Batch) error {
	for i, h := range b.Header {
		if c := plain(h); c != "" && i < len(b.Mapping) {
			if err := tx.Put(ctx, &caption{Kind: b.Kind, Caption: c, Field: b.Mapping[i]}); err != nil {
				return err
			}
		}
	}
	return nil
}

func getExport(ctx context.Context, q db.Q, id ExportID) (e Export, err error) {
	s := q.Select(&e).Where("ef.id = ?", id)
	if !q.Actor().Trusted() {
		s = s.Where("ef.created_by = ?", q.Actor().ID) // it holds what they may see, which others may not
	}
	err = db.One(ctx, s)
	return e, err
}

func listExports(ctx context.Context, q db.Q, p db.Page) (es []Export, next string, err error) {
	s := q.Select(&es).Where("ef.created_by = ?", q.Actor().ID).
		Apply(access.VisibleOrNone(q, "ef.contact_id")).Apply(access.VisibleOrNone(q, "ef.matter_id"))
	next, err = db.List(ctx, s, &es, p, db.Order{Columns: []string{"ef.created_at", "ef.id"}, Desc: true},
		func(e Export) []string { return []string{db.Stamp(e.CreatedAt), string(e.ID)} })
	return es, next, err
}

func expired(ctx context.Context, q db.Q) (es []Export, err error) {
	err = db.All(ctx, q.Select(&es).Where("ef.expires_at < ? AND ef.sum <> ''", q.Time()).Order("ef.expires_at", "ef.id").Limit(100))
	return es, err
}

// shared reports whether another export or an import still needs the file.
func shared(ctx context.Context, q db.Q, e Export) (bool, error) {
	var n int64
	err := q.Raw("SELECT (SELECT count(*) FROM export_file WHERE firm_id = ? AND sum = ? AND id <> ?) + (SELECT count(*) FROM import_batch WHERE firm_id = ? AND sum = ?)",
		q.Firm(), e.Sum, e.ID, q.Firm(), e.Sum).Scan(ctx, &n)
	return n > 0, err
}
