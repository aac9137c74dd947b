package signinweb

import (
	"net/http"

	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// An invitation: GET shows whom it is for, POST uses it, so that a mail
// scanner that follows links takes nothing away.

func (h handlers) startForm(w http.ResponseWriter, r *web.Request) error {
	a, p, err := h.invited(r)
	if err != nil {
		return h.gone(w, r, err)
	}
	return r.Show(w, p, startBody(r.ID("token"), a))
}

func (h handlers) start(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	a, p, err := h.invited(r)
	if err != nil {
		return h.gone(w, r, err)
	}
	pass, err := h.signin.Accept(r.Context(), from(r), r.ID("token"), r.PostFormValue("password"))
	if err == nil {
		return h.enterAnew(w, r, pass, "/me")
	}
	if err := a.not(r, err); err != nil {
		return err
	}
	return r.Refill(w, p, startBody(r.ID("token"), a))
}

func (h handlers) invited(r *web.Request) (asked, ui.Page, error) {
	p, err := h.signin.Invited(r.Context(), r.ID("token"))
	if err != nil {
		return asked{}, ui.Page{}, err
	}
	a := h.ask(r)
	a.Email, a.Name = p.Email, p.Name
	return a, ui.Page{Title: r.T("Welcome, %s", p.Name), Lead: r.T("Choose a password, and you're in.")}, nil
}

// gone tells whoever comes too late what to do.
func (h handlers) gone(w http.ResponseWriter, r *web.Request, err error) error {
	if !errs.Is(err, errs.Invalid) {
		return err
	}
	return r.Refill(w, ui.Page{Title: r.T("This link has ended")}, goneBody())
}

// invite shows a manager the link to pass on, this once.
func (h handlers) invite(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	person := staff.ID(r.ID("id"))
	token, err := h.signin.Invite(r.Context(), r.Who, person, r.PostFormValue("lost") != "")
	if err != nil {
		return err
	}
	p, err := h.people.Get(r.Context(), r.Who, person)
	if err != nil {
		return err
	}
	link := h.signin.Origin() + StartPath(token)
	return r.Show(w, ui.Page{Title: r.T("A link for %s", p.Name)}, linkBody(p, link))
}

// Confirming again who one is.

func confirmPage(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("Is it you?"), Lead: r.T("What you are about to do is delicate. Please confirm once more who you are.")}
}

func (h handlers) confirmForm(w http.ResponseWriter, r *web.Request) error {
	a := h.ask(r)
	var err error
	if a.Has, err = h.signin.Factors(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Show(w, confirmPage(r), confirmBody(a))
}

func (h handlers) confirm(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	a := h.ask(r)
	pass, err := h.signin.Confirm(r.Context(), r.Who, r.PostFormValue("password"), r.PostFormValue("code"))
	if err == nil {
		h.admit(w, pass)
		return r.Go(w, a.Next)
	}
	if err := a.not(r, err); err != nil {
		return err
	}
	if a.Has, err = h.signin.Factors(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Refill(w, confirmPage(r), confirmBody(a))
}

// Single sign-on: the browser leaves with a state and comes back with it.

const ssoCookie = "candor_sso"

func (h handlers) askSSO(w http.ResponseWriter, r *web.Request) error {
	to, state, err := h.signin.AskSSO(r.Context(), web.Local(r.FormValue("next")))
	return h.leave(w, r, to, state, err)
}

func (h handlers) connect(w http.ResponseWriter, r *web.Request) error {
	to, state, err := h.signin.AskToConnect(r.Context(), r.Who)
	return h.leave(w, r, to, state, err)
}

func (h handlers) confirmBySSO(w http.ResponseWriter, r *web.Request) error {
	to, state, err := h.signin.AskToConfirm(r.Context(), r.Who, web.Local(r.FormValue("next")))
	return h.leave(w, r, to, state, err)
}

func (h handlers) leave(w http.ResponseWriter, r *web.Request, to, state string, err error) error {
	if err != nil {
		return err
	}
	h.setCookie(w, ssoCookie, state, 600)
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

func (h handlers) returned(w http.ResponseWriter, r *web.Request) error {
	state, query := "", r.URL.Query()
	if c, err := r.Cookie(ssoCookie); err == nil && c.Value == query.Get("state") {
		state = c.Value
	}
	h.setCookie(w, ssoCookie, "", -1)
	pass, next, err := h.signin.Returned(r.Context(), from(r), r.Who, state, query.Get("code"))
	if err != nil {
		a := h.ask(r)
		if err := a.not(r, err); err != nil {
			return err
		}
		return r.Refill(w, signInPage(r), signInBody(a))
	}
	if pass == (signin.Pass{}) {
		return r.Done(w, next, "%s is connected.", h.signin.SSO())
	}
	return h.enter(w, r, pass, next)
}
