package matterweb

import (
	"net/http"
	"slices"

	"candor/internal/firm/staff"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

type bulkView struct {
	r       *web.Request
	Act     string
	IDs     []string
	Areas   []area.Area
	People  []staff.Person
	Results []result
}

// result is what became of one of many, in words.
type result struct {
	Number, Href, Said string
	Done               bool
}

// bulkForm asks what exactly to do with the chosen matters.
func (h handlers) bulkForm(w http.ResponseWriter, r *web.Request) error {
	q := r.URL.Query()
	v := bulkView{r: r, Act: q.Get("act"), IDs: q["id"]}
	if len(v.IDs) == 0 {
		return errs.New(errs.Invalid, "Choose at least one matter.")
	}
	if !slices.Contains([]string{"assign", "stage", "tag"}, v.Act) {
		return errs.Missing()
	}
	var err error
	if v.Areas, v.People, _, err = h.setting(r); err != nil {
		return err
	}
	return r.Show(w, bulkTitle(r), bulkPage(v))
}

func bulkTitle(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("Several matters"), Nav: nav, Crumbs: crumbs(r)}
}

func (h handlers) bulk(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v := bulkView{r: r, Act: r.FormValue("act"), IDs: r.Form["id"]}
	ids := make([]matter.ID, 0, len(v.IDs))
	for _, i := range v.IDs {
		ids = append(ids, matter.ID(i))
	}
	results, err := h.matters.Apply(r.Context(), r.Who, ids, matter.Bulk{
		Staff: staff.ID(r.FormValue("staff")), Role: matter.Role(r.FormValue("role")), Stage: r.FormValue("stage"), Tag: r.FormValue("tag"),
	})
	if err != nil {
		return err
	}
	for _, x := range results {
		v.Results = append(v.Results, said(r, x))
	}
	return r.Show(w, bulkTitle(r), resultsPage(v))
}

func said(r *web.Request, x matter.Result) result {
	out := result{Number: x.Number, Href: Path(x.ID), Said: r.T("Done"), Done: x.Err == nil}
	if x.Number == "" {
		out.Number, out.Href = r.T("A matter you may not see"), ""
	}
	if x.Err != nil {
		text, fields := web.Said(r.Context(), x.Err)
		for _, f := range fields {
			text = f
		}
		if text == "" {
			text = r.T("This one failed. Try it by itself.")
		}
		out.Said = text
	}
	return out
}

// stages are the stages of every area, by area.
func (v bulkView) stages() (out []ui.Option) {
	for _, a := range v.Areas {
		for _, o := range stageOptions(v.r, a, "") {
			o.Group = v.r.T(a.Name)
			out = append(out, o)
		}
	}
	return out
}
