// Package client is whom we act for: their preferences, important dates and numbers.
//
// How a client is reached is theirs to say: the channel is asked and never
// guessed from age or origin, telephone and post stay possible, and someone
// who lives with the person they fear can be reached without being found out.
// SafeTo is asked before anyone calls or writes. What is kept here about needs
// and about what not to mention is seen by those who work for the client, and
// its words never go into the audit trail, a notice or a log (Model Rules
// 1.6(c) and 1.14).
package client

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
	"candor/internal/people/contact"
)

// The verbs of client.
const (
	Reading actor.Verb = "client.read"
	Caring  actor.Verb = "client.care" // change preferences and dates
	Ranking actor.Verb = "client.status"
)

// Grants says which roles may do what with clients.
func Grants() []access.Grant {
	caring := []access.Role{access.Lawyer, access.Paralegal, access.Intake, access.Manager}
	return []access.Grant{
		access.To(Reading, append([]access.Role{access.Billing, access.Guest}, caring...)...),
		access.To(Caring, caring...),
		access.To(Ranking, access.Lawyer, access.Intake, access.Manager),
	}
}

// ID names a client.
type ID string

// Status is where they stand with the firm.
type Status string

// The statuses. Declined is someone we did not take on; what they told us
// still binds us (Model Rule 1.18).
const (
	Prospect Status = "prospect"
	Active   Status = "active"
	Former   Status = "former"
	Declined Status = "declined"
)

// Statuses lists them in the order of a client's life.
func Statuses() []Status { return []Status{Prospect, Active, Former, Declined} }

// Channel is a way to reach someone.
type Channel string

// The channels.
const (
	Phone  Channel = "phone"
	Email  Channel = "email"
	Text   Channel = "sms"
	Post   Channel = "post"
	Portal Channel = "portal"
	Video  Channel = "video"
	Person Channel = "in_person"
)

// Channels lists them in the order people are shown them.
func Channels() []Channel { return []Channel{Phone, Email, Text, Portal, Post, Video, Person} }

// Formality is how they want to be addressed.
type Formality string

// The formalities; empty is not asked yet.
const (
	Formal   Formality = "formal"
	Informal Formality = "informal"
)

// Hours are when someone may be reached, in their own zone.
type Hours struct {
	Days []time.Weekday `json:"days"`
	From civil.Clock    `json:"from"`
	To   civil.Clock    `json:"to"`
}

// Safe are the rules that keep contact with someone from harming them.
type Safe struct {
	NoVoicemail bool   `json:"no_voicemail,omitempty"`
	Neutral     bool   `json:"neutral,omitempty"`    // nothing on envelope, sender or subject that tells
	OnlyThese   bool   `json:"only_these,omitempty"` // no channel but those listed
	Shared      bool   `json:"shared,omitempty"`     // somebody else reads their device or mailbox
	QuickExit   bool   `json:"quick_exit,omitempty"` // the portal shows a way out
	Note        string `json:"note,omitempty"`       // what else to mind
}

// Any reports whether any rule is set.
func (s Safe) Any() bool { return s != Safe{} }

// tighten gives the stricter of two sets of rules.
func (s Safe) tighten(o Safe) Safe {
	s.NoVoicemail, s.Neutral, s.OnlyThese = s.NoVoicemail || o.NoVoicemail, s.Neutral || o.Neutral, s.OnlyThese || o.OnlyThese
	s.Shared, s.QuickExit = s.Shared || o.Shared, s.QuickExit || o.QuickExit
	if o.Note != "" && !strings.Contains(s.Note, o.Note) {
		s.Note = strings.TrimSpace(s.Note + "\n" + o.Note)
	}
	return s
}

// Client is whom we act for, or may, or did.
type Client struct {
	bun.BaseModel `bun:"table:client,alias:cl"`

	FirmID      string `bun:",pk"`
	ID          ID     `bun:",pk"`
	Version     int64
	ContactID   contact.ID
	Number      string // the firm's own, where it numbers clients
	Status      Status
	SinceOn     civil.Date
	UntilOn     civil.Date
	Lang        string // the language they are best spoken to in, as BCP 47
	Interpreter string // the language to book an interpreter for
	Formality   Formality
	Channels    []Channel `bun:"type:text"` // in the order they prefer
	Hours       []Hours   `bun:"type:text"`
	Zone        string    // where they are, if not where we are
	Needs       string    // what makes contact easier: large print, a step-free room
	Safe        Safe      `bun:"type:text"`
	Avoid       string    // what not to mention
	CreatedAt   time.Time
	UpdatedAt   time.Time

	Name string `bun:"name,scanonly"`
	Sort string `bun:"sort_name,scanonly"`
}

// About is what the audit trail calls a client.
func (c Client) About() db.About {
	return db.About{Kind: "client", ID: string(c.ContactID), Contact: string(c.ContactID)}
}

// Known reports whether anything was written down about them as a client.
func (c Client) Known() bool { return c.ID != "" }

// longest is the longest any text may be.
const longest = 4000

// tidy trims what was typed.
func (c *Client) tidy() {
	for _, f := range []*string{&c.Number, &c.Lang, &c.Interpreter, &c.Zone} {
		*f = contact.Neat(*f)
	}
	c.Needs, c.Avoid, c.Safe.Note = strings.TrimSpace(c.Needs), strings.TrimSpace(c.Avoid), strings.TrimSpace(c.Safe.Note)
	if c.Status == "" {
		c.Status = Prospect
	}
	var channels []Channel
	for _, ch := range c.Channels {
		if !slices.Contains(channels, ch) {
			channels = append(channels, ch)
		}
	}
	c.Channels = channels
	var hours []Hours
	for _, h := range c.Hours {
		if len(h.Days) > 0 {
			slices.Sort(h.Days)
			h.Days = slices.Compact(h.Days)
			hours = append(hours, h)
		}
	}
	c.Hours = hours
}

func (c Client) check() error {
	var p errs.Problems
	p.Check(slices.Contains(Statuses(), c.Status), "status", "Choose where they stand with us.")
	p.Check(c.Formality == "" || c.Formality == Formal || c.Formality == Informal, "formality", "Choose formal or informal.")
	for _, ch := range c.Channels {
		p.Check(slices.Contains(Channels(), ch), "channels", "Choose a way to reach them from the list.")
	}
	p.Check(!c.Safe.OnlyThese || len(c.Channels) > 0, "channels", "Choose at least one way that is safe, if no other may be used.")
	for _, h := range c.Hours {
		p.Check(h.From < h.To, "hours", "The end of the hours lies before their beginning.")
		for _, d := range h.Days {
			p.Check(d >= time.Sunday && d <= time.Saturday, "hours", "Choose days of the week.")
		}
	}
	if c.Zone != "" {
		if _, err := civil.LoadZone(c.Zone); err != nil {
			p.Add("zone", "Choose a time zone, such as America/Chicago.")
		}
	}
	for name, text := range map[string]string{"needs": c.Needs, "avoid": c.Avoid, "safe_note": c.Safe.Note} {
		p.Check(len(text) <= longest, name, "This is longer than %d letters.", longest)
	}
	p.Check(c.UntilOn.IsZero() || c.SinceOn.IsZero() || !c.UntilOn.Before(c.SinceOn), "until_on", "They can't have left before they came.")
	return p.Err()
}

// becomes changes where they stand, and since or until when.
func (c *Client) becomes(s Status, today civil.Date) error {
	if c.Status == s && c.Known() {
		return errs.New(errs.Conflict, "They stand so already.")
	}
	switch s {
	case Active:
		if c.SinceOn.IsZero() {
			c.SinceOn = today
		}
		c.UntilOn = civil.Date{}
	case Former:
		c.UntilOn = today
	case Declined:
		if c.Status == Active {
			return errs.New(errs.Conflict, "We act for them already. Close their matters instead.")
		}
	case Prospect:
		if c.Status == Active {
			return errs.New(errs.Conflict, "We act for them already. Close their matters instead.")
		}
	default:
		return errs.New(errs.Invalid, "Choose where they stand with us.")
	}
	c.Status = s
	return nil
}
