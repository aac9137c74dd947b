package office_test

import (
	"testing"
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
)

func TestBusinessTimeBetween(t *testing.T) {
	t.Parallel()
	ny := newYork(t)
	for _, c := range []struct {
		name, from, to string
		want           time.Duration
	}{
		// Friday before Labor Day: half an hour on Friday, 45 minutes on Tuesday.
		{"over a long weekend", "2026-09-04 16:30", "2026-09-08 09:45", 75 * time.Minute},
		{"asked on a Saturday", "2026-09-05 11:00", "2026-09-08 09:20", 20 * time.Minute},
		{"the same minute", "2026-09-08 09:20", "2026-09-08 09:20", 0},
		{"within a day", "2026-09-08 09:20", "2026-09-08 11:00", 100 * time.Minute},
		{"before opening to after closing", "2026-09-08 07:00", "2026-09-08 22:00", 8 * time.Hour},
		{"all of a weekend", "2026-09-11 17:00", "2026-09-14 09:00", 0},
		{"backwards", "2026-09-08 09:45", "2026-09-04 16:30", -75 * time.Minute},
		{"over the spring change", "2026-03-06 16:00", "2026-03-09 10:00", 2 * time.Hour},
		{"over the autumn change", "2026-10-30 16:00", "2026-11-02 10:00", 2 * time.Hour},
		{"the day after Thanksgiving, half open", "2026-11-25 16:00", "2026-11-30 10:00", 6 * time.Hour},
	} {
		if got := ny.Between(at(t, ny, c.from), at(t, ny, c.to)); got != c.want {
			t.Errorf("%s: from %s to %s = %s, want %s", c.name, c.from, c.to, got, c.want)
		}
	}
}

func TestAddBusinessTime(t *testing.T) {
	t.Parallel()
	ny := newYork(t)
	for _, c := range []struct {
		name, from string
		add        time.Duration
		want       string
	}{
		{"within the day", "2026-09-08 09:00", time.Hour, "2026-09-08 10:00"},
		{"into the next business day", "2026-09-04 16:30", 75 * time.Minute, "2026-09-08 09:45"},
		{"from out of hours", "2026-09-05 11:00", 20 * time.Minute, "2026-09-08 09:20"},
		{"to closing exactly", "2026-09-04 16:30", 30 * time.Minute, "2026-09-04 17:00"},
		{"from closing exactly", "2026-09-04 17:00", time.Minute, "2026-09-08 09:01"},
		{"none", "2026-09-05 11:00", 0, "2026-09-05 11:00"},
		{"less than none", "2026-09-05 11:00", -time.Hour, "2026-09-05 11:00"},
		{"a whole day", "2026-09-08 09:00", 8 * time.Hour, "2026-09-08 17:00"},
		{"a day's worth from mid-morning", "2026-09-08 10:00", 8 * time.Hour, "2026-09-09 10:00"},
		{"over Thanksgiving and short hours", "2026-11-25 16:00", 6 * time.Hour, "2026-11-30 10:00"},
	} {
		if got := ny.Add(at(t, ny, c.from), c.add); !got.Equal(at(t, ny, c.want)) {
			t.Errorf("%s: %s and %s = %s, want %s", c.name, c.from, c.add, got, c.want)
		}
	}
}

func TestOpenAndNext(t *testing.T) {
	t.Parallel()
	lunch := hours(t, "America/New_York", everyDay(span("09:00", "12:00"), span("13:00", "17:00")), nil)
	for _, c := range []struct {
		name, at string
		open     bool
		next     string
	}{
		{"before opening", "2026-09-08 08:59", false, "2026-09-08 09:00"},
		{"at opening", "2026-09-08 09:00", true, "2026-09-08 09:00"},
		{"mid-morning", "2026-09-08 10:30", true, "2026-09-08 10:30"},
		{"when lunch begins", "2026-09-08 12:00", false, "2026-09-08 13:00"},
		{"at lunch", "2026-09-08 12:30", false, "2026-09-08 13:00"},
		{"at closing", "2026-09-08 17:00", false, "2026-09-09 09:00"},
		{"in the night", "2026-09-08 23:59", false, "2026-09-09 09:00"},
	} {
		if got := lunch.Open(at(t, lunch, c.at)); got != c.open {
			t.Errorf("%s: open = %v, want %v", c.name, got, c.open)
		}
		if got := lunch.Next(at(t, lunch, c.at)); !got.Equal(at(t, lunch, c.next)) {
			t.Errorf("%s: next opening = %s, want %s", c.name, got, c.next)
		}
	}
}

func TestHoursWhenClocksChange(t *testing.T) {
	t.Parallel()
	always := everyDay(span("00:00", "24:00"))
	for _, c := range []struct {
		name, zone string
		week       office.Week
		date       string
		want       time.Duration
	}{
		{"the short day round the clock", "America/New_York", always, "2026-03-08", 23 * time.Hour},
		{"the long day round the clock", "America/New_York", always, "2026-11-01", 25 * time.Hour},
		{"half an hour short on Lord Howe", "Australia/Lord_Howe", always, "2026-10-04", 23*time.Hour + 30*time.Minute},
		{"half an hour long on Lord Howe", "Australia/Lord_Howe", always, "2026-04-05", 24*time.Hour + 30*time.Minute},
		{"no change in Phoenix", "America/Phoenix", always, "2026-03-08", 24 * time.Hour},
		{"midnight skipped in Havana", "America/Havana", always, "2026-03-08", 23 * time.Hour},
		{"midnight repeated in Havana", "America/Havana", always, "2026-11-01", 25 * time.Hour},
		{"opening in the skipped hour", "America/New_York", everyDay(span("02:30", "04:00")), "2026-03-08", time.Hour},
		{"closing in the skipped hour", "America/New_York", everyDay(span("01:00", "02:30")), "2026-03-08", time.Hour},
		{"all in the skipped hour", "America/New_York", everyDay(span("02:15", "02:45")), "2026-03-08", 0},
		{"two spans about the skipped hour", "America/New_York", everyDay(span("01:00", "02:45"), span("03:10", "04:00")), "2026-03-08", 110 * time.Minute},
		{"closing in the repeated hour", "America/New_York", everyDay(span("00:30", "01:30")), "2026-11-01", time.Hour},
		{"opening in the repeated hour", "America/New_York", everyDay(span("01:30", "03:00")), "2026-11-01", 150 * time.Minute},
		{"a day never held in Samoa", "Pacific/Apia", always, "2011-12-30", 0},
	} {
		h := hours(t, c.zone, c.week, nil)
		d := date(t, c.date)
		if got := h.Between(d.Start(h.Zone()), d.AddDays(1).Start(h.Zone())); got != c.want {
			t.Errorf("%s: %s in %s is %s long, want %s", c.name, c.date, c.zone, got, c.want)
		}
	}
}

func TestBusinessDays(t *testing.T) {
	t.Parallel()
	ny := newYork(t)
	for _, c := range []struct {
		name, from string
		n          int
		want       string
	}{
		{"the next day", "2026-09-08", 1, "2026-09-09"},
		{"over a weekend", "2026-09-11", 1, "2026-09-14"},
		{"over Labor Day", "2026-09-04", 1, "2026-09-08"},
		{"from a Saturday", "2026-09-12", 1, "2026-09-14"},
		{"back over Labor Day", "2026-09-08", -1, "2026-09-04"},
		{"back from a Sunday", "2026-09-13", -1, "2026-09-11"},
		{"none, even on a Sunday", "2026-09-13", 0, "2026-09-13"},
		{"a short day counts", "2026-11-25", 1, "2026-11-27"},
		{"ten", "2026-09-08", 10, "2026-09-22"},
	} {
		if got := ny.AddDays(date(t, c.from), c.n).String(); got != c.want {
			t.Errorf("%s: %d business days from %s = %s, want %s", c.name, c.n, c.from, got, c.want)
		}
	}
	for from, want := range map[string]string{
		"2026-09-08": "2026-09-08 17:00",
		"2026-09-07": "2026-09-04 17:00", // Labor Day
		"2026-11-27": "2026-11-27 13:00", // short hours
	} {
		if got := ny.EndOfDay(date(t, from)); !got.Equal(at(t, ny, want)) {
			t.Errorf("the end of %s = %s, want %s", from, got, want)
		}
	}
	if got := ny.OnOrAfter(date(t, "2026-09-05")).String(); got != "2026-09-08" {
		t.Errorf("the first business day from Saturday = %s, want 2026-09-08", got)
	}
}

func TestHoursThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	utc, nine := time.UTC, span("09:00", "17:00")
	for name, build := range map[string]func() (office.Hours, error){
		"no zone":       func() (office.Hours, error) { return office.NewHours(nil, everyDay(nine), nil) },
		"never open":    func() (office.Hours, error) { return office.NewHours(utc, office.Week{}, nil) },
		"backwards":     func() (office.Hours, error) { return office.NewHours(utc, everyDay(span("17:00", "09:00")), nil) },
		"overlapping":   func() (office.Hours, error) { return office.NewHours(utc, everyDay(nine, span("16:00", "18:00")), nil) },
		"an empty span": func() (office.Hours, error) { return office.NewHours(utc, everyDay(span("09:00", "09:00")), nil) },
		"beyond midnight": func() (office.Hours, error) {
			return office.NewHours(utc, everyDay(office.Span{From: 0, To: 1500}), nil)
		},
		"a holiday twice": func() (office.Hours, error) {
			day := office.Holiday{Date: civil.On(2026, 7, 3), Name: "Independence Day"}
			return office.NewHours(utc, everyDay(nine), []office.Holiday{day, day})
		},
		"a holiday without a date": func() (office.Hours, error) {
			return office.NewHours(utc, everyDay(nine), []office.Holiday{{Name: "Founder's Day"}})
		},
	} {
		if _, err := build(); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v, want it refused as invalid", name, err)
		}
	}
}

func TestHoursNeverSetAreNeverOpen(t *testing.T) {
	t.Parallel()
	var none office.Hours
	now := time.Date(2026, 9, 8, 12, 0, 0, 0, time.UTC)
	if none.Open(now) || !none.Next(now).IsZero() || none.Between(now, now.Add(time.Hour)) != 0 {
		t.Error("hours never set are open, want them never open")
	}
}

// newYork is open from nine to five on weekdays but federal holidays, and to one on the
// day after Thanksgiving.
func newYork(t testing.TB) office.Hours {
	t.Helper()
	short := office.Holiday{Date: civil.On(2026, time.November, 27), Name: "Day after Thanksgiving", Open: []office.Span{span("09:00", "13:00")}}
	return hours(t, "America/New_York", weekdays(span("09:00", "17:00")), append(office.FederalHolidays(2026), short))
}

func hours(t testing.TB, zone string, week office.Week, holidays []office.Holiday) office.Hours {
	t.Helper()
	loc, err := civil.LoadZone(zone)
	if err != nil {
		t.Fatal(err)
	}
	h, err := office.NewHours(loc, week, holidays)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func weekdays(spans ...office.Span) office.Week {
	week := everyDay(spans...)
	week[time.Saturday], week[time.Sunday] = nil, nil
	return week
}

func everyDay(spans ...office.Span) (week office.Week) {
	for day := range week {
		week[day] = spans
	}
	return week
}

func span(from, to string) office.Span {
	var s office.Span
	if s.From.UnmarshalText([]byte(from)) != nil || s.To.UnmarshalText([]byte(to)) != nil {
		panic("no time of day: " + from + " or " + to)
	}
	return s
}

func date(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func at(t testing.TB, h office.Hours, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, h.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return v
}
