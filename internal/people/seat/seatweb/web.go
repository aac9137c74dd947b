// Package seatweb is the clients' door: the private link, the passkey and
// their own settings; and for the firm, who has a seat in the portal.
package seatweb

import (
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/people/seat"
)

type handlers struct {
	*Door
	contacts *contact.Service
}

// EnterPath is the page that a private link opens.
func EnterPath(token string) string { return "/portal/enter/" + token }

// Mount puts all routes of seats on the mux.
func Mount(m *web.Mux, d *Door, contacts *contact.Service) {
	h := handlers{d, contacts}
	m.Public("GET /portal/signin", h.signInForm)
	m.Public("POST /portal/signin/passkey", web.Script("/portal", h.askPasskey))
	m.Public("POST /portal/signin/passkey/answer", web.Script("/portal", h.unlock))
	m.Public("GET /portal/enter/{token}", h.enterForm)
	m.Public("POST /portal/enter/{token}", h.enter)
	m.Public("POST /portal/signout", h.signOut)
	m.Public("POST /portal/preferences", h.prefer)

	m.Portal("GET /portal/welcome", seat.Looking, h.welcome)
	m.Portal("GET /portal/settings", seat.Looking, h.settings)
	m.Portal("POST /portal/settings/reach", seat.Looking, h.reach)
	m.Portal("POST /portal/settings/sessions/end", seat.Looking, h.endOthers)
	m.Portal("POST /portal/settings/sessions/{id}/end", seat.Looking, h.endSession)
	m.Portal("POST /portal/passkeys/offer", seat.Looking, web.Script("/portal", h.offerPasskey))
	m.Portal("POST /portal/passkeys", seat.Looking, web.Script("/portal", h.keepPasskey))
	m.Portal("POST /portal/passkeys/{id}/remove", seat.Looking, h.removePasskey)

	m.Staff("GET /contacts/{id}/seats", seat.Reading, h.around)
	m.Staff("GET /contacts/{id}/seats/new", seat.Inviting, h.askForm)
	m.Staff("POST /contacts/{id}/seats", seat.Inviting, h.ask)
	m.Staff("POST /seats/{id}/approve", seat.Approving, h.approve)
	m.Staff("POST /seats/{id}/link", seat.Inviting, h.link)
	m.Staff("POST /seats/{id}/end", seat.Inviting, h.end)

	const tag = "portal"
	web.Op(m, "GET /seats", seat.Reading, tag, "List the seats that stand in the portal.", h.apiList)
	web.Op(m, "GET /contacts/{id}/seats", seat.Reading, tag, "List who may come in to a client's matters.", h.apiAround)
	web.Op(m, "POST /contacts/{id}/seats", seat.Inviting, tag, "Ask for a seat in the portal; a lawyer's asking approves it.", h.apiAsk)
	web.Op(m, "POST /seats/{id}/approve", seat.Approving, tag, "Approve a seat.", h.apiApprove)
	web.Op(m, "POST /seats/{id}/link", seat.Inviting, tag, "Make a private link and its code, shown this once.", h.apiLink)
	web.Op(m, "DELETE /seats/{id}", seat.Inviting, tag, "End a seat and its sessions at once.", h.apiEnd)
}
