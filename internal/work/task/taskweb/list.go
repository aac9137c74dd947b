package taskweb

import (
	"net/http"
	"net/url"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

const nav = "tasks"

type listView struct {
	r     *web.Request
	Whose string // empty for mine
	Tasks []task.Task
	Next  string
	Book  staff.Book
}

func today(r *web.Request) civil.Date { return civil.Of(r.Now, r.Zone) }

// filterOf reads whose tasks are asked for, and which.
func filterOf(r *web.Request, q url.Values) task.Filter {
	f := task.Filter{Matter: matter.ID(q.Get("matter")), Contact: contact.ID(q.Get("contact"))}
	me := staff.ID(r.Who.ID)
	switch q.Get("whose") {
	case "":
		f.Owner = me
	case "team":
		f.Led = me
	case "overdue":
		f.Led, f.Until = me, today(r).AddDays(-1)
	case "done":
		f.Owner, f.State = me, task.Done
	case "all":
	default:
		f.Owner = staff.ID(q.Get("whose"))
	}
	return f
}

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	v := listView{r: r, Whose: r.URL.Query().Get("whose")}
	var err error
	if v.Tasks, v.Next, err = h.tasks.List(r.Context(), r.Who, filterOf(r, r.URL.Query()), r.Page()); err != nil {
		return err
	}
	if v.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Tasks"), Nav: nav}, listPage(v))
}

func (v listView) tabs() []ui.Tab {
	tab := func(label, whose string) ui.Tab {
		return ui.Tab{Label: label, Href: at(whose), Active: v.Whose == whose}
	}
	return []ui.Tab{
		tab(v.r.T("Mine"), ""), tab(v.r.T("My team's"), "team"), tab(v.r.T("Overdue"), "overdue"), tab(v.r.T("Everyone's"), "all"), tab(v.r.T("Done by me"), "done"),
	}
}

func at(whose string) string {
	if whose == "" {
		return "/tasks"
	}
	return "/tasks?whose=" + url.QueryEscape(whose)
}

func (v listView) more() string {
	if v.Next == "" {
		return ""
	}
	return "/tasks?" + url.Values{"whose": {v.Whose}, "after": {v.Next}}.Encode()
}

// part is a list of tasks on another thing's page.
type part struct {
	r     *web.Request
	Tasks []task.Task
	More  bool
	Book  staff.Book
	New   string // where one is added
	Back  string // the page it is a part of
	Tabs  []ui.Tab
}

// few is how many tasks a part of a page shows.
const few = 20

func (h handlers) ofMatter(w http.ResponseWriter, r *web.Request) error {
	id := matter.ID(r.ID("id"))
	m, err := h.matters.Get(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	p := ui.Page{Title: r.T("Tasks of %s", m.Number), Nav: "matters", Crumbs: []ui.Crumb{{Label: r.T("Matters"), Href: "/matters"}, {Label: m.Number, Href: "/matters/" + string(id)}}}
	back := "/matters/" + string(id)
	return h.part(w, r, p, task.Filter{Matter: id}, part{r: r, New: "/tasks/new?matter=" + string(id), Back: back, Tabs: []ui.Tab{
		{Label: r.T("Overview"), Href: back}, {Label: r.T("Timeline"), Href: back + "/timeline"}, {Label: r.T("Tasks"), Href: back + "/tasks", Active: true}, {Label: r.T("History"), Href: back + "/history"},
	}})
}

func (h handlers) ofContact(w http.ResponseWriter, r *web.Request) error {
	id := contact.ID(r.ID("id"))
	c, err := h.contacts.Get(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	p := ui.Page{Title: r.T("Tasks about %s", c.Called()), Nav: "contacts", Crumbs: []ui.Crumb{{Label: r.T("Contacts"), Href: "/contacts"}, {Label: c.Called(), Href: "/contacts/" + string(id)}}}
	return h.part(w, r, p, task.Filter{Contact: id}, part{r: r, New: "/tasks/new?contact=" + string(id), Back: "/contacts/" + string(id)})
}

// part answers with a list of tasks: alone for the page it is a part of, under
// a heading for whoever opens it by itself.
func (h handlers) part(w http.ResponseWriter, r *web.Request, page ui.Page, f task.Filter, p part) error {
	ts, next, err := h.tasks.List(r.Context(), r.Who, f, db.Page{Limit: few})
	if err != nil {
		return err
	}
	if p.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return err
	}
	p.Tasks, p.More = ts, next != ""
	if r.Fragment() {
		return r.Part(w, partOf(p))
	}
	return r.Show(w, page, partPage(p, page.Title))
}
