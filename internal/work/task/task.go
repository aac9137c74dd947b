// Package task is who does what next.
//
// A task has one owner, so that nobody waits for somebody else to do it. One
// that belongs to a matter or a contact is seen by whoever may see those, and is
// never given to someone whom a wall keeps from them (Model Rule 1.10). What is
// removed is kept out of sight, not erased. A task is no deadline: nothing here
// computes a day that a court or a law sets.
package task

import (
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// The verbs of task.
const (
	Reading actor.Verb = "task.read"
	Editing actor.Verb = "task.edit"
)

// Grants says which roles may do what with tasks.
func Grants() []access.Grant {
	everyone := []access.Role{access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager}
	return []access.Grant{
		access.To(Reading, append(slices.Clone(everyone), access.Guest)...),
		access.To(Editing, everyone...),
	}
}

// ID names a task.
type ID string

// Priority says what comes first among tasks of one day.
type Priority string

// The priorities.
const (
	High   Priority = "high"
	Normal Priority = "normal"
	Low    Priority = "low"
)

// Priorities lists them, the most pressing first.
func Priorities() []Priority { return []Priority{High, Normal, Low} }

// State says what became of a task.
type State string

// The states of a task.
const (
	Open    State = "open"
	Done    State = "done"
	Removed State = "removed"
)

// Task is one thing that someone does next.
type Task struct {
	bun.BaseModel `bun:"table:task,alias:tk"`

	FirmID    string `bun:",pk"`
	ID        ID     `bun:",pk"`
	Version   int64
	Title     string
	Notes     string     `bun:"about"`
	MatterID  matter.ID  // empty for none
	ContactID contact.ID // empty for none
	OwnerID   staff.ID   // empty when nobody has taken it
	DueOn     civil.Date
	SortOn    string // the day it is due, or endOfTime
	Priority  Priority
	State     State
	Source    string // what made it: empty for a person, else such as import
	CreatedBy string
	DoneBy    string
	DoneAt    *time.Time
	CreatedAt time.Time
	UpdatedAt time.Time

	MatterNumber string `bun:"-"` // filled in for lists, as far as whoever asks may see
	MatterTitle  string `bun:"-"`
	ContactName  string `bun:"-"`
}

// endOfTime sorts what has no day after everything that has one.
const endOfTime = "9999-12-31"

// About is what the audit trail calls a task.
func (t Task) About() db.About {
	return db.About{Kind: "task", ID: string(t.ID), Contact: string(t.ContactID), Matter: string(t.MatterID)}
}

// Overdue reports whether its day has passed undone.
func (t Task) Overdue(today civil.Date) bool {
	return t.State == Open && !t.DueOn.IsZero() && t.DueOn.Before(today)
}

func (t *Task) tidy() {
	t.Title, t.Notes, t.Source = contact.Neat(t.Title), strings.TrimSpace(t.Notes), contact.Neat(t.Source)
	if t.Priority == "" {
		t.Priority = Normal
	}
	t.SortOn = endOfTime
	if !t.DueOn.IsZero() {
		t.SortOn = t.DueOn.String()
	}
}

func (t Task) check(p *errs.Problems) {
	p.Check(t.Title != "", "title", "Write what is to be done.")
	p.Check(len(t.Title) <= 300, "title", "This is longer than %d letters.", 300)
	p.Check(len(t.Notes) <= 20_000, "about", "Keep this under 20,000 letters; longer things are notes on the timeline.")
	p.Check(slices.Contains(Priorities(), t.Priority), "priority", "Choose how pressing it is.")
}

// finish ticks the task off.
func (t *Task) finish(by string, now time.Time) error {
	if t.State != Open {
		return errs.New(errs.Conflict, "This task is done already.")
	}
	t.State, t.DoneBy, t.DoneAt = Done, by, &now
	return nil
}

// reopen takes the tick back, and the removal too.
func (t *Task) reopen() error {
	if t.State == Open {
		return errs.New(errs.Conflict, "This task is still to be done.")
	}
	t.State, t.DoneBy, t.DoneAt = Open, "", nil
	return nil
}

// remove takes the task out of sight.
func (t *Task) remove() error {
	if t.State == Removed {
		return errs.New(errs.Conflict, "This task is removed already.")
	}
	t.State = Removed
	return nil
}
