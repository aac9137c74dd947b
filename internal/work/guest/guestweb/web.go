// Package guestweb is where guests are invited, seen over and seen off, and the
// part of a matter's page that says who is let in to it from outside.
package guestweb

import (
	"candor/internal/firm/access"
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
	"candor/internal/work/guest"
	"candor/internal/work/matter"
)

type handlers struct {
	guests  *guest.Service
	matters *matter.Service
	people  *staff.Service
	signin  *signin.Service
	start   func(token string) string
}

// Path is a guest's page.
func Path(id staff.ID) string { return "/guests/" + string(id) }

// Mount puts all routes of guest on the mux. start is the page at which a
// sign-in link begins.
func Mount(m *web.Mux, s *guest.Service, matters *matter.Service, people *staff.Service, in *signin.Service, start func(token string) string) {
	h := handlers{s, matters, people, in, start}
	m.Staff("GET /guests", access.LettingIn, h.list)
	m.Staff("GET /guests/new", access.LettingIn, h.blank)
	m.Staff("POST /guests", access.LettingIn, h.invite)
	m.Staff("GET /guests/{id}", access.LettingIn, h.show)
	m.Staff("POST /guests/{id}", access.LettingIn, h.change)
	m.Staff("POST /guests/{id}/matters", access.LettingIn, h.add)
	m.Staff("POST /guests/{id}/matters/remove", access.LettingIn, h.remove)
	m.Staff("POST /guests/{id}/end", access.LettingIn, h.end)
	m.Staff("POST /guests/{id}/link", access.LettingIn, h.link)
	m.Staff("GET /matters/{id}/guests", access.LettingIn, h.ofMatter)

	const tag = "guests"
	web.Op(m, "GET /guests", access.LettingIn, tag, "List guests with the matters they are let in to.", h.apiList)
	web.Op(m, "POST /guests", access.LettingIn, tag, "Invite a guest to matters until a day.", h.apiInvite)
	web.Op(m, "GET /guests/{id}", access.LettingIn, tag, "Get a guest.", h.apiGet)
	web.Op(m, "PUT /guests/{id}", access.LettingIn, tag, "Extend or shorten a guest's access.", h.apiChange)
	web.Op(m, "POST /guests/{id}/matters", access.LettingIn, tag, "Let a guest in to one more matter.", h.apiAdd)
	web.Op(m, "DELETE /guests/{id}/matters/{matter}", access.LettingIn, tag, "Shut a matter to a guest.", h.apiRemove)
	web.Op(m, "POST /guests/{id}/end", access.LettingIn, tag, "End a guest's access at once.", h.apiEnd)
}
