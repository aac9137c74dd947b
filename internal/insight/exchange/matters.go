package exchange

import (
	"context"
	"strings"

	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// matter reads a row. What can't be understood is said on the row.
func (d *desk) matter(r *Row) matter.New {
	v, o := d.b.Mapping.values(r.Raw), d.b.Options.Dates
	m := matter.Matter{
		Number: v.one("number"), Title: v.one("title"), Court: v.one("court"), CourtNumber: v.one("court_number"),
		Jurisdiction: v.one("jurisdiction"), Source: v.one("source"), Notes: v.text("about"), Status: status(v.one("status")),
	}
	for _, t := range v["tags"] {
		m.Tags = append(m.Tags, strings.FieldsFunc(t, func(r rune) bool { return r == ',' || r == ';' })...)
	}
	if ref := v.one("reference"); ref != "" {
		m.Refs = []matter.Ref{{Label: "Client", Number: ref}}
	}
	var ok bool
	if m.OpenedOn, ok = readDate(v.one("opened_on"), o); !ok {
		r.say("opened_on", "We can't read this date: %s. The rest is taken.", v.one("opened_on"))
	}
	if m.ClosedOn, ok = readDate(v.one("closed_on"), o); !ok {
		r.say("closed_on", "We can't read this date: %s. The rest is taken.", v.one("closed_on"))
	}
	switch {
	case m.Status == "" && !m.ClosedOn.IsZero():
		m.Status = matter.Closed
	case m.Status == "":
		m.Status = matter.Open
	case m.Status != matter.Closed && !m.ClosedOn.IsZero():
		r.say("closed_on", "The file says that it is open and when it was closed. It comes in as open.")
		m.ClosedOn = civil.Date{}
	}
	d.place(&m, v, r)
	return matter.New{Matter: m}
}

// place finds the practice area, stage and responsible person by their names.
func (d *desk) place(m *matter.Matter, v values, r *Row) {
	if name := v.one("area"); name != "" {
		a, ok := d.areas[contact.SortKey(name)]
		if !ok {
			r.say("area", "There is no practice area called %s. It is kept as a tag.", name)
			m.Tags = append(m.Tags, name)
		}
		m.AreaID = a.ID
		for _, s := range a.Stages {
			if contact.SortKey(s.Name) == contact.SortKey(v.one("stage")) {
				m.Stage = s.Key
			}
		}
	}
	if name := v.one("responsible"); name != "" {
		id, ok := d.person(name)
		if !ok {
			r.say("responsible", "Nobody here is called %s. The matter comes in without a responsible person.", name)
		}
		m.ResponsibleID = id
	}
}

// status reads a word for it; none is none.
func status(s string) matter.Status {
	switch s = strings.ToLower(strings.TrimSpace(s)); {
	case s == "":
		return ""
	case strings.HasPrefix(s, "clos"), strings.HasPrefix(s, "archiv"), s == "inactive", s == "complete", s == "completed":
		return matter.Closed
	case strings.HasPrefix(s, "pend"), s == "intake", s == "prospective":
		return matter.Pending
	}
	return matter.Open
}

// client is whom a row names as the client.
func (v values) client() contact.Card {
	c := contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: v.one("client"), Given: v.one("client_given"), Family: v.one("client_family")}}
	person := c.Given != "" || c.Family != ""
	if company := v.one("client_company"); company != "" && !person {
		c.Kind, c.Name = contact.Organisation, company
	} else if !person && organisation(c.Name) {
		c.Kind = contact.Organisation
	}
	for _, e := range v["client_email"] {
		for _, one := range several(contact.Email, e) {
			c.Points = append(c.Points, contact.Point{Kind: contact.Email, Value: one})
		}
	}
	return c
}

// organisation reports whether a name is one that no person bears.
func organisation(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(strings.NewReplacer(".", "", ",", " ").Replace(name))) {
		switch w {
		case "inc", "llc", "llp", "ltd", "corp", "corporation", "company", "co", "bank", "trust", "foundation", "association", "university", "church", "gmbh", "plc", "partners", "holdings", "group", "estate", "lp", "pllc":
			return true
		}
	}
	return strings.Contains(name, " & ")
}

// find looks for the one we know under a name. Of several equally likely, a
// person must say which.
func (d *desk) find(ctx context.Context, q db.Q, c contact.Card) (contact.Contact, bool, error) {
	kinds := []contact.Kind{c.Kind}
	if c.Given == "" && c.Family == "" {
		kinds = []contact.Kind{contact.Person, contact.Organisation}
	}
	var best []contact.Likeness
	for _, k := range kinds {
		c.Kind = k
		like, err := contact.LikelyTx(ctx, q, c)
		if err != nil {
			return contact.Contact{}, false, err
		}
		best = append(best, like...)
	}
	var top contact.Likeness
	tied := false
	for _, l := range best {
		switch {
		case l.Score > top.Score:
			top, tied = l, false
		case l.Score == top.Score:
			tied = true
		}
	}
	if tied {
		return contact.Contact{}, false, errs.New(errs.Invalid, "There are several called %s. Add their e-mail address to the file.", nameOf(c))
	}
	return top.Contact, top.Score > 0, nil
}

func (d *desk) planMatter(ctx context.Context, tx *db.Tx, r *Row) error {
	n := d.matter(r)
	v := d.b.Mapping.values(r.Raw)
	r.Label = clip(contact.Neat(n.Number+" "+n.Title), 120)
	if n.Title == "" {
		r.refuse("title", "Write a title, such as “Rivera v. Cascade Freight”.")
	}
	if n.Number != "" {
		if m, err := d.matterOf(ctx, tx, n.Number); err == nil {
			r.Plan, r.Other = Double, string(m.ID)
			r.say("number", "The number %s is taken.", n.Number)
			return nil
		} else if !errs.Is(err, errs.NotFound) {
			return err
		}
	}
	c := v.client()
	if nameOf(c) == "" {
		r.refuse("client", "The row names no client.")
		return nil
	}
	known, ok, err := d.find(ctx, tx, c)
	if err != nil {
		return r.shown(err)
	}
	if !ok {
		r.say("client", "%s isn't known yet and comes in as a new contact.", nameOf(c))
	}
	r.Other = string(known.ID)
	return nil
}

func (d *desk) applyMatter(ctx context.Context, tx *db.Tx, r *Row) error {
	n := d.matter(&Row{Raw: r.Raw})
	c := d.b.Mapping.values(r.Raw).client()
	known, ok, err := d.find(ctx, tx, c)
	if err != nil {
		return err
	}
	if !ok {
		if err := d.fit(ctx, tx, &c, &Row{}); err != nil {
			return err
		}
		c.Source = d.b.Name
		if err := d.s.contacts.AddTx(ctx, tx, &c); err != nil {
			return err
		}
		known = c.Contact
		r.Made = append(r.Made, Made{Kind: "contact", ID: string(c.ID), Version: c.Version})
	}
	n.ClientID = known.ID
	m, err := d.s.matters.OpenTx(ctx, tx, n)
	if err != nil {
		return err
	}
	d.numbers[m.Number] = m
	r.Made = append(r.Made, Made{Kind: "matter", ID: string(m.ID), Version: m.Version})
	return nil
}
