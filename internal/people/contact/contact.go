// Package contact is persons and organisations, every name they go by and how they are related.
//
// A contact is anyone the firm knows: client, prospect, opposing party, judge,
// insurer. Contacts are merged and archived, never deleted, because a conflict
// check must still find them (Model Rules 1.9 and 1.18). A walled contact is
// not found, by any way of asking.
package contact

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
)

// The verbs of contact.
const (
	Reading   actor.Verb = "contact.read"
	Editing   actor.Verb = "contact.edit"
	Merging   actor.Verb = "contact.merge"
	Archiving actor.Verb = "contact.archive"
)

// Grants says which roles may do what with contacts.
func Grants() []access.Grant {
	everyone := []access.Role{access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager}
	return []access.Grant{
		access.To(Reading, append(slices.Clone(everyone), access.Guest)...),
		access.To(Editing, everyone...),
		access.To(Merging, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Archiving, access.Lawyer, access.Paralegal, access.Manager),
	}
}

// ID names a contact.
type ID string

// Kind tells persons from organisations.
type Kind string

// The kinds of contact.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
)

// Contact is a person or an organisation. A person's parts of a name are all
// optional but one: many people have a single name, two surnames, or the
// family name first.
type Contact struct {
	bun.BaseModel `bun:"table:contact,alias:c"`

	FirmID  string `bun:",pk"`
	ID      ID     `bun:",pk"`
	Version int64
	Kind    Kind

	Name      string // as it is shown; made from the parts for a person
	SortName  string // folded, family name first
	Prefix    string
	Given     string
	Middle    string
	Family    string
	Suffix    string
	Preferred string // what they want to be called
	Phonetic  string // how it is said
	Pronouns  string

	JobTitle string
	Employer string
	TaxID    string
	BornOn   civil.Date
	DiedOn   civil.Date
	Notes    string   `bun:"about"`
	Tags     []string `bun:"type:text"`
	Photo    string   // the hash of a picture, or empty
	Source   string   // where we have them from

	MergedInto ID
	ArchivedAt *time.Time
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// Card is all we know of a contact.
type Card struct {
	Contact
	Names     []Name
	Points    []Point
	Relations []Relation
}

// About is what the audit trail calls a contact.
func (c Contact) About() db.About {
	return db.About{Kind: "contact", ID: string(c.ID), Contact: string(c.ID)}
}

// Called is the name to use with them: the one they prefer, with their family
// name.
func (c Contact) Called() string {
	if c.Kind == Person && c.Preferred != "" {
		return strings.TrimSpace(c.Preferred + " " + c.Family)
	}
	return c.Name
}

// Archived reports whether they are kept only for the record.
func (c Contact) Archived() bool { return c.ArchivedAt != nil }

// tidy trims what was typed and makes the name that is shown and sorted by.
func (c *Contact) tidy() {
	for _, f := range []*string{&c.Name, &c.Prefix, &c.Given, &c.Middle, &c.Family, &c.Suffix, &c.Preferred, &c.Phonetic, &c.Pronouns, &c.JobTitle, &c.Employer, &c.TaxID} {
		*f = Neat(*f)
	}
	c.Notes = strings.TrimSpace(c.Notes)
	if c.Kind == Organisation {
		c.Prefix, c.Given, c.Middle, c.Family, c.Suffix, c.Preferred, c.Pronouns = "", "", "", "", "", "", ""
		c.SortName = SortKey(c.Name)
	} else {
		if c.Given == "" && c.Family == "" {
			c.Given, c.Middle, c.Family, c.Suffix = SplitName(c.Name)
		}
		c.Name = Neat(c.Given + " " + c.Middle + " " + c.Family)
		if c.Suffix != "" {
			c.Name += " " + c.Suffix
		}
		c.SortName = SortKey(c.Family + " " + c.Given + " " + c.Middle)
	}
	var tags []string
	for _, t := range c.Tags {
		if t = Neat(t); t != "" {
			tags = append(tags, t)
		}
	}
	slices.Sort(tags)
	c.Tags = slices.Compact(tags)
}

// longest is the longest any one-line field may be.
const longest = 300

func (c Contact) check(today civil.Date) error {
	var p errs.Problems
	p.Check(c.Kind == Person || c.Kind == Organisation, "kind", "Say whether this is a person or an organisation.")
	p.Check(c.Name != "", "name", "Write a name; one word is enough.")
	p.Check(len(c.Name) <= longest, "name", "This name is longer than %d letters.", longest)
	p.Check(c.BornOn.IsZero() || !c.BornOn.After(today), "born_on", "A date of birth lies in the past.")
	p.Check(c.DiedOn.IsZero() || c.BornOn.IsZero() || !c.DiedOn.Before(c.BornOn), "died_on", "They can't have died before they were born.")
	p.Check(len(c.Notes) <= 20_000, "about", "Keep this under 20,000 letters; longer things are notes on the timeline.")
	return p.Err()
}

// archive keeps a contact only for the record.
func (c *Contact) archive(now time.Time) error {
	if c.Archived() {
		return errs.New(errs.Conflict, "This contact is already archived.")
	}
	c.ArchivedAt = &now
	return nil
}

func (c *Contact) restore() error {
	if !c.Archived() {
		return errs.New(errs.Conflict, "This contact is not archived.")
	}
	c.ArchivedAt = nil
	return nil
}
