package record

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/seal"
)

// Verify first seals what was forgotten, then computes the whole log again
// from the entries as they are now and compares it with what was signed. What
// it finds is kept for the trail's page, and a fault is itself recorded. It is
// a job's work, for once a night.
//
// Returns ErrBroken beside the report if sealing had to stop.
func (s *Service) Verify(ctx context.Context, who actor.Actor) (seal.Report, error) {
	// From the beginning of time: whatever has no leaf gets one, however late it came.
	sealing := s.sealFrom(ctx, who, place{})
	if sealing != nil && !errors.Is(sealing, ErrBroken) {
		return seal.Report{}, sealing
	}
	w := &walk{service: s, check: true}
	if err := w.begin(ctx, who); err != nil || w.origin == "" {
		return seal.Report{}, err
	}
	v, err := seal.NewVerifier(w.key)
	if err != nil {
		return seal.Report{}, err
	}
	report, err := seal.VerifyLog(pull(func() (bool, error) { return w.some(ctx, who) }, &w.out), v)
	if err != nil {
		return report, err
	}
	report.Faults = append(report.Faults, w.faults...)
	return report, errors.Join(s.verified(ctx, who, report), sealing)
}

// verified keeps what verifying found.
func (s *Service) verified(ctx context.Context, who actor.Actor, r seal.Report) error {
	faults := make([]string, 0, len(r.Faults))
	for _, f := range r.Faults {
		f.Line = 0 // there is no file whose line it could be
		faults = append(faults, f.String())
	}
	return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		g, err := logOf(ctx, tx)
		if err != nil {
			return err
		}
		news := len(faults) > 0 && !slices.Equal(faults, g.Faults)
		g.VerifiedAt, g.VerifiedSize, g.Faults = &tx.Now, r.Entries, faults
		if err := tx.Put(ctx, &g); err != nil || !news {
			return err
		}
		return tx.Record("record.broken", db.About{Kind: "record"}, map[string]any{"faults": len(faults), "first": faults[0]})
	})
}

// stopped keeps why sealing stopped, unless more is known already.
func (s *Service) stopped(ctx context.Context, who actor.Actor, why error) error {
	return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		g, err := logOf(ctx, tx)
		if err != nil || len(g.Faults) > 0 {
			return err
		}
		g.Faults = []string{why.Error()}
		if err := tx.Put(ctx, &g); err != nil {
			return err
		}
		return tx.Record("record.broken", db.About{Kind: "record"}, map[string]any{"first": why.Error()})
	})
}

// walk goes through a log from its first entry to its last, a batch at a time,
// and writes it as others can verify it.
type walk struct {
	service *Service
	check   bool // compare the tree's inner hashes too, and say what is gone
	origin  string
	key     string
	size    int64 // where the walk ends: what comes later is not waited for
	next    int64
	out     bytes.Buffer
	export  *seal.Export
	faults  []seal.Fault
	hidden  map[string]bool // ids in details, and whether the reader may see them
	wrong   int             // inner hashes that are not what the leaves give
}

const walkBatch = 500

// begin fixes where the walk ends. A log that was never sealed has no origin.
func (w *walk) begin(ctx context.Context, who actor.Actor) error {
	w.hidden = map[string]bool{}
	err := w.service.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		st, err := w.service.status(ctx, q)
		if err != nil {
			return err
		}
		leaves, err := hashes{q: q}.Size(ctx)
		w.origin, w.key, w.size = st.Origin, st.VerifierKey, max(st.Size, leaves)
		return err
	})
	if err != nil || w.origin == "" {
		return err
	}
	w.export, err = seal.NewExport(&w.out, w.origin)
	return err
}

// some writes the next batch to out and reports whether there was one.
func (w *walk) some(ctx context.Context, who actor.Actor) (bool, error) {
	if w.next >= w.size {
		return false, nil
	}
	to := min(w.next+walkBatch, w.size)
	err := w.service.db.Read(ctx, who, func(ctx context.Context, q db.Q) error { return w.batch(ctx, q, to) })
	w.next = to
	if err == nil && to == w.size && w.wrong > 0 {
		w.fault(seal.Altered, -1, fmt.Sprintf("%d hashes between the entries and the root are not what the entries give", w.wrong))
	}
	return true, err
}

func (w *walk) batch(ctx context.Context, q db.Q, to int64) error {
	ids, err := leavesOf(ctx, q, w.next, to)
	if err != nil {
		return err
	}
	es, err := entriesOf(ctx, q, slices.Collect(maps.Values(ids)))
	if err != nil {
		return err
	}
	numbers := make([]int64, 0, to-w.next)
	for p := w.next; p < to; p++ {
		numbers = append(numbers, seal.Position(p))
	}
	leaves, err := hashes{q: q}.Read(ctx, numbers)
	if err != nil {
		return err
	}
	signed, err := between(ctx, q, w.next, to)
	if err != nil {
		return err
	}
	for i, leaf := range leaves {
		at := w.next + int64(i)
		e, there := es[ids[at]]
		if !there && w.check {
			w.fault(seal.Removed, at, "is gone, and only its hash is left")
		}
		if err := w.write(ctx, q, leaf, e); err != nil {
			return err
		}
		for len(signed) > 0 && signed[0].Size == at+1 {
			if err := w.export.Checkpoint(signed[0].Note); err != nil {
				return err
			}
			signed = signed[1:]
		}
	}
	if w.check {
		return w.inner(ctx, q, leaves)
	}
	return nil
}

// write adds one entry to the file: its leaf alone, where the reader may not
// see the entry whole.
func (w *walk) write(ctx context.Context, q db.Q, leaf seal.Hash, e Entry) error {
	if e.ID == "" {
		return w.export.Redacted(leaf)
	}
	whole, err := mayTell(ctx, q, e, w.hidden)
	if err != nil {
		return err
	}
	if !whole {
		return w.export.Redacted(leaf)
	}
	text, err := e.canonical()
	if err != nil {
		return err
	}
	return w.export.Entry(leaf, text, e.salt())
}

func (w *walk) fault(k seal.Kind, at int64, text string) {
	if len(w.faults) < 100 {
		w.faults = append(w.faults, seal.Fault{Kind: k, First: at, Last: at, Detail: text})
	}
}

// inner grows the tree again and compares each hash with the one that is kept.
func (w *walk) inner(ctx context.Context, q db.Q, leaves []seal.Hash) error {
	_, err := seal.Append(ctx, regrown{hashes{q: q}, w.next, &w.wrong}, leaves)
	return err
}

// regrown is a log whose writes are compared with what is already there.
type regrown struct {
	hashes
	size  int64
	wrong *int
}

func (r regrown) Size(context.Context) (int64, error) { return r.size, nil }

func (r regrown) Write(ctx context.Context, first int64, added []seal.Hash) error {
	numbers := make([]int64, len(added))
	for i := range added {
		numbers[i] = first + int64(i)
	}
	kept, err := r.Read(ctx, numbers)
	for i := range kept {
		if kept[i] != added[i] {
			*r.wrong++
		}
	}
	return err
}

// pull makes a reader of what more writes to out, a batch at a time.
func pull(more func() (bool, error), out *bytes.Buffer) io.Reader { return &puller{more, out} }

type puller struct {
	more func() (bool, error)
	out  *bytes.Buffer
}

func (p *puller) Read(b []byte) (int, error) {
	for p.out.Len() == 0 {
		ok, err := p.more()
		if err != nil {
			return 0, err
		}
		if !ok {
			return 0, io.EOF
		}
	}
	return p.out.Read(b)
}

// noLog is the answer where nothing was sealed yet.
func noLog() error {
	return errs.New(errs.Conflict, "Nothing is sealed yet. Try again in a minute.")
}
