package seatweb

import (
	"net/http"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/ui"
)

// A private link: GET shows the firm and asks for the code, POST uses both, so
// that a program that follows links takes nothing away.

// atDoor is the page of a link.
type atDoor struct {
	Token    string
	Passkeys bool
	Next     string
	Problem  string
	Code     string // what is wrong with it
}

func (h handlers) enterForm(w http.ResponseWriter, r *web.Request) error {
	p, err := h.enterPage(r)
	if err != nil {
		return h.gone(w, r, err)
	}
	return r.Show(w, p, enterBody(atDoor{Token: r.ID("token")}))
}

func (h handlers) enterPage(r *web.Request) (ui.Page, error) {
	firm, err := h.seats.Invited(r.Context(), r.ID("token"))
	return ui.Page{Title: firm.Name, Lead: r.T("This is your private place at the firm: where your case is, and a way to reach us.")}, err
}

func (h handlers) enter(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	p, err := h.enterPage(r)
	if err != nil {
		return h.gone(w, r, err)
	}
	pass, err := h.seats.Enter(r.Context(), from(r), r.ID("token"), r.PostFormValue("code"))
	if err == nil {
		h.leave(r)
		h.admit(w, pass)
		return r.Go(w, "/portal/welcome")
	}
	said, fields := web.Said(r.Context(), err)
	switch {
	case errs.Is(err, errs.Invalid) && fields["code"] == "":
		return h.gone(w, r, err)
	case !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.TooMany):
		return err
	case fields["code"] != "":
		said = ""
	}
	return r.Refill(w, p, enterBody(atDoor{Token: r.ID("token"), Problem: said, Code: fields["code"]}))
}

// leave ends the session of whoever sat here before.
func (h handlers) leave(r *web.Request) {
	if r.Who.Session != "" {
		_ = h.seats.SignOut(r.Context(), r.Who) // one that has ended already is as good
	}
}

// gone tells whoever comes too late what to do.
func (h handlers) gone(w http.ResponseWriter, r *web.Request, err error) error {
	if !errs.Is(err, errs.Invalid) {
		return err
	}
	return r.Refill(w, ui.Page{Title: r.T("This link has ended")}, goneBody(h.seats.HasPasskeys()))
}

func (h handlers) signInForm(w http.ResponseWriter, r *web.Request) error {
	next := portalNext(r.FormValue("next"))
	if r.Who.Kind == actor.Client {
		return r.Go(w, next)
	}
	return r.Show(w, ui.Page{Title: r.T("Welcome back")}, signInBody(atDoor{Passkeys: h.seats.HasPasskeys(), Next: next}))
}

// portalNext keeps whoever comes in on the clients' side.
func portalNext(next string) string {
	if next = web.Local(next); next == "/" {
		return "/portal"
	}
	return next
}

func (h handlers) askPasskey(w http.ResponseWriter, _ *web.Request) error {
	c, err := h.seats.AskPasskey()
	if err != nil {
		return err
	}
	return web.SayJSON(w, http.StatusOK, c)
}

func (h handlers) unlock(w http.ResponseWriter, r *web.Request) error {
	s, err := web.ReadSigned(w, r)
	if err != nil {
		return err
	}
	pass, err := h.seats.Unlock(r.Context(), from(r), s.Step, s.Credential)
	if err != nil {
		return err
	}
	h.leave(r)
	h.admit(w, pass)
	return web.SayJSON(w, http.StatusOK, web.Reply{To: portalNext(s.Next)})
}

func (h handlers) signOut(w http.ResponseWriter, r *web.Request) error {
	h.leave(r)
	h.dismiss(w)
	w.Header().Set("Clear-Site-Data", `"cache"`)
	return r.Done(w, "/portal/signin", "You are signed out.")
}

// prefer keeps how someone likes pages shown: with them, and with this browser
// for when they are signed out.
func (h handlers) prefer(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	lang, theme := r.KeepLikes(w)
	if r.Who.Kind == actor.Client {
		if err := h.seats.Prefer(r.Context(), r.Who, lang, theme); err != nil {
			return err
		}
	}
	return r.Go(w, r.Back("/portal"))
}

// welcome offers a passkey to whoever came by a link.
func (h handlers) welcome(w http.ResponseWriter, r *web.Request) error {
	d, err := h.seats.Doors(r.Context(), r.Who)
	if err != nil {
		return err
	}
	if !h.seats.HasPasskeys() || r.Who.Strong {
		return r.Go(w, "/portal")
	}
	return r.Show(w, ui.Page{Title: r.T("Come in more easily next time")}, welcomeBody(len(d.Passkeys) > 0))
}

// The types a client may see of their own way in.

type ownDoors struct {
	r        *web.Request
	Devices  []ownDevice
	Passkeys []ownPasskey
	Can      bool // the address can have passkeys
	Wishes   ownWishes
	Problem  string
}

type ownDevice struct {
	ID     string
	Device string
	Seen   time.Time
	Here   bool
}

type ownPasskey struct {
	ID, Name string
	Used     *time.Time
}

type ownWishes struct {
	Own, Agreed bool
	Lang        string
	Channels    []string
}

func (w ownWishes) channel(i int) string {
	if i < len(w.Channels) {
		return w.Channels[i]
	}
	return ""
}

func (h handlers) doors(r *web.Request) (v ownDoors, err error) {
	d, err := h.seats.Doors(r.Context(), r.Who)
	if err != nil {
		return v, err
	}
	wish, err := h.seats.Wishes(r.Context(), r.Who)
	if err != nil {
		return v, err
	}
	v = ownDoors{r: r, Can: h.seats.HasPasskeys(), Wishes: ownWishes{Own: wish.Own, Agreed: wish.Agreed, Lang: locale.Pick(r.Lang)}}
	for _, c := range wish.Channels {
		v.Wishes.Channels = append(v.Wishes.Channels, string(c))
	}
	for _, s := range d.Sessions {
		v.Devices = append(v.Devices, ownDevice{ID: s.ID, Device: s.Device, Seen: s.SeenAt, Here: s.ID == r.Who.Session})
	}
	for _, p := range d.Passkeys {
		v.Passkeys = append(v.Passkeys, ownPasskey{ID: p.ID, Name: p.Name, Used: p.UsedAt})
	}
	return v, nil
}

func settingsPage(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("My settings"), Nav: "settings"}
}

func (h handlers) settings(w http.ResponseWriter, r *web.Request) error {
	v, err := h.doors(r)
	if err != nil {
		return err
	}
	return r.Show(w, settingsPage(r), settingsBody(v))
}

func (h handlers) reach(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	var channels []client.Channel
	if _, asked := r.PostForm["channel.0"]; asked {
		channels = []client.Channel{}
		for _, name := range []string{"channel.0", "channel.1", "channel.2"} {
			if c := r.PostFormValue(name); c != "" {
				channels = append(channels, client.Channel(c))
			}
		}
	}
	err := h.seats.Wish(r.Context(), r.Who, r.PostFormValue("lang"), channels)
	if err == nil {
		return r.Done(w, "/portal/settings", "Thank you. We will keep to it.")
	}
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	v, doorsErr := h.doors(r)
	if doorsErr != nil {
		return doorsErr
	}
	v.Problem, _ = web.Said(r.Context(), err)
	return r.Refill(w, settingsPage(r), settingsBody(v))
}

func (h handlers) endOthers(w http.ResponseWriter, r *web.Request) error {
	if err := h.seats.EndOthers(r.Context(), r.Who); err != nil {
		return err
	}
	return r.Done(w, "/portal/settings", "You are signed out everywhere else.")
}

func (h handlers) endSession(w http.ResponseWriter, r *web.Request) error {
	if err := h.seats.EndSession(r.Context(), r.Who, r.ID("id")); err != nil {
		return err
	}
	return r.Done(w, "/portal/settings", "You are signed out there.")
}

func (h handlers) offerPasskey(w http.ResponseWriter, r *web.Request) error {
	c, err := h.seats.OfferPasskey(r.Context(), r.Who)
	if err != nil {
		return err
	}
	return web.SayJSON(w, http.StatusOK, c)
}

func (h handlers) keepPasskey(w http.ResponseWriter, r *web.Request) error {
	s, err := web.ReadSigned(w, r)
	if err != nil {
		return err
	}
	name := s.Name
	if name == "" {
		name = from(r).Device
	}
	if err := h.seats.KeepPasskey(r.Context(), r.Who, s.Step, name, s.Credential); err != nil {
		return err
	}
	return web.SayJSON(w, http.StatusOK, web.Reply{To: portalNext(s.Next)})
}

func (h handlers) removePasskey(w http.ResponseWriter, r *web.Request) error {
	if err := h.seats.RemovePasskey(r.Context(), r.Who, r.ID("id")); err != nil {
		return err
	}
	return r.Done(w, "/portal/settings", "The passkey is removed.")
}
