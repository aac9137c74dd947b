package civil

import (
	"fmt"
	"time"
)

// Clock is a time of day in minutes after midnight, from 00:00 to 24:00. The last
// is the end of a day: an office open round the clock is open 00:00–24:00.
type Clock int16

// EndOfDay is 24:00, the midnight that closes a day.
const EndOfDay Clock = 24 * 60

// ClockAt is hour:minute, brought into 00:00–24:00 if outside.
func ClockAt(hour, minute int) Clock {
	hour = max(-1, min(hour, 25))
	minute = max(-1500, min(minute, 1500))
	return Clock(max(0, min(hour*60+minute, int(EndOfDay)))) //nolint:gosec // within 0..1440
}

// ClockOf is the time of day that a clock on the wall in loc shows at t.
func ClockOf(t time.Time, loc *time.Location) Clock {
	t = t.In(loc)
	return ClockAt(t.Hour(), t.Minute())
}

// ParseClock reads HH:MM on the 24-hour clock.
func ParseClock(s string) (Clock, error) {
	bad := fmt.Errorf("%q is not a time of day written HH:MM", s)
	if s == "24:00" {
		return EndOfDay, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != len("15:04") {
		return 0, bad
	}
	return ClockAt(t.Hour(), t.Minute()), nil
}

// String is HH:MM on the 24-hour clock.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute()) }

// Hour is 0 to 24.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute is 0 to 59.
func (c Clock) Minute() int { return int(c) % 60 }
