package accessweb

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

const nav = "walls"

func crumbs(r *web.Request) []ui.Crumb {
	return []ui.Crumb{{Label: r.T("Ethical walls"), Href: "/walls"}}
}

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	ws, err := h.access.Walls(r.Context(), r.Who)
	if err != nil {
		return err
	}
	book, err := h.people.Book(r.Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Ethical walls"), Nav: nav}, listPage(r, ws, book))
}

// form is a new wall as it was filled in.
type form struct {
	Form     url.Values
	Book     staff.Book
	Now      time.Time
	Problem  string
	Problems map[string]string
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	book, err := h.people.Book(r.Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Raise a wall"), Nav: nav, Crumbs: crumbs(r)}, raisePage(r, form{Form: r.URL.Query(), Book: book, Now: r.Now}))
}

// objects reads what is chosen to stand behind the wall.
func objects(v url.Values) (out []access.Object) {
	for _, kind := range []string{"contact", "matter"} {
		for _, id := range v[kind] {
			if id = strings.TrimSpace(id); id != "" {
				out = append(out, access.Object{Kind: kind, ID: id})
			}
		}
	}
	return out
}

func (h handlers) raise(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	n := access.New{Name: r.FormValue("name"), Reason: r.FormValue("reason"), People: r.Form["people"], Objects: objects(r.Form)}
	wall, err := h.access.Raise(r.Context(), r.Who, n)
	if errs.Is(err, errs.Invalid) {
		book, bookErr := h.people.Book(r.Context(), r.Who)
		if bookErr != nil {
			return bookErr
		}
		f := form{Form: r.Form, Book: book, Now: r.Now}
		f.Problem, f.Problems = web.Said(r.Context(), err)
		return r.Refill(w, ui.Page{Title: r.T("Raise a wall"), Nav: nav, Crumbs: crumbs(r)}, raisePage(r, f))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/walls/"+string(wall.ID), "The wall stands, in every list, search and export.")
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v, err := h.access.Wall(r.Context(), r.Who, access.WallID(r.ID("id")))
	if err != nil {
		return err
	}
	book, err := h.people.Book(r.Context(), r.Who)
	if err != nil {
		return err
	}
	ids := make([]string, 0, len(v.Objects))
	for _, o := range v.Objects {
		ids = append(ids, o.ID)
	}
	names, err := h.names(r.Context(), r.Who, ids)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: v.Name, Nav: nav, Crumbs: crumbs(r)}, showPage(r, v, book, names))
}

func (h handlers) lift(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	if err := h.access.Lift(r.Context(), r.Who, access.WallID(r.ID("id")), r.Version(), r.FormValue("reason")); err != nil {
		return err
	}
	return r.Done(w, "/walls", "The wall is lifted. The record keeps why.")
}

func (h handlers) mine(w http.ResponseWriter, r *web.Request) error {
	ws, err := h.access.Mine(r.Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Walls that concern you")}, minePage(ws))
}

func (h handlers) acknowledge(w http.ResponseWriter, r *web.Request) error {
	if err := h.access.Acknowledge(r.Context(), r.Who, access.WallID(r.ID("id"))); err != nil {
		return err
	}
	return r.Done(w, "/walls/mine", "Noted. Thank you.")
}

// explain answers "why can't they see this?".
func (h handlers) explain(w http.ResponseWriter, r *web.Request) error {
	book, err := h.people.Book(r.Context(), r.Who)
	if err != nil {
		return err
	}
	v := explainView{Object: object(r.URL.Query().Get("object")), Person: staff.ID(r.URL.Query().Get("person")), Book: book}
	if v.Object != "" && v.Person != "" {
		v.Asked = true
		if v.Reasons, err = h.access.Explain(r.Context(), r.Who, v.Object, subject(book[v.Person], r.Now)); err != nil {
			return err
		}
	}
	return r.Show(w, ui.Page{Title: r.T("Who sees what, and why"), Nav: nav, Crumbs: crumbs(r)}, explainPage(r, v))
}

// subject is a person as the rules of access see them.
func subject(p staff.Person, now time.Time) access.Subject {
	return access.Subject{ID: string(p.ID), Roles: p.Roles, Covers: p.Covering(now), Gone: p.ID != "" && !p.Works(now)}
}

// object takes an id out of a pasted address, such as /matters/mat_….
func object(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), "/")
	return s[strings.LastIndex(s, "/")+1:]
}

func (h handlers) breakForm(w http.ResponseWriter, r *web.Request) error {
	return r.Show(w, ui.Page{Title: r.T("Break the glass")}, breakPage(form{Form: r.URL.Query()}))
}

func (h handlers) breakGlass(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := object(r.FormValue("object"))
	err := h.access.BreakGlass(r.Context(), r.Who, id, r.FormValue("reason"))
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.NotFound) {
		f := form{Form: r.Form}
		f.Problem, f.Problems = web.Said(r.Context(), err)
		return r.Refill(w, ui.Page{Title: r.T("Break the glass")}, breakPage(f))
	}
	if err != nil {
		return err
	}
	to := "/contacts/" + id
	if strings.HasPrefix(id, "mat_") {
		to = "/matters/" + id
	}
	return r.Done(w, to, "You may look for one hour. Your managers will read why.")
}
