package exchange

import (
	"context"
	"io"
	"iter"
	"slices"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

const (
	chunk    = 100             // rows of one transaction
	slice    = 2 * time.Minute // of work, before others have their turn
	maxTries = 5               // of the same work without an end
)

// work does what an import's state asks for, for a while, and asks for more
// work if there is more. It may be killed at any point and run again: what was
// done is kept with its rows, in the same act.
func (s *Service) work(ctx context.Context, job actor.Actor, batch ID) error {
	b, err := s.begin(ctx, job, batch)
	if err != nil || !b.State.Busy() {
		return ignore(err)
	}
	step := s.check
	switch b.State {
	case Running:
		step = s.run
	case TakingBack:
		step = s.takeBack
	case Checking, Uploaded, Checked, Done, Failed, Undone:
	}
	err = step(ctx, b.worker(), &b)
	if errs.Is(err, errs.Conflict) || errs.Is(err, errs.NotFound) {
		return nil // another machine is at it, or a person moved it on
	}
	return err
}

// ignore drops the answer to work on an import that is gone.
func ignore(err error) error {
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	return err
}

// begin counts the try. Work that breaks again and again is given up: what it
// made is taken back, so that nothing half-done is left.
func (s *Service) begin(ctx context.Context, job actor.Actor, batch ID) (b Batch, err error) {
	if err := s.db.Room(); err != nil {
		return b, err // a full disk is no fault of the file's
	}
	err = s.db.Touch(ctx, job, func(ctx context.Context, tx *db.Tx) error {
		if b, err = get(ctx, tx, batch); err != nil || !b.State.Busy() {
			return err
		}
		if b.Tries++; b.Tries > maxTries {
			if err := b.giveUp(ctx, tx); err != nil {
				return err
			}
			if err := s.ask(ctx, tx, b, false); err != nil {
				return err
			}
		}
		return tx.Update(ctx, &b)
	})
	return b, err
}

func (b *Batch) giveUp(ctx context.Context, tx *db.Tx) error {
	switch b.State {
	case Running:
		if err := b.to(TakingBack, tx.Now, Running); err != nil {
			return err
		}
		b.Message = "This import broke several times, and what it had brought in was taken back. Your administrator finds the reason in the log."
		results, err := tally(ctx, tx, b.ID, "result")
		b.Total = results[Create] + results[Fill]
		return err
	case TakingBack:
		b.end(Failed, tx.Now)
		b.Message = "Taking this import back broke several times. Your administrator finds the reason in the log."
	default:
		b.end(Failed, tx.Now)
		b.Message = "This file could not be read to its end. Your administrator finds the reason in the log."
	}
	return nil
}

// check tries a file: every row is read and compared, and nothing is changed
// but the rows of the trial.
func (s *Service) check(ctx context.Context, who actor.Actor, b *Batch) error {
	f, err := s.open(ctx, *b)
	if err != nil {
		return unreadable(err)
	}
	defer f.Close()
	err = s.save(ctx, who, b, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		b.Total, b.Done = b.Size, 0 // how far we are is told by the file's bytes
		if err := eraseRows(ctx, tx, b.ID); err != nil {
			return err
		}
		return tx.Record("import.checking", b.About(), nil)
	})
	if err != nil {
		return err
	}
	in := &counter{r: f}
	next, stop := iter.Pull2(read(b.Kind, in.source(), b.Size))
	defer stop()
	t := trial{s: s, b: b, in: in, seen: map[string]int{}, met: map[string]int64{}}
	for {
		items, end, err := take(next, chunk)
		if err != nil {
			return s.broken(ctx, who, b, err)
		}
		if err := t.chunk(ctx, who, items); err != nil {
			return err
		}
		if end {
			return t.finish(ctx, who)
		}
	}
}

// save keeps what f changes about an import, and pokes the pages that show it.
// The import in hand changes only if the act was kept.
func (s *Service) save(ctx context.Context, who actor.Actor, b *Batch, f func(ctx context.Context, tx *db.Tx, b *Batch) error) error {
	var next Batch
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		next = *b
		if err := f(ctx, tx, &next); err != nil {
			return err
		}
		s.live.Poke(tx, Topic(b.ID))
		return tx.Update(ctx, &next)
	})
	if err == nil {
		*b = next
	}
	return err
}

// take gives up to n items, and whether they were the last.
func take(next func() (item, error, bool), n int) (items []item, end bool, err error) {
	size := 0
	for len(items) < n && size < 32<<20 {
		it, err, ok := next()
		if err != nil || !ok {
			return items, true, err
		}
		items = append(items, it)
		size += len(it.raw)
	}
	return items, false, nil
}

// broken ends the trial of a file that can't be read.
func (s *Service) broken(ctx context.Context, who actor.Actor, b *Batch, cause error) error {
	return s.save(ctx, who, b, func(_ context.Context, tx *db.Tx, b *Batch) error {
		b.end(Failed, tx.Now)
		b.Message = "This file could not be read to its end. Look at its last rows: a quotation mark may not be closed."
		return tx.Record("import.broken", b.About(), map[string]any{"cause": cause.Error()})
	})
}

// counter counts the bytes that were read, for the progress bar.
type counter struct {
	r io.ReadSeekCloser
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

type countedAt struct {
	*counter
	at io.ReaderAt
}

func (c countedAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.at.ReadAt(p, off)
	c.n = max(c.n, off+int64(n))
	return n, err
}

// source is the file, which an archive is read in from anywhere.
func (c *counter) source() io.Reader {
	if at, ok := c.r.(io.ReaderAt); ok {
		return countedAt{c, at}
	}
	return c
}

type trial struct {
	s    *Service
	b    *Batch
	in   *counter
	seen map[string]int   // how often a key was met
	met  map[string]int64 // desk.people of the whole file
	n    int64
}

// chunk tries some rows and keeps what was found.
func (t *trial) chunk(ctx context.Context, who actor.Actor, items []item) error {
	if len(items) == 0 {
		return nil
	}
	var rs []Row
	for _, it := range items {
		t.n++
		r := Row{BatchID: t.b.ID, N: t.n, Line: it.line, Raw: it.cells, Plan: Create}
		if it.bad != "" {
			r.refuse("", it.bad)
		} else {
			r.Key = it.key(t.b.Kind, t.seen)
		}
		rs = append(rs, r)
	}
	return t.s.save(ctx, who, t.b, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		d, err := t.s.desk(ctx, tx, b)
		if err != nil {
			return err
		}
		d.people = t.met
		tried := slices.Clone(rs)
		if err := t.plan(ctx, tx, d, tried, items); err != nil {
			return err
		}
		b.Done = min(t.in.n, b.Total)
		if err := tx.Insert(ctx, &tried); err != nil {
			return err
		}
		return tx.Record("import.tried", b.About(), map[string]any{"rows": t.n})
	})
}

func (t *trial) plan(ctx context.Context, tx *db.Tx, d *desk, rs []Row, items []item) error {
	keys := make([]string, 0, len(rs))
	for _, r := range rs {
		keys = append(keys, r.Key)
	}
	known, err := before(ctx, tx, t.b.ID, keys)
	if err != nil {
		return err
	}
	for i := range rs {
		r := &rs[i]
		if r.Plan == Bad {
			continue
		}
		if old, ok := known[r.Key]; ok {
			r.Label, r.Plan = old.Label, Known
			if old.BatchID == t.b.ID {
				r.say("", "The same as row %d of this file.", old.N)
			} else {
				r.say("", "It was brought in before.")
			}
			continue
		}
		if err := d.plan(ctx, tx, r, items[i]); err != nil {
			return err
		}
		known[r.Key] = *r
	}
	return nil
}

// finish says what the trial found.
func (t *trial) finish(ctx context.Context, who actor.Actor) error {
	return t.s.save(ctx, who, t.b, func(ctx context.Context, tx *db.Tx, b *Batch) (err error) {
		if b.Planned, err = tally(ctx, tx, b.ID, "plan"); err != nil {
			return err
		}
		b.Total, b.Done = t.n, t.n
		b.end(Checked, tx.Now)
		return tx.Record("import.checked", b.About(), b.Planned)
	})
}
