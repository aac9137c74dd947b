package leadweb

import (
	"net/http"

	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

type showView struct {
	around
	File lead.File
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	a, err := h.around(r)
	if err != nil {
		return err
	}
	v := showView{around: a}
	if v.File, err = h.leads.Get(r.Context(), r.Who, inquiry.ID(r.ID("id"))); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: v.File.Name, Nav: nav, Crumbs: crumbs(r)}, showPage(v))
}

// steps is the pipeline as this lead went it.
func (v showView) steps() (out []ui.Step) {
	at := v.File.State.Step()
	if at < 0 {
		at = v.File.Before.Step()
	}
	for i, st := range inquiry.Pipeline() {
		s := ui.Step{Label: v.r.T(st.Label()), State: ui.StepNext}
		switch {
		case i == at && v.File.Open():
			s.State = ui.StepNow
		case i < at && (st == inquiry.Scheduled || st == inquiry.Held) && v.File.ConsultAt == nil:
			s.State = ui.StepSkipped
		case i < at || v.File.State == inquiry.Opened:
			s.State = ui.StepDone
		}
		if st == inquiry.Scheduled && v.File.ConsultAt != nil {
			s.Note = locale.Moment(v.r.Context(), v.File.ConsultAt.In(v.Hours.Zone()))
		}
		out = append(out, s)
	}
	return out
}

// next is the usual step from here.
func (v showView) next() (inquiry.State, bool) {
	i := v.File.State.Step() + 1
	if !v.File.Open() || i >= inquiry.Opened.Step() {
		return "", false
	}
	return inquiry.Pipeline()[i], true
}

// nextLabel says it as an act.
func nextLabel(s inquiry.State) string {
	switch s {
	case inquiry.Screened:
		return "Mark as screened"
	case inquiry.NamesRun:
		return "Names are run"
	case inquiry.Scheduled:
		return "Set a time to meet"
	case inquiry.Held:
		return "We have met"
	case inquiry.Cleared:
		return "Conflicts are cleared"
	case inquiry.Sent:
		return "Agreement is sent"
	case inquiry.Signed:
		return "Agreement is signed"
	}
	return "Move"
}

// asks reports whether a step needs more words than a button.
func asks(l lead.File, to inquiry.State) bool {
	return to == inquiry.Scheduled || to == inquiry.NamesRun && len(l.Parties) == 0 || to.Step() < 0
}

// undoable reports whether the last move may be taken back.
func (v showView) undoable() bool {
	n := len(v.File.Moves)
	if n < 2 || v.File.State == inquiry.Opened {
		return false
	}
	last := v.File.Moves[n-1]
	return !last.Undo && !last.Undone && last.FromState.Step() >= 0 && last.ToState == v.File.State
}

func (v showView) moveTitle(m inquiry.Move) string {
	switch {
	case m.Undo:
		return v.r.T("Taken back to %s", v.r.T(m.ToState.Label()))
	case m.FromState == "":
		return v.r.T("Asked for help")
	case m.Reason != "":
		return v.r.T("%[1]s: %[2]s", v.r.T(m.ToState.Label()), v.r.T(m.Reason.Label()))
	}
	return v.r.T("Moved from %[1]s to %[2]s", v.r.T(m.FromState.Label()), v.r.T(m.ToState.Label()))
}

// who is a person of ours, or the program.
func (v showView) who(id string) string {
	for i, p := range v.Book {
		if string(i) == id {
			return p.Name
		}
	}
	return v.r.T("Candor")
}
