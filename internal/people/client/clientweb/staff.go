package clientweb

import (
	"net/http"
	"net/url"
	"strings"

	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

const nav = "clients"

// listView is a page of clients, with what the other features say of each.
type listView struct {
	r       *web.Request
	Query   url.Values
	Clients []client.Client
	Open    map[contact.ID]int
	Last    map[contact.ID]timeline.Entry
	Next    string
	Rings   map[string]ui.Ring
}

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	v := listView{r: r, Query: q, Open: map[contact.ID]int{}}
	var err error
	if v.Clients, v.Next, err = h.clients.List(ctx, r.Who, client.Filter{Text: q.Get("q"), Status: client.Status(q.Get("status"))}, r.Page()); err != nil {
		return err
	}
	ids := make([]contact.ID, 0, len(v.Clients))
	names := make(map[string]string, len(v.Clients))
	for _, c := range v.Clients {
		ids = append(ids, c.ContactID)
		names[string(c.ContactID)] = c.Name
	}
	if v.Rings, err = h.rings.Draw(r, names, ui.RingS); err != nil {
		return err
	}
	if r.Who.May(matter.Reading) {
		if v.Open, err = h.matters.Ongoing(ctx, r.Who, ids); err != nil {
			return err
		}
	}
	if r.Who.May(timeline.Reading) {
		if v.Last, err = h.line.Last(ctx, r.Who, ids); err != nil {
			return err
		}
	}
	return r.Show(w, ui.Page{Title: r.T("Clients"), Nav: nav}, listPage(v))
}

// mostCounted is the highest number of a client's open matters that is shown.
const mostCounted = 9

// careView is what to know before reaching a client.
type careView struct {
	r        *web.Request
	Name     string
	Care     client.Care
	Today    civil.Date
	Warnings []client.Warning // for the way they prefer
}

func (h handlers) view(r *web.Request) (v careView, err error) {
	id := contact.ID(r.ID("id"))
	v.r = r
	if v.Care, err = h.clients.Get(r.Context(), r.Who, id); err != nil {
		return v, err
	}
	if v.Name, err = h.called(r.Context(), r.Who, id); err != nil {
		return v, err
	}
	v.Today = civil.Of(r.Now, r.Zone)
	ch := v.Care.Prefers()
	if ch == "" {
		ch = client.Phone
	}
	v.Warnings = v.Care.SafeTo(ch, r.Now, r.Zone)
	return v, nil
}

func (v careView) page(title string) ui.Page {
	return ui.Page{Title: title, Nav: nav, Crumbs: []ui.Crumb{{Label: v.r.T("Clients"), Href: "/clients"}, {Label: v.Name, Href: Path(v.Care.ContactID)}}}
}

func (h handlers) care(w http.ResponseWriter, r *web.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("How to reach %s", v.Name)), carePage(v))
}

func (h handlers) edit(w http.ResponseWriter, r *web.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("How to reach %s", v.Name)), editPage(formOf(v)))
}

func (h handlers) save(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v, err := h.view(r)
	if err != nil {
		return err
	}
	f := readForm(v)
	if len(f.Problems) == 0 {
		if _, err = h.clients.Save(r.Context(), r.Who, f.Client); err == nil {
			return r.Done(w, Path(f.Client.ContactID), "Saved.")
		}
		if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
			return err
		}
		f.wrong(err)
	}
	return r.Refill(w, v.page(r.T("How to reach %s", v.Name)), editPage(f))
}

func (h handlers) become(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	c, err := h.clients.Become(r.Context(), r.Who, contact.ID(r.ID("id")), client.Status(r.FormValue("status")))
	if err != nil {
		return err
	}
	return r.Done(w, r.Back(Path(c.ContactID)), "Saved.")
}

// dateView is a day as it was filled in.
type dateView struct {
	careView
	Date     client.Date
	On       string
	Problems map[string]string
}

func (h handlers) dateForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("A day that matters")), datePage(dateView{careView: v, Date: client.Date{Kind: client.Birthday, Yearly: true}}))
}

func (h handlers) addDate(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v, err := h.view(r)
	if err != nil {
		return err
	}
	d := readDate(v)
	if len(d.Problems) == 0 {
		if _, err = h.clients.AddDate(r.Context(), r.Who, d.Date); err == nil {
			return r.Done(w, Path(v.Care.ContactID), "The day is written down.")
		}
		if !errs.Is(err, errs.Invalid) {
			return err
		}
		_, d.Problems = web.Said(r.Context(), err)
	}
	return r.Refill(w, v.page(r.T("A day that matters")), datePage(d))
}

func readDate(v careView) dateView {
	get := func(name string) string { return strings.TrimSpace(v.r.FormValue(name)) }
	d := dateView{careView: v, On: get("on"), Problems: map[string]string{}}
	d.Date = client.Date{ContactID: v.Care.ContactID, Kind: client.DateKind(get("kind")), Name: get("name"), Yearly: get("yearly") != "", Hard: get("hard") != ""}
	on, err := civil.Parse(d.On)
	if err != nil {
		d.Problems["on"] = v.r.T("Write the date as year-month-day, such as 1980-05-31.")
	}
	d.Date.On = on
	return d
}

func (h handlers) removeDate(w http.ResponseWriter, r *web.Request) error {
	d, err := h.clients.RemoveDate(r.Context(), r.Who, r.ID("date"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(d.ContactID), "The day is removed.")
}

// pageURL is the list's address for its next page.
func pageURL(q url.Values, next string) string {
	if next == "" {
		return ""
	}
	v := url.Values{"q": {q.Get("q")}, "status": {q.Get("status")}, "after": {next}}
	return "/clients?" + v.Encode()
}
