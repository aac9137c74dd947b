package leadweb

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/money"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// form is the lead form as it was filled in, and what is wrong with it.
type form struct {
	around
	Lead                       inquiry.Lead
	Contact, Referrer          string // as shown
	Phone, Email, Other        string // of someone new, and the other side
	Value, IncidentOn, LimitOn string
	Spoken                     bool
	Problem                    string
	Problems                   map[string]string
}

func formOf(a around, l inquiry.Lead) form {
	f := form{around: a, Lead: l, Contact: l.Name, Referrer: l.ReferrerName, IncidentOn: l.IncidentOn.String(), LimitOn: l.LimitOn.String(), Problems: map[string]string{}}
	if !l.Value.IsZero() {
		f.Value = l.Value.Decimal()
	}
	return f
}

// readForm reads what was typed. What can't be used comes back as it was.
func (h handlers) readForm(r *web.Request) (f form, err error) {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	if f.around, err = h.around(r); err != nil {
		return f, err
	}
	f.Contact, f.Referrer, f.Phone, f.Email, f.Other = get("contact_text"), get("referrer_text"), get("phone"), get("email"), get("other")
	f.Value, f.IncidentOn, f.LimitOn, f.Spoken, f.Problems = get("value"), get("incident_on"), get("limit_on"), get("spoken") != "", map[string]string{}
	f.Lead = inquiry.Lead{
		ID: inquiry.ID(r.PathValue("id")), Version: r.Version(), ContactID: contact.ID(get("contact")), Topic: get("topic"), Story: get("story"), AreaID: area.ID(get("area")),
		OwnerID: staff.ID(get("owner")), Source: inquiry.Source(get("source")), ReferrerID: contact.ID(get("referrer")), Urgent: get("urgent") != "",
	}
	day := func(name, typed string) civil.Date {
		d, err := civil.Parse(typed)
		if err != nil {
			f.Problems[name] = r.T("Write the date as year-month-day, such as 2026-05-31.")
		}
		return d
	}
	f.Lead.IncidentOn, f.Lead.LimitOn = day("incident_on", f.IncidentOn), day("limit_on", f.LimitOn)
	if f.Value == "" {
		return f, nil
	}
	c, err := h.currency(r)
	if err != nil {
		return f, err
	}
	if f.Lead.Value, err = money.Parse(f.Value, c, locale.Lang(r.Context())); err != nil {
		f.Problems["value"] = r.T("Write what the work may be worth as a sum of money.")
	}
	return f, nil
}

func (h handlers) currency(r *web.Request) (money.Currency, error) {
	return h.leads.Currency(r.Context(), r.Who)
}

// readable refuses a form with something that can't be read.
func (f form) readable() error {
	if len(f.Problems) > 0 {
		return errs.New(errs.Invalid, "Please look at the marked fields.")
	}
	return nil
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	a, err := h.around(r)
	if err != nil {
		return err
	}
	l := inquiry.Lead{Source: "phone", OwnerID: staff.ID(r.Who.ID), ContactID: contact.ID(r.URL.Query().Get("contact"))}
	if l.ContactID != "" {
		c, err := h.contacts.Get(r.Context(), r.Who, l.ContactID)
		if err != nil {
			return err
		}
		l.Name = c.Name
	}
	return r.Show(w, ui.Page{Title: r.T("New lead"), Nav: nav, Crumbs: crumbs(r)}, newPage(formOf(a, l)))
}

func crumbs(r *web.Request) []ui.Crumb { return []ui.Crumb{{Label: r.T("Leads"), Href: "/leads"}} }

func (h handlers) add(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f, err := h.readForm(r)
	if err != nil {
		return err
	}
	var l inquiry.Lead
	if err = f.readable(); err == nil {
		l, err = h.leads.Add(r.Context(), r.Who, f.new())
	}
	if err != nil {
		return h.again(w, r, f, err, newPage)
	}
	return r.Done(w, Path(l.ID), "The inquiry is taken in.")
}

// new makes people of the names that were typed and not chosen.
func (f form) new() lead.New {
	n := lead.New{Lead: f.Lead, Spoken: f.Spoken}
	if f.Lead.ContactID == "" && f.Contact != "" {
		n.Person = &contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: f.Contact, Source: f.r.T(f.Lead.Source.Label())}}
		for kind, value := range map[contact.PointKind]string{contact.Phone: f.Phone, contact.Email: f.Email} {
			if value != "" {
				n.Person.Points = append(n.Person.Points, contact.Point{Kind: kind, Value: value, Preferred: true})
			}
		}
	}
	if f.Other != "" {
		n.Parties = append(n.Parties, inquiry.Party{Part: matter.Adverse, Person: person(f.Other)})
	}
	return n
}

// person is a card of someone of whom only the name is known.
func person(name string) *contact.Card {
	return &contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: name}}
}

func (h handlers) edit(w http.ResponseWriter, r *web.Request) error {
	file, err := h.leads.Get(r.Context(), r.Who, inquiry.ID(r.ID("id")))
	if err != nil {
		return err
	}
	a, err := h.around(r)
	if err != nil {
		return err
	}
	f := formOf(a, file.Lead)
	return r.Show(w, f.page(), editPage(f))
}

func (f form) page() ui.Page {
	return ui.Page{Title: f.r.T("Change lead"), Nav: nav, Crumbs: append(crumbs(f.r), ui.Crumb{Label: f.Lead.Name, Href: Path(f.Lead.ID)})}
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f, err := h.readForm(r)
	if err != nil {
		return err
	}
	old, err := h.leads.Get(r.Context(), r.Who, f.Lead.ID)
	if err != nil {
		return err
	}
	f.Lead.Name, f.Lead.NamesAt, f.Lead.State = old.Name, old.NamesAt, old.State
	if err = f.readable(); err == nil {
		_, err = h.leads.Change(r.Context(), r.Who, f.Lead)
	}
	if err != nil {
		return h.again(w, r, f, err, editPage)
	}
	return r.Done(w, Path(f.Lead.ID), "Saved.")
}

// others lists leads that another one may repeat.
func (h handlers) others(r *web.Request, l inquiry.Lead) (out []inquiry.Lead, err error) {
	of, err := h.leads.OfContact(r.Context(), r.Who, l.ContactID)
	if err != nil {
		return nil, err
	}
	open, _, err := h.leads.List(r.Context(), r.Who, lead.Filter{}, db.Page{Limit: db.Most})
	for _, x := range append(of, open...) {
		known := false
		for _, y := range out {
			known = known || y.ID == x.ID
		}
		if !known && x.ID != l.ID && x.State != inquiry.Duplicate {
			out = append(out, x)
		}
	}
	return out, err
}

// again answers with the form as it was filled, where the person can mend it.
func (h handlers) again(w http.ResponseWriter, r *web.Request, f form, err error, page func(form) templ.Component) error {
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
	if text := f.Problems["name"]; text != "" {
		f.Problems["contact"] = text
	}
	for _, name := range []string{"points.0", "points.1"} {
		if text := f.Problems[name]; text != "" {
			f.Problems["phone"] = text
		}
	}
	return r.Refill(w, f.page(), page(f))
}

// summary lists the problems in the order of the form.
func (f form) summary() (out []ui.FieldProblem) {
	for _, l := range []struct{ name, label string }{
		{"contact", f.r.T("Who asks")}, {"phone", f.r.T("Telephone")}, {"topic", f.r.T("What it is about")}, {"area", f.r.T("Practice area")}, {"owner", f.r.T("Whose")},
		{"source", f.r.T("Source")}, {"referrer", f.r.T("Who sent them")}, {"value", f.r.T("Value")}, {"incident_on", f.r.T("When it happened")},
		{"limit_on", f.r.T("Last day to sue")}, {"story", f.r.T("What happened")},
	} {
		if p := f.Problems[l.name]; p != "" {
			out = append(out, ui.FieldProblem{Name: l.name, Label: l.label, Text: p})
		}
	}
	return out
}
