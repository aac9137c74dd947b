package signinweb

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"

	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// meView is a person's own profile and security.
type meView struct {
	r        *web.Request
	Person   staff.Person
	Has      signin.Factors
	Sessions []signin.Session
	Keys     []signin.Key
	SSO      string
	Passkeys bool
}

func (h handlers) me(w http.ResponseWriter, r *web.Request) error {
	v := meView{r: r, SSO: h.signin.SSO(), Passkeys: h.signin.HasPasskeys()}
	var err error
	if v.Person, err = h.people.Get(r.Context(), r.Who, staff.ID(r.Who.ID)); err != nil {
		return err
	}
	if v.Has, err = h.signin.Factors(r.Context(), r.Who); err != nil {
		return err
	}
	if v.Sessions, err = h.signin.Sessions(r.Context(), r.Who); err != nil {
		return err
	}
	if v.Keys, err = h.signin.Keys(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Your profile and security")}, mePage(v))
}

// second is where a person without a second factor sets one up.
func (h handlers) second(w http.ResponseWriter, r *web.Request) error {
	if err := signin.Fresh(r.Who, r.Now); err != nil {
		return err
	}
	p := ui.Page{Title: r.T("Add a second way to prove who you are"), Lead: r.T("A password can be guessed or stolen. With a second factor it opens nothing by itself.")}
	return r.Show(w, p, secondBody(h.signin.HasPasskeys()))
}

func (h handlers) passwordForm(w http.ResponseWriter, r *web.Request) error {
	if err := signin.Fresh(r.Who, r.Now); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Change your password")}, passwordBody(h.ask(r)))
}

func (h handlers) password(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	err := h.signin.ChangePassword(r.Context(), r.Who, r.PostFormValue("password"))
	if err == nil {
		return r.Done(w, "/me", "Your password is changed, and you are signed out everywhere else.")
	}
	a := h.ask(r)
	if err := a.not(r, err); err != nil {
		return err
	}
	return r.Refill(w, ui.Page{Title: r.T("Change your password")}, passwordBody(a))
}

func (h handlers) offerCode(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.OfferCode(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Go(w, "/me/code")
}

// offerView is the way to set an authenticator app up.
type offerView struct {
	asked
	Offer signin.Offer
	QR    string // a data address
}

func (h handlers) offer(r *web.Request) (v offerView, err error) {
	v.asked = h.ask(r)
	if v.Offer, err = h.signin.Offered(r.Context(), r.Who); err != nil {
		return v, err
	}
	svg, err := secret.QR(v.Offer.URL)
	v.QR = "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(svg))
	return v, err
}

func (h handlers) offered(w http.ResponseWriter, r *web.Request) error {
	v, err := h.offer(r)
	if errs.Is(err, errs.NotFound) {
		return r.Go(w, "/me")
	}
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Set up an authenticator app")}, offerBody(v))
}

func (h handlers) takeCode(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	codes, err := h.signin.TakeCode(r.Context(), r.Who, r.PostFormValue("code"))
	if err == nil {
		return r.Show(w, ui.Page{Title: r.T("Your recovery codes")}, recoveryBody(codes))
	}
	v, other := h.offer(r)
	if other != nil {
		return err
	}
	if err := v.not(r, err); err != nil {
		return err
	}
	return r.Refill(w, ui.Page{Title: r.T("Set up an authenticator app")}, offerBody(v))
}

func (h handlers) dropCode(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.DropCode(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Done(w, "/me", "Your authenticator app is no longer asked for.")
}

func (h handlers) disconnect(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.Disconnect(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Done(w, "/me", "%s is disconnected.", h.signin.SSO())
}

func (h handlers) endSession(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.End(r.Context(), r.Who, r.ID("id")); err != nil {
		return err
	}
	return r.Done(w, "/me", "That device is signed out.")
}

func (h handlers) endOthers(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.EndOthers(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Done(w, "/me", "You are signed out everywhere else.")
}

// keyView is the form for an API key as it was filled in.
type keyView struct {
	asked
	Label  string
	Scopes []actor.Verb
	Chosen []string
	EndsOn string
}

func (h handlers) keyForm(w http.ResponseWriter, r *web.Request) error {
	if err := signin.Fresh(r.Who, r.Now); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("New API key")}, keyBody(keyView{asked: h.ask(r), Scopes: signin.Scopes(r.Who)}))
}

func (h handlers) makeKey(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v := keyView{asked: h.ask(r), Label: r.PostFormValue("name"), Scopes: signin.Scopes(r.Who), Chosen: r.PostForm["scopes"], EndsOn: r.PostFormValue("ends_at")}
	ends, err := endOf(v.EndsOn, r.Zone)
	var text string
	if err == nil {
		_, text, err = h.signin.MakeKey(r.Context(), r.Who, signin.NewKey{Name: v.Label, Scopes: v.Chosen, EndsAt: ends})
	}
	if err == nil {
		return r.Show(w, ui.Page{Title: r.T("Your new key")}, madeBody(text))
	}
	if err := v.not(r, err); err != nil {
		return err
	}
	return r.Refill(w, ui.Page{Title: r.T("New API key")}, keyBody(v))
}

// endOf is the end of a day as it was typed; none for none.
func endOf(typed string, zone *time.Location) (*time.Time, error) {
	if typed = strings.TrimSpace(typed); typed == "" {
		return nil, nil
	}
	d, err := civil.Parse(typed)
	if err != nil {
		return nil, web.BadField("ends_at", "Write the date as year-month-day, such as 2027-05-31.")
	}
	end := d.AddDays(1).At(0, 0, zone).UTC()
	return &end, nil
}

func (h handlers) endKey(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.EndKey(r.Context(), r.Who, r.ID("id")); err != nil {
		return err
	}
	return r.Done(w, "/me", "The key has ended. Programs that use it are shut out from now on.")
}

// open are the keys still of use.
func (v meView) open() []signin.Key {
	return slices.DeleteFunc(slices.Clone(v.Keys), func(k signin.Key) bool { return !k.Live(v.r.Now) })
}
