package funnelweb

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"candor/internal/intake/funnel"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/area"
)

type funnelView struct {
	r *web.Request
	funnel.Funnel
	Names map[area.ID]string // of practice areas
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v := funnelView{r: r, Names: map[area.ID]string{}}
	as, err := h.areas.List(r.Context(), r.Who)
	if err != nil {
		return err
	}
	for _, a := range as {
		v.Names[a.ID] = r.T(a.Name)
	}
	if v.Funnel, err = h.funnel.Get(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Funnel"), Nav: "leads", Crumbs: []ui.Crumb{{Label: r.T("Leads"), Href: "/leads"}}}, funnelPage(v))
}

// rate says how many of the qualified signed, and what that proves.
func (v funnelView) rate(c funnel.Cohort) string {
	p, low, high, ok := c.Rate()
	switch {
	case !c.Ripe:
		return v.r.T("too young to judge")
	case !ok:
		return v.r.T("n/a")
	}
	return v.r.T("%d %% (%d–%d)", p, low, high)
}

func (v funnelView) month(c funnel.Cohort) string {
	year, month, _ := strings.Cut(c.Key, "-")
	n, err := strconv.Atoi(month)
	if err != nil {
		return c.Key
	}
	return locale.Month(v.r.Context(), time.Month(n)) + " " + year
}

func (v funnelView) source(c funnel.Cohort) string { return v.r.T(inquiry.Source(c.Key).Label()) }

func (v funnelView) cohortArea(c funnel.Cohort) string {
	if c.Key == "" {
		return v.r.T("Not known yet")
	}
	return v.Names[c.AreaID()]
}

// bars shows how many asked and how many of them signed; what is too young to
// judge is grey.
func (v funnelView) bars(cs []funnel.Cohort, name func(funnel.Cohort) string) (out []ui.Bar) {
	for _, c := range cs {
		b := ui.Bar{Label: name(c), Value: c.Inquiries, Text: v.r.T("%[1]d asked, %[2]d signed", c.Inquiries, c.Signed), Tone: ui.Info}
		if !c.Ripe {
			b.Tone = ui.Neutral
		}
		out = append(out, b)
	}
	return out
}

func (v funnelView) lost() (out []ui.Bar) {
	for _, exit := range inquiry.Exits() {
		for _, why := range inquiry.Reasons(exit) {
			if n := v.Lost[why]; n > 0 && !hasBar(out, v.r.T(why.Label())) {
				out = append(out, ui.Bar{Label: v.r.T(why.Label()), Value: n, Tone: ui.Neutral})
			}
		}
	}
	return out
}

func hasBar(bs []ui.Bar, label string) bool {
	for _, b := range bs {
		if b.Label == label {
			return true
		}
	}
	return false
}
