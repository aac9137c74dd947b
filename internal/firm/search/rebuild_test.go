package search_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

func TestRebuildFindsWhatThereIsAndOnlyThat(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		f := newFirm(t, d)
		who := f.staff("stf_1")
		f.put(person("con_gone", "Gone Bell"), person("con_000", "Stale Bell"), note("not_1", "con_gone", "", "Bell", ""))
		var there []search.Doc
		for i := range 450 {
			there = append(there, person(fmt.Sprintf("con_%03d", i), fmt.Sprintf("Bell Number%d", i)))
		}
		f.put(there[100:101]...) // only to let the firm see one more
		c.Advance(time.Minute)
		pages := 0
		source := search.Source{Kind: search.Contact, Page: func(_ context.Context, _ db.Q, after string, limit int) ([]search.Doc, error) {
			pages++
			from, _ := slices.BinarySearchFunc(there, after+"\x00", func(d search.Doc, id string) int { return strings.Compare(d.ID, id) })
			return there[from:min(from+limit, len(there))], nil
		}}
		if err := f.s.Rebuild(t.Context(), who, source); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a person rebuilds: %v, want Forbidden", err)
		}
		if err := f.s.Rebuild(t.Context(), actor.ForSystem(f.firm, "test"), source); err != nil {
			t.Fatal(err)
		}
		if pages != 3 {
			t.Errorf("asked for %d pages, want 3 of 450 docs", pages)
		}
		for text, want := range map[string][]string{"gone": {}, "stale": {}, "number0": {"con_000"}, "number100": {"con_100"}, "note: bell": {"not_1"}} {
			if got := ids(f.find(who, search.Query{Text: text})); !slices.Equal(got, want) {
				t.Errorf("after rebuilding, %q found %v, want %v", text, got, want)
			}
		}
	})
}
