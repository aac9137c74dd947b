package exchange

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/talk/timeline"
)

// run brings the planned rows in, a chunk an act. After a while it hands the
// rest to another piece of work, so that others have their turn.
func (s *Service) run(ctx context.Context, who actor.Actor, b *Batch) error {
	src, err := s.source(ctx, *b)
	if err != nil {
		return err
	}
	defer src.close()
	until := s.db.Clock().Now().Add(slice)
	after := int64(0)
	for {
		rs, err := s.next(ctx, who, b.ID, after)
		if err != nil {
			return err
		}
		if len(rs) == 0 {
			return s.finish(ctx, who, b)
		}
		if err := s.bring(ctx, who, b, src, rs); err != nil {
			return err
		}
		after = rs[len(rs)-1].N
		if s.db.Clock().Now().After(until) {
			return s.later(ctx, who, b)
		}
	}
}

func (s *Service) next(ctx context.Context, who actor.Actor, batch ID, after int64) (rs []Row, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		rs, err = waiting(ctx, q, batch, after, chunk)
		return err
	})
	return rs, err
}

// later hands the rest to another piece of work.
func (s *Service) later(ctx context.Context, who actor.Actor, b *Batch) error {
	return s.save(ctx, who, b, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		b.Tries = 0 // it got somewhere
		if err := s.jobs.Add(ctx, tx, work{b.ID}); err != nil {
			return err
		}
		return tx.Record("import.goes_on", b.About(), map[string]any{"done": b.Done})
	})
}

// bring brings in one chunk. A row that is refused on the way is told, and the
// others go in without it: the act is begun anew, since a database may not go
// on after an error.
func (s *Service) bring(ctx context.Context, who actor.Actor, b *Batch, src *source, rs []Row) error {
	posts, err := s.receive(ctx, b, src, rs)
	if err != nil {
		return err
	}
	for {
		at, removed, err := s.attempt(ctx, who, b, rs, posts)
		if err == nil {
			return s.restore(ctx, who, removed)
		}
		if at < 0 {
			return err
		}
		if _, ok := asShown(err); !ok {
			return err
		}
		if err := rs[at].shown(err); err != nil {
			return err
		}
	}
}

// attempt is one act. It says which row failed, or -1.
func (s *Service) attempt(ctx context.Context, who actor.Actor, b *Batch, rs []Row, posts map[int64]*timeline.Post) (at int, removed []timeline.ID, err error) {
	err = s.save(ctx, who, b, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		at, removed = -1, nil
		rs := slices.Clone(rs)
		d, err := s.desk(ctx, tx, b)
		if err != nil {
			return err
		}
		if err := again(ctx, tx, b.ID, rs); err != nil {
			return err
		}
		for i := range rs {
			r := &rs[i]
			r.Made = nil
			if r.Plan == Create || r.Plan == Fill {
				if err := d.apply(ctx, tx, r, posts[r.N]); err != nil {
					at = i
					return err
				}
			}
			if r.Plan == Known && b.Kind == Mail {
				removed = append(removed, timeline.ID(r.Other))
			}
			r.Result = r.Plan
			if err := tx.Update(ctx, r); err != nil {
				return err
			}
		}
		b.Done += int64(len(rs))
		b.Tries = 0 // it got somewhere
		return tx.Record("import.rows", b.About(), map[string]any{"from": rs[0].N, "to": rs[len(rs)-1].N})
	})
	return at, removed, err
}

// again finds out which of these rows another import has brought in since the
// trial: whoever brings a file in twice at the same time has it once.
func again(ctx context.Context, q db.Q, batch ID, rs []Row) error {
	keys := make([]string, 0, len(rs))
	if strings.HasPrefix(rs[0].Key, string(Mail)+":") {
		return nil // filing a message finds out by itself
	}
	for _, r := range rs {
		keys = append(keys, r.Key)
	}
	there, err := elsewhere(ctx, q, batch, keys)
	for i := range rs {
		if there[rs[i].Key] && rs[i].Plan != Bad {
			rs[i].Plan = Known
			rs[i].say("", "It was brought in before.")
		}
	}
	return err
}

// restore brings back messages that were here before and removed: whoever
// brings them in again wants them.
func (s *Service) restore(ctx context.Context, who actor.Actor, ids []timeline.ID) error {
	for _, id := range ids {
		if _, err := s.timeline.Restore(ctx, who, id); err != nil && !errs.Is(err, errs.Conflict) && !errs.Is(err, errs.NotFound) {
			return err
		}
	}
	return nil
}

// source gives the messages of a mail file by their number, in order.
type source struct {
	next  func() (item, error, bool)
	stop  func()
	close func()
	n     int64
}

// source opens the file again where its rows don't hold all that is needed.
func (s *Service) source(ctx context.Context, b Batch) (*source, error) {
	if b.Kind != Mail {
		return &source{close: func() {}}, nil
	}
	f, err := s.open(ctx, b)
	if err != nil {
		return nil, unreadable(err)
	}
	src := &source{}
	src.next, src.stop = iter.Pull2(read(Mail, f, b.Size))
	src.close = func() {
		src.stop()
		_ = f.Close() // it was only read
	}
	return src, nil
}

// at passes over messages up to number n and gives it.
func (s *source) at(n int64) (it item, err error) {
	for s.n < n {
		var ok bool
		if it, err, ok = s.next(); err != nil || !ok {
			return it, errors.Join(err, errShort)
		}
		s.n++
	}
	return it, nil
}

var errShort = errors.New("the file holds fewer messages than at the trial")

// receive keeps the originals of a chunk's messages, before the act that files
// them: keeping a file takes its time, and the database must not wait.
func (s *Service) receive(ctx context.Context, b *Batch, src *source, rs []Row) (map[int64]*timeline.Post, error) {
	if b.Kind != Mail {
		return nil, nil
	}
	posts := make(map[int64]*timeline.Post, len(rs))
	for _, r := range rs {
		it, err := src.at(r.N)
		if err != nil {
			return nil, err
		}
		p, err := s.timeline.Receive(ctx, b.FirmID, it.raw)
		if err != nil {
			return nil, err
		}
		p.Source = "import:" + string(b.ID)
		posts[r.N] = &p
	}
	return posts, nil
}

// finish ends the import.
func (s *Service) finish(ctx context.Context, who actor.Actor, b *Batch) error {
	err := s.save(ctx, who, b, func(ctx context.Context, tx *db.Tx, b *Batch) (err error) {
		if b.Results, err = tally(ctx, tx, b.ID, "result"); err != nil {
			return err
		}
		b.Done = b.Total
		b.end(Done, tx.Now)
		return tx.Record("import.done", b.About(), b.Results)
	})
	if err == nil && b.Total >= manyRows {
		_ = s.db.Tidy(ctx) // else the nightly one does it
	}
	return err
}

// manyRows is how many added at once may change how best to find them.
const manyRows = 1000
