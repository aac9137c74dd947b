package promiseweb

import (
	"net/http"
	"net/url"
	"strings"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// showView is one matter's promise, with what a form of it was filled with.
type showView struct {
	r        *web.Request
	View     promise.View
	Book     staff.Book
	Terms    termsForm
	Problem  string
	Problems map[string]string
}

func (v showView) path() string { return Path(v.View.MatterID) }

// back is where a form returns to: the page it was opened from.
func (v showView) back() string { return v.r.Back("/matters/" + string(v.View.MatterID)) }

func (h handlers) read(r *web.Request) (v showView, err error) {
	v.r = r
	if v.View, err = h.Promises.Of(r.Context(), r.Who, matter.ID(r.ID("id"))); err != nil {
		return v, err
	}
	v.Book, err = h.People.Book(r.Context(), r.Who)
	return v, err
}

func (v showView) page(title string) ui.Page {
	return ui.Page{Title: title, Nav: "matters", Crumbs: []ui.Crumb{
		{Label: v.r.T("Matters"), Href: "/matters"}, {Label: v.View.Matter.Title, Href: "/matters/" + string(v.View.MatterID)},
	}}
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v, err := h.read(r)
	if errs.Is(err, errs.NotFound) && r.Fragment() {
		return r.Part(w, unpromised())
	}
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("What was promised")), showPage(v))
}

// again answers with the form as it was filled, where the person can mend it.
func (h handlers) again(w http.ResponseWriter, r *web.Request, err error, form func(http.ResponseWriter, showView) error) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	v, readErr := h.read(r)
	if readErr != nil {
		return readErr
	}
	said, fields := web.Said(r.Context(), err)
	v.Problems = fields
	if errs.Is(err, errs.Conflict) {
		v.Problem = said
	}
	return form(w, v)
}

func (h handlers) snoozeForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.read(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Put off")), snoozePage(v))
}

func (h handlers) snooze(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	on, err := civil.Parse(r.FormValue("until"))
	if err != nil {
		err = web.BadField("until", "Write the date as year-month-day, such as 2026-05-31.")
	} else {
		err = h.Promises.Snooze(r.Context(), r.Who, id, on, r.FormValue("reason"))
	}
	if err != nil {
		return h.again(w, r, err, func(w http.ResponseWriter, v showView) error {
			return r.Refill(w, v.page(r.T("Put off")), snoozePage(v))
		})
	}
	return r.DoneUndo(w, r.Back("/today"), Path(id)+"/wake", "Put off. The promise stays due when it was.")
}

func (h handlers) wake(w http.ResponseWriter, r *web.Request) error {
	if err := h.Promises.Wake(r.Context(), r.Who, matter.ID(r.ID("id"))); err != nil {
		return err
	}
	return r.Done(w, r.Back("/today"), "Brought back.")
}

func (h handlers) delegateForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.read(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Delegate")), delegatePage(v))
}

func (h handlers) delegate(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	err := h.Promises.Delegate(r.Context(), r.Who, id, staff.ID(r.FormValue("to")), r.FormValue("note"))
	if err != nil {
		return h.again(w, r, err, func(w http.ResponseWriter, v showView) error {
			return r.Refill(w, v.page(r.T("Delegate")), delegatePage(v))
		})
	}
	return r.DoneUndo(w, r.Back("/today"), Path(id)+"/take-back", "Delegated until it is done. Whoever is responsible stays so.")
}

func (h handlers) takeBack(w http.ResponseWriter, r *web.Request) error {
	if err := h.Promises.TakeBack(r.Context(), r.Who, matter.ID(r.ID("id"))); err != nil {
		return err
	}
	return r.Done(w, r.Back("/today"), "Taken back.")
}

func (h handlers) settleForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.read(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Needs no answer")), settlePage(v))
}

func (h handlers) settle(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	s, err := h.Promises.Settle(r.Context(), r.Who, id, r.FormValue("question"), r.FormValue("reason"))
	if err != nil {
		return h.again(w, r, err, func(w http.ResponseWriter, v showView) error {
			return r.Refill(w, v.page(r.T("Needs no answer")), settlePage(v))
		})
	}
	var ids []string
	for _, e := range s.Entries {
		ids = append(ids, string(e))
	}
	undo := Path(id) + "/unsettle?" + url.Values{"entries": {strings.Join(ids, ",")}}.Encode()
	return r.DoneUndo(w, r.Back("/today"), undo, "Noted: it needs no answer.")
}

// most is more messages than anyone leaves unanswered.
const most = 200

func (h handlers) unsettle(w http.ResponseWriter, r *web.Request) error {
	var entries []timeline.ID
	for s := range strings.SplitSeq(r.FormValue("entries"), ",") {
		if s != "" && len(entries) < most {
			entries = append(entries, timeline.ID(s))
		}
	}
	if err := h.Promises.Unsettle(r.Context(), r.Who, matter.ID(r.ID("id")), entries); err != nil {
		return err
	}
	return r.Done(w, r.Back("/today"), "Taken back: the question waits for an answer.")
}
