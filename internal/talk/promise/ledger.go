package promise

import (
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// Wait is a question of a client's and what became of it, as it is kept.
type Wait struct {
	bun.BaseModel `bun:"table:promise_question,alias:w"`

	FirmID    string      `bun:",pk"`
	ID        timeline.ID `bun:",pk"` // the message that asked
	MatterID  matter.ID
	ContactID contact.ID
	StaffID   staff.ID // responsible at the time
	Question
	Waited int64 // business seconds until a person first replied
	State  State // Running while it waits
}

// ended is a promise of a word that was met, or that ended with its matter.
type ended struct {
	bun.BaseModel `bun:"table:promise_period,alias:pp"`

	FirmID   string    `bun:",pk"`
	MatterID matter.ID `bun:",pk"`
	FromAt   time.Time `bun:",pk"`
	StaffID  staff.ID
	DueAt    time.Time
	MetAt    time.Time `bun:",nullzero"`
	EndedAt  time.Time
	State    State
	Late     int64 // seconds
}

func (e ended) period() Period {
	return Period{From: e.FromAt, Due: e.DueAt, MetAt: e.MetAt, State: e.State, LateBy: time.Duration(e.Late) * time.Second}
}

// ledger is a clock in the making, with what its contacts brought to an end.
// The same steps bring it forward by one contact and rebuild it from all, so
// that the two can't come to differ.
type ledger struct {
	*Clock
	hours office.Hours
	terms []InForce
	ended []ended
	waits []Wait // the last may be open
}

// follow brings the ledger forward by one contact, no earlier than any before.
func (l *ledger) follow(c Contact) {
	if !c.Word() && !c.Asks() || c.At.Before(l.OpenedAt) {
		return
	}
	l.SeenAt = c.At
	l.ask(c)
	if c.Word() && c.At.After(l.since()) {
		if l.hours.Today(c.At) != l.hours.Today(l.since()) {
			l.end(c.At, c.At)
		}
		l.WordAt, l.WordID, l.WordKind = c.At, timeline.ID(c.ID), c.Kind
	}
}

// ask opens, prolongs or answers a question.
func (l *ledger) ask(c Contact) {
	n := len(l.waits)
	if n == 0 || !l.waits[n-1].Open() {
		if !c.Asks() {
			return
		}
		l.waits = append(l.waits, Wait{
			ID: timeline.ID(c.ID), MatterID: l.MatterID, ContactID: l.ContactID, StaffID: l.StaffID,
			Question: Question{AskedAt: c.At, Messages: 1}, State: Running,
		})
		n++
	} else {
		l.waits[n-1].hear(c)
	}
	w := &l.waits[n-1]
	if !w.AcknowledgedAt.IsZero() {
		w.Waited = int64(w.Question.Waited(l.hours, w.AcknowledgedAt) / time.Second)
	}
	if w.Open() {
		l.QuestionID, l.AskedAt, l.AcknowledgedAt = w.ID, w.AskedAt, w.AcknowledgedAt
		return
	}
	w.State = inForce(l.terms, w.AskedAt).Outcome(l.hours, w.Question, w.AnsweredAt)
	l.QuestionID, l.AskedAt, l.AcknowledgedAt = "", time.Time{}, time.Time{}
}

// end closes the running promise of a word, if anything was promised. One that
// was neither kept nor broken when its matter closed is not counted.
func (l *ledger) end(met, at time.Time) {
	for _, p := range appendPeriod(nil, l.hours, l.terms, l.since(), met, at) {
		if p.State == Running {
			continue
		}
		l.ended = append(l.ended, ended{
			MatterID: l.MatterID, FromAt: p.From, StaffID: l.StaffID, DueAt: p.Due, MetAt: p.MetAt, EndedAt: at,
			State: p.State, Late: int64(p.LateBy / time.Second),
		})
	}
}

// close ends what still ran when the matter closed. A question that nobody had
// answered by then was broken if it was late, and is not counted otherwise.
func (l *ledger) close() {
	l.end(time.Time{}, l.ClosedAt)
	if n := len(l.waits); n > 0 && l.waits[n-1].Open() {
		w := &l.waits[n-1]
		if w.State = inForce(l.terms, w.AskedAt).Outcome(l.hours, w.Question, l.ClosedAt); w.State != Broken {
			w.State = Unpromised
		}
	}
	l.QuestionID, l.AskedAt, l.AcknowledgedAt = "", time.Time{}, time.Time{}
}

// blank forgets what contacts did, to be followed anew.
func (k *Clock) blank() {
	k.SeenAt, k.WordAt, k.WordID, k.WordKind = time.Time{}, time.Time{}, "", ""
	k.QuestionID, k.AskedAt, k.AcknowledgedAt = "", time.Time{}, time.Time{}
	k.Stale = false
}

// contactOf says what the clocks need to know of an entry. Whether it was a
// contact is for the timeline to say, where a person may overrule the rule; an
// entry that counts although its kind would not, such as a long message left on
// a client's machine as agreed, is taken for a letter.
func contactOf(e timeline.Entry) Contact {
	c := Contact{ID: string(e.ID), At: e.At, Direction: Direction(e.Direction), Holding: e.Holding, Settled: e.Settled}
	switch {
	case !e.Substantive:
		c.Kind = Note
	case e.Kind == timeline.Email:
		c.Kind = Mail
	case e.Kind == timeline.Call && e.Outcome == timeline.Connected:
		c.Kind = Call
	case e.Kind == timeline.Call && e.Direction == timeline.In:
		c.Kind = Voicemail
	case e.Kind == timeline.Meeting:
		c.Kind = Meeting
	case e.Kind == timeline.SMS:
		c.Kind = SMS
	case e.Kind == timeline.Portal:
		c.Kind = Portal
	default:
		c.Kind = Letter
	}
	return c
}
