package timelineweb

import (
	"net/http"
	"net/url"
	"strings"

	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// lineView is a line of time, of a matter or of a contact.
type lineView struct {
	r       *web.Request
	Base    string // the line's own address
	Page    string // the page it is part of
	Topic   string
	Contact contact.ID
	Matter  matter.ID
	Title   string
	Entries []timeline.Entry
	Names   timeline.Names
	Next    string
	Staff   []staff.Person
	Matters []matter.Matter // to choose from when a note is written on a contact's line
	Note    string          // as it was typed, when it could not be kept
	Problem map[string]string
}

func (v lineView) query() url.Values { return v.r.URL.Query() }

// mayNote reports whether whoever looks may write a note here: guests in their
// matters only.
func (v lineView) mayNote() bool {
	return v.r.Who.May(timeline.Logging) || v.Matter != "" && v.r.Who.May(timeline.Noting)
}

// filtered reports whether the list shows less than there is.
func (v lineView) filtered() bool {
	for _, k := range []string{"kind", "staff", "direction", "q", "counts", "removed"} {
		if v.query().Get(k) != "" {
			return true
		}
	}
	return false
}

// at is the line's address with what narrows it, and a place in the list.
func (v lineView) at(after string) string {
	q := url.Values{}
	for k, values := range v.query() {
		if k != "after" {
			q[k] = values
		}
	}
	if after != "" {
		q.Set("after", after)
	}
	if len(q) == 0 {
		return v.Base
	}
	return v.Base + "?" + q.Encode()
}

func (v lineView) more() string {
	if v.Next == "" {
		return ""
	}
	return v.at(v.Next)
}

// back is where a form on this line returns to.
func (v lineView) back() string {
	if v.r.Fragment() {
		return v.Page
	}
	return v.Base
}

// log is the address of the form that logs a call, meeting or letter here.
func (v lineView) log(kind timeline.Kind) string {
	q := url.Values{"kind": {string(kind)}, "back": {v.back()}}
	if v.Matter != "" {
		q.Set("matter", string(v.Matter))
	}
	if v.Contact != "" {
		q.Set("contact", string(v.Contact))
	}
	return "/calls/new?" + q.Encode()
}

func filterOf(q url.Values) timeline.Filter {
	f := timeline.Filter{
		Staff: staff.ID(q.Get("staff")), Direction: timeline.Direction(q.Get("direction")), Text: q.Get("q"),
		Substantive: q.Get("counts") != "", Removed: q.Get("removed") != "",
	}
	for _, k := range timeline.Kinds() {
		if string(k) == q.Get("kind") {
			f.Kinds = []timeline.Kind{k}
		}
	}
	return f
}

func (h handlers) ofMatter(w http.ResponseWriter, r *web.Request) error {
	v, p, err := h.matterLine(r)
	if err != nil {
		return err
	}
	return r.Show(w, p, linePage(v))
}

func (h handlers) matterLine(r *web.Request) (v lineView, p ui.Page, err error) {
	ctx, id := r.Context(), matter.ID(r.ID("id"))
	v = lineView{r: r, Base: "/matters/" + string(id) + "/timeline", Page: "/matters/" + string(id), Topic: timeline.Topic(string(id)), Matter: id}
	if v.Entries, v.Next, err = h.line.OfMatter(ctx, r.Who, id, filterOf(v.query()), r.Page()); err != nil {
		return v, p, err
	}
	if v.Names, err = h.line.Names(ctx, r.Who, append(v.Entries, timeline.Entry{MatterID: id})...); err != nil {
		return v, p, err
	}
	m := v.Names.Matters[id]
	v.Title, v.Contact = m.Title, m.ClientID
	p = ui.Page{Title: r.T("Timeline of %s", m.Title), Nav: "matters", Crumbs: []ui.Crumb{{Label: r.T("Matters"), Href: "/matters"}, {Label: m.Title, Href: v.Page}}}
	return h.people(v, p)
}

// people adds who of us may be filtered by.
func (h handlers) people(v lineView, p ui.Page) (lineView, ui.Page, error) {
	var err error
	v.Staff, err = h.staff.List(v.r.Context(), v.r.Who, false)
	return v, p, err
}

func (h handlers) ofContact(w http.ResponseWriter, r *web.Request) error {
	v, p, err := h.contactLine(r)
	if err != nil {
		return err
	}
	return r.Show(w, p, linePage(v))
}

func (h handlers) contactLine(r *web.Request) (v lineView, p ui.Page, err error) {
	ctx, id := r.Context(), contact.ID(r.ID("id"))
	v = lineView{r: r, Base: "/contacts/" + string(id) + "/timeline", Page: "/contacts/" + string(id), Topic: timeline.Topic(string(id)), Contact: id}
	if v.Entries, v.Next, err = h.line.OfContact(ctx, r.Who, id, filterOf(v.query()), r.Page()); err != nil {
		return v, p, err
	}
	if v.Names, err = h.line.Names(ctx, r.Who, append(v.Entries, timeline.Entry{ContactID: id})...); err != nil {
		return v, p, err
	}
	if r.Who.May(matter.Reading) {
		if v.Matters, _, err = h.matters.List(ctx, r.Who, matter.Filter{Client: id, Active: true}, db.Page{}); err != nil {
			return v, p, err
		}
	}
	v.Title = v.Names.Contacts[id]
	p = ui.Page{Title: r.T("Timeline of %s", v.Title), Nav: "contacts", Crumbs: []ui.Crumb{{Label: r.T("Contacts"), Href: "/contacts"}, {Label: v.Title, Href: v.Page}}}
	return h.people(v, p)
}

func (h handlers) noteMatter(w http.ResponseWriter, r *web.Request) error {
	return h.note(w, r, h.matterLine, "/matters/"+r.ID("id"), func(e *timeline.Entry) { e.MatterID = matter.ID(r.ID("id")) })
}

func (h handlers) noteContact(w http.ResponseWriter, r *web.Request) error {
	return h.note(w, r, h.contactLine, "/contacts/"+r.ID("id"), func(e *timeline.Entry) {
		e.ContactID, e.MatterID = contact.ID(r.ID("id")), matter.ID(r.FormValue("matter"))
	})
}

// note keeps what was written on top of a line, or shows the line again with it.
func (h handlers) note(w http.ResponseWriter, r *web.Request, line func(*web.Request) (lineView, ui.Page, error), page string, set func(*timeline.Entry)) error {
	if err := r.Read(w); err != nil {
		return err
	}
	e := timeline.Entry{Kind: timeline.Note, Body: r.FormValue("body")}
	set(&e)
	_, err := h.line.Log(r.Context(), r.Who, timeline.New{Entry: e})
	if !errs.Is(err, errs.Invalid) {
		if err != nil {
			return err
		}
		return r.Done(w, r.Back(page), "Noted.")
	}
	v, p, lineErr := line(r)
	if lineErr != nil {
		return lineErr
	}
	_, v.Problem = web.Said(r.Context(), err)
	v.Note = e.Body
	return r.Refill(w, p, linePage(v))
}

// findMatter answers the choosing of a matter in a form.
func (h handlers) findMatter(w http.ResponseWriter, r *web.Request) error {
	ms, _, err := h.matters.List(r.Context(), r.Who, matter.Filter{Text: strings.TrimSpace(r.URL.Query().Get("q"))}, db.Page{Limit: 8})
	if err != nil {
		return err
	}
	return r.Part(w, matterChoices(ms))
}
