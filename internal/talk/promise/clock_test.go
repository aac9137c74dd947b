package promise_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"candor/internal/kit/errs"
	"candor/internal/talk/promise"
)

func TestAWordIsDueOnTheLastBusinessDayOfThePeriod(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		weekend bool
		terms   promise.Terms
		since   string
		due     string
	}{
		{"thirty days to a Friday", false, every(30, promise.Day), "2026-11-04 10:00", "2026-12-04 17:00"},
		{"thirty days to a Saturday", false, every(30, promise.Day), "2026-11-05 10:00", "2026-12-04 17:00"},
		{"thirty days to Thanksgiving", false, every(30, promise.Day), "2026-10-27 10:00", "2026-11-25 17:00"},
		{"thirty days to a holiday kept on Monday", false, every(30, promise.Day), "2027-06-05 10:00", "2027-07-02 17:00"},
		{"thirty days over New Year", false, every(30, promise.Day), "2027-12-01 10:00", "2027-12-30 17:00"},
		{"a word late in the evening", false, every(30, promise.Day), "2026-11-04 23:30", "2026-12-04 17:00"},
		{"a word on a Sunday", false, every(1, promise.Week), "2026-11-08 12:00", "2026-11-13 17:00"},
		{"a month from the 31st", false, every(1, promise.Month), "2027-01-31 10:00", "2027-02-26 17:00"},
		{"three months", false, every(3, promise.Month), "2026-09-08 10:00", "2026-12-08 17:00"},
		{"two weeks over Labor Day", false, every(2, promise.Week), "2026-08-24 10:00", "2026-09-04 17:00"},
		{"ten business days", false, every(10, promise.BusinessDay), "2026-09-08 10:00", "2026-09-22 17:00"},
		{"every day, from a Friday", false, every(1, promise.Day), "2026-09-04 10:00", "2026-09-08 17:00"},
		{"every day, from a Friday evening", false, every(1, promise.Day), "2026-09-11 19:00", "2026-09-14 17:00"},
		{"the day clocks go forward", true, every(1, promise.Week), "2026-03-01 10:00", "2026-03-08 17:00"},
		{"the day clocks go back", true, every(1, promise.Week), "2026-10-25 10:00", "2026-11-01 17:00"},
		{"never", false, every(0, promise.Never), "2026-09-08 10:00", ""},
		{"nothing said", false, promise.Terms{}, "2026-09-08 10:00", ""},
	} {
		h := hours(t, "America/New_York", c.weekend)
		if got := c.terms.Silence(h, at(t, h, c.since)).Due; !got.Equal(at(t, h, c.due)) {
			t.Errorf("%s: last word %s, due = %s, want %s", c.name, c.since, got, c.due)
		}
	}
}

func TestSilenceEmptiesTheMark(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	terms := promise.Suggested()
	owed := terms.Silence(h, at(t, h, "2026-11-04 17:00")) // due Friday 4 December at 17:00
	for _, c := range []struct {
		now       string
		state     promise.State
		left      int
		escalates bool
	}{
		{"2026-11-04 17:00", promise.Kept, 100, false},
		{"2026-11-04 23:59", promise.Kept, 99, false},
		{"2026-11-05 00:00", promise.Running, 99, false},
		{"2026-11-19 17:00", promise.Running, 50, false},
		{"2026-12-03 16:59", promise.Running, 3, false},
		{"2026-12-03 17:00", promise.Soon, 3, false},
		{"2026-12-04 17:00", promise.Soon, 1, false},
		{"2026-12-04 17:01", promise.Broken, 0, false},
		{"2026-12-07 16:59", promise.Broken, 0, false},
		{"2026-12-07 17:00", promise.Broken, 0, true},
	} {
		now := at(t, h, c.now)
		if got := owed.State(now); got != c.state {
			t.Errorf("%s: state = %s, want %s", c.now, got, c.state)
		}
		if got := owed.Left(now); got != c.left {
			t.Errorf("%s: left = %d%%, want %d%%", c.now, got, c.left)
		}
		if got := owed.Escalates(now); got != c.escalates {
			t.Errorf("%s: escalates = %v, want %v", c.now, got, c.escalates)
		}
	}
}

func TestAQuestionIsAcknowledgedThenAnswered(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	for _, c := range []struct {
		name                string
		asked, acknowledged string
		answered            string
		what                promise.What
		due, escalate       string
	}{
		{"asked in the morning", "2026-09-08 10:00", "", "", promise.Acknowledgement, "2026-09-09 10:00", "2026-09-10 10:00"},
		{"asked out of hours", "2026-09-08 20:00", "", "", promise.Acknowledgement, "2026-09-09 17:00", "2026-09-10 17:00"},
		{"asked before a long weekend", "2026-09-04 16:30", "", "", promise.Acknowledgement, "2026-09-08 16:30", "2026-09-09 16:30"},
		{"asked on a Saturday", "2026-09-05 11:00", "", "", promise.Acknowledgement, "2026-09-08 17:00", "2026-09-09 17:00"},
		{"acknowledged", "2026-09-08 10:00", "2026-09-08 12:00", "", promise.Answer, "2026-09-10 10:00", "2026-09-11 10:00"},
		{"acknowledged late", "2026-09-08 10:00", "2026-09-10 12:00", "", promise.Answer, "2026-09-10 10:00", "2026-09-11 10:00"},
		{"answered", "2026-09-08 10:00", "2026-09-08 12:00", "2026-09-08 12:00", "", "", ""},
	} {
		got := promise.Suggested().Reply(h, promise.Question{
			AskedAt: at(t, h, c.asked), AcknowledgedAt: at(t, h, c.acknowledged), AnsweredAt: at(t, h, c.answered),
		})
		if got.What != c.what || !got.Due.Equal(at(t, h, c.due)) || !got.EscalateAt.Equal(at(t, h, c.escalate)) {
			t.Errorf("%s: owed %s by %s, told at %s; want %s by %s, told at %s",
				c.name, got.What, got.Due, got.EscalateAt, c.what, c.due, c.escalate)
		}
	}
	only := promise.Terms{Acknowledge: promise.None, Answer: 8 * time.Hour}
	if got := only.Reply(h, promise.Question{AskedAt: at(t, h, "2026-09-08 10:00")}); got.What != promise.Answer {
		t.Errorf("without a promise to acknowledge, owed %q, want the answer", got.What)
	}
	if got := (promise.Terms{}).Reply(h, promise.Question{AskedAt: at(t, h, "2026-09-08 10:00")}); got.State(got.Due) != promise.Unpromised {
		t.Errorf("without terms, owed %q, want nothing", got.What)
	}
}

func TestAWaitIsMeasuredInBusinessTime(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	for _, c := range []struct {
		name, asked, replied, now string
		want                      time.Duration
	}{
		{"over a long weekend", "2026-09-04 16:30", "2026-09-08 09:45", "2026-10-01 09:00", 75 * time.Minute},
		{"asked on a Saturday", "2026-09-05 11:00", "2026-09-08 09:20", "2026-10-01 09:00", 20 * time.Minute},
		{"not replied to yet", "2026-09-05 11:00", "", "2026-09-08 11:00", 2 * time.Hour},
		{"replied to in the night", "2026-09-08 20:00", "2026-09-08 22:00", "2026-10-01 09:00", 0},
	} {
		q := promise.Question{AskedAt: at(t, h, c.asked), AcknowledgedAt: at(t, h, c.replied)}
		if got := q.Waited(h, at(t, h, c.now)); got != c.want {
			t.Errorf("%s: waited %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAQuestionIsKeptByBothItsStops(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	for _, c := range []struct {
		name                        string
		terms                       promise.Terms
		acknowledged, answered, now string
		want                        promise.State
	}{
		{"in time", promise.Suggested(), "2026-09-08 12:00", "2026-09-09 12:00", "2026-10-01 09:00", promise.Kept},
		{"acknowledged late, answered in time", promise.Suggested(), "2026-09-09 11:00", "2026-09-09 12:00", "2026-10-01 09:00", promise.Broken},
		{"answered late", promise.Suggested(), "2026-09-08 12:00", "2026-09-10 10:01", "2026-10-01 09:00", promise.Broken},
		{"not acknowledged, still in time", promise.Suggested(), "", "", "2026-09-09 10:00", promise.Running},
		{"not acknowledged", promise.Suggested(), "", "", "2026-09-09 10:01", promise.Broken},
		{"acknowledged, not answered yet", promise.Suggested(), "2026-09-08 12:00", "", "2026-09-10 09:00", promise.Running},
		{"nothing promised", promise.Terms{Answer: promise.None}, "", "", "2026-10-01 09:00", promise.Unpromised},
	} {
		q := promise.Question{
			AskedAt: at(t, h, "2026-09-08 10:00"), AcknowledgedAt: at(t, h, c.acknowledged), AnsweredAt: at(t, h, c.answered),
		}
		if got := c.terms.Outcome(h, q, at(t, h, c.now)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheMostUrgentComesFirst(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	terms := promise.Suggested()
	list := []promise.Owed{
		{}, // nothing promised
		terms.Silence(h, at(t, h, "2026-09-08 10:00")),
		terms.Reply(h, promise.Question{AskedAt: at(t, h, "2026-09-11 10:00")}),
		terms.Silence(h, at(t, h, "2026-06-01 10:00")), // broken longest
		terms.Silence(h, at(t, h, "2026-08-10 10:00")), // broken
	}
	slices.SortFunc(list, promise.Owed.Compare)
	var got []string
	for _, o := range list {
		got = append(got, fmt.Sprintf("%s %s", o.What, o.Since.Format(time.DateOnly)))
	}
	want := "word 2026-06-01, word 2026-08-10, acknowledgement 2026-09-11, word 2026-09-08,  0001-01-01"
	if g := strings.Join(got, ", "); g != want {
		t.Errorf("order = %s, want %s", g, want)
	}
}

func TestASnoozeMovesTheReminderAndNotThePromise(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	owed := every(30, promise.Day).Silence(h, at(t, h, "2026-11-04 10:00")) // due 4 December 17:00
	for _, c := range []struct {
		name, from, until, now string
		asleep                 bool
	}{
		{"while it runs", "2026-11-30 10:00", "2026-12-02 09:00", "2026-12-01 10:00", true},
		{"when it ends", "2026-11-30 10:00", "2026-12-02 09:00", "2026-12-02 09:00", false},
		{"until the due instant", "2026-12-03 10:00", "2026-12-09 09:00", "2026-12-04 17:00", true},
		{"woken by the break", "2026-12-03 10:00", "2026-12-09 09:00", "2026-12-04 17:01", false},
		{"put off when already broken", "2026-12-07 10:00", "2026-12-09 09:00", "2026-12-08 10:00", true},
	} {
		s, err := promise.NewSnooze(h, at(t, h, c.from), at(t, h, c.until), "away until Tuesday")
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := s.Asleep(owed, at(t, h, c.now)); got != c.asleep {
			t.Errorf("%s: asleep = %v, want %v", c.name, got, c.asleep)
		}
	}
	for _, c := range []struct{ name, until, reason string }{
		{"no reason", "2026-12-01 10:00", "  "},
		{"in the past", "2026-11-29 10:00", "away"},
		{"too long", "2026-12-20 10:00", "away"},
	} {
		if _, err := promise.NewSnooze(h, at(t, h, "2026-11-30 10:00"), at(t, h, c.until), c.reason); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v, want it refused as invalid", c.name, err)
		}
	}
}

func TestReasonsReadAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	asked := promise.Question{AskedAt: at(t, h, "2026-09-04 16:30")}
	held := asked
	held.AcknowledgedAt = at(t, h, "2026-09-08 09:45")
	for _, c := range []struct {
		owed      promise.Owed
		now, want string
	}{
		{every(30, promise.Day).Silence(h, at(t, h, "2026-09-08 10:00")), "2026-10-09 09:00", "No word for 31 days; promised every 30 days"},
		{every(1, promise.Week).Silence(h, at(t, h, "2026-09-08 23:00")), "2026-09-09 09:00", "No word since yesterday; promised every week"},
		{every(2, promise.Month).Silence(h, at(t, h, "2026-09-08 10:00")), "2026-09-08 11:00", "Heard from us today; promised every 2 months"},
		{every(1, promise.BusinessDay).Silence(h, at(t, h, "2026-09-04 10:00")), "2026-09-08 11:00", "No word for 4 days; promised every business day"},
		{promise.Suggested().Reply(h, asked), "2026-09-08 09:45", "Question waiting for one business hour; acknowledgement promised within 8 business hours"},
		{promise.Suggested().Reply(h, held), "2026-09-08 16:30", "Question waiting for 8 business hours; answer promised within 16 business hours"},
		{promise.Terms{Answer: 30 * time.Minute}.Reply(h, asked), "2026-09-05 16:30", "Question waiting for less than a business hour; answer promised within 30 business minutes"},
		{promise.Owed{}, "2026-09-08 10:00", ""},
	} {
		var said []string
		for _, p := range c.owed.Reason(h, at(t, h, c.now)) {
			said = append(said, fmt.Sprintf(p.Text, p.Args...))
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("reason = %q, want %q", got, c.want)
		}
	}
}
