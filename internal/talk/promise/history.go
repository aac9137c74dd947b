package promise

import (
	"time"

	"candor/internal/firm/office"
)

// InForce are terms and since when they held. Terms change; what was promised before
// is judged by what was promised then.
type InForce struct {
	From  time.Time
	Terms Terms
}

// Period is one promise of a word: made at From, due at Due, met at MetAt.
type Period struct {
	From   time.Time
	Due    time.Time
	MetAt  time.Time // zero if it was not met by the end of the history
	State  State     // Kept, Broken, or Running if the end came before either
	LateBy time.Duration
}

// History is how the promise of a word was kept from the opening of a matter until it
// closed, or until now. Terms and contacts come in order of time.
//
// Each word ends one period and begins the next; more words on a day count as one, so
// that a lively morning does not make up for a silent month. Time in which nothing was
// promised has no period. A word that comes after the end is not looked at.
func History(h office.Hours, opened, until time.Time, terms []InForce, contacts []Contact) []Period {
	var periods []Period
	from := opened
	for _, c := range contacts {
		if !c.Word() || !c.At.After(from) || c.At.After(until) {
			continue
		}
		if h.Today(c.At) != h.Today(from) {
			periods = appendPeriod(periods, h, terms, from, c.At, c.At)
		}
		from = c.At
	}
	if until.After(from) {
		periods = appendPeriod(periods, h, terms, from, time.Time{}, until)
	}
	return periods
}

func appendPeriod(periods []Period, h office.Hours, terms []InForce, from, met, end time.Time) []Period {
	p := Period{From: from, Due: due(h, terms, from, end), MetAt: met}
	switch {
	case p.Due.IsZero():
		return periods
	case end.After(p.Due):
		p.State, p.LateBy = Broken, end.Sub(p.Due)
	case met.IsZero():
		p.State = Running
	default:
		p.State = Kept
	}
	return append(periods, p)
}

// due is when a word was due, with all changes of terms between the word before, at
// from, and end. What was broken before a change stays broken.
func due(h office.Hours, terms []InForce, from, end time.Time) time.Time {
	var due time.Time
	for _, t := range terms {
		switch {
		case t.From.After(end):
			return due
		case !t.From.After(from):
			due = t.Terms.Silence(h, from).Due
		case due.IsZero() || !due.Before(t.From):
			due = revised(h, t, from, due)
		}
	}
	return due
}

// inForce gives the terms that hold at t, none before the first.
func inForce(terms []InForce, t time.Time) Terms {
	var in Terms
	for _, one := range terms {
		if one.From.After(t) {
			break
		}
		in = one.Terms
	}
	return in
}

// standing is the word that we owe at now, with all changes of terms since the
// word before. Where the terms promise none any more, nothing is owed; the
// history keeps what was broken.
func standing(h office.Hours, terms []InForce, since, now time.Time) Owed {
	t := inForce(terms, now)
	if t.Every.Unit == Never {
		return Owed{}
	}
	return t.silence(h, since, due(h, terms, since, now))
}

// revised is the due instant under new terms. They count from the last word as the old
// did. If by that the promise would have been broken before it was made, it counts from
// its making instead, but is not due later than the old.
func revised(h office.Hours, t InForce, from, old time.Time) time.Time {
	due := t.Terms.Silence(h, from).Due
	if due.IsZero() || !due.Before(t.From) {
		return due
	}
	due = t.Terms.Silence(h, t.From).Due
	if !old.IsZero() && old.Before(due) {
		return old
	}
	return due
}

// Record sums up a history: how many promises were kept and broken, and for how much of
// the time we were late. The second cannot be bettered by many words at once.
type Record struct {
	Kept, Broken int
	Late, Total  time.Duration
}

// Sum is the record of the periods up to the end of their history. A period that is
// still running counts as time, and as neither kept nor broken. Of no period, nothing
// is said: show "n/a" and not nought.
func Sum(periods []Period, until time.Time) Record {
	var r Record
	for _, p := range periods {
		switch p.State {
		case Kept:
			r.Kept++
		case Broken:
			r.Broken++
		case Running, Soon, Unpromised:
		}
		end := p.MetAt
		if end.IsZero() {
			end = until
		}
		r.Late += p.LateBy
		r.Total += end.Sub(p.From)
	}
	return r
}
