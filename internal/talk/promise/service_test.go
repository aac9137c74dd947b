package promise_test

import (
	"context"
	"crypto/rand"
	"sync"
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
	"candor/internal/kit/errs"
	"candor/internal/kit/job"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
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
	w.matters.Opened.On(w.MatterOpened)
	w.matters.Changed.On(w.MatterChanged)
	w.matters.Closed.On(w.MatterClosed)
	w.matters.Reopened.On(w.MatterReopened)
	w.matters.Assigned.On(w.MatterAssigned)
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

func TestAPromiseFromOpeningToClosing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.stands("opened", m, promise.Word, "2026-10-01 17:00", promise.Kept)

		w.now("2026-09-16 12:00")
		w.stands("two weeks on", m, promise.Word, "2026-10-01 17:00", promise.Running)
		w.log(m, call())
		w.stands("after a call", m, promise.Word, "2026-10-16 17:00", promise.Kept)

		w.now("2026-10-16 10:00")
		w.stands("on the last day", m, promise.Word, "2026-10-16 17:00", promise.Soon)
		w.now("2026-10-19 10:00")
		w.stands("after it", m, promise.Word, "2026-10-16 17:00", promise.Broken)
		w.log(m, answer())
		w.stands("after a letter", m, promise.Word, "2026-11-18 17:00", promise.Kept)
		if r := w.view(m).Record; r.Kept != 1 || r.Broken != 1 {
			t.Errorf("record = %+v, want one kept and one broken", r)
		}

		w.now("2026-11-01 10:00")
		_, err := w.matters.Close(t.Context(), w.ruth, m.ID, 0, matter.Ending{Reason: "completed"})
		must(t, err)
		w.stands("closed", m, "", "", promise.Unpromised)
		if d := w.today(w.evan); len(d.Owed)+len(d.Coming) != 0 {
			t.Errorf("today shows %d for a closed matter, want none", len(d.Owed)+len(d.Coming))
		}
		w.now("2026-11-10 10:00")
		_, err = w.matters.Reopen(t.Context(), w.ruth, m.ID)
		must(t, err)
		w.stands("reopened", m, promise.Word, "2026-12-10 17:00", promise.Kept)
	})
}

// The examples of how response time is counted: in business minutes from the
// client's message to the first reply by a person.
func TestQuestionsWaitInBusinessTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		for _, x := range []struct{ asked, replied, want string }{
			{"2026-09-04 16:30", "2026-09-08 09:45", "1h15m0s"}, // over a weekend and Labor Day
			{"2026-09-12 11:00", "2026-09-14 09:20", "20m0s"},   // out of hours
		} {
			w.now("2026-09-01 10:00")
			m := w.client("Client " + x.asked)
			w.now(x.asked)
			w.log(m, question())
			w.now(x.replied)
			w.log(m, answer())
			waits := w.view(m).Waits
			if len(waits) != 1 || (time.Duration(waits[0].Waited)*time.Second).String() != x.want || waits[0].State != promise.Kept {
				t.Errorf("asked %s, replied %s: %+v, want one wait of %s, kept", x.asked, x.replied, waits, x.want)
			}
		}
	})
}

func TestAQuestionHasTwoStops(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-14 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 10:00")
		w.log(m, question())
		w.stands("asked", m, promise.Acknowledgement, "2026-09-17 10:00", promise.Running)
		w.now("2026-09-16 15:00")
		w.log(m, question()) // the same wait
		w.stands("asked again", m, promise.Acknowledgement, "2026-09-17 10:00", promise.Running)

		holding := answer()
		holding.Holding = true
		w.log(m, holding)
		w.stands("held", m, promise.Answer, "2026-09-18 10:00", promise.Running)

		w.now("2026-09-18 11:00")
		w.stands("late", m, promise.Answer, "2026-09-18 10:00", promise.Broken)
		w.log(m, call())
		w.stands("answered", m, promise.Word, "2026-10-16 17:00", promise.Kept)
		if ws := w.view(m).Waits; len(ws) != 1 || ws[0].Messages != 2 || ws[0].State != promise.Broken {
			t.Errorf("waits = %+v, want one of two messages, broken", ws)
		}
	})
}

func TestMachinesAndNotesMoveNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-10 10:00")
		other, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Opposing Counsel"}})
		must(t, err)
		auto := answer()
		auto.Kind, auto.Auto = timeline.Email, true
		toOthers := answer()
		toOthers.ContactID = other.ID
		voicemail := timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Voicemail}
		noAnswer := timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.NoAnswer}
		for name, e := range map[string]timeline.Entry{
			"an automatic reply": auto, "a note": {Kind: timeline.Note}, "a letter to the other side": toOthers,
			"a voicemail we left": voicemail, "a call nobody took": noAnswer,
		} {
			w.log(m, e)
			w.stands("after "+name, m, promise.Word, "2026-10-01 17:00", promise.Running)
		}
		// A bill is a letter that a person weighs as no contact.
		bill := w.log(m, answer())
		w.stands("after a letter", m, promise.Word, "2026-10-09 17:00", promise.Kept)
		_, err = w.timeline.Weigh(t.Context(), w.evan, bill.ID, false, "It was the bill.")
		must(t, err)
		w.stands("after weighing it", m, promise.Word, "2026-10-01 17:00", promise.Running)
		w.log(m, question())
		w.stands("what the client writes leaves the first clock running", m, promise.Acknowledgement, "2026-09-11 10:00", promise.Running)
		w.now("2026-09-10 11:00")
		w.log(m, auto)
		w.stands("nor does an automatic reply answer", m, promise.Acknowledgement, "2026-09-11 10:00", promise.Running)
	})
}

func TestTheClockFollowsCorrections(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		n, err := w.matters.Open(t.Context(), w.ruth, matter.New{Matter: matter.Matter{Title: "Another of hers", ClientID: m.ClientID, ResponsibleID: m.ResponsibleID}})
		must(t, err)
		w.now("2026-09-16 10:00")
		w.log(m, call())

		yesterday := question()
		yesterday.At = w.at("2026-09-15 09:00")
		asked := w.log(m, yesterday) // noted late: the call since has answered it
		w.stands("a question noted late", m, promise.Word, "2026-10-16 17:00", promise.Kept)
		if ws := w.view(m).Waits; len(ws) != 1 || ws[0].Open() {
			t.Errorf("waits = %+v, want one, answered", ws)
		}
		mv, err := w.timeline.Move(t.Context(), w.evan, asked.ID, n.ID)
		must(t, err)
		w.stands("moved to the other matter", n, promise.Acknowledgement, "2026-09-15 17:00", promise.Broken)
		if ws := w.view(m).Waits; len(ws) != 0 {
			t.Errorf("waits of the first = %+v, want none", ws)
		}
		_, err = w.timeline.Unmove(t.Context(), w.evan, mv.ID)
		must(t, err)
		w.stands("moved back", n, promise.Word, "2026-10-01 17:00", promise.Running)

		e := w.log(n, call())
		w.stands("a call", n, promise.Word, "2026-10-16 17:00", promise.Kept)
		_, err = w.timeline.Remove(t.Context(), w.evan, e.ID, "Logged twice.")
		must(t, err)
		w.stands("which never was", n, promise.Word, "2026-10-01 17:00", promise.Running)
		_, err = w.timeline.Restore(t.Context(), w.evan, e.ID)
		must(t, err)
		w.stands("or was it", n, promise.Word, "2026-10-16 17:00", promise.Kept)
	})
}

func TestASettledQuestionAsksForNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-14 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 10:00")
		w.log(m, question())
		w.log(m, question())
		q := string(w.view(m).QuestionID)
		if _, err := w.Settle(t.Context(), w.evan, m.ID, q, " "); !errs.Is(err, errs.Invalid) {
			t.Errorf("settling without a reason = %v, want Invalid", err)
		}
		s, err := w.Settle(t.Context(), w.evan, m.ID, q, "Only thanks.")
		if err != nil || len(s.Entries) != 2 {
			t.Fatalf("settled %d messages (%v), want both", len(s.Entries), err)
		}
		w.stands("settled", m, promise.Word, "2026-10-14 17:00", promise.Running)
		if _, err := w.Settle(t.Context(), w.evan, m.ID, q, "Again."); !errs.Is(err, errs.Conflict) {
			t.Errorf("settling twice = %v, want Conflict", err)
		}
		if err := w.Unsettle(t.Context(), w.evan, m.ID, s.Entries); err != nil {
			t.Fatal(err)
		}
		w.stands("after all", m, promise.Acknowledgement, "2026-09-17 10:00", promise.Running)
	})
}

func TestConcurrentContactsAreAllFollowed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 12:00")
		var wg sync.WaitGroup
		failed := make([]error, 8)
		for i := range failed {
			wg.Go(func() {
				e := question()
				e.MatterID, e.ContactID, e.At = m.ID, m.ClientID, w.clock.Now().Add(time.Duration(i-8)*time.Minute)
				_, failed[i] = w.timeline.Log(t.Context(), w.evan, timeline.New{Entry: e})
			})
		}
		wg.Wait()
		for _, err := range failed {
			if err != nil {
				t.Errorf("logging beside others = %v, want nil", err)
			}
		}
		if ws := w.view(m).Waits; len(ws) != 1 || ws[0].Messages != 8 {
			t.Errorf("waits = %+v, want one of eight messages", ws)
		}
		w.stands("counted from the first", m, promise.Acknowledgement, "2026-09-17 11:52", promise.Running)
	})
}
