package demo

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/mail"
	"candor/internal/people/contact"
)

// isOrg tells organisations from persons.
func (s someone) isOrg() bool { return s.org != "" }

// name is how they are written.
func (s someone) name() string {
	if s.isOrg() {
		return s.org
	}
	return contact.Neat(s.given + " " + s.family)
}

// first is the name to call them by; for an organisation, of whoever writes
// for it.
func (s someone) first() string {
	if s.pen != "" {
		pen, _, _ := strings.Cut(s.pen, " ")
		return pen
	}
	return cmp.Or(s.called, s.given, s.family)
}

// spoken is how colleagues speak of them.
func (s someone) spoken() string {
	if s.voice == formal && s.prefix != "" && !s.isOrg() {
		return s.prefix + " " + s.family
	}
	return s.first()
}

// address is their e-mail address, or none.
func (s someone) address(nth int) mail.Address {
	if s.unwritten {
		return mail.Address{}
	}
	box := s.mail
	if box == "" {
		box = ascii(strings.Fields(cmp.Or(s.given, s.family))[0])
		if s.given != "" && s.family != "" {
			box += "." + ascii(strings.FieldsFunc(s.family, func(r rune) bool { return r == ' ' || r == '-' })[0])
		}
	}
	providers := []string{"mailbox.example", "lakepost.example", "postline.example", "homebox.example"}
	host := cmp.Or(s.host, providers[nth%len(providers)])
	return mail.Address{Name: cmp.Or(s.pen, s.name()), Addr: box + "@" + host}
}

// ascii is a name as addresses have it.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, contact.SortKey(s))
}

// phone is a number of those that belong to nobody: 555-0100 to 555-0199.
func phone(nth int) string {
	codes := []string{"312", "773", "708", "847", "630", "815", "224", "331"}
	return fmt.Sprintf("(%s) 555-01%02d", codes[nth%len(codes)], (nth*37+11)%100)
}

// street is an address in a town.
func street(nth int, town string) contact.Point {
	names := []string{"Linden Avenue", "Prairie Street", "Maple Avenue", "Harlem Avenue", "Ashland Avenue", "Clark Street", "Sheridan Road", "Oak Street", "Wabansia Avenue", "Grove Lane", "Lake Street", "Cedar Court"}
	zip := fmt.Sprintf("60%03d", (nth*131)%900+1)
	region := "IL"
	switch town {
	case "Hammond", "Gary":
		region, zip = "IN", "46"+zip[2:]
	case "Toledo":
		region, zip = "OH", "43"+zip[2:]
	case "Madison":
		region, zip = "WI", "53"+zip[2:]
	}
	return contact.Point{Kind: contact.Address, Label: "home", Street: fmt.Sprintf("%d %s", 100+(nth*173)%4800, names[nth%len(names)]), City: town, Region: region, Postcode: zip, Country: "US"}
}

// card is someone as the firm keeps them.
func (s someone) card(nth int, now time.Time) contact.Card {
	today := civil.Of(now, time.UTC)
	c := contact.Card{Contact: contact.Contact{
		Kind: contact.Person, Prefix: s.prefix, Given: s.given, Family: s.family, Preferred: s.called, Phonetic: s.said, Pronouns: s.pronouns,
		JobTitle: s.job, Employer: s.boss, Notes: s.about, Tags: s.tags, Source: s.came,
	}}
	if s.isOrg() {
		c.Kind, c.Name = contact.Organisation, s.org
	}
	c.BornOn, _ = civil.Parse(s.born) // the zero date of nothing is right for those without one
	if s.died > 0 {
		c.DiedOn = today.AddDays(-s.died)
	}
	for kind, name := range map[contact.NameKind]string{contact.Former: s.former, contact.Maiden: s.maiden, contact.Alias: s.alias, contact.DBA: s.dba} {
		if name != "" {
			c.Names = append(c.Names, contact.Name{Kind: kind, Name: name})
		}
	}
	label := "home"
	if s.isOrg() || s.host != "" {
		label = "work"
	}
	if a := s.address(nth); a.Addr != "" {
		c.Points = append(c.Points, contact.Point{Kind: contact.Email, Label: label, Value: a.Addr, Preferred: true})
	}
	if s.died == 0 {
		kind := "mobile"
		if label == "work" {
			kind = "work"
		}
		c.Points = append(c.Points, contact.Point{Kind: contact.Phone, Label: kind, Value: phone(nth), Preferred: true})
	}
	if s.town != "" {
		p := street(nth, s.town)
		p.Label = label
		c.Points = append(c.Points, p)
	}
	return c
}

// met is someone with what the program calls them.
type met struct {
	someone
	nth int
	id  contact.ID
	at  mail.Address
}

// cast gives everyone of the story, by key.
func cast() map[string]*met {
	var all []someone
	for _, group := range [][]someone{familyClients(), defenceClients(), injuryClients(), arrivalClients(), estateClients(), businessClients(), others()} {
		all = append(all, group...)
	}
	out := make(map[string]*met, len(all))
	for i, s := range all {
		out[s.key] = &met{someone: s, nth: i, at: s.address(i)}
	}
	return out
}

// meet writes someone down.
func (w *world) meet(ctx context.Context, tx *db.Tx, m *met) error {
	c := m.card(m.nth, w.now)
	if err := w.Contact.AddTx(ctx, tx, &c); err != nil {
		return fmt.Errorf("meeting %s: %w", m.key, err)
	}
	m.id = c.ID
	return nil
}
