package search

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Source gives what can be found of one kind, all over again.
type Source struct {
	Kind Kind
	// Page gives up to limit docs in the order of their ids, from after on; fewer
	// than limit, and it is the end. It gives a doc for each row, also where nothing
	// of it can be found.
	Page func(ctx context.Context, q db.Q, after string, limit int) ([]Doc, error)
}

// batch is how many docs are kept in one transaction: few enough that nobody
// waits for it.
const batch = 200

// Rebuild finds out again all that can be found, while people work: what a
// feature keeps meanwhile is newer and stays. Until it is done, slips of the pen
// are forgiven only for names that were already passed.
//
// Only the program itself may; it can be stopped and run again.
func (s *Service) Rebuild(ctx context.Context, who actor.Actor, sources ...Source) error {
	if !who.Trusted() {
		return errs.New(errs.Forbidden, "Only the program itself does this.")
	}
	err := s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Erase((*spelling)(nil)).Exec(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("forgetting the words of names: %w", err)
	}
	r := rebuilding{s.db, who, s.db.Clock().Now()}
	total := 0
	for _, src := range sources {
		n, err := r.kind(ctx, src)
		if err != nil {
			return fmt.Errorf("rebuilding the search for each %s: %w", src.Kind, err)
		}
		total += n
	}
	return s.db.Note(ctx, who, "search.rebuilt", db.About{Kind: "search"}, map[string]int{"docs": total})
}

type rebuilding struct {
	db    *db.DB
	who   actor.Actor
	since time.Time // what was kept from then on is newer than what we read
}

// kind keeps all docs of one kind, then removes those that are no more.
func (r rebuilding) kind(ctx context.Context, src Source) (total int, err error) {
	for after, more := "", true; more; {
		err := r.db.Touch(ctx, r.who, func(ctx context.Context, tx *db.Tx) error {
			docs, err := src.Page(ctx, tx, after, batch)
			if err != nil || len(docs) == 0 {
				more = false
				return err
			}
			after, more = docs[len(docs)-1].ID, len(docs) == batch
			total += len(docs)
			return r.keep(ctx, tx, src.Kind, docs)
		})
		if err != nil {
			return total, err
		}
	}
	return total, r.db.Touch(ctx, r.who, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Erase((*row)(nil)).Where("kind = ? AND kept_at < ?", src.Kind, r.since).Exec(ctx)
		return err
	})
}

// keep keeps the docs that nobody has kept since. The rows are held first, so
// that a change in flight is waited for and seen.
func (r rebuilding) keep(ctx context.Context, tx *db.Tx, k Kind, docs []Doc) error {
	ids := make([]string, len(docs))
	for i, d := range docs {
		ids[i] = d.ID
	}
	var held []row
	s := tx.Select(&held).Column("id", "kept_at").Where("sd.kind = ? AND sd.id IN (?)", k, bun.In(ids)).Order("sd.id").Limit(batch)
	if tx.Postgres() {
		s = s.For("UPDATE")
	}
	if err := db.All(ctx, s); err != nil {
		return err
	}
	newer := map[string]bool{}
	for _, h := range held {
		newer[h.ID] = !h.KeptAt.Before(r.since)
	}
	for _, d := range docs {
		if newer[d.ID] {
			continue
		}
		if err := PutTx(ctx, tx, d); err != nil {
			return err
		}
	}
	return nil
}
