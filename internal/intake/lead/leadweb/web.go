// Package leadweb shows leads: the board and the list, each lead's page, who
// waits for a first answer, and their API.
package leadweb

import (
	"candor/internal/firm/policy"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

type handlers struct {
	leads    *lead.Service
	areas    *area.Service
	contacts *contact.Service
	people   *staff.Service
	policies *policy.Service
}

// Path is a lead's page.
func Path(id inquiry.ID) string { return "/leads/" + string(id) }

// Mount puts all routes of lead on the mux.
func Mount(m *web.Mux, s *lead.Service, areas *area.Service, contacts *contact.Service, people *staff.Service, policies *policy.Service) {
	h := handlers{s, areas, contacts, people, policies}
	m.Staff("GET /leads", lead.Reading, h.list)
	m.Staff("GET /leads/board", lead.Reading, h.board)
	m.Staff("GET /leads/today", lead.Reading, h.today)
	m.Staff("GET /leads/new", lead.Editing, h.blank)
	m.Staff("POST /leads", lead.Editing, h.add)
	m.Staff("GET /contacts/{id}/leads", lead.Reading, h.ofContact)
	m.Staff("GET /settings/leads", policy.Deciding, h.termsForm)
	m.Staff("POST /settings/leads", policy.Deciding, h.decide)

	m.Staff("GET /leads/{id}", lead.Reading, h.show)
	m.Staff("GET /leads/{id}/edit", lead.Editing, h.edit)
	m.Staff("POST /leads/{id}", lead.Editing, h.change)
	m.Staff("GET /leads/{id}/move", lead.Editing, h.moveForm)
	m.Staff("POST /leads/{id}/move", lead.Editing, h.move)
	m.Staff("POST /leads/{id}/undo", lead.Editing, h.undo)
	m.Staff("GET /leads/{id}/end", lead.Editing, h.endForm)
	m.Staff("POST /leads/{id}/end", lead.Editing, h.end)
	m.Staff("GET /leads/{id}/reopen", lead.Editing, h.reopenForm)
	m.Staff("POST /leads/{id}/reopen", lead.Editing, h.reopen)
	m.Staff("POST /leads/{id}/answered", lead.Editing, h.answered)
	m.Staff("POST /leads/{id}/verify", lead.Verifying, h.verify)
	m.Staff("GET /leads/{id}/letter", lead.Editing, h.letterForm)
	m.Staff("POST /leads/{id}/letter", lead.Editing, h.letter)
	m.Staff("GET /leads/{id}/parties/add", lead.Editing, h.partyForm)
	m.Staff("POST /leads/{id}/parties", lead.Editing, h.addParty)
	m.Staff("POST /leads/{id}/parties/{party}/remove", lead.Editing, h.removeParty)
	m.Staff("GET /leads/{id}/open", lead.Editing, h.openForm)
	m.Staff("POST /leads/{id}/open", lead.Editing, h.open)

	const tag = "leads"
	web.Op(m, "GET /leads", lead.Reading, tag, "List leads.", h.apiList)
	web.Op(m, "POST /leads", lead.Editing, tag, "Take an inquiry in.", h.apiAdd)
	web.Op(m, "GET /leads/{id}", lead.Reading, tag, "Get a lead, with its parties and history.", h.apiGet)
	web.Op(m, "PUT /leads/{id}", lead.Editing, tag, "Change a lead.", h.apiChange)
	web.Op(m, "POST /leads/{id}/move", lead.Editing, tag, "Move a lead along the pipeline.", h.apiMove)
	web.Op(m, "POST /leads/{id}/undo", lead.Editing, tag, "Take the last move back.", h.apiUndo)
	web.Op(m, "POST /leads/{id}/end", lead.Editing, tag, "Decline, lose, refer out or mark as a repetition.", h.apiEnd)
	web.Op(m, "POST /leads/{id}/reopen", lead.Editing, tag, "Take a lead up again.", h.apiReopen)
	web.Op(m, "POST /leads/{id}/answered", lead.Editing, tag, "Record the first answer by a person.", h.apiAnswered)
	web.Op(m, "POST /leads/{id}/verify", lead.Verifying, tag, "Verify the last day to sue.", h.apiVerify)
	web.Op(m, "POST /leads/{id}/letter", lead.Editing, tag, "Record the non-engagement letter.", h.apiLetter)
	web.Op(m, "POST /leads/{id}/parties", lead.Editing, tag, "Add a party.", h.apiAddParty)
	web.Op(m, "DELETE /leads/{id}/parties/{party}", lead.Editing, tag, "Remove a party.", h.apiRemoveParty)
	web.Op(m, "POST /leads/{id}/open", lead.Editing, tag, "Open a matter from a lead.", h.apiOpen)
}
