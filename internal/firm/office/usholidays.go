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
		for _, h := range actual(y) {
			if h.Date.Year() == year {
				days = append(days, h)
			}
			if kept := inLieu(h.Date); kept != h.Date && kept.Year() == year {
				days = append(days, Holiday{Date: kept, Name: h.Name + " (observed)"})
			}
		}
	}
	slices.SortFunc(days, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return days
}

// actual are the holidays of a year on the days the statute names.
func actual(year int) []Holiday {
	days := []Holiday{
		{Date: civil.On(year, time.January, 1), Name: "New Year's Day"},
		{Date: nth(3, time.Monday, time.February, year), Name: "Washington's Birthday"},
		{Date: last(time.Monday, time.May, year), Name: "Memorial Day"},
		{Date: civil.On(year, time.July, 4), Name: "Independence Day"},
		{Date: nth(1, time.Monday, time.September, year), Name: "Labor Day"},
		{Date: nth(2, time.Monday, time.October, year), Name: "Columbus Day"},
		{Date: civil.On(year, time.November, 11), Name: "Veterans Day"},
		{Date: nth(4, time.Thursday, time.November, year), Name: "Thanksgiving Day"},
		{Date: civil.On(year, time.December, 25), Name: "Christmas Day"},
	}
	if year >= 1986 { // Public Law 98-144
		days = append(days, Holiday{Date: nth(3, time.Monday, time.January, year), Name: "Martin Luther King Jr. Day"})
	}
	if year >= 2021 { // Public Law 117-17
		days = append(days, Holiday{Date: civil.On(year, time.June, 19), Name: "Juneteenth"})
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
