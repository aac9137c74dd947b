// Package promise is the communication clock: who must hear from us, by when.
//
// A lawyer keeps the client reasonably informed (Model Rule 1.4(a)(3)) and promptly
// answers reasonable requests for information (1.4(a)(4)). No rule says how many days
// that is; the firm does, in its [Terms], and so makes a promise that can be kept or
// broken. Two clocks watch it: the silence since the client's last word from us
// ([Terms.Silence]) and each question that waits ([Terms.Reply]).
//
// Only people stop a clock. An automatic reply, a bill or a newsletter never does, nor
// does a note to ourselves; "nothing new this month" from a person does. What the
// client writes to us starts the second clock and leaves the first running: hearing
// from a client is not informing one.
//
// The rules here compute; they decide no question of law, and keeping every promise is
// no proof that Rule 1.4 was kept.
package promise

import (
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
)

// Unit is what a rhythm counts.
type Unit string

// The units. Never is a rhythm too: this client asked to be left in peace.
const (
	Day         Unit = "day"
	BusinessDay Unit = "business_day"
	Week        Unit = "week"
	Month       Unit = "month"
	Never       Unit = "never"
)

// Every is how often the client hears from us: every 30 days, every 2 weeks. The zero
// value says nothing, and leaves it to whoever is less specific.
type Every struct {
	N    int  `bun:"n" json:"n"`
	Unit Unit `bun:"unit" json:"unit"`
}

// from is the last day on which a word keeps the promise, counted from the day of the
// word before. Months keep the day of the month or take the last.
func (e Every) from(d civil.Date, h office.Hours) civil.Date {
	switch e.Unit {
	case Day:
		return d.AddDays(e.N)
	case BusinessDay:
		return h.AddDays(d, e.N)
	case Week:
		return d.AddDays(7 * e.N)
	case Month:
		return d.AddMonths(e.N)
	case Never:
	}
	return civil.Date{}
}

// Source is who gave the terms, from the least specific to the most.
type Source string

// The sources of terms.
const (
	Firm   Source = "firm"
	Area   Source = "area"   // the practice area
	Client Source = "client" // agreed with this client, for this matter
)

// None as a time promises nothing, where nought would leave it to the less specific.
const None time.Duration = -1

// Terms are what a client was promised. Times are business time, so that a question
// asked at four and one asked at ten have the same wait; eight hours are a business day
// in an office open from nine to five.
type Terms struct {
	Every       Every         // a word from us at least so often
	Acknowledge time.Duration // a person says that the question has arrived
	Answer      time.Duration // a person answers it
	Escalate    time.Duration // after a promise is broken, until a supervisor is told
	Source      Source        // who set Every
}

// Suggested are terms for a firm that has not chosen its own: a word every thirty days,
// questions acknowledged in one business day and answered in two.
func Suggested() Terms {
	const day = 8 * time.Hour
	return Terms{Every: Every{30, Day}, Acknowledge: day, Answer: 2 * day, Escalate: day, Source: Firm}
}

// Resolve gives the terms in force: each from the most specific source that says
// anything of it. Any of the three may be nil.
func Resolve(firm, area, client *Terms) Terms {
	var in Terms
	for _, t := range []*Terms{firm, area, client} {
		if t == nil {
			continue
		}
		if t.Every != (Every{}) {
			in.Every, in.Source = t.Every, t.Source
		}
		if t.Acknowledge != 0 {
			in.Acknowledge = t.Acknowledge
		}
		if t.Answer != 0 {
			in.Answer = t.Answer
		}
		if t.Escalate != 0 {
			in.Escalate = t.Escalate
		}
	}
	return in
}

// Check fails with Invalid for terms that no one could keep or mean. Terms may leave
// anything unsaid.
func (t Terms) Check() error {
	var p errs.Problems
	switch t.Every.Unit {
	case Day, BusinessDay, Week, Month:
		p.Check(t.Every.N >= 1 && t.Every.N <= 366, "every", "Choose a number from 1 to 366.")
	case Never, "":
		p.Check(t.Every.N == 0, "every", "Choose days, business days, weeks or months.")
	default:
		p.Add("every", "Choose days, business days, weeks or months.")
	}
	for name, d := range map[string]time.Duration{"acknowledge": t.Acknowledge, "answer": t.Answer, "escalate": t.Escalate} {
		p.Check(d >= None && d <= 2000*time.Hour, name, "Choose a time of up to 2000 business hours.")
	}
	p.Check(t.Acknowledge <= 0 || t.Answer <= 0 || t.Acknowledge <= t.Answer, "acknowledge",
		"A question is acknowledged before it is answered, not after.")
	return p.Err()
}
