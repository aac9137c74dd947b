package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

// BenchmarkFind looks things up among 200,000 documents, behind walls, by words
// that are rare, common and misspelt.
func BenchmarkFind(b *testing.B) {
	for _, on := range []struct {
		name string
		open func(testing.TB, clock.Clock) *db.DB
	}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}} {
		b.Run(on.name, func(b *testing.B) {
			s, who := crowd(b, on.open(b, clock.At(dbtest.Noon())), 200_000)
			for _, c := range []struct{ name, text string }{
				{"one person", "namebcd familyefgh"}, {"half typed", "namebcd fam"}, {"rare", "familyefgh"},
				{"common", "nameb"}, {"in every body", "hearing"}, {"misspelt", "anmebcd familyefgh"}, {"nothing", "qqqqqqqq"},
			} {
				b.Run(c.name, func(b *testing.B) {
					for b.Loop() {
						if _, err := s.Find(b.Context(), who, search.Query{Text: c.text}); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
			b.Run("suggest", func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Suggest(b.Context(), who, "namebcd fa"); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("count", func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Find(b.Context(), who, search.Query{Text: "hearing", Count: true}); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}

func crowd(b testing.TB, d *db.DB, n int) (*search.Service, actor.Actor) {
	b.Helper()
	f, err := office.NewService(d).Found(b.Context(), office.New{Name: "Ito & Ortiz", Zone: "America/Chicago", Week: office.NineToFive()},
		func(context.Context, *db.Tx) error { return nil })
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same crowd each time
	start := time.Now()
	for at := 0; at < n; at += 1000 {
		err := d.Touch(b.Context(), actor.ForSystem(f.ID, "bench"), func(ctx context.Context, tx *db.Tx) error {
			for i := at; i < min(at+1000, n); i++ {
				doc := search.Doc{Kind: search.Contact, ID: fmt.Sprint("con_", i), ContactID: fmt.Sprint("con_", i), At: tx.Now.Add(-time.Duration(i) * time.Minute),
					Title: word("name", 100+r.IntN(300)) + " " + word("family", 1000+r.IntN(9000)), Body: fmt.Sprint("+1312555", 1000+i%9000, " mail", i, "@example.org")}
				if i%2 == 1 {
					doc.Kind, doc.Title = search.Note, "Note on "+doc.Title
					doc.Body = "The hearing went as expected; opposing counsel asked for time until " + word("day", r.IntN(30)) + " and " + doc.Body
				}
				if err := access.OpenTx(ctx, tx, doc.ContactID); err != nil {
					return err
				}
				if err := search.PutTx(ctx, tx, doc); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("kept %d in %s", n, time.Since(start).Round(time.Second))
	who := actor.Actor{Kind: actor.Staff, Firm: f.ID, ID: "stf_1", Name: "Ida", Open: true, Grants: actor.Grant(search.Finding, reading)}
	return search.NewService(d, sections()...), who
}

// word writes a number in letters.
func word(stem string, n int) string {
	return stem + strings.Map(func(r rune) rune { return r - '0' + 'a' }, strconv.Itoa(n))
}
