// Package conflict is whether we may act: names searched, hits explained, each decided by a person.
//
// A check asks for names first and one line on what it is about; the story
// comes later (Model Rule 1.18, ABA Opinion 510). It searches everyone the firm
// knows, on both sides of every wall, and tells whoever may not see behind one
// only that conflicts counsel must be asked. The program finds, grades and
// explains; it clears nothing. A person decides each hit, two persons what is
// grave, and someone signs even when nothing was found. What was signed is kept
// as it was.
package conflict

import (
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/name"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// The verbs of conflict.
const (
	Reading  actor.Verb = "conflict.read"
	Asking   actor.Verb = "conflict.ask"
	Deciding actor.Verb = "conflict.decide"
	Signing  actor.Verb = "conflict.sign"
)

// Grants says which roles may do what with conflict checks. Intake may ask;
// only lawyers and managers decide what is found (Model Rule 5.3).
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Asking, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Deciding, access.Lawyer, access.Manager),
		access.To(Signing, access.Lawyer, access.Manager),
	}
}

// ID names a check.
type ID string

// State says how far a check has come.
type State string

// The states of a check.
const (
	Open     State = "open"
	Cleared  State = "cleared"
	Declined State = "declined"
)

// Party is a name to be checked, and what they would be to us.
type Party struct {
	Name    string      `json:"name"`
	Kind    string      `json:"kind,omitempty"` // person, organisation or empty
	Part    matter.Part `json:"part"`
	Born    civil.Date  `json:"born"`
	Reach   string      `json:"reach,omitempty"` // an e-mail address or phone number
	Contact contact.ID  `json:"contact,omitempty"`
}

// Check is one question: may we act for these, against those?
type Check struct {
	bun.BaseModel `bun:"table:conflict_check,alias:cc"`

	FirmID     string `bun:",pk"`
	ID         ID     `bun:",pk"`
	Version    int64
	Title      string
	Nature     string // one line, never the story
	MatterID   matter.ID
	Parties    []Party `bun:"type:text"`
	State      State
	Cut        bool // more was found than is listed
	AskedBy    string
	AskedAt    time.Time
	SignedBy   string
	SignedAt   *time.Time
	SignedNote string

	Waiting int `bun:"waiting,scanonly"` // hits that nobody has decided
}

// About is what the audit trail calls a check.
func (c Check) About() db.About {
	return db.About{Kind: "conflict", ID: string(c.ID), Matter: string(c.MatterID)}
}

// Parts lists what a party of a check may be, in the order people are shown
// them.
func Parts() []matter.Part { return append([]matter.Part{matter.Client}, matter.Parts()...) }

// mostParties is how many names one check may hold.
const mostParties = 100

func (c *Check) check() error {
	c.Nature = contact.Neat(c.Nature)
	var p errs.Problems
	var kept []Party
	for _, x := range c.Parties {
		if x.Name, x.Reach = contact.Neat(x.Name), contact.Neat(x.Reach); x.Name == "" && x.Contact == "" {
			continue
		}
		p.Check(len(x.Name) <= 300, "parties", "A name is longer than %d letters.", 300)
		p.Check(slices.Contains(Parts(), x.Part), "parties", "Choose what each of them would be.")
		kept = append(kept, x)
	}
	c.Parties = kept
	p.Check(len(kept) > 0, "parties", "Write at least one name.")
	p.Check(len(kept) <= mostParties, "parties", "Check at most %d names at a time.", mostParties)
	p.Check(len(c.Nature) <= 200, "nature", "One line is enough; the story comes after the check.")
	if c.Title = contact.Neat(c.Title); c.Title == "" && len(kept) > 0 {
		c.Title = titled(kept)
	}
	return p.Err()
}

// titled names a check as lawyers would: client v. opponent.
func titled(ps []Party) string {
	find := func(part matter.Part) string {
		for _, p := range ps {
			if p.Part == part {
				return p.Name
			}
		}
		return ""
	}
	client, other := find(matter.Client), find(matter.Adverse)
	switch {
	case client != "" && other != "":
		return client + " v. " + other
	case client != "":
		return client
	}
	return ps[0].Name
}

// Severity says how grave a hit is, if it is who it seems to be.
type Severity int

// The severities.
const (
	Harmless Severity = iota
	Look
	Grave
)

// Disposition is what a person decided about a hit.
type Disposition string

// The dispositions.
const (
	Undecided  Disposition = ""
	NoConflict Disposition = "none"
	Waivable   Disposition = "waivable"
	Screen     Disposition = "screen"
	Decline    Disposition = "decline"
)

// Dispositions lists what can be decided, in the order people are shown them.
func Dispositions() []Disposition { return []Disposition{NoConflict, Waivable, Screen, Decline} }

// Waiver is informed consent, confirmed in writing (Model Rules 1.7(b)(4),
// 1.9(a), 1.0(b)): a client's signature or the lawyer's prompt message.
type Waiver struct {
	Who  string     `json:"who"`
	On   civil.Date `json:"on"`
	How  string     `json:"how"`
	Note string     `json:"note,omitempty"` // where the writing is
}

// Given reports whether consent was confirmed.
func (w Waiver) Given() bool { return w.Who != "" && !w.On.IsZero() && w.How != "" }

// Hit is someone the firm knows who may be a party of the check.
type Hit struct {
	bun.BaseModel `bun:"table:conflict_hit,alias:ch"`

	FirmID      string `bun:",pk"`
	ID          string `bun:",pk"`
	Version     int64
	CheckID     ID
	Party       int64 // which of the check's parties
	ContactID   contact.ID
	Grade       name.Grade
	Severity    Severity
	Reasons     []name.Reason  `bun:"type:text"`
	Stakes      []matter.Stake `bun:"type:text"`
	Disposition Disposition
	Reason      string
	DisposedBy  string
	DisposedAt  *time.Time
	SecondedBy  string
	SecondedAt  *time.Time
	Waiver      Waiver `bun:"type:text"`

	Name       string `bun:"-"` // of the contact; empty when restricted
	Kind       string `bun:"-"`
	Restricted bool   `bun:"-"` // a wall keeps whoever asks from it
}

// NeedsSecond reports whether another person must confirm what one decided.
func (h Hit) NeedsSecond() bool {
	return h.Severity == Grave && h.Disposition != Undecided && h.SecondedBy == ""
}

// Settled reports whether nothing is left to decide.
func (h Hit) Settled() bool {
	return h.Disposition != Undecided && !h.NeedsSecond() && (h.Disposition != Waivable || h.Waiver.Given())
}

// dispose writes a decision down. Deciding anew takes an earlier confirmation
// away.
func (h *Hit) dispose(d Disposition, reason, by string, now time.Time) error {
	var p errs.Problems
	p.Check(slices.Contains(Dispositions(), d), "disposition", "Choose what follows.")
	p.Check(strings.TrimSpace(reason) != "", "reason", "Say why; the report keeps it.")
	p.Check(len(reason) <= 2000, "reason", "Keep the reason under 2,000 letters.")
	if err := p.Err(); err != nil {
		return err
	}
	h.Disposition, h.Reason, h.DisposedBy, h.DisposedAt = d, strings.TrimSpace(reason), by, &now
	h.SecondedBy, h.SecondedAt = "", nil
	return nil
}

// second confirms a decision about a grave hit. It takes another person.
func (h *Hit) second(by string, now time.Time) error {
	switch {
	case h.Disposition == Undecided:
		return errs.New(errs.Conflict, "Nobody has decided this hit yet.")
	case !h.NeedsSecond():
		return errs.New(errs.Conflict, "This decision needs no second person, or has one.")
	case h.DisposedBy == by:
		return errs.New(errs.Conflict, "A grave hit takes two people. Ask a colleague to confirm it.")
	}
	h.SecondedBy, h.SecondedAt = by, &now
	return nil
}

// sign closes a check. Nothing may be left open, and nothing found is signed
// for too.
func (c *Check) sign(hs []Hit, by, note string, now time.Time) error {
	if c.State != Open {
		return errs.New(errs.Conflict, "This check is signed already. Run it again to look anew.")
	}
	left, declined := 0, false
	for _, h := range hs {
		if !h.Settled() {
			left++
		}
		declined = declined || h.Disposition == Decline
	}
	if left > 0 {
		return errs.New(errs.Conflict, "%d hits still need a decision, a second person or a waiver.", left)
	}
	c.State, c.SignedBy, c.SignedAt, c.SignedNote = Cleared, by, &now, strings.TrimSpace(note)
	if declined {
		c.State = Declined
	}
	return nil
}
