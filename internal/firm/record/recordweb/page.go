package recordweb

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"

	"candor/internal/firm/record"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// trailView is a page of the trail, the firm's or a file's.
type trailView struct {
	r       *web.Request
	Base    string // the list's own address
	Entries []record.Entry
	Next    string
	Names   map[string]string
	Status  record.Status
	People  []staff.Person
	Whole   bool // the firm's trail, not that of one file
}

func (v trailView) query() url.Values { return v.r.URL.Query() }

// filtered reports whether the list shows less than there is.
func (v trailView) filtered() bool {
	for _, k := range []string{"actor", "action", "about", "contact", "matter", "from", "to"} {
		if v.query().Get(k) != "" {
			return true
		}
	}
	return false
}

// at is an address with what narrows the list, and a place in it.
func (v trailView) at(path, after string) string {
	q := url.Values{}
	for k, values := range v.query() {
		if k != "after" && values[0] != "" {
			q[k] = values
		}
	}
	if after != "" {
		q.Set("after", after)
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func (v trailView) more() string {
	if v.Next == "" {
		return ""
	}
	return v.at(v.Base, v.Next)
}

// filterOf reads what the list is narrowed to. A day that can't be read
// narrows nothing.
func filterOf(q url.Values, zone *time.Location) record.Filter {
	f := record.Filter{
		Actor: q.Get("actor"), Action: q.Get("action"), About: strings.TrimSpace(q.Get("about")),
		Contact: q.Get("contact"), Matter: q.Get("matter"),
	}
	if d, err := civil.Parse(q.Get("from")); err == nil {
		f.From = d.Start(zone).UTC()
	}
	if d, err := civil.Parse(q.Get("to")); err == nil {
		f.To = d.AddDays(1).Start(zone).UTC()
	}
	return f
}

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	v := trailView{r: r, Base: "/audit", Whole: true}
	var err error
	if v.Entries, v.Next, err = h.trail.List(r.Context(), r.Who, filterOf(v.query(), r.Zone), r.Page()); err != nil {
		return err
	}
	if v.Status, err = h.trail.Status(r.Context(), r.Who); err != nil {
		return err
	}
	if v.People, err = h.people.List(r.Context(), r.Who, true); err != nil {
		return err
	}
	return h.show(w, v, r.T("Audit trail"), trailPage)
}

func (h handlers) ofMatter(w http.ResponseWriter, r *web.Request) (err error) {
	v := trailView{r: r, Base: "/matters/" + url.PathEscape(r.ID("id")) + "/record"}
	if v.Entries, v.Next, err = h.trail.OfMatter(r.Context(), r.Who, r.ID("id"), r.Page()); err != nil {
		return err
	}
	return h.show(w, v, r.T("Record of this matter"), filePage)
}

func (h handlers) ofContact(w http.ResponseWriter, r *web.Request) (err error) {
	v := trailView{r: r, Base: "/contacts/" + url.PathEscape(r.ID("id")) + "/record"}
	if v.Entries, v.Next, err = h.trail.OfContact(r.Context(), r.Who, r.ID("id"), r.Page()); err != nil {
		return err
	}
	return h.show(w, v, r.T("Record of this contact"), filePage)
}

// show adds the names of what the entries are about, as far as the reader may
// know them.
func (h handlers) show(w http.ResponseWriter, v trailView, title string, page func(trailView) templ.Component) (err error) {
	known := map[string]bool{}
	var ids []string
	for _, e := range v.Entries {
		for _, id := range []string{e.ContactID, e.MatterID, e.AboutID} {
			if id != "" && !known[id] {
				known[id] = true
				ids = append(ids, id)
			}
		}
	}
	if v.Names, err = h.names(v.r.Context(), v.r.Who, ids); err != nil {
		return err
	}
	for _, p := range v.People {
		v.Names[string(p.ID)] = p.Name
	}
	return v.r.Show(w, ui.Page{Title: title, Nav: "audit"}, page(v))
}
