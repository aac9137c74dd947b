package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"candor/internal/kit/civil"
)

// Order is how a file writes its dates.
type Order string

// The orders. A year written first is understood in any of them.
const (
	MonthFirst Order = "mdy"
	DayFirst   Order = "dmy"
)

// Orders lists them in the order people are shown them.
func Orders() []Order { return []Order{MonthFirst, DayFirst} }

var (
	figures = regexp.MustCompile(`^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})$`)
	worded  = regexp.MustCompile(`^(?:(\d{1,2})(?:st|nd|rd|th)?\.?[ -]+)?([a-z]{3,9})\.?[ -]+(?:(\d{1,2})(?:st|nd|rd|th)?,?[ -]+)?(\d{4})$`)
	weekday = regexp.MustCompile(`^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +`)
)

// readDate reads a date as people and programs write it. An order is needed
// only where the figures leave a doubt.
func readDate(s string, o Order) (civil.Date, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" {
		return civil.Date{}, true
	}
	s = weekday.ReplaceAllString(s, "")
	if d, ok := readDay(s, o); ok {
		return d, true
	}
	// A time that follows says nothing about the day.
	cut := strings.IndexAny(s, "t ")
	for cut > 0 {
		if d, ok := readDay(strings.TrimRight(s[:cut], ","), o); ok {
			return d, true
		}
		next := strings.IndexAny(s[cut+1:], "t ")
		if next < 0 {
			break
		}
		cut += next + 1
	}
	return civil.Date{}, false
}

func readDay(s string, o Order) (civil.Date, bool) {
	if m := figures.FindStringSubmatch(s); m != nil {
		a, b, c := number(m[1]), number(m[2]), number(m[3])
		switch {
		case len(m[1]) == 4 && len(m[3]) <= 2:
			return real(a, b, c)
		case len(m[1]) > 2 || len(m[3]) == 3 || len(m[3]) == 1:
			return civil.Date{}, false
		case len(m[3]) == 2:
			c = century(c)
		}
		if a > 12 || o == DayFirst && b <= 12 {
			return real(c, b, a)
		}
		return real(c, a, b)
	}
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		return real(number(s[:4]), number(s[4:6]), number(s[6:]))
	}
	if m := worded.FindStringSubmatch(s); m != nil && (m[1] == "") != (m[3] == "") {
		return real(number(m[4]), month(m[2]), number(m[1]+m[3]))
	}
	return civil.Date{}, false
}

// century reads a year of two figures: nobody's file is from 2069.
func century(year int) int {
	if year < 69 {
		return 2000 + year
	}
	return 1900 + year
}

func month(word string) int {
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if word == name || word == name[:3] || word == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

func real(year, month, day int) (civil.Date, bool) {
	if year < 1 || month < 1 || month > 12 || day < 1 || day > 31 {
		return civil.Date{}, false
	}
	d := civil.On(year, time.Month(month), day)
	return d, d.Day() == day
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// guessOrder counts the dates that can be read in one order only. In doubt,
// American programs write the month first.
func guessOrder(samples []string) Order {
	day := 0
	for _, s := range samples {
		m := figures.FindStringSubmatch(strings.Split(strings.TrimSpace(s), " ")[0])
		if m == nil || len(m[1]) > 2 {
			continue
		}
		switch a, b := number(m[1]), number(m[2]); {
		case a > 12 && b <= 12:
			day++
		case b > 12 && a <= 12:
			day--
		}
	}
	if day > 0 {
		return DayFirst
	}
	return MonthFirst
}
