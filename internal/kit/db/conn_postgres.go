package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

// pgConnector opens connections that prepare what they are asked often, and
// that begin a transaction and its fence in one round trip.
type pgConnector struct {
	driver.Connector
	texts *familiar
}

func openPool(pool *pgxpool.Pool) *sql.DB {
	s := sql.OpenDB(pgConnector{stdlib.GetPoolConnector(pool), newFamiliar()})
	s.SetMaxIdleConns(0) // the pool keeps them
	return s
}

func (c pgConnector) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	p, ok := made.(*stdlib.Conn)
	if !ok {
		return nil, fmt.Errorf("the PostgreSQL driver gave a %T", made)
	}
	return &pgConn{p, c.texts}, nil
}

type pgConn struct {
	*stdlib.Conn
	texts *familiar
}

// BeginTx begins a transaction and tells PostgreSQL whose rows it may touch.
func (c *pgConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	firm, ok := ctx.Value(fenced{}).(string)
	if !ok {
		return c.Conn.BeginTx(ctx, opts)
	}
	if c.Conn.Conn().IsClosed() {
		return nil, driver.ErrBadConn
	}
	begin := "BEGIN"
	if opts.ReadOnly {
		begin += " READ ONLY"
	}
	begin += "; SELECT set_config('app.firm_id', '" + strings.ReplaceAll(letters(firm), "'", "''") + "', true)"
	tx, err := c.Conn.Conn().BeginTx(ctx, pgx.TxOptions{BeginQuery: begin})
	if err != nil {
		return nil, err
	}
	return pgTx{ctx, tx}, nil
}

type pgTx struct {
	ctx context.Context //nolint:containedctx // database/sql ends a transaction without one
	tx  pgx.Tx
}

func (t pgTx) Commit() error   { return t.tx.Commit(t.ctx) }
func (t pgTx) Rollback() error { return t.tx.Rollback(t.ctx) }

// ExecContext runs a statement whose arguments are marked in its text.
func (c *pgConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 {
		text, args = c.parted(text)
	}
	return c.Conn.ExecContext(ctx, text, args)
}

// QueryContext asks a question whose arguments are marked in its text.
func (c *pgConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	if len(args) == 0 {
		text, args = c.parted(text)
	}
	return c.Conn.QueryContext(ctx, text, args)
}

// parted takes the arguments out of a text. What comes for the first time is
// sent whole, in one round trip, instead of being prepared; and so is whatever
// looks for words, since the best way to find them depends on how many have them.
func (c *pgConn) parted(text string) (string, []driver.NamedValue) {
	text, args := part(text, true)
	if len(args) > 0 && (strings.Contains(text, " @@ ") || !c.texts.knows(text)) {
		once := driver.NamedValue{Value: pgx.QueryExecModeExec}
		args = append([]driver.NamedValue{once}, args...)
	}
	return text, args
}
