package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"reflect"
	"slices"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
)

// Q asks the database questions on behalf of one actor in one firm. Both a
// Read and a Write give one.
type Q interface {
	// Select starts a query on the model's table, held to the firm.
	Select(model any) *bun.SelectQuery
	// Raw is for what the query writer can't say. The firm is not added: the
	// text must name it.
	Raw(query string, args ...any) *bun.RawQuery
	// Firm is the firm of whoever asks.
	Firm() string
	// Actor is whoever asks.
	Actor() actor.Actor
	// Time is the one time of this transaction.
	Time() time.Time
	// Saw notes that a client's or matter's record was read; it is recorded.
	Saw(about ...About)
	// Postgres reports which database answers.
	Postgres() bool
}

type query struct {
	tx   bun.Tx
	pg   bool
	firm string
	who  actor.Actor
	now  time.Time
	seen []About
}

func (q *query) Select(model any) *bun.SelectQuery {
	s := q.tx.NewSelect().Model(model)
	if t := table(q.tx, model); t != nil && column(t, "firm_id") != nil {
		s = s.Where("?TableAlias.firm_id = ?", q.firm)
	}
	return s
}

func (q *query) Raw(query string, args ...any) *bun.RawQuery { return q.tx.NewRaw(query, args...) }
func (q *query) Firm() string                                { return q.firm }
func (q *query) Actor() actor.Actor                          { return q.who }
func (q *query) Time() time.Time                             { return q.now }
func (q *query) Saw(about ...About)                          { q.seen = append(q.seen, about...) }
func (q *query) Postgres() bool                              { return q.pg }

// Tx is a change in the making. Fetch, allow, decide, save, tell.
type Tx struct {
	query
	Who  actor.Actor
	Now  time.Time
	done []entry
	then []func()
	last []last
}

// SQL is the transaction underneath, for the job queue.
func (tx *Tx) SQL() *sql.Tx { return tx.tx.Tx }

// Then runs f once the act is safe on disk. It may be lost in a crash.
func (tx *Tx) Then(f func()) { tx.then = append(tx.then, f) }

// Last runs f at the very end, when the acts that share a commit are all done,
// in the order of place. It is for what is cheaper done for all at once, such as
// the words of a text index; what fails undoes all of them.
func (tx *Tx) Last(place int64, f func(ctx context.Context) error) {
	tx.last = append(tx.last, last{place, f})
}

type last struct {
	place int64
	do    func(ctx context.Context) error
}

func inTurn(ctx context.Context, ls []last) error {
	slices.SortStableFunc(ls, func(a, b last) int { return cmp.Compare(a.place, b.place) })
	for _, l := range ls {
		if err := l.do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Record tells the audit trail what was done, to what, and what a colleague
// would ask about it in a year. Nothing of a message's content belongs here.
func (tx *Tx) Record(action string, about About, detail any) error {
	e, err := newEntry(tx.Who, tx.Now, action, about, detail)
	if err != nil {
		return err
	}
	tx.done = append(tx.done, e)
	return nil
}

// own makes a row the firm's, whatever it said: no act reaches into another
// firm.
func (tx *Tx) own(t *schema.Table, row reflect.Value) {
	if f := column(t, "firm_id"); f != nil {
		f.Value(row).SetString(tx.firm)
	}
}

// Insert adds a row to the firm, as version 1.
func (tx *Tx) Insert(ctx context.Context, model any) error {
	v := reflect.ValueOf(model).Elem()
	t := table(tx.tx, model)
	stamp := func(row reflect.Value) {
		tx.own(t, row)
		if f := column(t, "version"); f != nil {
			f.Value(row).SetInt(1)
		}
	}
	if v.Kind() == reflect.Slice {
		if v.Len() == 0 {
			return nil
		}
		for i := range v.Len() {
			stamp(reflect.Indirect(v.Index(i)))
		}
	} else {
		stamp(v)
	}
	_, err := tx.tx.NewInsert().Model(model).Exec(ctx)
	return ours(err)
}

// Put adds a row, or replaces the one with the same key. For rows without a
// version, whose last writer is right.
func (tx *Tx) Put(ctx context.Context, model any) error {
	t := table(tx.tx, model)
	tx.own(t, reflect.ValueOf(model).Elem())
	q := tx.tx.NewInsert().Model(model)
	keys := ""
	for i, f := range t.PKs {
		if i > 0 {
			keys += ", "
		}
		keys += f.Name
	}
	if len(t.DataFields) == 0 {
		q = q.On("CONFLICT (" + keys + ") DO NOTHING")
	} else {
		q = q.On("CONFLICT (" + keys + ") DO UPDATE")
		for _, f := range t.DataFields {
			q = q.Set("? = EXCLUDED.?", bun.Ident(f.Name), bun.Ident(f.Name))
		}
	}
	_, err := q.Exec(ctx)
	return ours(err)
}

// Update saves a row, unless someone else changed it since it was fetched.
func (tx *Tx) Update(ctx context.Context, model any) error {
	t := table(tx.tx, model)
	row := reflect.ValueOf(model).Elem()
	tx.own(t, row)
	u := tx.tx.NewUpdate().Model(model).WherePK()
	version := column(t, "version")
	var old int64
	if version != nil {
		old = version.Value(row).Int()
		version.Value(row).SetInt(old + 1)
		u = u.Where("?TableAlias.version = ?", old)
	}
	res, err := u.Exec(ctx)
	if err == nil {
		var n int64
		if n, err = res.RowsAffected(); err == nil && n == 0 {
			err = Stale()
		}
	}
	if err != nil && version != nil {
		version.Value(row).SetInt(old)
	}
	return ours(err)
}

// Delete removes a row by its key.
func (tx *Tx) Delete(ctx context.Context, model any) error {
	tx.own(table(tx.tx, model), reflect.ValueOf(model).Elem())
	_, err := tx.tx.NewDelete().Model(model).WherePK().Exec(ctx)
	return ours(err)
}

// Change starts an update of many rows of the firm.
func (tx *Tx) Change(model any) *bun.UpdateQuery {
	return tx.tx.NewUpdate().Model(model).Where("?TableAlias.firm_id = ?", tx.firm)
}

// Erase starts a removal of many rows of the firm.
func (tx *Tx) Erase(model any) *bun.DeleteQuery {
	return tx.tx.NewDelete().Model(model).Where("?TableAlias.firm_id = ?", tx.firm)
}

// Forget removes the firm's rows whose "at" lies before a time.
func (tx *Tx) Forget(ctx context.Context, model any, before time.Time) error {
	_, err := tx.Erase(model).Where("?TableAlias.at < ?", before).Exec(ctx)
	return ours(err)
}

// Stale is the answer to whoever saves what someone else has changed since.
func Stale() error {
	return errs.New(errs.Conflict, "Someone else changed this while you had it open. Look at their change, then save yours again.")
}

// One scans a single row; none is errs.NotFound.
func One(ctx context.Context, s *bun.SelectQuery) error {
	err := s.Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return errs.Missing()
	}
	return err
}

// All scans the rows there are.
func All(ctx context.Context, s *bun.SelectQuery) error {
	err := s.Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

func table(b bun.IDB, model any) *schema.Table {
	t := reflect.TypeOf(model)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	return b.Dialect().Tables().Get(t)
}

func column(t *schema.Table, name string) *schema.Field {
	for _, f := range t.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}
