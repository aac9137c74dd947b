package promise_test

import (
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

func weekly() promise.Terms { return promise.Terms{Every: promise.Every{N: 1, Unit: promise.Week}} }

func TestTermsAgreedWithAClientAreTheirs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-03 10:00")
		for name, n := range map[string]promise.NewTerms{
			"no reason":         {Own: weekly()},
			"nothing to be had": {Own: promise.Terms{Every: promise.Every{N: 0, Unit: promise.Day}}, Reason: "She asked."},
		} {
			if _, err := w.SetTerms(t.Context(), w.evan, m.ID, n); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s = %v, want Invalid", name, err)
			}
		}
		if _, err := w.SetTerms(t.Context(), w.pia, m.ID, promise.NewTerms{Own: weekly(), Reason: "She asked."}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("promising as a paralegal = %v, want Forbidden", err)
		}
		v, err := w.SetTerms(t.Context(), w.evan, m.ID, promise.NewTerms{Own: weekly(), Reason: "She asked.", WithClient: true, Version: w.view(m).TermsVersion()})
		must(t, err)
		if v.Clock.Terms.Source != promise.Client || v.Clock.Terms.Answer != promise.Suggested().Answer || !v.Agreed().WithClient {
			t.Errorf("terms = %+v, want a word every week, agreed, and the firm's answers", v.Clock.Terms)
		}
		w.stands("every week now", m, promise.Word, "2026-09-08 17:00", promise.Running)
		if _, err := w.SetTerms(t.Context(), w.ruth, m.ID, promise.NewTerms{Own: weekly(), Reason: "Me too.", Version: 1}); !errs.Is(err, errs.Conflict) {
			t.Errorf("setting terms read before = %v, want Conflict", err)
		}
		w.now("2026-09-09 10:00")
		w.stands("not kept", m, promise.Word, "2026-09-08 17:00", promise.Broken)
		_, err = w.SetTerms(t.Context(), w.evan, m.ID, promise.NewTerms{Reason: "Back to ours."})
		must(t, err)
		w.stands("a laxer promise does not mend a broken one", m, promise.Word, "2026-09-08 17:00", promise.Broken)
		_, err = w.SetTerms(t.Context(), w.evan, m.ID, promise.NewTerms{Own: promise.Terms{Every: promise.Every{Unit: promise.Never}}, Reason: "She wants peace."})
		must(t, err)
		w.stands("left in peace", m, "", "", promise.Unpromised)
	})
}

func TestTheFirmsTermsTakeEffectOnTheirDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m, n := w.client("Ana Ruiz"), w.client("Ben Ode")
		_, err := w.SetTerms(t.Context(), w.evan, n.ID, promise.NewTerms{Own: weekly(), Reason: "He asked."})
		must(t, err)
		bad := promise.Terms{Every: promise.Every{N: 500, Unit: promise.Day}}
		if _, err := w.policy.Decide(t.Context(), w.ruth, promise.TermsPolicy, "", civil.On(2026, 9, 2), bad, "No."); !errs.Is(err, errs.Invalid) {
			t.Errorf("promising what can't be kept = %v, want Invalid", err)
		}
		better := promise.Terms{Every: promise.Every{N: 2, Unit: promise.Week}, Answer: 8 * time.Hour}
		_, err = w.policy.Decide(t.Context(), w.ruth, promise.TermsPolicy, "", civil.On(2026, 9, 2), better, "We can do better.")
		must(t, err)
		must(t, w.Renew(t.Context(), w.machine, ""))
		w.stands("the day before", m, promise.Word, "2026-10-01 17:00", promise.Kept)
		w.now("2026-09-02 08:00")
		must(t, w.Renew(t.Context(), w.machine, ""))
		must(t, w.Renew(t.Context(), w.machine, "")) // twice is once
		w.stands("on the day", m, promise.Word, "2026-09-15 17:00", promise.Running)
		w.stands("agreed with the client", n, promise.Word, "2026-09-08 17:00", promise.Running)
		if v := w.view(n); v.Clock.Terms.Answer != better.Answer || len(v.Terms) != 3 {
			t.Errorf("terms = %+v, set %d times; want the firm's answer, set 3 times", v.Clock.Terms, len(v.Terms))
		}
	})
}

func TestAReminderCanBePutOff(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-30 10:00")
		if n := len(w.today(w.evan).Owed); n != 1 {
			t.Fatalf("%d owed, want 1", n)
		}
		if err := w.Snooze(t.Context(), w.evan, m.ID, civil.On(2026, 10, 30), "Hearing."); !errs.Is(err, errs.Invalid) {
			t.Errorf("a month off = %v, want Invalid", err)
		}
		must(t, w.Snooze(t.Context(), w.evan, m.ID, civil.On(2026, 10, 5), "After the hearing."))
		d1 := w.today(w.evan)
		if len(d1.Owed) != 0 || len(d1.Away) != 1 || d1.Away[0].SnoozeReason != "After the hearing." {
			t.Errorf("owed %d, away %d; want it away with its reason", len(d1.Owed), len(d1.Away))
		}
		w.now("2026-10-01 18:00") // it breaks meanwhile
		d2 := w.today(w.evan)
		if len(d2.Owed) != 1 || d2.Broken != 1 || len(d2.Away) != 0 {
			t.Errorf("owed %d, broken %d; want a broken promise to wake it", len(d2.Owed), d2.Broken)
		}
		must(t, w.Snooze(t.Context(), w.evan, m.ID, civil.On(2026, 10, 5), "She is abroad."))
		if d3 := w.today(w.evan); len(d3.Owed) != 0 || d3.Broken != 1 {
			t.Errorf("owed %d, broken %d; want it away and still counted", len(d3.Owed), d3.Broken)
		}
		must(t, w.Wake(t.Context(), w.evan, m.ID))
		if d4 := w.today(w.evan); len(d4.Owed) != 1 {
			t.Errorf("owed %d after waking, want 1", len(d4.Owed))
		}
		must(t, w.Snooze(t.Context(), w.evan, m.ID, civil.On(2026, 10, 5), "She is abroad."))
		w.log(m, call())
		if v := w.view(m); v.SnoozeReason != "" {
			t.Errorf("still put off after a call: %q", v.SnoozeReason)
		}
	})
}

func TestADelegationEndsWhenItIsDone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-14 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 10:00")
		w.log(m, question())
		pia := staff.ID(w.pia.ID)
		if err := w.Delegate(t.Context(), w.evan, m.ID, "stf_nobody", ""); !errs.Is(err, errs.Invalid) {
			t.Errorf("delegating to nobody = %v, want Invalid", err)
		}
		must(t, w.Delegate(t.Context(), w.evan, m.ID, pia, "You know the file."))
		if a, b := w.today(w.pia), w.today(w.evan); len(a.Owed) != 1 || len(b.Owed) != 0 {
			t.Errorf("Pia owes %d and Evan %d, want 1 and 0", len(a.Owed), len(b.Owed))
		}
		given, _, err := w.List(t.Context(), w.evan, promise.Filter{Delegated: staff.ID(w.evan.ID)}, db.Page{})
		if err != nil || len(given) != 1 || given[0].OwnerID != pia {
			t.Errorf("delegated = %+v (%v), want one to Pia", given, err)
		}
		must(t, w.TakeBack(t.Context(), w.evan, m.ID))
		must(t, w.Delegate(t.Context(), w.evan, m.ID, pia, ""))
		w.logAs(w.pia, m, answer())
		if v := w.view(m); v.Delegated() || v.OwnerID != staff.ID(w.evan.ID) {
			t.Errorf("owner = %s, want Evan again", v.OwnerID)
		}
		w.now("2026-10-15 10:00")
		must(t, w.Delegate(t.Context(), w.evan, m.ID, pia, ""))
		must(t, w.people.Leave(t.Context(), w.machine, pia, civil.On(2026, 10, 15)))
		if d := w.today(w.evan); len(d.Owed) != 1 {
			t.Errorf("Evan owes %d after Pia left, want 1", len(d.Owed))
		}
	})
}

func TestASupervisorIsToldOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.client("Ben Ode")
		w.now("2026-10-02 17:00") // one business day after
		must(t, w.Escalate(t.Context(), w.machine))
		told := w.today(w.ruth).Told
		if len(told) != 2 || told[0].EscalatedTo != staff.ID(w.ruth.ID) {
			t.Fatalf("Ruth was told of %d, want 2", len(told))
		}
		at := told[0].EscalatedAt
		w.now("2026-10-05 10:00")
		must(t, w.Escalate(t.Context(), w.machine))
		if again := w.today(w.ruth).Told; len(again) != 2 || !again[0].EscalatedAt.Equal(at) {
			t.Errorf("told again at %s, want once at %s", again[0].EscalatedAt, at)
		}
		w.log(m, call())
		if left := w.today(w.ruth).Told; len(left) != 1 {
			t.Errorf("%d left after a call, want 1", len(left))
		}
	})
}

func TestAWallHidesWhatIsOwed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		open := w.client("Ben Ode")
		_, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "Her brother", People: []string{w.pia.ID, w.evan.ID}, Objects: []access.Object{{Kind: "contact", ID: string(m.ClientID)}}})
		must(t, err)
		w.now("2026-10-02 17:00")
		d1 := w.today(w.evan)
		if len(d1.Owed) != 1 || d1.Owed[0].MatterID != open.ID || d1.Broken != 1 {
			t.Errorf("Evan sees %d owed, %d broken; want the one outside the wall in both", len(d1.Owed), d1.Broken)
		}
		if _, err := w.Of(t.Context(), w.evan, m.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("looking at a walled promise = %v, want NotFound", err)
		}
		marks, err := w.Marks(t.Context(), w.evan, []matter.ID{m.ID, open.ID})
		if err != nil || len(marks) != 1 || marks[open.ID].State != promise.Broken {
			t.Errorf("marks = %+v (%v), want the open one alone", marks, err)
		}
		if err := w.Snooze(t.Context(), w.evan, m.ID, civil.On(2026, 10, 5), "x"); !errs.Is(err, errs.NotFound) {
			t.Errorf("putting off a walled promise = %v, want NotFound", err)
		}
		if err := w.Delegate(t.Context(), w.ruth, m.ID, staff.ID(w.pia.ID), ""); !errs.Is(err, errs.Conflict) {
			t.Errorf("delegating across a wall = %v, want Conflict", err)
		}
		b, err := w.Board(t.Context(), w.ruth)
		if err != nil || b.All.Broken != 2 {
			t.Errorf("Ruth's board = %+v (%v), want 2 broken", b.All, err)
		}
		if _, err := w.Board(t.Context(), w.evan); !errs.Is(err, errs.Forbidden) {
			t.Errorf("the board as a lawyer = %v, want Forbidden", err)
		}
	})
}

func TestAWalledSupervisorIsNotTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		_, err := w.access.Raise(t.Context(), w.machine, access.New{Name: "Screen", Reason: "Her brother", People: []string{w.ruth.ID}, Objects: []access.Object{{Kind: "matter", ID: string(m.ID)}}})
		must(t, err)
		w.now("2026-10-05 10:00")
		must(t, w.Escalate(t.Context(), w.machine))
		v, err := w.Of(t.Context(), w.evan, m.ID)
		if err != nil || v.EscalatedTo != "" || v.EscalatedAt.IsZero() {
			t.Errorf("told %q at %s (%v), want nobody, marked", v.EscalatedTo, v.EscalatedAt, err)
		}
		b, err := w.Board(t.Context(), w.ruth)
		if err != nil || b.All.Broken != 0 || len(b.People) != 0 {
			t.Errorf("the board of one behind the wall = %+v (%v), want nothing", b, err)
		}
	})
}

func TestOnlySupervisorsLookAtOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		evan, ruth := staff.ID(w.evan.ID), staff.ID(w.ruth.ID)
		if _, err := w.Today(t.Context(), w.ruth, evan, db.Page{}); err != nil {
			t.Errorf("a supervisor's look = %v, want nil", err)
		}
		if _, err := w.Today(t.Context(), w.evan, ruth, db.Page{}); !errs.Is(err, errs.NotFound) {
			t.Errorf("looking up = %v, want NotFound", err)
		}
		if _, err := w.Today(t.Context(), w.evan, "", db.Page{}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("looking at all = %v, want Forbidden", err)
		}
	})
}

func TestTheBoardCountsByPerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m, n := w.client("Ana Ruiz"), w.clientOf("Ben Ode", staff.ID(w.ruth.ID))
		w.now("2026-09-20 10:00")
		w.log(m, call()) // kept
		w.now("2026-10-05 10:00")
		w.logAs(w.ruth, n, call()) // late
		w.now("2026-10-06 10:00")
		w.log(m, question())
		w.now("2026-10-06 13:00")
		w.log(m, answer()) // three hours, and a word that kept the promise again
		w.log(n, question())
		b, err := w.Board(t.Context(), w.ruth)
		must(t, err)
		by := map[staff.ID]promise.Tally{}
		for _, p := range b.People {
			by[p.Staff] = p
		}
		e, r := by[staff.ID(w.evan.ID)], by[staff.ID(w.ruth.ID)]
		if e.Kept != 3 || e.Ended != 3 || e.Replies != (promise.Replies{N: 1, Median: 3 * time.Hour}) {
			t.Errorf("Evan = %+v, want 3 of 3 kept, one reply in 3 h", e)
		}
		if r.Kept != 0 || r.Ended != 1 || r.Soon != 1 || r.Replies.N != 1 {
			t.Errorf("Ruth = %+v, want 0 of 1 kept, one due soon and one client waiting", r)
		}
		if share, ok := b.All.Share(); share != 75 || !ok {
			t.Errorf("the firm kept %d%%, want 75%%", share)
		}
	})
}

func TestWhatIsBroughtInIsCaughtUpWith(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 12:00")
		for _, day := range []string{"2026-09-15 10:00", "2026-09-10 10:00", "2026-09-12 10:00"} { // newest first
			e := call()
			e.At = w.at(day)
			w.logAs(w.archive, m, e)
		}
		must(t, w.CatchUp(t.Context(), w.machine))
		w.stands("caught up", m, promise.Word, "2026-10-15 17:00", promise.Running)
		if r := w.view(m).Record; r.Kept != 3 {
			t.Errorf("record = %+v, want three kept", r)
		}
	})
}

func TestPromisesFollowAMergedContact(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		kept, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Anna Ruiz"}})
		must(t, err)
		w.log(m, question())
		_, err = w.contacts.Merge(t.Context(), w.ruth, kept.ID, m.ClientID, nil)
		must(t, err)
		if v := w.view(m); v.ContactID != kept.ID || v.Client.Name != "Anna Ruiz" {
			t.Errorf("promised to %s, want the one kept", v.Client.Name)
		}
		w.now("2026-09-02 10:00")
		w.logAs(w.evan, matter.Matter{ID: m.ID, ClientID: kept.ID}, call())
		w.stands("a call to the one kept", m, promise.Word, "2026-10-02 17:00", promise.Kept)
	})
}

func TestACoClientHearsForBoth(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		co, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Luis Ruiz"}})
		must(t, err)
		w.now("2026-09-10 10:00")
		w.log(matter.Matter{ID: m.ID, ClientID: co.ID}, call())
		w.stands("a call to a stranger", m, promise.Word, "2026-10-01 17:00", promise.Running)
		_, err = w.matters.AddParty(t.Context(), w.evan, m.ID, matter.Party{ContactID: co.ID, Part: matter.CoClient})
		must(t, err)
		w.stands("who is a client too", m, promise.Word, "2026-10-09 17:00", promise.Kept)
	})
}

func TestWhatChangedIsSeenOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-16 10:00")
		m := w.client("Ana Ruiz")
		w.logAs(w.ruth, m, timeline.Entry{Kind: timeline.Note})
		es, _, err := w.Changed(t.Context(), w.evan)
		if err != nil || len(es) != 1 {
			t.Errorf("%d changes (%v), want 1", len(es), err)
		}
		w.now("2026-09-16 10:05")
		must(t, w.Look(t.Context(), w.evan))
		if es, _, err = w.Changed(t.Context(), w.evan); err != nil || len(es) != 0 {
			t.Errorf("%d changes after a look (%v), want 0", len(es), err)
		}
	})
}
