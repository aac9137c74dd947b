package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

// liteConnector opens connections that keep prepared what they are asked often.
type liteConnector struct {
	driver.Connector
	texts *familiar
}

func newLiteConnector(dsn string) (driver.Connector, error) {
	c, err := sqlite.NewConnector(dsn)
	return liteConnector{c, newFamiliar()}, err
}

// liteDriver is all that the driver's own connections can do.
type liteDriver interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

func (c liteConnector) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	d, ok := made.(liteDriver)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the SQLite driver's %T lacks what is asked of it", made), made.Close())
	}
	return &liteConn{liteDriver: d, texts: c.texts, kept: map[string]*keptStmt{}}, nil
}

// liteConn is used by one goroutine at a time, as database/sql promises.
type liteConn struct {
	liteDriver
	texts *familiar
	kept  map[string]*keptStmt
	turn  int64
}

// liteStmt is a statement of the driver's.
type liteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type keptStmt struct {
	liteStmt
	used int64
	busy bool // its rows are still being read
}

// mostKept is how many statements a connection keeps prepared.
const mostKept = 200

// Unwrap gives the driver's own connection.
func (c *liteConn) Unwrap() driver.Conn { return c.liteDriver }

// Close ends the connection and what it keeps.
func (c *liteConn) Close() error {
	var err error
	for _, s := range c.kept {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, c.liteDriver.Close())
}

// ExecContext runs a statement whose arguments are marked in its text.
func (c *liteConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) > 0 {
		return c.liteDriver.ExecContext(ctx, text, args)
	}
	text, args = part(text, false)
	s, err := c.prepared(ctx, text, args)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.liteDriver.ExecContext(ctx, text, args)
	}
	return s.ExecContext(ctx, args)
}

// QueryContext asks a question whose arguments are marked in its text.
func (c *liteConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	if len(args) > 0 {
		return c.liteDriver.QueryContext(ctx, text, args)
	}
	text, args = part(text, false)
	s, err := c.prepared(ctx, text, args)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.liteDriver.QueryContext(ctx, text, args)
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &keptRows{rows, s}, nil
}

// prepared gives the statement of a text, prepared if it has come before; nil
// for one that comes for the first time, or is being read.
func (c *liteConn) prepared(ctx context.Context, text string, args []driver.NamedValue) (*keptStmt, error) {
	c.turn++
	if s, ok := c.kept[text]; ok {
		if s.busy {
			return nil, nil
		}
		s.used = c.turn
		return s, nil
	}
	if len(args) == 0 || !c.texts.knows(text) {
		return nil, nil
	}
	made, err := c.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s, ok := made.(liteStmt)
	if !ok {
		return nil, made.Close()
	}
	if len(c.kept) >= mostKept {
		c.drop()
	}
	k := &keptStmt{liteStmt: s, used: c.turn}
	c.kept[text] = k
	return k, nil
}

// drop lets the statement go that was not used for longest.
func (c *liteConn) drop() {
	var oldest string
	for text, s := range c.kept {
		if o := c.kept[oldest]; !s.busy && (o == nil || s.used < o.used) {
			oldest = text
		}
	}
	if s := c.kept[oldest]; s != nil {
		delete(c.kept, oldest)
		_ = s.Close() // it has no open rows, and what a statement failed with was said when it ran
	}
}

// keptRows gives its statement back when it is closed.
type keptRows struct {
	driver.Rows
	of *keptStmt
}

// Close ends the reading.
func (r *keptRows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}
