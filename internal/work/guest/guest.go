// Package guest is outsiders let in to named matters until a day: co-counsel and experts.
//
// A guest sees the matters they were let in to, what is in them and the cards
// of those matters' clients, and nothing else of the firm; they read, or read
// and write notes. Access ends by itself on the day agreed. Whoever lets a
// guest in answers for it (Model Rules 1.6(c), 5.3); an ethical wall overrules
// any invitation.
package guest

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
	"candor/internal/work/matter"
)

// LongestPolicy is the policy of how many days ahead a guest may be let in.
const LongestPolicy = "guest.longest_days"

// longest is how many days that is until the firm decides.
const longest = 365

// Guest is an outsider who was let in.
type Guest struct {
	bun.BaseModel `bun:"table:guest,alias:g"`

	FirmID       string   `bun:",pk"`
	ID           staff.ID `bun:",pk"`
	Version      int64
	Organisation string // their own firm
	Why          string
	Writes       bool // may write notes, beside reading
	UntilOn      civil.Date
	InvitedBy    staff.ID
	InvitedAt    time.Time
	EndedBy      string
	EndedAt      *time.Time
	EndedWhy     string
}

// About is what the audit trail calls a guest.
func (g Guest) About() db.About { return db.About{Kind: "guest", ID: string(g.ID)} }

// Active reports whether they are let in still.
func (g Guest) Active() bool { return g.EndedAt == nil }

// Let is one matter that a guest was let in to.
type Let struct {
	bun.BaseModel `bun:"table:guest_matter,alias:gm"`

	FirmID   string    `bun:",pk"`
	GuestID  staff.ID  `bun:",pk"`
	MatterID matter.ID `bun:",pk"`
	AddedBy  staff.ID
	AddedAt  time.Time
}

// New is what a guest is invited with.
type New struct {
	Name         string
	Email        string
	Organisation string
	Why          string
	Matters      []matter.ID
	UntilOn      civil.Date
	Writes       bool
}

// View is a guest with who they are and the matters whoever asks may see.
type View struct {
	Guest
	Person  staff.Person
	Matters []matter.Matter
	Steers  bool // whoever asks may extend and end it
}

func (n *New) tidy() {
	n.Organisation, n.Why = contact.Neat(n.Organisation), strings.TrimSpace(n.Why)
	slices.Sort(n.Matters)
	n.Matters = slices.DeleteFunc(slices.Compact(n.Matters), func(m matter.ID) bool { return m == "" })
}

func (n New) check(today civil.Date, most int) error {
	var p errs.Problems
	p.Check(n.Why != "", "why", "Say why; the record keeps it.")
	p.Check(len(n.Matters) > 0, "matter", "Choose the matter they are let in to.")
	checkUntil(&p, n.UntilOn, today, most)
	return p.Err()
}

func checkUntil(p *errs.Problems, until, today civil.Date, most int) {
	switch {
	case until.IsZero():
		p.Add("until", "Choose the last day on which they are let in.")
	case until.Before(today):
		p.Add("until", "That day is over. Choose today or later.")
	case until.Sub(today) > most:
		p.Add("until", "Your firm lets guests in for %d days at most. Extend it then if need be.", most)
	}
}
