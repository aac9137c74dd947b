package promise_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/job"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// world is a firm in Chicago, open from nine to five, where Ruth manages and
// supervises Evan, a lawyer, and Pia, a paralegal.
type world struct {
	*promise.Service
	t                testing.TB
	db               *db.DB
	clock            *clock.Fixed
	hours            office.Hours
	access           *access.Service
	contacts         *contact.Service
	matters          *matter.Service
	timeline         *timeline.Service
	policy           *policy.Service
	people           *staff.Service
	ruth, evan, pia  actor.Actor
	machine, archive actor.Actor // a job, and an import by Evan
}

func found(t testing.TB, d *db.DB, c *clock.Fixed) *world {
	t.Helper()
	keys, err := secret.OpenKeys(t.TempDir(), rand.Reader)
	must(t, err)
	files, err := blob.OpenDisk(t.TempDir(), keys)
	must(t, err)
	t.Cleanup(func() { _ = files.Close() }) // the folder is thrown away
	q, err := job.New(d)
	must(t, err)
	hub := live.New()
	w := &world{
		t: t, db: d, clock: c, access: access.NewService(d), contacts: contact.NewService(d, hub, files), matters: matter.NewService(d, hub),
		timeline: timeline.NewService(d, hub, files), policy: policy.NewService(d), people: staff.NewService(d),
	}
	w.Service = promise.NewService(d, hub, w.timeline, q)
	w.react()
	w.open()
	return w
}

// react is how the program wires the promise.
func (w *world) react() {
	w.access.Behind = matter.BehindTx
	w.access.Raised.On(w.matters.WallRaised)
	w.access.Raised.On(w.WallRaised)
	w.matters.Opened.On(w.MatterOpened)
	w.matters.Changed.On(w.MatterChanged)
	w.matters.Closed.On(w.MatterClosed)
	w.matters.Reopened.On(w.MatterReopened)
	w.matters.Assigned.On(w.MatterAssigned)
	w.matters.Unassigned.On(w.MatterAssigned)
	w.matters.PartyAdded.On(w.PartyAdded)
	w.contacts.Merged.On(w.matters.ContactMerged)
	w.contacts.Merged.On(w.timeline.ContactMerged)
	w.contacts.Merged.On(w.ContactMerged)
	w.people.Left.On(w.PersonLeft)
	w.timeline.Logged.On(w.Logged)
	w.timeline.Changed.On(w.EntryChanged)
	w.timeline.Moved.On(w.EntryMoved)
	w.timeline.Removed.On(w.EntryTurned)
	w.timeline.Restored.On(w.EntryTurned)
	w.policy.Decided.On(w.PolicyDecided)
}

func (w *world) open() {
	people := []*staff.Person{
		{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"manager", "lawyer"}},
		{Name: "Evan Cole", Email: "evan@larkspur.example", Roles: []string{"lawyer"}},
		{Name: "Pia Lund", Email: "pia@larkspur.example", Roles: []string{"paralegal"}},
	}
	firm, err := office.NewService(w.db).Found(w.t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive(), Holidays: office.Days{Federal: true}},
		func(ctx context.Context, tx *db.Tx) error {
			for _, p := range people {
				if p != people[0] {
					p.SupervisorID = people[0].ID
				}
				if err := w.people.AddTx(ctx, tx, p); err != nil {
					return err
				}
			}
			return nil
		})
	must(w.t, err)
	table, err := access.Collect(contact.Grants(), access.Grants(), matter.Grants(), timeline.Grants(), promise.Grants(), policy.Grants(), staff.Grants())
	must(w.t, err)
	enter := func(p *staff.Person) actor.Actor {
		return actor.Actor{Kind: actor.Staff, Firm: firm.ID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Via: "web", Open: true}
	}
	w.ruth, w.evan, w.pia = enter(people[0]), enter(people[1]), enter(people[2])
	w.machine = actor.ForJob(firm.ID, "test")
	w.archive = w.evan
	w.archive.Via = "import"
	os, err := office.NewService(w.db).List(w.t.Context(), w.machine)
	must(w.t, err)
	w.hours, err = os[0].Hours(w.clock.Now())
	must(w.t, err)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// at is a time on the office's wall.
func (w *world) at(s string) time.Time { return at(w.t, w.hours, s) }

// now moves the clock.
func (w *world) now(s string) { w.clock.Set(w.at(s)) }

// client makes a client with a matter of Evan's, opened today.
func (w *world) client(name string) matter.Matter {
	w.t.Helper()
	return w.clientOf(name, staff.ID(w.evan.ID))
}

func (w *world) clientOf(name string, lead staff.ID) matter.Matter {
	w.t.Helper()
	c, err := w.contacts.Add(w.t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: name}})
	must(w.t, err)
	m, err := w.matters.Open(w.t.Context(), w.ruth, matter.New{Matter: matter.Matter{Title: name + "'s matter", ClientID: c.ID, ResponsibleID: lead}})
	must(w.t, err)
	return m
}

// log puts an entry into a matter's line of time, now unless it says when.
func (w *world) log(m matter.Matter, e timeline.Entry) timeline.Entry {
	w.t.Helper()
	return w.logAs(w.evan, m, e)
}

func (w *world) logAs(who actor.Actor, m matter.Matter, e timeline.Entry) timeline.Entry {
	w.t.Helper()
	e.MatterID = m.ID
	if e.ContactID == "" {
		e.ContactID = m.ClientID
	}
	e.Body = "Words."
	e, err := w.timeline.Log(w.t.Context(), who, timeline.New{Entry: e})
	must(w.t, err)
	return e
}

func call() timeline.Entry {
	return timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected}
}

func question() timeline.Entry { return timeline.Entry{Kind: timeline.Portal, Direction: timeline.In} }
func answer() timeline.Entry   { return timeline.Entry{Kind: timeline.Letter, Direction: timeline.Out} }

func (w *world) view(m matter.Matter) promise.View {
	w.t.Helper()
	v, err := w.Of(w.t.Context(), w.ruth, m.ID)
	must(w.t, err)
	return v
}

func (w *world) today(who actor.Actor) promise.Today {
	w.t.Helper()
	d, err := w.Today(w.t.Context(), who, staff.ID(who.ID), db.Page{})
	must(w.t, err)
	return d
}

// stands checks what a matter's client is owed: what, by when, in which state.
func (w *world) stands(when string, m matter.Matter, what promise.What, due string, state promise.State) {
	w.t.Helper()
	v := w.view(m)
	got := ""
	if !v.Next.Due.IsZero() {
		got = v.Next.Due.In(w.hours.Zone()).Format("2006-01-02 15:04")
	}
	if v.Next.What != what || got != due || v.State != state {
		w.t.Errorf("%s: owed %q by %q, %s; want %q by %q, %s", when, v.Next.What, got, v.State, what, due, state)
	}
}
