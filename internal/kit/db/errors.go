package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"candor/internal/kit/errs"
)

// ours turns a driver's error into one of ours, in this one place.
func ours(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	if _, ok := errors.AsType[*errs.Error](err); ok {
		return err
	}
	if errors.Is(err, sql.ErrNoRows) {
		return errs.Missing().Because(err)
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch {
		case pg.Code == "23505":
			return duplicate().Because(err)
		case pg.Code == "23503":
			return dangling().Because(err)
		case pg.Code == "22021": // a NUL, or broken UTF-8
			return unkeepable().Because(err)
		case pg.Code == "53100":
			return full().Because(err)
		case pg.Code == "53200" || pg.Code == "53300" || passing(err) || cut(err):
			return away().Because(err)
		}
		return err
	}
	if cut(err) {
		return away().Because(err)
	}
	if lite, ok := errors.AsType[*sqlite.Error](err); ok {
		switch lite.Code() {
		case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
			return duplicate().Because(err)
		case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
			return dangling().Because(err)
		case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE:
			return full().Because(err)
		}
		if lite.Code()&0xff == sqlite3.SQLITE_BUSY { // with any extended code
			return away().Because(err)
		}
	}
	if errors.Is(err, errTaken) {
		return away().Because(err)
	}
	return err
}

func duplicate() *errs.Error { return errs.New(errs.Conflict, "There is already one like this.") }
func dangling() *errs.Error {
	return errs.New(errs.Conflict, "Something else still depends on this, or what it depends on is gone.")
}
func full() *errs.Error {
	return errs.New(errs.NoRoom, "The disk is full. Nothing was lost; your administrator must make room.")
}
func unkeepable() *errs.Error {
	return errs.New(errs.Invalid, "The text holds a character that can't be kept. Take out what looks odd, and save again.")
}
func away() *errs.Error {
	return errs.New(errs.Unavailable, "The database can't be reached just now. Nothing is half done; try again in a moment.")
}

func unsure() *errs.Error {
	return errs.New(errs.Unsure, "The line to the database broke just as this was saved. Look whether it is there before you save it again.")
}

// cut reports whether the line to PostgreSQL is down, or PostgreSQL itself.
func cut(err error) bool {
	if errs.Is(err, errs.Unsure) {
		return false // it may not be tried again
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return strings.HasPrefix(pg.Code, "08") || strings.HasPrefix(pg.Code, "57P")
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	_, ok := errors.AsType[*net.OpError](err)
	return ok || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) || err != nil && pgconn.SafeToRetry(err)
}

// misread reports whether PostgreSQL could not read a value as its column's
// type, or refused its letters.
func misread(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && strings.HasPrefix(pg.Code, "22")
}

// passing reports whether the same act may well succeed if tried again.
func passing(err error) bool {
	if errors.Is(err, errTaken) {
		return true
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pg.Code == "40001" || pg.Code == "40P01")
}
