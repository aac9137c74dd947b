package db

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/clock"
)

// line is where those who write to SQLite wait for their turn. There is one
// writer at a time, and to wait for the disk takes longer than most acts; so
// those who stand in line share one commit. Each act lies in a savepoint of its
// own: it is kept whole or not at all, and its error is its own. None returns
// before the commit that all share is safe on disk.
//
// PostgreSQL does the same by itself.
type line struct {
	db      *bun.DB
	waiting atomic.Int64
	turn    sync.Mutex    // held by whoever acts
	open    *commit       // begun and not yet committed, under turn
	long    time.Duration // after which no other act is let into a commit
}

// commit is what several acts share.
type commit struct {
	tx   bun.Tx
	acts int
	last []last
	took func() time.Duration // since it began
	done chan struct{}
	err  error // once done
}

// mostTogether is how many acts share a commit.
const mostTogether = 100

// errTaken says that an act was done, and then undone because one that shared
// its commit broke the transaction. It may be done again.
var errTaken = errors.New("an act was undone together with another")

// act does f within a shared commit, or in one of its own if f may take long:
// nobody else's act waits for it then. A person's act, once begun, is finished
// even if they have gone: to stop it halfway would undo the others too.
func (l *line) act(ctx context.Context, alone bool, f func(ctx context.Context, tx bun.Tx) ([]last, error)) error {
	l.waiting.Add(1)
	l.turn.Lock()
	l.waiting.Add(-1)
	c, err := l.turnOf(ctx, alone, f)
	if c == nil {
		return err
	}
	<-c.done
	if err == nil {
		err = c.err
	}
	return err
}

// turnOf is act's turn. It gives the commit to wait for.
func (l *line) turnOf(ctx context.Context, alone bool, f func(ctx context.Context, tx bun.Tx) ([]last, error)) (c *commit, err error) {
	defer l.turn.Unlock()
	if alone {
		l.finish(ctx, nil)
	} else {
		defer func() { // whoever is last sees to the commit, also after a panic
			if c := l.open; c != nil && (l.waiting.Load() == 0 || c.acts >= mostTogether || c.took() > l.long) {
				l.finish(ctx, nil)
			}
		}()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if l.open == nil {
		tx, err := l.db.BeginTx(context.WithoutCancel(ctx), nil)
		if err != nil {
			return nil, err
		}
		l.open = &commit{tx: tx, took: clock.Stopwatch(), done: make(chan struct{})}
	}
	c = l.open
	c.acts++
	if alone {
		defer l.finish(ctx, nil)
	} else {
		ctx = context.WithoutCancel(ctx)
	}
	return c, l.apart(ctx, c, f)
}

// apart does f in a savepoint. If that can't be undone alone, all is undone.
func (l *line) apart(ctx context.Context, c *commit, f func(ctx context.Context, tx bun.Tx) ([]last, error)) (err error) {
	whole := context.WithoutCancel(ctx)
	if _, err := c.tx.ExecContext(whole, "SAVEPOINT act"); err != nil {
		l.finish(ctx, fmt.Errorf("%w: %w", errTaken, err))
		return err
	}
	kept := false
	defer func() {
		if kept {
			return
		}
		if _, undo := c.tx.ExecContext(whole, "ROLLBACK TO act; RELEASE act"); undo != nil {
			l.finish(ctx, fmt.Errorf("%w: %w", errTaken, undo))
		}
	}()
	ls, err := f(ctx, c.tx)
	if err != nil {
		return err
	}
	if _, err = c.tx.ExecContext(whole, "RELEASE act"); err == nil {
		kept = true
		c.last = append(c.last, ls...)
	}
	return err
}

// finish ends the open commit, if there is one: on disk, or with nothing kept
// if it is broken.
func (l *line) finish(ctx context.Context, broken error) {
	c := l.open
	if c == nil {
		return
	}
	l.open = nil
	if broken == nil {
		if err := inTurn(context.WithoutCancel(ctx), c.last); err != nil {
			broken = fmt.Errorf("%w: %w", errTaken, err)
		}
	}
	if broken == nil {
		c.err = c.tx.Commit()
	} else {
		c.err = broken
		_ = c.tx.Rollback() // SQLite has most likely done so already
	}
	close(c.done)
}
