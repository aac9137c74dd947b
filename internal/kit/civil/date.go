// Package civil is the calendar on the wall: dates and times of day without a time zone.
//
// A birth, a service of process and a promised letter happen on a date, not at
// midnight somewhere. A Date turns into an instant only when somebody names the
// place, through [Date.At] or [Date.Start], and the place is a zone by name, never
// a fixed offset, because offsets change by law.
//
// A Date is always a real day between 1 January 1 and 31 December 9999, or none
// at all. It promises nothing about calendars other than the Gregorian.
package civil

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day on the calendar. The zero Date means "no date"; it is stored as
// NULL and written as nothing. Dates are comparable with == and may key a map.
type Date struct {
	// n counts days, 1 being Monday 1 January of the year 1.
	n int32
}

const (
	unixDay = 719163  // 1 January 1970
	lastDay = 3652059 // 31 December 9999
)

// On is the given day. Days and months outside their usual ranges carry over as
// they do in [time.Date]: 30 February becomes 1 or 2 March. Read people's input
// with [Parse], which refuses such a day.
func On(year int, month time.Month, day int) Date {
	return number(unixDays(time.Date(year, month, day, 0, 0, 0, 0, time.UTC)) + unixDay)
}

// Of is the date that a calendar hanging in loc shows at the instant t.
// The zero time has no date.
func Of(t time.Time, loc *time.Location) Date {
	if t.IsZero() {
		return Date{}
	}
	return On(t.In(loc).Date())
}

// Parse reads YYYY-MM-DD and nothing else: no other order, no missing zeros, no
// day that does not exist. The empty string is no date.
func Parse(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 || len(s) != len(time.DateOnly) {
		return Date{}, fmt.Errorf("%q is not a date written YYYY-MM-DD", s)
	}
	return On(t.Date()), nil
}

// String is the date as YYYY-MM-DD, or nothing.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Year is the year, or 0 of no date.
func (d Date) Year() int {
	year, _, _ := d.Split()
	return year
}

// Month is the month, or 0 of no date.
func (d Date) Month() time.Month {
	_, month, _ := d.Split()
	return month
}

// Day is the day of the month, or 0 of no date.
func (d Date) Day() int {
	_, _, day := d.Split()
	return day
}

// Split gives year, month and day; all are 0 of no date.
func (d Date) Split() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return d.utc().Date()
}

// Weekday is the day of the week. No date answers Sunday, so ask IsZero first.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// Compare orders dates; no date comes before every date.
func (d Date) Compare(other Date) int { return cmp.Compare(d.n, other.n) }

// Before tells whether d is earlier than other. No date is before every date.
func (d Date) Before(other Date) bool { return d.n < other.n }

// After tells whether d is later than other.
func (d Date) After(other Date) bool { return d.n > other.n }

// Sub counts the days from other to d. It is negative when d is the earlier.
func (d Date) Sub(other Date) int { return int(d.n) - int(other.n) }

// AddDays moves by whole days, back if n is negative. It stops at the first and
// the last day the calendar has. No date stays no date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	// Clamping n first keeps the sum from overflowing.
	n = max(-lastDay, min(n, lastDay))
	return number(int64(d.n) + int64(n))
}

// AddMonths moves by whole months and keeps the day of the month, or takes the
// month's last day where there is no such day: 31 January and one month is 28 or
// 29 February, never 3 March. Count several months from the first date in one
// step; step by step, a 31st would shrink to a 28th and stay there.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	n = max(-12*9999, min(n, 12*9999))
	year, month, day := d.Split()
	first := time.Date(year, month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return On(first.Year(), first.Month(), min(day, last))
}

// utc is the day's midnight in UTC, for asking package time about the calendar.
func (d Date) utc() time.Time {
	return time.Unix((int64(d.n)-unixDay)*86400, 0).UTC()
}

// number makes a date of a day number, at the calendar's edges if beyond them.
func number(n int64) Date {
	return Date{n: int32(max(1, min(n, lastDay)))} //nolint:gosec // within the range by the line itself
}

// unixDays counts whole days from 1 January 1970 to a midnight in UTC.
func unixDays(midnight time.Time) int64 {
	return midnight.Unix() / 86400 // exact: midnight has no remainder
}
