package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/ui"
)

// status is the one table from our kinds of error to HTTP's.
func status(k errs.Kind) int {
	switch k {
	case errs.Invalid:
		return http.StatusUnprocessableEntity
	case errs.Unauthenticated:
		return http.StatusUnauthorized
	case errs.Forbidden:
		return http.StatusForbidden
	case errs.NotFound:
		return http.StatusNotFound
	case errs.Conflict:
		return http.StatusConflict
	case errs.TooMany:
		return http.StatusTooManyRequests
	case errs.Unavailable:
		return http.StatusServiceUnavailable
	case errs.Internal:
	}
	return http.StatusInternalServerError
}

// Said gives an error's words in the language of ctx, and the words for each
// field that is wrong.
func Said(ctx context.Context, err error) (string, map[string]string) {
	e, ok := errors.AsType[*errs.Error](err)
	if !ok {
		return "", nil
	}
	fields := make(map[string]string, len(e.Fields))
	for _, f := range e.Fields {
		fields[f.Name] = locale.T(ctx, f.Text, f.Args...)
	}
	return locale.T(ctx, e.Text, e.Args...), fields
}

// fail shows an error. What is ours is logged with the reference number that
// the person sees.
func (m *Mux) fail(w http.ResponseWriter, r *Request, a Audience, err error) {
	ref, _ := r.Context().Value(reference{}).(string)
	k := errs.KindOf(err)
	if k == errs.Internal {
		if errors.Is(err, context.Canceled) {
			return // they left
		}
		m.log.Error("request failed", "ref", ref, "route", r.Pattern, "error", err)
	}
	if k == errs.Unauthenticated && a != ForAPI && !r.Fragment() {
		to := "/signin"
		if r.Method == http.MethodGet && r.URL.Path != "/" {
			to += "?next=" + url.QueryEscape(r.URL.RequestURI())
		}
		http.Redirect(w, r.Request, to, http.StatusSeeOther)
		return
	}
	if d, ok := errors.AsType[detour](err); ok && !r.Fragment() {
		http.Redirect(w, r.Request, d.Detour()+"?next="+url.QueryEscape(nextOf(r)), http.StatusSeeOther)
		return
	}
	said, _ := Said(r.Context(), err)
	if said == "" {
		said = r.T("Something broke on our side. What you saved before is safe. If it happens again, tell your administrator this reference: %s", ref)
	}
	p := ui.Page{Title: title(r, k)}
	body := templ.Component(ui.Empty("alert-triangle", p.Title, said))
	if err := r.show(w, status(k), p, body); err != nil {
		m.log.Warn("showing an error", "ref", ref, "error", err)
	}
}

// detour is an error that another page cures, such as the one that asks a
// person to prove again who they are. It leads back to where they were going.
type detour interface {
	error
	Detour() string
}

// nextOf is where a person goes on after a detour. What they sent is not sent
// again for them: they come back to the page they sent it from.
func nextOf(r *Request) string {
	if r.Method == http.MethodGet {
		return r.URL.RequestURI()
	}
	return r.Back("/")
}

func title(r *Request, k errs.Kind) string {
	switch k {
	case errs.NotFound:
		return r.T("Not found")
	case errs.Forbidden:
		return r.T("Not allowed")
	case errs.Conflict:
		return r.T("Changed meanwhile")
	case errs.Unauthenticated:
		return r.T("Signed out")
	case errs.TooMany:
		return r.T("Too fast")
	case errs.Invalid:
		return r.T("That didn't work")
	case errs.Unavailable, errs.Internal:
	}
	return r.T("Something broke")
}
