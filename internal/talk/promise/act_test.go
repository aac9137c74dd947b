package promise_test

import (
	"testing"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
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
