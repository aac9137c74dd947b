package civil_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"candor/internal/kit/civil"
	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		ok       bool
	}{
		{"an ordinary day", "2026-12-01", true},
		{"a leap day", "2028-02-29", true},
		{"the first day", "0001-01-01", true},
		{"the last day", "9999-12-31", true},
		{"no date", "", true},
		{"a leap day in a common year", "2026-02-29", false},
		{"the year nought", "0000-01-01", false},
		{"missing zeros", "2026-2-9", false},
		{"American order", "12/01/2026", false},
		{"an instant", "2026-12-01T00:00:00Z", false},
		{"spaces", " 2026-12-01", false},
		{"words", "tomorrow", false},
	} {
		d, err := civil.Parse(c.in)
		if (err == nil) != c.ok {
			t.Errorf("%s: Parse(%q) error = %v, want ok = %v", c.name, c.in, err, c.ok)
		}
		if err == nil && d.String() != c.in {
			t.Errorf("%s: Parse(%q) = %q, want it back", c.name, c.in, d)
		}
	}
}

func TestAddMonthsTakesTheLastDayOfAShorterMonth(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", 48, "2032-02-29"},
		{"2026-05-31", 0, "2026-05-31"},
		{"", 1, ""},
	} {
		if got := date(t, c.from).AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s and %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestCalendarArithmetic(t *testing.T) {
	t.Parallel()
	d := civil.On(2026, time.December, 31)
	if got := d.AddDays(1).String(); got != "2027-01-01" {
		t.Errorf("the day after New Year's Eve = %s, want 2027-01-01", got)
	}
	if got := d.Weekday(); got != time.Thursday {
		t.Errorf("2026-12-31 is a %s, want Thursday", got)
	}
	if got := civil.On(2028, time.March, 1).Sub(civil.On(2028, time.February, 1)); got != 29 {
		t.Errorf("February 2028 has %d days, want 29", got)
	}
	if !d.Before(d.AddDays(1)) || d.After(d) || d.Compare(d) != 0 {
		t.Error("a day must come before the next and not after itself")
	}
	if got := d.AddDays(math.MaxInt).String(); got != "9999-12-31" {
		t.Errorf("a date beyond the calendar = %s, want its last day", got)
	}
	if got := d.AddMonths(math.MinInt).String(); got != "0001-01-01" {
		t.Errorf("a date before the calendar = %s, want its first day", got)
	}
	if got := civil.Of(time.Time{}, time.UTC); !got.IsZero() {
		t.Errorf("the date of no time = %s, want none", got)
	}
}

func TestADateIsTheOneOnTheWallThere(t *testing.T) {
	t.Parallel()
	instant := time.Date(2026, time.December, 1, 4, 30, 0, 0, time.UTC)
	if got := civil.Of(instant, zone(t, "America/New_York")).String(); got != "2026-11-30" {
		t.Errorf("in New York it is %s, want 2026-11-30", got)
	}
	if got := civil.Of(instant, zone(t, "Asia/Tokyo")).String(); got != "2026-12-01" {
		t.Errorf("in Tokyo it is %s, want 2026-12-01", got)
	}
}

func TestNoDateIsNullEverywhere(t *testing.T) {
	t.Parallel()
	var none civil.Date
	if v, err := none.Value(); v != nil || err != nil {
		t.Errorf("stored = %v, %v, want NULL", v, err)
	}
	if got, err := json.Marshal(none); string(got) != "null" || err != nil {
		t.Errorf("JSON = %s, %v, want null", got, err)
	}
	for _, in := range []string{`null`, `""`} {
		d := civil.On(2026, 1, 1)
		if err := json.Unmarshal([]byte(in), &d); err != nil || !d.IsZero() {
			t.Errorf("reading %s = %s, %v, want no date", in, d, err)
		}
	}
	d := civil.On(2026, 1, 1)
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("scanning NULL = %s, %v, want no date", d, err)
	}
	if got := none.AddDays(1); !got.IsZero() {
		t.Errorf("a day after no date = %s, want no date", got)
	}
	if got := none.At(9, 0, time.UTC); !got.IsZero() {
		t.Errorf("09:00 on no date = %s, want no time", got)
	}
}

func TestScanReadsWhatDriversGive(t *testing.T) {
	t.Parallel()
	for name, src := range map[string]any{
		"text":     "2026-12-01",
		"bytes":    []byte("2026-12-01"),
		"midnight": time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
	} {
		var d civil.Date
		if err := d.Scan(src); err != nil || d != civil.On(2026, 12, 1) {
			t.Errorf("scanning %s = %s, %v, want 2026-12-01", name, d, err)
		}
	}
	var d civil.Date
	if err := d.Scan(20261201); err == nil {
		t.Error("scanning a number succeeded, want an error")
	}
}

func TestDatesCountOneByOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := civil.On(rapid.IntRange(2, 9998).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"))
		n := rapid.IntRange(-300, 300).Draw(t, "n")
		if got := d.AddDays(n).Sub(d); got != n {
			t.Fatalf("%s and %d days is %d days away", d, n, got)
		}
		if got := d.AddDays(1).Weekday(); got != (d.Weekday()+1)%7 {
			t.Fatalf("the day after a %s is a %s", d.Weekday(), got)
		}
		if want := d.At(12, 0, time.UTC).Weekday(); d.Weekday() != want {
			t.Fatalf("%s is a %s, want %s", d, d.Weekday(), want)
		}
		if back, err := civil.Parse(d.String()); err != nil || back != d {
			t.Fatalf("%s reads back as %s, %v", d, back, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "2026-12-01", "2026-02-30", "0000-00-00", "99999-01-01", "２０２６-12-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := civil.Parse(s)
		if err == nil && d.String() != s {
			t.Errorf("Parse(%q) = %q, want it back", s, d)
		}
	})
}

func date(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := civil.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}
