package matter_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/work/area"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
)

func titles(ms []matter.Matter) (out []string) {
	for _, m := range ms {
		out = append(out, m.Title)
	}
	return out
}

func TestListsAreNarrowedAndPaged(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		f := mattertest.Found(t, d)
		maya, dan := f.Person("Maya Rívera"), f.Person("Daniel Okafor")
		var all []matter.Matter
		for i := range 5 {
			c.Advance(time.Minute)
			all = append(all, f.Open(maya.ID, fmt.Sprintf("Custody %d", i)))
		}
		c.Advance(time.Minute)
		house := f.Open(dan.ID, "Purchase of a house")
		if _, err := f.Matters.Assign(t.Context(), f.Ruth, house.ID, staff.ID(f.Evan.ID), matter.Working); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Close(t.Context(), f.Ruth, all[0].ID, 0, matter.Ending{Reason: "settled"}); err != nil {
			t.Fatal(err)
		}
		cases := []struct {
			name string
			f    matter.Filter
			want []string
		}{
			{"all by number, highest first", matter.Filter{By: matter.ByNumber}, []string{"Purchase of a house", "Custody 4", "Custody 3", "Custody 2", "Custody 1", "Custody 0"}},
			{"by client's name without accents", matter.Filter{Text: "rivera", Active: true, By: matter.ByOpened}, []string{"Custody 4", "Custody 3", "Custody 2", "Custody 1"}},
			{"two beginnings of words", matter.Filter{Text: "purch dan"}, []string{"Purchase of a house"}},
			{"by number", matter.Filter{Text: house.Number}, []string{"Purchase of a house"}},
			{"closed", matter.Filter{Status: matter.Closed}, []string{"Custody 0"}},
			{"on the team", matter.Filter{Team: staff.ID(f.Evan.ID)}, []string{"Purchase of a house"}},
			{"of a client", matter.Filter{Client: dan.ID}, []string{"Purchase of a house"}},
			{"of another area", matter.Filter{Area: f.Area("business").ID}, nil},
		}
		for _, tc := range cases {
			ms, _, err := f.Matters.List(t.Context(), f.Evan, tc.f, db.Page{})
			if err != nil || len(ms) != len(tc.want) {
				t.Errorf("%s: %v, %v; want %v", tc.name, titles(ms), err, tc.want)
				continue
			}
			if tc.f.By == matter.ByNumber && !slices.Equal(titles(ms), tc.want) {
				t.Errorf("%s: %v, want %v", tc.name, titles(ms), tc.want)
			}
		}
		for _, by := range []matter.By{matter.ByUpdated, matter.ByNumber, matter.ByOpened} {
			var seen []string
			page := db.Page{Limit: 2}
			for {
				ms, next, err := f.Matters.List(t.Context(), f.Evan, matter.Filter{By: by}, page)
				if err != nil {
					t.Fatalf("page by %s: %v", by, err)
				}
				seen = append(seen, titles(ms)...)
				if page.After = next; next == "" {
					break
				}
			}
			slices.Sort(seen)
			if len(seen) != 6 || len(slices.Compact(seen)) != 6 {
				t.Errorf("paging by %s saw %v, want each of 6 once", by, seen)
			}
		}
		_, lanes, err := f.Matters.Board(t.Context(), f.Evan, matter.Filter{Area: f.Area("family").ID})
		if err != nil || len(lanes) == 0 || lanes[0].Count != 5 {
			t.Errorf("board = %v, %v; want 5 open in the first lane", lanes, err)
		}
	})
}

func TestMattersFollowAMergeAndComeBack(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		maya, twin, dan := f.Person("Maya Rivera"), f.Person("Maya Rivera Soto"), f.Person("Daniel Okafor")
		own, other := f.Open(twin.ID, "Twin's own"), f.Open(dan.ID, "Daniel's")
		for _, c := range []contact.ID{maya.ID, twin.ID} {
			if _, err := f.Matters.AddParty(t.Context(), f.Ruth, other.ID, matter.Party{ContactID: c, Part: matter.Adverse}); err != nil {
				t.Fatal(err)
			}
		}
		f.Wall(f.Evan, "contact", string(maya.ID))
		m, err := f.Contacts.Merge(t.Context(), f.Ruth, maya.ID, twin.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Matters.Get(t.Context(), f.Ruth, own.ID); err != nil || got.ClientID != maya.ID {
			t.Errorf("client after the merge = %s, %v; want the one kept", got.ClientID, err)
		}
		if got, err := f.Matters.Get(t.Context(), f.Ruth, other.ID); err != nil || len(got.Parties) != 1 {
			t.Errorf("parties after the merge = %v, %v; want the one kept, once", got.Parties, err)
		}
		if _, err := f.Matters.Get(t.Context(), f.Evan, own.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("a matter that came behind a wall by a merge = %v, want NotFound", err)
		}
		in, err := f.Matters.Involving(t.Context(), f.Ruth, maya.ID)
		if err != nil || len(in) != 2 || in[0].Parts[0] != matter.Client {
			t.Errorf("matters of the one kept = %v, %v; want own first, then Daniel's", in, err)
		}
		if _, err := f.Contacts.Unmerge(t.Context(), f.Ruth, m.ID); err != nil {
			t.Fatal(err)
		}
		if got, err := f.Matters.Get(t.Context(), f.Ruth, other.ID); err != nil || len(got.Parties) != 2 {
			t.Errorf("parties after taking the merge back = %v, %v; want two", got.Parties, err)
		}
	})
}

func TestBulkDoesEachForItself(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		c := f.Person("Maya Rivera")
		one, closed, hidden := f.Open(c.ID, "One"), f.Open(c.ID, "Closed"), f.Open(c.ID, "Hidden")
		if _, err := f.Matters.Close(t.Context(), f.Ruth, closed.ID, 0, matter.Ending{Reason: "settled"}); err != nil {
			t.Fatal(err)
		}
		f.Wall(f.Evan, "matter", string(hidden.ID))
		rs, err := f.Matters.Apply(t.Context(), f.Evan, []matter.ID{one.ID, closed.ID, hidden.ID}, matter.Bulk{Stage: "filing"})
		if err != nil || len(rs) != 3 {
			t.Fatalf("results = %v, %v; want three", rs, err)
		}
		if rs[0].Err != nil || !errs.Is(rs[1].Err, errs.Conflict) || !errs.Is(rs[2].Err, errs.NotFound) || rs[2].Number != "" {
			t.Errorf("results = %v; want done, Conflict, and NotFound without its number", rs)
		}
		rs, err = f.Matters.Apply(t.Context(), f.Ruth, []matter.ID{one.ID}, matter.Bulk{Tag: " urgent "})
		if err != nil || rs[0].Err != nil {
			t.Fatalf("tagging = %v, %v", rs, err)
		}
		ms, _, err := f.Matters.List(t.Context(), f.Ruth, matter.Filter{Tag: "urgent"}, db.Page{})
		if err != nil || len(ms) != 1 {
			t.Errorf("tagged = %v, %v; want one", titles(ms), err)
		}
	})
}

func TestAStageThatMattersStandInStays(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		f.Open(f.Person("Maya Rivera").ID, "Custody")
		a := f.Area("family")
		cut := a
		cut.Stages = a.Stages[1:]
		if _, err := f.Areas.Change(t.Context(), f.Ruth, cut); !errs.Is(err, errs.Conflict) {
			t.Errorf("taking away a stage in use = %v, want Conflict", err)
		}
		a.Stages = append(a.Stages[:len(a.Stages)-1], area.Stage{Name: "Final papers"})
		a, err := f.Areas.Change(t.Context(), f.Ruth, a)
		if err != nil || a.Stages[len(a.Stages)-1].Key != "final_papers" {
			t.Errorf("changed area = %v, %v; want a stage final_papers", a.Stages, err)
		}
		if _, err := f.Areas.Change(t.Context(), f.Evan, a); !errs.Is(err, errs.Forbidden) {
			t.Errorf("shaping areas as a lawyer = %v, want Forbidden", err)
		}
	})
}

func TestRelationsAndViews(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		c := f.Person("Maya Rivera")
		trial, appeal := f.Open(c.ID, "Trial"), f.Open(c.ID, "Appeal")
		if _, err := f.Matters.Relate(t.Context(), f.Ruth, matter.Relation{FromID: appeal.ID, ToID: trial.ID, Kind: "appeal"}); err != nil {
			t.Fatal(err)
		}
		for m, want := range map[matter.ID]string{trial.ID: "Appeal of this", appeal.ID: "Appealed from"} {
			got, err := f.Matters.Get(t.Context(), f.Ruth, m)
			if err != nil || len(got.Relations) != 1 || got.Relations[0].Label(m) != want {
				t.Errorf("relations = %v, %v; want %q", got.Relations, err, want)
			}
		}
		v, err := f.Matters.SaveView(t.Context(), f.Ruth, matter.View{Name: " My closed ", Query: "status=closed&after=x", Shared: true})
		if err != nil || v.Name != "My closed" || v.Query != "status=closed" {
			t.Fatalf("view = %+v, %v; want it tidied and without its place", v, err)
		}
		if vs, err := f.Matters.Views(t.Context(), f.Evan); err != nil || len(vs) != 1 {
			t.Errorf("shared views = %v, %v; want one", vs, err)
		}
		if err := f.Matters.DropView(t.Context(), f.Evan, v.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("dropping another's view = %v, want NotFound", err)
		}
	})
}

func TestOngoingMattersAreCountedForAPageOfClients(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		maya, dan, nobody := f.Person("Maya Rivera"), f.Person("Daniel Okafor"), f.Person("Nia Bell")
		custody, walled, closed := f.Open(maya.ID, "Custody"), f.Open(maya.ID, "House"), f.Open(maya.ID, "Will")
		f.Open(dan.ID, "Lease")
		if _, err := f.Matters.AddParty(t.Context(), f.Ruth, custody.ID, matter.Party{ContactID: dan.ID, Part: matter.CoClient}); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.AddParty(t.Context(), f.Ruth, custody.ID, matter.Party{ContactID: nobody.ID, Part: matter.Adverse}); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Close(t.Context(), f.Ruth, closed.ID, 0, matter.Ending{Reason: "settled"}); err != nil {
			t.Fatal(err)
		}
		f.Wall(f.Evan, "matter", string(walled.ID))
		n, err := f.Matters.Ongoing(t.Context(), f.Evan, []contact.ID{maya.ID, dan.ID, nobody.ID})
		if want := map[contact.ID]int{maya.ID: 1, dan.ID: 2}; err != nil || !maps.Equal(n, want) {
			t.Errorf("Evan counts %v (%v), want %v: neither closed, walled nor an opponent's", n, err, want)
		}
	})
}
