package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/ui"
)

// MaxForm is the largest plain form we read: letters are long, novels aren't.
const MaxForm = 1 << 20

// Request is a request whose caller is known.
type Request struct {
	*http.Request
	Caller
	mux *Mux
}

// ID is the value of the path's {name}.
func (r *Request) ID(name string) string { return r.PathValue(name) }

// T says text in the caller's language.
func (r *Request) T(text string, args ...any) string { return locale.T(r.Context(), text, args...) }

// When shows an instant as people say it, with the exact one on hover.
func (r *Request) When(t time.Time) templ.Component {
	t = t.In(r.Zone)
	return ui.When(locale.Ago(r.Context(), r.Now.In(r.Zone), t), locale.Moment(r.Context(), t), t.Format(time.RFC3339))
}

// Day shows a civil date as people say it.
func (r *Request) Day(d civil.Date) templ.Component {
	t := d.At(12, 0, r.Zone)
	return ui.When(locale.Day(r.Context(), t, r.Now.In(r.Zone)), locale.LongDay(r.Context(), t), d.String())
}

// Fragment reports whether only a part of the page is wanted.
func (r *Request) Fragment() bool {
	return r.Header.Get("HX-Request") == "true" && r.Header.Get("HX-Boosted") == ""
}

// Page is the place in a list that the address asks for.
func (r *Request) Page() db.Page { return db.Page{After: r.URL.Query().Get("after")} }

// Read parses the form into r.Form, within MaxForm.
func (r *Request) Read(w http.ResponseWriter) error {
	r.Body = http.MaxBytesReader(w, r.Body, MaxForm)
	if err := r.ParseForm(); err != nil {
		return errs.New(errs.Invalid, "The form was too long or broken on its way.").Because(err)
	}
	return nil
}

// Version is the version of the record that the form was filled in from.
func (r *Request) Version() int64 {
	n, err := strconv.ParseInt(r.FormValue("version"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Show answers with a page in its frame, or with the part alone when only a
// part is wanted.
func (r *Request) Show(w http.ResponseWriter, p ui.Page, body templ.Component) error {
	return r.show(w, http.StatusOK, p, body)
}

// Refill answers a form that can't be accepted with the form as it was filled.
func (r *Request) Refill(w http.ResponseWriter, p ui.Page, body templ.Component) error {
	return r.show(w, http.StatusUnprocessableEntity, p, body)
}

func (r *Request) show(w http.ResponseWriter, status int, p ui.Page, body templ.Component) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	vary(w, "HX-Request, Cookie")
	page := body
	if !r.Fragment() {
		f := r.mux.host.Frame(r)
		f.Flash = append(f.Flash, r.takeFlash(w)...)
		switch {
		case f.Plain:
			page = ui.Bare(f, p, body)
		case strings.HasPrefix(r.URL.Path, "/portal"):
			page = ui.Portal(f, p, body)
		default:
			page = ui.Staff(f, p, body)
		}
	}
	w.WriteHeader(status)
	return page.Render(r.Context(), w)
}

// Part answers with a part of a page, without a frame.
func (r *Request) Part(w http.ResponseWriter, part templ.Component) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return part.Render(r.Context(), w)
}

// Flash is said once, on the next page.
type Flash = ui.Flash

const flashCookie = "candor_flash"

// Done answers a change that was made: go and look there, with a word about it.
func (r *Request) Done(w http.ResponseWriter, to, said string, args ...any) error {
	return r.DoneUndo(w, to, "", said, args...)
}

// DoneUndo is Done with a way back: undo is the address to post to.
func (r *Request) DoneUndo(w http.ResponseWriter, to, undo, said string, args ...any) error {
	if said != "" {
		f := Flash{Tone: ui.Good, Text: r.T(said, args...), UndoAction: undo}
		if undo != "" {
			f.UndoLabel = r.T("Undo")
		}
		b, err := json.Marshal(f)
		if err != nil {
			return err
		}
		http.SetCookie(w, &http.Cookie{Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString(b), Path: "/", MaxAge: 60, HttpOnly: true, Secure: r.mux.Secure, SameSite: http.SameSiteLaxMode})
	}
	return r.Go(w, to)
}

// Go sends the browser to another page of ours.
func (r *Request) Go(w http.ResponseWriter, to string) error {
	if r.Fragment() {
		w.Header().Set("HX-Redirect", Local(to))
		w.WriteHeader(http.StatusOK)
		return nil
	}
	http.Redirect(w, r.Request, Local(to), http.StatusSeeOther)
	return nil
}

// Local keeps a redirect on this site: an address that leads elsewhere becomes
// the home page. Browsers read a backslash as a slash and leave out tabs and
// line ends, so an address that has any is not followed.
func Local(to string) string {
	odd := func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsFunc(to, odd) {
		return "/"
	}
	return to
}

// Back is where a form that can stand anywhere returns to.
func (r *Request) Back(otherwise string) string {
	if b := r.FormValue("back"); b != "" {
		return Local(b)
	}
	return otherwise
}

func (r *Request) takeFlash(w http.ResponseWriter) []ui.Flash {
	c, err := r.Cookie(flashCookie)
	if err != nil {
		return nil
	}
	http.SetCookie(w, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: r.mux.Secure, SameSite: http.SameSiteLaxMode})
	var f ui.Flash
	b, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || json.Unmarshal(b, &f) != nil {
		return nil
	}
	f.UndoAction = localOrNone(f.UndoAction)
	return []ui.Flash{f}
}

func localOrNone(to string) string {
	if to == "" {
		return ""
	}
	return Local(to)
}
