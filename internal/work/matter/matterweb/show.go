package matterweb

import (
	"net/http"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

type showView struct {
	r    *web.Request
	File matter.File
	Book staff.Book
	Ring ui.Ring
}

// file reads the matter of the address with all that its page shows.
func (h handlers) file(r *web.Request) (v showView, err error) {
	v.r = r
	if v.File, err = h.matters.Get(r.Context(), r.Who, matter.ID(r.ID("id"))); err != nil {
		return v, err
	}
	if v.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return v, err
	}
	id := string(v.File.ID)
	rings, err := h.rings.Draw(r, map[string]string{id: clientOr(v.File.Matter)}, ui.RingL)
	v.Ring = rings[id]
	return v, err
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v, err := h.file(r)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: v.File.Title, Nav: nav, Crumbs: crumbs(r), Wide: true}, showPage(v))
}

func (h handlers) history(w http.ResponseWriter, r *web.Request) error {
	v, err := h.file(r)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("History of %s", v.File.Number), Nav: nav, Crumbs: within(r, v.File.Matter)}, historyPage(v))
}

// tabs are the views of a matter; those of other features answer for
// themselves.
func (v showView) tabs(active string) []ui.Tab {
	at := Path(v.File.ID)
	tab := func(label, path string) ui.Tab { return ui.Tab{Label: label, Href: at + path, Active: active == path} }
	return []ui.Tab{
		tab(v.r.T("Overview"), ""), tab(v.r.T("Timeline"), "/timeline"), tab(v.r.T("Tasks"), "/tasks"), tab(v.r.T("History"), "/history"),
	}
}

// steps is the matter's way through its stages in plain words: what is behind
// it, where it is, what usually comes.
func (v showView) steps() (out []ui.Step) {
	been := map[string]bool{}
	for _, mv := range v.File.Moves {
		been[mv.FromStage] = true
	}
	passed := true
	for _, s := range v.File.Area.Stages {
		st := ui.Step{Label: v.r.T(s.Said()), Note: locale.Usually(v.r.Context(), s.From, s.To), State: ui.StepNext}
		switch {
		case s.Key == v.File.Stage && v.File.Active():
			st.State, passed = ui.StepNow, false
			st.Note = v.r.T("here for %s", took(v.r.Context(), v.days(v.File.StageAt.Unix(), v.r.Now.Unix())))
		case s.Key == v.File.Stage:
			st.State, st.Note, passed = ui.StepDone, "", false
		case passed && (been[s.Key] || len(v.File.Moves) == 0):
			st.State, st.Note = ui.StepDone, ""
		case passed:
			st.State, st.Note = ui.StepSkipped, ""
		}
		out = append(out, st)
	}
	return out
}

func (v showView) days(from, to int64) int { return int((to - from) / 86_400) }

// next is the stage that usually follows.
func (v showView) next() (area.Stage, bool) {
	stages := v.File.Area.Stages
	for i, s := range stages {
		if s.Key == v.File.Stage && i+1 < len(stages) {
			return stages[i+1], true
		}
	}
	return area.Stage{}, false
}

// may reports whether the reader may do something to this matter as it stands.
func (v showView) mayEdit() bool { return v.r.Who.May(matter.Editing) && v.File.Active() }

func (h handlers) stageForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.file(r)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Move stage"), Nav: nav, Crumbs: within(r, v.File.Matter)}, stagePage(v, "", nil))
}

func (h handlers) stage(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	m, err := h.matters.MoveStage(r.Context(), r.Who, id, r.Version(), r.FormValue("stage"), r.FormValue("note"))
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		v, getErr := h.file(r)
		if getErr != nil {
			return getErr
		}
		said, fields := web.Said(r.Context(), err)
		return r.Refill(w, ui.Page{Title: r.T("Move stage"), Nav: nav, Crumbs: within(r, v.File.Matter)}, stagePage(v, said, fields))
	}
	if err != nil {
		return err
	}
	to := Path(id)
	if r.URL.Query().Get("back") == "board" {
		to = "/matters/board?area=" + string(m.AreaID)
	}
	return r.DoneUndo(w, to, Path(id)+"/stage/back", "Moved to its new stage.")
}

// stageBack takes the last move back.
func (h handlers) stageBack(w http.ResponseWriter, r *web.Request) error {
	f, err := h.matters.Get(r.Context(), r.Who, matter.ID(r.ID("id")))
	if err != nil {
		return err
	}
	if len(f.Moves) == 0 {
		return errs.New(errs.Conflict, "It hasn't moved yet.")
	}
	last := f.Moves[len(f.Moves)-1]
	if _, err := h.matters.MoveStage(r.Context(), r.Who, f.ID, f.Version, last.FromStage, r.T("Taken back")); err != nil {
		return err
	}
	return r.Done(w, Path(f.ID), "Moved back.")
}

func (h handlers) begin(w http.ResponseWriter, r *web.Request) error {
	id := matter.ID(r.ID("id"))
	if err := h.matters.Begin(r.Context(), r.Who, id); err != nil {
		return err
	}
	return r.Done(w, Path(id), "Work has begun.")
}

func (h handlers) closeForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.file(r)
	if err != nil {
		return err
	}
	return r.Show(w, closing(r, v), closePage(v, "", nil))
}

func closing(r *web.Request, v showView) ui.Page {
	return ui.Page{Title: r.T("Close matter"), Nav: nav, Crumbs: within(r, v.File.Matter)}
}

func (h handlers) close(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	on, err := civil.Parse(r.FormValue("closed_on"))
	if err != nil {
		err = web.BadField("closed_on", "Write the date as year-month-day, such as 2026-05-31.")
	} else {
		_, err = h.matters.Close(r.Context(), r.Who, id, r.Version(), matter.Ending{On: on, Reason: matter.Reason(r.FormValue("reason")), Outcome: r.FormValue("outcome")})
	}
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		v, getErr := h.file(r)
		if getErr != nil {
			return getErr
		}
		said, fields := web.Said(r.Context(), err)
		return r.Refill(w, closing(r, v), closePage(v, said, fields))
	}
	if err != nil {
		return err
	}
	return r.DoneUndo(w, Path(id), Path(id)+"/reopen", "Closed. Conflict checks still find it.")
}

func (h handlers) reopen(w http.ResponseWriter, r *web.Request) error {
	id := matter.ID(r.ID("id"))
	if _, err := h.matters.Reopen(r.Context(), r.Who, id); err != nil {
		return err
	}
	return r.Done(w, Path(id), "Open again.")
}

func (h handlers) restrict(w http.ResponseWriter, r *web.Request) error {
	id := matter.ID(r.ID("id"))
	if err := h.matters.Restrict(r.Context(), r.Who, id); err != nil {
		return err
	}
	return r.DoneUndo(w, Path(id), Path(id)+"/unrestrict", "Only its team sees it now.")
}

func (h handlers) unrestrict(w http.ResponseWriter, r *web.Request) error {
	id := matter.ID(r.ID("id"))
	if err := h.matters.Unrestrict(r.Context(), r.Who, id); err != nil {
		return err
	}
	return r.DoneUndo(w, Path(id), Path(id)+"/restrict", "The firm sees it again, walls apart.")
}
