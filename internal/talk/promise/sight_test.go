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
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/work/matter"
)

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
		if r.Kept != 0 || r.Ended != 1 || r.Soon != 1 || r.Replies.N != 0 || r.Replies.Open != 1 {
			t.Errorf("Ruth = %+v, want 0 of 1 kept, one due soon, and one client waiting, who is in no median", r)
		}
		if share, ok := b.All.Share(); share != 75 || !ok {
			t.Errorf("the firm kept %d%%, want 75%%", share)
		}
	})
}

func TestWhoeverStandsInFindsWhatTheColleagueOwes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		w.client("Ana Ruiz") // Evan's
		w.now("2026-10-20 10:00")
		owed := func() int {
			day, err := w.Today(t.Context(), w.ruth, staff.ID(w.ruth.ID), db.Page{})
			must(t, err)
			return len(day.Owed)
		}
		before := owed()
		w.ruth.Covers = []string{w.evan.ID}
		if got := owed(); got != before+1 {
			t.Errorf("standing in for Evan, Ruth owes %d, want one more than %d", got, before)
		}
	})
}

func TestAResponsiblePersonBehindAWallIsReplacedByNobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m, n := w.client("Ana Ruiz"), w.clientOf("Ben Ode", staff.ID(w.ruth.ID))
		must(t, w.Delegate(t.Context(), w.ruth, n.ID, staff.ID(w.evan.ID), ""))
		_, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "His brother", People: []string{w.evan.ID}, Objects: []access.Object{{Kind: "matter", ID: string(m.ID)}, {Kind: "matter", ID: string(n.ID)}}})
		must(t, err)
		if v := w.view(m); v.StaffID != "" || v.OwnerID != "" {
			t.Errorf("still Evan's: responsible %q, owner %q", v.StaffID, v.OwnerID)
		}
		if v := w.view(n); v.Delegated() || v.OwnerID != staff.ID(w.ruth.ID) {
			t.Errorf("owner = %q, want Ruth again", v.OwnerID)
		}
		_, err = w.matters.Assign(t.Context(), w.ruth, m.ID, staff.ID(w.pia.ID), matter.Responsible)
		must(t, err)
		if v := w.view(m); v.OwnerID != staff.ID(w.pia.ID) {
			t.Errorf("owner = %q, want Pia", v.OwnerID)
		}
	})
}
