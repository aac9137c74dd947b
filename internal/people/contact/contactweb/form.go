package contactweb

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
)

// form is the contact form as it was filled in, and what is wrong with it.
type form struct {
	Card     contact.Card
	BornOn   string
	DiedOn   string
	Tags     string
	Blanks   int // empty rows offered for each kind of point
	Problem  string
	Problems map[string]string
	Typed    []ui.FieldProblem // dates that could not be read
}

// formOf fills the form from a card.
func formOf(c contact.Card) form {
	return form{Card: c, BornOn: c.BornOn.String(), DiedOn: c.DiedOn.String(), Tags: strings.Join(c.Tags, ", "), Blanks: 1}
}

// readForm reads what was typed. Nothing typed is ever lost: what can't be
// used comes back as it was.
func readForm(r *web.Request) form {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := form{BornOn: get("born_on"), DiedOn: get("died_on"), Tags: get("tags"), Blanks: 1, Problems: map[string]string{}}
	c := &f.Card
	c.ID, c.Version = contact.ID(r.PathValue("id")), r.Version()
	c.Kind = contact.Kind(get("kind"))
	c.Name, c.Prefix, c.Given, c.Middle, c.Family, c.Suffix = get("name"), get("prefix"), get("given"), get("middle"), get("family"), get("suffix")
	if c.Kind == contact.Person {
		c.Name = contact.Neat(c.Given + " " + c.Middle + " " + c.Family)
	}
	c.Preferred, c.Phonetic, c.Pronouns = get("preferred"), get("phonetic"), get("pronouns")
	c.JobTitle, c.Employer, c.TaxID, c.Notes, c.Source = get("job_title"), get("employer"), get("tax_id"), get("about"), get("source")
	c.Tags = strings.Split(f.Tags, ",")
	c.BornOn = f.date(r.Context(), "born_on", f.BornOn)
	c.DiedOn = f.date(r.Context(), "died_on", f.DiedOn)
	c.Names, c.Points = readNames(r.Form), readPoints(r.Form)
	if n, err := strconv.Atoi(get("blanks")); err == nil {
		f.Blanks = min(max(n, 1), 10)
	}
	return f
}

func (f *form) date(ctx context.Context, name, typed string) civil.Date {
	if typed == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(typed)
	if err != nil {
		f.Problems[name] = locale.T(ctx, "Write the date as year-month-day, such as 1980-05-31.")
	}
	return d
}

func readNames(v url.Values) (out []contact.Name) {
	for i := 0; v.Has(at("names", i, "name")); i++ {
		out = append(out, contact.Name{
			ID: v.Get(at("names", i, "id")), Kind: contact.NameKind(v.Get(at("names", i, "kind"))),
			Name: v.Get(at("names", i, "name")), Note: v.Get(at("names", i, "note")),
		})
	}
	return out
}

func readPoints(v url.Values) (out []contact.Point) {
	for i := 0; v.Has(at("points", i, "kind")); i++ {
		get := func(f string) string { return strings.TrimSpace(v.Get(at("points", i, f))) }
		out = append(out, contact.Point{
			ID: get("id"), Kind: contact.PointKind(get("kind")), Label: get("label"), Value: get("value"), Extension: get("extension"),
			Street: get("street"), City: get("city"), Region: get("region"), Postcode: get("postcode"), Country: get("country"),
			Preferred: get("preferred") != "",
		})
	}
	return out
}

func at(list string, i int, field string) string { return list + "." + strconv.Itoa(i) + "." + field }

// wrong puts an error's words beside the fields they are about.
func (f *form) wrong(ctx context.Context, err error) {
	said, fields := web.Said(ctx, err)
	if errs.KindOf(err) == errs.Conflict {
		f.Problem = said
	}
	for name, text := range fields {
		f.Problems[name] = text
	}
}

// field makes one field with its value and its problem.
func (f form) field(name, label, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Value: value, Problem: f.Problems[name]}
}

// summary lists the problems in the order of the form.
func (f form) summary(ctx context.Context) (out []ui.FieldProblem) {
	labels := map[string]string{
		"name": locale.T(ctx, "Name"), "given": locale.T(ctx, "Given name"), "born_on": locale.T(ctx, "Born"),
		"died_on": locale.T(ctx, "Died"), "about": locale.T(ctx, "About"), "kind": locale.T(ctx, "Kind"),
	}
	for _, name := range []string{"kind", "name", "born_on", "died_on", "about"} {
		if p := f.Problems[name]; p != "" {
			out = append(out, ui.FieldProblem{Name: name, Label: labels[name], Text: p})
		}
	}
	for i, n := range f.Card.Names {
		if p := f.Problems["names."+strconv.Itoa(i)]; p != "" {
			out = append(out, ui.FieldProblem{Name: at("names", i, "name"), Label: n.Name, Text: p})
		}
	}
	for i, pt := range f.Card.Points {
		if p := f.Problems["points."+strconv.Itoa(i)]; p != "" {
			out = append(out, ui.FieldProblem{Name: at("points", i, "value"), Label: pt.Value, Text: p})
		}
	}
	return out
}

// withBlanks adds the empty rows that people fill next.
func (f form) withBlanks() form {
	for _, k := range []contact.PointKind{contact.Phone, contact.Email, contact.Address} {
		free := 0
		for _, p := range f.Card.Points {
			if p.Kind == k && p.Value == "" && p.Street == "" {
				free++
			}
		}
		for ; free < f.Blanks; free++ {
			f.Card.Points = append(f.Card.Points, contact.Point{Kind: k})
		}
	}
	free := 0
	for _, n := range f.Card.Names {
		if n.Name == "" {
			free++
		}
	}
	for ; free < f.Blanks; free++ {
		f.Card.Names = append(f.Card.Names, contact.Name{Kind: contact.Alias})
	}
	return f
}
