// Package signinweb is the door: sign-in pages, a person's own profile and
// security, and who a request comes from.
package signinweb

import (
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
)

type handlers struct {
	*Door
	people *staff.Service
}

// Path is the page of a person's own profile and security.
func Path() string { return "/me" }

// StartPath is the page that an invitation's token opens.
func StartPath(token string) string { return "/signin/start/" + token }

// Mount puts all routes of signin on the mux.
func Mount(m *web.Mux, d *Door, people *staff.Service) {
	h := handlers{d, people}
	m.Public("GET /signin", h.signInForm)
	m.Public("POST /signin", h.signIn)
	m.Public("GET /signin/code", h.codeForm)
	m.Public("POST /signin/code", h.code)
	m.Public("POST /signin/passkey", web.Script("/me", h.askPasskey))
	m.Public("POST /signin/passkey/answer", web.Script("/me", h.unlock))
	m.Public("GET /signin/sso", h.askSSO)
	m.Public("GET /signin/sso/back", h.returned)
	m.Public("GET /signin/start/{token}", h.startForm)
	m.Public("POST /signin/start/{token}", h.start)
	m.Public("POST /signout", h.signOut)
	m.Public("POST /preferences", h.prefer)

	m.Staff("GET /signin/confirm", web.Anyone, h.confirmForm)
	m.Staff("POST /signin/confirm", web.Anyone, h.confirm)
	m.Staff("POST /signin/confirm/passkey", web.Anyone, web.Script("/me", h.confirmByPasskey))
	m.Staff("GET /signin/confirm/sso", web.Anyone, h.confirmBySSO)
	m.Staff("POST /staff/{id}/link", signin.Inviting, h.invite)

	m.Staff("GET /me", web.Anyone, h.me)
	m.Staff("GET /me/second", web.Anyone, h.second)
	m.Staff("GET /me/password", web.Anyone, h.passwordForm)
	m.Staff("POST /me/password", web.Anyone, h.password)
	m.Staff("POST /me/code/offer", web.Anyone, h.offerCode)
	m.Staff("GET /me/code", web.Anyone, h.offered)
	m.Staff("POST /me/code", web.Anyone, h.takeCode)
	m.Staff("POST /me/code/drop", web.Anyone, h.dropCode)
	m.Staff("POST /me/passkeys/offer", web.Anyone, web.Script("/me", h.offerPasskey))
	m.Staff("POST /me/passkeys", web.Anyone, web.Script("/me", h.keepPasskey))
	m.Staff("POST /me/passkeys/{id}/remove", web.Anyone, h.removePasskey)
	m.Staff("GET /me/sso", web.Anyone, h.connect)
	m.Staff("POST /me/sso/drop", web.Anyone, h.disconnect)
	m.Staff("POST /me/sessions/end", web.Anyone, h.endOthers)
	m.Staff("POST /me/sessions/{id}/end", web.Anyone, h.endSession)
	m.Staff("GET /me/keys/new", signin.MakingKeys, h.keyForm)
	m.Staff("POST /me/keys", signin.MakingKeys, h.makeKey)
	m.Staff("POST /me/keys/{id}/end", web.Anyone, h.endKey)

	const tag = "sign-in"
	web.Op(m, "GET /me", web.Anyone, tag, "Get who the key acts for, and what it may do.", h.apiMe)
	web.Op(m, "GET /sessions", web.Anyone, tag, "List where you are signed in.", h.apiSessions)
	web.Op(m, "DELETE /sessions/{id}", web.Anyone, tag, "Sign out in one place.", h.apiEndSession)
	web.Op(m, "GET /keys", web.Anyone, tag, "List your API keys.", h.apiKeys)
	web.Op(m, "POST /keys", signin.MakingKeys, tag, "Make an API key; its text is shown this once.", h.apiMakeKey)
	web.Op(m, "DELETE /keys/{id}", web.Anyone, tag, "End an API key.", h.apiEndKey)
}
