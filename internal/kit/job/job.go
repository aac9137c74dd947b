// Package job does what is slow, external or for later, exactly as promised
// by the act that asked for it.
//
// A job is added in the transaction of the act, so it exists if and only if
// the act was kept. It may run twice; every job is written to be safe so. Its
// arguments are ids, never content. River keeps the queue, on both databases.
package job

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Args are a job's arguments; Kind is "feature.verb" and never changes.
type Args interface{ Kind() string }

// wrapped carries the firm beside the arguments.
type wrapped[A Args] struct {
	Firm string `json:"firm"`
	Args A      `json:"args"`
}

func (w wrapped[A]) Kind() string { return w.Args.Kind() }

// Queue is the firm's job queue.
type Queue struct {
	db       *db.DB
	driver   riverdriver.Driver[*sql.Tx]
	workers  *river.Workers
	periodic []*river.PeriodicJob
	ticks    map[string]func(context.Context) error
	client   *river.Client[*sql.Tx]
	insert   *river.Client[*sql.Tx]
	err      error
}

func driver(d *db.DB) riverdriver.Driver[*sql.Tx] {
	if d.Postgres() {
		return riverdatabasesql.NewWithPgxListener(d.JobSQL(), d.Pool())
	}
	return riversqlite.New(d.JobSQL())
}

// Migrate makes the queue's own tables.
func Migrate(ctx context.Context, d *db.DB) error {
	m, err := rivermigrate.New(driver(d), nil)
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("making the job queue's tables: %w", err)
	}
	return nil
}

// New makes a queue that accepts jobs; Start makes it work them.
func New(d *db.DB) (*Queue, error) {
	q := &Queue{db: d, driver: driver(d), workers: river.NewWorkers(), ticks: map[string]func(context.Context) error{}}
	q.err = river.AddWorkerSafely(q.workers, river.WorkFunc(func(ctx context.Context, j *river.Job[tick]) error {
		if f := q.ticks[j.Args.Name]; f != nil {
			return f(ctx)
		}
		return nil // a beat of an older schedule
	}))
	var err error
	q.insert, err = river.NewClient(q.driver, &river.Config{Logger: slog.New(slog.DiscardHandler)})
	return q, err
}

// Handle says who works the jobs of one kind. f acts as the firm's job.
func Handle[A Args](q *Queue, f func(ctx context.Context, who actor.Actor, a A) error) {
	w := river.WorkFunc(func(ctx context.Context, j *river.Job[wrapped[A]]) error {
		err := f(ctx, actor.ForJob(j.Args.Firm, j.Args.Kind()), j.Args.Args)
		if errs.Is(err, errs.Unavailable) || errs.Is(err, errs.NoRoom) {
			// Not its own fault, so it doesn't count against it.
			return errors.Join(river.JobSnooze(aWhile), err)
		}
		return err
	})
	q.err = errors.Join(q.err, river.AddWorkerSafely(q.workers, w))
}

// Add asks for a job now, in the act's own transaction.
func (q *Queue) Add(ctx context.Context, tx *db.Tx, a Args) error {
	return q.AddAt(ctx, tx, a, time.Time{})
}

// AddAt asks for a job at a later time. A zero time is now.
func (q *Queue) AddAt(ctx context.Context, tx *db.Tx, a Args, at time.Time) error {
	_, err := q.insert.InsertTx(ctx, tx.SQL(), raw{Firm: tx.Firm(), Args: a}, &river.InsertOpts{ScheduledAt: at})
	if err != nil {
		return fmt.Errorf("adding job %s: %w", a.Kind(), err)
	}
	return nil
}

// raw is wrapped without its type parameter, for inserting.
type raw struct {
	Firm string `json:"firm"`
	Args Args   `json:"args"`
}

func (r raw) Kind() string { return r.Args.Kind() }

// tick is one beat of the schedule.
type tick struct {
	Name string `json:"name"`
}

func (tick) Kind() string { return "schedule.tick" }

// Every runs f for all firms at an interval, starting when the queue starts.
// Several machines share one schedule: River's leader keeps it.
func (q *Queue) Every(name string, d time.Duration, f func(ctx context.Context) error) {
	q.periodic = append(q.periodic, river.NewPeriodicJob(river.PeriodicInterval(d),
		func() (river.JobArgs, *river.InsertOpts) {
			return tick{Name: name}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: d}}
		}, &river.PeriodicJobOpts{RunOnStart: true}))
	q.ticks[name] = f
}

// Start works jobs until Stop.
func (q *Queue) Start(ctx context.Context, log *slog.Logger) error {
	if q.err != nil {
		return q.err
	}
	workers := 8
	if !q.db.Postgres() {
		workers = 2 // they share one writer with everyone
	}
	host, err := os.Hostname()
	if err != nil {
		return fmt.Errorf("starting the job queue: %w", err)
	}
	host += "/"
	if err := q.pickUp(ctx, host); err != nil {
		return err
	}
	q.client, err = river.NewClient(q.driver, &river.Config{
		ID:           host + rand.Text(),
		Queues:       map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}},
		Workers:      q.workers,
		PeriodicJobs: q.periodic,
		Logger:       log,
		JobTimeout:   10 * time.Minute,

		RescueStuckJobsAfter: 15 * time.Minute, // of a machine that never came back
	})
	if err != nil {
		return fmt.Errorf("starting the job queue: %w", err)
	}
	return q.client.Start(ctx)
}

// pickUp frees the jobs that this machine had in hand when it was cut off, so
// that they are done now and not when somebody misses them.
func (q *Queue) pickUp(ctx context.Context, host string) error {
	last := "json_extract(attempted_by, '$[#-1]')"
	if q.db.Postgres() {
		last = "attempted_by[array_upper(attempted_by, 1)]"
	}
	_, err := q.db.JobSQL().ExecContext(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running' AND attempt < max_attempts AND substr("+last+", 1, "+strconv.Itoa(len([]rune(host)))+") = $1", host)
	if err != nil {
		return fmt.Errorf("picking up jobs that were cut off: %w", err)
	}
	return nil
}

// Stop lets running jobs finish, until ctx ends. What still runs then is told
// to leave off, and is tried again by whoever works the queue next.
func (q *Queue) Stop(ctx context.Context) error {
	if q.client == nil {
		return nil
	}
	err := q.client.Stop(ctx)
	if err == nil || ctx.Err() == nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer cancel()
	return q.client.StopAndCancel(ctx)
}

// aWhile is how long a job waits for the database, or for room on the disk.
const aWhile = 10 * time.Second

// lastWord is how long a job has to leave off.
const lastWord = 5 * time.Second
