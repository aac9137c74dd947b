package lead_test

import (
	"testing"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
	"candor/internal/work/task"
)

// world is a firm in Chicago, open from nine to five, with leads.
type world struct {
	*mattertest.Firm
	t       *testing.T
	clock   *clock.Fixed
	leads   *lead.Service
	clients *client.Service
	tasks   *task.Service
	people  *staff.Service
}

func each(t *testing.T, f func(t *testing.T, w world)) {
	t.Helper()
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := world{Firm: mattertest.Found(t, d, lead.Grants(), client.Grants(), task.Grants()), t: t, clock: c}
		w.clients, w.tasks, w.people = client.NewService(d, w.Live), task.NewService(d, w.Live), staff.NewService(d)
		w.leads = lead.NewService(d, w.Live, w.Contacts, w.clients, w.Matters, w.tasks)
		w.Access.Raised.On(w.leads.WallRaised)
		w.Contacts.Merged.On(w.leads.ContactMerged)
		w.people.Left.On(w.leads.PersonLeft)
		f(t, w)
	})
}

func (w world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// ask takes in the inquiry of someone new, owned by Evan.
func (w world) ask(name string) inquiry.Lead {
	w.t.Helper()
	l, err := w.leads.Add(w.t.Context(), w.Pia, lead.New{
		Lead:   inquiry.Lead{Topic: "Custody of two children", Source: "phone", AreaID: w.Area("family").ID, OwnerID: staff.ID(w.Evan.ID)},
		Person: &contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: name}},
	})
	w.must(err)
	return l
}

func (w world) move(who actor.Actor, l inquiry.Lead, to inquiry.State) inquiry.Lead {
	w.t.Helper()
	st := inquiry.Step{To: to, Note: "Nobody else."}
	if to == inquiry.Scheduled {
		at := w.clock.Now()
		st.ConsultAt = &at
	}
	l, err := w.leads.Move(w.t.Context(), who, l.ID, l.Version, st)
	if err != nil {
		w.t.Fatalf("moving to %s: %v", to, err)
	}
	return l
}

// walk takes a lead along the pipeline up to a state.
func (w world) walk(l inquiry.Lead, to inquiry.State) inquiry.Lead {
	w.t.Helper()
	for l.State != to {
		l = w.move(w.Ruth, l, inquiry.Pipeline()[l.State.Step()+1])
	}
	return l
}

// at is a time on the office's wall.
func (w world) at(s string) time.Time {
	w.t.Helper()
	zone, err := time.LoadLocation("America/Chicago")
	w.must(err)
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	w.must(err)
	return t
}

func (w world) wants(what string, err error, kind errs.Kind) {
	w.t.Helper()
	if !errs.Is(err, kind) {
		w.t.Errorf("%s = %v, want %v", what, err, kind)
	}
}

func (w world) status(c contact.ID) client.Status {
	w.t.Helper()
	care, err := w.clients.Get(w.t.Context(), w.Ruth, c)
	w.must(err)
	return care.Status
}

func (w world) owed(who actor.Actor) (titles []string) {
	w.t.Helper()
	ts, _, err := w.tasks.List(w.t.Context(), who, task.Filter{Owner: staff.ID(who.ID)}, db.Page{})
	w.must(err)
	for _, k := range ts {
		titles = append(titles, k.Title)
	}
	return titles
}

func (w world) file(l inquiry.ID) lead.File {
	w.t.Helper()
	f, err := w.leads.Get(w.t.Context(), w.Ruth, l)
	w.must(err)
	return f
}

func adverse(c contact.Contact) inquiry.Party {
	return inquiry.Party{ContactID: c.ID, Part: matter.Adverse}
}
