package db

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
)

// witness writes down who read what. Readers that ask at the same time share
// one commit, and none sees the page before its line is safe on disk.
type witness struct {
	db    *DB
	queue chan reading
	quit  chan struct{} // closed when no more readings are taken
	done  chan struct{} // closed when all that were taken are kept

	mu     sync.Mutex
	lately map[string]time.Time // what was kept within the last minute
}

type reading struct {
	ctx     context.Context
	firm    string
	entries []entry
	kept    chan error
}

// oneLook is how long the same person's looks at the same thing are one look:
// a page, its parts and its refreshes.
const oneLook = time.Minute

// most is how many readers share one commit.
const most = 256

var errClosed = errors.New("the database is closed: what was read could not be recorded")

func watch(d *DB) *witness {
	w := &witness{
		db: d, queue: make(chan reading, most), lately: map[string]time.Time{},
		quit: make(chan struct{}), done: make(chan struct{}),
	}
	go w.run()
	return w
}

// stop keeps what was handed in and takes no more.
func (w *witness) stop() {
	close(w.quit)
	<-w.done
}

// saw returns once what was seen is recorded. Whoever gets an error must not
// be shown what they read.
func (w *witness) saw(ctx context.Context, who actor.Actor, now time.Time, seen []About) error {
	if len(seen) == 0 || who.Trusted() {
		return nil
	}
	fresh, names := w.fresh(who, now, seen)
	if len(fresh) == 0 {
		return nil
	}
	r := reading{ctx, who.Firm, entries(who, now, fresh), make(chan error, 1)}
	select {
	case w.queue <- r:
	case <-w.quit:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := w.wait(ctx, r); err != nil {
		return err
	}
	w.remember(names, now)
	return nil
}

func (w *witness) wait(ctx context.Context, r reading) error {
	select {
	case err := <-r.kept:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-w.done:
	}
	select {
	case err := <-r.kept:
		return err
	default:
		return errClosed // handed in as the door shut
	}
}

// fresh leaves out what the same person was recorded to look at within the
// last minute, and what they looked at twice in one go. What is only about to
// be recorded still counts as fresh: that may yet fail.
func (w *witness) fresh(who actor.Actor, now time.Time, seen []About) (out []About, names []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	twice := make(map[string]bool, len(seen))
	for _, a := range seen {
		name := who.Firm + "|" + who.ID + "|" + who.Session + "|" + a.Kind + "|" + a.ID
		t, ok := w.lately[name]
		if twice[name] || ok && now.Sub(t) < oneLook && !now.Before(t) {
			continue
		}
		twice[name] = true
		out, names = append(out, a), append(names, name)
	}
	return out, names
}

func (w *witness) remember(names []string, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.lately) > 10_000 {
		for name, t := range w.lately {
			if now.Sub(t) >= oneLook {
				delete(w.lately, name)
			}
		}
	}
	for _, name := range names {
		w.lately[name] = now
	}
}

func (w *witness) run() {
	defer close(w.done)
	for {
		select {
		case first := <-w.queue:
			w.keep(w.more(first))
			continue
		case <-w.quit:
		}
		select {
		case first := <-w.queue:
			w.keep(w.more(first))
		default:
			return
		}
	}
}

// more gathers those who wait behind first.
func (w *witness) more(first reading) []reading {
	batch := []reading{first}
	for len(batch) < most {
		select {
		case r := <-w.queue:
			batch = append(batch, r)
		default:
			return batch
		}
	}
	return batch
}

// keep writes a batch, one transaction per firm.
func (w *witness) keep(batch []reading) {
	byFirm := map[string][]reading{}
	for _, r := range batch {
		byFirm[r.firm] = append(byFirm[r.firm], r)
	}
	for firm, rs := range byFirm {
		var es []entry
		for _, r := range rs {
			es = append(es, r.entries...)
		}
		// Not the reader's context: a reader who leaves must not take the others' lines along.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(rs[0].ctx), 20*time.Second)
		write := func() error {
			return w.db.keep(ctx, actor.Actor{Firm: firm}, func(ctx context.Context, tx bun.Tx) ([]last, error) {
				return nil, insertEntries(ctx, tx, es)
			})
		}
		err := again(ctx, write)
		if errs.Is(ours(err), errs.NoRoom) {
			w.db.spend(err)
			err = write() // into the room that this made
		}
		cancel()
		for _, r := range rs {
			r.kept <- err
		}
	}
}
