// Package matterweb shows matters: lists, the board, each matter's page,
// and their API.
package matterweb

import (
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

type handlers struct {
	matters  *matter.Service
	contacts *contact.Service
	people   *staff.Service
	areas    *area.Service
	rings    web.Rings
}

// Path is a matter's page.
func Path(id matter.ID) string { return "/matters/" + string(id) }

// Mount puts all routes of matter on the mux. rings shows how promises stand.
func Mount(m *web.Mux, s *matter.Service, contacts *contact.Service, people *staff.Service, areas *area.Service, rings web.Rings) {
	h := handlers{s, contacts, people, areas, rings}
	m.Staff("GET /matters", matter.Reading, h.list)
	m.Staff("GET /matters/board", matter.Reading, h.board)
	m.Staff("GET /matters/find", matter.Reading, h.find)
	m.Staff("GET /matters/new", matter.Opening, h.blank)
	m.Staff("POST /matters", matter.Opening, h.open)
	m.Staff("GET /matters/bulk", matter.Editing, h.bulkForm)
	m.Staff("POST /matters/bulk", matter.Editing, h.bulk)
	m.Staff("POST /matters/views", matter.Reading, h.saveView)
	m.Staff("POST /matters/views/{view}/drop", matter.Reading, h.dropView)
	m.Staff("GET /contacts/{id}/matters", matter.Reading, h.involving)

	m.Staff("GET /matters/{id}", matter.Reading, h.show)
	m.Staff("GET /matters/{id}/history", matter.Reading, h.history)
	m.Staff("GET /matters/{id}/edit", matter.Editing, h.edit)
	m.Staff("POST /matters/{id}", matter.Editing, h.change)
	m.Staff("GET /matters/{id}/stage", matter.Editing, h.stageForm)
	m.Staff("POST /matters/{id}/stage", matter.Editing, h.stage)
	m.Staff("POST /matters/{id}/stage/back", matter.Editing, h.stageBack)
	m.Staff("POST /matters/{id}/begin", matter.Editing, h.begin)
	m.Staff("GET /matters/{id}/close", matter.Closing, h.closeForm)
	m.Staff("POST /matters/{id}/close", matter.Closing, h.close)
	m.Staff("POST /matters/{id}/reopen", matter.Closing, h.reopen)
	m.Staff("POST /matters/{id}/restrict", matter.Restricting, h.restrict)
	m.Staff("POST /matters/{id}/unrestrict", matter.Restricting, h.unrestrict)
	m.Staff("GET /matters/{id}/team/add", matter.Staffing, h.teamForm)
	m.Staff("POST /matters/{id}/team", matter.Staffing, h.assign)
	m.Staff("POST /matters/{id}/team/remove", matter.Staffing, h.unassign)
	m.Staff("GET /matters/{id}/parties/add", matter.Editing, h.partyForm)
	m.Staff("POST /matters/{id}/parties", matter.Editing, h.addParty)
	m.Staff("POST /matters/{id}/parties/{party}/remove", matter.Editing, h.removeParty)
	m.Staff("GET /matters/{id}/relate", matter.Editing, h.relateForm)
	m.Staff("POST /matters/{id}/relations", matter.Editing, h.relate)
	m.Staff("POST /matters/{id}/relations/{relation}/remove", matter.Editing, h.unrelate)
	h.mountAPI(m)
}
