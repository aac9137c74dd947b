// Package recordweb shows the audit trail: the firm's, that of one matter or
// contact as a part of its page, and the files that prove it.
package recordweb

import (
	"context"

	"candor/internal/firm/record"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/web"
)

// Names gives the names of contacts and matters that who may see, by id.
type Names func(ctx context.Context, who actor.Actor, ids []string) (map[string]string, error)

type handlers struct {
	trail  *record.Service
	people *staff.Service
	names  Names
}

// Mount puts all routes of the trail on the mux.
func Mount(m *web.Mux, s *record.Service, people *staff.Service, names Names) {
	h := handlers{s, people, names}
	m.Staff("GET /audit", record.Reading, h.list)
	m.Staff("GET /audit/table", record.Exporting, h.table)
	m.Staff("GET /audit/log", record.Exporting, h.log)
	m.Staff("GET /audit/checkpoint", record.Reading, h.checkpoint)
	m.Staff("GET /audit/{id}/proof", record.Proving, h.proof)
	m.Staff("GET /matters/{id}/record", record.OfFile, h.ofMatter)
	m.Staff("GET /contacts/{id}/record", record.OfFile, h.ofContact)

	const tag = "audit"
	web.Op(m, "GET /audit", record.Reading, tag, "List the audit trail, newest first.", h.apiList)
	web.Op(m, "GET /audit/checkpoint", record.Reading, tag, "Get the newest signed checkpoint of the sealed trail.", h.apiCheckpoint)
	web.Op(m, "GET /audit/export", record.Exporting, tag, "Export the trail as a table or as a sealed log.", h.apiExport)
	web.Op(m, "GET /audit/{id}/proof", record.Proving, tag, "Get the file that proves an entry.", h.apiProof)
	web.Op(m, "GET /matters/{id}/record", record.OfFile, tag, "List what happened with a matter, newest first.", h.apiOfMatter)
	web.Op(m, "GET /contacts/{id}/record", record.OfFile, tag, "List what happened with a contact, newest first.", h.apiOfContact)
}
