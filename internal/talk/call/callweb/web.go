// Package callweb logs calls, meetings and letters in two clicks from
// anywhere, with a running timer, by page and by API.
package callweb

import (
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/talk/call"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

type handlers struct {
	calls    *call.Service
	clients  *client.Service
	contacts *contact.Service
	matters  *matter.Service
	staff    *staff.Service
}

// Mount puts all routes of call on the mux.
func Mount(m *web.Mux, s *call.Service, clients *client.Service, contacts *contact.Service, matters *matter.Service, people *staff.Service) {
	h := handlers{s, clients, contacts, matters, people}
	m.Staff("GET /calls/new", timeline.Logging, h.blank)
	m.Staff("POST /calls/new", timeline.Logging, h.log)
	m.Staff("POST /calls/start", timeline.Logging, h.start)
	m.Staff("GET /calls/running", timeline.Logging, h.running)
	m.Staff("POST /calls/discard", timeline.Logging, h.discard)
	m.Staff("GET /calls/timer", timeline.Logging, h.timer)
	m.Staff("GET /calls/matters", timeline.Logging, h.findMatter)

	const tag = "calls"
	web.Op(m, "POST /calls", timeline.Logging, tag, "Log a call, a meeting or a letter, with what was promised.", h.apiLog)
	web.Op(m, "GET /calls/timer", timeline.Logging, tag, "Get one's own running timer.", h.apiTimer)
	web.Op(m, "POST /calls/timer", timeline.Logging, tag, "Start one's own timer.", h.apiStart)
	web.Op(m, "DELETE /calls/timer", timeline.Logging, tag, "Discard one's own timer.", h.apiDiscard)
}
