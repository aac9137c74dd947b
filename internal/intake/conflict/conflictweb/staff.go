package conflictweb

import (
	"net/http"
	"slices"
	"strings"

	"candor/internal/firm/staff"
	"candor/internal/intake/conflict"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

const nav = "conflicts"

func crumbs(r *web.Request) []ui.Crumb {
	return []ui.Crumb{{Label: r.T("Conflicts"), Href: "/conflicts"}}
}

type listView struct {
	r        *web.Request
	Show     string
	Checks   []conflict.Check
	Findings []conflict.Finding
	Next     string
	Book     staff.Book
}

func (h handlers) list(w http.ResponseWriter, r *web.Request) (err error) {
	v := listView{r: r, Show: r.URL.Query().Get("show")}
	if v.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return err
	}
	if v.Findings, err = h.conflicts.Findings(r.Context(), r.Who, ""); err != nil {
		return err
	}
	f := conflict.Filter{Open: true}
	switch v.Show {
	case "mine":
		f = conflict.Filter{SecondFor: r.Who.ID}
	case "signed":
		f = conflict.Filter{Signed: true}
	}
	if v.Show != "later" {
		if v.Checks, v.Next, err = h.conflicts.List(r.Context(), r.Who, f, r.Page()); err != nil {
			return err
		}
	}
	return r.Show(w, ui.Page{Title: r.T("Conflicts"), Nav: nav}, listPage(v))
}

func (v listView) tabs() []ui.Tab {
	tab := func(label, show string) ui.Tab {
		to := "/conflicts"
		if show != "" {
			to += "?show=" + show
		}
		return ui.Tab{Label: label, Href: to, Active: v.Show == show}
	}
	out := []ui.Tab{tab(v.r.T("Open"), "")}
	if v.r.Who.May(conflict.Deciding) {
		out = append(out, tab(v.r.T("Waiting for me"), "mine"))
	}
	later := tab(v.r.T("Found later"), "later")
	later.Count = len(v.Findings)
	return append(out, later, tab(v.r.T("Signed"), "signed"))
}

func (v listView) more() string {
	if v.Next == "" {
		return ""
	}
	return "/conflicts?show=" + v.Show + "&after=" + v.Next
}

// form is a new check as it was filled in.
type form struct {
	Title, Nature           string
	Clients, Against, Other string
	Problem                 string
	Problems                map[string]string
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	return r.Show(w, ui.Page{Title: r.T("New conflict check"), Nav: nav, Crumbs: crumbs(r)}, newPage(form{}))
}

// parties reads one name a line; behind a semicolon may stand a date of birth,
// an e-mail address or a phone number.
func parties(text string, part matter.Part) (out []conflict.Party) {
	for line := range strings.Lines(text) {
		parts := strings.Split(line, ";")
		p := conflict.Party{Name: strings.TrimSpace(parts[0]), Part: part}
		for _, more := range parts[1:] {
			if more = strings.TrimSpace(more); more == "" {
				continue
			}
			if d, err := civil.Parse(more); err == nil {
				p.Born = d
			} else {
				p.Reach = more
			}
		}
		out = append(out, p)
	}
	return out
}

func (h handlers) ask(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := form{Title: r.FormValue("title"), Nature: r.FormValue("nature"), Clients: r.FormValue("clients"), Against: r.FormValue("against"), Other: r.FormValue("other")}
	ps := slices.Concat(parties(f.Clients, matter.Client), parties(f.Against, matter.Adverse), parties(f.Other, "other"))
	c, err := h.conflicts.Ask(r.Context(), r.Who, conflict.Check{Title: f.Title, Nature: f.Nature, Parties: ps})
	if errs.Is(err, errs.Invalid) {
		f.Problem, f.Problems = web.Said(r.Context(), err)
		return r.Refill(w, ui.Page{Title: r.T("New conflict check"), Nav: nav, Crumbs: crumbs(r)}, newPage(f))
	}
	if err != nil {
		return err
	}
	return r.Done(w, Path(c.ID), "")
}

type showView struct {
	r *web.Request
	conflict.File
	Book staff.Book
}

// left counts the hits that keep the check from being signed.
func (v showView) left() (n int) {
	for _, h := range v.Hits {
		if !h.Settled() {
			n++
		}
	}
	return n
}

// harmless counts the hits that one may decide together.
func (v showView) harmless() (n int) {
	for _, h := range v.Hits {
		if h.Severity == conflict.Harmless && h.Disposition == conflict.Undecided && !h.Restricted {
			n++
		}
	}
	return n
}

func (v showView) may() bool { return v.r.Who.May(conflict.Deciding) && v.State == conflict.Open }

func (v showView) asked(h conflict.Hit) conflict.Party {
	if int(h.Party) < len(v.Parties) {
		return v.Parties[h.Party]
	}
	return conflict.Party{}
}

func (h handlers) view(r *web.Request) (v showView, err error) {
	v.r = r
	if v.File, err = h.conflicts.Get(r.Context(), r.Who, conflict.ID(r.ID("id"))); err != nil {
		return v, err
	}
	v.Book, err = h.people.Book(r.Context(), r.Who)
	return v, err
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: v.Title, Nav: nav, Crumbs: crumbs(r)}, showPage(v))
}

func (h handlers) report(w http.ResponseWriter, r *web.Request) error {
	rep, err := h.conflicts.Report(r.Context(), r.Who, conflict.ID(r.ID("id")))
	if err != nil {
		return err
	}
	v := showView{r: r, File: rep.File}
	if v.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return err
	}
	at := append(crumbs(r), ui.Crumb{Label: rep.Title, Href: Path(rep.ID)})
	return r.Show(w, ui.Page{Title: r.T("Conflict report: %s", rep.Title), Nav: nav, Crumbs: at}, reportPage(v, rep))
}

// again asks anew for the names of a check.
func (h handlers) again(w http.ResponseWriter, r *web.Request) error {
	f, err := h.conflicts.Get(r.Context(), r.Who, conflict.ID(r.ID("id")))
	if err != nil {
		return err
	}
	c, err := h.conflicts.Ask(r.Context(), r.Who, conflict.Check{Title: f.Title, Nature: f.Nature, MatterID: f.MatterID, Parties: f.Parties})
	if err != nil {
		return err
	}
	return r.Done(w, Path(c.ID), "Looked again, at all that the firm knows today.")
}

func (h handlers) ofMatter(w http.ResponseWriter, r *web.Request) error {
	id := matter.ID(r.ID("id"))
	st, err := h.conflicts.Standing(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Conflict check"), Nav: "matters"}, matterPart(r, id, st))
}

func (h handlers) askMatter(w http.ResponseWriter, r *web.Request) error {
	c, err := h.conflicts.Draft(r.Context(), r.Who, matter.ID(r.ID("id")))
	if err != nil {
		return err
	}
	if c, err = h.conflicts.Ask(r.Context(), r.Who, c); err != nil {
		return err
	}
	return r.Done(w, Path(c.ID), "")
}
