package staffweb

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// coverView is who stands in for whom, and the form that arranges it.
type coverView struct {
	r        *web.Request
	Stands   []staff.Stand
	Book     staff.Book
	Form     url.Values
	Problem  string
	Problems map[string]string
}

// all reports whether whoever looks may arrange it for everyone.
func (v coverView) all() bool { return v.r.Who.May(access.Walling) }

// mine reports whether whoever looks may end a cover.
func (v coverView) mine(s staff.Stand) bool {
	return v.all() || v.r.Who.ID == string(s.For) || v.r.Who.ID == string(s.By.ID)
}

func (h handlers) covers(w http.ResponseWriter, r *web.Request) error {
	return h.showCovers(w, r, coverView{r: r, Form: url.Values{"for": {r.Who.ID}}})
}

func (h handlers) showCovers(w http.ResponseWriter, r *web.Request, v coverView) (err error) {
	if v.Stands, err = h.people.Stands(r.Context(), r.Who); err != nil {
		return err
	}
	if v.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return err
	}
	p := ui.Page{Title: r.T("Standing in"), Nav: nav, Crumbs: []ui.Crumb{{Label: r.T("People"), Href: "/people"}}}
	if v.Problem != "" {
		return r.Refill(w, p, coverPage(v))
	}
	return r.Show(w, p, coverPage(v))
}

func (h handlers) arrange(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	n := staff.NewCover{For: staff.ID(r.FormValue("for")), By: staff.ID(r.FormValue("by")), Why: r.FormValue("why")}
	n.From, _ = civil.Parse(strings.TrimSpace(r.FormValue("from"))) // a day that can't be read is none, and none is refused
	n.Until, _ = civil.Parse(strings.TrimSpace(r.FormValue("until")))
	err := h.people.ArrangeCover(r.Context(), r.Who, n)
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		v := coverView{r: r, Form: r.Form}
		v.Problem, v.Problems = web.Said(r.Context(), err)
		return h.showCovers(w, r, v)
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/covers", "Arranged. It begins and ends by itself.")
}

func (h handlers) endCover(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	if err := h.people.EndCover(r.Context(), r.Who, staff.ID(r.FormValue("by")), staff.ID(r.FormValue("for"))); err != nil {
		return err
	}
	return r.Done(w, "/covers", "They no longer stand in.")
}

type apiCover struct {
	For   string `json:"for" doc:"The id of who is away."`
	By    string `json:"by" doc:"The id of who stands in."`
	From  string `json:"from" doc:"The first day, as an ISO 8601 date."`
	Until string `json:"until" doc:"The last day."`
	Why   string `json:"why"`
}

type coversOut struct{ Body web.PageOut[apiCover] }

func (h handlers) apiCovers(ctx context.Context, who actor.Actor, _ *struct{}) (*coversOut, error) {
	ss, err := h.people.Stands(ctx, who)
	return &coversOut{web.Items(ss, "", func(s staff.Stand) apiCover {
		return apiCover{string(s.For), string(s.By.ID), s.FromOn.String(), s.UntilOn.String(), s.Why}
	})}, err
}

type arrangeIn struct{ Body apiCover }

func (h handlers) apiArrange(ctx context.Context, who actor.Actor, in *arrangeIn) (*coversOut, error) {
	n := staff.NewCover{For: staff.ID(in.Body.For), By: staff.ID(in.Body.By), Why: in.Body.Why}
	var err error
	if n.From, err = civil.Parse(in.Body.From); err != nil {
		return nil, web.BadField("from", "Write the date as year-month-day, such as 1980-05-31.")
	}
	if n.Until, err = civil.Parse(in.Body.Until); err != nil {
		return nil, web.BadField("until", "Write the date as year-month-day, such as 1980-05-31.")
	}
	if err := h.people.ArrangeCover(ctx, who, n); err != nil {
		return nil, err
	}
	return h.apiCovers(ctx, who, nil)
}

// CoverIn names a cover in a path.
type CoverIn struct {
	By  string `path:"by"`
	For string `path:"for"`
}

func (h handlers) apiEndCover(ctx context.Context, who actor.Actor, in *CoverIn) (*struct{}, error) {
	return nil, h.people.EndCover(ctx, who, staff.ID(in.By), staff.ID(in.For))
}
