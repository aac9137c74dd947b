// Package areaweb shows the practice areas and how matters are numbered, and their API.
package areaweb

import (
	"candor/internal/firm/policy"
	"candor/internal/kit/web"
	"candor/internal/work/area"
)

type handlers struct {
	areas    *area.Service
	policies *policy.Service
}

// Mount puts all routes of area on the mux.
func Mount(m *web.Mux, s *area.Service, policies *policy.Service) {
	h := handlers{s, policies}
	m.Staff("GET /settings/areas", area.Shaping, h.list)
	m.Staff("GET /settings/areas/new", area.Shaping, h.blank)
	m.Staff("POST /settings/areas", area.Shaping, h.save)
	m.Staff("GET /settings/areas/{id}", area.Shaping, h.edit)
	m.Staff("POST /settings/areas/{id}", area.Shaping, h.save)
	m.Staff("POST /settings/numbers", policy.Deciding, h.numbers)

	const tag = "matters"
	web.Op(m, "GET /areas", area.Reading, tag, "List practice areas with their stages.", h.apiList)
	web.Op(m, "POST /areas", area.Shaping, tag, "Add a practice area.", h.apiAdd)
	web.Op(m, "PUT /areas/{id}", area.Shaping, tag, "Change a practice area.", h.apiChange)
}
