package db_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

// look reads someone's record.
func look(ctx context.Context, d *db.DB, who actor.Actor, ids ...string) error {
	return d.Read(ctx, who, func(_ context.Context, q db.Q) error {
		for _, id := range ids {
			q.Saw(db.About{Kind: "contact", ID: id, Contact: id})
		}
		return nil
	})
}

// freeze keeps everyone from writing until the function it gives is called.
func freeze(t *testing.T, d *db.DB) (thaw func()) {
	t.Helper()
	tx, err := d.SQL().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if d.Postgres() {
		if _, err := tx.ExecContext(t.Context(), "LOCK TABLE record_entry IN ACCESS EXCLUSIVE MODE"); err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		if err := tx.Rollback(); err != nil {
			t.Errorf("letting the others write: %v", err)
		}
	}
}

func TestAReadIsRecordedBeforeItIsAnswered(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		if err := look(t.Context(), d, who, "c1", "c2", "c1"); err != nil {
			t.Fatal(err)
		}
		if got, want := trail(t, d, who), []string{"contact.read c1", "contact.read c2"}; !slices.Equal(got, want) {
			t.Errorf("trail = %v, want %v", got, want)
		}
	})
}

func TestAReadThatCannotBeRecordedIsNotAnswered(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		nobody := of("no such firm") // its lines can't be kept
		for range 2 {
			if err := look(t.Context(), d, nobody, "c1"); err == nil {
				t.Error("a look without a record was answered, want an error, each time")
			}
		}
	})
}

func TestLooksWithinAMinuteAreOneLook(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		ruth := found(t, d, "f1")
		evan := ruth
		evan.ID = "evan"
		for _, step := range []struct {
			name  string
			who   actor.Actor
			after time.Duration
			lines int
		}{
			{"the first look", ruth, 0, 1},
			{"a part of the same page", ruth, 59 * time.Second, 1},
			{"someone else", evan, 0, 2},
			{"a minute after the first", ruth, time.Second, 3},
		} {
			c.Advance(step.after)
			if err := look(t.Context(), d, step.who, "c1"); err != nil {
				t.Fatal(err)
			}
			if got := len(trail(t, d, ruth)); got != step.lines {
				t.Errorf("after %s there are %d lines, want %d", step.name, got, step.lines)
			}
		}
	})
}

func TestTheFirmsOwnJobsReadUnrecorded(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		if err := look(t.Context(), d, actor.ForJob("f1", "promise.escalate"), "c1"); err != nil {
			t.Fatal(err)
		}
		if got := trail(t, d, who); len(got) != 0 {
			t.Errorf("trail = %v, want nothing of a job's reads", got)
		}
	})
}

func TestReadersWhoAskTogetherShareACommitAndNoneTakesOthersAlong(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who, other := found(t, d, "f1"), found(t, d, "f2")
		thaw := freeze(t, d)
		leaving, leave := context.WithCancel(t.Context())
		left := make(chan error, 1)
		go func() { left <- look(leaving, d, who, "gone") }()
		var all sync.WaitGroup
		results := make([]error, 20)
		for i := range results {
			all.Go(func() {
				reader := who
				if i%4 == 0 {
					reader = other
				}
				results[i] = look(t.Context(), d, reader, fmt.Sprintf("c%02d", i))
			})
		}
		leave()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("who leaves is told %v, want that they left", err)
		}
		thaw()
		all.Wait()
		for i, err := range results {
			if err != nil {
				t.Errorf("reader %d = %v, want an answer", i, err)
			}
		}
		mine := slices.DeleteFunc(trail(t, d, who), func(s string) bool { return s == "contact.read gone" })
		if got := len(mine) + len(trail(t, d, other)); got != len(results) {
			t.Errorf("%d looks are recorded, want %d", got, len(results))
		}
	})
}

func TestClosingLosesNoLook(t *testing.T) {
	t.Parallel()
	dbtest.EachAddress(t, func(t *testing.T, where string) {
		c := clock.At(dbtest.Noon())
		d, err := db.Open(t.Context(), where, c)
		if err != nil {
			t.Fatal(err)
		}
		who := found(t, d, "f1")
		var all sync.WaitGroup
		results := make([]error, 40)
		for i := range results {
			all.Go(func() { results[i] = look(t.Context(), d, who, fmt.Sprintf("c%02d", i)) })
		}
		if err := d.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
		all.Wait()
		again, err := db.Open(t.Context(), where, c)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		kept := trail(t, again, who)
		for i, err := range results {
			if line := fmt.Sprintf("contact.read c%02d", i); err == nil && !slices.Contains(kept, line) {
				t.Errorf("look %d was answered and is not recorded", i)
			}
		}
		if err := look(t.Context(), d, who, "late"); err == nil {
			t.Error("a closed database answered a look, want an error")
		}
	})
}
