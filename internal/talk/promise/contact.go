package promise

import (
	"time"

	"candor/internal/firm/office"
)

// Kind is what sort of contact it was.
type Kind string

// The kinds of contact. The first four carry words one way, the next two both ways.
const (
	Mail    Kind = "mail"
	Letter  Kind = "letter"
	SMS     Kind = "sms"
	Portal  Kind = "portal" // a message in the portal
	Call    Kind = "call"   // one that was answered
	Meeting Kind = "meeting"

	// Voicemail from a client is a question. One that we leave is an attempt, and no
	// word: nobody knows whether it was heard, and by whom.
	Voicemail Kind = "voicemail"

	// These are no contact between people and move no clock.
	AutoReply  Kind = "autoreply"
	Bill       Kind = "bill"
	Newsletter Kind = "newsletter"
	Note       Kind = "note"   // among ourselves
	System     Kind = "system" // an event in the program
)

// Direction is who spoke to whom.
type Direction string

// The directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Contact is what the clocks need to know of an entry in the timeline.
type Contact struct {
	ID        string // of its entry in the timeline, where it has one
	At        time.Time
	Kind      Kind
	Direction Direction

	Automatic bool // the program sent it on its own; no person read it over
	Holding   bool // ours: "we have your question and will answer by Friday"
	Settled   bool // theirs: a person saw that it asks for no answer
}

// Substantive tells whether people had to do with each other, in either direction.
func (c Contact) Substantive() bool {
	if c.Automatic {
		return false
	}
	switch c.Kind {
	case Mail, Letter, SMS, Portal, Call, Meeting:
		return true
	case Voicemail:
		return c.Direction == In
	case AutoReply, Bill, Newsletter, Note, System:
	}
	return false
}

// Word tells whether the client has heard from us, which starts the silence anew
// (Model Rule 1.4(a)(3)). Who rang whom does not matter once both have talked.
func (c Contact) Word() bool {
	both := c.Kind == Call || c.Kind == Meeting
	return c.Substantive() && (c.Direction == Out || both)
}

// Asks tells whether the client waits for an answer (Model Rule 1.4(a)(4)). We take
// every message for a question until a person says that it is none.
func (c Contact) Asks() bool { return c.Substantive() && !c.Word() && !c.Settled }

// Question is one wait of the client's: a question and what happened to it. Times that
// have not come are zero.
type Question struct {
	AskedAt        time.Time
	AcknowledgedAt time.Time `bun:",nullzero"` // a person said anything at all
	AnsweredAt     time.Time `bun:",nullzero"`
	Messages       int       // how often the client wrote while waiting
}

// Open tells whether the client still waits.
func (q Question) Open() bool { return q.AnsweredAt.IsZero() }

// Waited is the business time from the question to the first reply by a person, or so
// far if there is none: an open wait is shown at its age and never left out.
func (q Question) Waited(h office.Hours, now time.Time) time.Duration {
	if !q.AcknowledgedAt.IsZero() {
		now = q.AcknowledgedAt
	}
	return h.Between(q.AskedAt, now)
}

// Outcome is whether the promises about a question were kept: Broken as soon as one is
// not, Kept when it was answered in time, Running until then, and Unpromised where the
// terms promise nothing of questions.
func (t Terms) Outcome(h office.Hours, q Question, now time.Time) State {
	late := func(promised time.Duration, done time.Time) bool {
		if done.IsZero() {
			done = now
		}
		return promised > 0 && done.After(h.Add(q.AskedAt, promised))
	}
	switch {
	case t.Acknowledge <= 0 && t.Answer <= 0:
		return Unpromised
	case late(t.Acknowledge, q.AcknowledgedAt) || late(t.Answer, q.AnsweredAt):
		return Broken
	case q.Open():
		return Running
	}
	return Kept
}

// Questions finds the waits in the contacts of one matter, given in order of time.
//
// Several messages in a row are one wait, as long as the first. The first word from us
// acknowledges it, and answers it unless it was only holding; what the client writes
// between a holding reply and the answer belongs to the same wait.
func Questions(contacts []Contact) []Question {
	var waits []Question
	for _, c := range contacts {
		if n := len(waits); n > 0 && waits[n-1].Open() {
			waits[n-1].hear(c)
		} else if c.Asks() {
			waits = append(waits, Question{AskedAt: c.At, Messages: 1})
		}
	}
	return waits
}

// hear says what one more contact does to an open question.
func (q *Question) hear(c Contact) {
	switch {
	case c.Asks():
		q.Messages++
	case c.Word():
		q.reply(c)
	}
}

func (q *Question) reply(c Contact) {
	if q.AcknowledgedAt.IsZero() {
		q.AcknowledgedAt = c.At
	}
	if !c.Holding {
		q.AnsweredAt = c.At
	}
}
