// Package inquiry is what somebody asks of the firm, and the way it may go: its stages, guards and ways out.
//
// It holds rules only. What a later stage needs, every stage beyond it needs
// too, so that none is jumped over: names before the story (Model Rule 1.18),
// conflicts cleared before an agreement is sent, and freshly before it is signed
// (Model Rules 1.7 to 1.10). A way out has a reason, and whoever is declined is
// owed a letter.
package inquiry

import (
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
	"candor/internal/work/area"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// ID names a lead.
type ID string

// Source says how they came to us.
type Source string

// Sources lists the ways, in the order people are shown them.
func Sources() []Source {
	return []Source{"web_form", "phone", "email", "walk_in", "client_referral", "lawyer_referral", "returning", "search", "directory", "event", "advertisement", "other"}
}

// Lead is one person's inquiry about one thing.
type Lead struct {
	bun.BaseModel `bun:"table:lead,alias:ld"`

	FirmID     string `bun:",pk"`
	ID         ID     `bun:",pk"`
	Version    int64
	ContactID  contact.ID
	Topic      string // in a few words, without secrets
	Story      string // what happened; only once the names were checked
	AreaID     area.ID
	OwnerID    staff.ID
	Source     Source
	ReferrerID contact.ID   // who sent them
	Value      money.Amount `bun:"embed:value_"` // what the work may be worth to the firm
	IncidentOn civil.Date   // when it happened
	LimitOn    civil.Date   // the last day to sue, as far as anyone has said
	LimitBy    staff.ID     // the lawyer who verified it
	Urgent     bool         // somebody says so

	State   State
	StateAt time.Time
	Before  State `bun:"left_from"` // where it stood before it left the pipeline
	Reached int64 // how far it ever came
	Reason  Reason

	NamesAt    *time.Time // the names were run
	ConsultAt  *time.Time
	ClearedAt  *time.Time
	MatterID   matter.ID
	TwinID     ID         // the lead that this one repeats
	ReferredTo contact.ID // to whom we sent them
	LetterOn   civil.Date // the non-engagement letter was sent
	LetterHow  Channel
	LetterBy   staff.ID
	ChaseID    task.ID // the reminder of the state it is in

	InquiredAt time.Time
	AnswerBy   time.Time // a person answers by then
	AnsweredAt *time.Time
	AnsweredBy staff.ID
	ToldAt     *time.Time // when a supervisor was told that nobody had
	ToldID     staff.ID   // who was; empty is every manager

	CreatedBy string
	CreatedAt time.Time
	UpdatedAt time.Time

	Name         string `bun:"-"` // filled in as far as whoever asks may see
	ReferrerName string `bun:"-"`
}

// About is what the audit trail calls a lead.
func (l Lead) About() db.About {
	return db.About{Kind: "lead", ID: string(l.ID), Contact: string(l.ContactID), Matter: string(l.MatterID)}
}

// Open reports whether it is still in the pipeline.
func (l Lead) Open() bool { return l.State.Step() >= 0 && l.State != Opened }

// Waiting reports whether they still wait for a person's first answer.
func (l Lead) Waiting() bool { return l.Open() && l.AnsweredAt == nil }

// Late reports whether they waited longer than they should have.
func (l Lead) Late(now time.Time) bool { return l.Waiting() && !now.Before(l.AnswerBy) }

// LetterOwed reports whether they were declined and not yet told in writing.
func (l Lead) LetterOwed() bool { return l.State == Declined && l.LetterOn.IsZero() }

// Pressing reports whether it comes before others: somebody says so, a date to
// sue by is near, or one may run that no lawyer has verified.
func (l Lead) Pressing(today civil.Date) bool {
	switch {
	case !l.Open():
		return false
	case l.Urgent:
		return true
	case l.LimitBy == "":
		return !l.LimitOn.IsZero() || !l.IncidentOn.IsZero()
	}
	return !l.LimitOn.IsZero() && l.LimitOn.Before(today.AddDays(90))
}

// longest is the longest any one-line field may be.
const longest = 200

// Tidy trims what was typed.
func (l *Lead) Tidy() {
	l.Topic, l.Story = contact.Neat(l.Topic), strings.TrimSpace(l.Story)
	if l.LimitOn.IsZero() {
		l.LimitBy = ""
	}
	if l.Value.IsZero() {
		l.Value.Minor = 0
	}
}

func (l Lead) Check(p *errs.Problems, today civil.Date, firm money.Currency) {
	p.Check(l.ContactID != "", "contact", "Choose who asks.")
	p.Check(l.Topic != "", "topic", "Say in a few words what it is about.")
	p.Check(len(l.Topic) <= longest, "topic", "This is longer than %d letters.", longest)
	p.Check(len(l.Story) <= 20_000, "story", "Keep this under 20,000 letters; longer things are notes on the timeline.")
	p.Check(slices.Contains(Sources(), l.Source), "source", "Choose how they came to us.")
	p.Check(l.ReferrerID == "" || l.ReferrerID != l.ContactID, "referrer", "Nobody refers themselves.")
	p.Check(!l.Value.IsNegative() && (l.Value.IsZero() || l.Value.Currency == firm), "value", "Write what the work may be worth as a sum of money.")
	p.Check(l.IncidentOn.IsZero() || !l.IncidentOn.After(today), "incident_on", "This day lies in the future.")
	p.Check(l.LimitOn.IsZero() || l.IncidentOn.IsZero() || !l.LimitOn.Before(l.IncidentOn), "limit_on", "The time to sue can't end before it happened.")
	p.Check(l.Story == "" || l.NamesAt != nil, "story", "Names first: what happened is written down once the names were checked (Model Rule 1.18).")
}

// Party is someone else in it: the other side, an insurer, a witness.
type Party struct {
	bun.BaseModel `bun:"table:lead_party,alias:lp"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	LeadID    ID
	ContactID contact.ID
	Part      matter.Part `bun:"role"`
	Note      string
	AddedAt   time.Time

	Name   string        `bun:"-"` // empty for whom a wall hides
	Person *contact.Card `bun:"-"` // made, if ContactID is empty
}

func (p *Party) Check(l Lead) error {
	p.Note = contact.Neat(p.Note)
	var bad errs.Problems
	bad.Check(slices.Contains(matter.Parts(), p.Part), "role", "Choose what they are in it.")
	bad.Check(p.ContactID != "", "contact", "Choose a person or an organisation.")
	bad.Check(p.ContactID != l.ContactID, "contact", "They are the one who asks.")
	bad.Check(len(p.Note) <= longest, "note", "This is longer than %d letters.", longest)
	return bad.Err()
}
