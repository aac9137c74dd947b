// Package staff is the people who work here, their roles and who supervises whom.
//
// A person is never deleted: what they did stays theirs. Someone who has left
// can't sign in, and what they owed clients is handed over (Model Rules 5.1
// and 5.3).
package staff

import (
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// The verbs of staff.
const (
	Reading  actor.Verb = "staff.read"
	Managing actor.Verb = "staff.manage"
	Covering actor.Verb = "staff.cover"
)

// Grants says which roles may do what with staff.
func Grants() []access.Grant {
	all := []access.Role{access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager, access.Administrator}
	return []access.Grant{
		access.To(Reading, all...),
		access.To(Covering, all...),
		access.To(Managing, access.Manager, access.Administrator),
	}
}

// ID names a person who works here.
type ID string

// Person works at the firm, or is let in as a guest for a time.
type Person struct {
	bun.BaseModel `bun:"table:staff,alias:s"`

	FirmID       string `bun:",pk"`
	ID           ID     `bun:",pk"`
	Version      int64
	Name         string
	Email        string
	Title        string
	Phone        string
	Roles        []string `bun:"type:text"`
	SupervisorID ID
	Lang         string
	Theme        string
	StartedOn    civil.Date
	LeftOn       civil.Date
	GuestUntil   *time.Time
	Covers       []Cover `bun:"type:text"` // for whom they stand in
}

// Works reports whether the person may come in at this time.
func (p Person) Works(now time.Time) bool {
	return p.LeftOn.IsZero() && (p.GuestUntil == nil || p.GuestUntil.After(now))
}

// Here reports whether the person works here at this time, as guests do not:
// whether they can be given work.
func (p Person) Here(now time.Time) bool { return p.Works(now) && !p.Guest() }

// Guest reports whether the person is let in from outside.
func (p Person) Guest() bool { return p.Is(access.Guest) }

// Is reports whether the person holds a role.
func (p Person) Is(r access.Role) bool { return slices.Contains(p.Roles, string(r)) }

// About is what the audit trail calls a person.
func (p Person) About() db.About { return db.About{Kind: "staff", ID: string(p.ID)} }

// tidy trims what was typed; an address is kept in lower case so that it
// names one person only.
func (p *Person) tidy() {
	p.Name = strings.Join(strings.Fields(p.Name), " ")
	p.Email = strings.ToLower(strings.TrimSpace(p.Email))
	p.Title = strings.TrimSpace(p.Title)
	p.Phone = strings.TrimSpace(p.Phone)
	slices.Sort(p.Roles)
	p.Roles = slices.Compact(p.Roles)
	if p.Lang == "" {
		p.Lang = "en"
	}
	if p.Theme == "" {
		p.Theme = "auto"
	}
}

func (p Person) check() error {
	var bad errs.Problems
	bad.Check(p.Name != "", "name", "Write their name.")
	_, err := mail.ParseAddress(p.Email)
	bad.Check(err == nil, "email", "Write an e-mail address, such as name@firm.com.")
	bad.Check(len(p.Roles) > 0, "roles", "Choose at least one role.")
	for _, r := range p.Roles {
		bad.Check(slices.Contains(access.Roles(), access.Role(r)), "roles", "There is no such role.")
	}
	bad.Check(!slices.Contains(p.Roles, string(access.Guest)) || p.GuestUntil != nil, "guest_until", "A guest is let in until a day. Choose it.")
	bad.Check(p.SupervisorID != p.ID || p.ID == "", "supervisor_id", "Nobody supervises themselves.")
	return bad.Err()
}

// leave ends a person's time here.
func (p *Person) leave(on civil.Date) error {
	if !p.LeftOn.IsZero() {
		return errs.New(errs.Conflict, "They have already left.")
	}
	p.LeftOn = on
	return nil
}
