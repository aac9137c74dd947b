package guestweb

import (
	"net/http"
	"net/url"
	"strings"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/guest"
	"candor/internal/work/matter"
)

const nav = "guests"

func crumbs(r *web.Request) []ui.Crumb { return []ui.Crumb{{Label: r.T("Guests"), Href: "/guests"}} }

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	vs, err := h.guests.List(r.Context(), r.Who)
	if err != nil {
		return err
	}
	book, err := h.people.Book(r.Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Guests"), Nav: nav}, listPage(r, vs, book))
}

// form is an invitation as it was filled in.
type form struct {
	r        *web.Request
	Form     url.Values
	Matter   string // as shown
	Problem  string
	Problems map[string]string
}

func invitePageOf(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("Invite a guest"), Nav: nav, Crumbs: crumbs(r)}
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	f := form{r: r, Form: r.URL.Query()}
	if id := f.Form.Get("matter"); id != "" {
		m, err := h.matters.Get(r.Context(), r.Who, matter.ID(id))
		if err != nil {
			return err
		}
		f.Matter = m.Number + " " + m.Title
	}
	return r.Show(w, invitePageOf(r), invitePage(f))
}

// day reads the last day of an access; what can't be read is no day.
func day(r *web.Request) civil.Date {
	d, _ := civil.Parse(strings.TrimSpace(r.FormValue("until"))) // none is said by the rule that asks for one
	return d
}

func (h handlers) invite(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	g, err := h.guests.Invite(r.Context(), r.Who, guest.New{
		Name: r.FormValue("name"), Email: r.FormValue("email"), Organisation: r.FormValue("organisation"), Why: r.FormValue("why"),
		Matters: []matter.ID{matter.ID(r.FormValue("matter"))}, UntilOn: day(r), Writes: r.FormValue("writes") == "yes",
	})
	if mendable(err) {
		f := form{r: r, Form: r.Form, Matter: r.FormValue("matter_text")}
		f.Problem, f.Problems = web.Said(r.Context(), err)
		return r.Refill(w, invitePageOf(r), invitePage(f))
	}
	if err != nil {
		return err
	}
	return r.Done(w, Path(g.ID), "They are let in. Make them a sign-in link and hand it over.")
}

func mendable(err error) bool {
	return errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) || errs.Is(err, errs.Forbidden)
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	return h.showWith(w, r, form{r: r})
}

func (h handlers) showWith(w http.ResponseWriter, r *web.Request, f form) error {
	v, err := h.guests.Get(r.Context(), r.Who, staff.ID(r.ID("id")))
	if err != nil {
		return err
	}
	book, err := h.people.Book(r.Context(), r.Who)
	if err != nil {
		return err
	}
	p := ui.Page{Title: v.Person.Name, Nav: nav, Crumbs: crumbs(r)}
	if f.Problem != "" {
		return r.Refill(w, p, showPage(f, v, book))
	}
	return r.Show(w, p, showPage(f, v, book))
}

// done answers an act on a guest's page: there again, with what is wrong if
// something is.
func (h handlers) done(w http.ResponseWriter, r *web.Request, err error, said string) error {
	if mendable(err) {
		f := form{r: r, Form: r.Form}
		f.Problem, f.Problems = web.Said(r.Context(), err)
		return h.showWith(w, r, f)
	}
	if err != nil {
		return err
	}
	return r.Done(w, Path(staff.ID(r.ID("id"))), said)
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	_, err := h.guests.Change(r.Context(), r.Who, staff.ID(r.ID("id")), r.Version(), day(r), r.FormValue("writes") == "yes", r.FormValue("why"))
	return h.done(w, r, err, "Saved.")
}

func (h handlers) add(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	err := h.guests.Add(r.Context(), r.Who, staff.ID(r.ID("id")), matter.ID(r.FormValue("matter")))
	if errs.Is(err, errs.NotFound) && r.FormValue("matter") == "" {
		err = web.BadField("matter", "Choose the matter they are let in to.")
	}
	return h.done(w, r, err, "They see this matter now.")
}

func (h handlers) remove(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	err := h.guests.Remove(r.Context(), r.Who, staff.ID(r.ID("id")), matter.ID(r.FormValue("matter")))
	return h.done(w, r, err, "They no longer see this matter.")
}

func (h handlers) end(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	_, err := h.guests.End(r.Context(), r.Who, staff.ID(r.ID("id")), r.FormValue("why"))
	return h.done(w, r, err, "Their access has ended.")
}

// link shows whoever lets a guest in the link to pass on, this once.
func (h handlers) link(w http.ResponseWriter, r *web.Request) error {
	v, err := h.guests.Get(r.Context(), r.Who, staff.ID(r.ID("id")))
	if err != nil {
		return err
	}
	if !v.Steers {
		return errs.New(errs.Forbidden, "Only whoever invited this guest or a manager changes this.")
	}
	token, err := h.signin.Invite(r.Context(), r.Who, v.ID, false)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("A link for %s", v.Person.Name), Nav: nav, Crumbs: crumbs(r)}, linkPage(v, h.signin.Origin()+h.start(token)))
}

func (h handlers) ofMatter(w http.ResponseWriter, r *web.Request) error {
	id := matter.ID(r.ID("id"))
	vs, err := h.guests.InMatter(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	if r.Fragment() {
		return r.Part(w, matterPart(r, id, vs))
	}
	return r.Show(w, ui.Page{Title: r.T("Guests"), Nav: "matters"}, matterPart(r, id, vs))
}
