package db_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"testing"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

// turn reads a page of rules, in the order in which they were decided.
func turn(t testing.TB, d *db.DB, who actor.Actor, p db.Page, desc bool) (ids []string, next string, err error) {
	t.Helper()
	var rows []rule
	err = d.Read(t.Context(), who, func(ctx context.Context, q db.Q) error {
		var err error
		next, err = db.List(ctx, q.Select(&rows), &rows, p, db.Order{Columns: []string{"p.decided_at", "p.id"}, Desc: desc},
			func(r rule) []string { return []string{db.Stamp(r.DecidedAt), r.ID} })
		return err
	})
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids, next, err
}

// decide adds a rule, decided so many tenths of a second past noon: whole
// seconds and parts of them are written differently.
func decide(t testing.TB, d *db.DB, who actor.Actor, id string, tenths int) {
	t.Helper()
	put(t, d, who, &rule{ID: id, Name: id, DecidedAt: dbtest.Noon().Add(time.Duration(tenths) * 100 * time.Millisecond)})
}

func TestAListIsWalkedOnceWhileOthersAddToIt(t *testing.T) {
	t.Parallel()
	for _, desc := range []bool{false, true} {
		t.Run(fmt.Sprintf("backwards %t", desc), func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
				who := found(t, d, "f1")
				var want []string
				for i := range 23 {
					id := fmt.Sprintf("r%02d", i)
					decide(t, d, who, id, i/3*5) // several share an instant
					want = append(want, id)
				}
				if desc {
					slices.Reverse(want)
				}
				var got []string
				page := db.Page{Limit: 5}
				for turns := 0; ; turns++ {
					ids, next, err := turn(t, d, who, page, desc)
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, ids...)
					if page.After = next; next == "" {
						break
					}
					if turns == 10 {
						t.Fatal("the list has no end")
					}
					before := -1 - turns // behind us, going either way
					if desc {
						before = 1000 + turns
					}
					decide(t, d, who, fmt.Sprintf("new%02d", turns), before)
				}
				if !slices.Equal(got, want) {
					t.Errorf("walked %v, want %v", got, want)
				}
			})
		})
	}
}

func TestAPageHoldsWhatIsAskedForWithinReason(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error {
			var rules []rule
			for i := range 210 {
				id := fmt.Sprintf("r%03d", i)
				rules = append(rules, rule{ID: id, Name: id, DecidedAt: tx.Now})
			}
			return tx.Insert(ctx, &rules)
		})
		if err != nil {
			t.Fatal(err)
		}
		for limit, want := range map[int]int{0: 50, 1: 1, -7: 1, 200: 200, 1 << 30: db.Most} {
			if ids, next, err := turn(t, d, who, db.Page{Limit: limit}, false); err != nil || len(ids) != want || next == "" {
				t.Errorf("asked for %d: %d rows and next %q (%v), want %d rows and a next", limit, len(ids), next, err, want)
			}
		}
	})
}

func TestAForgedPlaceInAListIsInvalid(t *testing.T) {
	t.Parallel()
	forged := map[string]string{
		"no base64":       "%%%",
		"no JSON":         mark("nonsense"),
		"no list":         mark(`{"a":"b"}`),
		"too few values":  mark(`["2026-01-01 00:00:00+00:00"]`),
		"too many values": mark(`["a","b","c"]`),
		"a number":        mark(`[1,2]`),
		"a NUL":           mark(`["2026-01-01 00:00:00+00:00","\u0000"]`),
		"broken UTF-8":    mark("[\"2026-01-01 00:00:00+00:00\",\"\xff\"]"),
		"a quote":         mark(`["2026-01-01 00:00:00+00:00","' OR 1=1 --"]`),
		"no instant":      mark(`["soonish","r1"]`),
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		decide(t, d, who, "r1", 0)
		for name, after := range forged {
			_, _, err := turn(t, d, who, db.Page{After: after}, true)
			if err != nil && !errs.Is(err, errs.Invalid) {
				t.Errorf("%s = %v, want Invalid", name, err)
			}
			// SQLite takes any text for an instant, and PostgreSQL any text
			// for an id: those places are merely nowhere.
			if nowhere := name == "a quote" || name == "broken UTF-8" || !d.Postgres() && name == "no instant"; err == nil && !nowhere {
				t.Errorf("%s was taken, want Invalid", name)
			}
		}
	})
}

func mark(json string) string { return base64.RawURLEncoding.EncodeToString([]byte(json)) }

func FuzzPlaceInAList(f *testing.F) {
	f.Add(mark(`["2026-01-01 00:00:00+00:00","r1"]`))
	f.Add("")
	f.Add(mark(`["\u0000",""]`))
	d := dbtest.SQLite(f, clock.At(dbtest.Noon()))
	who := found(f, d, "f1")
	f.Fuzz(func(t *testing.T, after string) {
		if _, _, err := turn(t, d, who, db.Page{After: after}, false); err != nil && !errs.Is(err, errs.Invalid) {
			t.Errorf("the place %q = %v, want rows or Invalid", after, err)
		}
	})
}
