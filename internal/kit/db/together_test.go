package db_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

// inLine does acts that all stand in line behind one another, in order, and
// gives what became of each.
func inLine(t *testing.T, d *db.DB, acts ...func() error) []error {
	t.Helper()
	errs := make([]error, len(acts))
	var all sync.WaitGroup
	open := make(chan struct{})
	inside := make(chan struct{})
	once := sync.OnceFunc(func() { close(inside) }) // it may have to be done again
	all.Go(func() {
		err := d.Touch(t.Context(), of("f1"), func(context.Context, *db.Tx) error {
			once()
			<-open
			return nil
		})
		if err != nil {
			t.Errorf("holding the line: %v", err)
		}
	})
	<-inside
	for i, act := range acts {
		all.Go(func() { errs[i] = act() })
		for db.InLine(d) != int64(i)+1 {
			runtime.Gosched()
		}
	}
	close(open)
	all.Wait()
	return errs
}

// adding is an act that adds a desk.
func adding(t *testing.T, d *db.DB, name string, more ...func(ctx context.Context, tx *db.Tx) error) func() error {
	t.Helper()
	return func() error {
		return write(t, d, of("f1"), func(ctx context.Context, tx *db.Tx) error {
			err := tx.Insert(ctx, &desk{ID: name, Name: name})
			for _, f := range more {
				if err == nil {
					err = f(ctx, tx)
				}
			}
			return err
		})
	}
}

func lineUp(t *testing.T) *db.DB {
	t.Helper()
	d := dbtest.SQLite(t, clock.At(dbtest.Noon()))
	db.Patient(d)
	found(t, d, "f1")
	return d
}

func TestActsInLineShareACommit(t *testing.T) {
	t.Parallel()
	d := lineUp(t)
	var mu sync.Mutex
	var order []string
	note := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, s)
	}
	act := func(name string) func() error {
		return adding(t, d, name, func(_ context.Context, tx *db.Tx) error {
			note("did")
			tx.Then(func() { note("safe") })
			return nil
		})
	}
	for i, err := range inLine(t, d, act("d1"), act("d2"), act("d3")) {
		if err != nil {
			t.Errorf("act %d: %v", i+1, err)
		}
	}
	if want := []string{"did", "did", "did", "safe", "safe", "safe"}; !slices.Equal(order, want) {
		t.Errorf("what happened was %v, want all done before the first is safe: %v", order, want)
	}
	if got := desks(t, d, of("f1")); len(got) != 3 {
		t.Errorf("desks = %v, want all three", got)
	}
}

func TestAnActThatFailsLeavesTheOthersInItsCommitAlone(t *testing.T) {
	t.Parallel()
	d := lineUp(t)
	broken := errors.New("broken")
	gone, leave := context.WithCancel(t.Context())
	got := inLine(t, d,
		adding(t, d, "d1"),
		adding(t, d, "d2", func(context.Context, *db.Tx) error { return broken }),
		adding(t, d, "d1"), // there is one like this
		func() (err error) {
			defer func() { err = fmt.Errorf("panicked: %v", recover()) }()
			return adding(t, d, "d3", func(context.Context, *db.Tx) error { panic("oh") })()
		},
		adding(t, d, "d4", func(context.Context, *db.Tx) error { leave(); return nil }),
		func() error { return d.Touch(gone, of("f1"), func(context.Context, *db.Tx) error { return nil }) },
		adding(t, d, "d5"),
	)
	if got[0] != nil || got[4] != nil || got[6] != nil {
		t.Errorf("the good acts failed with %v, %v and %v", got[0], got[4], got[6])
	}
	if !errors.Is(got[1], broken) || !errs.Is(got[2], errs.Conflict) || got[3] == nil || !errors.Is(got[5], context.Canceled) {
		t.Errorf("the bad acts gave %v, %v, %v and %v, want each its own error", got[1], got[2], got[3], got[5])
	}
	if names := desks(t, d, of("f1")); !slices.Equal(names, []string{"d1", "d4", "d5"}) {
		t.Errorf("desks = %v, want those of the acts that succeeded and nothing of the others", names)
	}
	if lines := trail(t, d, of("f1")); len(lines) != 3 {
		t.Errorf("the trail holds %v, want a line for each act that succeeded", lines)
	}
}

// SQLite ends a whole transaction when it has no disk or no memory left.
func TestActsThatAreUndoneTogetherAreDoneAgain(t *testing.T) {
	t.Parallel()
	d := lineUp(t)
	var then int
	full := errors.New("full")
	got := inLine(t, d,
		adding(t, d, "d1", func(_ context.Context, tx *db.Tx) error {
			tx.Then(func() { then++ })
			return nil
		}),
		adding(t, d, "d2", func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Raw("ROLLBACK").Exec(ctx)
			return errors.Join(full, err)
		}),
		adding(t, d, "d3"),
	)
	if got[0] != nil || !errors.Is(got[1], full) || got[2] != nil {
		t.Errorf("the acts gave %v, want an error of the second alone", got)
	}
	if names := desks(t, d, of("f1")); !slices.Equal(names, []string{"d1", "d3"}) || then != 1 {
		t.Errorf("desks = %v, and the first's afterthought ran %d times; want d1 and d3, and once", names, then)
	}
}

// What acts leave for last is done once all are through, in the order of its
// places, and not for an act that failed.
func TestWhatIsLeftForLastIsDoneTogetherAndInOrder(t *testing.T) {
	t.Parallel()
	d := lineUp(t)
	var order []string
	leaving := func(place int64, name string, err error) func() error {
		return adding(t, d, name, func(_ context.Context, tx *db.Tx) error {
			order = append(order, "did "+name)
			tx.Last(place, func(ctx context.Context) error {
				order = append(order, "last "+name)
				return tx.Put(ctx, &rule{ID: name, Name: name})
			})
			return err
		})
	}
	got := inLine(t, d, leaving(3, "d3", nil), leaving(2, "d2", errors.New("broken")), leaving(1, "d1", nil))
	if got[0] != nil || got[1] == nil || got[2] != nil {
		t.Errorf("the acts gave %v, want an error of the second alone", got)
	}
	if want := []string{"did d3", "did d2", "did d1", "last d1", "last d3"}; !slices.Equal(order, want) {
		t.Errorf("what happened was %v, want %v", order, want)
	}
}

func TestWhatFailsAtLastUndoesTheAct(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		found(t, d, "f1")
		err := adding(t, d, "d1", func(_ context.Context, tx *db.Tx) error {
			tx.Last(0, func(context.Context) error { return errors.New("broken") })
			return nil
		})()
		if err == nil || len(desks(t, d, of("f1"))) != 0 {
			t.Errorf("the act gave %v and left %v, want an error and nothing", err, desks(t, d, of("f1")))
		}
	})
}

// What a job does may take long, so nobody else's act waits for it.
func TestAJobSharesNoCommit(t *testing.T) {
	t.Parallel()
	d := lineUp(t)
	first := make(chan struct{})
	got := inLine(t, d,
		adding(t, d, "d1", func(_ context.Context, tx *db.Tx) error {
			tx.Then(func() { close(first) })
			return nil
		}),
		func() error {
			return d.Touch(t.Context(), actor.ForJob("f1", "test"), func(context.Context, *db.Tx) error {
				<-first // it is safe before the job is through
				return nil
			})
		},
	)
	if got[0] != nil || got[1] != nil {
		t.Errorf("the acts gave %v", got)
	}
}
