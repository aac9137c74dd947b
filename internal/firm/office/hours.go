package office

import (
	"iter"
	"slices"
	"strings"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
)

// Span is a stretch of a day during which the office is open: from From up to, and
// not including, To. A night shift is two spans, one on each side of 24:00.
type Span struct {
	From civil.Clock `json:"from"`
	To   civil.Clock `json:"to"`
}

// Week is the ordinary hours of each day, by [time.Weekday]; a lunch break is two
// spans in a day, no span is a closed day.
type Week [7][]Span

// Holiday is a day on which the ordinary hours do not hold.
type Holiday struct {
	Date civil.Date `json:"date"`
	Name string     `json:"name"`
	Open []Span     `json:"open,omitempty"` // the short hours; none when closed
}

// Hours say when an office is open, and so count business time and business days.
//
// Business time is elapsed time while the office is open, measured between instants
// and not on the wall: an office open through the night that clocks go back has an
// hour more of it. Where a change of clocks skips an opening or closing time, the
// office opens or closes at the jump; where it repeats one, the first counts.
//
// Every answer is in the office's zone. Nothing here looks farther than twenty years.
type Hours struct {
	zone     *time.Location
	week     Week
	holidays []Holiday // in order of date
}

// horizon is how many days are looked at before giving up: twenty years.
const horizon = 20 * 366

// NewHours checks and keeps an office's hours; the holidays may come in any order.
// It fails with Invalid, in the field of the weekday's name, when spans overlap or run backwards, when a date is named
// twice, and when the office would never open, for then nothing would ever fall due.
func NewHours(zone *time.Location, week Week, holidays []Holiday) (Hours, error) {
	var p errs.Problems
	p.Check(zone != nil, "zone", "Choose the office's time zone.")
	var openings int
	for day, spans := range week {
		openings += len(spans)
		p.Check(inOrder(spans), strings.ToLower(time.Weekday(day).String()), "These hours overlap or end before they begin.")
	}
	p.Check(openings > 0, "week", "Give opening hours for one day at least.")

	holidays = slices.Clone(holidays)
	slices.SortStableFunc(holidays, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	for i, h := range holidays {
		p.Check(!h.Date.IsZero(), "holidays", "Every holiday needs a date.")
		p.Check(inOrder(h.Open), "holidays", "The hours on %s overlap or end before they begin.", h.Date)
		p.Check(i == 0 || h.Date != holidays[i-1].Date, "holidays", "%s is in the list twice.", h.Date)
	}
	if err := p.Err(); err != nil {
		return Hours{}, err
	}
	return Hours{zone: zone, week: week, holidays: holidays}, nil
}

func inOrder(spans []Span) bool {
	for i, s := range spans {
		if s.From < 0 || s.To > civil.EndOfDay || s.From >= s.To || i > 0 && s.From < spans[i-1].To {
			return false
		}
	}
	return true
}

// Zone is where the office is.
func (h Hours) Zone() *time.Location { return h.zone }

// Today is the date at the office at the instant t.
func (h Hours) Today(t time.Time) civil.Date { return civil.Of(t, h.zone) }

// Holiday is the holiday on the date, if it is one.
func (h Hours) Holiday(d civil.Date) (Holiday, bool) {
	i, found := slices.BinarySearchFunc(h.holidays, d, func(one Holiday, d civil.Date) int { return one.Date.Compare(d) })
	if !found {
		return Holiday{}, false
	}
	return h.holidays[i], true
}

// Spans are the hours of the date, holidays considered.
func (h Hours) Spans(d civil.Date) []Span {
	if holiday, ok := h.Holiday(d); ok {
		return holiday.Open
	}
	return h.week[d.Weekday()]
}

// Open tells whether the office is open at t.
func (h Hours) Open(t time.Time) bool {
	for from, to := range h.stretches(t) {
		return !t.Before(from) && t.Before(to)
	}
	return false
}

// Next is t itself when the office is open then, or else when it opens next.
func (h Hours) Next(t time.Time) time.Time {
	for from := range h.stretches(t) {
		return later(from, t.In(h.zone))
	}
	return time.Time{}
}

// Add is the instant by which d of business time has passed since t. Work begun out of
// hours begins at the next opening. Time that runs out just at closing is due at
// closing, not at the opening after.
func (h Hours) Add(t time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return t.In(h.zone)
	}
	for from, to := range h.stretches(t) {
		from = later(from, t)
		if length := to.Sub(from); d > length {
			d -= length
			continue
		}
		return from.Add(d).In(h.zone)
	}
	return time.Time{}
}

// Between is the business time from a to b, negative if b is the earlier.
func (h Hours) Between(a, b time.Time) time.Duration {
	if b.Before(a) {
		return -h.Between(b, a)
	}
	var sum time.Duration
	for from, to := range h.stretches(a) {
		if !from.Before(b) {
			break
		}
		sum += earlier(to, b).Sub(later(from, a))
	}
	return sum
}

// BusinessDay tells whether the office opens at all on the date.
func (h Hours) BusinessDay(d civil.Date) bool { return len(h.Spans(d)) > 0 }

// OnOrBefore is the date itself if a business day, or else the last one before.
func (h Hours) OnOrBefore(d civil.Date) civil.Date { return h.roll(d, -1) }

// OnOrAfter is the date itself if a business day, or else the first one after.
func (h Hours) OnOrAfter(d civil.Date) civil.Date { return h.roll(d, 1) }

func (h Hours) roll(d civil.Date, step int) civil.Date {
	for range horizon {
		if h.BusinessDay(d) {
			return d
		}
		d = d.AddDays(step)
	}
	return civil.Date{}
}

// AddDays is the n-th business day after the date, or before it if n is negative. The
// date itself never counts, so that one business day from Friday, and from the Saturday
// after, is Monday. No days is the date itself.
func (h Hours) AddDays(d civil.Date, n int) civil.Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for range min(n, horizon) {
		d = h.roll(d.AddDays(step), step)
	}
	return d
}

// EndOfDay is when the office closes for the last time on the date; for a closed day,
// when it closed for the last time before. It is never after the date.
func (h Hours) EndOfDay(d civil.Date) time.Time {
	spans := h.Spans(d)
	if len(spans) == 0 {
		if d = h.OnOrBefore(d); d.IsZero() {
			return time.Time{}
		}
		spans = h.Spans(d)
	}
	return h.instant(d, spans[len(spans)-1].To)
}

// stretches walks the stretches of open time that end after t, in order. The first may
// have begun before t. A stretch that a change of clocks swallows is left out.
func (h Hours) stretches(t time.Time) iter.Seq2[time.Time, time.Time] {
	return func(yield func(from, to time.Time) bool) {
		if h.zone == nil || t.IsZero() {
			return
		}
		day := h.Today(t)
		for range horizon {
			for _, s := range h.Spans(day) {
				from, to := h.instant(day, s.From), h.instant(day, s.To)
				if !from.Before(to) || !to.After(t) {
					continue
				}
				if !yield(from, to) {
					return
				}
			}
			day = day.AddDays(1)
		}
	}
}

// instant is when the clock on the office's wall first shows c, or would have, had it
// not jumped over it: the moment of the jump then. Unlike [civil.Date.At] it never puts
// two times of a day in the wrong order.
func (h Hours) instant(d civil.Date, c civil.Clock) time.Time {
	t := d.At(c.Hour(), c.Minute(), h.zone)
	if civil.ClockOf(t, h.zone) == c%civil.EndOfDay {
		return t
	}
	jump, _ := t.ZoneBounds()
	return jump
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
