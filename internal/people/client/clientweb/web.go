// Package clientweb shows whom we act for: the list of clients, how each wants
// to be reached, the days that matter to them, and the API.
package clientweb

import (
	"context"

	"candor/internal/kit/actor"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

type handlers struct {
	clients  *client.Service
	contacts *contact.Service
	matters  *matter.Service
	line     *timeline.Service
	rings    web.Rings
}

// Path is the page of a client, which is their contact's.
func Path(id contact.ID) string { return "/contacts/" + string(id) }

func carePath(id contact.ID) string { return "/clients/" + string(id) + "/care" }

// Mount puts all routes of client on the mux. Clients are known by the id of
// their contact.
func Mount(m *web.Mux, s *client.Service, contacts *contact.Service, matters *matter.Service, line *timeline.Service, rings web.Rings) {
	h := handlers{s, contacts, matters, line, rings}
	m.Staff("GET /clients", client.Reading, h.list)
	m.Staff("GET /clients/{id}/care", client.Reading, h.care)
	m.Staff("GET /clients/{id}/care/edit", client.Caring, h.edit)
	m.Staff("POST /clients/{id}/care", client.Caring, h.save)
	m.Staff("GET /clients/{id}/dates/new", client.Caring, h.dateForm)
	m.Staff("POST /clients/{id}/dates", client.Caring, h.addDate)
	m.Staff("POST /clients/{id}/dates/{date}/remove", client.Caring, h.removeDate)
	m.Staff("POST /clients/{id}/status", client.Ranking, h.become)

	const tag = "clients"
	web.Op(m, "GET /clients", client.Reading, tag, "List clients.", h.apiList)
	web.Op(m, "GET /clients/{id}", client.Reading, tag, "Get what is known of a contact as a client.", h.apiGet)
	web.Op(m, "PUT /clients/{id}", client.Caring, tag, "Save how a client wants to be reached.", h.apiSave)
	web.Op(m, "POST /clients/{id}/status", client.Ranking, tag, "Change where a client stands with the firm.", h.apiBecome)
	web.Op(m, "GET /clients/{id}/safe", client.Reading, tag, "Say what to mind before reaching a client now.", h.apiSafe)
	web.Op(m, "POST /clients/{id}/dates", client.Caring, tag, "Add a day that matters to a client.", h.apiAddDate)
	web.Op(m, "DELETE /clients/{id}/dates/{date}", client.Caring, tag, "Remove such a day.", h.apiRemoveDate)
}

// called is a contact's name, which also tells whether it may be seen.
func (h handlers) called(ctx context.Context, who actor.Actor, id contact.ID) (string, error) {
	c, err := h.contacts.Get(ctx, who, id)
	return c.Called(), err
}
