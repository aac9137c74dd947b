package signinweb

import (
	"encoding/json"
	"errors"
	"net/http"

	"candor/internal/firm/signin"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
)

// Passkeys are asked for by the browser's script, so these routes speak JSON.

// reply is what the script does next: go somewhere, or say what went wrong.
type reply struct {
	To   string `json:"to,omitempty"`
	Said string `json:"said,omitempty"`
}

// signed is what the browser's authenticator answered.
type signed struct {
	Step       string          `json:"step"`
	Name       string          `json:"name"`
	Next       string          `json:"next"`
	Credential json.RawMessage `json:"credential"`
}

const mostJSON = 64 << 10 // an answer is about two kilobytes

func readJSON(w http.ResponseWriter, r *web.Request, v any) error {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostJSON)).Decode(v); err != nil {
		return errs.New(errs.Invalid, "That was broken on its way. Please try again.").Because(err)
	}
	return nil
}

func say(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}

// answer tells the script of an error in its own way.
func answer(h web.Handler) web.Handler {
	return func(w http.ResponseWriter, r *web.Request) error {
		err := h(w, r)
		if err == nil || errs.KindOf(err) == errs.Internal {
			return err
		}
		if u, ok := errors.AsType[*signin.Unproven](err); ok {
			return say(w, http.StatusOK, reply{To: u.Detour() + "?next=/me"})
		}
		said, _ := web.Said(r.Context(), err)
		return say(w, http.StatusUnprocessableEntity, reply{Said: said})
	}
}

func (h handlers) askPasskey(w http.ResponseWriter, _ *web.Request) error {
	c, err := h.signin.AskPasskey()
	if err != nil {
		return err
	}
	return say(w, http.StatusOK, c)
}

func (h handlers) unlock(w http.ResponseWriter, r *web.Request) error {
	var s signed
	if err := readJSON(w, r, &s); err != nil {
		return err
	}
	pass, err := h.signin.Unlock(r.Context(), from(r), s.Step, s.Credential)
	if err != nil {
		return err
	}
	h.admit(w, pass)
	return say(w, http.StatusOK, reply{To: web.Local(s.Next)})
}

func (h handlers) confirmByPasskey(w http.ResponseWriter, r *web.Request) error {
	var s signed
	if err := readJSON(w, r, &s); err != nil {
		return err
	}
	pass, err := h.signin.ConfirmByPasskey(r.Context(), r.Who, s.Step, s.Credential)
	if err != nil {
		return err
	}
	h.admit(w, pass)
	return say(w, http.StatusOK, reply{To: web.Local(s.Next)})
}

func (h handlers) offerPasskey(w http.ResponseWriter, r *web.Request) error {
	c, err := h.signin.OfferPasskey(r.Context(), r.Who)
	if err != nil {
		return err
	}
	return say(w, http.StatusOK, c)
}

func (h handlers) keepPasskey(w http.ResponseWriter, r *web.Request) error {
	var s signed
	if err := readJSON(w, r, &s); err != nil {
		return err
	}
	if _, err := h.signin.KeepPasskey(r.Context(), r.Who, s.Step, s.Name, s.Credential); err != nil {
		return err
	}
	return say(w, http.StatusOK, reply{To: "/me"})
}

func (h handlers) removePasskey(w http.ResponseWriter, r *web.Request) error {
	if err := h.signin.RemovePasskey(r.Context(), r.Who, r.ID("id")); err != nil {
		return err
	}
	return r.Done(w, "/me", "The passkey is removed.")
}
