package conflictweb

import (
	"net/http"
	"net/url"

	"candor/internal/intake/conflict"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// hitView is one hit of a check, and a form about it.
type hitView struct {
	showView
	Hit      conflict.Hit
	Problem  string
	Problems map[string]string
}

// hit finds the hit that an address names. A restricted one has no form.
func (h handlers) hit(r *web.Request) (v hitView, err error) {
	if v.showView, err = h.view(r); err != nil {
		return v, err
	}
	for _, x := range v.Hits {
		if x.ID == r.ID("hit") && !x.Restricted {
			v.Hit = x
			return v, nil
		}
	}
	return v, errs.Missing()
}

func (v hitView) path() string { return Path(v.ID) + "/hits/" + v.Hit.ID }

// wall is the page that raises an ethical wall before whom the hit found.
func (v hitView) wall() string {
	q := url.Values{"contact": {string(v.Hit.ContactID)}, "contact_text": {v.Hit.Name}, "reason": {v.r.T("Conflict check “%s”", v.Title)}}
	return "/walls/new?" + q.Encode()
}

func (h handlers) decideForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.hit(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Decide")), decidePage(v))
}

func (v hitView) page(title string) ui.Page {
	return ui.Page{Title: title, Nav: nav, Crumbs: append(crumbs(v.r), ui.Crumb{Label: v.Title, Href: Path(v.ID)})}
}

func (h handlers) decide(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	x, err := h.conflicts.Dispose(r.Context(), r.Who, r.ID("hit"), r.Version(), conflict.Disposition(r.FormValue("disposition")), r.FormValue("reason"))
	if errs.Is(err, errs.Invalid) {
		v, viewErr := h.hit(r)
		if viewErr != nil {
			return viewErr
		}
		v.Problem, v.Problems = web.Said(r.Context(), err)
		return r.Refill(w, v.page(r.T("Decide")), decidePage(v))
	}
	switch {
	case err != nil:
		return err
	case x.Disposition == conflict.Waivable:
		return r.Done(w, Path(x.CheckID)+"/hits/"+x.ID+"/waiver", "Decided. Note the consent when you have it in writing.")
	case x.NeedsSecond():
		return r.Done(w, Path(x.CheckID), "Decided. A second person must confirm it.")
	}
	return r.Done(w, Path(x.CheckID), "Decided.")
}

func (h handlers) second(w http.ResponseWriter, r *web.Request) error {
	x, err := h.conflicts.Second(r.Context(), r.Who, r.ID("hit"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(x.CheckID), "Confirmed.")
}

func (h handlers) waiverForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.hit(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Consent in writing")), waiverPage(v))
}

func (h handlers) waive(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	on, err := civil.Parse(r.FormValue("on"))
	if err != nil {
		on = civil.Date{}
	}
	x, err := h.conflicts.Waive(r.Context(), r.Who, r.ID("hit"), conflict.Waiver{Who: r.FormValue("who"), On: on, How: r.FormValue("how"), Note: r.FormValue("note")})
	if errs.Is(err, errs.Invalid) {
		v, viewErr := h.hit(r)
		if viewErr != nil {
			return viewErr
		}
		v.Problem, v.Problems = web.Said(r.Context(), err)
		return r.Refill(w, v.page(r.T("Consent in writing")), waiverPage(v))
	}
	if err != nil {
		return err
	}
	return r.Done(w, Path(x.CheckID), "The consent is noted.")
}

func (h handlers) harmless(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := conflict.ID(r.ID("id"))
	n, err := h.conflicts.DisposeHarmless(r.Context(), r.Who, id, r.FormValue("reason"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(id), "%d hits decided.", n)
}

func (h handlers) sign(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	c, err := h.conflicts.Sign(r.Context(), r.Who, conflict.ID(r.ID("id")), r.Version(), r.FormValue("note"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(c.ID)+"/report", "Signed. The report is kept as it is now.")
}

func (h handlers) settleForm(w http.ResponseWriter, r *web.Request) error {
	return r.Show(w, ui.Page{Title: r.T("Settle"), Nav: nav, Crumbs: crumbs(r)}, settlePage(r, "", nil))
}

func (h handlers) settle(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	_, err := h.conflicts.Settle(r.Context(), r.Who, r.ID("id"), r.FormValue("note"))
	if errs.Is(err, errs.Invalid) {
		problem, problems := web.Said(r.Context(), err)
		return r.Refill(w, ui.Page{Title: r.T("Settle"), Nav: nav, Crumbs: crumbs(r)}, settlePage(r, problem, problems))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/conflicts?show=later", "Settled. The record keeps why.")
}
