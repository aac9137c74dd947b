// Package seat is the client's own way in: who may open the portal, and to which matters.
//
// A seat belongs to one contact and is let in to named matters of the client
// they belong to: the client to their own, a spouse or parent only to those
// that a lawyer chose. Every seat needs a lawyer's word, because what is said
// before somebody who isn't the client may lose its privilege (Model Rule
// 1.6(c)). A seat sees nothing else: not another matter, not the contact's own
// card, not who else has a seat.
//
// The first way in is a private link and a code that travels apart from it;
// both work once. After that a passkey. There is no password to forget.
// Ending a seat ends its sessions in the same act. The program sends no link:
// the firm hands it over.
package seat

import (
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/proof"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// The verbs of seats: the firm's, and then the client's own.
const (
	Reading   actor.Verb = "seat.read"
	Inviting  actor.Verb = "seat.invite" // ask for a seat, make its link, end it
	Approving actor.Verb = "seat.approve"

	Looking actor.Verb = "portal.read"
	Writing actor.Verb = "portal.write"
)

// Grants says which roles may do what with seats.
func Grants() []access.Grant {
	near := []access.Role{access.Lawyer, access.Paralegal, access.Intake, access.Manager}
	return []access.Grant{
		access.To(Reading, near...),
		access.To(Inviting, near...),
		access.To(Approving, access.Lawyer),
		access.To(Looking, access.Client),
		access.To(Writing, access.Client),
	}
}

// IdleMinutes is the policy of how long a session that began with a link may
// lie unused.
const IdleMinutes = "seat.idle_minutes"

const (
	idleByLink    = 15 * time.Minute // unless the policy says otherwise
	idleByPasskey = 30 * time.Minute
	linkTime      = 72 * time.Hour
	codeLength    = 6
	mostCodes     = 10 // wrong codes, after which a link opens nothing any more
	mostPasskeys  = 20
)

// How someone came in, as the record calls it.
const (
	byLink    = "link and code"
	byPasskey = "passkey"
)

// ID names a seat.
type ID string

// Status is how a seat stands.
type Status string

// The statuses.
const (
	Asked Status = "asked" // waits for a lawyer's word
	Open  Status = "open"
	Ended Status = "ended"
)

// Seat lets one contact in to matters of one client.
type Seat struct {
	bun.BaseModel `bun:"table:seat,alias:se"`

	FirmID     string `bun:",pk"`
	ID         ID     `bun:",pk"`
	Version    int64
	ContactID  contact.ID // who sits in it
	ClientID   contact.ID // whose matters they are let in to
	Whole      bool       // all of the client's matters, those to come too
	Status     Status
	Lang       string // as they chose in the portal; empty is the client's own
	Theme      string
	AskedBy    string
	AskedAt    time.Time
	ApprovedBy string
	ApprovedAt *time.Time
	EndedBy    string
	EndedAt    *time.Time
	CameAt     *time.Time
}

// About is what the audit trail calls a seat.
func (s Seat) About() db.About {
	return db.About{Kind: "seat", ID: string(s.ID), Contact: string(s.ContactID)}
}

// Own reports whether the client sits in it, and not somebody near them.
func (s Seat) Own() bool { return s.ContactID == s.ClientID }

// Topic is poked when something changes that this seat may see.
func Topic(id ID) string { return "seat:" + string(id) }

// Topic is the seat's own.
func (s Seat) Topic() string { return Topic(s.ID) }

// check says what is wrong with a seat that is asked for.
func (s Seat) check(ms []matter.ID) error {
	var p errs.Problems
	p.Check(s.ContactID != "", "contact", "Choose who is to come in.")
	p.Check(!s.Whole || s.Own(), "whole", "Only the client may see all of their matters. Choose them one by one.")
	p.Check(s.Whole || len(ms) > 0, "matters", "Choose at least one matter.")
	return p.Err()
}

// approve gives a lawyer's word.
func (s *Seat) approve(by string, now time.Time) error {
	switch s.Status {
	case Open:
		return errs.New(errs.Conflict, "This seat is approved already.")
	case Ended:
		return errs.New(errs.Conflict, "This seat has ended. Ask for a new one.")
	case Asked:
	}
	s.Status, s.ApprovedBy, s.ApprovedAt = Open, by, &now
	return nil
}

func (s *Seat) end(by string, now time.Time) error {
	if s.Status == Ended {
		return errs.New(errs.Conflict, "This seat has ended already.")
	}
	s.Status, s.EndedBy, s.EndedAt = Ended, by, &now
	return nil
}

// doubted puts a seat back to where a lawyer must give their word.
func (s *Seat) doubted() { s.Status, s.ApprovedBy, s.ApprovedAt = Asked, "", nil }

// letIn says that a seat is let in to a matter, once it is open.
type letIn struct {
	bun.BaseModel `bun:"table:seat_matter,alias:sm"`

	FirmID   string    `bun:",pk"`
	SeatID   ID        `bun:",pk"`
	MatterID matter.ID `bun:",pk"`
}

// Session is one place where a client is signed in.
type Session struct {
	bun.BaseModel `bun:"table:seat_session,alias:ses"`

	FirmID string `bun:",pk"`
	proof.Session
	SeatID ID
}

// Passkey is a client's.
type Passkey struct {
	bun.BaseModel `bun:"table:seat_passkey,alias:spk"`

	FirmID       string `bun:",pk"`
	ID           string `bun:",pk"`
	SeatID       ID
	CredentialID string
	Name         string
	Data         string // the public half, as the library keeps it
	CreatedAt    time.Time
	UsedAt       *time.Time
}

// View is a seat as the firm sees it.
type View struct {
	Seat
	Name    string // who sits in it
	Client  string
	Matters []matter.Matter // those that whoever asks may see
	Devices int             // where they are signed in now
	Passkey bool            // they need no link any more
}

// Caller is whom a cookie stands for, and how they like things shown.
type Caller struct {
	Who   actor.Actor
	Lang  string
	Theme string
	Zone  string
}

// Pass is what a browser is given when it is let in.
type Pass struct {
	Cookie string
	Until  time.Time
}

// ticket is what a link opens, beside its code.
type ticket struct {
	Code string `json:"code"` // its keyed hash
}
