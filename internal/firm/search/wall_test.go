package search_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

// wall keeps people from objects.
func (f fixture) wall(people []string, objects ...string) {
	f.t.Helper()
	manager := f.staff("stf_manager")
	manager.Grants = actor.Grant(access.Walling)
	n := access.New{Name: "Screen", Reason: "Formerly counsel to the other side", People: people}
	for _, o := range objects {
		n.Objects = append(n.Objects, access.Object{Kind: "matter", ID: o})
	}
	if _, err := access.NewService(f.d).Raise(f.t.Context(), manager, n); err != nil {
		f.t.Fatal(err)
	}
}

func TestAWallLeavesNothingToFind(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := newFirm(t, d)
		var docs []search.Doc
		for i := range 30 {
			id := fmt.Sprint("not_", i)
			docs = append(docs, note(id, "con_1", "mat_walled", "Zanzibar file", "The zanzibar account"))
		}
		docs = append(docs, note("not_open", "con_2", "mat_open", "Zanzibar file", "Nothing to hide"),
			person("con_quixote", "Alonso Quixote"),
			search.Doc{Kind: search.Mail, ID: "mai_both", ContactID: "con_quixote", MatterID: "mat_open", Title: "About windmills"})
		f.put(docs...)
		f.wall([]string{"stf_out"}, "mat_walled", "con_quixote")

		in, out := f.staff("stf_in"), f.staff("stf_out")
		if gs := f.find(in, search.Query{Text: "zanzibar", Count: true}); len(gs) != 1 || gs[0].Count != 31 {
			t.Errorf("inside the wall: %+v, want 31 notes counted", gs)
		}
		gs := f.find(out, search.Query{Text: "zanzibar", Count: true})
		if len(gs) != 1 || gs[0].Count != 1 || gs[0].More || gs[0].Next != "" || len(gs[0].Hits) != 1 || gs[0].Hits[0].ID != "not_open" {
			t.Errorf("outside the wall: %+v, want the one open note and nothing of the others, not even a count", gs)
		}
		for _, text := range []string{"quixote", "alonso", "quixoet", "windmills", "account"} {
			if gs := f.find(out, search.Query{Text: text}); len(gs) > 0 {
				t.Errorf("outside the wall %q found %v, want nothing", text, ids(gs))
			}
			hs, err := f.s.Suggest(t.Context(), out, text)
			if err != nil || len(hs) > 0 {
				t.Errorf("outside the wall %q suggests %v, %v, want nothing", text, hs, err)
			}
		}
		for _, text := range []string{"quixote", "quixoet"} {
			hs, err := f.s.Suggest(t.Context(), in, text)
			if err != nil || len(hs) != 1 {
				t.Errorf("inside the wall %q suggests %v, %v, want the one person", text, hs, err)
			}
		}
	})
}

func TestWhoMayNotReadAKindFindsNoneOfIt(t *testing.T) {
	t.Parallel()
	f := newFirm(t, dbtest.SQLite(t, clock.At(dbtest.Noon())))
	f.put(person("con_1", "Ann Bell"))
	who := f.staff("stf_1")
	who.Grants = actor.Grant(search.Finding)
	if gs := f.find(who, search.Query{Text: "ann"}); len(gs) > 0 {
		t.Errorf("found %v without the verb of contacts, want nothing", ids(gs))
	}
	who.Grants = nil
	if _, err := f.s.Find(t.Context(), who, search.Query{Text: "ann"}); err == nil {
		t.Error("searched without the verb, want Forbidden")
	}
}

func TestAnotherFirmFindsNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		one, other := newFirm(t, d), newFirm(t, d)
		one.put(person("con_1", "Ann Bell"))
		other.put(person("con_2", "Ann Bellamy"))
		if got := ids(other.find(other.staff("stf_1"), search.Query{Text: "ann bell", Count: true})); len(got) != 1 || got[0] != "con_2" {
			t.Errorf("the other firm found %v, want only its own con_2", got)
		}
		if hs, err := other.s.Suggest(t.Context(), actor.ForJob(other.firm, "test"), "bell"); err != nil || len(hs) != 1 {
			t.Errorf("the other firm's job was suggested %v, %v, want its own one", hs, err)
		}
	})
}

func TestWhatBelongsToNobodyIsFoundByNobody(t *testing.T) {
	t.Parallel()
	f := newFirm(t, dbtest.SQLite(t, clock.At(dbtest.Noon())))
	f.put(search.Doc{Kind: search.Mail, ID: "mai_unfiled", Title: "Unfiled"})
	if gs := f.find(f.staff("stf_1"), search.Query{Text: "unfiled"}); len(gs) > 0 {
		t.Errorf("found %v, want nothing", ids(gs))
	}
}

// drawn is a firm: documents, what is walled off, and a question.
type drawn struct {
	docs   []search.Doc
	walled []string
	text   string
}

func draw(t *rapid.T) (d drawn) {
	names := rapid.SampledFrom([]string{"alvarez", "álvarez", "bell", "belle", "o’brien", "groß", "alvaerz"})
	for i := range rapid.IntRange(1, 12).Draw(t, "docs") {
		n := rapid.IntRange(0, 3).Draw(t, "object")
		d.docs = append(d.docs, note(fmt.Sprint("not_", i), fmt.Sprint("con_", n), fmt.Sprint("mat_", n%2), names.Draw(t, "title"), names.Draw(t, "body")))
	}
	objects := rapid.SampledFrom([]string{"con_0", "con_1", "con_2", "mat_0", "mat_1"})
	d.walled = rapid.SliceOfNDistinct(objects, 1, 3, rapid.ID).Draw(t, "walled")
	d.text = names.Draw(t, "text")
	return d
}

// TestAllThatIsFoundMayBeSeen draws firms, and compares what is found outside
// the walls with what is found inside.
func TestAllThatIsFoundMayBeSeen(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		firms := rapid.Custom(draw)
		for seed := range 20 {
			c := firms.Example(seed)
			f := newFirm(t, d)
			f.put(c.docs...)
			f.wall([]string{"stf_out"}, c.walled...)
			may := func(h search.Hit) bool {
				return !slices.Contains(c.walled, h.ContactID) && !slices.Contains(c.walled, h.MatterID)
			}
			var want, got []string
			for _, g := range f.find(f.staff("stf_in"), search.Query{Text: c.text, Limit: 50}) {
				for _, h := range g.Hits {
					if may(h) && !h.Guessed {
						want = append(want, h.ID)
					}
				}
			}
			for _, g := range f.find(f.staff("stf_out"), search.Query{Text: c.text, Limit: 50, Count: true}) {
				if g.Count != len(g.Hits) {
					t.Errorf("%+v: counted %d of %d hits: a wall shows in the count", c, g.Count, len(g.Hits))
				}
				for _, h := range g.Hits {
					if !may(h) {
						t.Errorf("%+v: found %s behind a wall", c, h.ID)
					}
					if !h.Guessed {
						got = append(got, h.ID)
					}
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%+v: found %v outside, want %v: what is open, in the same order", c, got, want)
			}
		}
	})
}
