// Package funnelweb shows how inquiries become clients: its page and its API.
package funnelweb

import (
	"candor/internal/intake/funnel"
	"candor/internal/intake/lead"
	"candor/internal/kit/web"
	"candor/internal/work/area"
)

type handlers struct {
	funnel *funnel.Service
	areas  *area.Service
}

// Mount puts all routes of the funnel on the mux.
func Mount(m *web.Mux, s *funnel.Service, areas *area.Service) {
	h := handlers{s, areas}
	m.Staff("GET /leads/funnel", lead.Measuring, h.show)
	web.Op(m, "GET /lead-funnel", lead.Measuring, "leads", "How inquiries of twelve months became clients.", h.apiFunnel)
}
