package exchange

import (
	"context"
	"errors"
	"slices"
	"strings"

	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/vcard"
	"candor/internal/people/contact"
)

func shownError(err error) (*errs.Error, bool) { return errors.AsType[*errs.Error](err) }

// card is what a row says of a person or an organisation.
func (d *desk) card(r *Row) contact.Card {
	var c contact.Card
	if d.b.Kind == VCards {
		for v, err := range vcard.Read(strings.NewReader(strings.Join(r.Raw, ""))) {
			if err == nil {
				c = contact.FromVCard(v)
			}
			break
		}
	} else {
		c = d.b.Mapping.values(r.Raw).card(d.b.Options.Dates, r)
	}
	c.Source = d.b.Name
	return c
}

// card reads a row of a table. What can't be understood is said on the row.
func (v values) card(o Order, r *Row) contact.Card {
	c := contact.Card{Contact: contact.Contact{
		Kind: contact.Person, Name: v.one("name"), Prefix: v.one("prefix"), Given: v.one("given"), Middle: v.one("middle"), Family: v.one("family"),
		Suffix: v.one("suffix"), Preferred: v.one("preferred"), Pronouns: v.one("pronouns"), JobTitle: v.one("job_title"), Employer: v.one("company"),
		TaxID: v.one("tax_id"), Notes: v.text("about"),
	}}
	if !v.person() {
		c.Kind, c.Employer = contact.Organisation, ""
		if company := v.one("company"); company != "" {
			c.Name = company
		}
		c.Name = contact.Neat(c.Name + " " + c.Given + " " + c.Family)
		if v.one("name") != "" && v.one("company") == "" {
			c.Name = v.one("name")
		}
	}
	d, ok := readDate(v.one("born_on"), o)
	if !ok {
		r.say("born_on", "We can't read this date: %s. The rest is taken.", v.one("born_on"))
	}
	c.BornOn = d
	for _, t := range v["tags"] {
		c.Tags = append(c.Tags, strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune(",;|:", r) })...)
	}
	for kind, key := range map[contact.NameKind]string{contact.Maiden: "maiden", contact.Alias: "alias"} {
		for _, n := range v[key] {
			c.Names = append(c.Names, contact.Name{Kind: kind, Name: n})
		}
	}
	slices.SortFunc(c.Names, func(a, b contact.Name) int { return strings.Compare(string(a.Kind)+a.Name, string(b.Kind)+b.Name) })
	c.Points = v.points()
	return c
}

// person tells a person from an organisation: by what the row says it is, else
// by whether it has a person's name.
func (v values) person() bool {
	switch kind := strings.ToLower(v.one("kind")); {
	case strings.HasPrefix(kind, "company"), strings.HasPrefix(kind, "organi"), strings.HasPrefix(kind, "business"), strings.HasPrefix(kind, "firm"):
		return false
	case strings.HasPrefix(kind, "person"), strings.HasPrefix(kind, "individual"):
		return true
	}
	name := v.one("name")
	return v.one("given") != "" || v.one("family") != "" || name != "" && name != v.one("company") || v.one("company") == ""
}

// fit leaves out the points that can't be used, each with a word on the row:
// one mistyped number must not keep a person out.
func (d *desk) fit(ctx context.Context, tx *db.Tx, c *contact.Card, r *Row) error {
	try := *c
	try.Names, try.Points = slices.Clone(c.Names), slices.Clone(c.Points)
	err := d.s.contacts.CheckTx(ctx, tx, &try)
	e, ok := shownError(err)
	if err != nil && (!ok || e.Kind != errs.Invalid) {
		return err
	}
	if err == nil {
		return nil
	}
	keep := c.Points[:0:0]
	for i, p := range c.Points {
		at := slices.IndexFunc(e.Fields, func(f errs.Field) bool { return f.Name == "points."+itoa(int64(i)) })
		if at < 0 {
			keep = append(keep, p)
			continue
		}
		value := p.Value
		if p.Kind == contact.Address {
			value = p.Street
		}
		r.say(string(p.Kind), "Left out, since it can't be used: %s.", clip(value, 80))
		c.Notes = strings.TrimSpace(c.Notes + "\n" + value)
	}
	c.Points = keep
	for _, f := range e.Fields {
		switch {
		case strings.HasPrefix(f.Name, "points."):
		case f.Name == "born_on" || f.Name == "died_on":
			c.BornOn, c.DiedOn = civil.Date{}, civil.Date{}
			r.say(f.Name, f.Text, f.Args...)
		default:
			r.refuse(f.Name, f.Text, f.Args...)
		}
	}
	return nil
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + " …"
}

// alike finds somebody we know whom a row is likely about: one with the same
// name who can be reached at the same place, or one with the same name if the
// row says little else.
func alike(ctx context.Context, tx *db.Tx, c contact.Card) (contact.Likeness, bool, error) {
	like, err := contact.LikelyTx(ctx, tx, c)
	if err != nil || len(like) == 0 {
		return contact.Likeness{}, false, err
	}
	bare := c.BornOn.IsZero() && !slices.ContainsFunc(c.Points, func(p contact.Point) bool { return p.Kind == contact.Email || p.Kind == contact.Phone })
	return like[0], like[0].Score >= 70 || bare && slices.Contains(like[0].Why, contact.SameName), nil
}

func (d *desk) planContact(ctx context.Context, tx *db.Tx, r *Row) error {
	c := d.card(r)
	r.Label = clip(nameOf(c), 120)
	if err := d.fit(ctx, tx, &c, r); err != nil || r.Plan == Bad {
		return err
	}
	if n, again := d.again(c, r.N); again && d.b.Options.Doubles != AddThem {
		r.Plan = Double
		r.say("", "The same person as in row %d of this file.", n)
		return nil
	}
	like, ok, err := alike(ctx, tx, c)
	if ok {
		d.judge(r, like)
	}
	return err
}

// again reports whether an earlier row of the file has the same name and can
// be reached at the same place.
func (d *desk) again(c contact.Card, row int64) (n int64, again bool) {
	name := contact.SortKey(nameOf(c))
	for _, p := range c.Points {
		at := ""
		switch p.Kind {
		case contact.Email:
			at = contact.FoldEmail(p.Value)
		case contact.Phone:
			at = contact.FoldPhone(p.Value, "US")
		case contact.Address, contact.Website:
		}
		if at == "" {
			continue
		}
		if first, ok := d.people[name+"\n"+at]; ok && first != row {
			n, again = first, true
			continue
		}
		d.people[name+"\n"+at] = row
	}
	return n, again
}

// judge does with a likely double what the importer chose.
func (d *desk) judge(r *Row, like contact.Likeness) {
	r.Other = string(like.Contact.ID)
	switch d.b.Options.Doubles {
	case FillThem:
		r.Plan = Fill
		r.say("", "Adds to what we have of %s.", like.Contact.Name)
	case AddThem:
		r.say("", "Likely the same as %s. Both are kept and proposed for merging.", like.Contact.Name)
	case SkipThem:
		r.Plan = Double
		r.say("", "Likely the same as %s, who stays as they are.", like.Contact.Name)
	}
}

func nameOf(c contact.Card) string {
	if c.Name != "" {
		return c.Name
	}
	return contact.Neat(c.Given + " " + c.Middle + " " + c.Family)
}

func (d *desk) applyContact(ctx context.Context, tx *db.Tx, r *Row) error {
	c := d.card(&Row{Raw: r.Raw}) // what there is to say was said at the trial
	if err := d.fit(ctx, tx, &c, &Row{}); err != nil {
		return err
	}
	if r.Plan == Create { // an earlier row may have brought them in since the trial
		like, ok, err := alike(ctx, tx, c)
		if err != nil {
			return err
		}
		if ok && d.b.Options.Doubles != AddThem {
			d.judge(r, like)
		}
	}
	switch r.Plan {
	case Double:
		return nil
	case Fill:
		f, err := d.s.contacts.FillTx(ctx, tx, contact.ID(r.Other), c)
		if err != nil {
			return err
		}
		if f.Nothing() {
			r.Plan = Known
			return nil
		}
		r.Made = append(r.Made, Made{Kind: "filled", ID: string(f.ID), Version: f.Version, Filled: &f})
		return nil
	default:
	}
	if err := d.s.contacts.AddTx(ctx, tx, &c); err != nil {
		return err
	}
	r.Made = append(r.Made, Made{Kind: "contact", ID: string(c.ID), Version: c.Version})
	return nil
}
