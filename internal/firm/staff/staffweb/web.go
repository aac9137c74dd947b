// Package staffweb shows the people who work here, and lets managers take them
// on and see them off.
package staffweb

import (
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
)

type handlers struct{ people *staff.Service }

// Mount puts all routes of staff on the mux.
func Mount(m *web.Mux, s *staff.Service) {
	h := handlers{s}
	m.Staff("GET /people", staff.Reading, h.list)
	m.Staff("GET /people/new", staff.Managing, h.blank)
	m.Staff("POST /people", staff.Managing, h.add)
	m.Staff("GET /people/{id}", staff.Managing, h.edit)
	m.Staff("POST /people/{id}", staff.Managing, h.change)
	m.Staff("POST /people/{id}/leave", staff.Managing, h.leave)

	m.Staff("GET /covers", staff.Reading, h.covers)
	m.Staff("POST /covers", staff.Covering, h.arrange)
	m.Staff("POST /covers/end", staff.Covering, h.endCover)

	const tag = "people"
	web.Op(m, "GET /people", staff.Reading, tag, "List the people who work here.", h.apiList)
	web.Op(m, "POST /people", staff.Managing, tag, "Take someone on.", h.apiAdd)
	web.Op(m, "GET /people/{id}", staff.Reading, tag, "Get a person who works here.", h.apiGet)
	web.Op(m, "PUT /people/{id}", staff.Managing, tag, "Change a person who works here.", h.apiChange)
	web.Op(m, "POST /people/{id}/leave", staff.Managing, tag, "See someone off.", h.apiLeave)
	web.Op(m, "GET /covers", staff.Reading, tag, "List who stands in for whom.", h.apiCovers)
	web.Op(m, "POST /covers", staff.Covering, tag, "Have someone stand in for a colleague who is away.", h.apiArrange)
	web.Op(m, "DELETE /covers/{by}/{for}", staff.Covering, tag, "End a cover.", h.apiEndCover)
}
