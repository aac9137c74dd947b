package record_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"candor/internal/firm/record"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

// BenchmarkSealing seals, verifies and reads a trail of 100,000 entries: half a
// year of a firm of twenty.
func BenchmarkSealing(b *testing.B) {
	const entries = 100_000
	for name, open := range map[string]func(testing.TB, clock.Clock) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				c := clock.At(dbtest.Noon())
				w := build(b, open(b, c), c)
				fill(w, entries)
				c.Advance(time.Minute)
				b.StartTimer()
				took := clock.Stopwatch()
				w.must(w.record.Seal(b.Context(), w.job()))
				sealed := took()
				r, err := w.record.Verify(b.Context(), w.job())
				w.must(err)
				verified := took() - sealed
				if !r.OK() || r.Entries < entries {
					b.Fatalf("verifying gave %+v", r)
				}
				again := took()
				w.must(w.record.Seal(b.Context(), w.job()))
				idle := took() - again
				w.list("maya", record.Filter{})
				b.ReportMetric(sealed.Seconds(), "s/seal")
				b.ReportMetric(verified.Seconds(), "s/verify")
				b.ReportMetric(float64(idle.Milliseconds()), "ms/idle")
				b.ReportMetric(float64((took() - again - idle).Milliseconds()), "ms/page")
			}
		})
	}
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// fill leaves n entries over half a year.
func fill(w *world, n int) {
	now := w.clock.Now()
	for from := 0; from < n; from += 5000 {
		w.clock.Set(now.Add(-time.Duration(n-from) * 3 * time.Minute / 2))
		w.write("ruth", func(_ context.Context, tx *db.Tx) (err error) {
			for i := range 5000 {
				about := db.About{Kind: "timeline", ID: fmt.Sprintf("tle_%d", from+i)}
				err = errors.Join(err, tx.Record("timeline.logged", about, map[string]any{"kind": "call", "minutes": i % 60}))
			}
			return err
		})
	}
	w.clock.Set(now)
}
