package db

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/id"
)

// About says what a record is about. Contact and Matter, where known, let a
// client be shown all that happened with their file.
type About struct {
	Kind    string // contact, matter, wall, session …
	ID      string
	Contact string
	Matter  string
}

// entry is one line of the audit trail. The feature "record" owns the table;
// the row is written here, in the transaction of the act.
type entry struct {
	bun.BaseModel `bun:"table:record_entry,alias:re"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	At        time.Time
	ActorKind string
	ActorID   string
	ActorName string
	Via       string
	IP        string
	Session   string
	Action    string
	AboutKind string
	AboutID   string
	ContactID string
	MatterID  string
	Detail    string
	Salt      string
}

func newEntry(who actor.Actor, now time.Time, action string, about About, detail any) (entry, error) {
	d := ""
	if detail != nil {
		b, err := json.Marshal(detail)
		if err != nil {
			return entry{}, fmt.Errorf("recording %s: %w", action, err)
		}
		d = string(b)
	}
	return entry{
		FirmID: who.Firm, ID: id.New("rec"), At: now,
		ActorKind: string(who.Kind), ActorID: who.ID, ActorName: who.Name, Via: who.Via, IP: who.IP, Session: who.Session,
		Action: action, AboutKind: about.Kind, AboutID: about.ID, ContactID: about.Contact, MatterID: about.Matter,
		Detail: d, Salt: rand.Text(),
	}, nil
}

// entries are the reads to record. The firm's own jobs read all day and are
// recorded by what they do.
func entries(who actor.Actor, now time.Time, seen []About) []entry {
	if len(seen) == 0 || who.Trusted() {
		return nil
	}
	out := make([]entry, 0, len(seen))
	for _, a := range seen {
		e, _ := newEntry(who, now, a.Kind+".read", a, nil) // no detail: can't fail
		out = append(out, e)
	}
	return out
}

func insertEntries(ctx context.Context, b bun.IDB, es []entry) error {
	for chunk := range slices.Chunk(es, 500) {
		if _, err := b.NewInsert().Model(&chunk).Exec(ctx); err != nil {
			return fmt.Errorf("recording: %w", err)
		}
	}
	return nil
}

// witness writes down who read what. Readers that ask at the same time share
// one commit, and none sees the page before its line is safe on disk.
type witness struct {
	db    *DB
	queue chan reading
	done  chan struct{}

	mu     sync.Mutex
	lately map[string]time.Time // looks within the last minute are one look
}

type reading struct {
	ctx     context.Context
	firm    string
	entries []entry
	kept    chan error
}

const oneLook = time.Minute

func watch(d *DB) *witness {
	w := &witness{db: d, queue: make(chan reading, 256), done: make(chan struct{}), lately: map[string]time.Time{}}
	go w.run()
	return w
}

func (w *witness) stop() {
	close(w.queue)
	<-w.done
}

func (w *witness) saw(ctx context.Context, who actor.Actor, now time.Time, seen []About) error {
	es := entries(who, now, w.fresh(who, now, seen))
	if len(es) == 0 {
		return nil
	}
	r := reading{ctx, who.Firm, es, make(chan error, 1)}
	select {
	case w.queue <- r:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-r.kept:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fresh leaves out what the same person looked at within the last minute: a
// page and its parts are one look.
func (w *witness) fresh(who actor.Actor, now time.Time, seen []About) []About {
	if len(seen) == 0 || who.Trusted() {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.lately) > 10_000 {
		for k, t := range w.lately {
			if now.Sub(t) >= oneLook {
				delete(w.lately, k)
			}
		}
	}
	var out []About
	for _, a := range seen {
		k := who.Firm + "|" + who.ID + "|" + who.Session + "|" + a.Kind + "|" + a.ID
		if t, ok := w.lately[k]; ok && now.Sub(t) < oneLook && !now.Before(t) {
			continue
		}
		w.lately[k] = now
		out = append(out, a)
	}
	return out
}

func (w *witness) run() {
	defer close(w.done)
	for first := range w.queue {
		batch := []reading{first}
	more:
		for len(batch) < 256 {
			select {
			case r, ok := <-w.queue:
				if !ok {
					break more
				}
				batch = append(batch, r)
			default:
				break more
			}
		}
		w.keep(batch)
	}
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
		err := w.db.write.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
			q := query{tx: tx, pg: w.db.pg, firm: firm}
			if err := q.fence(ctx); err != nil {
				return err
			}
			return insertEntries(ctx, tx, es)
		})
		cancel()
		for _, r := range rs {
			r.kept <- err
		}
	}
}
