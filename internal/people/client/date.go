package client

import (
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// DateKind is what a day is about.
type DateKind string

// The kinds of days.
const (
	Birthday    DateKind = "birthday"
	Anniversary DateKind = "anniversary"
	Loss        DateKind = "loss"   // a death, an accident, a sentence
	Expiry      DateKind = "expiry" // a visa, a licence, an order that ends
	Other       DateKind = "other"
)

// DateKinds lists them in the order people are shown them.
func DateKinds() []DateKind { return []DateKind{Birthday, Anniversary, Loss, Expiry, Other} }

// Date is a day that matters to someone. On a hard one nobody sends a
// greeting, a survey or a bill; who calls is warned.
type Date struct {
	bun.BaseModel `bun:"table:client_date,alias:cd"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	ContactID contact.ID
	Kind      DateKind
	Name      string
	On        civil.Date `bun:"on_day"`
	MonthDay  string     // MM-DD, to find what comes round each year
	Yearly    bool
	Hard      bool

	Person string `bun:"person,scanonly"` // whose day it is, in lists
}

func (d *Date) tidy() {
	d.Name = contact.Neat(d.Name)
	if !d.On.IsZero() {
		d.MonthDay = d.On.String()[5:]
	}
	if d.Kind == Loss {
		d.Hard = true
	}
}

func (d Date) check() error {
	var p errs.Problems
	p.Check(!d.On.IsZero(), "on", "Write the day.")
	p.Check(d.Name != "" || d.Kind == Birthday, "name", "Say what this day is.")
	p.Check(len(d.Name) <= 300, "name", "This is longer than %d letters.", 300)
	known := false
	for _, k := range DateKinds() {
		known = known || k == d.Kind
	}
	p.Check(known, "kind", "Choose what this day is.")
	return p.Err()
}

// Next is the day's next return, today included. A day that comes once and is
// past has none. Someone born on 29 February has it on the 28th in other years.
func (d Date) Next(today civil.Date) civil.Date {
	if !d.Yearly {
		if d.On.Before(today) {
			return civil.Date{}
		}
		return d.On
	}
	for y := max(today.Year(), d.On.Year()); ; y++ {
		next := civil.On(y, d.On.Month(), 1).AddMonths(1).AddDays(-1)
		if d.On.Day() < next.Day() {
			next = civil.On(y, d.On.Month(), d.On.Day())
		}
		if !next.Before(today) {
			return next
		}
	}
}

// Care is a client with the days that matter to them.
type Care struct {
	Client
	Dates []Date
}

// On gives the days that fall on a date.
func (c Care) On(day civil.Date) (out []Date) {
	for _, d := range c.Dates {
		if d.Next(day) == day {
			out = append(out, d)
		}
	}
	return out
}

// monthDays lists a span of days as MM-DD, with 29 February beside the 28th in
// years that have none.
func monthDays(from civil.Date, days int) (out []string) {
	for i := range days {
		d := from.AddDays(i)
		out = append(out, d.String()[5:])
		if d.Month() == time.February && d.Day() == 28 && d.AddDays(1).Month() == time.March {
			out = append(out, "02-29")
		}
	}
	return out
}
