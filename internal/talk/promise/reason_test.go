package promise_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/talk/promise"
)

// TestEveryReasonHasItsSpanish says every phrase there is, and looks each one up.
func TestEveryReasonHasItsSpanish(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	since := at(t, h, "2026-09-08 10:00")
	question := promise.Question{AskedAt: since}
	held := promise.Question{AskedAt: since, AcknowledgedAt: since}
	for _, unit := range []promise.Unit{promise.Day, promise.BusinessDay, promise.Week, promise.Month, promise.Never} {
		for _, n := range []int{1, 2} {
			translated(t, every(n, unit).Every.Phrase())
		}
	}
	for _, promised := range []time.Duration{30 * time.Minute, time.Hour, 8 * time.Hour} {
		terms := promise.Terms{Every: promise.Every{N: 1, Unit: promise.Day}, Acknowledge: promised, Answer: promised}
		for _, waited := range []time.Duration{0, time.Hour, 2 * time.Hour, 24 * time.Hour, 48 * time.Hour} {
			for _, owed := range []promise.Owed{terms.Silence(h, since), terms.Reply(h, question), terms.Reply(h, held)} {
				translated(t, owed.Reason(h, since.Add(waited))...)
			}
		}
	}
}

func TestEveryComplaintHasItsSpanish(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	now := at(t, h, "2026-09-08 10:00")
	_, past := promise.NewSnooze(h, now, now, "")
	_, far := promise.NewSnooze(h, now, now.AddDate(1, 0, 0), "away")
	for _, err := range []error{
		past, far, every(400, promise.Day).Check(), every(1, "fortnight").Check(),
		promise.Terms{Answer: 9000 * time.Hour}.Check(),
		promise.Terms{Acknowledge: 2 * time.Hour, Answer: time.Hour}.Check(),
	} {
		shown, ok := errors.AsType[*errs.Error](err)
		if !ok {
			t.Fatalf("%v, want an error that may be shown", err)
		}
		for _, field := range shown.Fields {
			translated(t, promise.Phrase{Text: field.Text, Args: field.Args})
		}
	}
}

func translated(t *testing.T, phrases ...promise.Phrase) {
	t.Helper()
	for _, p := range phrases {
		if !locale.Has(locale.Spanish, p.Text) {
			t.Errorf("no Spanish for %q, want it", p.Text)
		}
		if said := locale.In(locale.Spanish, p.Text, p.Args...); strings.Contains(said, "%!") {
			t.Errorf("Spanish for %q = %q, want its arguments to fit", p.Text, said)
		}
	}
}
