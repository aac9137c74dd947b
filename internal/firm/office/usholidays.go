package office

import (
	"slices"
	"time"

	"candor/internal/kit/civil"
)

// FederalHolidays are the legal public holidays of the United States that fall in the
// year, or are kept in it, in order of date (5 U.S.C. 6103(a)).
//
// One that falls on a Saturday is kept on the Friday before (5 U.S.C. 6103(b)(1)), one
// on a Sunday on the Monday after (Executive Order 11582, section 3). Both days are
// given: the day itself for an office that opens at weekends, the day kept for all.
// 1 January 2028 is a Saturday, so that 2027 has New Year's Day twice.
//
// The list holds from 1978, when the present dates were settled. It has neither days
// that the President declares nor Inauguration Day, which is kept about Washington only
// (6103(c)); nor those of the states: a firm adds what it keeps.
func FederalHolidays(year int) []Holiday {
	if year < 1978 {
		return nil
	}
	var days []Holiday
	for _, y := range []int{year, year + 1} {
		for _, l := range statutory(y) {
			if l.on.Year() == year {
				days = append(days, Holiday{Date: l.on, Name: l.name})
			}
			if kept := inLieu(l.on); kept != l.on && kept.Year() == year {
				days = append(days, Holiday{Date: kept, Name: l.kept})
			}
		}
	}
	slices.SortFunc(days, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return days
}

// legal is a holiday on the day that the statute names, and what the day is called on
// which it is kept instead. One that is always on a weekday needs no other name.
type legal struct {
	on         civil.Date
	name, kept string
}

func statutory(year int) []legal {
	days := []legal{
		{civil.On(year, time.January, 1), "New Year's Day", "New Year's Day (observed)"},
		{nth(3, time.Monday, time.February, year), "Washington's Birthday", ""},
		{last(time.Monday, time.May, year), "Memorial Day", ""},
		{civil.On(year, time.July, 4), "Independence Day", "Independence Day (observed)"},
		{nth(1, time.Monday, time.September, year), "Labor Day", ""},
		{nth(2, time.Monday, time.October, year), "Columbus Day", ""},
		{civil.On(year, time.November, 11), "Veterans Day", "Veterans Day (observed)"},
		{nth(4, time.Thursday, time.November, year), "Thanksgiving Day", ""},
		{civil.On(year, time.December, 25), "Christmas Day", "Christmas Day (observed)"},
	}
	if year >= 1986 { // Public Law 98-144
		days = append(days, legal{nth(3, time.Monday, time.January, year), "Martin Luther King Jr. Day", ""})
	}
	if year >= 2021 { // Public Law 117-17
		days = append(days, legal{civil.On(year, time.June, 19), "Juneteenth", "Juneteenth (observed)"})
	}
	return days
}

// inLieu is the day on which a holiday is kept.
func inLieu(d civil.Date) civil.Date {
	switch d.Weekday() {
	case time.Saturday:
		return d.AddDays(-1)
	case time.Sunday:
		return d.AddDays(1)
	default:
		return d
	}
}

// nth is the n-th such weekday of a month.
func nth(n int, day time.Weekday, month time.Month, year int) civil.Date {
	first := civil.On(year, month, 1)
	ahead := (int(day) - int(first.Weekday()) + 7) % 7
	return first.AddDays(ahead + 7*(n-1))
}

// last is the last such weekday of a month.
func last(day time.Weekday, month time.Month, year int) civil.Date {
	return nth(1, day, month+1, year).AddDays(-7)
}
