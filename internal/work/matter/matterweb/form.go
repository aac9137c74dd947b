package matterweb

import (
	"net/http"
	"strings"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// form is the matter form as it was filled in, and what is wrong with it.
type form struct {
	Matter     matter.Matter
	OpenedOn   string
	Tags       string
	Refs       string
	ClientName string
	Number     string // the next one
	Areas      []area.Area
	People     []staff.Person
	Problem    string
	Problems   map[string]string
}

// area is the practice area that is chosen.
func (f form) area() area.Area { return areaOf(f.Areas, f.Matter.AreaID) }

func formOf(m matter.Matter) form {
	var refs []string
	for _, r := range m.Refs {
		refs = append(refs, strings.TrimPrefix(r.Label+": "+r.Number, ": "))
	}
	return form{Matter: m, OpenedOn: m.OpenedOn.String(), Tags: strings.Join(m.Tags, ", "), Refs: strings.Join(refs, "\n"), Problems: map[string]string{}}
}

// readForm reads what was typed. What can't be used comes back as it was.
func readForm(r *web.Request) form {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := form{OpenedOn: get("opened_on"), Tags: get("tags"), Refs: r.FormValue("refs"), ClientName: get("client_text"), Problems: map[string]string{}}
	m := &f.Matter
	m.ID, m.Version = matter.ID(r.PathValue("id")), r.Version()
	m.Title, m.ClientID, m.AreaID = get("title"), contact.ID(get("client")), area.ID(get("area"))
	m.Status, m.ResponsibleID = matter.Status(get("status")), staff.ID(get("responsible"))
	m.Notes, m.Court, m.CourtNumber, m.Jurisdiction, m.Source = get("about"), get("court"), get("court_number"), get("jurisdiction"), get("source")
	m.Tags = strings.Split(f.Tags, ",")
	for line := range strings.Lines(f.Refs) {
		label, number, labelled := strings.Cut(line, ":")
		if !labelled {
			label, number = "", line
		}
		m.Refs = append(m.Refs, matter.Ref{Label: label, Number: number})
	}
	d, err := civil.Parse(f.OpenedOn)
	if err != nil {
		f.Problems["opened_on"] = r.T("Write the date as year-month-day, such as 2026-05-31.")
	}
	m.OpenedOn = d
	m.Fields = map[string]string{}
	for name := range r.Form {
		if key, ok := strings.CutPrefix(name, "fields."); ok {
			m.Fields[key] = get(name)
		}
	}
	return f
}

// complete adds what the form shows beside what was typed. Without JavaScript
// the client is typed by name: one who alone has it is meant.
func (h handlers) complete(r *web.Request, f *form) (err error) {
	if f.Areas, f.People, _, err = h.setting(r); err != nil {
		return err
	}
	if f.Matter.ClientID == "" && f.ClientName != "" {
		found, _, err := h.contacts.List(r.Context(), r.Who, contact.Filter{Text: f.ClientName}, db.Page{Limit: 2})
		if err != nil {
			return err
		}
		if len(found) == 1 {
			f.Matter.ClientID, f.ClientName = found[0].ID, found[0].Name
		}
	}
	if f.ClientName == "" && f.Matter.ClientID != "" {
		c, err := h.contacts.Get(r.Context(), r.Who, f.Matter.ClientID)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		f.ClientName = c.Name
	}
	if f.Matter.ID == "" {
		f.Number, err = h.matters.Preview(r.Context(), r.Who, f.area().ID, f.Matter.ClientID)
	}
	return err
}

// field makes one field with its value and its problem.
func (f form) field(name, label, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Value: value, Problem: f.Problems[name]}
}

// summary lists the problems in the order of the form.
func (f form) summary(r *web.Request) (out []ui.FieldProblem) {
	add := func(name, label string) {
		if p := f.Problems[name]; p != "" {
			out = append(out, ui.FieldProblem{Name: name, Label: label, Text: p})
		}
	}
	add("client", r.T("Client"))
	add("title", r.T("Title of the matter"))
	add("area", r.T("Practice area"))
	add("status", r.T("Status"))
	add("responsible", r.T("Responsible"))
	add("opened_on", r.T("Opened"))
	add("refs", r.T("Reference numbers"))
	add("about", r.T("What it is about"))
	for _, fd := range f.area().Fields {
		add("fields."+fd.Key, r.T(fd.Label))
	}
	return out
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	q := r.URL.Query()
	f := formOf(matter.Matter{ClientID: contact.ID(q.Get("client")), AreaID: area.ID(q.Get("area")), Title: q.Get("title"), Status: matter.Open, ResponsibleID: staff.ID(r.Who.ID)})
	if err := h.complete(r, &f); err != nil {
		return err
	}
	return r.Show(w, newPage(r), editPage(r, f))
}

func newPage(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("Open matter"), Nav: nav, Crumbs: crumbs(r)}
}

func changePage(r *web.Request, m matter.Matter) ui.Page {
	return ui.Page{Title: r.T("Edit matter"), Nav: nav, Crumbs: within(r, m)}
}

func within(r *web.Request, m matter.Matter) []ui.Crumb {
	return append(crumbs(r), ui.Crumb{Label: m.Number, Href: Path(m.ID)})
}

func (h handlers) open(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	if err := h.complete(r, &f); err != nil {
		return err
	}
	err := f.readable()
	if err == nil {
		f.Matter, err = h.matters.Open(r.Context(), r.Who, matter.New{Matter: f.Matter})
	}
	if err != nil {
		return again(w, r, newPage(r), f, err)
	}
	return r.Done(w, Path(f.Matter.ID), "%s is open.", f.Matter.Number)
}

// readable refuses a form with a date that can't be read.
func (f form) readable() error {
	if len(f.Problems) > 0 {
		return errs.New(errs.Invalid, "Please look at the marked fields.")
	}
	return nil
}

// again answers with the form as it was filled, where the person can mend it.
func again(w http.ResponseWriter, r *web.Request, p ui.Page, f form, err error) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	said, fields := web.Said(r.Context(), err)
	if errs.Is(err, errs.Conflict) {
		f.Problem = said
	}
	for name, text := range fields {
		f.Problems[name] = text
	}
	return r.Refill(w, p, editPage(r, f))
}

func (h handlers) edit(w http.ResponseWriter, r *web.Request) error {
	m, err := h.matters.Get(r.Context(), r.Who, matter.ID(r.ID("id")))
	if err != nil {
		return err
	}
	f := formOf(m.Matter)
	if err := h.complete(r, &f); err != nil {
		return err
	}
	return r.Show(w, changePage(r, m.Matter), editPage(r, f))
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	old, err := h.matters.Get(r.Context(), r.Who, f.Matter.ID)
	if err != nil {
		return err
	}
	f.Matter.Number = old.Number
	if err := h.complete(r, &f); err != nil {
		return err
	}
	if err = f.readable(); err == nil {
		_, err = h.matters.Change(r.Context(), r.Who, f.Matter)
	}
	if err != nil {
		return again(w, r, changePage(r, f.Matter), f, err)
	}
	return r.Done(w, Path(f.Matter.ID), "Saved.")
}
