package promiseweb

import (
	"net/http"
	"net/url"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/task"
)

const nav = "today"

// todayView is what one person sees when their day begins.
type todayView struct {
	r       *web.Request
	Team    string // whose day: empty is one's own, "all" the firm's, or a person
	Whose   staff.Person
	Book    staff.Book
	Others  []staff.Person // whose day they may look at
	Day     promise.Today
	Date    civil.Date
	Tasks   []task.Task // due by today
	Changed []timeline.Entry
	Names   timeline.Names
}

// all asks for the whole firm's day.
const all = "all"

func (v todayView) own() bool { return v.Team == "" }

// self is the page's own address.
func (v todayView) self() string {
	if v.own() {
		return "/today"
	}
	return "/today?team=" + url.QueryEscape(v.Team)
}

func (v todayView) more() string {
	if v.Day.Next == "" {
		return ""
	}
	return "/today?" + url.Values{"team": {v.Team}, "after": {v.Day.Next}}.Encode()
}

func (v todayView) title() string {
	switch {
	case v.own():
		return v.r.T("Today")
	case v.Team == all:
		return v.r.T("Today, the whole firm")
	}
	return v.r.T("Today, %s", v.Whose.Name)
}

// busy reports whether anything at all is owed.
func (v todayView) busy() bool { return len(v.Day.Owed)+len(v.Day.Told) > 0 }

func (h handlers) today(w http.ResponseWriter, r *web.Request) error {
	if r.Who.Kind == actor.Guest {
		return r.Go(w, "/matters") // what the firm owes is not theirs to see
	}
	v := todayView{r: r, Team: r.URL.Query().Get("team")}
	if err := h.fillToday(&v); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: v.title(), Nav: nav, Wide: true}, todayPage(v))
}

// fillToday asks for the day of whom the page is about. Whoever may read no
// promise at all, such as an administrator, has an empty one.
func (h handlers) fillToday(v *todayView) (err error) {
	ctx, who := v.r.Context(), v.r.Who
	v.Date = civil.Of(v.r.Now, v.r.Zone)
	if v.own() && who.May(task.Reading) {
		if v.Tasks, err = h.Tasks.Mine(ctx, who, v.Date); err != nil {
			return err
		}
	}
	if !who.May(promise.Reading) {
		return nil
	}
	of := staff.ID(who.ID)
	switch {
	case v.Team == all:
		of = ""
	case !v.own():
		of = staff.ID(v.Team)
	}
	if v.Day, err = h.Promises.Today(ctx, who, of, v.r.Page()); err != nil {
		return err
	}
	if v.Book, err = h.People.Book(ctx, who); err != nil {
		return err
	}
	v.Whose, v.Others = v.Book[of], others(v.Book, who.ID, who.May(promise.Overseeing))
	if !v.own() {
		return nil
	}
	if v.Changed, _, err = h.Promises.Changed(ctx, who); err != nil {
		return err
	}
	v.Names, err = h.Timeline.Names(ctx, who, v.Changed...)
	return err
}

func (h handlers) look(w http.ResponseWriter, r *web.Request) error {
	if err := h.Promises.Look(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Go(w, "/today")
}

func (h handlers) board(w http.ResponseWriter, r *web.Request) error {
	b, err := h.Promises.Board(r.Context(), r.Who)
	if err != nil {
		return err
	}
	book, err := h.People.Book(r.Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Promises"), Nav: "promises"}, boardPage(boardView{r, b, book}))
}

// ofContact is the strip of all that one person is promised.
func (h handlers) ofContact(w http.ResponseWriter, r *web.Request) error {
	id := contact.ID(r.ID("id"))
	is, err := h.Promises.OfContact(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("What was promised"), Nav: "contacts"}, contactPage(r, id, is))
}
