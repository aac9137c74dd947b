package demo

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"candor/internal/app"
	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// noon is a Thursday at the office.
func noon() time.Time { return time.Date(2026, time.March, 12, 17, 5, 0, 0, time.UTC) }

// firm is the demo firm, and who works there.
type firm struct {
	*app.App
	t     *testing.T
	id    string
	staff map[string]staff.Person
}

// lived makes the demo firm as it is at noon.
func lived(t *testing.T, where string) firm {
	t.Helper()
	led := clock.At(Begins(noon()))
	a, err := app.New(t.Context(), app.Config{
		Data: filepath.Join(t.TempDir(), "data"), Database: where, Origin: "http://localhost:8080", Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1}, Clock: led,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Errorf("closing the program: %v", err)
		}
	})
	began := time.Now()
	if err := Fill(t.Context(), a, led, noon()); err != nil {
		t.Fatalf("living the firm's year: %v", err)
	}
	t.Logf("a year in %s", time.Since(began).Round(time.Millisecond))
	f := firm{App: a, t: t, staff: map[string]staff.Person{}}
	firms, err := a.Office.Firms(t.Context())
	if err != nil || len(firms) != 1 {
		t.Fatalf("%d firms, %v, want the one", len(firms), err)
	}
	f.id = firms[0].ID
	people, err := a.Staff.List(t.Context(), actor.ForSystem(f.id, "test"), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		f.staff[before(p.Email, "@")] = p
	}
	return f
}

// as is one of the staff, signed in.
func (f firm) as(name string) actor.Actor {
	p := f.staff[name]
	return actor.Actor{Kind: actor.Staff, Firm: f.id, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: f.Table.For(p.Roles, nil), Open: access.SeesOpen(p.Roles)}
}

// all reads a whole list, page by page.
func all[R any](f firm, list func(db.Page) ([]R, string, error)) (out []R) {
	f.t.Helper()
	for p := (db.Page{Limit: db.Most}); ; {
		rows, next, err := list(p)
		if err != nil {
			f.t.Fatal(err)
		}
		out = append(out, rows...)
		if p.After = next; next == "" {
			return out
		}
	}
}

func (f firm) contacts(name string) []contact.Card {
	return all(f, func(p db.Page) ([]contact.Card, string, error) {
		return f.Contact.List(f.t.Context(), f.as(name), contact.Filter{}, p)
	})
}

func (f firm) matters(name string) []matter.Matter {
	return all(f, func(p db.Page) ([]matter.Matter, string, error) {
		return f.Matter.List(f.t.Context(), f.as(name), matter.Filter{By: matter.ByNumber}, p)
	})
}

func (f firm) within(what string, got, low, high int) {
	f.t.Helper()
	if got < low || got > high {
		f.t.Errorf("%s = %d, want %d to %d", what, got, low, high)
	}
}

func TestTheDemoFirmIsBelievable(t *testing.T) {
	t.Parallel()
	dbtest.EachAddress(t, func(t *testing.T, where string) {
		f := lived(t, where)
		f.within("people", len(f.staff), 6, 6)
		f.within("contacts", len(f.contacts("ruth")), 130, 160)
		clients := all(f, func(p db.Page) ([]client.Client, string, error) {
			return f.Client.List(t.Context(), f.as("ruth"), client.Filter{}, p)
		})
		f.within("clients", len(clients), 55, 70)
		ms := f.matters("ruth")
		f.within("matters", len(ms), 85, 95)
		closed, areas := 0, map[area.ID]int{}
		for _, m := range ms {
			areas[m.AreaID]++
			if !m.Active() {
				closed++
			}
		}
		f.within("closed matters", closed, 15, 30)
		f.within("practice areas at work", len(areas), 6, 6)
		for a, n := range areas {
			f.within("matters of "+string(a), n, 8, 20)
		}
		f.talked(ms)
		f.owed()
		f.walled()
		f.loose()
	})
}

// talked checks that a year's worth was said, in every way there is.
func (f firm) talked(ms []matter.Matter) {
	kinds, sum := map[timeline.Kind]int{}, 0
	for _, m := range ms {
		es := all(f, func(p db.Page) ([]timeline.Entry, string, error) {
			return f.Timeline.OfMatter(f.t.Context(), f.as("ruth"), m.ID, timeline.Filter{}, p)
		})
		for _, e := range es {
			kinds[e.Kind]++
			if e.ContactID == "" {
				f.t.Errorf("%s: %q is with nobody", m.Title, e.Subject)
			}
		}
		if sum += len(es); len(es) == 0 && m.Status != matter.Pending {
			f.t.Errorf("nothing was ever said in %s", m.Title)
		}
	}
	f.within("entries", sum, 1200, 2600)
	f.within("mails", kinds[timeline.Email], 900, 2000)
	f.within("calls", kinds[timeline.Call], 120, 400)
	f.within("meetings", kinds[timeline.Meeting], 60, 250)
	f.within("letters", kinds[timeline.Letter], 40, 250)
	f.within("text messages", kinds[timeline.SMS], 10, 150)
	f.within("notes", kinds[timeline.Note], 15, 100)
}

// owed checks that today has work for everyone who promised something.
func (f firm) owed() {
	f.t.Helper()
	for _, name := range []string{"ruth", "evan", "lucia"} {
		d, err := f.Promise.Today(f.t.Context(), f.as(name), f.staff[name].ID, db.Page{Limit: 50})
		if err != nil {
			f.t.Fatal(err)
		}
		if name == "evan" {
			f.within("promises that evan put off", len(d.Away), 1, 1)
		}
		if len(d.Owed) == 0 {
			f.t.Errorf("%s owes nobody a word today", name)
		}
		tasks, err := f.Task.Mine(f.t.Context(), f.as(name), civil.Of(noon(), time.UTC))
		if err != nil || len(tasks) == 0 {
			f.t.Errorf("%s has nothing to do today: %v", name, err)
		}
	}
	d, err := f.Promise.Today(f.t.Context(), f.as("ruth"), "", db.Page{Limit: 50})
	if err != nil {
		f.t.Fatal(err)
	}
	f.within("promises due today", d.Due, 4, 9)
	f.within("promises broken", d.Broken, 2, 3)
}

// walled checks that Evan finds nothing of the two he is kept from.
func (f firm) walled() {
	seen := map[contact.ID]bool{}
	for _, c := range f.contacts("evan") {
		seen[c.ID] = true
	}
	hidden := 0
	for _, c := range f.contacts("ruth") {
		if seen[c.ID] {
			continue
		}
		hidden++
		if _, err := f.Contact.Get(f.t.Context(), f.as("evan"), c.ID); !errs.Is(err, errs.NotFound) {
			f.t.Errorf("evan looks at %s: %v, want not found", c.Name, err)
		}
	}
	f.within("contacts hidden from evan", hidden, 2, 2)
	f.within("matters hidden from evan", len(f.matters("ruth"))-len(f.matters("evan")), 2, 2)
	if _, _, err := f.Contact.List(f.t.Context(), f.as("ada"), contact.Filter{}, db.Page{}); !errs.Is(err, errs.Forbidden) {
		f.t.Errorf("the administrator asks for contacts: %v, want forbidden", err)
	}
}

// loose checks for what waits for somebody's hand.
func (f firm) loose() {
	tray := all(f, func(p db.Page) ([]timeline.Entry, string, error) {
		return f.Timeline.Unfiled(f.t.Context(), f.as("ruth"), p)
	})
	f.within("unfiled messages", len(tray), 6, 8)
	ds := all(f, func(p db.Page) ([]contact.Double, string, error) {
		return f.Contact.Doubles(f.t.Context(), f.as("ruth"), p)
	})
	f.within("doubles that wait", len(ds), 3, 6)
}

func TestTheSameDayGivesTheSameFirm(t *testing.T) {
	t.Parallel()
	once, again := told(t, planned(t, noon())), told(t, planned(t, noon()))
	for i := range once {
		same := slices.EqualFunc(once[i].lines, again[i].lines, func(a, b line) bool { return a.at.Equal(b.at) && cmp.Compare(a.text, b.text) == 0 })
		if !same {
			t.Errorf("%s was told in two ways", once[i].p.key)
		}
	}
}
