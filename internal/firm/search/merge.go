package search

import (
	"context"
	"fmt"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

// mergePages is how much of an index is merged at a time: little enough that
// nobody waits for it.
const mergePages = 500

// Merge joins the parts that SQLite's text indexes have come to lie in: each
// commit adds one, and each question looks into all. It is a job's work, which
// costs as much as there is to join. PostgreSQL needs none of it.
func (s *Service) Merge(ctx context.Context) error {
	if s.db.Postgres() {
		return nil
	}
	for _, table := range []string{"search_title", "search_index"} {
		for more := true; more; {
			err := s.db.Touch(ctx, actor.ForSystem("", "search"), func(ctx context.Context, tx *db.Tx) (err error) {
				more, err = mergeSome(ctx, tx, table)
				return err
			})
			if err != nil {
				return fmt.Errorf("merging %s: %w", table, err)
			}
		}
	}
	return nil
}

// mergeSome reports whether there may be more to do: SQLite says that it did
// nothing by changing fewer than two rows.
func mergeSome(ctx context.Context, tx *db.Tx, table string) (more bool, err error) {
	changes := func() (n int64, err error) {
		err = tx.Raw("SELECT total_changes()").Scan(ctx, &n)
		return n, err
	}
	// From two parts of a size on, which is as few as there can be.
	if _, err := tx.Raw("INSERT INTO " + table + " (" + table + ", rank) VALUES ('usermerge', 2)").Exec(ctx); err != nil {
		return false, err
	}
	before, err := changes()
	if err != nil {
		return false, err
	}
	if _, err := tx.Raw("INSERT INTO "+table+" ("+table+", rank) VALUES ('merge', ?)", mergePages).Exec(ctx); err != nil {
		return false, err
	}
	after, err := changes()
	return after-before > 1, err
}
