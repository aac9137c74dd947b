package job_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/job"
	"candor/internal/schema/dbtest"
)

type greet struct {
	Name string `json:"name"`
}

func (greet) Kind() string { return "test.greet" }

type unheard struct{}

func (unheard) Kind() string { return "test.unheard" }

// patience is how long a job may take before a test gives up on it.
const patience = 30 * time.Second

func queue(t *testing.T, d *db.DB) *job.Queue {
	t.Helper()
	q, err := job.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// work starts the queue until the test ends.
func work(t *testing.T, q *job.Queue) {
	t.Helper()
	if err := q.Start(context.WithoutCancel(t.Context()), slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, q) })
}

func stop(t *testing.T, q *job.Queue) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	defer cancel()
	if err := q.Stop(ctx); err != nil {
		t.Errorf("stopping the queue: %v", err)
	}
}

// add asks for jobs in one act, which fails with err if there is one.
func add(t *testing.T, d *db.DB, q *job.Queue, at time.Time, err error, jobs ...job.Args) {
	t.Helper()
	got := d.Touch(t.Context(), actor.ForJob("f1", "test"), func(ctx context.Context, tx *db.Tx) error {
		for _, a := range jobs {
			if err := q.AddAt(ctx, tx, a, at); err != nil {
				return err
			}
		}
		return err
	})
	if !errors.Is(got, err) {
		t.Fatalf("asking for jobs: %v, want %v", got, err)
	}
}

// await waits for something to be told.
func await[T any](t *testing.T, c <-chan T, what string) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(patience):
		t.Fatalf("%s did not happen in %v", what, patience)
	}
	return v
}

// rows counts what the queue's table holds of a kind.
func rows(t *testing.T, d *db.DB, kind string) (n int) {
	t.Helper()
	if err := d.SQL().QueryRowContext(t.Context(), "SELECT count(*) FROM river_job WHERE kind = '"+kind+"'").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAJobOfAnActUndoneNeverRuns(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		q, ran := queue(t, d), make(chan string, 10)
		job.Handle(q, func(_ context.Context, _ actor.Actor, a greet) error { ran <- a.Name; return nil })
		work(t, q)
		add(t, d, q, time.Time{}, errors.New("undone"), greet{"undone"})
		if n := rows(t, d, "test.greet"); n != 0 {
			t.Errorf("%d jobs are left of an act undone, want none", n)
		}
		add(t, d, q, time.Time{}, nil, greet{"kept"})
		if got := await(t, ran, "the job of the act kept"); got != "kept" {
			t.Errorf("%q ran, want the job of the act kept", got)
		}
	})
}

func TestAJobRunsOnceForItsFirm(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		q, other := queue(t, d), queue(t, d)
		type run struct {
			who  actor.Actor
			name string
		}
		ran := make(chan run, 100)
		for _, q := range []*job.Queue{q, other} {
			job.Handle(q, func(_ context.Context, who actor.Actor, a greet) error { ran <- run{who, a.Name}; return nil })
			work(t, q)
		}
		want := map[string]bool{}
		for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
			want[name] = true
			add(t, d, q, time.Time{}, nil, greet{name})
		}
		for range len(want) {
			got := await(t, ran, "each job")
			if !want[got.name] {
				t.Errorf("%q ran again, want each job once", got.name)
			}
			delete(want, got.name)
			if got.who.Firm != "f1" || got.who.Kind != actor.Job || got.who.ID != "test.greet" {
				t.Errorf("the job acts as %+v, want as itself in its firm", got.who)
			}
		}
	})
}

func TestAJobThatFailsIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func() error{
		"with an error": func() error { return errors.New("the line was busy") },
		"with a panic":  func() error { panic("the line was cut") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
				q, ran := queue(t, d), make(chan int64, 10)
				var tries atomic.Int64
				job.Handle(q, func(context.Context, actor.Actor, greet) error {
					n := tries.Add(1)
					ran <- n
					if n == 1 {
						return fail()
					}
					return nil
				})
				work(t, q)
				add(t, d, q, time.Time{}, nil, greet{"a"})
				await(t, ran, "the first try")
				if n := await(t, ran, "the second try"); n != 2 {
					t.Errorf("try %d, want the second", n)
				}
			})
		})
	}
}

func TestAJobForLaterWaits(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		q, ran := queue(t, d), make(chan string, 10)
		job.Handle(q, func(_ context.Context, _ actor.Actor, a greet) error { ran <- a.Name; return nil })
		work(t, q)
		real := clock.System().Now() // the queue tells time by the machine's clock
		add(t, d, q, real.Add(time.Hour), nil, greet{"later"})
		add(t, d, q, real.Add(-time.Hour), nil, greet{"overdue"})
		add(t, d, q, time.Time{}, nil, greet{"now"})
		got := map[string]bool{await(t, ran, "a job"): true, await(t, ran, "another job"): true}
		if !got["now"] || !got["overdue"] {
			t.Errorf("ran %v, want the one for now and the one overdue", got)
		}
		if n := rows(t, d, "test.greet"); n != 3 {
			t.Errorf("%d jobs are known, want the third still waiting", n)
		}
	})
}

func TestABeatOfTheScheduleIsWorkedOnceByTwoMachines(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		beats, ran := make(chan string, 10), make(chan string, 10)
		var first *job.Queue
		for range 2 {
			q := queue(t, d)
			first = q
			q.Every("test.beat", 1000*time.Hour, func(context.Context) error { beats <- "beat"; return nil })
			job.Handle(q, func(_ context.Context, _ actor.Actor, a greet) error { ran <- a.Name; return nil })
			work(t, q)
		}
		await(t, beats, "the first beat")
		add(t, d, first, time.Time{}, nil, greet{"after"})
		await(t, ran, "the job after it")
		if n := rows(t, d, "schedule.tick"); n != 1 {
			t.Errorf("%d beats were asked for, want one", n)
		}
	})
}

func TestABeatNobodyKnowsAnyLongerIsLetGo(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		old, beats := queue(t, d), make(chan string, 10)
		old.Every("test.old", 1000*time.Hour, func(context.Context) error { beats <- "old"; return nil })
		work(t, old)
		await(t, beats, "the beat of the older program")
		stop(t, old)
		add(t, d, old, time.Time{}, nil, unheard{})
		q, ran := queue(t, d), make(chan string, 10)
		job.Handle(q, func(_ context.Context, _ actor.Actor, a greet) error { ran <- a.Name; return nil })
		work(t, q)
		add(t, d, q, time.Time{}, nil, greet{"known"})
		await(t, ran, "a job of a kind that is known, beside one that isn't")
	})
}

func TestStoppingLetsARunningJobFinish(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		q := queue(t, d)
		begun, goOn, stopped := make(chan struct{}), make(chan struct{}), make(chan struct{})
		var finished atomic.Bool
		job.Handle(q, func(ctx context.Context, _ actor.Actor, _ greet) error {
			close(begun)
			<-goOn
			finished.Store(ctx.Err() == nil)
			return nil
		})
		if err := q.Start(context.WithoutCancel(t.Context()), slog.New(slog.DiscardHandler)); err != nil {
			t.Fatal(err)
		}
		add(t, d, q, time.Time{}, nil, greet{"long"})
		await(t, begun, "the job's beginning")
		go func() { stop(t, q); close(stopped) }()
		close(goOn)
		await(t, stopped, "the end")
		if !finished.Load() {
			t.Error("the job was cut off, want it finished before the queue stops")
		}
	})
}

func TestAJobThatWillNotEndIsToldToLeaveOff(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		q := queue(t, d)
		begun, told := make(chan struct{}), make(chan error, 1)
		job.Handle(q, func(ctx context.Context, _ actor.Actor, _ greet) error {
			close(begun)
			<-ctx.Done()
			told <- ctx.Err()
			return ctx.Err()
		})
		if err := q.Start(context.WithoutCancel(t.Context()), slog.New(slog.DiscardHandler)); err != nil {
			t.Fatal(err)
		}
		add(t, d, q, time.Time{}, nil, greet{"endless"})
		await(t, begun, "the job's beginning")
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if err := q.Stop(ended); err != nil {
			t.Errorf("stopping out of patience = %v, want it done", err)
		}
		await(t, told, "the word to leave off")
		if n := rows(t, d, "test.greet"); n != 1 {
			t.Errorf("%d jobs are known, want the one cut off, to be tried again", n)
		}
	})
}

func TestTwoHandlersOfOneKindAreRefused(t *testing.T) {
	t.Parallel()
	q := queue(t, dbtest.SQLite(t, clock.At(dbtest.Noon())))
	for range 2 {
		job.Handle(q, func(context.Context, actor.Actor, greet) error { return nil })
	}
	if err := q.Start(t.Context(), slog.New(slog.DiscardHandler)); err == nil {
		t.Error("the queue started, want it to refuse two handlers of one kind")
	}
	if err := q.Stop(t.Context()); err != nil {
		t.Errorf("stopping what never started = %v, want nothing", err)
	}
}

// TestAJobCutOffIsDoneAtTheNextStart has a job in hand as the machine is cut
// off, and one in the hand of another machine, which may still be at it.
func TestAJobCutOffIsDoneAtTheNextStart(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		q, ran := queue(t, d), make(chan string, 10)
		job.Handle(q, func(_ context.Context, _ actor.Actor, a greet) error { ran <- a.Name; return nil })
		add(t, d, q, time.Time{}, nil, greet{"ours"}, greet{"theirs"})
		host, err := os.Hostname()
		if err != nil {
			t.Fatal(err)
		}
		for name, by := range map[string]string{"ours": host, "theirs": host + "-other"} {
			hand := "jsonb('[\"" + by + "/1\"]')"
			if d.Postgres() {
				hand = "ARRAY['" + by + "/1']"
			}
			_, err := d.SQL().ExecContext(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP, attempted_by = "+hand+
				" WHERE kind = 'test.greet' AND "+map[bool]string{true: "args::text", false: "json(args)"}[d.Postgres()]+" LIKE '%"+name+"%'")
			if err != nil {
				t.Fatal(err)
			}
		}
		work(t, q)
		add(t, d, q, time.Time{}, nil, greet{"new"})
		got := []string{await(t, ran, "the job cut off"), await(t, ran, "the new job")}
		slices.Sort(got)
		if !slices.Equal(got, []string{"new", "ours"}) {
			t.Errorf("%q ran, want what this machine had in hand, and the new", got)
		}
	})
}

// TestAJobWaitsForTheDatabaseWithoutFailing has a job meet a database that is
// away: it is put off, and the attempt does not count.
func TestAJobWaitsForTheDatabaseWithoutFailing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		q, ran := queue(t, d), make(chan bool, 10)
		job.Handle(q, func(context.Context, actor.Actor, greet) error { ran <- true; return errs.New(errs.NoRoom, "full") })
		work(t, q)
		add(t, d, q, time.Time{}, nil, greet{"a"})
		await(t, ran, "the job")
		var state string
		var faults int
		for deadline := time.After(patience); state != "scheduled"; {
			err := d.SQL().QueryRowContext(t.Context(), "SELECT state, coalesce("+map[bool]string{true: "array_length(errors, 1)", false: "json_array_length(errors)"}[d.Postgres()]+", 0) FROM river_job WHERE kind = 'test.greet'").Scan(&state, &faults)
			if err != nil {
				t.Fatal(err)
			}
			select {
			case <-deadline:
				t.Fatalf("the job is %s, want it put off", state)
			case <-time.After(10 * time.Millisecond):
			}
		}
		if faults != 0 {
			t.Errorf("%d faults are held against the job, want none", faults)
		}
	})
}
