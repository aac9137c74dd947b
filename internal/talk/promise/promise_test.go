package promise_test

import (
	"testing"
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/talk/promise"
)

func TestTheMostSpecificTermsWin(t *testing.T) {
	t.Parallel()
	firm := promise.Suggested()
	area := promise.Terms{Every: promise.Every{N: 2, Unit: promise.Week}, Source: promise.Area}
	client := promise.Terms{Answer: 4 * time.Hour, Escalate: promise.None, Source: promise.Client}
	quiet := promise.Terms{Every: promise.Every{Unit: promise.Never}, Source: promise.Client}
	for _, c := range []struct {
		name               string
		firm, area, client *promise.Terms
		want               promise.Terms
	}{
		{"nobody says anything", nil, nil, nil, promise.Terms{}},
		{"the firm alone", &firm, nil, nil, firm},
		{"the area's rhythm, the firm's times", &firm, &area, nil, promise.Terms{
			Every: area.Every, Acknowledge: 8 * time.Hour, Answer: 16 * time.Hour, Escalate: 8 * time.Hour, Source: promise.Area,
		}},
		{"the client's answer in the area's rhythm", &firm, &area, &client, promise.Terms{
			Every: area.Every, Acknowledge: 8 * time.Hour, Answer: 4 * time.Hour, Escalate: promise.None, Source: promise.Area,
		}},
		{"a client who wants peace", &firm, &area, &quiet, promise.Terms{
			Every: quiet.Every, Acknowledge: 8 * time.Hour, Answer: 16 * time.Hour, Escalate: 8 * time.Hour, Source: promise.Client,
		}},
	} {
		if got := promise.Resolve(c.firm, c.area, c.client); got != c.want {
			t.Errorf("%s: terms = %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestTermsNobodyCouldKeepAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		terms promise.Terms
		ok    bool
	}{
		{"the suggested", promise.Suggested(), true},
		{"nothing said", promise.Terms{}, true},
		{"never", promise.Terms{Every: promise.Every{Unit: promise.Never}}, true},
		{"no promise of answers", promise.Terms{Answer: promise.None, Acknowledge: promise.None}, true},
		{"every no days", promise.Terms{Every: promise.Every{Unit: promise.Day}}, false},
		{"every minus one", promise.Terms{Every: promise.Every{N: -1, Unit: promise.Week}}, false},
		{"a number of nothing", promise.Terms{Every: promise.Every{N: 3}}, false},
		{"every fortnight", promise.Terms{Every: promise.Every{N: 1, Unit: "fortnight"}}, false},
		{"beyond a year", promise.Terms{Every: promise.Every{N: 367, Unit: promise.Day}}, false},
		{"acknowledged after it is answered", promise.Terms{Acknowledge: 2 * time.Hour, Answer: time.Hour}, false},
		{"a wait without end", promise.Terms{Answer: 9000 * time.Hour}, false},
	} {
		if err := c.terms.Check(); (err == nil) != c.ok || err != nil && !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v, want ok = %v, or else invalid", c.name, err, c.ok)
		}
	}
}

func TestOnlyPeopleStopAClock(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		contact    promise.Contact
		word, asks bool
	}{
		{"our mail", promise.Contact{Kind: promise.Mail, Direction: promise.Out}, true, false},
		{"our letter", promise.Contact{Kind: promise.Letter, Direction: promise.Out}, true, false},
		{"our text", promise.Contact{Kind: promise.SMS, Direction: promise.Out}, true, false},
		{"our message in the portal", promise.Contact{Kind: promise.Portal, Direction: promise.Out}, true, false},
		{"our call, answered", promise.Contact{Kind: promise.Call, Direction: promise.Out}, true, false},
		{"the client's call, answered", promise.Contact{Kind: promise.Call, Direction: promise.In}, true, false},
		{"a meeting", promise.Contact{Kind: promise.Meeting}, true, false},
		{"a mail that only holds", promise.Contact{Kind: promise.Mail, Direction: promise.Out, Holding: true}, true, false},
		{"a mail the program sent", promise.Contact{Kind: promise.Mail, Direction: promise.Out, Automatic: true}, false, false},
		{"our automatic reply", promise.Contact{Kind: promise.AutoReply, Direction: promise.Out}, false, false},
		{"the client's automatic reply", promise.Contact{Kind: promise.AutoReply, Direction: promise.In}, false, false},
		{"a bill", promise.Contact{Kind: promise.Bill, Direction: promise.Out}, false, false},
		{"a newsletter", promise.Contact{Kind: promise.Newsletter, Direction: promise.Out}, false, false},
		{"a note to ourselves", promise.Contact{Kind: promise.Note}, false, false},
		{"an event in the program", promise.Contact{Kind: promise.System}, false, false},
		{"a voicemail we left", promise.Contact{Kind: promise.Voicemail, Direction: promise.Out}, false, false},
		{"a voicemail from the client", promise.Contact{Kind: promise.Voicemail, Direction: promise.In}, false, true},
		{"the client's mail", promise.Contact{Kind: promise.Mail, Direction: promise.In}, false, true},
		{"the client's text", promise.Contact{Kind: promise.SMS, Direction: promise.In}, false, true},
		{"the client's thanks", promise.Contact{Kind: promise.Mail, Direction: promise.In, Settled: true}, false, false},
		{"something unheard of", promise.Contact{Kind: "pigeon", Direction: promise.Out}, false, false},
	} {
		if got := c.contact.Word(); got != c.word {
			t.Errorf("%s: a word = %v, want %v", c.name, got, c.word)
		}
		if got := c.contact.Asks(); got != c.asks {
			t.Errorf("%s: asks = %v, want %v", c.name, got, c.asks)
		}
	}
}

func TestSeveralMessagesAreOneWait(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	in := func(when string) promise.Contact {
		return promise.Contact{At: at(t, h, when), Kind: promise.Mail, Direction: promise.In}
	}
	out := func(when string) promise.Contact {
		return promise.Contact{At: at(t, h, when), Kind: promise.Mail, Direction: promise.Out}
	}
	holding, auto := out("2026-09-08 10:00"), out("2026-09-08 09:01")
	holding.Holding, auto.Kind = true, promise.AutoReply

	got := promise.Questions([]promise.Contact{
		out("2026-09-07 12:00"), // answers nothing
		in("2026-09-08 09:00"), auto, in("2026-09-08 09:30"), holding, in("2026-09-08 11:00"),
		out("2026-09-09 15:00"),
		out("2026-09-09 16:00"), // answers nothing more
		in("2026-09-10 09:00"),
	})
	want := []promise.Question{
		{AskedAt: at(t, h, "2026-09-08 09:00"), AcknowledgedAt: at(t, h, "2026-09-08 10:00"), AnsweredAt: at(t, h, "2026-09-09 15:00"), Messages: 3},
		{AskedAt: at(t, h, "2026-09-10 09:00"), Messages: 1},
	}
	if len(got) != len(want) {
		t.Fatalf("%d waits, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("wait %d = %+v, want %+v", i, got[i], want[i])
		}
	}
}

// newYork is open from nine to five on weekdays but federal holidays.
func newYork(t testing.TB) office.Hours {
	t.Helper()
	return hours(t, "America/New_York", false)
}

func hours(t testing.TB, zone string, weekend bool) office.Hours {
	t.Helper()
	loc, err := civil.LoadZone(zone)
	if err != nil {
		t.Fatal(err)
	}
	var week office.Week
	for day := range week {
		if weekend || day != int(time.Saturday) && day != int(time.Sunday) {
			week[day] = []office.Span{{From: civil.ClockAt(9, 0), To: civil.ClockAt(17, 0)}}
		}
	}
	var holidays []office.Holiday
	for year := 2025; year < 2029; year++ {
		holidays = append(holidays, office.FederalHolidays(year)...)
	}
	h, err := office.NewHours(loc, week, holidays)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func at(t testing.TB, h office.Hours, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	v, err := time.ParseInLocation("2006-01-02 15:04", s, h.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func every(n int, unit promise.Unit) promise.Terms {
	return promise.Terms{Every: promise.Every{N: n, Unit: unit}}
}
