// Package db opens the database and keeps its promises: one transaction per
// act, nothing changed without a record, nothing read across firms.
//
// The same code runs on SQLite and on PostgreSQL. A change goes through Write,
// a question through Read; both fix the firm of whoever acts, so that a query
// can't reach another firm's rows. On PostgreSQL, row-level security stands
// behind that as a second fence.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
)

// DB is an open database.
type DB struct {
	write   *bun.DB // one connection on SQLite
	read    *bun.DB
	jobs    *sql.DB // River's own connection on SQLite
	pool    *pgxpool.Pool
	clock   clock.Clock
	pg      bool
	path    string
	line    *line // on SQLite
	witness *witness
	room    room
	once    sync.Once
}

// Open opens the database at where: "sqlite:PATH" or a postgres:// address.
func Open(ctx context.Context, where string, c clock.Clock) (*DB, error) {
	var d *DB
	var err error
	if path, ok := strings.CutPrefix(where, "sqlite:"); ok {
		d, err = openSQLite(path)
	} else {
		d, err = openPostgres(ctx, where)
	}
	if err != nil {
		return nil, err
	}
	d.clock = c
	d.witness = watch(d)
	return d, nil
}

// openSQLite opens two pools on one file: a single writer, which waits its
// turn instead of failing, and readers that can't write. FULL sync means that
// what was acknowledged outlives a power cut.
func openSQLite(path string) (*DB, error) {
	open := func(conns int, extra string) (*sql.DB, error) {
		// The path is escaped: a "#" or "?" in it would silently open another file.
		dsn := "file:" + (&url.URL{Path: path}).EscapedPath() +
			"?_time_format=sqlite&_timezone=UTC&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)" +
			"&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&_pragma=secure_delete(1)" + extra
		c, err := newLiteConnector(dsn)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", path, err)
		}
		s := sql.OpenDB(c)
		s.SetMaxOpenConns(conns)
		s.SetMaxIdleConns(conns) // to open one anew reads the whole schema
		return s, nil
	}
	w, err := open(1, "&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	if err := w.Ping(); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), w.Close())
	}
	r, err := open(8, "&_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	r.SetConnMaxLifetime(fresh)
	j, err := open(1, "&_txlock=immediate")
	if err != nil {
		return nil, errors.Join(err, w.Close(), r.Close())
	}
	one := bun.NewDB(w, sqliteDialect())
	return &DB{write: one, line: &line{db: one, long: 20 * time.Millisecond}, read: bun.NewDB(r, sqliteDialect()), jobs: j, path: path}, nil
}

func openPostgres(ctx context.Context, where string) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(where)
	if err != nil {
		return nil, fmt.Errorf("reading the database address: %w", err)
	}
	cfg.ConnConfig.RuntimeParams["timezone"] = "UTC"
	cfg.AfterConnect = func(_ context.Context, c *pgx.Conn) error {
		c.TypeMap().RegisterType(&pgtype.Type{
			Name: "timestamptz", OID: pgtype.TimestamptzOID,
			Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		return nil
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reaching the database: %w", err)
	}
	b := bun.NewDB(openPool(pool), postgresDialect())
	return &DB{write: b, read: b, jobs: b.DB, pool: pool, pg: true}, nil
}

// Close waits for what is still to be recorded and closes the database.
func (d *DB) Close() error {
	var err error
	d.once.Do(func() {
		d.witness.stop()
		err = d.write.Close()
		if d.pg {
			d.pool.Close()
			return
		}
		err = errors.Join(err, d.read.Close(), d.jobs.Close())
	})
	return err
}

// Postgres reports whether the database is PostgreSQL.
func (d *DB) Postgres() bool { return d.pg }

// Path is the SQLite file, or empty on PostgreSQL.
func (d *DB) Path() string { return d.path }

// Pool is PostgreSQL's pool, nil on SQLite. For kit/job and kit/live.
func (d *DB) Pool() *pgxpool.Pool { return d.pool }

// SQL is the connection for upkeep that is no act of anyone's: migrations and
// the job queue. Features never use it.
func (d *DB) SQL() *sql.DB { return d.write.DB }

// JobSQL is the job queue's own connection.
func (d *DB) JobSQL() *sql.DB { return d.jobs }

// Clock is the clock the database tells time by.
func (d *DB) Clock() clock.Clock { return d.clock }

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return d.read.PingContext(ctx) }

type inside struct{}

// fenced is, in a context, the firm whose rows a transaction may touch.
type fenced struct{}

func within(ctx context.Context, firm string) context.Context {
	return context.WithValue(ctx, fenced{}, firm)
}

// ErrNested is returned by a Write or Read inside a Write. On SQLite it would
// otherwise wait for itself for ever.
var ErrNested = errors.New("a transaction inside a transaction: use the Tx verb")

// ErrUnrecorded is returned, and the act undone, when a Write recorded nothing.
var ErrUnrecorded = errors.New("an act without a record was undone")

// Read asks a question. What q.Saw was told is recorded before Read returns,
// so that no one sees a client's record without a trace.
func (d *DB) Read(ctx context.Context, who actor.Actor, f func(ctx context.Context, q Q) error) error {
	if ctx.Value(inside{}) != nil {
		return ErrNested
	}
	var q *query
	err := again(ctx, func() error {
		q = &query{pg: d.pg, firm: who.Firm, now: d.clock.Now(), who: who}
		return d.read.RunInTx(within(ctx, who.Firm), &sql.TxOptions{ReadOnly: d.pg}, func(ctx context.Context, tx bun.Tx) error {
			q.tx = tx
			return f(context.WithValue(ctx, inside{}, true), q)
		})
	})
	if err != nil {
		return ours(err)
	}
	return ours(d.witness.saw(ctx, who, q.now, q.seen))
}

// Write acts. All that f does is kept together or not at all; f must record
// what it did. Whatever f hands to Then runs after the act is safe on disk.
//
// Returns Unavailable or NoRoom when nothing was kept, and Unsure when the
// line to the database broke in the moment of keeping it.
func (d *DB) Write(ctx context.Context, who actor.Actor, f func(ctx context.Context, tx *Tx) error) error {
	if err := d.Room(); err != nil {
		return err
	}
	return d.act(ctx, who, f, false)
}

// Touch is a Write that leaves no record. It is for upkeep that nobody would
// ask about in a year, such as the last time a session was used; a test lists
// every use of it.
func (d *DB) Touch(ctx context.Context, who actor.Actor, f func(ctx context.Context, tx *Tx) error) error {
	return d.act(ctx, who, f, true)
}

func (d *DB) act(ctx context.Context, who actor.Actor, f func(ctx context.Context, tx *Tx) error, quiet bool) error {
	if ctx.Value(inside{}) != nil {
		return ErrNested
	}
	var then []func()
	err := again(ctx, func() (err error) {
		then, err = d.try(ctx, who, f, quiet)
		return err
	})
	if err != nil {
		d.spend(err)
		return ours(err)
	}
	for _, f := range then {
		f()
	}
	return nil
}

// again tries what is over in a moment: a deadlock, a serialization failure, a
// connection that died while it lay idle. Each undid all that was tried.
func again(ctx context.Context, f func() error) error {
	for wait := 10 * time.Millisecond; ; wait *= 3 {
		err := f()
		if err == nil || wait > 100*time.Millisecond || !passing(err) && !cut(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(wait):
		}
	}
}

func (d *DB) try(ctx context.Context, who actor.Actor, f func(ctx context.Context, tx *Tx) error, quiet bool) ([]func(), error) {
	tx := &Tx{query: query{pg: d.pg, firm: who.Firm, now: d.clock.Now(), who: who}, Who: who}
	tx.Now = tx.now
	keeping := false
	err := d.keep(ctx, who, func(ctx context.Context, b bun.Tx) ([]last, error) {
		tx.tx = b
		if err := f(context.WithValue(ctx, inside{}, true), tx); err != nil {
			return nil, err
		}
		if len(tx.done) == 0 && !quiet {
			return nil, ErrUnrecorded
		}
		err := insertEntries(ctx, b, append(tx.done, entries(who, tx.Now, tx.seen)...))
		keeping = err == nil
		return tx.last, err
	})
	if keeping && cut(err) {
		err = unsure().Because(err)
	}
	return tx.then, err
}

// keep does f, and what f leaves for last, in a transaction. What the firm's
// own jobs do may take long.
func (d *DB) keep(ctx context.Context, who actor.Actor, f func(ctx context.Context, tx bun.Tx) ([]last, error)) error {
	if d.line != nil {
		return d.line.act(ctx, who.Trusted(), f)
	}
	return d.write.RunInTx(within(ctx, who.Firm), nil, func(ctx context.Context, tx bun.Tx) error {
		ls, err := f(ctx, tx)
		if err != nil {
			return err
		}
		return inTurn(ctx, ls)
	})
}

// Note records something that was not a change, such as a refused sign-in or
// a look at a walled matter.
func (d *DB) Note(ctx context.Context, who actor.Actor, action string, about About, detail any) error {
	return d.Write(ctx, who, func(_ context.Context, tx *Tx) error {
		return tx.Record(action, about, detail)
	})
}
