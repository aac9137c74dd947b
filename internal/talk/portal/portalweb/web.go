// Package portalweb is the pages of a client in the portal, and for the firm
// the writing to them.
package portalweb

import (
	"candor/internal/kit/live"
	"candor/internal/kit/web"
	"candor/internal/people/seat"
	"candor/internal/talk/portal"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

type handlers struct {
	portal *portal.Service
	live   *live.Hub
}

func casePath(id matter.ID) string { return "/portal/matters/" + string(id) }

// Mount puts all routes of the portal on the mux.
func Mount(m *web.Mux, s *portal.Service, l *live.Hub) {
	h := handlers{s, l}
	m.Portal("GET /portal", seat.Looking, h.home)
	m.Portal("GET /portal/live", seat.Looking, h.stream)
	m.Portal("GET /portal/matters/{id}", seat.Looking, h.one)
	m.Portal("GET /portal/matters/{id}/talk", seat.Looking, h.talk)
	m.Portal("POST /portal/matters/{id}/questions", seat.Writing, h.ask)

	m.Staff("GET /matters/{id}/portal", timeline.Logging, h.writeForm)
	m.Staff("POST /matters/{id}/portal", timeline.Logging, h.write)

	web.Op(m, "POST /matters/{id}/messages", timeline.Logging, "portal", "Write to a client in the portal.", h.apiWrite)
}
