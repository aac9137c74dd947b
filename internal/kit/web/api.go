package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
)

// newAPI makes the REST API's description: OpenAPI 3.1, errors as RFC 9457
// problems.
func newAPI(m *Mux) huma.API {
	c := huma.DefaultConfig("Candor", "1")
	c.Info.Description = "Everything the pages do, for programs. Sign in with an API key: Authorization: Bearer candor_…"
	c.CreateHooks = nil // no $schema links in answers
	c.DocsPath, c.OpenAPIPath, c.SchemasPath = "", "/api/openapi", ""
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"key": {Type: "http", Scheme: "bearer", Description: "An API key of a member of staff."},
	}
	c.Security = []map[string][]string{{"key": {}}}
	return humago.New(apiMux{m}, c)
}

// apiMux lets huma mount on our mux.
type apiMux struct{ m *Mux }

func (a apiMux) HandleFunc(pattern string, h func(http.ResponseWriter, *http.Request)) {
	a.m.mux.HandleFunc(pattern, h)
}

func (a apiMux) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.m.mux.ServeHTTP(w, r) }

// API is the description of the REST API.
func (m *Mux) API() *huma.OpenAPI { return m.api.OpenAPI() }

// Op mounts an operation of the REST API. The route is "METHOD /path" below
// /api/v1; the summary is a short sentence; tag is the feature.
func Op[I, O any](m *Mux, route string, v actor.Verb, tag, summary string, h func(ctx context.Context, who actor.Actor, in *I) (*O, error)) {
	method, p, _ := strings.Cut(route, " ")
	p = "/api/v1" + p
	m.routes = append(m.routes, Route{method + " " + p, ForAPI, v})
	op := huma.Operation{
		OperationID: operationID(method, p), Method: method, Path: p, Summary: summary, Tags: []string{tag},
		MaxBodyBytes: maxCall, BodyReadTimeout: -1,
		Errors:      []int{401, 403, 404, 409, 422, 429},
		Middlewares: huma.Middlewares{m.apiGate(v)},
	}
	if method == http.MethodPost {
		op.Middlewares = append(op.Middlewares, m.onceGate)
		op.Parameters = append(op.Parameters, &huma.Param{
			Name: onceHeader, In: "header", Schema: &huma.Schema{Type: huma.TypeString},
			Description: "A name for this call, such as a UUID. The same call under the same name takes effect once, and is answered the same for 24 hours.",
		})
	}
	switch {
	case method == http.MethodPost && !strings.Contains(strings.TrimPrefix(p, "/api/v1/"), "/"):
		op.DefaultStatus = http.StatusCreated
	case method == http.MethodDelete:
		op.DefaultStatus = http.StatusNoContent
	}
	huma.Register(m.api, op, func(ctx context.Context, in *I) (*O, error) {
		who, _ := ctx.Value(caller{}).(actor.Actor)
		out, err := h(ctx, who, in)
		if err != nil {
			p := m.problem(ctx, err)
			h := http.Header{}
			tellWhen(h, p.Status)
			return nil, huma.ErrorWithHeaders(p, h)
		}
		return out, nil
	})
}

func operationID(method, p string) string {
	var b strings.Builder
	b.WriteString(strings.ToLower(method))
	for _, part := range strings.FieldsFunc(strings.TrimPrefix(p, "/api/v1"), func(r rune) bool { return r == '/' || r == '{' || r == '}' || r == '-' || r == '_' }) {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

// maxCall is the longest call we read.
const maxCall = 16 << 20

type caller struct{}

// apiGate finds out who calls the API, and refuses whoever may not.
func (m *Mux) apiGate(verb actor.Verb) func(huma.Context, func(huma.Context)) {
	return func(hc huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(hc)
		c, err := m.host.Caller(r, ForAPI)
		if err == nil {
			err = m.pace(w.Header(), r, c, ForAPI)
		}
		if err == nil {
			err = admit(c.Who, ForAPI, verb)
		}
		ctx := locale.With(hc.Context(), c.Lang)
		if err != nil {
			m.problemTo(w, m.problem(ctx, err))
			return
		}
		next(huma.WithValue(huma.WithContext(hc, ctx), caller{}, c.Who))
		if hc.Status() == http.StatusNotFound {
			m.missed(r, c.Who)
		}
	}
}

// onceGate lets a call that carries a name take effect once.
func (m *Mux) onceGate(hc huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(hc)
	if m.Once == nil || r.Header.Get(onceHeader) == "" {
		next(hc)
		return
	}
	who, _ := hc.Context().Value(caller{}).(actor.Actor)
	err := m.Once.call(w, r.WithContext(hc.Context()), who, func(w http.ResponseWriter, r *http.Request) {
		next(humago.NewContext(hc.Operation(), r, w))
	})
	if err != nil {
		m.problemTo(w, m.problem(hc.Context(), err))
	}
}

// problem turns an error of ours into an RFC 9457 problem.
func (m *Mux) problem(ctx context.Context, err error) *huma.ErrorModel {
	err = known(err)
	k := errs.KindOf(err)
	said, fields := Said(ctx, err)
	ref, _ := ctx.Value(reference{}).(string)
	if status(k) >= http.StatusInternalServerError {
		m.log.Error("operation failed", "ref", ref, "error", err)
	}
	if k == errs.Internal {
		said = "Something broke on our side. Reference " + ref
	}
	e := &huma.ErrorModel{Status: status(k), Title: http.StatusText(status(k)), Detail: said}
	for name, text := range fields {
		e.Errors = append(e.Errors, &huma.ErrorDetail{Location: "body." + name, Message: text})
	}
	return e
}

// ETag writes a record's version as an entity tag.
func ETag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// IfMatch reads the version that a caller has seen. Without one, changes are
// refused (RFC 6585, section 3): two people's changes must not overwrite each
// other unseen.
func IfMatch(tag string) (int64, error) {
	s := strings.Trim(strings.TrimPrefix(tag, "W/"), `"`)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 1 {
		return 0, errs.New(errs.Conflict, "Send the record's ETag in If-Match, so that no one's change is lost.")
	}
	return n, nil
}

// PageIn asks for a page of a list.
type PageIn struct {
	After string `query:"after" doc:"The next of the page before."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// Page is the place in the list.
func (p PageIn) Page() db.Page { return db.Page{After: p.After, Limit: p.Limit} }

// PageOut is a page of a list.
type PageOut[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"Send it as after to get the next page; absent on the last."`
}

// Items makes a page from what a service listed.
func Items[R, T any](rows []R, next string, show func(R) T) PageOut[T] {
	out := PageOut[T]{Items: make([]T, 0, len(rows)), Next: next}
	for _, r := range rows {
		out.Items = append(out.Items, show(r))
	}
	return out
}

// BadField refuses one field of what a program sent.
func BadField(name, text string) error {
	var p errs.Problems
	p.Add(name, text)
	return p.Err()
}
