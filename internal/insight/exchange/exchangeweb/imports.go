package exchangeweb

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"

	"candor/internal/insight/exchange"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/sheet"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

const (
	nav       = "import"
	maxUpload = 8 << 30 // bytes: a mailbox of many years
)

func (h handlers) imports(w http.ResponseWriter, r *web.Request) error {
	v := listView{r: r, Kind: r.URL.Query().Get("kind")}
	var err error
	if v.Batches, v.Next, err = h.exchange.List(r.Context(), r.Who, r.Page()); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Import"), Nav: nav}, listPage(v))
}

// upload takes the file as it streams in: the form's kind stands before it, and
// the file is kept without ever being whole in memory or unencrypted on disk.
func (h handlers) upload(w http.ResponseWriter, r *web.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return broken(err)
	}
	b, kind, err := h.take(r, parts)
	if errs.Is(err, errs.Invalid) {
		v := listView{r: r, Kind: kind}
		v.Problem, _ = web.Said(r.Context(), err)
		if v.Batches, v.Next, err = h.exchange.List(r.Context(), r.Who, r.Page()); err != nil {
			return err
		}
		return r.Refill(w, ui.Page{Title: r.T("Import"), Nav: nav}, listPage(v))
	}
	if err != nil {
		return err
	}
	return r.Done(w, Path(b.ID), "")
}

func (h handlers) take(r *web.Request, parts *multipart.Reader) (b exchange.Batch, kind string, err error) {
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return b, kind, errs.New(errs.Invalid, "Choose a file first.")
		}
		if err != nil {
			return b, kind, broken(err)
		}
		switch part.FormName() {
		case "kind":
			text, err := io.ReadAll(io.LimitReader(part, 100))
			if err != nil {
				return b, kind, broken(err)
			}
			kind = string(text)
		case "file":
			if part.FileName() == "" {
				return b, kind, errs.New(errs.Invalid, "Choose a file first.")
			}
			b, err = h.exchange.Upload(r.Context(), r.Who, exchange.Kind(kind), part.FileName(), part)
			return b, kind, err
		}
	}
}

func broken(err error) error {
	return errs.New(errs.Invalid, "The file was too large or broken on its way.").Because(err)
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return r.Show(w, page(r, v.Batch), showPage(v))
}

func page(r *web.Request, b exchange.Batch) ui.Page {
	return ui.Page{Title: b.Name, Nav: nav, Crumbs: []ui.Crumb{{Label: r.T("Import"), Href: "/import"}}}
}

// view gathers what an import's page shows. The rows are for whoever brought
// the file in.
func (h handlers) view(r *web.Request) (v showView, err error) {
	v = showView{r: r, Show: exchange.Plan(r.URL.Query().Get("show"))}
	if v.Batch, v.Twin, err = h.exchange.Get(r.Context(), r.Who, exchange.ID(r.ID("id"))); err != nil {
		return v, err
	}
	v.Own = v.Batch.CreatedBy == r.Who.ID
	v.Mapping, v.Options = v.Batch.Mapping, v.Batch.Options
	if !v.Own || v.Batch.State.Busy() || v.Batch.State == exchange.Uploaded {
		return v, nil
	}
	plan, result := v.Show, exchange.Plan("")
	if v.tried() {
		plan, result = "", v.Show
	}
	v.Rows, v.Next, err = h.exchange.Rows(r.Context(), r.Who, v.Batch.ID, plan, result, r.Page())
	return v, err
}

// progress is the part of the page that moves. When the work is done it leads
// to what came of it.
func (h handlers) progress(w http.ResponseWriter, r *web.Request) error {
	b, _, err := h.exchange.Get(r.Context(), r.Who, exchange.ID(r.ID("id")))
	if err != nil {
		return err
	}
	if !b.State.Busy() {
		return r.Go(w, Path(b.ID))
	}
	return r.Show(w, page(r, b), progressPart(r, b))
}

func (h handlers) mapping(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	m, o := readMapping(r.Form)
	_, err := h.exchange.Map(r.Context(), r.Who, exchange.ID(r.ID("id")), r.Version(), m, o)
	if errs.Is(err, errs.Invalid) {
		v, viewErr := h.view(r)
		if viewErr != nil {
			return viewErr
		}
		_, v.Problems = web.Said(r.Context(), err)
		v.Mapping, v.Options, v.Remap = m, o, true
		return r.Refill(w, page(r, v.Batch), showPage(v))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/import/"+r.ID("id"), "")
}

func readMapping(form url.Values) (m exchange.Mapping, o exchange.Options) {
	for i := 0; form.Has("column." + strconv.Itoa(i)); i++ {
		m = append(m, form.Get("column."+strconv.Itoa(i)))
	}
	return m, exchange.Options{Dates: exchange.Order(form.Get("dates")), Doubles: exchange.Doubles(form.Get("doubles"))}
}

func (h handlers) run(w http.ResponseWriter, r *web.Request) error {
	if _, err := h.exchange.Run(r.Context(), r.Who, exchange.ID(r.ID("id"))); err != nil {
		return err
	}
	return r.Done(w, "/import/"+r.ID("id"), "")
}

func (h handlers) undo(w http.ResponseWriter, r *web.Request) error {
	if _, err := h.exchange.Undo(r.Context(), r.Who, exchange.ID(r.ID("id"))); err != nil {
		return err
	}
	return r.Done(w, "/import/"+r.ID("id"), "")
}

// original answers the file as it came, as a file and nothing else: it may
// hold anything.
func (h handlers) original(w http.ResponseWriter, r *web.Request) error {
	b, f, err := h.exchange.Original(r.Context(), r.Who, exchange.ID(r.ID("id")))
	if err != nil {
		return err
	}
	defer f.Close()
	asFile(w, b.Name, "application/octet-stream")
	_, err = io.Copy(w, f)
	return err
}

func asFile(w http.ResponseWriter, name, kind string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
}

// problems answers every row that was refused, with why, as a table to mend and
// bring in again.
func (h handlers) problems(w http.ResponseWriter, r *web.Request) error {
	b, _, err := h.exchange.Get(r.Context(), r.Who, exchange.ID(r.ID("id")))
	if err != nil {
		return err
	}
	first, next, err := h.exchange.Rows(r.Context(), r.Who, b.ID, exchange.Bad, "", r.Page())
	if err != nil {
		return err
	}
	asFile(w, r.T("Rows to mend")+".csv", "text/csv; charset=utf-8")
	out := sheet.NewWriter(w)
	if err := out.Write(append([]string{r.T("Row"), r.T("Why")}, b.Header...)...); err != nil {
		return err
	}
	for rows, p := first, r.Page(); ; {
		for _, row := range rows {
			if err := out.Write(append([]string{strconv.FormatInt(row.N, 10), why(r.Context(), row)}, row.Raw...)...); err != nil {
				return err
			}
		}
		if next == "" {
			return out.Flush()
		}
		p.After = next
		if rows, next, err = h.exchange.Rows(r.Context(), r.Who, b.ID, exchange.Bad, "", p); err != nil {
			return err
		}
	}
}

// why says all there is to say about a row.
func why(ctx context.Context, row exchange.Row) string {
	text := ""
	for _, p := range row.Why {
		if text != "" {
			text += " "
		}
		text += said(ctx, p)
	}
	return text
}

// said says one thing about a row. Its numbers come back from where they were
// kept as fractions.
func said(ctx context.Context, p exchange.Problem) string {
	args := make([]any, len(p.Args))
	for i, a := range p.Args {
		if f, ok := a.(float64); ok {
			a = int64(f)
		}
		args[i] = a
	}
	return locale.T(ctx, p.Text, args...)
}
