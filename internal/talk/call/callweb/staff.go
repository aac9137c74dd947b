package callweb

import (
	"net/http"
	"strings"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/call"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	f := blankForm(r)
	if err := h.fill(&f); err != nil {
		return err
	}
	return r.Show(w, f.page(), logPage(f))
}

func (h handlers) log(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	err := h.settle(&f)
	if err == nil && len(f.Problems) == 0 {
		var l call.Logged
		if l, err = h.calls.Log(r.Context(), r.Who, f.Call); err == nil {
			f.Call.MatterID, f.Call.ContactID = l.Entry.MatterID, l.Entry.ContactID
			if l.Task.ID != "" {
				return r.Done(w, f.back(), "Logged. What you promised is a task now.")
			}
			return r.Done(w, f.back(), "Logged.")
		}
	}
	if err != nil && !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	return h.again(w, r, f, err)
}

// settle finds what was typed but not chosen: a contact by name alone, and the
// matter of a contact who has one.
func (h handlers) settle(f *form) error {
	ctx, who := f.r.Context(), f.r.Who
	if f.Call.ContactID == "" && f.Name != "" {
		cs, _, err := h.contacts.List(ctx, who, contact.Filter{Text: f.Name}, db.Page{Limit: 2})
		if err != nil {
			return err
		}
		if len(cs) != 1 {
			f.Problems["contact"] = f.r.T("Choose them from the list that appears as you type.")
			return nil
		}
		f.Call.ContactID = cs[0].ID
	}
	if f.Call.MatterID == "" && f.Call.ContactID != "" && f.r.FormValue("find_matter") != "" && who.May(matter.Reading) {
		ms, _, err := h.matters.List(ctx, who, matter.Filter{Client: f.Call.ContactID, Active: true}, db.Page{Limit: 2})
		if err != nil {
			return err
		}
		if len(ms) == 1 {
			f.Call.MatterID = ms[0].ID
		}
	}
	return nil
}

// again answers with the form as it was filled.
func (h handlers) again(w http.ResponseWriter, r *web.Request, f form, err error) error {
	if err != nil {
		f.wrong(err)
	}
	if f.Call.Timed {
		t, timerErr := h.calls.Running(r.Context(), r.Who)
		if timerErr != nil && !errs.Is(timerErr, errs.NotFound) {
			return timerErr
		}
		if timerErr == nil {
			f.Timer = &t
		}
	}
	if err := h.fill(&f); err != nil {
		return err
	}
	return r.Refill(w, f.page(), logPage(f))
}

func (h handlers) start(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	if err := h.settle(&f); err != nil {
		return err
	}
	_, err := h.calls.Start(r.Context(), r.Who, call.Timer{Kind: f.Call.Kind, Direction: f.Call.Direction, ContactID: f.Call.ContactID, MatterID: f.Call.MatterID, Back: f.Back})
	if errs.Is(err, errs.Conflict) || errs.Is(err, errs.Invalid) {
		return h.again(w, r, f, err)
	}
	if err != nil {
		return err
	}
	return r.Go(w, "/calls/running")
}

func (h handlers) running(w http.ResponseWriter, r *web.Request) error {
	t, err := h.calls.Running(r.Context(), r.Who)
	if errs.Is(err, errs.NotFound) {
		return r.Go(w, "/calls/new")
	}
	if err != nil {
		return err
	}
	f := timedForm(r, t)
	if err := h.fill(&f); err != nil {
		return err
	}
	return r.Show(w, f.page(), logPage(f))
}

func (h handlers) discard(w http.ResponseWriter, r *web.Request) error {
	if err := h.calls.Discard(r.Context(), r.Who); err != nil && !errs.Is(err, errs.NotFound) {
		return err
	}
	return r.Done(w, "/", "The timer is discarded. Nothing was logged.")
}

// timer is the part of every page that shows a running timer; it is empty
// while none runs.
func (h handlers) timer(w http.ResponseWriter, r *web.Request) error {
	t, err := h.calls.Running(r.Context(), r.Who)
	if errs.Is(err, errs.NotFound) {
		return r.Show(w, ui.Page{Title: r.T("No timer runs")}, noTimer(r))
	}
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Your timer")}, timerPart(r, t))
}

// findMatter answers the choosing of a matter.
func (h handlers) findMatter(w http.ResponseWriter, r *web.Request) error {
	if !r.Who.May(matter.Reading) {
		return r.Part(w, matterChoices(nil))
	}
	ms, _, err := h.matters.List(r.Context(), r.Who, matter.Filter{Text: strings.TrimSpace(r.URL.Query().Get("q"))}, db.Page{Limit: 8})
	if err != nil {
		return err
	}
	return r.Part(w, matterChoices(ms))
}

// kinds are the other things that can be logged, with their addresses.
func (f form) kinds() (out []ui.Tab) {
	labels := map[timeline.Kind]string{timeline.Call: f.r.T("Call"), timeline.Meeting: f.r.T("Meeting"), timeline.Letter: f.r.T("Letter")}
	for _, k := range call.Kinds() {
		out = append(out, ui.Tab{Label: labels[k], Href: f.address(k), Active: k == f.Call.Kind})
	}
	return out
}
