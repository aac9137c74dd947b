package promise

import (
	"slices"
	"testing"
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/civil"
	"pgregory.net/rapid"
)

// Bringing a clock forward contact by contact, keeping nothing between but what
// the database keeps, comes to the same as looking at all contacts at once.
func TestStepsComeToTheSameAsTheWhole(t *testing.T) {
	t.Parallel()
	zone, err := civil.LoadZone("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	hours, err := office.NewHours(zone, office.NineToFive(), nil)
	if err != nil {
		t.Fatal(err)
	}
	opened := civil.On(2026, time.March, 2).Start(zone)
	rapid.Check(t, func(r *rapid.T) {
		contacts := someContacts(r, opened)
		terms := []InForce{{Terms: Suggested()}, {From: opened.AddDate(0, 0, rapid.IntRange(0, 300).Draw(r, "changed")), Terms: Suggested()}}
		terms[1].Terms.Every.N = rapid.IntRange(1, 60).Draw(r, "every")
		now := opened.AddDate(1, 1, 0)

		whole := &ledger{Clock: &Clock{OpenedAt: opened}, hours: hours, terms: terms}
		for _, c := range contacts {
			whole.follow(c)
		}
		whole.reckon(hours, terms, now)

		kept := Clock{OpenedAt: opened}
		var done []ended
		waits := map[string]Wait{}
		var order []string
		for _, c := range contacts {
			l := &ledger{Clock: &kept, hours: hours, terms: terms}
			if kept.QuestionID != "" {
				l.waits = []Wait{waits[string(kept.QuestionID)]}
			}
			l.follow(c)
			l.reckon(hours, terms, c.At)
			done = append(done, l.ended...)
			for _, w := range l.waits {
				if _, known := waits[string(w.ID)]; !known {
					order = append(order, string(w.ID))
				}
				waits[string(w.ID)] = w
			}
		}
		kept.reckon(hours, terms, now)
		if kept != *whole.Clock {
			t.Fatalf("step by step %+v, want %+v", kept, *whole.Clock)
		}
		if !slices.Equal(done, whole.ended) {
			t.Fatalf("step by step ended %+v, want %+v", done, whole.ended)
		}
		for i, w := range whole.waits {
			if waits[order[i]] != w {
				t.Fatalf("step by step waited %+v, want %+v", waits[order[i]], w)
			}
		}

		var periods []Period
		for _, e := range whole.ended {
			periods = append(periods, e.period())
		}
		periods = appendPeriod(periods, hours, terms, whole.since(), time.Time{}, now)
		if want := History(hours, opened, now, terms, contacts); !slices.EqualFunc(periods, want, samePeriod) {
			t.Fatalf("periods %+v, want %+v", periods, want)
		}
		var questions []Question
		for _, w := range whole.waits {
			questions = append(questions, w.Question)
		}
		if want := Questions(contacts); !slices.Equal(questions, want) {
			t.Fatalf("questions %+v, want %+v", questions, want)
		}
	})
}

// samePeriod compares as the database keeps lateness: to the second.
func samePeriod(a, b Period) bool {
	b.LateBy = b.LateBy.Truncate(time.Second)
	return a == b
}

func someContacts(r *rapid.T, opened time.Time) []Contact {
	n := rapid.IntRange(0, 30).Draw(r, "contacts")
	at := opened
	out := make([]Contact, 0, n)
	for i := range n {
		at = at.Add(time.Duration(rapid.Int64Range(1, 14*24*60).Draw(r, "minutes")) * time.Minute)
		out = append(out, Contact{
			ID: string(rune('a' + i)), At: at,
			Kind:      rapid.SampledFrom([]Kind{Mail, Call, Letter, Voicemail, Note, Bill, AutoReply}).Draw(r, "kind"),
			Direction: rapid.SampledFrom([]Direction{In, Out}).Draw(r, "direction"),
			Holding:   rapid.Bool().Draw(r, "holding"), Settled: rapid.Bool().Draw(r, "settled"), Automatic: rapid.Bool().Draw(r, "automatic"),
		})
	}
	return out
}

func FuzzTermsComeBackAsTheyWere(f *testing.F) {
	f.Add(`{"every":{"n":30,"unit":"day"},"acknowledge":480,"answer":960,"escalate":-1,"source":"firm"}`)
	f.Add(`{"answer":9223372036854775807}`)
	f.Fuzz(func(t *testing.T, s string) {
		a, err := decoded(s)
		if err != nil {
			return
		}
		b, err := a.MarshalJSON()
		if err != nil {
			t.Fatalf("writing %+v: %v", a, err)
		}
		if again, err := decoded(string(b)); err != nil || again != a {
			t.Fatalf("%s came back as %+v (%v), want %+v", b, again, err, a)
		}
	})
}
