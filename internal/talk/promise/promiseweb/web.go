// Package promiseweb shows what clients are owed: the page on which everyone's
// day begins, the firm's board, each matter's promise, and the API.
package promiseweb

import (
	"candor/internal/firm/policy"
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// Deps are what the pages ask.
type Deps struct {
	Promises *promise.Service
	Timeline *timeline.Service
	Areas    *area.Service
	Tasks    *task.Service
	People   *staff.Service
	Policies *policy.Service
}

type handlers struct{ Deps }

// Path is where a matter's promise is shown.
func Path(id matter.ID) string { return "/matters/" + string(id) + "/promise" }

// Mount puts all routes of promise on the mux.
func Mount(m *web.Mux, d Deps) {
	h := handlers{d}
	m.Staff("GET /today", web.Anyone, h.today)
	m.Staff("POST /today/looked", promise.Reading, h.look)
	m.Staff("GET /promises", promise.Overseeing, h.board)

	m.Staff("GET /contacts/{id}/promises", promise.Reading, h.ofContact)
	m.Staff("GET /matters/{id}/promise", promise.Reading, h.show)
	m.Staff("GET /matters/{id}/promise/terms", promise.Promising, h.termsForm)
	m.Staff("POST /matters/{id}/promise/terms", promise.Promising, h.setTerms)
	m.Staff("GET /matters/{id}/promise/snooze", promise.Acting, h.snoozeForm)
	m.Staff("POST /matters/{id}/promise/snooze", promise.Acting, h.snooze)
	m.Staff("POST /matters/{id}/promise/wake", promise.Acting, h.wake)
	m.Staff("GET /matters/{id}/promise/delegate", promise.Acting, h.delegateForm)
	m.Staff("POST /matters/{id}/promise/delegate", promise.Acting, h.delegate)
	m.Staff("POST /matters/{id}/promise/take-back", promise.Acting, h.takeBack)
	m.Staff("GET /matters/{id}/promise/settle", promise.Acting, h.settleForm)
	m.Staff("POST /matters/{id}/promise/settle", promise.Acting, h.settle)
	m.Staff("POST /matters/{id}/promise/unsettle", promise.Acting, h.unsettle)

	m.Staff("GET /settings/promises", policy.Deciding, h.firmTerms)
	m.Staff("POST /settings/promises", policy.Deciding, h.decide)

	const tag = "promises"
	web.Op(m, "GET /today", promise.Reading, tag, "Get what someone owes clients today.", h.apiToday)
	web.Op(m, "GET /promises", promise.Reading, tag, "List what clients are owed, most urgent first.", h.apiList)
	web.Op(m, "GET /promises/board", promise.Overseeing, tag, "Get how promises are kept, by person.", h.apiBoard)
	web.Op(m, "GET /matters/{id}/promise", promise.Reading, tag, "Get what a matter's client is promised.", h.apiGet)
	web.Op(m, "PUT /matters/{id}/promise/terms", promise.Promising, tag, "Set what a matter's client is promised.", h.apiSetTerms)
	web.Op(m, "GET /matters/{id}/promise/questions", promise.Reading, tag, "List a matter's questions and what became of them.", h.apiQuestions)
	web.Op(m, "POST /matters/{id}/promise/snooze", promise.Acting, tag, "Put a reminder off, for a reason.", h.apiSnooze)
	web.Op(m, "POST /matters/{id}/promise/wake", promise.Acting, tag, "Bring a reminder back.", h.apiWake)
	web.Op(m, "POST /matters/{id}/promise/delegate", promise.Acting, tag, "Ask someone else to act.", h.apiDelegate)
	web.Op(m, "POST /matters/{id}/promise/take-back", promise.Acting, tag, "End a delegation.", h.apiTakeBack)
	web.Op(m, "POST /matters/{id}/promise/settle", promise.Acting, tag, "Say that a question asks for no answer.", h.apiSettle)
}
