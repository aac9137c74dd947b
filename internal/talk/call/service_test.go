package call_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/call"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

type world struct {
	*call.Service
	clock      *clock.Fixed
	line       *timeline.Service
	tasks      *task.Service
	access     *access.Service
	ruth, evan actor.Actor
	maya       contact.Card
	matter     matter.Matter
}

func each(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, found(t, d, c)) })
}

func found(t *testing.T, d *db.DB, c *clock.Fixed) *world {
	t.Helper()
	keys, err := secret.OpenKeys(t.TempDir(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	files, err := blob.OpenDisk(t.TempDir(), keys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() }) // the folder is thrown away
	table, err := access.Collect(contact.Grants(), access.Grants(), matter.Grants(), timeline.Grants(), task.Grants())
	if err != nil {
		t.Fatal(err)
	}
	hub, people := live.New(), staff.NewService(d)
	contacts, matters := contact.NewService(d, hub, files), matter.NewService(d, hub)
	w := &world{clock: c, line: timeline.NewService(d, hub, files), tasks: task.NewService(d, hub), access: access.NewService(d)}
	w.access.Behind = matter.BehindTx
	w.Service = call.NewService(d, w.line, w.tasks)
	_, err = office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()}, func(ctx context.Context, tx *db.Tx) error {
		for name, at := range map[string]*actor.Actor{"ruth": &w.ruth, "evan": &w.evan} {
			p := staff.Person{Name: name, Email: name + "@larkspur.example", Roles: []string{"lawyer", "manager"}}
			if err := people.AddTx(ctx, tx, &p); err != nil {
				return err
			}
			*at = actor.Actor{Kind: actor.Staff, Firm: tx.Firm(), ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: true}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if w.maya, err = contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Maya Rivera"}}); err != nil {
		t.Fatal(err)
	}
	if w.matter, err = matters.Open(t.Context(), w.ruth, matter.New{Matter: matter.Matter{Title: "Rivera v. Cascade", ClientID: w.maya.ID}}); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) talked() call.Call {
	return call.Call{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected, ContactID: w.maya.ID, MatterID: w.matter.ID, Body: "Explained the offer."}
}

func TestACallIsNotedWithWhatWasPromised(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		var heard int
		w.Promised.On(func(_ context.Context, _ *db.Tx, l call.Logged) error {
			heard++
			return nil
		})
		c := w.talked()
		c.Holding, c.Promised, c.By = true, "Send her the medical bills", civil.On(2026, time.September, 18)
		l, err := w.Log(t.Context(), w.ruth, c)
		if err != nil {
			t.Fatal(err)
		}
		if e := l.Entry; !e.Substantive || !e.Holding || e.Channel != call.Phone {
			t.Errorf("entry = %+v, want a holding contact by phone", e)
		}
		if k := l.Task; k.OwnerID != staff.ID(w.ruth.ID) || k.DueOn != c.By || k.MatterID != w.matter.ID {
			t.Errorf("task = %+v, want Ruth's, due Friday, in the matter", k)
		}
		ts, err := w.tasks.Mine(t.Context(), w.ruth, c.By)
		if err != nil || len(ts) != 1 || heard != 1 {
			t.Errorf("Ruth has %d tasks (%v) and %d heard of it, want one each", len(ts), err, heard)
		}
	})
}

func TestWhatIsLoggedMustMakeSense(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		for name, change := range map[string]func(*call.Call){
			"a promise without a day":      func(c *call.Call) { c.Promised = "Write" },
			"a day without a promise":      func(c *call.Call) { c.By = civil.On(2026, time.September, 18) },
			"a promise for yesterday":      func(c *call.Call) { c.Promised, c.By = "Write", civil.On(2026, time.September, 15) },
			"a call with nobody":           func(c *call.Call) { c.ContactID, c.MatterID = "", "" },
			"a call that ended in nothing": func(c *call.Call) { c.Outcome = "" },
			"a note":                       func(c *call.Call) { c.Kind = timeline.Note },
		} {
			c := w.talked()
			change(&c)
			if _, err := w.Log(t.Context(), w.ruth, c); !errs.Is(err, errs.Invalid) {
				t.Errorf("logging %s = %v, want Invalid", name, err)
			}
		}
		es, _, err := w.line.OfMatter(t.Context(), w.ruth, w.matter.ID, timeline.Filter{}, db.Page{})
		if err != nil || len(es) != 0 {
			t.Errorf("the line has %d entries (%v), want none of them", len(es), err)
		}
	})
}

func TestATimerFillsInTheLength(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		if _, err := w.Start(t.Context(), w.ruth, call.Timer{Kind: timeline.Call, Direction: timeline.In, ContactID: w.maya.ID}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Start(t.Context(), w.ruth, call.Timer{Kind: timeline.Call}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a second timer = %v, want Conflict", err)
		}
		if _, err := w.Running(t.Context(), w.evan); !errs.Is(err, errs.NotFound) {
			t.Errorf("Evan's timer = %v, want NotFound: it is Ruth's", err)
		}
		w.clock.Advance(12 * time.Minute)
		c := w.talked()
		c.Timed = true
		l, err := w.Log(t.Context(), w.ruth, c)
		if err != nil || l.Entry.Seconds != 720 || !l.Entry.At.Equal(dbtest.Noon()) {
			t.Errorf("entry at %s of %d s (%v), want noon and 720 s", l.Entry.At, l.Entry.Seconds, err)
		}
		if _, err := w.Running(t.Context(), w.ruth); !errs.Is(err, errs.NotFound) {
			t.Errorf("the timer after logging = %v, want it gone", err)
		}
		if l, err = w.Log(t.Context(), w.ruth, c); err != nil || l.Entry.Seconds != 0 {
			t.Errorf("logging once more = %d s (%v), want the note kept though no timer runs", l.Entry.Seconds, err)
		}
	})
}

func TestATimerIsDiscarded(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		if err := w.Discard(t.Context(), w.ruth); !errs.Is(err, errs.NotFound) {
			t.Errorf("discarding none = %v, want NotFound", err)
		}
		if _, err := w.Start(t.Context(), w.ruth, call.Timer{Kind: timeline.Meeting, MatterID: w.matter.ID}); err != nil {
			t.Fatal(err)
		}
		if err := w.Discard(t.Context(), w.ruth); err != nil {
			t.Fatal(err)
		}
		es, _, err := w.line.OfMatter(t.Context(), w.ruth, w.matter.ID, timeline.Filter{}, db.Page{})
		if err != nil || len(es) != 0 {
			t.Errorf("the line has %d entries (%v), want none", len(es), err)
		}
	})
}

func TestAWallStopsACall(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		if _, err := w.Start(t.Context(), w.evan, call.Timer{Kind: timeline.Call, ContactID: w.maya.ID}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "Other side", People: []string{w.evan.ID}, Objects: []access.Object{{Kind: "contact", ID: string(w.maya.ID)}}}); err != nil {
			t.Fatal(err)
		}
		for name, ask := range map[string]func() error{
			"logging": func() error { _, err := w.Log(t.Context(), w.evan, w.talked()); return err },
			"starting": func() error {
				_, err := w.Start(t.Context(), w.evan, call.Timer{Kind: timeline.Call, MatterID: w.matter.ID})
				return err
			},
			"the timer": func() error { _, err := w.Running(t.Context(), w.evan); return err },
		} {
			if err := ask(); !errs.Is(err, errs.NotFound) {
				t.Errorf("%s = %v, want NotFound", name, err)
			}
		}
		if _, err := w.Start(t.Context(), w.evan, call.Timer{Kind: timeline.Call}); err != nil {
			t.Errorf("starting another = %v, want it to run in place of the hidden one", err)
		}
	})
}
