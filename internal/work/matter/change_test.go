package matter_test

import (
	"testing"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
)

func TestFieldsOfTheAreaAreAskedAndChecked(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		c := f.Person("Maya Rivera")
		m, err := f.Matters.Open(t.Context(), f.Ruth, matter.New{Matter: matter.Matter{Title: "Estate", ClientID: c.ID, AreaID: f.Area("estates").ID,
			Fields: map[string]string{"estate_value": "$1,250,000.5", "work": "Probate", "unknown": "x"}}})
		if err != nil {
			t.Fatal(err)
		}
		if m.Fields["estate_value"] != "1250000.50" || m.Fields["unknown"] != "" {
			t.Errorf("fields = %v, want the amount as a plain decimal and nothing unknown", m.Fields)
		}
		m.Fields = map[string]string{"work": "Divorce"}
		if _, err := f.Matters.Change(t.Context(), f.Ruth, m); !errs.Is(err, errs.Invalid) {
			t.Errorf("a choice that isn't one = %v, want Invalid", err)
		}
	})
}

func TestAnOldCopyIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := mattertest.Found(t, d)
		m := f.Open(f.Person("Maya Rivera").ID, "Custody")
		one, other := m, m
		one.Title, other.Title = "Custody and support", "Custody, urgent"
		if _, err := f.Matters.Change(t.Context(), f.Evan, one); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Matters.Change(t.Context(), f.Ruth, other); !errs.Is(err, errs.Conflict) {
			t.Errorf("saving over another's change = %v, want Conflict", err)
		}
	})
}
