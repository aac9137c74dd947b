package promiseweb

import (
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"candor/internal/firm/policy"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/talk/promise"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// termsForm is terms as they are typed. What is left empty is the firm's.
type termsForm struct {
	Unit, N                       string
	Acknowledge, Answer, Escalate string // business hours
	Reason                        string
	WithClient                    bool
}

func termsFormOf(t promise.Terms) termsForm {
	f := termsForm{Unit: string(t.Every.Unit), Acknowledge: hours(t.Acknowledge), Answer: hours(t.Answer), Escalate: hours(t.Escalate)}
	if t.Every.N > 0 {
		f.N = strconv.Itoa(t.Every.N)
	}
	return f
}

// hours writes business time for a field: 8, 1:30, 0 for no promise, and
// nothing where nothing is said.
func hours(d time.Duration) string {
	switch m := int(d / time.Minute); {
	case d == promise.None:
		return "0"
	case m == 0:
		return ""
	case m%60 == 0:
		return strconv.Itoa(m / 60)
	default:
		return strconv.Itoa(m/60) + ":" + strconv.Itoa(m%60/10) + strconv.Itoa(m%60%10)
	}
}

var hoursText = regexp.MustCompile(`^(\d{1,4})(?::([0-5]\d))?$`)

// readHours reads what hours wrote.
func readHours(s string) (time.Duration, bool) {
	if s == "" {
		return 0, true
	}
	m := hoursText.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	h, err := strconv.Atoi(m[1])
	if err != nil {
		return 0, false
	}
	d := time.Duration(h) * time.Hour
	if m[2] != "" {
		minutes, err := strconv.Atoi(m[2])
		if err != nil {
			return 0, false
		}
		d += time.Duration(minutes) * time.Minute
	}
	if d == 0 {
		d = promise.None
	}
	return d, true
}

func readTerms(r *web.Request) termsForm {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	return termsForm{
		Unit: get("unit"), N: get("n"), Acknowledge: get("acknowledge"), Answer: get("answer"), Escalate: get("escalate"),
		Reason: get("reason"), WithClient: get("with_client") != "",
	}
}

// terms makes terms of what was typed.
func (f termsForm) terms() (t promise.Terms, err error) {
	var p errs.Problems
	t.Every.Unit = promise.Unit(f.Unit)
	if f.N != "" && t.Every.Unit != promise.Never && t.Every.Unit != "" {
		t.Every.N, err = strconv.Atoi(f.N)
		p.Check(err == nil, "every", "Choose a number from 1 to 366.")
	}
	for _, x := range []struct {
		name, typed string
		to          *time.Duration
	}{{"acknowledge", f.Acknowledge, &t.Acknowledge}, {"answer", f.Answer, &t.Answer}, {"escalate", f.Escalate, &t.Escalate}} {
		d, ok := readHours(x.typed)
		p.Check(ok, x.name, "Write business hours, such as 8 or 1:30; 0 promises nothing.")
		*x.to = d
	}
	return t, p.Err()
}

func unitOptions(ctx context.Context, empty string) []ui.Option {
	return []ui.Option{
		{Value: "", Label: empty}, {Value: string(promise.Day), Label: locale.T(ctx, "days")},
		{Value: string(promise.BusinessDay), Label: locale.T(ctx, "business days")}, {Value: string(promise.Week), Label: locale.T(ctx, "weeks")},
		{Value: string(promise.Month), Label: locale.T(ctx, "months")}, {Value: string(promise.Never), Label: locale.T(ctx, "no regular word")},
	}
}

func (h handlers) termsForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.read(r)
	if err != nil {
		return err
	}
	v.Terms = termsFormOf(v.View.Own())
	return r.Show(w, v.page(r.T("What we promise this client")), termsPage(v))
}

func (h handlers) setTerms(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id, f := matter.ID(r.ID("id")), readTerms(r)
	t, err := f.terms()
	if err == nil {
		_, err = h.Promises.SetTerms(r.Context(), r.Who, id, promise.NewTerms{Own: t, Reason: f.Reason, WithClient: f.WithClient, Version: r.Version()})
	}
	if err != nil {
		return h.again(w, r, err, func(w http.ResponseWriter, v showView) error {
			v.Terms = f
			return r.Refill(w, v.page(r.T("What we promise this client")), termsPage(v))
		})
	}
	return r.Done(w, "/matters/"+string(id), "From now on this is what we promise.")
}

// firmView is what the firm promises everyone, by practice area.
type firmView struct {
	r         *web.Request
	Areas     []area.Area
	Decisions []policy.Decision
	Scope     string
	From      string
	Terms     termsForm
	Problems  map[string]string
	Problem   string
}

func (v firmView) area(scope string) string {
	for _, a := range v.Areas {
		if string(a.ID) == scope {
			return v.r.T(a.Name)
		}
	}
	return v.r.T("The whole firm")
}

func (h handlers) readFirm(r *web.Request) (v firmView, err error) {
	v.r = r
	if v.Areas, err = h.Areas.List(r.Context(), r.Who); err != nil {
		return v, err
	}
	v.Decisions, err = h.Policies.List(r.Context(), r.Who, promise.TermsPolicy)
	return v, err
}

func (h handlers) firmTerms(w http.ResponseWriter, r *web.Request) error {
	v, err := h.readFirm(r)
	if err != nil {
		return err
	}
	v.Terms, v.From = termsFormOf(promise.Suggested()), r.Now.In(r.Zone).Format(time.DateOnly)
	return r.Show(w, firmPage(r), firmTermsPage(v))
}

func firmPage(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("What we promise"), Nav: "promises", Crumbs: []ui.Crumb{{Label: r.T("Promises"), Href: "/promises"}}}
}

func (h handlers) decide(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f, scope := readTerms(r), r.FormValue("scope")
	t, err := f.terms()
	if err == nil {
		err = h.decided(r, scope, t, f.Reason)
	}
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		v, readErr := h.readFirm(r)
		if readErr != nil {
			return readErr
		}
		v.Terms, v.Scope, v.From = f, scope, r.FormValue("from_on")
		v.Problem, v.Problems = web.Said(r.Context(), err)
		return r.Refill(w, firmPage(r), firmTermsPage(v))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/settings/promises", "Decided. Running promises follow within minutes of the day it holds from.")
}

func (h handlers) decided(r *web.Request, scope string, t promise.Terms, reason string) error {
	on, err := civil.Parse(r.FormValue("from_on"))
	if err != nil {
		return web.BadField("from_on", "Write the date as year-month-day, such as 2026-05-31.")
	}
	if scope != "" {
		if _, err := h.Areas.Get(r.Context(), r.Who, area.ID(scope)); err != nil {
			return web.BadField("scope", "Choose a practice area.")
		}
	}
	_, err = h.Policies.Decide(r.Context(), r.Who, promise.TermsPolicy, scope, on, t, reason)
	return err
}
