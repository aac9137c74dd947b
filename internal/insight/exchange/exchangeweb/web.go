// Package exchangeweb shows imports and exports: the choosing of a file, what
// its columns mean, its trial, its progress and its undoing; and copies to
// fetch.
package exchangeweb

import (
	"candor/internal/insight/exchange"
	"candor/internal/kit/web"
)

type handlers struct{ exchange *exchange.Service }

// Path is an import's page.
func Path(id exchange.ID) string { return "/import/" + string(id) }

// Mount puts all routes of exchange on the mux.
func Mount(m *web.Mux, s *exchange.Service) {
	h := handlers{s}
	m.Staff("GET /import", exchange.Importing, h.imports)
	m.Staff("POST /import", exchange.Importing, h.upload)
	m.Staff("GET /import/{id}", exchange.Importing, h.show)
	m.Staff("GET /import/{id}/progress", exchange.Importing, h.progress)
	m.Staff("GET /import/{id}/original", exchange.Importing, h.original)
	m.Staff("GET /import/{id}/problems", exchange.Importing, h.problems)
	m.Staff("POST /import/{id}/mapping", exchange.Importing, h.mapping)
	m.Staff("POST /import/{id}/run", exchange.Importing, h.run)
	m.Staff("POST /import/{id}/undo", exchange.Undoing, h.undo)
	m.Staff("GET /export", exchange.Exporting, h.exports)
	m.Staff("GET /export/list", exchange.Exporting, h.exportList)
	m.Staff("POST /export", exchange.Exporting, h.export)
	m.Staff("GET /export/{id}", exchange.Exporting, h.fetch)

	const tag = "exchange"
	web.Op(m, "GET /imports", exchange.Importing, tag, "List imports.", h.apiImports)
	web.Op(m, "POST /imports", exchange.Importing, tag, "Upload a file to import; a table waits for its mapping, anything else is tried at once.", h.apiUpload)
	web.Op(m, "GET /imports/{id}", exchange.Importing, tag, "Get an import.", h.apiImport)
	web.Op(m, "GET /imports/{id}/rows", exchange.Importing, tag, "List an import's rows and what becomes of them.", h.apiRows)
	web.Op(m, "PUT /imports/{id}/mapping", exchange.Importing, tag, "Say what the columns mean, and try the file.", h.apiMap)
	web.Op(m, "POST /imports/{id}/run", exchange.Importing, tag, "Bring in what the trial said.", h.apiRun)
	web.Op(m, "POST /imports/{id}/undo", exchange.Undoing, tag, "Take an import back.", h.apiUndo)
	web.Op(m, "GET /exports", exchange.Exporting, tag, "List your exports.", h.apiExports)
	web.Op(m, "POST /exports", exchange.Exporting, tag, "Ask for a copy of a client or a matter.", h.apiExport)
	web.Op(m, "GET /exports/{id}/file", exchange.Exporting, tag, "Fetch a finished copy.", h.apiFetch)
}
