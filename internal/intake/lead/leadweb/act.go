package leadweb

import (
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// shortForm asks for a few words about one lead.
type shortForm struct {
	showView
	To       inquiry.State
	Others   []inquiry.Lead // that it may repeat
	Problem  string
	Problems map[string]string
}

// value is what was typed, or else what is usual.
func (f shortForm) value(name, otherwise string) string {
	if v := f.r.FormValue(name); v != "" {
		return v
	}
	return otherwise
}

func (h handlers) short(r *web.Request) (f shortForm, err error) {
	f.Problems = map[string]string{}
	if f.around, err = h.around(r); err != nil {
		return f, err
	}
	if f.File, err = h.leads.Get(r.Context(), r.Who, inquiry.ID(r.ID("id"))); err != nil {
		return f, err
	}
	f.To = inquiry.State(r.FormValue("to"))
	if to := r.FormValue("stage"); to != "" {
		f.To = inquiry.State(to)
	}
	if f.To == inquiry.Duplicate || strings.HasSuffix(r.URL.Path, "/end") {
		f.Others, err = h.others(r, f.File.Lead)
	}
	return f, err
}

func (f shortForm) page() ui.Page {
	return ui.Page{Title: f.File.Name, Nav: nav, Crumbs: append(crumbs(f.r), ui.Crumb{Label: f.File.Name, Href: Path(f.File.ID)})}
}

// ask shows a form of a few words.
func (h handlers) ask(w http.ResponseWriter, r *web.Request, page func(shortForm) templ.Component) error {
	f, err := h.short(r)
	if err != nil {
		return err
	}
	return r.Show(w, f.page(), page(f))
}

// reask shows it again, with what is wrong.
func (h handlers) reask(w http.ResponseWriter, r *web.Request, err error, page func(shortForm) templ.Component) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	f, bad := h.short(r)
	if bad != nil {
		return bad
	}
	f.Problem, f.Problems = web.Said(r.Context(), err)
	for _, name := range []string{"to", "owner", "area"} {
		if text := f.Problems[name]; text != "" {
			f.Problem = text
		}
	}
	return r.Refill(w, f.page(), page(f))
}

func (h handlers) moveForm(w http.ResponseWriter, r *web.Request) error {
	return h.ask(w, r, movePage)
}

// move takes a lead to another stage. A way out of the pipeline, and a stage
// that needs more words, lead to their form.
func (h handlers) move(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id, to := inquiry.ID(r.ID("id")), inquiry.State(r.FormValue("stage"))
	back := Path(id)
	if r.FormValue("back") == "board" {
		back = "/leads/board"
	}
	if to.Step() < 0 {
		return r.Go(w, Path(id)+"/end?to="+string(to))
	}
	if to == inquiry.Opened {
		return r.Go(w, Path(id)+"/open")
	}
	if r.FormValue("asked") == "" {
		f, err := h.leads.Get(r.Context(), r.Who, id)
		if err != nil {
			return err
		}
		if asks(f, to) {
			return r.Go(w, Path(id)+"/move?to="+string(to))
		}
	}
	st := inquiry.Step{To: to, Note: r.FormValue("note"), ConsultAt: h.moment(r)}
	if _, err := h.leads.Move(r.Context(), r.Who, id, r.Version(), st); err != nil {
		return h.reask(w, r, err, movePage)
	}
	return r.DoneUndo(w, back, Path(id)+"/undo", "Moved to %s.", r.T(to.Label()))
}

// moment reads the day and time of a consultation, on the office's wall.
func (h handlers) moment(r *web.Request) *time.Time {
	d, err := civil.Parse(r.FormValue("day"))
	c, err2 := civil.ParseClock(r.FormValue("time"))
	hours, err3 := h.leads.Hours(r.Context(), r.Who)
	if err != nil || err2 != nil || err3 != nil || d.IsZero() {
		return nil
	}
	t := d.At(c.Hour(), c.Minute(), hours.Zone())
	return &t
}

func (h handlers) undo(w http.ResponseWriter, r *web.Request) error {
	l, err := h.leads.Undo(r.Context(), r.Who, inquiry.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Done(w, Path(l.ID), "Taken back.")
}

func (h handlers) endForm(w http.ResponseWriter, r *web.Request) error { return h.ask(w, r, endPage) }

func (h handlers) end(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := inquiry.ID(r.ID("id"))
	to, reason, _ := strings.Cut(r.FormValue("why"), ":")
	e := inquiry.Exit{To: inquiry.State(to), Reason: inquiry.Reason(reason), Note: r.FormValue("note"), Twin: inquiry.ID(r.FormValue("twin")), ReferredTo: contact.ID(r.FormValue("referred"))}
	if _, err := h.leads.Leave(r.Context(), r.Who, id, r.Version(), e); err != nil {
		return h.reask(w, r, err, endPage)
	}
	return r.DoneUndo(w, Path(id), Path(id)+"/undo", "It ended: %s.", r.T(e.To.Label()))
}

func (h handlers) reopenForm(w http.ResponseWriter, r *web.Request) error {
	return h.ask(w, r, reopenPage)
}

func (h handlers) reopen(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := inquiry.ID(r.ID("id"))
	if _, err := h.leads.Reopen(r.Context(), r.Who, id, r.FormValue("note")); err != nil {
		return h.reask(w, r, err, reopenPage)
	}
	return r.Done(w, Path(id), "Taken up again.")
}

func (h handlers) answered(w http.ResponseWriter, r *web.Request) error {
	l, err := h.leads.Answer(r.Context(), r.Who, inquiry.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Done(w, r.Back(Path(l.ID)), "The first answer is written down.")
}

func (h handlers) verify(w http.ResponseWriter, r *web.Request) error {
	l, err := h.leads.Verify(r.Context(), r.Who, inquiry.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Done(w, Path(l.ID), "The last day to sue is verified.")
}

func (h handlers) letterForm(w http.ResponseWriter, r *web.Request) error {
	return h.ask(w, r, letterPage)
}

func (h handlers) letter(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := inquiry.ID(r.ID("id"))
	day, err := civil.Parse(r.FormValue("on"))
	if err == nil {
		_, err = h.leads.Write(r.Context(), r.Who, id, inquiry.Letter{On: day, How: inquiry.Channel(r.FormValue("how"))})
	} else {
		err = web.BadField("on", "Write the date as year-month-day, such as 2026-05-31.")
	}
	if err != nil {
		return h.reask(w, r, err, letterPage)
	}
	return r.Done(w, Path(id), "The letter is written down.")
}

func (h handlers) partyForm(w http.ResponseWriter, r *web.Request) error {
	return h.ask(w, r, partyPage)
}

func (h handlers) addParty(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := inquiry.ID(r.ID("id"))
	p := inquiry.Party{ContactID: contact.ID(r.FormValue("contact")), Part: matter.Part(r.FormValue("role")), Note: r.FormValue("note")}
	if name := contact.Neat(r.FormValue("contact_text")); p.ContactID == "" && name != "" {
		p.Person = person(name)
		if r.FormValue("organisation") != "" {
			p.Person.Kind = contact.Organisation
		}
	}
	if _, err := h.leads.AddParty(r.Context(), r.Who, id, p); err != nil {
		return h.reask(w, r, err, partyPage)
	}
	return r.Done(w, Path(id), "Added.")
}

func (h handlers) removeParty(w http.ResponseWriter, r *web.Request) error {
	l, err := h.leads.RemoveParty(r.Context(), r.Who, inquiry.ID(r.ID("id")), r.ID("party"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(l.ID), "Removed.")
}

func (h handlers) openForm(w http.ResponseWriter, r *web.Request) error { return h.ask(w, r, openPage) }

func (h handlers) open(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	o := lead.Opening{Title: strings.TrimSpace(r.FormValue("title")), Exception: r.FormValue("exception")}
	m, err := h.leads.Become(r.Context(), r.Who, inquiry.ID(r.ID("id")), r.Version(), o)
	if err != nil {
		return h.reask(w, r, err, openPage)
	}
	return r.Done(w, "/matters/"+string(m.ID), "The matter is open, and they are a client.")
}
