package staffweb

import (
	"net/http"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

const nav = "people"

// Path is a person's page.
func Path(id staff.ID) string { return "/people/" + string(id) }

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	left := r.URL.Query().Get("left") != ""
	ps, err := h.people.List(r.Context(), r.Who, left)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("People"), Nav: nav}, listPage(r, ps, left))
}

// form is the person's form as it was filled in.
type form struct {
	Person   staff.Person
	Book     staff.Book
	Problem  string
	Problems map[string]string
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	return h.show(w, r, form{Person: staff.Person{Roles: []string{string(access.Lawyer)}}})
}

func (h handlers) show(w http.ResponseWriter, r *web.Request, f form) error {
	var err error
	if f.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return err
	}
	title := r.T("New person at the firm")
	if f.Person.ID != "" {
		title = f.Person.Name
	}
	p := ui.Page{Title: title, Nav: nav, Crumbs: []ui.Crumb{{Label: r.T("People"), Href: "/people"}}}
	if f.Problem != "" || len(f.Problems) > 0 {
		return r.Refill(w, p, editPage(r, f))
	}
	return r.Show(w, p, editPage(r, f))
}

func read(r *web.Request) form {
	get := func(n string) string { return strings.TrimSpace(r.FormValue(n)) }
	f := form{Problems: map[string]string{}}
	f.Person = staff.Person{
		ID: staff.ID(r.PathValue("id")), Version: r.Version(), Name: get("name"), Email: get("email"), Title: get("title"), Phone: get("phone"),
		Roles: r.Form["roles"], SupervisorID: staff.ID(get("supervisor_id")), Lang: get("lang"), Theme: get("theme"),
	}
	return f
}

func (h handlers) again(w http.ResponseWriter, r *web.Request, f form, err error) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	said, fields := web.Said(r.Context(), err)
	f.Problem = said
	for n, t := range fields {
		f.Problems[n] = t
	}
	return h.show(w, r, f)
}

func (h handlers) add(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := read(r)
	if len(f.Problems) > 0 {
		return h.show(w, r, f)
	}
	p, err := h.people.Add(r.Context(), r.Who, f.Person)
	if err != nil {
		return h.again(w, r, f, err)
	}
	return r.Done(w, Path(p.ID), "%s is on board. Give them a link to choose their password.", p.Name)
}

func (h handlers) edit(w http.ResponseWriter, r *web.Request) error {
	p, err := h.people.Get(r.Context(), r.Who, staff.ID(r.ID("id")))
	if err != nil {
		return err
	}
	if p.Guest() {
		return r.Go(w, "/guests/"+string(p.ID))
	}
	return h.show(w, r, form{Person: p})
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := read(r)
	if len(f.Problems) > 0 {
		return h.show(w, r, f)
	}
	if _, err := h.people.Change(r.Context(), r.Who, f.Person); err != nil {
		return h.again(w, r, f, err)
	}
	return r.Done(w, "/people", "Saved.")
}

func (h handlers) leave(w http.ResponseWriter, r *web.Request) error {
	today := civil.Of(r.Now, r.Zone)
	if err := h.people.Leave(r.Context(), r.Who, staff.ID(r.ID("id")), today); err != nil {
		return err
	}
	return r.Done(w, "/people", "They can no longer sign in; what they did stays theirs.")
}
