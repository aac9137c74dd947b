// Package signinweb is the door: sign-in pages, a person's own profile and
// security, and who a request comes from.
package signinweb

import (
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
)

type handlers struct {
	*Door
	people *staff.Service
}

// Path is the page of a person's own profile and security.
func Path() string { return "/me" }

// StartPath is the page that an invitation's token opens.
func StartPath(token string) string { return "/signin/start/" + token }

// Mount puts all routes of signin on the mux.
func Mount(m *web.Mux, d *Door, people *staff.Service) {
	h := handlers{d, people}
	m.Public("GET /signin", h.signInForm)
	m.Public("POST /signin", h.signIn)
	m.Public("POST /signout", h.signOut)
	m.Public("POST /preferences", h.prefer)
}

var _ = signin.Inviting
