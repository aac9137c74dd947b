package db

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// fresh is how long a reader of SQLite goes by what it learned of the tables
// when it was opened.
const fresh = time.Hour

// Tidy tells the database anew what its tables hold, so that it finds the best
// way to answer: at night, and after many rows were added at once.
func (d *DB) Tidy(ctx context.Context) error {
	if d.pg {
		if _, err := d.SQL().ExecContext(ctx, "ANALYZE"); err != nil {
			return fmt.Errorf("counting what the tables hold: %w", ours(err))
		}
		return nil
	}
	return d.line.upkeep(ctx, func(tx *sql.Tx) error {
		for _, s := range []string{
			"PRAGMA analysis_limit = 1000", // a look at each index, not a reading of all of it
			"ANALYZE",
			// With a histogram, a prepared statement is planned again for each value.
			"DELETE FROM sqlite_stat4",
			"ANALYZE sqlite_schema",
		} {
			if _, err := tx.ExecContext(ctx, s); err != nil {
				return fmt.Errorf("counting what the tables hold: %w", ours(err))
			}
		}
		return nil
	})
}

// upkeep does f in a transaction of its own, when it is its turn.
func (l *line) upkeep(ctx context.Context, f func(tx *sql.Tx) error) error {
	l.waiting.Add(1)
	l.turn.Lock()
	l.waiting.Add(-1)
	defer l.turn.Unlock()
	l.finish(ctx, nil)
	tx, err := l.db.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // why it failed is said already
		return err
	}
	return tx.Commit()
}
