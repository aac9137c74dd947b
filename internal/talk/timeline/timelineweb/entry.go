package timelineweb

import (
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// entryView is one entry's page.
type entryView struct {
	r      *web.Request
	Detail timeline.Detail
	Thread []timeline.Entry
	Names  timeline.Names
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(), entryPage(v))
}

func (h handlers) view(r *web.Request) (v entryView, err error) {
	ctx, id := r.Context(), timeline.ID(r.ID("id"))
	v.r = r
	if v.Detail, err = h.line.Get(ctx, r.Who, id); err != nil {
		return v, err
	}
	if v.Detail.Kind == timeline.Email {
		if v.Thread, err = h.line.Thread(ctx, r.Who, id); err != nil {
			return v, err
		}
	}
	v.Names, err = h.line.Names(ctx, r.Who, append(v.Thread, v.mentioned()...)...)
	return v, err
}

// mentioned are the people and matters that the page names.
func (v entryView) mentioned() []timeline.Entry {
	out := []timeline.Entry{v.Detail.Entry}
	for _, p := range v.Detail.People {
		out = append(out, timeline.Entry{ContactID: p.ContactID})
	}
	for _, m := range v.Detail.Moves {
		out = append(out, timeline.Entry{MatterID: m.FromMatter}, timeline.Entry{MatterID: m.ToMatter})
	}
	return out
}

func (v entryView) page() ui.Page {
	e := v.Detail.Entry
	p := ui.Page{Title: title(v.r.Context(), e), Nav: "matters"}
	switch m, ok := v.Names.Matters[e.MatterID]; {
	case ok:
		p.Crumbs = []ui.Crumb{{Label: v.r.T("Matters"), Href: "/matters"}, {Label: m.Title, Href: "/matters/" + string(m.ID)}}
	case e.Unfiled():
		p.Nav, p.Crumbs = "unfiled", []ui.Crumb{{Label: v.r.T("Unfiled"), Href: "/unfiled"}}
	case e.ContactID != "":
		p.Nav, p.Crumbs = "contacts", []ui.Crumb{{Label: v.Names.Contacts[e.ContactID], Href: "/contacts/" + string(e.ContactID)}}
	}
	return p
}

// foreign keeps a message by a stranger where it can run and reach nothing: a
// sandbox of its own beside the frame's (CSP Level 3, 6.3).
const foreign = "default-src 'none'; style-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

func (h handlers) html(w http.ResponseWriter, r *web.Request) error {
	id := timeline.ID(r.ID("id"))
	inline := func(place int) string { return Path(id) + "/files/" + strconv.Itoa(place) + "?inline=1" }
	body, err := h.line.SafeHTML(r.Context(), r.Who, id, inline, r.T("picture not shown"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", foreign)
	return r.Part(w, foreignPage(r.Lang, body))
}

func (h handlers) original(w http.ResponseWriter, r *web.Request) error {
	e, f, err := h.line.Original(r.Context(), r.Who, timeline.ID(r.ID("id")))
	if err != nil {
		return err
	}
	defer f.Close()
	return download(w, "message/rfc822", fileName(e.Subject)+".eml", f)
}

// fileName is a subject fit to be a file's name.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, strings.TrimSpace(s))
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80])
	}
	if strings.Trim(s, ".- ") == "" {
		return "message"
	}
	return s
}

// download sends a file to be kept, never to be opened in the page.
func download(w http.ResponseWriter, kind, name string, f io.Reader) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", foreign)
	_, err := io.Copy(w, f)
	return err
}

func (h handlers) file(w http.ResponseWriter, r *web.Request) error {
	place, err := strconv.Atoi(r.ID("place"))
	if err != nil {
		return errs.Missing()
	}
	f, err := h.line.Attachment(r.Context(), r.Who, timeline.ID(r.ID("id")), place)
	if err != nil {
		return err
	}
	defer f.Close()
	if r.URL.Query().Get("inline") != "" && f.Picture() {
		w.Header().Set("Content-Type", f.Type)
		w.Header().Set("Content-Disposition", "inline")
		w.Header().Set("Content-Security-Policy", foreign)
		_, err = io.Copy(w, f)
		return err
	}
	return download(w, "application/octet-stream", f.Name, f)
}

func (h handlers) settle(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	e, err := h.line.Settle(r.Context(), r.Who, timeline.ID(r.ID("id")), r.FormValue("settled") != "")
	if err != nil {
		return err
	}
	if e.Settled {
		return r.Done(w, r.Back(Path(e.ID)), "Noted: this asks for no answer.")
	}
	return r.Done(w, r.Back(Path(e.ID)), "Noted: this waits for an answer.")
}

func (h handlers) hold(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	e, err := h.line.Hold(r.Context(), r.Who, timeline.ID(r.ID("id")), r.FormValue("holding") != "")
	if err != nil {
		return err
	}
	if e.Holding {
		return r.Done(w, r.Back(Path(e.ID)), "Noted: the answer is still to come.")
	}
	return r.Done(w, r.Back(Path(e.ID)), "Noted: this was the answer.")
}

func (h handlers) restore(w http.ResponseWriter, r *web.Request) error {
	e, err := h.line.Restore(r.Context(), r.Who, timeline.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Done(w, Path(e.ID), "Brought back.")
}

// askView is a short form about one entry: moving it, removing it, weighing it.
type askView struct {
	r       *web.Request
	Entry   timeline.Entry
	Names   timeline.Names
	Cases   []timeline.Case
	Back    string
	Problem map[string]string
}

func (h handlers) ask(r *web.Request) (v askView, err error) {
	d, err := h.line.Get(r.Context(), r.Who, timeline.ID(r.ID("id")))
	if err != nil {
		return v, err
	}
	v = askView{r: r, Entry: d.Entry, Back: r.Back(Path(d.ID))}
	v.Names, err = h.line.Names(r.Context(), r.Who, d.Entry)
	return v, err
}

func (v askView) page(title string) ui.Page {
	return ui.Page{Title: title, Nav: "matters", Crumbs: []ui.Crumb{{Label: v.r.T("Entry"), Href: Path(v.Entry.ID)}}}
}

func (h handlers) moveForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.ask(r)
	if err != nil {
		return err
	}
	if r.Who.May(timeline.Sorting) {
		if v.Cases, err = h.line.Suggest(r.Context(), r.Who, v.Entry.ID); err != nil {
			return err
		}
	}
	return r.Show(w, v.page(r.T("Move to another matter")), movePage(v))
}

func (h handlers) move(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	to := matter.ID(r.FormValue("matter"))
	if to == "" && r.FormValue("out") == "" {
		v, err := h.ask(r)
		if err != nil {
			return err
		}
		v.Problem = map[string]string{"matter": r.T("Choose the matter it belongs to.")}
		return r.Refill(w, v.page(r.T("Move to another matter")), movePage(v))
	}
	m, err := h.line.Move(r.Context(), r.Who, timeline.ID(r.ID("id")), to)
	if err != nil {
		return err
	}
	said := "Moved to the other matter."
	switch {
	case to == "":
		said = "Taken out of the matter."
	case m.FromMatter == "":
		said = "Filed."
	}
	return r.DoneUndo(w, r.Back(Path(m.EntryID)), "/timeline/moves/"+m.ID+"/undo", said)
}

func (h handlers) unmove(w http.ResponseWriter, r *web.Request) error {
	m, err := h.line.Unmove(r.Context(), r.Who, r.ID("move"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(m.EntryID), "Taken back: it is where it was.")
}

func (h handlers) removeForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.ask(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Remove from the timeline")), removePage(v))
}

func (h handlers) remove(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	e, err := h.line.Remove(r.Context(), r.Who, timeline.ID(r.ID("id")), r.FormValue("why"))
	if errs.Is(err, errs.Invalid) {
		return h.again(w, r, err, r.T("Remove from the timeline"), removePage)
	}
	if err != nil {
		return err
	}
	return r.DoneUndo(w, r.Back(Path(e.ID)), Path(e.ID)+"/restore", "Removed. The record keeps why, and the original is kept.")
}
