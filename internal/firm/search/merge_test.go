package search_test

import (
	"testing"

	"candor/internal/firm/search"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

func TestMergingTheIndexLosesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s, who := crowd(t, d, 40)
		before, err := s.Find(t.Context(), who, search.Query{Text: "hearing", Limit: 50})
		if err != nil || len(before) == 0 {
			t.Fatalf("found %v (%v), want some hits", before, err)
		}
		for range 2 { // the second time there is nothing to do
			if err := s.Merge(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		after, err := s.Find(t.Context(), who, search.Query{Text: "hearing", Limit: 50})
		if err != nil || len(after) != len(before) || len(after[0].Hits) != len(before[0].Hits) {
			t.Errorf("found %v after merging (%v), want what was found before: %v", after, err, before)
		}
	})
}
