package areaweb

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"candor/internal/firm/policy"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

const nav = "areas"

// form is the form of a practice area as it was filled in.
type form struct {
	Area     area.Area
	Blanks   int
	Problem  string
	Problems map[string]string
}

// withBlanks adds the empty rows that people fill next.
func (f form) withBlanks() form {
	for range f.Blanks {
		f.Area.Stages = append(f.Area.Stages, area.Stage{})
		f.Area.Fields = append(f.Area.Fields, area.Field{Type: area.Text})
	}
	return f
}

func read(r *web.Request) form {
	v := r.Form
	get := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	f := form{Blanks: 2, Problems: map[string]string{}}
	a := &f.Area
	a.ID, a.Version = area.ID(r.PathValue("id")), r.Version()
	a.Name, a.Code, a.Notes, a.IRI, a.Retired = get("name"), get("code"), get("about"), get("iri"), get("retired") != ""
	for i := 0; v.Has(row("stages", i, "name")); i++ {
		a.Stages = append(a.Stages, area.Stage{
			Key: v.Get(row("stages", i, "key")), Name: v.Get(row("stages", i, "name")), Plain: v.Get(row("stages", i, "plain")), Delays: v.Get(row("stages", i, "delays")),
			From: f.days(r, v, row("stages", i, "from")), To: f.days(r, v, row("stages", i, "to")),
		})
	}
	for i := 0; v.Has(row("fields", i, "label")); i++ {
		a.Fields = append(a.Fields, area.Field{
			Key: v.Get(row("fields", i, "key")), Label: v.Get(row("fields", i, "label")), Type: area.FieldType(v.Get(row("fields", i, "type"))),
			Choices: strings.Split(v.Get(row("fields", i, "choices")), ","), Required: v.Get(row("fields", i, "required")) != "",
		})
	}
	return f
}

// days reads a number of days; empty is none.
func (f *form) days(r *web.Request, v url.Values, name string) int {
	if v.Get(name) == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(v.Get(name)))
	if err != nil {
		f.Problems[name] = r.T("Write the usual time in days.")
	}
	return n
}

func row(list string, i int, field string) string { return list + "." + strconv.Itoa(i) + "." + field }

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	as, err := h.areas.List(r.Context(), r.Who)
	if err != nil {
		return err
	}
	ps, err := h.policies.List(r.Context(), r.Who, matter.NumberPolicy)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Practice areas"), Nav: nav}, listPage(r, as, pattern(ps)))
}

// pattern is how matters are numbered now, as JSON text was kept.
func pattern(ps []policy.Decision) string {
	if len(ps) == 0 {
		return string(matter.Yearly)
	}
	s, err := strconv.Unquote(ps[0].Value)
	if err != nil {
		return string(matter.Yearly)
	}
	return s
}

func (h handlers) numbers(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	p := matter.Pattern(strings.TrimSpace(r.FormValue("pattern")))
	if err := p.Check(); err != nil {
		return err
	}
	if _, err := h.policies.Decide(r.Context(), r.Who, matter.NumberPolicy, "", civil.Of(r.Now, r.Zone), p, r.FormValue("reason")); err != nil {
		return err
	}
	return r.Done(w, "/settings/areas", "New matters are numbered so from today.")
}

func crumbs(r *web.Request) []ui.Crumb {
	return []ui.Crumb{{Label: r.T("Practice areas"), Href: "/settings/areas"}}
}

func title(r *web.Request, a area.Area) ui.Page {
	if a.ID == "" {
		return ui.Page{Title: r.T("New practice area"), Nav: nav, Crumbs: crumbs(r)}
	}
	return ui.Page{Title: r.T("Edit practice area"), Nav: nav, Crumbs: crumbs(r)}
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	f := form{Blanks: 4}
	return r.Show(w, title(r, f.Area), editPage(r, f.withBlanks()))
}

func (h handlers) edit(w http.ResponseWriter, r *web.Request) error {
	a, err := h.areas.Get(r.Context(), r.Who, area.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Show(w, title(r, a), editPage(r, form{Area: a, Blanks: 2}.withBlanks()))
}

func (h handlers) save(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := read(r)
	act := h.areas.Change
	if f.Area.ID == "" {
		act = h.areas.Add
	}
	var err error = errs.New(errs.Invalid, "Please look at the marked fields.")
	if len(f.Problems) == 0 {
		_, err = act(r.Context(), r.Who, f.Area)
	}
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		said, fields := web.Said(r.Context(), err)
		f.Problem = said
		for name, text := range fields {
			f.Problems[name] = text
		}
		return r.Refill(w, title(r, f.Area), editPage(r, f))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/settings/areas", "Saved.")
}

func typeLabel(t area.FieldType) string {
	switch t {
	case area.Choice:
		return "One of a list"
	case area.Date:
		return "Date"
	case area.Money:
		return "Amount of money"
	case area.Number:
		return "Number"
	case area.YesNo:
		return "Yes or no"
	case area.Text:
	}
	return "Words"
}
