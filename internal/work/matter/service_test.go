package matter_test

import (
	"slices"
	"sync"
	"testing"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
)

func TestMattersAreNumberedWithoutAGap(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		c := f.Person("Maya Rivera")
		first := f.Open(c.ID, "Rivera custody")
		if _, err := f.Matters.Open(t.Context(), f.Ruth, matter.New{Matter: matter.Matter{Title: "", ClientID: c.ID}}); !errs.Is(err, errs.Invalid) {
			t.Fatalf("opening without a title = %v, want Invalid", err)
		}
		second := f.Open(c.ID, "Rivera house")
		if first.Number != "2026-00001" || second.Number != "2026-00002" {
			t.Errorf("numbers = %s, %s; want 2026-00001 and 2026-00002, the failed one leaving no gap", first.Number, second.Number)
		}
		preview, err := f.Matters.Preview(t.Context(), f.Ruth, "", c.ID)
		if err != nil || preview != "2026-00003" {
			t.Errorf("preview = %q, %v; want 2026-00003", preview, err)
		}
		taken, err := f.Matters.Open(t.Context(), f.Ruth, matter.New{Matter: matter.Matter{Number: "2026-00003", Title: "Imported", ClientID: c.ID}})
		if err != nil || taken.Number != "2026-00003" {
			t.Fatalf("opening with a number of its own = %q, %v; want 2026-00003", taken.Number, err)
		}
		if fourth := f.Open(c.ID, "Rivera will"); fourth.Number != "2026-00004" {
			t.Errorf("number after an imported one = %s, want 2026-00004", fourth.Number)
		}
		if _, err := f.Matters.Open(t.Context(), f.Ruth, matter.New{Matter: matter.Matter{Number: "2026-00003", Title: "Again", ClientID: c.ID}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a number given twice = %v, want Conflict", err)
		}
	})
}

func TestANumberCanBeginWithTheClients(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		if _, err := f.Policy.Decide(t.Context(), f.Ruth, matter.NumberPolicy, "", civil.On(2026, 1, 1), "{client:4}-{seq:3}", "as in the old books"); err != nil {
			t.Fatal(err)
		}
		maya, dan := f.Person("Maya Rivera"), f.Person("Daniel Okafor")
		var got []string
		for _, c := range []contact.ID{maya.ID, dan.ID, maya.ID} {
			got = append(got, f.Open(c, "Matter").Number)
		}
		if want := []string{"0001-001", "0002-001", "0001-002"}; !slices.Equal(got, want) {
			t.Errorf("numbers = %v, want %v", got, want)
		}
	})
}

func TestTwoWhoOpenAtOnceGetTwoNumbers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		c := f.Person("Maya Rivera")
		var wg sync.WaitGroup
		numbers := make([]string, 6)
		for i := range numbers {
			wg.Go(func() {
				m, err := f.Matters.Open(t.Context(), f.Ruth, matter.New{Matter: matter.Matter{Title: "At once", ClientID: c.ID}})
				if err != nil {
					t.Errorf("opening at once: %v", err)
				}
				numbers[i] = m.Number
			})
		}
		wg.Wait()
		slices.Sort(numbers)
		if want := []string{"2026-00001", "2026-00002", "2026-00003", "2026-00004", "2026-00005", "2026-00006"}; !slices.Equal(numbers, want) {
			t.Errorf("numbers = %v, want %v", numbers, want)
		}
	})
}

func TestAMatterBehindItsClientsWallIsNotFound(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		before, after := f.Person("Maya Rivera"), f.Person("Daniel Okafor")
		old := f.Open(before.ID, "Opened before the wall")
		f.Wall(f.Evan, "contact", string(before.ID))
		f.Wall(f.Evan, "contact", string(after.ID))
		late := f.Open(after.ID, "Opened behind the wall")
		for _, m := range []matter.Matter{old, late} {
			if _, err := f.Matters.Get(t.Context(), f.Evan, m.ID); !errs.Is(err, errs.NotFound) {
				t.Errorf("getting %q from behind a wall = %v, want NotFound", m.Title, err)
			}
			if _, err := f.Matters.MoveStage(t.Context(), f.Evan, m.ID, 0, "service", ""); !errs.Is(err, errs.NotFound) {
				t.Errorf("moving %q from behind a wall = %v, want NotFound", m.Title, err)
			}
		}
		ms, _, err := f.Matters.List(t.Context(), f.Evan, matter.Filter{}, db.Page{})
		if err != nil || len(ms) != 0 {
			t.Errorf("list from behind a wall = %d matters, %v; want none", len(ms), err)
		}
		if n, err := f.Matters.Count(t.Context(), f.Evan, matter.Filter{}); err != nil || n != 0 {
			t.Errorf("count from behind a wall = %d, %v; want 0", n, err)
		}
		if _, err := f.Matters.Assign(t.Context(), f.Ruth, late.ID, staff.ID(f.Evan.ID), matter.Working); !errs.Is(err, errs.Conflict) {
			t.Errorf("putting a screened lawyer on the team = %v, want Conflict", err)
		}
		for _, c := range []contact.ID{before.ID} {
			if _, err := f.Matters.Involving(t.Context(), f.Evan, c); !errs.Is(err, errs.NotFound) {
				t.Errorf("matters of a walled contact = %v, want NotFound", err)
			}
		}
	})
}

func TestAWallTakesPeopleOffTheTeam(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		c := f.Person("Maya Rivera")
		m := f.Open(c.ID, "Custody")
		if _, err := f.Matters.Assign(t.Context(), f.Ruth, m.ID, staff.ID(f.Evan.ID), matter.Responsible); err != nil {
			t.Fatal(err)
		}
		f.Wall(f.Evan, "matter", string(m.ID))
		got, err := f.Matters.Get(t.Context(), f.Ruth, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.ResponsibleID != "" || len(got.Team) != 1 || got.Team[0].StaffID != staff.ID(f.Ruth.ID) {
			t.Errorf("after the wall: responsible %q, team %v; want nobody responsible and Ruth alone", got.ResponsibleID, got.Team)
		}
	})
}

func TestACoClientsWallRefusesTheTeam(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		maya, dan := f.Person("Maya Rivera"), f.Person("Daniel Okafor")
		m := f.Open(maya.ID, "House")
		if _, err := f.Matters.Assign(t.Context(), f.Ruth, m.ID, staff.ID(f.Evan.ID), matter.Working); err != nil {
			t.Fatal(err)
		}
		f.Wall(f.Evan, "contact", string(dan.ID))
		_, err := f.Matters.AddParty(t.Context(), f.Ruth, m.ID, matter.Party{ContactID: dan.ID, Part: matter.CoClient})
		if !errs.Is(err, errs.Conflict) {
			t.Fatalf("adding a client whom a wall keeps from the team = %v, want Conflict", err)
		}
		if err := f.Matters.Unassign(t.Context(), f.Ruth, m.ID, staff.ID(f.Evan.ID), matter.Working); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.AddParty(t.Context(), f.Ruth, m.ID, matter.Party{ContactID: dan.ID, Part: matter.CoClient}); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Get(t.Context(), f.Evan, m.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("getting a matter behind its co-client's wall = %v, want NotFound", err)
		}
	})
}

func TestARestrictedMatterIsSeenByItsTeamAlone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		m := f.Open(f.Person("Maya Rivera").ID, "Custody")
		if err := f.Matters.Restrict(t.Context(), f.Ruth, m.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Get(t.Context(), f.Evan, m.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("a stranger's look = %v, want NotFound", err)
		}
		if _, err := f.Matters.Assign(t.Context(), f.Ruth, m.ID, staff.ID(f.Evan.ID), matter.Working); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Get(t.Context(), f.Evan, m.ID); err != nil {
			t.Errorf("a look once on the team = %v, want nil", err)
		}
		if err := f.Matters.Unassign(t.Context(), f.Ruth, m.ID, staff.ID(f.Evan.ID), matter.Working); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Get(t.Context(), f.Evan, m.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("a look once off the team = %v, want NotFound", err)
		}
		if err := f.Matters.Unrestrict(t.Context(), f.Ruth, m.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Get(t.Context(), f.Evan, m.ID); err != nil {
			t.Errorf("a look once open again = %v, want nil", err)
		}
	})
}

func TestAMatterIsClosedOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		m := f.Open(f.Person("Maya Rivera").ID, "Custody")
		var wg sync.WaitGroup
		closed := make([]error, 8)
		for i := range closed {
			wg.Go(func() {
				_, closed[i] = f.Matters.Close(t.Context(), f.Ruth, m.ID, 0, matter.Ending{Reason: "completed"})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range closed {
			if err == nil {
				won++
			} else if !errs.Is(err, errs.Conflict) {
				t.Errorf("closing at the same time = %v, want nil or Conflict", err)
			}
		}
		if won != 1 {
			t.Errorf("%d of 8 closed it, want 1", won)
		}
		again, err := f.Matters.Reopen(t.Context(), f.Ruth, m.ID)
		if err != nil || again.Status != matter.Open || !again.ClosedOn.IsZero() {
			t.Errorf("reopened = %s closed on %q, %v; want open", again.Status, again.ClosedOn, err)
		}
	})
}

func TestEveryMoveIsKept(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		f := mattertest.Found(t, d)
		m := f.Open(f.Person("Maya Rivera").ID, "Custody")
		if m.Stage != "consult" {
			t.Fatalf("first stage = %q, want consult", m.Stage)
		}
		for _, to := range []string{"filing", "mediation", "filing"} {
			c.Advance(60_000_000_000)
			if _, err := f.Matters.MoveStage(t.Context(), f.Evan, m.ID, 0, to, ""); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.Matters.MoveStage(t.Context(), f.Evan, m.ID, 1, "trial", ""); !errs.Is(err, errs.Conflict) {
			t.Errorf("moving an old copy = %v, want Conflict", err)
		}
		if _, err := f.Matters.MoveStage(t.Context(), f.Evan, m.ID, 0, "biometrics", ""); !errs.Is(err, errs.Invalid) {
			t.Errorf("moving to another area's stage = %v, want Invalid", err)
		}
		got, err := f.Matters.Get(t.Context(), f.Ruth, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		var way []string
		for _, mv := range got.Moves {
			way = append(way, mv.FromStage+">"+mv.ToStage)
		}
		if want := []string{"consult>filing", "filing>mediation", "mediation>filing"}; !slices.Equal(way, want) {
			t.Errorf("moves = %v, want %v", way, want)
		}
	})
}

func TestTheResponsiblePersonIsReplacedNotRemoved(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		m := f.Open(f.Person("Maya Rivera").ID, "Custody")
		ruth, evan := staff.ID(f.Ruth.ID), staff.ID(f.Evan.ID)
		if err := f.Matters.Unassign(t.Context(), f.Ruth, m.ID, ruth, matter.Responsible); !errs.Is(err, errs.Conflict) {
			t.Errorf("removing the responsible person = %v, want Conflict", err)
		}
		m, err := f.Matters.Assign(t.Context(), f.Ruth, m.ID, evan, matter.Responsible)
		if err != nil || m.ResponsibleID != evan {
			t.Fatalf("responsible = %s, %v; want Evan", m.ResponsibleID, err)
		}
		got, err := f.Matters.Get(t.Context(), f.Ruth, m.ID)
		if err != nil || len(got.Team) != 2 || got.Team[0].StaffID != evan || got.Team[1].Role != matter.Working {
			t.Errorf("team = %v, %v; want Evan responsible and Ruth working", got.Team, err)
		}
		if _, err := f.Matters.Assign(t.Context(), f.Pia, m.ID, ruth, matter.Responsible); !errs.Is(err, errs.Forbidden) {
			t.Errorf("staffing as a paralegal = %v, want Forbidden", err)
		}
	})
}
