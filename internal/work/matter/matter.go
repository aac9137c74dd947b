// Package matter is the work for a client: opened, staffed, staged, closed.
//
// A matter is one piece of work for one client, with a number that is never
// given twice. Whoever a wall keeps from the client is kept from the client's
// matters too, and is never put on a team (Model Rule 1.10). Matters are
// closed and reopened, never deleted: a closed one still binds the firm in
// conflicts and in keeping the file (Model Rules 1.9 and 1.16(d)). What a stage
// usually takes is a planning figure, never a promise of an outcome.
package matter

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// The verbs of matter.
const (
	Reading     actor.Verb = "matter.read"
	Opening     actor.Verb = "matter.open"
	Editing     actor.Verb = "matter.edit"
	Staffing    actor.Verb = "matter.staff"
	Closing     actor.Verb = "matter.close"
	Restricting actor.Verb = "matter.restrict"
)

// Grants says which roles may do what with matters.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager, access.Guest),
		access.To(Opening, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Editing, access.Practising()...),
		access.To(Staffing, access.Lawyer, access.Manager),
		access.To(Closing, access.Lawyer, access.Manager),
		access.To(Restricting, access.Lawyer, access.Manager),
	}
}

// ID names a matter.
type ID string

// Status says whether work goes on.
type Status string

// The statuses of a matter.
const (
	Pending Status = "pending" // agreed, not begun
	Open    Status = "open"
	Closed  Status = "closed"
)

// Statuses lists them in the order of a matter's life.
func Statuses() []Status { return []Status{Pending, Open, Closed} }

// Matter is one piece of work for a client.
type Matter struct {
	bun.BaseModel `bun:"table:matter,alias:m"`

	FirmID        string `bun:",pk"`
	ID            ID     `bun:",pk"`
	Version       int64
	Number        string
	Title         string
	ClientID      contact.ID
	AreaID        area.ID
	Stage         string // the key of a stage of its area
	StageAt       time.Time
	Status        Status
	ResponsibleID staff.ID
	OpenedOn      civil.Date
	ClosedOn      civil.Date
	Reason        Reason // why it was closed
	Outcome       string
	Notes         string `bun:"about"` // what it is about
	Court         string
	CourtNumber   string
	Jurisdiction  string            // such as US-IL
	Source        string            // how the client came to us
	Restricted    bool              // seen by its team alone
	Refs          []Ref             `bun:"type:text"`
	Tags          []string          `bun:"type:text"`
	Fields        map[string]string `bun:"type:text"` // by the key of a field of its area
	CreatedBy     string
	CreatedAt     time.Time
	UpdatedAt     time.Time

	ClientName string `bun:"-"` // filled in for lists
}

// Ref is a number that others know the matter by: an insurer's claim, a
// client's own file.
type Ref struct {
	Label  string `json:"label"`
	Number string `json:"number"`
}

// About is what the audit trail calls a matter.
func (m Matter) About() db.About {
	return db.About{Kind: "matter", ID: string(m.ID), Contact: string(m.ClientID), Matter: string(m.ID)}
}

// Active reports whether the firm still works on it.
func (m Matter) Active() bool { return m.Status != Closed }

// longest is the longest any one-line field may be.
const longest = 300

// tidy trims what was typed.
func (m *Matter) tidy() {
	for _, f := range []*string{&m.Number, &m.Title, &m.Court, &m.CourtNumber, &m.Jurisdiction, &m.Source} {
		*f = contact.Neat(*f)
	}
	var refs []Ref
	for _, r := range m.Refs {
		r.Label, r.Number = contact.Neat(r.Label), contact.Neat(r.Number)
		if r.Number != "" {
			refs = append(refs, r)
		}
	}
	m.Refs, m.Tags = refs, neatTags(m.Tags)
	if m.Status == "" {
		m.Status = Open
	}
}

func neatTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		if t = contact.Neat(t); t != "" {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (m Matter) check(p *errs.Problems) {
	p.Check(m.Title != "", "title", "Write a title, such as “Rivera v. Cascade Freight”.")
	p.Check(len(m.Title) <= longest, "title", "This is longer than %d letters.", longest)
	p.Check(m.ClientID != "", "client", "Choose the client.")
	p.Check(slices.Contains(Statuses(), m.Status), "status", "Choose a status.")
	p.Check(m.Status == Closed || m.ClosedOn.IsZero(), "closed_on", "Only a closed matter has a closing date.")
	p.Check(m.ClosedOn.IsZero() || !m.ClosedOn.Before(m.OpenedOn), "closed_on", "It can't have been closed before it was opened.")
	p.Check(len(m.Notes) <= 20_000, "about", "Keep this under 20,000 letters; longer things are notes on the timeline.")
	p.Check(len(m.Refs) <= 20, "refs", "That is more reference numbers than we keep.")
}

// Reason says why a matter was closed.
type Reason string

// Reasons lists why matters are closed, in the order people are shown them.
// After a withdrawal the tribunal's leave may be needed first (Model Rule
// 1.16(c)); the program can't know, so it asks.
func Reasons() []Reason {
	return []Reason{"completed", "settled", "judgment", "dismissed", "withdrawn", "discharged", "transferred", "not_pursued", "other"}
}

// Ending is what is said when a matter is closed.
type Ending struct {
	On      civil.Date
	Reason  Reason
	Outcome string // in a sentence
}

// close ends the work.
func (m *Matter) close(e Ending, today civil.Date) error {
	if m.Status == Closed {
		return errs.New(errs.Conflict, "This matter is already closed.")
	}
	if e.On.IsZero() {
		e.On = today
	}
	var p errs.Problems
	p.Check(slices.Contains(Reasons(), e.Reason), "reason", "Choose why it ends.")
	p.Check(!e.On.After(today), "closed_on", "The closing date lies in the future.")
	p.Check(!e.On.Before(m.OpenedOn), "closed_on", "It can't have been closed before it was opened.")
	p.Check(len(e.Outcome) <= 2000, "outcome", "Keep the outcome under 2,000 letters.")
	if err := p.Err(); err != nil {
		return err
	}
	m.Status, m.ClosedOn, m.Reason, m.Outcome = Closed, e.On, e.Reason, e.Outcome
	return nil
}

// reopen takes the work up again.
func (m *Matter) reopen() error {
	if m.Status != Closed {
		return errs.New(errs.Conflict, "This matter is not closed.")
	}
	m.Status, m.ClosedOn, m.Reason, m.Outcome = Open, civil.Date{}, "", ""
	return nil
}

// begin starts work that was agreed.
func (m *Matter) begin() error {
	if m.Status != Pending {
		return errs.New(errs.Conflict, "Work on this matter has begun already.")
	}
	m.Status = Open
	return nil
}

// move takes the matter to another stage of its area.
func (m *Matter) move(a area.Area, to string, now time.Time) (Move, error) {
	stage, ok := a.Stage(to)
	switch {
	case m.Status == Closed:
		return Move{}, errs.New(errs.Conflict, "This matter is closed. Reopen it before moving it on.")
	case !ok:
		var p errs.Problems
		p.Add("stage", "Choose a stage of this practice area.")
		return Move{}, p.Err()
	case m.Stage == to:
		return Move{}, errs.New(errs.Conflict, "It is in this stage already.")
	}
	from, _ := a.Stage(m.Stage)
	mv := Move{MatterID: m.ID, FromStage: m.Stage, ToStage: to, FromName: from.Name, ToName: stage.Name, MovedAt: now}
	m.Stage, m.StageAt = to, now
	return mv, nil
}

// Move is one step of a matter from stage to stage. The names are kept as they
// were: a stage may be renamed later.
type Move struct {
	bun.BaseModel `bun:"table:matter_move,alias:mv"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	MatterID  ID
	FromStage string
	ToStage   string
	FromName  string
	ToName    string
	Note      string
	MovedBy   string
	MovedAt   time.Time
}

// fields keeps the values that the area asks for, checked. Values of fields
// that the area no longer has stay as they are: what was known is not lost.
func (m *Matter) fields(old map[string]string, a area.Area, c money.Currency, p *errs.Problems) {
	kept := map[string]string{}
	for k, v := range old {
		if !slices.ContainsFunc(a.Fields, func(f area.Field) bool { return f.Key == k }) {
			kept[k] = v
		}
	}
	for _, f := range a.Fields {
		v, problem := f.Clean(m.Fields[f.Key], c)
		if problem != "" {
			p.Add("fields."+f.Key, problem)
		}
		if v != "" {
			kept[f.Key] = v
		}
	}
	m.Fields = kept
}
