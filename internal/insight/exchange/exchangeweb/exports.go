package exchangeweb

import (
	"io"
	"net/http"
	"strconv"

	"candor/internal/insight/exchange"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

func (h handlers) exports(w http.ResponseWriter, r *web.Request) error {
	q := r.URL.Query()
	v := exportView{r: r, Scope: exchange.Scope(q.Get("scope")), Contact: q.Get("contact"), Matter: q.Get("matter")}
	switch {
	case v.Matter != "":
		v.Scope = exchange.OneMatter
	case v.Contact != "":
		v.Scope = exchange.OneClient
	}
	return h.exportsOf(w, r, v)
}

func (h handlers) exportsOf(w http.ResponseWriter, r *web.Request, v exportView) (err error) {
	if v.Exports, v.Next, err = h.exchange.Exports(r.Context(), r.Who, r.Page()); err != nil {
		return err
	}
	p := ui.Page{Title: r.T("Export"), Nav: "export"}
	if v.Problem != "" {
		return r.Refill(w, p, exportPage(v))
	}
	return r.Show(w, p, exportPage(v))
}

// exportList is the part of the page that moves.
func (h handlers) exportList(w http.ResponseWriter, r *web.Request) error {
	es, next, err := h.exchange.Exports(r.Context(), r.Who, r.Page())
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Export"), Nav: "export"}, exportTable(exportView{r: r, Exports: es, Next: next}))
}

func (h handlers) export(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v := exportView{r: r, Scope: exchange.Scope(r.FormValue("scope")), Contact: r.FormValue("contact"), Matter: r.FormValue("matter")}
	_, err := h.exchange.Export(r.Context(), r.Who, v.Scope, contact.ID(v.Contact), matter.ID(v.Matter))
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.NotFound) {
		v.Problem, _ = web.Said(r.Context(), err)
		return h.exportsOf(w, r, v)
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/export", "Your copy is being put together. You may leave this page meanwhile.")
}

func (h handlers) fetch(w http.ResponseWriter, r *web.Request) error {
	e, f, err := h.exchange.Fetch(r.Context(), r.Who, exchange.ExportID(r.ID("id")))
	if err != nil {
		return err
	}
	defer f.Close()
	asFile(w, fileOf(e), "application/zip")
	w.Header().Set("Content-Length", strconv.FormatInt(e.Size, 10))
	_, err = io.Copy(w, f)
	return err
}

// fileOf names a copy's file. Whose copy it is stays out of the name: it lands
// in a folder of downloads.
func fileOf(e exchange.Export) string {
	return "candor-" + string(e.Scope) + "-" + e.CreatedAt.Format("2006-01-02") + ".zip"
}
