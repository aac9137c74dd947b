package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"syscall"

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
	case errs.NoRoom:
		return http.StatusInsufficientStorage
	case errs.Unsure:
		return http.StatusGatewayTimeout
	case errs.Internal:
	}
	return http.StatusInternalServerError
}

// soon is when to try again what could not be done just now, in seconds. It is
// said only of what was not done at all, and so may be tried again by itself.
const soon = "5"

// undone reports whether an answer of this status says that nothing was done,
// whatever the program was in the middle of.
func undone(status int) bool {
	return status >= 400 && status < 500 || status == http.StatusServiceUnavailable || status == http.StatusInsufficientStorage
}

// tellWhen puts soon into the answer to what may be tried again.
func tellWhen(h http.Header, status int) {
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", soon)
	}
}

// known gives an error that nobody put into words the words it has everywhere.
func known(err error) error {
	if errs.KindOf(err) == errs.Internal && errors.Is(err, syscall.ENOSPC) {
		return errs.New(errs.NoRoom, "The disk is full. Nothing was lost; your administrator must make room.").Because(err)
	}
	return err
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
	err = known(err)
	k := errs.KindOf(err)
	if k == errs.Internal && errors.Is(err, context.Canceled) {
		return // they left
	}
	if status(k) >= http.StatusInternalServerError {
		m.log.Error("request failed", "ref", ref, "route", r.Pattern, "error", err)
	}
	tellWhen(w.Header(), status(k))
	if k == errs.Unauthenticated && a != ForAPI && !r.Fragment() {
		to := "/signin"
		if a == ForPortal {
			to = "/portal/signin"
		}
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
	case errs.Unavailable:
		return r.T("Not just now")
	case errs.NoRoom:
		return r.T("No room left")
	case errs.Unsure:
		return r.T("Look before you go on")
	case errs.Internal:
	}
	return r.T("Something broke")
}
