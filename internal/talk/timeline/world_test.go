package timeline_test

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// world is a firm with three people, two clients and a matter for each.
type world struct {
	*timeline.Service
	d                *db.DB
	clock            *clock.Fixed
	contacts         *contact.Service
	matters          *matter.Service
	access           *access.Service
	find             *search.Service
	ruth, evan, iris actor.Actor
	maya, omar       contact.Card
	rivera, haddad   matter.Matter
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
	table, err := access.Collect(contact.Grants(), access.Grants(), matter.Grants(), timeline.Grants(), search.Grants())
	if err != nil {
		t.Fatal(err)
	}
	hub := live.New()
	w := &world{
		Service: timeline.NewService(d, hub, files), d: d, clock: c, contacts: contact.NewService(d, hub, files),
		matters: matter.NewService(d, hub), access: access.NewService(d),
	}
	w.access.Behind = matter.BehindTx
	w.contacts.Merged.On(w.Service.ContactMerged)
	w.find = search.NewService(d, search.Section{Kind: search.Mail, Label: "Mail", Icon: "mail", Verb: timeline.Reading},
		search.Section{Kind: search.Note, Label: "Notes", Icon: "note", Verb: timeline.Reading})
	people := []*staff.Person{
		{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"lawyer", "manager"}},
		{Name: "Evan Cole", Email: "evan@larkspur.example", Roles: []string{"lawyer"}},
		{Name: "Iris Vega", Email: "iris@larkspur.example", Roles: []string{"billing"}},
	}
	s := staff.NewService(d)
	firm, err := office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error {
			for _, p := range people {
				if err := s.AddTx(ctx, tx, p); err != nil {
					return err
				}
			}
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	enter := func(p *staff.Person) actor.Actor {
		return actor.Actor{Kind: actor.Staff, Firm: firm.ID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: true}
	}
	w.ruth, w.evan, w.iris = enter(people[0]), enter(people[1]), enter(people[2])
	w.maya = w.person(t, "Maya Rivera", "maya@client.example")
	w.omar = w.person(t, "Omar Haddad", "omar@client.example")
	w.rivera = w.open(t, "Rivera v. Cascade Freight", w.maya)
	w.haddad = w.open(t, "Estate of Haddad", w.omar)
	return w
}

func (w *world) person(t *testing.T, name, email string) contact.Card {
	t.Helper()
	c, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{
		Contact: contact.Contact{Kind: contact.Person, Name: name}, Points: []contact.Point{{Kind: contact.Email, Value: email}},
	})
	if err != nil {
		t.Fatalf("adding %s: %v", name, err)
	}
	return c
}

func (w *world) open(t *testing.T, title string, client contact.Card) matter.Matter {
	t.Helper()
	m, err := w.matters.Open(t.Context(), w.ruth, matter.New{Matter: matter.Matter{Title: title, ClientID: client.ID, ResponsibleID: staff.ID(w.ruth.ID)}})
	if err != nil {
		t.Fatalf("opening %s: %v", title, err)
	}
	return m
}

func (w *world) log(t *testing.T, e timeline.Entry) timeline.Entry {
	t.Helper()
	got, err := w.Log(t.Context(), w.ruth, timeline.New{Entry: e})
	if err != nil {
		t.Fatalf("logging a %s: %v", e.Kind, err)
	}
	return got
}

// receive files a message written as header lines, an empty line and a text.
func (w *world) receive(t *testing.T, lines ...string) timeline.Filed {
	t.Helper()
	f, err := w.FileMail(t.Context(), w.ruth, []byte(strings.Join(lines, "\r\n")), "")
	if err != nil {
		t.Fatalf("filing mail: %v", err)
	}
	return f
}

func (w *world) wall(t *testing.T, who actor.Actor, kind, object string) {
	t.Helper()
	_, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "Worked for the other side", People: []string{who.ID}, Objects: []access.Object{{Kind: kind, ID: object}}})
	if err != nil {
		t.Fatal(err)
	}
}

func call(m matter.Matter, c contact.Card, way timeline.Direction, o timeline.Outcome) timeline.Entry {
	return timeline.Entry{Kind: timeline.Call, Direction: way, Outcome: o, ContactID: c.ID, MatterID: m.ID, Seconds: 300, Body: "Talked about the hearing."}
}

func subjects(es []timeline.Entry) (out []string) {
	for _, e := range es {
		out = append(out, e.Subject)
	}
	return out
}

func each(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, found(t, d, c)) })
}

const date = "Date: Tue, 15 Sep 2026 09:30:00 -0500"

func ago(d time.Duration) time.Time { return dbtest.Noon().Add(-d) }
