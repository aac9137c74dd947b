// Package conflictweb shows conflict checks: what is open, a new check, a check
// with its hits side by side, its report, the part of a matter's page that says
// how it stands, and their API.
package conflictweb

import (
	"candor/internal/firm/staff"
	"candor/internal/intake/conflict"
	"candor/internal/kit/web"
)

type handlers struct {
	conflicts *conflict.Service
	people    *staff.Service
}

// Path is a check's page.
func Path(id conflict.ID) string { return "/conflicts/" + string(id) }

// Mount puts all routes of conflict on the mux.
func Mount(m *web.Mux, s *conflict.Service, people *staff.Service) {
	h := handlers{s, people}
	m.Staff("GET /conflicts", conflict.Reading, h.list)
	m.Staff("GET /conflicts/new", conflict.Asking, h.blank)
	m.Staff("POST /conflicts", conflict.Asking, h.ask)
	m.Staff("GET /conflicts/{id}", conflict.Reading, h.show)
	m.Staff("GET /conflicts/{id}/report", conflict.Reading, h.report)
	m.Staff("POST /conflicts/{id}/again", conflict.Asking, h.again)
	m.Staff("POST /conflicts/{id}/harmless", conflict.Deciding, h.harmless)
	m.Staff("POST /conflicts/{id}/sign", conflict.Signing, h.sign)
	m.Staff("GET /conflicts/{id}/hits/{hit}", conflict.Deciding, h.decideForm)
	m.Staff("POST /conflicts/{id}/hits/{hit}", conflict.Deciding, h.decide)
	m.Staff("POST /conflicts/{id}/hits/{hit}/second", conflict.Deciding, h.second)
	m.Staff("GET /conflicts/{id}/hits/{hit}/waiver", conflict.Deciding, h.waiverForm)
	m.Staff("POST /conflicts/{id}/hits/{hit}/waiver", conflict.Deciding, h.waive)
	m.Staff("GET /findings/{id}/settle", conflict.Deciding, h.settleForm)
	m.Staff("POST /findings/{id}/settle", conflict.Deciding, h.settle)
	m.Staff("GET /matters/{id}/conflicts", conflict.Reading, h.ofMatter)
	m.Staff("POST /matters/{id}/conflicts", conflict.Asking, h.askMatter)

	const tag = "conflicts"
	web.Op(m, "GET /conflicts", conflict.Reading, tag, "List conflict checks.", h.apiList)
	web.Op(m, "POST /conflicts", conflict.Asking, tag, "Run a conflict check on names.", h.apiAsk)
	web.Op(m, "GET /conflicts/{id}", conflict.Reading, tag, "Get a conflict check with its hits.", h.apiGet)
	web.Op(m, "POST /conflicts/{id}/sign", conflict.Signing, tag, "Sign a check off and freeze its report.", h.apiSign)
	web.Op(m, "GET /conflicts/{id}/report", conflict.Reading, tag, "Get the report of a signed check.", h.apiReport)
	web.Op(m, "POST /conflict-hits/{id}/dispose", conflict.Deciding, tag, "Decide a hit.", h.apiDispose)
	web.Op(m, "POST /conflict-hits/{id}/second", conflict.Deciding, tag, "Confirm a colleague's decision about a grave hit.", h.apiSecond)
	web.Op(m, "POST /conflict-hits/{id}/waive", conflict.Deciding, tag, "Note informed consent, confirmed in writing.", h.apiWaive)
	web.Op(m, "GET /conflict-findings", conflict.Reading, tag, "List what came up after matters were opened.", h.apiFindings)
	web.Op(m, "POST /conflict-findings/{id}/settle", conflict.Deciding, tag, "Settle a finding.", h.apiSettle)
}
