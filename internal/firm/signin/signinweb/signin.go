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

// asked is a form at the door as it was filled in, and what is wrong with it.
type asked struct {
	Next      string
	Email     string
	Name      string // whom an invitation is for
	MinLength int
	Problem   string
	Fields    map[string]string
	SSO       string
	Passkeys  bool // the address can have them
	Has       signin.Factors
}

// ask reads what a form was sent with.
func (h handlers) ask(r *web.Request) asked {
	return asked{
		Next: web.Local(r.FormValue("next")), Email: r.FormValue("email"), MinLength: h.signin.MinLength(),
		SSO: h.signin.SSO(), Passkeys: h.signin.HasPasskeys(),
	}
}

// not says on the form what is wrong. What the person can't mend there is
// passed on.
func (a *asked) not(r *web.Request, err error) error {
	if k := errs.KindOf(err); k != errs.Invalid && k != errs.TooMany && k != errs.Unavailable && k != errs.NoRoom && k != errs.Unsure {
		return err
	}
	a.Problem, a.Fields = web.Said(r.Context(), err)
	if len(a.Fields) > 0 {
		a.Problem = ""
	}
	return nil
}

// problems are the fields that are wrong, for the summary above the form.
func (a asked) problems(labels ...string) (ps []ui.FieldProblem) {
	for i := 0; i+1 < len(labels); i += 2 {
		if text := a.Fields[labels[i]]; text != "" {
			ps = append(ps, ui.FieldProblem{Name: labels[i], Label: labels[i+1], Text: text})
		}
	}
	return ps
}

func signInPage(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("Sign in"), Lead: r.T("Good to see you.")}
}

func (h handlers) signInForm(w http.ResponseWriter, r *web.Request) error {
	if r.Who.Kind != actor.Anonymous {
		return r.Go(w, r.FormValue("next"))
	}
	return r.Show(w, signInPage(r), signInBody(h.ask(r)))
}

func (h handlers) signIn(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	a := h.ask(r)
	pass, err := h.signin.SignIn(r.Context(), from(r), a.Email, r.PostFormValue("password"))
	if err == nil {
		return h.enterAnew(w, r, pass, a.Next)
	}
	if err := a.not(r, err); err != nil {
		return err
	}
	return r.Refill(w, signInPage(r), signInBody(a))
}

// stepCookie binds a half-finished sign-in to the browser that began it.
const stepCookie = "candor_step"

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

// enterAnew is enter for someone who may still be signed in here, perhaps as
// someone else: that session ends.
func (h handlers) enterAnew(w http.ResponseWriter, r *web.Request, p signin.Pass, next string) error {
	if r.Who.Session != "" && p.Cookie != "" {
		if err := h.signin.SignOut(r.Context(), r.Who); err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
	}
	return h.enter(w, r, p, next)
}

func codePage(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("One more step"), Lead: r.T("Type the code that your authenticator app shows now.")}
}

func (h handlers) codeForm(w http.ResponseWriter, r *web.Request) error {
	if _, err := r.Cookie(stepCookie); err != nil {
		return r.Go(w, "/signin")
	}
	return r.Show(w, codePage(r), codeBody(h.ask(r)))
}

func (h handlers) code(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	a := h.ask(r)
	step, err := r.Cookie(stepCookie)
	if err != nil {
		return r.Go(w, "/signin")
	}
	pass, err := h.signin.Second(r.Context(), from(r), step.Value, r.PostFormValue("code"))
	if err == nil {
		h.setCookie(w, stepCookie, "", -1)
		return h.enterAnew(w, r, pass, a.Next)
	}
	if err := a.not(r, err); err != nil {
		return err
	}
	return r.Refill(w, codePage(r), codeBody(a))
}

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
	lang, theme := r.KeepLikes(w)
	if r.Who.Kind == actor.Staff || r.Who.Kind == actor.Guest {
		if err := h.people.Prefer(r.Context(), r.Who, lang, theme); err != nil {
			return err
		}
	}
	return r.Go(w, r.Back("/"))
}
