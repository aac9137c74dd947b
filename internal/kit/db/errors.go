package db

import (
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"candor/internal/kit/errs"
)

// ours turns a driver's error into one of ours, in this one place.
func ours(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*errs.Error](err); ok {
		return err
	}
	if errors.Is(err, sql.ErrNoRows) {
		return errs.Missing().Because(err)
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch pg.Code {
		case "23505":
			return duplicate().Because(err)
		case "23503":
			return dangling().Because(err)
		case "53100", "53200":
			return full().Because(err)
		}
		return err
	}
	if lite, ok := errors.AsType[*sqlite.Error](err); ok {
		switch lite.Code() {
		case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
			return duplicate().Because(err)
		case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
			return dangling().Because(err)
		case sqlite3.SQLITE_FULL:
			return full().Because(err)
		}
	}
	return err
}

func duplicate() *errs.Error { return errs.New(errs.Conflict, "There is already one like this.") }
func dangling() *errs.Error {
	return errs.New(errs.Conflict, "Something else still depends on this, or what it depends on is gone.")
}
func full() *errs.Error {
	return errs.New(errs.Unavailable, "The disk is full. Nothing was lost; your administrator must make room.")
}

// passing reports whether the same act may well succeed if tried again.
func passing(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pg.Code == "40001" || pg.Code == "40P01")
}
