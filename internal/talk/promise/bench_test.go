package promise_test

import (
	"testing"
	"time"

	"candor/internal/talk/promise"
)

// BenchmarkAMillionSilences is the worst case of a firm of a million matters whose
// holidays have changed, so that every promise is due anew.
func BenchmarkAMillionSilences(b *testing.B) {
	h := newYork(b)
	terms := promise.Suggested()
	opened := at(b, h, "2026-01-05 09:00")
	now := at(b, h, "2026-12-01 12:00")
	for b.Loop() {
		var broken int
		for i := range 1_000_000 {
			since := opened.Add(time.Duration(i%460_000) * time.Minute)
			if terms.Silence(h, since).State(now) == promise.Broken {
				broken++
			}
		}
		if broken == 0 {
			b.Fatal("no promise is broken, want some")
		}
	}
}

// BenchmarkAMillionMarks is what a list of a million promises already computed costs.
func BenchmarkAMillionMarks(b *testing.B) {
	h := newYork(b)
	owed := promise.Suggested().Silence(h, at(b, h, "2026-11-04 10:00"))
	now := at(b, h, "2026-12-01 12:00")
	for b.Loop() {
		for range 1_000_000 {
			if owed.State(now) != promise.Running || owed.Left(now) == 0 {
				b.Fatal("the promise is not running, want it to")
			}
		}
	}
}

func BenchmarkAYearOfHistory(b *testing.B) {
	h := newYork(b)
	opened := at(b, h, "2026-01-05 09:00")
	var contacts []promise.Contact
	for day := range 300 {
		contacts = append(contacts, promise.Contact{At: opened.AddDate(0, 0, day), Kind: promise.Mail, Direction: promise.Out})
	}
	terms := []promise.InForce{{Terms: promise.Suggested()}}
	for b.Loop() {
		promise.History(h, opened, opened.AddDate(1, 0, 0), terms, contacts)
	}
}
