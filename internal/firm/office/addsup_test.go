package office_test

import (
	"testing"
	"time"

	"candor/internal/firm/office"
	"pgregory.net/rapid"
)

func TestBusinessTimeAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		h := anyHours(t, r)
		a := anyTime(r, "a")
		x := time.Duration(rapid.Int64Range(0, int64(200*time.Hour)).Draw(r, "x"))
		y := time.Duration(rapid.Int64Range(0, int64(200*time.Hour)).Draw(r, "y"))

		end := h.Add(a, x)
		if got := h.Between(a, end); got != x {
			t.Fatalf("between %s and %s after it lie %s", a, x, got)
		}
		if got, want := h.Add(end, y), h.Add(a, x+y); !got.Equal(want) {
			t.Fatalf("%s and then %s = %s, want %s", x, y, got, want)
		}
		if got := h.Between(end, a); got != -x {
			t.Fatalf("backwards = %s, want %s", got, -x)
		}
		b := anyTime(r, "b")
		c := anyTime(r, "c")
		if got, want := h.Between(a, b)+h.Between(b, c), h.Between(a, c); got != want {
			t.Fatalf("by way of b = %s, want %s", got, want)
		}
		if b.After(a) && h.Add(b, x).Before(end) {
			t.Fatalf("begun later, done sooner: %s and %s", b, x)
		}
		if next := h.Next(a); !h.Open(next) || next.Before(a) || h.Between(a, next) != 0 {
			t.Fatalf("next opening from %s = %s, want the office open then and not between", a, next)
		}
	})
}

func TestBusinessDaysCountUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		h := anyHours(t, r)
		d := h.Today(anyTime(r, "day"))
		n := rapid.IntRange(1, 60).Draw(r, "n")
		end := h.AddDays(d, n)
		var counted int
		for one := d.AddDays(1); !one.After(end); one = one.AddDays(1) {
			if h.BusinessDay(one) {
				counted++
			}
		}
		if counted != n || !h.BusinessDay(end) {
			t.Fatalf("%d business days from %s = %s, but %d lie between", n, d, end, counted)
		}
		if back := h.AddDays(end, -n); back.After(d) || h.AddDays(back, n) != end {
			t.Fatalf("%d business days back from %s = %s, want no later than %s", n, end, back, d)
		}
		if close := h.EndOfDay(d); h.Today(close.Add(-time.Nanosecond)).After(d) {
			t.Fatalf("the end of %s = %s, want it no later", d, close)
		}
	})
}

func BenchmarkAddTwoDays(b *testing.B) {
	h := newYork(b)
	from := at(b, h, "2026-09-04 16:30")
	for b.Loop() {
		h.Add(from, 16*time.Hour)
	}
}

func anyHours(t *testing.T, r *rapid.T) office.Hours {
	t.Helper()
	zone := rapid.SampledFrom([]string{"America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Phoenix", "America/Havana"}).Draw(r, "zone")
	week := rapid.SampledFrom([]office.Week{
		weekdays(span("09:00", "17:00")),
		weekdays(span("08:30", "12:00"), span("13:00", "18:15")),
		everyDay(span("00:00", "24:00")),
		everyDay(span("00:00", "02:30"), span("22:00", "24:00")),
		{time.Wednesday: {span("01:15", "02:10"), span("02:20", "02:40")}},
	}).Draw(r, "week")
	return hours(t, zone, week, append(office.FederalHolidays(2026), office.FederalHolidays(2027)...))
}

func anyTime(r *rapid.T, name string) time.Time {
	second := rapid.Int64Range(0, 2*365*24*3600).Draw(r, name)
	return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(second) * time.Second)
}
