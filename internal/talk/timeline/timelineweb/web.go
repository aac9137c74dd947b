// Package timelineweb shows the line of time: the part of a client's and a
// matter's page, each entry, the tray of what is unfiled, and the API.
package timelineweb

import (
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

type handlers struct {
	line     *timeline.Service
	contacts *contact.Service
	matters  *matter.Service
	staff    *staff.Service
}

// Path is an entry's page.
func Path(id timeline.ID) string { return "/timeline/" + string(id) }

// Mount puts all routes of the timeline on the mux.
func Mount(m *web.Mux, s *timeline.Service, contacts *contact.Service, matters *matter.Service, people *staff.Service) {
	h := handlers{s, contacts, matters, people}
	m.Staff("GET /matters/{id}/timeline", timeline.Reading, h.ofMatter)
	m.Staff("POST /matters/{id}/timeline", timeline.Noting, h.noteMatter)
	m.Staff("GET /contacts/{id}/timeline", timeline.Reading, h.ofContact)
	m.Staff("POST /contacts/{id}/timeline", timeline.Logging, h.noteContact)

	m.Staff("GET /timeline/{id}", timeline.Reading, h.show)
	m.Staff("GET /timeline/{id}/html", timeline.Reading, h.html)
	m.Staff("GET /timeline/{id}/original", timeline.Reading, h.original)
	m.Staff("GET /timeline/{id}/files/{place}", timeline.Reading, h.file)
	m.Staff("GET /timeline/{id}/edit", timeline.Logging, h.edit)
	m.Staff("POST /timeline/{id}", timeline.Logging, h.change)
	m.Staff("GET /timeline/{id}/weigh", timeline.Logging, h.weighForm)
	m.Staff("POST /timeline/{id}/weigh", timeline.Logging, h.weigh)
	m.Staff("POST /timeline/{id}/settle", timeline.Logging, h.settle)
	m.Staff("POST /timeline/{id}/hold", timeline.Logging, h.hold)
	m.Staff("GET /timeline/{id}/move", timeline.Moving, h.moveForm)
	m.Staff("POST /timeline/{id}/move", timeline.Moving, h.move)
	m.Staff("POST /timeline/moves/{move}/undo", timeline.Moving, h.unmove)
	m.Staff("GET /timeline/{id}/remove", timeline.Removing, h.removeForm)
	m.Staff("POST /timeline/{id}/remove", timeline.Removing, h.remove)
	m.Staff("POST /timeline/{id}/restore", timeline.Removing, h.restore)
	m.Staff("GET /timeline/matters", timeline.Moving, h.findMatter)

	m.Staff("GET /unfiled", timeline.Sorting, h.tray)
	m.Staff("POST /unfiled", timeline.Sorting, h.receive)

	const tag = "timeline"
	web.Op(m, "GET /matters/{id}/timeline", timeline.Reading, tag, "List a matter's line of time.", h.apiOfMatter)
	web.Op(m, "GET /contacts/{id}/timeline", timeline.Reading, tag, "List a contact's line of time.", h.apiOfContact)
	web.Op(m, "GET /unfiled", timeline.Sorting, tag, "List messages that wait for their matter.", h.apiUnfiled)
	web.Op(m, "POST /timeline", timeline.Logging, tag, "Log a call, meeting, letter or note.", h.apiLog)
	web.Op(m, "GET /timeline/{id}", timeline.Reading, tag, "Get an entry with its text, people and files.", h.apiGet)
	web.Op(m, "PUT /timeline/{id}", timeline.Logging, tag, "Change an entry that was noted by hand.", h.apiChange)
	web.Op(m, "GET /timeline/{id}/thread", timeline.Reading, tag, "List the conversation an entry is part of.", h.apiThread)
	web.Op(m, "GET /timeline/{id}/suggestions", timeline.Sorting, tag, "List the matters an unfiled entry may belong to.", h.apiSuggest)
	web.Op(m, "POST /timeline/{id}/move", timeline.Moving, tag, "Move an entry to another matter.", h.apiMove)
	web.Op(m, "POST /timeline/moves/{move}/undo", timeline.Moving, tag, "Take a move back.", h.apiUnmove)
	web.Op(m, "POST /timeline/{id}/weigh", timeline.Logging, tag, "Say whether an entry counts as contact.", h.apiWeigh)
	web.Op(m, "POST /timeline/{id}/remove", timeline.Removing, tag, "Remove an entry, with a reason.", h.apiRemove)
	web.Op(m, "POST /timeline/{id}/restore", timeline.Removing, tag, "Bring a removed entry back.", h.apiRestore)
}
