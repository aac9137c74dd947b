package contact

import (
	"net/mail"
	"strings"

	"github.com/nyaruka/phonenumbers"
	"github.com/uptrace/bun"

	"candor/internal/kit/errs"
)

// PointKind is a way to reach someone.
type PointKind string

// The kinds of points.
const (
	Email   PointKind = "email"
	Phone   PointKind = "phone"
	Address PointKind = "address"
	Website PointKind = "website"
)

// Point is one way to reach a contact. The first of each kind that is
// preferred is used; one phone may belong to two people.
type Point struct {
	bun.BaseModel `bun:"table:contact_point,alias:cp"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	ContactID ID
	Kind      PointKind
	Label     string // mobile, home, work, billing …
	Value     string // as it was written; the street address in one line
	Folded    string // e-mail in lower case; phone as E.164
	Extension string
	Street    string
	City      string
	Region    string
	Postcode  string
	Country   string // ISO 3166-1 alpha-2
	Preferred bool
	Place     int64
}

// check makes the form that is compared, and says what can't be used.
func (p *Point) check(bad *errs.Problems, field, region string) {
	p.Value, p.Label = Neat(p.Value), Neat(p.Label)
	p.Folded = ""
	switch p.Kind {
	case Email:
		a, err := mail.ParseAddress(p.Value)
		bad.Check(err == nil, field, "Write an e-mail address, such as name@example.com.")
		if err == nil {
			p.Value, p.Folded = a.Address, FoldEmail(a.Address)
		}
	case Phone:
		n, err := phonenumbers.Parse(p.Value, region)
		ok := err == nil && phonenumbers.IsPossibleNumber(n)
		bad.Check(ok, field, "Write a phone number with its area code, such as 512 555 0142.")
		if ok {
			if e := n.GetExtension(); e != "" {
				p.Extension = e
			}
			n.Extension = nil
			p.Folded = phonenumbers.Format(n, phonenumbers.E164)
			p.Value = phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
			if phonenumbers.GetRegionCodeForNumber(n) == region {
				p.Value = phonenumbers.Format(n, phonenumbers.NATIONAL)
			}
		}
	case Address:
		for _, f := range []*string{&p.Street, &p.City, &p.Region, &p.Postcode} {
			*f = Neat(*f)
		}
		p.Country = strings.ToUpper(Neat(p.Country))
		if line := p.line(); line != "" {
			p.Value = line
		}
		p.Folded = SortKey(p.Value)
	case Website:
		p.Folded = strings.ToLower(p.Value)
	default:
		bad.Add(field, "Choose how this reaches them.")
	}
	bad.Check(len(p.Value) <= longest, field, "This is longer than %d letters.", longest)
}

// line is the address in one line.
func (p Point) line() string {
	var parts []string
	for _, s := range []string{p.Street, p.City, Neat(p.Region + " " + p.Postcode), p.Country} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// FoldEmail is the form of an address in which two are compared. The part
// before the @ may by the letter of RFC 5321 differ in case; in practice it
// doesn't.
func FoldEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// FoldPhone gives a phone number as E.164, read as one of the region when it
// has no country code, or empty when it can't be one.
func FoldPhone(s, region string) string {
	n, err := phonenumbers.Parse(s, region)
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return ""
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

// Best is the point of a kind to use first.
func Best(ps []Point, k PointKind) (Point, bool) {
	var best Point
	found := false
	for _, p := range ps {
		if p.Kind == k && (!found || p.Preferred && !best.Preferred) {
			best, found = p, true
		}
	}
	return best, found
}
