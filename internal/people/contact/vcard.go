package contact

import (
	"context"
	"io"
	"slices"
	"strings"

	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/vcard"
)

// VCard is the card as address books read it, in version "3.0" or "4.0". It
// goes to telephones, so what is written about them stays behind, unless the
// card is whole: a copy of the firm's records.
func (c Card) VCard(version string, whole bool) vcard.Card {
	four := version == "4.0"
	v := vcard.Card{vcard.Make("FN", c.Name)}
	add := func(p vcard.Property, ok bool) {
		if ok {
			v = append(v, p)
		}
	}
	if c.Kind == Organisation {
		v = append(v, vcard.MakeParts("N", []string{c.Name, "", "", "", ""}), vcard.MakeParts("ORG", []string{c.Name}))
		add(vcard.Make("KIND", "org"), four)
		add(vcard.Make("X-ABSHOWAS", "COMPANY"), !four)
	} else {
		v = append(v, vcard.MakeParts("N", []string{c.Family, c.Given, c.Middle, c.Prefix, c.Suffix}))
		add(vcard.Make("KIND", "individual"), four)
		add(vcard.MakeParts("ORG", []string{c.Employer}), c.Employer != "")
	}
	add(vcard.Make("NICKNAME", c.Preferred), c.Preferred != "")
	add(vcard.Make("X-PHONETIC-NAME", c.Phonetic), c.Phonetic != "")
	add(vcard.Make(pick(four, "PRONOUNS", "X-PRONOUNS"), c.Pronouns), c.Pronouns != "") // RFC 9554, section 3.4
	add(vcard.Make("TITLE", c.JobTitle), c.JobTitle != "")
	add(vcard.Raw("BDAY", basic(c.BornOn, four)), !c.BornOn.IsZero())
	add(vcard.Raw(pick(four, "DEATHDATE", "X-DEATHDATE"), basic(c.DiedOn, four)), !c.DiedOn.IsZero()) // RFC 6474
	for _, p := range c.Points {
		v = append(v, p.vcard(four))
	}
	if whole {
		for _, n := range c.Names {
			v = append(v, vcard.Make("X-CANDOR-NAME", n.Name, vcard.Param{Name: "TYPE", Value: string(n.Kind)}))
		}
		add(vcard.Make("NOTE", c.Notes), c.Notes != "")
		add(vcard.MakeList("CATEGORIES", c.Tags), len(c.Tags) > 0)
		add(vcard.Make("X-CANDOR-TAX-ID", c.TaxID), c.TaxID != "")
	}
	return append(v, vcard.Raw("UID", "urn:candor:"+string(c.ID)), vcard.Raw("REV", c.UpdatedAt.UTC().Format("20060102T150405Z")))
}

func pick(ok bool, yes, no string) string {
	if ok {
		return yes
	}
	return no
}

// basic writes a date as each version wants it.
func basic(d civil.Date, four bool) string {
	if four {
		return strings.ReplaceAll(d.String(), "-", "")
	}
	return d.String()
}

func (p Point) vcard(four bool) vcard.Property {
	var params []vcard.Param
	kind := strings.ToLower(p.Label)
	if kind == "mobile" {
		kind = "cell"
	}
	if kind != "" {
		params = append(params, vcard.Param{Name: "TYPE", Value: kind})
	}
	if p.Preferred && four {
		params = append(params, vcard.Param{Name: "PREF", Value: "1"})
	} else if p.Preferred {
		params = append(params, vcard.Param{Name: "TYPE", Value: "pref"})
	}
	switch p.Kind {
	case Phone:
		if !four || p.Folded == "" {
			return vcard.Make("TEL", strings.TrimSpace(p.Value+pick(p.Extension == "", "", " x"+p.Extension)), params...)
		}
		return vcard.Raw("TEL", "tel:"+p.Folded+pick(p.Extension == "", "", ";ext="+p.Extension),
			append([]vcard.Param{{Name: "VALUE", Value: "uri"}}, params...)...)
	case Address:
		street := p.Street
		if p.line() == "" {
			street = p.Value // it was only ever one line
		}
		return vcard.MakeParts("ADR", []string{"", "", street, p.City, p.Region, p.Postcode, p.Country}, params...)
	case Website:
		return vcard.Raw("URL", p.Value, params...)
	case Email:
	}
	return vcard.Make("EMAIL", p.Value, params...)
}

// FromVCard reads an address book's card.
func FromVCard(v vcard.Card) Card {
	text := func(names ...string) string {
		for _, n := range names {
			if p, ok := v.Get(n); ok && strings.TrimSpace(p.Text()) != "" {
				return p.Text()
			}
		}
		return ""
	}
	c := Card{Contact: Contact{
		Kind: Person, Name: Neat(text("FN")), Phonetic: text("X-PHONETIC-NAME", "X-PHONETIC-FIRST-NAME"),
		Pronouns: text("PRONOUNS", "X-PRONOUNS"), JobTitle: text("TITLE", "ROLE"), TaxID: text("X-CANDOR-TAX-ID"),
		BornOn: day(text("BDAY")), DiedOn: day(text("DEATHDATE", "X-DEATHDATE")), Notes: text("NOTE"),
	}}
	n, _ := v.Get("N")
	c.Family, c.Given, c.Middle, c.Prefix, c.Suffix = n.Part(0), n.Part(1), n.Part(2), n.Part(3), n.Part(4)
	org, _ := v.Get("ORG")
	employer := Neat(org.Part(0))
	kind := strings.ToLower(text("KIND", "X-ADDRESSBOOKSERVER-KIND"))
	company := kind == "org" || strings.EqualFold(text("X-ABSHOWAS"), "COMPANY") ||
		employer != "" && (c.Name == "" || c.Name == employer) && c.Given == "" && (c.Family == "" || c.Family == employer)
	if company {
		c.Kind, c.Name = Organisation, pick(c.Name != "", c.Name, employer)
	} else {
		c.Employer = employer
	}
	if p, ok := v.Get("NICKNAME"); ok && !company {
		c.Preferred = Neat(p.List()[0])
	}
	if p, ok := v.Get("CATEGORIES"); ok {
		c.Tags = p.List()
	}
	for _, p := range v.All("X-MAIDENNAME") {
		c.Names = append(c.Names, Name{Kind: Maiden, Name: p.Text()})
	}
	for _, p := range v.All("X-CANDOR-NAME") {
		kind := NameKind(p.Param("TYPE"))
		if !slices.Contains(NameKinds(), kind) {
			kind = Alias
		}
		c.Names = append(c.Names, Name{Kind: kind, Name: p.Text()})
	}
	c.Points = pointsOf(v)
	return c
}

func pointsOf(v vcard.Card) (out []Point) {
	for _, p := range v {
		pt := Point{Label: labelOf(v, p), Preferred: p.Is("pref") || p.Param("PREF") == "1"}
		switch p.Name {
		case "EMAIL":
			pt.Kind, pt.Value = Email, strings.TrimPrefix(p.Text(), "mailto:")
		case "TEL":
			pt.Kind, pt.Value = Phone, p.Text()
			if uri, ok := strings.CutPrefix(pt.Value, "tel:"); ok {
				pt.Value, pt.Extension, _ = strings.Cut(uri, ";ext=")
			}
		case "ADR":
			pt.Kind, pt.City, pt.Region, pt.Postcode = Address, p.Part(3), p.Part(4), p.Part(5)
			pt.Street = Neat(strings.Join([]string{p.Part(2), p.Part(1), p.Part(0)}, " "))
			if country := Neat(p.Part(6)); len(country) == 2 {
				pt.Country = country
			} else if pt.City+pt.Street != "" {
				pt.City = Neat(pt.City + " " + country)
			}
		case "URL":
			pt.Kind, pt.Value = Website, p.Text()
		}
		if Neat(pt.Value+pt.Street+pt.City) != "" {
			out = append(out, pt)
		}
	}
	return out
}

// labelOf is what kind of number or address it is: by type, or by the label
// that an iPhone ties to it.
func labelOf(v vcard.Card, p vcard.Property) string {
	for _, t := range []string{"home", "work", "fax", "pager"} {
		if p.Is(t) && !(t == "work" && p.Is("fax")) && !(t == "home" && p.Is("fax")) {
			return t
		}
	}
	if p.Is("cell") || p.Is("mobile") || p.Is("iphone") {
		return "mobile"
	}
	for _, l := range v.All("X-ABLABEL") {
		if p.Group != "" && l.Group == p.Group {
			return strings.ToLower(strings.Trim(l.Text(), "_$!<>"))
		}
	}
	for _, t := range p.Types() {
		if t = strings.ToLower(strings.TrimSpace(t)); t != "" && !slices.Contains([]string{"pref", "voice", "internet", "text", "msg", "x400", "video", "postal", "parcel", "dom", "intl"}, t) {
			return t
		}
	}
	return ""
}

// day reads 1980-05-31, 19800531 and either with a time; a birthday without a
// year is no date of birth.
func day(s string) civil.Date {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "T")
	if len(s) == 8 && !strings.Contains(s, "-") {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	d, err := civil.Parse(s)
	if err != nil {
		return civil.Date{}
	}
	return d
}

// WriteVCards writes the cards of a list, as telephones read them, and says
// how many. The look is recorded as one.
func (s *Service) WriteVCards(ctx context.Context, who actor.Actor, f Filter, version string, w io.Writer) (n int, err error) {
	p := db.Page{Limit: db.Most}
	for {
		cards, next, err := s.List(ctx, who, f, p)
		if err != nil {
			return n, err
		}
		for _, c := range cards {
			if err := vcard.Write(w, version, c.VCard(version, false)); err != nil {
				return n, err
			}
			n++
		}
		if next == "" {
			return n, s.db.Note(ctx, who, "contact.downloaded", db.About{Kind: "contact"}, map[string]any{"cards": n})
		}
		p.After = next
	}
}
