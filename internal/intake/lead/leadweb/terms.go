package leadweb

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// termsForm is the firm's terms as they are typed.
type termsForm struct {
	r                          *web.Request
	Answer, Fresh, Chase, Ripe string
	Reason                     string
	Problem                    string
	Problems                   map[string]string
}

func (h handlers) termsForm(w http.ResponseWriter, r *web.Request) error {
	t, err := h.leads.Terms(r.Context(), r.Who)
	if err != nil {
		return err
	}
	f := termsForm{r: r, Answer: strconv.FormatFloat(t.Answer.Hours(), 'f', -1, 64), Fresh: strconv.Itoa(int(t.Fresh.Hours())), Chase: strconv.Itoa(t.Chase), Ripe: strconv.Itoa(t.Ripe)}
	return r.Show(w, ui.Page{Title: r.T("Terms for leads"), Nav: nav, Crumbs: crumbs(r)}, termsPage(f))
}

func (h handlers) decide(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := termsForm{r: r, Answer: r.FormValue("answer"), Fresh: r.FormValue("fresh"), Chase: r.FormValue("chase"), Ripe: r.FormValue("ripe"), Reason: r.FormValue("reason")}
	t, err := f.terms()
	if err == nil {
		_, err = h.policies.Decide(r.Context(), r.Who, lead.TermsPolicy, "", civil.Of(r.Now, r.Zone), t, f.Reason)
	}
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		f.Problem, f.Problems = web.Said(r.Context(), err)
		return r.Refill(w, ui.Page{Title: r.T("Terms for leads"), Nav: nav, Crumbs: crumbs(r)}, termsPage(f))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/settings/leads", "The terms hold from today.")
}

// terms makes terms of what was typed; what is no number is out of bounds.
func (f termsForm) terms() (inquiry.Terms, error) {
	number := func(s string) int {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			return -1
		}
		return n
	}
	hours, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(f.Answer), ",", "."), 64)
	if err != nil || hours > 1000 {
		hours = -1
	}
	t := inquiry.Terms{Answer: time.Duration(hours * float64(time.Hour)), Fresh: time.Duration(number(f.Fresh)) * time.Hour, Chase: number(f.Chase), Ripe: number(f.Ripe)}
	return t, t.Check()
}
