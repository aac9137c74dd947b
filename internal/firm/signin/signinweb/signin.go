package signinweb

import (
	"net/http"
	"net/url"

	"candor/internal/firm/signin"
	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// asked is a sign-in form as it was filled in, and what is wrong with it.
type asked struct {
	Next     string
	Email    string
	Problem  string
	Fields   map[string]string
	SSO      string
	Passkeys bool
	Step     string
}

// ask reads what a form was sent with.
func (h handlers) ask(r *web.Request) asked {
	return asked{
		Next: web.Local(r.FormValue("next")), Email: r.FormValue("email"), Step: r.FormValue("step"),
		SSO: h.signin.SSO(), Passkeys: h.signin.HasPasskeys(),
	}
}

// not says what is wrong. What the person can't mend on the form is passed on.
func (a *asked) not(r *web.Request, err error) error {
	if k := errs.KindOf(err); k != errs.Invalid && k != errs.TooMany && k != errs.Unavailable {
		return err
	}
	a.Problem, a.Fields = web.Said(r.Context(), err)
	if len(a.Fields) > 0 {
		a.Problem = ""
	}
	return nil
}

func (h handlers) signInForm(w http.ResponseWriter, r *web.Request) error {
	if r.Who.Kind != actor.Anonymous {
		return r.Go(w, r.FormValue("next"))
	}
	return r.Show(w, signInPage(r), signInBody(h.ask(r)))
}

func signInPage(r *web.Request) ui.Page { return ui.Page{Title: r.T("Sign in")} }

func (h handlers) signIn(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	a := h.ask(r)
	pass, err := h.signin.SignIn(r.Context(), from(r), a.Email, r.PostFormValue("password"))
	if err != nil {
		if err := a.not(r, err); err != nil {
			return err
		}
		return r.Refill(w, signInPage(r), signInBody(a))
	}
	return h.enter(w, r, pass, a.Next)
}

// enter lets the browser in, or on to the next step.
func (h handlers) enter(w http.ResponseWriter, r *web.Request, p signin.Pass, next string) error {
	if p.Step != "" {
		h.setCookie(w, stepCookie, p.Step, 600)
		return r.Go(w, "/signin/code?next="+url.QueryEscape(next))
	}
	h.admit(w, p)
	if p.Limited {
		next = "/me/second"
	}
	return r.Go(w, next)
}

// stepCookie binds a half-finished sign-in to the browser that began it.
const stepCookie = "candor_step"

func (h handlers) signOut(w http.ResponseWriter, r *web.Request) error {
	if r.Who.Session != "" {
		if err := h.signin.SignOut(r.Context(), r.Who); err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
	}
	h.dismiss(w)
	w.Header().Set("Clear-Site-Data", `"cache"`)
	return r.Done(w, "/signin", "You are signed out.")
}

// prefer keeps how someone likes pages shown: with them, and with this browser
// for when they are signed out.
func (h handlers) prefer(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v, chosen := prefs(r.Request), url.Values{}
	for _, name := range [...]string{"lang", "theme"} {
		if value := r.PostFormValue(name); known(name, value) {
			v.Set(name, value)
			chosen.Set(name, value)
		}
	}
	h.setCookie(w, prefsCookie, v.Encode(), 365*24*3600)
	if r.Who.Kind == actor.Staff || r.Who.Kind == actor.Guest {
		if err := h.people.Prefer(r.Context(), r.Who, chosen.Get("lang"), chosen.Get("theme")); err != nil {
			return err
		}
	}
	return r.Go(w, r.Back("/"))
}
