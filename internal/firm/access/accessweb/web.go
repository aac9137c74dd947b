// Package accessweb shows ethical walls, explains who sees what and why, and
// is where a glass is broken in an emergency.
package accessweb

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/web"
)

// Names gives the names of contacts and matters that who may see, by id.
type Names func(ctx context.Context, who actor.Actor, ids []string) (map[string]string, error)

type handlers struct {
	access *access.Service
	people *staff.Service
	names  Names
}

// Mount puts all routes of access on the mux.
func Mount(m *web.Mux, s *access.Service, people *staff.Service, names Names) {
	h := handlers{s, people, names}
	m.Staff("GET /walls", access.Walling, h.list)
	m.Staff("GET /walls/new", access.Walling, h.blank)
	m.Staff("POST /walls", access.Walling, h.raise)
	m.Staff("GET /walls/{id}", access.Walling, h.show)
	m.Staff("POST /walls/{id}/lift", access.Walling, h.lift)
	m.Staff("GET /walls/mine", access.Acknowledges, h.mine)
	m.Staff("POST /walls/{id}/acknowledge", access.Acknowledges, h.acknowledge)
	m.Staff("GET /access/explain", access.Explaining, h.explain)
	m.Staff("GET /access/break", access.BreakingIn, h.breakForm)
	m.Staff("POST /access/break", access.BreakingIn, h.breakGlass)

	const tag = "walls"
	web.Op(m, "GET /walls", access.Walling, tag, "List ethical walls.", h.apiList)
	web.Op(m, "POST /walls", access.Walling, tag, "Raise an ethical wall.", h.apiRaise)
	web.Op(m, "GET /walls/{id}", access.Walling, tag, "Get an ethical wall.", h.apiGet)
	web.Op(m, "POST /walls/{id}/lift", access.Walling, tag, "Lift an ethical wall.", h.apiLift)
	web.Op(m, "GET /access/explain", access.Explaining, tag, "Say why someone sees a record, or doesn't.", h.apiExplain)
}
