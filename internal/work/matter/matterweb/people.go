package matterweb

import (
	"net/http"

	"candor/internal/firm/staff"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// shortForm is a small form about a matter as it was filled in.
type shortForm struct {
	showView
	People   []staff.Person
	Problem  string
	Problems map[string]string
}

// about reads what a small form needs.
func (h handlers) about(r *web.Request) (f shortForm, err error) {
	if f.showView, err = h.file(r); err != nil {
		return f, err
	}
	f.People, err = h.people.List(r.Context(), r.Who, false)
	return f, err
}

// refill answers with the small form again, where the person can mend it.
func (h handlers) refill(w http.ResponseWriter, r *web.Request, err error, answer func(http.ResponseWriter, *web.Request, shortForm) error) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	f, getErr := h.about(r)
	if getErr != nil {
		return getErr
	}
	f.Problem, f.Problems = web.Said(r.Context(), err)
	return answer(w, r, f)
}

func (h handlers) teamForm(w http.ResponseWriter, r *web.Request) error {
	f, err := h.about(r)
	if err != nil {
		return err
	}
	return r.Show(w, teamTitle(r, f), teamPage(f))
}

func teamTitle(r *web.Request, f shortForm) ui.Page {
	return ui.Page{Title: r.T("Add to the team"), Nav: nav, Crumbs: within(r, f.File.Matter)}
}

func (h handlers) assign(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	if _, err := h.matters.Assign(r.Context(), r.Who, id, staff.ID(r.FormValue("staff")), matter.Role(r.FormValue("role"))); err != nil {
		return h.refill(w, r, err, func(w http.ResponseWriter, r *web.Request, f shortForm) error {
			return r.Refill(w, teamTitle(r, f), teamPage(f))
		})
	}
	return r.Done(w, Path(id), "The team is changed.")
}

func (h handlers) unassign(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	if err := h.matters.Unassign(r.Context(), r.Who, id, staff.ID(r.FormValue("staff")), matter.Role(r.FormValue("role"))); err != nil {
		return err
	}
	return r.Done(w, Path(id), "The team is changed.")
}

func (h handlers) partyForm(w http.ResponseWriter, r *web.Request) error {
	f, err := h.about(r)
	if err != nil {
		return err
	}
	return r.Show(w, partyTitle(r, f), partyPage(f))
}

func partyTitle(r *web.Request, f shortForm) ui.Page {
	return ui.Page{Title: r.T("Add a party"), Nav: nav, Crumbs: within(r, f.File.Matter)}
}

func (h handlers) addParty(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	_, err := h.matters.AddParty(r.Context(), r.Who, id, matter.Party{
		ContactID: contact.ID(r.FormValue("contact")), Part: matter.Part(r.FormValue("role")), RepresentedBy: contact.ID(r.FormValue("represented_by")), Note: r.FormValue("note"),
	})
	if err != nil {
		return h.refill(w, r, err, func(w http.ResponseWriter, r *web.Request, f shortForm) error {
			return r.Refill(w, partyTitle(r, f), partyPage(f))
		})
	}
	return r.Done(w, Path(id), "They are in the matter now, and conflict checks find them there.")
}

func (h handlers) removeParty(w http.ResponseWriter, r *web.Request) error {
	m, err := h.matters.RemoveParty(r.Context(), r.Who, r.ID("party"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(m.ID), "Taken out of the matter.")
}

func (h handlers) relateForm(w http.ResponseWriter, r *web.Request) error {
	f, err := h.about(r)
	if err != nil {
		return err
	}
	return r.Show(w, relateTitle(r, f), relatePage(f))
}

func relateTitle(r *web.Request, f shortForm) ui.Page {
	return ui.Page{Title: r.T("Relate a matter"), Nav: nav, Crumbs: within(r, f.File.Matter)}
}

// turned marks a relation that is chosen from its other end.
const turned = "~"

// ties are the relations as seen from this matter.
func ties(r *web.Request) (out []ui.Option) {
	for _, t := range matter.Ties() {
		out = append(out, ui.Option{Value: string(t.Kind), Label: r.T(t.Label)})
		if t.Opposite != t.Label {
			out = append(out, ui.Option{Value: turned + string(t.Kind), Label: r.T(t.Opposite)})
		}
	}
	return out
}

func (h handlers) relate(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := matter.ID(r.ID("id"))
	rel := relationFrom(id, matter.ID(r.FormValue("other")), r.FormValue("kind"))
	if _, err := h.matters.Relate(r.Context(), r.Who, rel); err != nil {
		return h.refill(w, r, err, func(w http.ResponseWriter, r *web.Request, f shortForm) error {
			return r.Refill(w, relateTitle(r, f), relatePage(f))
		})
	}
	return r.Done(w, Path(id), "The relation is written down, on both pages.")
}

// relationFrom reads a relation as people put it: "the other is the … of this".
func relationFrom(this, other matter.ID, kind string) matter.Relation {
	if len(kind) > 0 && kind[:1] == turned {
		return matter.Relation{FromID: this, ToID: other, Kind: matter.RelationKind(kind[1:])}
	}
	return matter.Relation{FromID: other, ToID: this, Kind: matter.RelationKind(kind)}
}

func (h handlers) unrelate(w http.ResponseWriter, r *web.Request) error {
	if err := h.matters.Unrelate(r.Context(), r.Who, r.ID("relation")); err != nil {
		return err
	}
	return r.Done(w, Path(matter.ID(r.ID("id"))), "Relation removed.")
}
