package locale

import (
	"context"
	"strconv"
	"time"
)

// Ago says when something was or will be, as people say it: "5 min ago",
// "yesterday", "on Friday", "12 Mar". Both instants are in the reader's zone.
func Ago(ctx context.Context, now, t time.Time) string {
	d := now.Sub(t)
	days := dayNumber(now) - dayNumber(t)
	switch {
	case d >= 0 && d < time.Minute:
		return T(ctx, "just now")
	case d >= 0 && d < time.Hour:
		return T(ctx, "%d min ago", int(d.Minutes()))
	case days == 0 && d > 0:
		return T(ctx, "%d h ago", int(d.Hours()))
	case days == 0:
		return T(ctx, "today at %s", Hour(ctx, t))
	case days == 1:
		return T(ctx, "yesterday")
	case days == -1:
		return T(ctx, "tomorrow")
	case days > 1 && days < 7:
		return T(ctx, "%d days ago", days)
	case days < 0 && days > -7:
		return T(ctx, "on %s", Weekday(ctx, t.Weekday()))
	}
	return Day(ctx, t, now)
}

func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Day writes a date: "4 Dec", with the year when it is not this one.
func Day(ctx context.Context, t, now time.Time) string {
	s := strconv.Itoa(t.Day()) + " " + Month(ctx, t.Month())
	if t.Year() != now.Year() {
		s += " " + strconv.Itoa(t.Year())
	}
	return s
}

// LongDay writes a date in full: "Friday 4 December 2026".
func LongDay(ctx context.Context, t time.Time) string {
	if Lang(ctx) == Spanish {
		return Weekday(ctx, t.Weekday()) + " " + strconv.Itoa(t.Day()) + " de " + longMonths[Spanish][t.Month()-1] + " de " + strconv.Itoa(t.Year())
	}
	return Weekday(ctx, t.Weekday()) + " " + strconv.Itoa(t.Day()) + " " + t.Month().String() + " " + strconv.Itoa(t.Year())
}

// Moment writes an instant in full, with its zone, for those who point at it.
func Moment(ctx context.Context, t time.Time) string {
	return LongDay(ctx, t) + ", " + Hour(ctx, t) + " " + t.Format("MST")
}

// Hour writes a time of day: "3:04 pm", in Spanish "15:04".
func Hour(ctx context.Context, t time.Time) string {
	if Lang(ctx) == Spanish {
		return t.Format("15:04")
	}
	return t.Format("3:04 pm")
}

// Weekday names a day of the week.
func Weekday(ctx context.Context, d time.Weekday) string {
	if Lang(ctx) == Spanish {
		return [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}[d]
	}
	return d.String()
}

// Month names a month in short.
func Month(ctx context.Context, m time.Month) string {
	if Lang(ctx) == Spanish {
		return [...]string{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"}[m-1]
	}
	return m.String()[:3]
}

//nolint:gochecknoglobals // words, never changed
var longMonths = map[string][12]string{
	Spanish: {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
}

// Usually says how long something usually takes, from so many days to so many:
// "usually 3–8 weeks".
func Usually(ctx context.Context, from, to int) string {
	switch {
	case to == 0:
		return ""
	case to <= 21:
		return span(ctx, from, to, 1, "usually a day", "usually %d days", "usually %d–%d days")
	case to <= 60:
		return span(ctx, from, to, 7, "usually a week", "usually %d weeks", "usually %d–%d weeks")
	}
	return span(ctx, from, to, 30, "usually a month", "usually %d months", "usually %d–%d months")
}

func span(ctx context.Context, from, to, unit int, one, same, both string) string {
	low, high := max((from+unit/2)/unit, 1), max((to+unit/2)/unit, 1)
	switch {
	case low == high && low == 1:
		return T(ctx, one)
	case low == high:
		return T(ctx, same, low)
	}
	return T(ctx, both, low, high)
}
