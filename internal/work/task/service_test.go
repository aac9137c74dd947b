package task_test

import (
	"slices"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
	"candor/internal/work/matter/mattertest"
	"candor/internal/work/task"
)

// world is a firm with tasks.
type world struct {
	*mattertest.Firm
	tasks *task.Service
}

func each(t *testing.T, f func(t *testing.T, w world)) {
	t.Helper()
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := world{Firm: mattertest.Found(t, d, task.Grants())}
		w.tasks = task.NewService(d, w.Live)
		w.Access.Raised.On(w.tasks.WallRaised)
		w.Contacts.Merged.On(w.tasks.ContactMerged)
		f(t, w)
	})
}

func (w world) add(t *testing.T, tk task.Task) task.Task {
	t.Helper()
	if tk.OwnerID == "" {
		tk.OwnerID = staff.ID(w.Evan.ID)
	}
	out, err := w.tasks.Add(t.Context(), w.Ruth, tk)
	if err != nil {
		t.Fatalf("adding %q: %v", tk.Title, err)
	}
	return out
}

func titles(ts []task.Task) (out []string) {
	for _, t := range ts {
		out = append(out, t.Title)
	}
	return out
}

func TestMineAreTheSoonestFirst(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		today := civil.On(2026, 9, 16)
		w.add(t, task.Task{Title: "Some day"})
		w.add(t, task.Task{Title: "Next month", DueOn: today.AddDays(30)})
		w.add(t, task.Task{Title: "Today", DueOn: today})
		w.add(t, task.Task{Title: "Today, pressing", DueOn: today, Priority: task.High})
		w.add(t, task.Task{Title: "Overdue", DueOn: today.AddDays(-3)})
		w.add(t, task.Task{Title: "Ruth's", DueOn: today, OwnerID: staff.ID(w.Ruth.ID)})
		done := w.add(t, task.Task{Title: "Done", DueOn: today})
		if _, err := w.tasks.Finish(t.Context(), w.Evan, done.ID); err != nil {
			t.Fatal(err)
		}
		mine, err := w.tasks.Mine(t.Context(), w.Evan, today)
		if want := []string{"Overdue", "Today, pressing", "Today"}; err != nil || !slices.Equal(titles(mine), want) {
			t.Errorf("mine by today = %v, %v; want %v", titles(mine), err, want)
		}
		all, err := w.tasks.Mine(t.Context(), w.Evan, civil.Date{})
		if err != nil || len(all) != 5 || all[4].Title != "Some day" || !all[0].Overdue(today) {
			t.Errorf("mine = %v, %v; want five, the overdue one first and the undated one last", titles(all), err)
		}
		var seen []string
		page := db.Page{Limit: 2}
		for {
			ts, next, err := w.tasks.List(t.Context(), w.Evan, task.Filter{Owner: staff.ID(w.Evan.ID)}, page)
			if err != nil {
				t.Fatal(err)
			}
			seen = append(seen, titles(ts)...)
			if page.After = next; next == "" {
				break
			}
		}
		if len(seen) != 5 {
			t.Errorf("paging saw %v, want five", seen)
		}
	})
}

func TestATaskOfAWalledMatterIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		c := w.Person("Maya Rivera")
		m := w.Open(c.ID, "Custody")
		ofMatter := w.add(t, task.Task{Title: "File papers", MatterID: m.ID})
		ofContact := w.add(t, task.Task{Title: "Send flowers", ContactID: c.ID})
		w.add(t, task.Task{Title: "Water the plants"})
		w.Wall(w.Evan, "contact", string(c.ID))
		for _, tk := range []task.Task{ofMatter, ofContact} {
			if _, err := w.tasks.Get(t.Context(), w.Evan, tk.ID); !errs.Is(err, errs.NotFound) {
				t.Errorf("getting %q from behind the wall = %v, want NotFound", tk.Title, err)
			}
			if _, err := w.tasks.Finish(t.Context(), w.Evan, tk.ID); !errs.Is(err, errs.NotFound) {
				t.Errorf("ticking %q from behind the wall = %v, want NotFound", tk.Title, err)
			}
			if got, err := w.tasks.Get(t.Context(), w.Ruth, tk.ID); err != nil || got.OwnerID != "" {
				t.Errorf("%q = %q's, %v; want nobody's since the wall stands", tk.Title, got.OwnerID, err)
			}
			if _, err := w.tasks.Delegate(t.Context(), w.Ruth, tk.ID, staff.ID(w.Evan.ID), ""); !errs.Is(err, errs.Conflict) {
				t.Errorf("giving %q to a screened lawyer = %v, want Conflict", tk.Title, err)
			}
		}
		mine, err := w.tasks.Mine(t.Context(), w.Evan, civil.Date{})
		if err != nil || len(mine) != 1 || mine[0].Title != "Water the plants" {
			t.Errorf("mine from behind the wall = %v, %v; want the plants", titles(mine), err)
		}
	})
}

func TestARestrictedMattersTaskStaysInItsTeam(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		m := w.Open(w.Person("Maya Rivera").ID, "Custody")
		if err := w.Matters.Restrict(t.Context(), w.Ruth, m.ID); err != nil {
			t.Fatal(err)
		}
		_, err := w.tasks.Add(t.Context(), w.Ruth, task.Task{Title: "File papers", MatterID: m.ID, OwnerID: staff.ID(w.Evan.ID)})
		if !errs.Is(err, errs.Conflict) {
			t.Errorf("a task of a restricted matter for a stranger = %v, want Conflict", err)
		}
		if _, err := w.tasks.Add(t.Context(), w.Evan, task.Task{Title: "Peek", MatterID: m.ID}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a task in a matter one can't see = %v, want Invalid", err)
		}
	})
}

func TestTicksAndRemovalsAreTakenBack(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		tk := w.add(t, task.Task{Title: "  Call   the court "})
		if tk.Title != "Call the court" || tk.Priority != task.Normal {
			t.Errorf("task = %q %s, want it tidied and of normal priority", tk.Title, tk.Priority)
		}
		done, err := w.tasks.Finish(t.Context(), w.Pia, tk.ID)
		if err != nil || done.DoneBy != w.Pia.ID || done.DoneAt == nil {
			t.Fatalf("done = %+v, %v; want by Pia, now", done, err)
		}
		if _, err := w.tasks.Finish(t.Context(), w.Pia, tk.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("done twice = %v, want Conflict", err)
		}
		if back, err := w.tasks.Reopen(t.Context(), w.Pia, tk.ID); err != nil || back.State != task.Open || back.DoneAt != nil {
			t.Errorf("reopened = %+v, %v; want open", back, err)
		}
		if _, err := w.tasks.Remove(t.Context(), w.Pia, tk.ID); err != nil {
			t.Fatal(err)
		}
		if ts, _, err := w.tasks.List(t.Context(), w.Ruth, task.Filter{}, db.Page{}); err != nil || len(ts) != 0 {
			t.Errorf("list with a removed task = %v, %v; want none", titles(ts), err)
		}
		if _, err := w.tasks.Reopen(t.Context(), w.Pia, tk.ID); err != nil {
			t.Errorf("bringing a removed task back = %v, want nil", err)
		}
	})
}

func TestAnOldCopyIsRefusedAndFieldsAreChecked(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		tk := w.add(t, task.Task{Title: "Call the court"})
		one, other := tk, tk
		one.Title, other.Title = "Call the clerk", "Call the judge"
		if _, err := w.tasks.Change(t.Context(), w.Evan, one); err != nil {
			t.Fatal(err)
		}
		if _, err := w.tasks.Change(t.Context(), w.Ruth, other); !errs.Is(err, errs.Conflict) {
			t.Errorf("saving over another's change = %v, want Conflict", err)
		}
		for name, bad := range map[string]task.Task{
			"no title":       {},
			"nobody's owner": {Title: "X", OwnerID: "stf_nobody"},
			"no such matter": {Title: "X", MatterID: "mat_none"},
			"a bad priority": {Title: "X", Priority: "huge"},
		} {
			if _, err := w.tasks.Add(t.Context(), w.Ruth, bad); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s = %v, want Invalid", name, err)
			}
		}
	})
}

func TestAGuestSeesOnlyTheirOwnHousekeeping(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.add(t, task.Task{Title: "Water the plants"})
		guest := actor.Actor{Kind: actor.Guest, Firm: w.ID, ID: "stf_guest", Roles: []string{string(access.Guest)}, Grants: actor.Grant(task.Reading)}
		if ts, _, err := w.tasks.List(t.Context(), guest, task.Filter{}, db.Page{}); err != nil || len(ts) != 0 {
			t.Errorf("a guest's list = %v, %v; want none", titles(ts), err)
		}
	})
}

func TestTasksFollowAMerge(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		one, twin := w.Person("Maya Rivera"), w.Person("Maya Rivera Soto")
		tk := w.add(t, task.Task{Title: "Send flowers", ContactID: twin.ID})
		if _, err := w.Contacts.Merge(t.Context(), w.Ruth, one.ID, twin.ID, nil); err != nil {
			t.Fatal(err)
		}
		if got, err := w.tasks.Get(t.Context(), w.Ruth, tk.ID); err != nil || got.ContactID != one.ID || got.ContactName == "" {
			t.Errorf("task after the merge = %s %q, %v; want about the one kept", got.ContactID, got.ContactName, err)
		}
	})
}
