package leadweb

import (
	"net/http"
	"net/url"
	"time"

	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/area"
)

const (
	nav = "leads"
	me  = "me"
)

func today(r *web.Request) civil.Date { return civil.Of(r.Now, r.Zone) }

// around is what a page of several leads shows beside them.
type around struct {
	r     *web.Request
	Query url.Values
	Areas []area.Area
	Book  staff.Book
	Hours office.Hours
}

func (h handlers) around(r *web.Request) (a around, err error) {
	a = around{r: r, Query: r.URL.Query()}
	if a.Areas, err = h.areas.List(r.Context(), r.Who); err != nil {
		return a, err
	}
	if a.Hours, err = h.leads.Hours(r.Context(), r.Who); err != nil {
		return a, err
	}
	a.Book, err = h.people.Book(r.Context(), r.Who)
	return a, err
}

func (a around) areaName(id area.ID) string {
	for _, x := range a.Areas {
		if x.ID == id {
			return a.r.T(x.Name)
		}
	}
	return ""
}

func (a around) areaOptions(empty string) []ui.Option {
	out := []ui.Option{{Value: "", Label: empty}}
	for _, x := range a.Areas {
		if !x.Retired {
			out = append(out, ui.Option{Value: string(x.ID), Label: a.r.T(x.Name)})
		}
	}
	return out
}

func (a around) ownerOptions(empty string) []ui.Option {
	out := []ui.Option{{Value: "", Label: empty}}
	for _, p := range a.Book.Working() {
		if p.GuestUntil == nil {
			out = append(out, ui.Option{Value: string(p.ID), Label: p.Name})
		}
	}
	return out
}

// owner is whose a lead is.
func (a around) owner(l inquiry.Lead) string {
	if n := a.Book.Name(l.OwnerID); n != "" {
		return n
	}
	return a.r.T("Nobody yet")
}

// filterOf reads which leads are asked for.
func filterOf(r *web.Request) lead.Filter {
	q := r.URL.Query()
	f := lead.Filter{Text: q.Get("q"), State: inquiry.State(q.Get("state")), Area: area.ID(q.Get("area")), Source: inquiry.Source(q.Get("source")), Owner: staff.ID(q.Get("owner"))}
	if f.Owner == me {
		f.Owner = staff.ID(r.Who.ID)
	}
	switch q.Get("view") {
	case "mine":
		f.Owner = staff.ID(r.Who.ID)
	case "unanswered":
		f.Unanswered = true
	case "nobodys":
		f.Unowned = true
	case "letters":
		f.Letter = true
	case "ended":
		f.Ended = true
	case "won":
		f.State = inquiry.Opened
	}
	return f
}

type listView struct {
	around
	Leads []inquiry.Lead
	Next  string
}

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	a, err := h.around(r)
	if err != nil {
		return err
	}
	v := listView{around: a}
	if v.Leads, v.Next, err = h.leads.List(r.Context(), r.Who, filterOf(r), r.Page()); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Leads"), Nav: nav}, listPage(v))
}

func (v listView) tabs() []ui.Tab {
	tab := func(label, view string) ui.Tab {
		href := "/leads"
		if view != "" {
			href += "?view=" + view
		}
		return ui.Tab{Label: label, Href: href, Active: v.Query.Get("view") == view}
	}
	t := v.r.T
	return []ui.Tab{
		tab(t("Open"), ""), tab(t("Mine"), "mine"), tab(t("Not answered"), "unanswered"), tab(t("Nobody's"), "nobodys"),
		tab(t("Letters owed"), "letters"), tab(t("Became matters"), "won"), tab(t("Ended"), "ended"),
	}
}

func (v listView) more() string {
	if v.Next == "" {
		return ""
	}
	q := v.Query
	q.Set("after", v.Next)
	return "/leads?" + q.Encode()
}

func (v listView) filtered() bool {
	for _, name := range []string{"q", "state", "area", "source", "owner", "view"} {
		if v.Query.Get(name) != "" {
			return true
		}
	}
	return false
}

type boardView struct {
	around
	Lanes []lead.Lane
}

func (h handlers) board(w http.ResponseWriter, r *web.Request) error {
	a, err := h.around(r)
	if err != nil {
		return err
	}
	v := boardView{around: a}
	if v.Lanes, err = h.leads.Board(r.Context(), r.Who, filterOf(r)); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Leads"), Nav: nav, Wide: true}, boardPage(v))
}

// card is a lead on the board. Where a step needs more words, its form asks.
func (v boardView) card(l inquiry.Lead) ui.CardOf {
	c := ui.CardOf{ID: "card-" + string(l.ID), Href: Path(l.ID), Title: l.Name, Sub: l.Topic}
	if !v.r.Who.May(lead.Editing) {
		return c
	}
	c.MoveAction = Path(l.ID) + "/move?back=board"
	for _, st := range append(inquiry.Pipeline(), inquiry.Exits()...) {
		if st != l.State {
			c.Moves = append(c.Moves, ui.Option{Value: string(st), Label: v.r.T(st.Label())})
		}
	}
	return c
}

// laneCount says how many there are, and what they are worth.
func (v boardView) laneCount(l lead.Lane) string {
	n := v.r.T("%d", l.Count)
	if l.Value.IsZero() {
		return n
	}
	return n + " · " + l.Value.Format(locale.Lang(v.r.Context()))
}

type todayView struct {
	around
	lead.Waiters
}

func (h handlers) today(w http.ResponseWriter, r *web.Request) error {
	a, err := h.around(r)
	if err != nil {
		return err
	}
	v := todayView{around: a}
	if v.Waiters, err = h.leads.Today(r.Context(), r.Who); err != nil {
		return err
	}
	if r.Fragment() {
		return r.Part(w, todayPart(v))
	}
	return r.Show(w, ui.Page{Title: r.T("Waiting for a first answer"), Nav: nav}, todayPage(v))
}

// left says how much business time there is until a lead is to be answered, or
// for how long it has waited since.
func (a around) left(l inquiry.Lead) string {
	if l.Late(a.r.Now) {
		return a.r.T("late by %s of business time", span(a.r, a.Hours.Between(l.AnswerBy, a.r.Now)))
	}
	return a.r.T("%s of business time left", span(a.r, a.Hours.Between(a.r.Now, l.AnswerBy)))
}

func span(r *web.Request, d time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case h == 0:
		return r.T("%d min", m)
	case m == 0:
		return r.T("%d h", h)
	}
	return r.T("%[1]d h %[2]d min", h, m)
}

type contactView struct {
	r     *web.Request
	ID    contact.ID
	Leads []inquiry.Lead
}

func (h handlers) ofContact(w http.ResponseWriter, r *web.Request) error {
	v := contactView{r: r, ID: contact.ID(r.ID("id"))}
	var err error
	if v.Leads, err = h.leads.OfContact(r.Context(), r.Who, v.ID); err != nil {
		return err
	}
	if r.Fragment() {
		return r.Part(w, contactPart(v))
	}
	return r.Show(w, ui.Page{Title: r.T("Leads"), Nav: "contacts"}, contactPage(v))
}
