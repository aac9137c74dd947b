package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"candor/internal/kit/errs"
)

// Reply is what a passkey's script does next: go somewhere, or say what went wrong.
type Reply struct {
	To   string `json:"to,omitempty"`
	Said string `json:"said,omitempty"`
}

// Signed is what the browser's authenticator answered.
type Signed struct {
	Step       string          `json:"step"`
	Name       string          `json:"name"`
	Next       string          `json:"next"`
	Credential json.RawMessage `json:"credential"`
}

const mostJSON = 64 << 10 // an answer is about two kilobytes

// ReadSigned reads what the script sent.
func ReadSigned(w http.ResponseWriter, r *Request) (s Signed, err error) {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostJSON)).Decode(&s); err != nil {
		return s, errs.New(errs.Invalid, "That was broken on its way. Please try again.").Because(err)
	}
	return s, nil
}

// SayJSON answers the script.
func SayJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}

// Script tells the script of an error in its own way. A detour leads back to
// the page given.
func Script(back string, h Handler) Handler {
	return func(w http.ResponseWriter, r *Request) error {
		err := h(w, r)
		if err == nil || errs.KindOf(err) == errs.Internal {
			return err
		}
		if d, ok := errors.AsType[detour](err); ok {
			return SayJSON(w, http.StatusOK, Reply{To: d.Detour() + "?next=" + back})
		}
		said, _ := Said(r.Context(), err)
		return SayJSON(w, http.StatusUnprocessableEntity, Reply{Said: said})
	}
}
