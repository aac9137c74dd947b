// Package office is the firm's name, offices, hours, holidays and jurisdictions.
//
// Every promise to a client is counted in the hours of an office, in its own
// zone, over its own holidays.
package office

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// The verbs of office.
const (
	Reading  actor.Verb = "office.read"
	Managing actor.Verb = "office.manage"
)

// Grants says which roles may do what with offices.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Roles()...),
		access.To(Managing, access.Manager, access.Administrator),
	}
}

// Firm is whom the program serves.
type Firm struct {
	bun.BaseModel `bun:"table:firm,alias:f"`

	ID        string `bun:",pk"`
	Version   int64
	Name      string
	Zone      string
	Lang      string
	Currency  string
	CreatedAt time.Time
}

// ID names an office.
type ID string

// Office is a place the firm works from.
type Office struct {
	bun.BaseModel `bun:"table:office,alias:o"`

	FirmID   string `bun:",pk"`
	ID       ID     `bun:",pk"`
	Version  int64
	Name     string
	Zone     string
	Phone    string
	Address  string
	Week     Week `bun:"hours,type:text"`
	Holidays Days `bun:"type:text"`
	Main     bool
}

// Days are the days an office is shut beside its week.
type Days struct {
	Federal bool     `json:"federal"` // the federal legal holidays, 5 U.S.C. 6103
	Own     []OwnDay `json:"own"`
}

// OwnDay is a holiday of the firm's own.
type OwnDay struct {
	On   civil.Date `json:"on"`
	Name string     `json:"name"`
}

// NineToFive is an ordinary week of five days.
func NineToFive() Week {
	var w Week
	for d := time.Monday; d <= time.Friday; d++ {
		w[d] = []Span{{From: civil.ClockAt(9, 0), To: civil.ClockAt(17, 0)}}
	}
	return w
}

// About is what the audit trail calls an office.
func (o Office) About() db.About { return db.About{Kind: "office", ID: string(o.ID)} }

// Hours are the office's business hours, for counting from a year before now
// until three years after.
func (o Office) Hours(now time.Time) (Hours, error) {
	zone, err := civil.LoadZone(o.Zone)
	if err != nil {
		return Hours{}, err
	}
	var off []Holiday
	named := map[civil.Date]bool{}
	for _, d := range o.Holidays.Own {
		if !named[d.On] {
			off = append(off, Holiday{Date: d.On, Name: d.Name})
		}
		named[d.On] = true
	}
	if o.Holidays.Federal {
		for y := now.Year() - 1; y <= now.Year()+3; y++ {
			for _, h := range FederalHolidays(y) {
				if !named[h.Date] {
					off = append(off, h)
				}
				named[h.Date] = true
			}
		}
	}
	return NewHours(zone, o.Week, off)
}

func (o *Office) check(now time.Time) error {
	var p errs.Problems
	p.Check(strings.TrimSpace(o.Name) != "", "name", "Write the office's name.")
	if _, err := civil.LoadZone(o.Zone); err != nil {
		p.Add("zone", "Choose a time zone, such as America/Chicago.")
		return p.Err()
	}
	if err := p.Err(); err != nil {
		return err
	}
	_, err := o.Hours(now)
	return err
}

// Value keeps a week as JSON.
func (w Week) Value() (driver.Value, error) {
	b, err := json.Marshal(w)
	return string(b), err
}

// Scan reads what Value kept.
func (w *Week) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), w)
	case []byte:
		return json.Unmarshal(v, w)
	}
	return fmt.Errorf("reading a week from %T", src)
}
