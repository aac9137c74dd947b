package promise_test

import (
	"slices"
	"testing"
	"time"

	"candor/internal/firm/office"
	"candor/internal/talk/promise"
	"pgregory.net/rapid"
)

func anyHours(t *testing.T, r *rapid.T) office.Hours {
	zone := rapid.SampledFrom([]string{"America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Phoenix"}).Draw(r, "zone")
	return hours(t, zone, rapid.Bool().Draw(r, "open at weekends"))
}

func anyTime(r *rapid.T, name string) time.Time {
	minute := rapid.Int64Range(0, 365*24*60).Draw(r, name)
	return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(minute) * time.Minute)
}

func anyTerms(r *rapid.T) promise.Terms {
	t := promise.Suggested()
	t.Every.N = rapid.IntRange(1, 60).Draw(r, "n")
	t.Every.Unit = rapid.SampledFrom([]promise.Unit{promise.Day, promise.BusinessDay, promise.Week, promise.Month}).Draw(r, "unit")
	return t
}

func anyContacts(r *rapid.T, kinds ...promise.Kind) []promise.Contact {
	one := rapid.Custom(func(r *rapid.T) promise.Contact {
		return promise.Contact{
			At:        anyTime(r, "at"),
			Kind:      rapid.SampledFrom(kinds).Draw(r, "kind"),
			Direction: rapid.SampledFrom([]promise.Direction{promise.In, promise.Out}).Draw(r, "direction"),
			Holding:   rapid.Bool().Draw(r, "holding"),
		}
	})
	contacts := rapid.SliceOfN(one, 0, 40).Draw(r, "contacts")
	inOrder(contacts)
	return contacts
}

func inOrder(contacts []promise.Contact) {
	slices.SortStableFunc(contacts, func(a, b promise.Contact) int { return a.At.Compare(b.At) })
}

func TestAWordFallsDueInOfficeHoursWithinThePeriod(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		h, since, terms := anyHours(t, r), anyTime(r, "since"), anyTerms(r)
		o := terms.Silence(h, since)
		heard, due := h.Today(since), h.Today(o.Due)
		if !h.BusinessDay(due) || !o.Due.Equal(h.EndOfDay(due)) {
			t.Fatalf("due %s, want the close of a business day", o.Due)
		}
		if !due.After(heard) || !o.Due.After(since) {
			t.Fatalf("heard %s, due %s, want it on a later day", since, o.Due)
		}
		if terms.Every.Unit == promise.Day && due.Sub(heard) > terms.Every.N && h.AddDays(heard, 1) != due {
			t.Fatalf("heard %s, due %s, want at most %d days or the very next business day", heard, due, terms.Every.N)
		}
		if terms.Every.Unit == promise.BusinessDay && h.AddDays(heard, terms.Every.N) != due {
			t.Fatalf("heard %s, due %s, want %d business days", heard, due, terms.Every.N)
		}
	})
}

func TestAMarkOnlyEmpties(t *testing.T) {
	t.Parallel()
	order := []promise.State{promise.Kept, promise.Running, promise.Soon, promise.Broken}
	rapid.Check(t, func(r *rapid.T) {
		h, since, terms := anyHours(t, r), anyTime(r, "since"), anyTerms(r)
		o := terms.Silence(h, since)
		if rapid.Bool().Draw(r, "question") {
			o = terms.Reply(h, promise.Question{AskedAt: since})
		}
		a := since.Add(time.Duration(rapid.Int64Range(0, 100*24*60).Draw(r, "a")) * time.Minute)
		b := a.Add(time.Duration(rapid.Int64Range(0, 100*24*60).Draw(r, "b")) * time.Minute)
		if o.Left(a) < o.Left(b) {
			t.Fatalf("left %d%% at %s and %d%% at %s, want no more later", o.Left(a), a, o.Left(b), b)
		}
		if slices.Index(order, o.State(a)) > slices.Index(order, o.State(b)) {
			t.Fatalf("%s at %s and %s at %s, want no better later", o.State(a), a, o.State(b), b)
		}
		if (o.Left(b) == 0) != (o.State(b) == promise.Broken) {
			t.Fatalf("left %d%% when %s, want nothing left just when broken", o.Left(b), o.State(b))
		}
	})
}

func TestAQuestionHasItsBusinessTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		h, asked, terms := anyHours(t, r), anyTime(r, "asked"), anyTerms(r)
		first := terms.Reply(h, promise.Question{AskedAt: asked})
		if got := h.Between(asked, first.Due); got != terms.Acknowledge {
			t.Fatalf("asked %s, acknowledged by %s: %s, want %s", asked, first.Due, got, terms.Acknowledge)
		}
		then := terms.Reply(h, promise.Question{AskedAt: asked, AcknowledgedAt: asked})
		if got := h.Between(asked, then.Due); got != terms.Answer {
			t.Fatalf("asked %s, answered by %s: %s, want %s", asked, then.Due, got, terms.Answer)
		}
		if got := h.Between(then.Due, then.EscalateAt); got != terms.Escalate {
			t.Fatalf("told after %s, want %s", got, terms.Escalate)
		}
	})
}

func TestHistoryLeavesNoGap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		h := anyHours(t, r)
		terms := []promise.InForce{{Terms: anyTerms(r)}, {From: anyTime(r, "changed"), Terms: anyTerms(r)}}
		opened := anyTime(r, "opened")
		until := opened.AddDate(1, 0, 0)
		periods := promise.History(h, opened, until, terms, anyContacts(r, promise.Mail, promise.Call))
		for i, p := range periods {
			last := i == len(periods)-1
			if p.MetAt.IsZero() != last && until.After(p.MetAt) {
				t.Fatalf("period %d met %s, want all but the last met", i, p.MetAt)
			}
			if !last && h.Today(periods[i+1].From) != h.Today(p.MetAt) {
				t.Fatalf("period %d ends %s and the next begins %s, want the same day", i, p.MetAt, periods[i+1].From)
			}
			end := p.MetAt
			if end.IsZero() {
				end = until
			}
			if (p.State == promise.Broken) != end.After(p.Due) || (p.LateBy > 0) != end.After(p.Due) {
				t.Fatalf("period %d is %s, late by %s, due %s, ended %s", i, p.State, p.LateBy, p.Due, end)
			}
		}
		if sum := promise.Sum(periods, until); sum.Late > sum.Total || sum.Kept+sum.Broken > len(periods) {
			t.Fatalf("record %+v of %d periods", sum, len(periods))
		}
	})
}

func TestMachinesChangeNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		h := anyHours(t, r)
		terms := []promise.InForce{{Terms: anyTerms(r)}}
		opened := anyTime(r, "opened")
		until := opened.AddDate(1, 0, 0)
		people := anyContacts(r, promise.Mail, promise.Call, promise.Voicemail)
		all := slices.Concat(people, anyContacts(r, promise.AutoReply, promise.Bill, promise.Newsletter, promise.Note, promise.System))
		inOrder(all)

		if want, got := promise.History(h, opened, until, terms, people), promise.History(h, opened, until, terms, all); !slices.Equal(want, got) {
			t.Fatalf("history with machines = %v, want %v", got, want)
		}
		if want, got := promise.Questions(people), promise.Questions(all); !slices.Equal(want, got) {
			t.Fatalf("questions with machines = %v, want %v", got, want)
		}
	})
}
