// Package call is calls and meetings, listened to and noted.
//
// What was said is written down in one act with what follows from it: the
// entry in the client's line of time, whether it answered what they asked or
// only held, and what was promised them, which becomes somebody's task with a
// day. A promise without a day is refused: it would be kept by nobody (Model
// Rule 1.4(a)(4), comment 4). A timer can run meanwhile; nothing is recorded
// of the voices themselves.
package call

import (
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// Kinds are what can be logged here: a call, a meeting or a letter.
func Kinds() []timeline.Kind {
	return []timeline.Kind{timeline.Call, timeline.Meeting, timeline.Letter}
}

// The channels of meetings and letters.
const (
	Phone    = "phone"
	Video    = "video"
	InPerson = "in_person"
	Post     = "post"
	Courier  = "courier"
	Fax      = "fax"
)

// Channels lists the ways a kind goes, the usual one first.
func Channels(k timeline.Kind) []string {
	switch k {
	case timeline.Call:
		return []string{Phone}
	case timeline.Meeting:
		return []string{InPerson, Video, Phone}
	case timeline.Letter:
		return []string{Post, Courier, Fax}
	case timeline.Email, timeline.SMS, timeline.Portal, timeline.Note, timeline.System:
	}
	return nil
}

// Call is what is written down after a call, a meeting or a letter.
type Call struct {
	Kind      timeline.Kind
	Direction timeline.Direction
	Outcome   timeline.Outcome
	Channel   string
	ContactID contact.ID
	MatterID  matter.ID
	At        time.Time // now if zero; when the timer was started if it ran
	Seconds   int64     // the timer's if zero and it ran
	Subject   string
	Body      string
	Holding   bool // we said when they will have their answer
	Timed     bool // the running timer belongs to this

	Promised string     // what they were promised, empty for nothing
	By       civil.Date // by when
	Owner    staff.ID   // who will do it; whoever logs if empty
}

// Logged is what came of it.
type Logged struct {
	Entry timeline.Entry
	Task  task.Task // of what was promised; empty for nothing
}

// tidy fills in what the kind leaves no choice about.
func (c *Call) tidy() {
	if ways := Channels(c.Kind); len(ways) > 0 && !slices.Contains(ways, c.Channel) {
		c.Channel = ways[0]
	}
	if c.Kind == timeline.Meeting {
		c.Direction = ""
	}
	if c.Kind == timeline.Letter {
		c.Seconds = 0
	}
	c.Promised = strings.Join(strings.Fields(c.Promised), " ")
}

func (c Call) check(today civil.Date) error {
	var p errs.Problems
	p.Check(slices.Contains(Kinds(), c.Kind), "kind", "Choose what it was: a call, a meeting or a letter.")
	p.Check(c.ContactID != "" || c.MatterID != "", "contact", "Choose whom this is about.")
	p.Check(c.Promised == "" || !c.By.IsZero(), "by", "Say by when. A promise without a day is kept by nobody.")
	p.Check(c.Promised == "" || c.By.IsZero() || !c.By.Before(today), "by", "This day is past.")
	p.Check(c.Promised != "" || c.By.IsZero(), "promised", "Say what was promised by that day.")
	return p.Err()
}

// entry is the call as it stands in the line of time.
func (c Call) entry() timeline.Entry {
	return timeline.Entry{
		Kind: c.Kind, Direction: c.Direction, Outcome: c.Outcome, Channel: c.Channel, ContactID: c.ContactID, MatterID: c.MatterID,
		At: c.At, Seconds: c.Seconds, Subject: c.Subject, Body: c.Body, Holding: c.Holding,
	}
}

// Timer runs while somebody of us is on the telephone or in a meeting. Each
// has one at most.
type Timer struct {
	bun.BaseModel `bun:"table:call_timer,alias:ct"`

	FirmID    string   `bun:",pk"`
	StaffID   staff.ID `bun:",pk"`
	Kind      timeline.Kind
	Direction timeline.Direction
	ContactID contact.ID
	MatterID  matter.ID
	Back      string // where to go on when it is logged
	StartedAt time.Time
}

// About is what the audit trail calls a timer.
func (t Timer) About() db.About {
	return db.About{Kind: "timer", ID: string(t.StaffID), Contact: string(t.ContactID), Matter: string(t.MatterID)}
}

// Running is how long it has run.
func (t Timer) Running(now time.Time) time.Duration { return max(now.Sub(t.StartedAt), 0) }

func (t Timer) check() error {
	var p errs.Problems
	p.Check(t.Kind == timeline.Call || t.Kind == timeline.Meeting, "kind", "Choose a call or a meeting.")
	return p.Err()
}
