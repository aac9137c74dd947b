package mail

import (
	netmail "net/mail"
	"strings"
	"time"
)

// parseDate reads the dates of RFC 5322 and those that programs write instead.
// It gives UTC, or false for what is no date or none an e-mail can have.
func parseDate(s string) (time.Time, bool) {
	s = strings.Join(strings.Fields(stripComments(s)), " ")
	if len(s) > 100 || s == "" {
		return time.Time{}, false
	}
	s = numericZone(s)
	if t, err := netmail.ParseDate(s); err == nil {
		return believable(t)
	}
	if _, rest, ok := strings.Cut(s, ","); ok {
		s = strings.TrimSpace(rest) // the weekday is often misspelt, and says nothing new
	}
	s = strings.NewReplacer(" : ", ":", ": ", ":", " :", ":", "\"", "").Replace(s)
	for _, layout := range []string{
		"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04",
		"2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04:05 MST", "2 Jan 2006 15:04:05 -0700 MST", "2 January 2006 15:04:05 -0700",
		"2-Jan-2006 15:04:05 -0700", "2-Jan-06 15:04:05 MST", "Jan 2 2006 15:04:05 -0700", "Jan 2, 2006 15:04:05 -0700",
		time.ANSIC, "Mon Jan 2 15:04:05 2006 -0700", "Mon Jan 2 15:04:05 -0700 2006", time.UnixDate,
		"Mon 2 Jan 2006 15:04:05 -0700", "Mon 2 Jan 2006 15:04:05 MST",
		time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006/01/02 15:04:05", "2 Jan 2006", "2006-01-02",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return believable(t)
		}
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 && strings.Count(s, " ") > 3 { // junk after the zone
		if t, err := time.Parse("2 Jan 2006 15:04:05 -0700", s[:i]); err == nil {
			return believable(t)
		}
	}
	return time.Time{}, false
}

// numericZone replaces the zone names of RFC 5322, 4.3, which the time package
// would take for places it knows nothing of and read as UTC.
func numericZone(s string) string {
	rest, zone, _ := cutLast(s, " ")
	offset := ""
	switch strings.ToUpper(zone) {
	case "UT", "UTC", "GMT", "Z":
		offset = "+0000"
	case "EDT":
		offset = "-0400"
	case "EST", "CDT":
		offset = "-0500"
	case "CST", "MDT":
		offset = "-0600"
	case "MST", "PDT":
		offset = "-0700"
	case "PST":
		offset = "-0800"
	case "BST", "CET":
		offset = "+0100"
	case "CEST":
		offset = "+0200"
	default:
		return s
	}
	return rest + " " + offset
}

func believable(t time.Time) (time.Time, bool) {
	t = t.UTC()
	if t.Year() < 1971 || t.Year() > 2150 {
		return time.Time{}, false
	}
	return t, true
}

// received is when the newest server took the message in: each server puts its
// line on top (RFC 5321, 4.4), and the topmost is the reader's own.
func received(h header) time.Time {
	for _, v := range h.all("received") {
		if _, date, ok := cutLast(v, ";"); ok {
			if t, ok := parseDate(date); ok {
				return t
			}
		}
	}
	return time.Time{}
}
