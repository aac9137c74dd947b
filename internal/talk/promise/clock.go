package promise

import (
	"cmp"
	"strings"
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/errs"
)

// What is it that we owe.
type What string

// What a client may be owed.
const (
	Word            What = "word"            // any word from us
	Acknowledgement What = "acknowledgement" // of a question
	Answer          What = "answer"          // to it
)

// State is how a promise stands, and the mark that shows it.
type State string

// The states, from calm to bad.
const (
	Unpromised State = "unpromised" // nothing is owed
	Kept       State = "kept"       // done, or the client heard from us today
	Running    State = "running"
	Soon       State = "soon" // no whole business day is left
	Broken     State = "broken"
)

// Owed is what we owe a client next, and by when. It is computed once, when something
// happens, and then only compared with the time. The zero value owes nothing.
type Owed struct {
	What  What
	Since time.Time // the last word, or the question
	Terms Terms

	Due        time.Time // the last instant at which the promise is kept
	SoonAt     time.Time // when the last business day begins: the close of the one before
	EscalateAt time.Time // when a supervisor is told; zero is never
	RestsUntil time.Time // the end of the day on which the client had a word
}

// Silence is the word that we owe a client who had the last one at since, or whose
// matter was opened then (Model Rule 1.4(a)(3)).
//
// It is due by closing time on the last business day within the period, so that the
// client never waits longer than was promised. Where there is none after the day of
// the last word, as for a promise "every day" made on a Friday, it is due on the first
// business day there is.
func (t Terms) Silence(h office.Hours, since time.Time) Owed {
	heard := h.Today(since)
	end := t.Every.from(heard, h)
	if end.IsZero() {
		return Owed{}
	}
	day := h.OnOrBefore(end)
	if !day.After(heard) {
		day = h.OnOrAfter(end)
	}
	return t.silence(h, since, h.EndOfDay(day))
}

// silence is the word owed since the last one, due at due.
func (t Terms) silence(h office.Hours, since, due time.Time) Owed {
	if due.IsZero() {
		return Owed{}
	}
	o := t.owed(h, Word, since, due)
	o.RestsUntil = h.Today(since).AddDays(1).Start(h.Zone())
	return o
}

// Reply is what a question has us owe next: its acknowledgement, then its answer
// (Model Rule 1.4(a)(4)). One asked out of hours waits from the next opening. An
// answered question is owed nothing.
func (t Terms) Reply(h office.Hours, q Question) Owed {
	if !q.Open() {
		return Owed{}
	}
	if q.AcknowledgedAt.IsZero() && t.Acknowledge > 0 {
		return t.owed(h, Acknowledgement, q.AskedAt, h.Add(q.AskedAt, t.Acknowledge))
	}
	if t.Answer > 0 {
		return t.owed(h, Answer, q.AskedAt, h.Add(q.AskedAt, t.Answer))
	}
	return Owed{}
}

func (t Terms) owed(h office.Hours, what What, since, due time.Time) Owed {
	o := Owed{What: what, Since: since, Terms: t, Due: due}
	o.SoonAt = h.EndOfDay(h.AddDays(h.Today(due), -1))
	if t.Escalate > 0 {
		o.EscalateAt = h.Add(due, t.Escalate)
	}
	return o
}

// State is how the promise stands at now. At the due instant itself it is still kept.
func (o Owed) State(now time.Time) State {
	switch {
	case o.Due.IsZero():
		return Unpromised
	case now.After(o.Due):
		return Broken
	case now.Before(o.RestsUntil):
		return Kept
	case !now.Before(o.SoonAt):
		return Soon
	}
	return Running
}

// Left is how much of the time remains, in per cent: how full to draw the mark. Only a
// broken promise has none.
func (o Owed) Left(now time.Time) int {
	whole, left := o.Due.Sub(o.Since)/time.Second, o.Due.Sub(now)/time.Second
	switch {
	case o.Due.IsZero() || left >= whole:
		return 100
	case now.After(o.Due):
		return 0
	}
	return max(1, int(100*left/whole))
}

// Late is how long the promise has been broken.
func (o Owed) Late(now time.Time) time.Duration {
	if o.State(now) != Broken {
		return 0
	}
	return now.Sub(o.Due)
}

// Escalates tells whether a supervisor should know by now.
func (o Owed) Escalates(now time.Time) bool {
	return !o.EscalateAt.IsZero() && !now.Before(o.EscalateAt)
}

// Compare puts first what was broken longest ago, then what is due soonest, and last
// what is not promised at all. Both are the order of Due; equals follow the older Since.
// Whoever sorts breaks what ties remain by id.
func (o Owed) Compare(other Owed) int {
	return cmp.Or(
		cmpZero(o.Due, other.Due),
		o.Due.Compare(other.Due),
		o.Since.Compare(other.Since),
		cmp.Compare(o.What, other.What),
	)
}

// cmpZero puts a time that will not come after every other.
func cmpZero(a, b time.Time) int {
	switch {
	case a.IsZero() == b.IsZero():
		return 0
	case a.IsZero():
		return 1
	}
	return -1
}

// Snooze puts off a reminder for a reason. It never moves the promise: what is owed
// stays due when it was, and the list shows that and why someone looked away.
type Snooze struct {
	At     time.Time
	Until  time.Time
	Reason string
}

// longestSnooze is in business days; whoever needs longer should change the promise,
// with the client.
const longestSnooze = 10

// NewSnooze fails with Invalid without a reason, or if it ends too soon or too late.
func NewSnooze(h office.Hours, at, until time.Time, reason string) (Snooze, error) {
	var p errs.Problems
	reason = strings.TrimSpace(reason)
	p.Check(reason != "", "reason", "Say why this can wait.")
	p.Check(until.After(at), "until", "Choose a time to come.")
	latest := h.EndOfDay(h.AddDays(h.Today(at), longestSnooze))
	p.Check(!until.After(latest), "until", "A reminder can wait %d business days at most.", longestSnooze)
	if err := p.Err(); err != nil {
		return Snooze{}, err
	}
	return Snooze{At: at, Until: until, Reason: reason}, nil
}

// Asleep tells whether the reminder of what is owed is put off at now. A promise that
// breaks meanwhile wakes it: one may look away from a due date, not sleep through it.
func (s Snooze) Asleep(o Owed, now time.Time) bool {
	broke := o.State(now) == Broken && !s.At.After(o.Due)
	return now.Before(s.Until) && !broke
}
