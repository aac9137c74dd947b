package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"candor/internal/ui"
)

// ServeDocs mounts the API's description for people. The machine-readable one
// is at /api/openapi.json and /api/openapi.yaml.
func (m *Mux) ServeDocs() {
	m.Staff("GET /api/docs", Anyone, func(w http.ResponseWriter, r *Request) error {
		return r.Show(w, ui.Page{Title: r.T("REST API")}, docsPage(m.operations()))
	})
}

// operations lists the API by feature and path.
func (m *Mux) operations() []*huma.Operation {
	var out []*huma.Operation
	for _, item := range m.API().Paths {
		for _, o := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if o != nil {
				out = append(out, o)
			}
		}
	}
	slices.SortFunc(out, func(a, b *huma.Operation) int {
		return strings.Compare(a.Tags[0]+" "+a.Path+" "+a.Method, b.Tags[0]+" "+b.Path+" "+b.Method)
	})
	return out
}
