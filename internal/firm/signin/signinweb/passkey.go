package signinweb

import (
	"net/http"

	"candor/internal/kit/web"
)

func (h handlers) askPasskey(w http.ResponseWriter, _ *web.Request) error {
	c, err := h.signin.AskPasskey()
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
	pass, err := h.signin.Unlock(r.Context(), from(r), s.Step, s.Credential)
	if err != nil {
		return err
	}
	h.admit(w, pass)
	return web.SayJSON(w, http.StatusOK, web.Reply{To: web.Local(s.Next)})
}

func (h handlers) confirmByPasskey(w http.ResponseWriter, r *web.Request) error {
	s, err := web.ReadSigned(w, r)
	if err != nil {
		return err
	}
	pass, err := h.signin.ConfirmByPasskey(r.Context(), r.Who, s.Step, s.Credential)
	if err != nil {
		return err
	}
	h.admit(w, pass)
	return web.SayJSON(w, http.StatusOK, web.Reply{To: web.Local(s.Next)})
}

func (h handlers) offerPasskey(w http.ResponseWriter, r *web.Request) error {
	c, err := h.signin.OfferPasskey(r.Context(), r.Who)
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
	if _, err := h.signin.KeepPasskey(r.Context(), r.Who, s.Step, s.Name, s.Credential); err != nil {
		return err
	}
	return web.SayJSON(w, http.StatusOK, web.Reply{To: "/me"})
}

func (h handlers) removePasskey(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.RemovePasskey(r.Context(), r.Who, r.ID("id")); err != nil {
		return err
	}
	return r.Done(w, "/me", "The passkey is removed.")
}
