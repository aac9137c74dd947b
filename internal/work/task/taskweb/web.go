// Package taskweb shows tasks: lists, the part of a matter's page that lists
// its tasks, and their API.
package taskweb

import (
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

type handlers struct {
	tasks    *task.Service
	matters  *matter.Service
	contacts *contact.Service
	people   *staff.Service
}

// Path is a task's page.
func Path(id task.ID) string { return "/tasks/" + string(id) }

// Mount puts all routes of task on the mux.
func Mount(m *web.Mux, s *task.Service, matters *matter.Service, contacts *contact.Service, people *staff.Service) {
	h := handlers{s, matters, contacts, people}
	m.Staff("GET /tasks", task.Reading, h.list)
	m.Staff("GET /tasks/new", task.Editing, h.blank)
	m.Staff("POST /tasks", task.Editing, h.add)
	m.Staff("GET /tasks/{id}", task.Reading, h.show)
	m.Staff("POST /tasks/{id}", task.Editing, h.change)
	m.Staff("POST /tasks/{id}/done", task.Editing, h.finish)
	m.Staff("POST /tasks/{id}/reopen", task.Editing, h.reopen)
	m.Staff("POST /tasks/{id}/remove", task.Editing, h.remove)
	m.Staff("GET /tasks/{id}/delegate", task.Editing, h.delegateForm)
	m.Staff("POST /tasks/{id}/delegate", task.Editing, h.delegate)
	m.Staff("GET /matters/{id}/tasks", task.Reading, h.ofMatter)
	m.Staff("GET /contacts/{id}/tasks", task.Reading, h.ofContact)

	const tag = "tasks"
	web.Op(m, "GET /tasks", task.Reading, tag, "List tasks.", h.apiList)
	web.Op(m, "POST /tasks", task.Editing, tag, "Add a task.", h.apiAdd)
	web.Op(m, "GET /tasks/{id}", task.Reading, tag, "Get a task.", h.apiGet)
	web.Op(m, "PUT /tasks/{id}", task.Editing, tag, "Change a task.", h.apiChange)
	web.Op(m, "POST /tasks/{id}/done", task.Editing, tag, "Tick a task off.", h.apiDone)
	web.Op(m, "POST /tasks/{id}/reopen", task.Editing, tag, "Take a tick or a removal back.", h.apiReopen)
	web.Op(m, "POST /tasks/{id}/delegate", task.Editing, tag, "Give a task to someone else.", h.apiDelegate)
	web.Op(m, "DELETE /tasks/{id}", task.Editing, tag, "Take a task out of sight.", h.apiRemove)
}
