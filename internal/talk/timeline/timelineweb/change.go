package timelineweb

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
)

// again answers a short form with what is wrong with it.
func (h handlers) again(w http.ResponseWriter, r *web.Request, err error, title string, form func(askView) templ.Component) error {
	v, askErr := h.ask(r)
	if askErr != nil {
		return askErr
	}
	_, v.Problem = web.Said(r.Context(), err)
	return r.Refill(w, v.page(title), form(v))
}

func (h handlers) weighForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.ask(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Does this count as contact?")), weighPage(v))
}

func (h handlers) weigh(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	e, err := h.line.Weigh(r.Context(), r.Who, timeline.ID(r.ID("id")), r.FormValue("substantive") == "yes", r.FormValue("why"))
	if errs.Is(err, errs.Invalid) {
		return h.again(w, r, err, r.T("Does this count as contact?"), weighPage)
	}
	if err != nil {
		return err
	}
	return r.Done(w, r.Back(Path(e.ID)), "Saved. The clocks follow your word.")
}

// editView is an entry noted by hand, as its author changes it.
type editView struct {
	r        *web.Request
	Entry    timeline.Entry
	At       string
	Minutes  string
	Problem  string
	Problems map[string]string
}

const atLayout = "2006-01-02T15:04"

func (h handlers) edit(w http.ResponseWriter, r *web.Request) error {
	d, err := h.line.Get(r.Context(), r.Who, timeline.ID(r.ID("id")))
	if err != nil {
		return err
	}
	v := editView{r: r, Entry: d.Entry, At: d.At.In(r.Zone).Format(atLayout)}
	if d.Seconds > 0 {
		v.Minutes = strconv.FormatInt((d.Seconds+59)/60, 10)
	}
	return r.Show(w, v.page(), editPage(v))
}

func (v editView) page() ui.Page {
	return ui.Page{Title: v.r.T("Change what was noted"), Nav: "matters", Crumbs: []ui.Crumb{{Label: v.r.T("Entry"), Href: Path(v.Entry.ID)}}}
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	d, err := h.line.Get(r.Context(), r.Who, timeline.ID(r.ID("id")))
	if err != nil {
		return err
	}
	v := readEdit(r, d.Entry)
	if len(v.Problems) == 0 {
		_, err = h.line.Change(r.Context(), r.Who, v.Entry)
	}
	if err == nil && len(v.Problems) == 0 {
		return r.Done(w, Path(d.ID), "Saved.")
	}
	if err != nil && !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	v.wrong(err)
	return r.Refill(w, v.page(), editPage(v))
}

// readEdit reads what was typed; nothing of it is lost.
func readEdit(r *web.Request, e timeline.Entry) editView {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	v := editView{r: r, Entry: e, At: get("at"), Minutes: get("minutes"), Problems: map[string]string{}}
	v.Entry.Version = r.Version()
	v.Entry.Subject, v.Entry.Body, v.Entry.Channel = get("subject"), get("body"), get("channel")
	v.Entry.Direction, v.Entry.Outcome = timeline.Direction(get("direction")), timeline.Outcome(get("outcome"))
	v.Entry.Holding = get("holding") != ""
	if at, err := moment(v.At, r.Zone); err != nil {
		v.Problems["at"] = r.T("Write the day and time, such as 2026-09-16 14:30.")
	} else {
		v.Entry.At = at
	}
	v.Entry.Seconds = 0
	if v.Minutes != "" {
		m, err := strconv.ParseInt(v.Minutes, 10, 32)
		if err != nil || m < 0 {
			v.Problems["minutes"] = r.T("Write the minutes it took, at most a day.")
		}
		v.Entry.Seconds = 60 * m
	}
	return v
}

func (v *editView) wrong(err error) {
	if err == nil {
		return
	}
	said, fields := web.Said(v.r.Context(), err)
	if errs.Is(err, errs.Conflict) {
		v.Problem = said
	}
	for name, text := range fields {
		v.Problems[name] = text
	}
}

// moment reads a day and time as a browser sends it, in the office's zone.
func moment(s string, zone *time.Location) (time.Time, error) {
	t, err := time.Parse(atLayout, strings.Replace(s, " ", "T", 1))
	if err != nil {
		return time.Time{}, err
	}
	return civil.On(t.Date()).At(t.Hour(), t.Minute(), zone), nil
}

// trayView is the tray of what is unfiled, each with where it may belong.
type trayView struct {
	r       *web.Request
	Entries []timeline.Entry
	Cases   map[timeline.ID][]timeline.Case
	Names   timeline.Names
	Next    string
}

func (h handlers) tray(w http.ResponseWriter, r *web.Request) error {
	v := trayView{r: r, Cases: map[timeline.ID][]timeline.Case{}}
	p := r.Page()
	p.Limit = 25 // each comes with its suggestions
	var err error
	if v.Entries, v.Next, err = h.line.Unfiled(r.Context(), r.Who, p); err != nil {
		return err
	}
	if v.Cases, err = h.line.SuggestAll(r.Context(), r.Who, v.Entries); err != nil {
		return err
	}
	if v.Names, err = h.line.Names(r.Context(), r.Who, v.Entries...); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Unfiled"), Nav: "unfiled"}, trayPage(v))
}

func (v trayView) more() string {
	if v.Next == "" {
		return ""
	}
	return "/unfiled?after=" + url.QueryEscape(v.Next)
}

// largest is the largest message taken in by hand.
const largest = 50 << 20

// receive takes in one message that was saved as a file.
func (h handlers) receive(w http.ResponseWriter, r *web.Request) error {
	raw, err := upload(w, r)
	if err != nil {
		return err
	}
	f, err := h.line.FileMail(r.Context(), r.Who, raw, "")
	switch {
	case err != nil:
		return err
	case f.Known:
		return r.Done(w, "/unfiled", "This message is here already.")
	case f.Entry.MatterID != "":
		return r.Done(w, "/unfiled", "The message is filed in its matter.")
	}
	return r.Done(w, "/unfiled", "The message is here. Choose its matter.")
}
