package exchange

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/job"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// Service brings records in and takes them out.
type Service struct {
	db       *db.DB
	jobs     *job.Queue
	live     *live.Hub
	files    *blob.Disk
	contacts *contact.Service
	matters  *matter.Service
	timeline *timeline.Service
	tasks    *task.Service // asked only, never told

	// Unopening and Unadding are announced before a matter or a contact that an
	// import made is taken back, so that what features keep about it can go
	// first, or hold it back.
	Unopening event.Topic[matter.Matter]
	Unadding  event.Topic[contact.Contact]
}

// NewService makes the service, and works its jobs.
func NewService(d *db.DB, q *job.Queue, h *live.Hub, files *blob.Disk, c *contact.Service, m *matter.Service, t *timeline.Service) *Service {
	s := &Service{db: d, jobs: q, live: h, files: files, contacts: c, matters: m, timeline: t, tasks: task.NewService(d, h)}
	job.Handle(q, func(ctx context.Context, who actor.Actor, a work) error { return s.work(ctx, who, a.Batch) })
	job.Handle(q, func(ctx context.Context, who actor.Actor, a gather) error { return s.gather(ctx, who, a.Export) })
	return s
}

// work asks for the next piece of work on an import.
type work struct {
	Batch ID `json:"batch"`
}

// Kind implements job.Args.
func (work) Kind() string { return "import.work" }

// Topic is poked when an import has moved on.
func Topic(b ID) string { return "import:" + string(b) }

// ask queues the work that an import's state calls for. Work that is done here
// and now, by the command line, is queued for later: should it be cut off, the
// program that serves the firm finishes it.
func (s *Service) ask(ctx context.Context, tx *db.Tx, b Batch, here bool) error {
	s.live.Poke(tx, Topic(b.ID))
	if !b.State.Busy() {
		return nil
	}
	var at time.Time
	if here {
		at = tx.Now.Add(15 * time.Minute)
	}
	return s.jobs.AddAt(ctx, tx, work{b.ID}, at)
}

// Map says what the columns mean, and has the file tried. What was said is
// remembered for the next file with the same captions.
//
// Returns Invalid when a column is missing that every row needs, Conflict once
// the import has run.
func (s *Service) Map(ctx context.Context, who actor.Actor, batch ID, version int64, m Mapping, o Options) (Batch, error) {
	return s.advance(ctx, who, batch, "import.mapped", Importing, false, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		if version != 0 && version != b.Version {
			return db.Stale()
		}
		if err := b.mapped(m, o); err != nil {
			return err
		}
		if err := keepCaptions(ctx, tx, *b); err != nil {
			return err
		}
		return b.to(Checking, tx.Now, Uploaded, Checked)
	})
}

// mapped takes over what a person said the columns mean.
func (b *Batch) mapped(m Mapping, o Options) error {
	var p errs.Problems
	if b.Kind.Table() {
		m = slices.Clone(m[:min(len(m), len(b.Header))])
		for len(m) < len(b.Header) {
			m = append(m, "")
		}
		count := map[string]int{}
		for _, key := range m {
			count[key]++
		}
		known := map[string]bool{"": true}
		for _, f := range b.Kind.Fields() {
			known[f.Key] = true
			p.Check(f.Many || count[f.Key] < 2, "mapping", "Two columns mean the same. Leave one of them out.")
		}
		for _, key := range m {
			p.Check(known[key], "mapping", "Choose what each column means from the list.")
		}
		for _, f := range b.Kind.lacking(m) {
			p.Add("mapping", f.missed())
		}
		b.Mapping = m
	}
	p.Check(o.Dates == "" || slices.Contains(Orders(), o.Dates), "dates", "Choose how the dates are written.")
	p.Check(slices.Contains([]Doubles{"", SkipThem, FillThem, AddThem}, o.Doubles), "doubles", "Choose what to do with likely duplicates.")
	if o.Dates != "" {
		b.Options.Dates = o.Dates
	}
	if o.Doubles != "" {
		b.Options.Doubles = o.Doubles
	}
	return p.Err()
}

// Run brings in what the trial said it would.
//
// Returns Conflict unless the file has been tried.
func (s *Service) Run(ctx context.Context, who actor.Actor, batch ID) (Batch, error) {
	return s.advance(ctx, who, batch, "import.started", Importing, false, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		return b.run(ctx, tx)
	})
}

// Worth reports whether the trial found anything to bring in.
func (b Batch) Worth() bool { return b.Planned[Create]+b.Planned[Fill] > 0 }

func (b *Batch) run(ctx context.Context, tx *db.Tx) error {
	if err := b.to(Running, tx.Now, Checked); err != nil {
		return err
	}
	if !b.Worth() {
		return errs.New(errs.Conflict, "There is nothing in this file to bring in.")
	}
	b.Total = b.Planned[Create] + b.Planned[Fill]
	return settle(ctx, tx, b.ID, []Plan{Known, Double, Bad})
}

// Undo takes back all that an import brought in, but for what somebody has
// changed or used since.
//
// Returns Conflict unless the import has run.
func (s *Service) Undo(ctx context.Context, who actor.Actor, batch ID) (Batch, error) {
	return s.advance(ctx, who, batch, "import.undoing", Undoing, false, func(_ context.Context, tx *db.Tx, b *Batch) error {
		if err := b.to(TakingBack, tx.Now, Done); err != nil {
			return err
		}
		b.UndoneBy, b.Total = who.ID, b.Results[Create]+b.Results[Fill]
		return nil
	})
}

// advance is the five beats of every step of an import.
func (s *Service) advance(ctx context.Context, who actor.Actor, batch ID, action string, verb actor.Verb, here bool, decide func(context.Context, *db.Tx, *Batch) error) (b Batch, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if b, err = get(ctx, tx, batch); err != nil {
			return err
		}
		if err := access.Allow(who, verb); err != nil {
			return err
		}
		if err := decide(ctx, tx, &b); err != nil {
			return err
		}
		if err := tx.Update(ctx, &b); err != nil {
			return err
		}
		if err := s.ask(ctx, tx, b, here); err != nil {
			return err
		}
		return tx.Record(action, b.About(), map[string]any{"state": b.State, "planned": b.Planned})
	})
	return b, err
}

// Get gives one import, and the last one of the very same file, if there is
// one that stands.
func (s *Service) Get(ctx context.Context, who actor.Actor, batch ID) (b Batch, twin *Batch, err error) {
	if err := access.Allow(who, Importing); err != nil {
		return b, nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if b, err = get(ctx, q, batch); err != nil {
			return err
		}
		same, err := earlier(ctx, q, b)
		if len(same) > 0 {
			twin = &same[0]
		}
		return err
	})
	return b, twin, err
}

// List gives a page of the firm's imports, newest first.
func (s *Service) List(ctx context.Context, who actor.Actor, p db.Page) (bs []Batch, next string, err error) {
	if err := access.Allow(who, Importing); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		bs, next, err = list(ctx, q, p)
		return err
	})
	return bs, next, err
}

// Rows gives a page of an import's rows, those of one plan or result if one is
// named. A file may hold what a wall keeps from others, so only whoever brought
// it in may read it here.
func (s *Service) Rows(ctx context.Context, who actor.Actor, batch ID, plan, result Plan, p db.Page) (rs []Row, next string, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		b, err := get(ctx, q, batch)
		if err != nil {
			return err
		}
		if err := b.own(who); err != nil {
			return err
		}
		rs, next, err = listRows(ctx, q, batch, rowFilter{plan, result}, p)
		return err
	})
	return rs, next, err
}

// own answers Forbidden unless who brought the file in.
func (b Batch) own(who actor.Actor) error {
	if err := access.Allow(who, Importing); err != nil {
		return err
	}
	if who.ID != b.CreatedBy && !who.Trusted() {
		return errs.New(errs.Forbidden, "Only whoever brought this file in may read its rows.")
	}
	return nil
}

// Original opens the file as it came.
func (s *Service) Original(ctx context.Context, who actor.Actor, batch ID) (b Batch, f io.ReadSeekCloser, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if b, err = get(ctx, q, batch); err != nil {
			return err
		}
		q.Saw(b.About())
		return b.own(who)
	})
	if err != nil {
		return b, nil, err
	}
	if f, err = s.open(ctx, b); err != nil {
		return b, nil, fmt.Errorf("opening an import's original: %w", err)
	}
	return b, f, nil
}
