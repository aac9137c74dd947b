package event_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/event"
	"candor/internal/schema/dbtest"
)

type opened struct{ ID string }

// act announces that something was opened.
func act(t *testing.T, d *db.DB, topic *event.Topic[opened]) error {
	t.Helper()
	return d.Touch(t.Context(), actor.ForSystem("f1", "test"), func(ctx context.Context, tx *db.Tx) error {
		return topic.Announce(ctx, tx, opened{"m1"})
	})
}

func TestReactionsComeInOrderAndSeeTheEvent(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, clock.At(dbtest.Noon()))
	var topic event.Topic[opened]
	var heard []string
	for _, name := range []string{"first", "second", "third"} {
		topic.On(func(_ context.Context, _ *db.Tx, e opened) error { heard = append(heard, name+" "+e.ID); return nil })
	}
	if err := act(t, d, &topic); err != nil || !slices.Equal(heard, []string{"first m1", "second m1", "third m1"}) {
		t.Errorf("heard %v (%v), want all three in order", heard, err)
	}
}

func TestAReactionThatFailsTakesTheActBack(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		var topic event.Topic[opened]
		broken := errors.New("broken")
		late := false
		topic.On(func(ctx context.Context, tx *db.Tx, _ opened) error {
			_, err := tx.Raw("INSERT INTO search_spelling (firm_id, key, word) VALUES ('f1', 'k', 'w')").Exec(ctx)
			return err
		})
		topic.On(func(context.Context, *db.Tx, opened) error { return broken })
		topic.On(func(context.Context, *db.Tx, opened) error { late = true; return nil })
		if err := act(t, d, &topic); !errors.Is(err, broken) {
			t.Errorf("the act = %v, want the reaction's error", err)
		}
		if late {
			t.Error("a reaction after the one that failed ran, want it not to")
		}
		var n int
		err := d.Read(t.Context(), actor.ForSystem("f1", "test"), func(ctx context.Context, q db.Q) error {
			return q.Raw("SELECT count(*) FROM search_spelling WHERE firm_id = ?", "f1").Scan(ctx, &n)
		})
		if err != nil || n != 0 {
			t.Errorf("%d rows are left (%v), want what the first reaction did undone", n, err)
		}
	})
}

func TestAnEventNobodyHearsIsNoError(t *testing.T) {
	t.Parallel()
	var topic event.Topic[opened]
	if err := act(t, dbtest.SQLite(t, clock.At(dbtest.Noon())), &topic); err != nil {
		t.Errorf("announcing to no one = %v, want nothing", err)
	}
}
