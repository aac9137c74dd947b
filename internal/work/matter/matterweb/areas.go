package matterweb

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
	"candor/internal/work/matter"
)

const areaNav = "areas"

// areaForm is the form of a practice area as it was filled in.
type areaForm struct {
	Area     matter.Area
	Blanks   int
	Problem  string
	Problems map[string]string
}

// withBlanks adds the empty rows that people fill next.
func (f areaForm) withBlanks() areaForm {
	for range f.Blanks {
		f.Area.Stages = append(f.Area.Stages, matter.Stage{})
		f.Area.Fields = append(f.Area.Fields, matter.Field{Type: matter.Text})
	}
	return f
}

func readArea(r *web.Request) areaForm {
	v := r.Form
	get := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	f := areaForm{Blanks: 2, Problems: map[string]string{}}
	a := &f.Area
	a.ID, a.Version = matter.AreaID(r.PathValue("id")), r.Version()
	a.Name, a.Code, a.Notes, a.IRI, a.Retired = get("name"), get("code"), get("about"), get("iri"), get("retired") != ""
	for i := 0; v.Has(row("stages", i, "name")); i++ {
		a.Stages = append(a.Stages, matter.Stage{
			Key: v.Get(row("stages", i, "key")), Name: v.Get(row("stages", i, "name")), Plain: v.Get(row("stages", i, "plain")), Delays: v.Get(row("stages", i, "delays")),
			From: f.days(r, v, row("stages", i, "from")), To: f.days(r, v, row("stages", i, "to")),
		})
	}
	for i := 0; v.Has(row("fields", i, "label")); i++ {
		a.Fields = append(a.Fields, matter.Field{
			Key: v.Get(row("fields", i, "key")), Label: v.Get(row("fields", i, "label")), Type: matter.FieldType(v.Get(row("fields", i, "type"))),
			Choices: strings.Split(v.Get(row("fields", i, "choices")), ","), Required: v.Get(row("fields", i, "required")) != "",
		})
	}
	return f
}

// days reads a number of days; empty is none.
func (f *areaForm) days(r *web.Request, v url.Values, name string) int {
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

func (h handlers) areas(w http.ResponseWriter, r *web.Request) error {
	as, err := h.matters.Areas(r.Context(), r.Who)
	if err != nil {
		return err
	}
	ps, err := h.policies.List(r.Context(), r.Who, matter.NumberPolicy)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Practice areas"), Nav: areaNav}, areasPage(r, as, pattern(ps)))
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

func areaCrumbs(r *web.Request) []ui.Crumb {
	return []ui.Crumb{{Label: r.T("Practice areas"), Href: "/settings/areas"}}
}

func areaTitle(r *web.Request, a matter.Area) ui.Page {
	if a.ID == "" {
		return ui.Page{Title: r.T("New practice area"), Nav: areaNav, Crumbs: areaCrumbs(r)}
	}
	return ui.Page{Title: r.T("Edit practice area"), Nav: areaNav, Crumbs: areaCrumbs(r)}
}

func (h handlers) newArea(w http.ResponseWriter, r *web.Request) error {
	f := areaForm{Blanks: 4}
	return r.Show(w, areaTitle(r, f.Area), areaPage(r, f.withBlanks()))
}

func (h handlers) editArea(w http.ResponseWriter, r *web.Request) error {
	a, err := h.matters.Area(r.Context(), r.Who, matter.AreaID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Show(w, areaTitle(r, a), areaPage(r, areaForm{Area: a, Blanks: 2}.withBlanks()))
}

func (h handlers) addArea(w http.ResponseWriter, r *web.Request) error {
	return h.saveArea(w, r)
}

func (h handlers) changeArea(w http.ResponseWriter, r *web.Request) error {
	return h.saveArea(w, r)
}

func (h handlers) saveArea(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readArea(r)
	save := h.matters.ChangeArea
	if f.Area.ID == "" {
		save = h.matters.AddArea
	}
	var err error = errs.New(errs.Invalid, "Please look at the marked fields.")
	if len(f.Problems) == 0 {
		_, err = save(r.Context(), r.Who, f.Area)
	}
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		said, fields := web.Said(r.Context(), err)
		f.Problem = said
		for name, text := range fields {
			f.Problems[name] = text
		}
		return r.Refill(w, areaTitle(r, f.Area), areaPage(r, f))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/settings/areas", "Saved.")
}
