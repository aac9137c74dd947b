package matterweb

import (
	"net/http"
	"net/url"
	"slices"

	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

const nav = "matters"

// me stands in an address for whoever reads it, so that a shared list means
// each reader's own.
const me = "me"

// filterOf reads a filter from an address. Without a status, a list shows work
// in progress.
func filterOf(r *web.Request, q url.Values) matter.Filter {
	self := func(s string) staff.ID {
		if s == me {
			return staff.ID(r.Who.ID)
		}
		return staff.ID(s)
	}
	f := matter.Filter{
		Text: q.Get("q"), Area: area.ID(q.Get("area")), Stage: q.Get("stage"), Responsible: self(q.Get("responsible")),
		Team: self(q.Get("team")), Client: contact.ID(q.Get("client")), Tag: q.Get("tag"), By: matter.By(q.Get("by")),
	}
	switch s := q.Get("status"); s {
	case "":
		f.Active = true
	case "any":
	default:
		f.Status = matter.Status(s)
	}
	return f
}

type listView struct {
	r       *web.Request
	Query   url.Values
	Matters []matter.Matter
	Next    string
	Open    int
	Areas   []area.Area
	Area    area.Area // the one filtered by
	People  []staff.Person
	Book    staff.Book
	Views   []matter.View
	Rings   map[string]ui.Ring
}

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	v := listView{r: r, Query: r.URL.Query()}
	f := filterOf(r, v.Query)
	var err error
	if v.Matters, v.Next, err = h.matters.List(r.Context(), r.Who, f, r.Page()); err != nil {
		return err
	}
	if v.Open, err = h.matters.Count(r.Context(), r.Who, matter.Filter{Status: matter.Open}); err != nil {
		return err
	}
	if v.Areas, v.People, v.Book, err = h.setting(r); err != nil {
		return err
	}
	v.Area = areaOf(v.Areas, f.Area)
	if v.Views, err = h.matters.Views(r.Context(), r.Who); err != nil {
		return err
	}
	if v.Rings, err = h.ringsOf(r, v.Matters); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Matters"), Nav: nav, Wide: true}, listPage(v))
}

// ringsOf draws how the promises of these matters stand.
func (h handlers) ringsOf(r *web.Request, ms []matter.Matter) (map[string]ui.Ring, error) {
	names := make(map[string]string, len(ms))
	for _, m := range ms {
		names[string(m.ID)] = clientOr(m)
	}
	return h.rings.Draw(r, names, ui.RingS)
}

// setting reads what most pages need beside their matter: areas and people.
func (h handlers) setting(r *web.Request) (as []area.Area, here []staff.Person, book staff.Book, err error) {
	if as, err = h.areas.List(r.Context(), r.Who); err != nil {
		return nil, nil, nil, err
	}
	if book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return nil, nil, nil, err
	}
	here, err = h.people.List(r.Context(), r.Who, false)
	return as, here, book, err
}

func areaOf(as []area.Area, id area.ID) area.Area {
	i := slices.IndexFunc(as, func(a area.Area) bool { return a.ID == id })
	if i < 0 {
		return area.Area{}
	}
	return as[i]
}

// filtered reports whether the list is narrowed by more than its status.
func (v listView) filtered() bool {
	for _, k := range []string{"q", "area", "stage", "responsible", "team", "client", "tag", "status"} {
		if v.Query.Get(k) != "" {
			return true
		}
	}
	return false
}

func (v listView) tabs() []ui.Tab {
	tab := func(label, query string) ui.Tab {
		to := "/matters"
		if query != "" {
			to += "?" + query
		}
		return ui.Tab{Label: label, Href: to, Active: v.bare() == query}
	}
	tabs := []ui.Tab{
		tab(v.r.T("In progress"), ""), tab(v.r.T("Mine"), "team=me"), tab(v.r.T("Pending"), "status=pending"), tab(v.r.T("Closed"), "status=closed"),
	}
	for _, view := range v.Views {
		tabs = append(tabs, tab(view.Name, view.Query))
	}
	return tabs
}

// bare is the list's filter without what is empty and without its place.
func (v listView) bare() string {
	q := url.Values{}
	for k := range v.Query {
		if x := v.Query.Get(k); x != "" && k != "after" {
			q.Set(k, x)
		}
	}
	return q.Encode()
}

// own is the saved view that is shown, if it is the reader's.
func (v listView) own() (matter.View, bool) {
	for _, view := range v.Views {
		if view.Query == v.bare() && view.StaffID == v.r.Who.ID {
			return view, true
		}
	}
	return matter.View{}, false
}

// more is the address of the list's next page.
func (v listView) more() string {
	if v.Next == "" {
		return ""
	}
	q, err := url.ParseQuery(v.bare())
	if err != nil {
		return ""
	}
	q.Set("after", v.Next)
	return "/matters?" + q.Encode()
}

// find answers the choosing of a matter in a form.
func (h handlers) find(w http.ResponseWriter, r *web.Request) error {
	f := matter.Filter{Text: r.URL.Query().Get("q"), Active: r.URL.Query().Get("all") == "", Client: contact.ID(r.URL.Query().Get("client"))}
	ms, _, err := h.matters.List(r.Context(), r.Who, f, db.Page{Limit: 8})
	if err != nil {
		return err
	}
	return r.Part(w, choices(ms))
}

func (h handlers) saveView(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v, err := h.matters.SaveView(r.Context(), r.Who, matter.View{Name: r.FormValue("name"), Query: r.FormValue("query"), Shared: r.FormValue("shared") != ""})
	if err != nil {
		return err
	}
	return r.Done(w, "/matters?"+v.Query, "The list is kept as “%s”.", v.Name)
}

func (h handlers) dropView(w http.ResponseWriter, r *web.Request) error {
	if err := h.matters.DropView(r.Context(), r.Who, r.ID("view")); err != nil {
		return err
	}
	return r.Done(w, "/matters", "The kept list is gone; its matters are where they were.")
}

type boardView struct {
	r     *web.Request
	Query url.Values
	Areas []area.Area
	Area  area.Area
	Lanes []matter.Lane
	Book  staff.Book
	Rings map[string]ui.Ring
}

func (h handlers) board(w http.ResponseWriter, r *web.Request) error {
	v := boardView{r: r, Query: r.URL.Query()}
	var err error
	if v.Areas, _, v.Book, err = h.setting(r); err != nil {
		return err
	}
	f := filterOf(r, v.Query)
	if f.Area == "" && len(v.Areas) > 0 {
		f.Area = v.Areas[0].ID
	}
	if f.Area != "" {
		if v.Area, v.Lanes, err = h.matters.Board(r.Context(), r.Who, f); err != nil {
			return err
		}
	}
	var shown []matter.Matter
	for _, l := range v.Lanes {
		shown = append(shown, l.Matters...)
	}
	if v.Rings, err = h.ringsOf(r, shown); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Board"), Nav: nav, Wide: true, Crumbs: crumbs(r)}, boardPage(v))
}

func crumbs(r *web.Request) []ui.Crumb {
	return []ui.Crumb{{Label: r.T("Matters"), Href: "/matters"}}
}

// involving is the part of a contact's page that lists their matters.
func (h handlers) involving(w http.ResponseWriter, r *web.Request) error {
	id := contact.ID(r.ID("id"))
	in, err := h.matters.Involving(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	as, err := h.areas.List(r.Context(), r.Who)
	if err != nil {
		return err
	}
	if r.Fragment() {
		return r.Part(w, involvingPart(r, id, in, as))
	}
	return r.Show(w, ui.Page{Title: r.T("Matters"), Nav: "contacts"}, involvingPage(r, id, in, as))
}
