// Package web stands between the browser and the features: who asks, may they,
// and how an answer or an error is shown.
//
// A route can't be mounted without saying whom it is for and what it does, so
// the list of all routes, kept as a golden file, is the program's whole
// surface.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/ui"
)

// Audience is whom a route is for.
type Audience string

// The audiences.
const (
	ForStaff  Audience = "staff"
	ForPortal Audience = "portal"
	ForPublic Audience = "public" // nobody need be signed in
	ForAPI    Audience = "api"
)

// Anyone is the verb of routes that everyone of their audience may use.
const Anyone actor.Verb = "-"

// Route is one line of the program's surface.
type Route struct {
	Pattern  string
	Audience Audience
	Verb     actor.Verb
}

// Caller is who sends a request, and how they like things shown.
type Caller struct {
	Who   actor.Actor
	Lang  string
	Theme string
	Zone  *time.Location
	Now   time.Time
}

// Host is what the mux needs of the program.
type Host interface {
	// Caller finds out who asks: by session for pages, by key for the API.
	// Someone unknown is an actor of kind Anonymous, not an error.
	Caller(r *http.Request, a Audience) (Caller, error)
	// Frame is what surrounds a page for this caller.
	Frame(r *Request) ui.Frame
}

// Mux routes requests.
type Mux struct {
	mux    *http.ServeMux
	api    huma.API
	host   Host
	log    *slog.Logger
	routes []Route
	limits *limiter

	Secure  bool    // cookies only over TLS; on unless the address is plain http on this machine
	Proxies Proxies // whose word on where a request comes from is taken
	Once    *Once   // keeps the answers to named calls; without it a name means nothing

	// Missed, if set, is told whenever someone asks for a thing by its id and
	// is answered that there is none, so that a look at what is kept from them
	// can be written down. It doesn't change the answer.
	Missed func(ctx context.Context, who actor.Actor, id string)
}

// missed tells of a thing that was asked for and not found.
func (m *Mux) missed(r *http.Request, who actor.Actor) {
	if id := r.PathValue("id"); m.Missed != nil && id != "" {
		m.Missed(context.WithoutCancel(r.Context()), who, id) // it is written down even if they hang up
	}
}

// Handler answers a request, or returns the error to show.
type Handler func(w http.ResponseWriter, r *Request) error

// NewMux makes a mux for a host.
func NewMux(h Host, log *slog.Logger) *Mux {
	m := &Mux{mux: http.NewServeMux(), host: h, log: log}
	m.api = newAPI(m)
	m.Files("GET /favicon.ico", http.RedirectHandler(ui.Asset("favicon.svg"), http.StatusFound)) // browsers ask unasked
	return m
}

// Staff mounts a route for people who work at the firm.
func (m *Mux) Staff(pattern string, v actor.Verb, h Handler) { m.mount(pattern, ForStaff, v, h) }

// Portal mounts a route for clients.
func (m *Mux) Portal(pattern string, v actor.Verb, h Handler) { m.mount(pattern, ForPortal, v, h) }

// Public mounts a route for anyone at all.
func (m *Mux) Public(pattern string, h Handler) { m.mount(pattern, ForPublic, Anyone, h) }

// Files mounts a plain handler of files that hold no one's data.
func (m *Mux) Files(pattern string, h http.Handler) {
	m.routes = append(m.routes, Route{pattern, ForPublic, Anyone})
	m.mux.Handle(pattern, h)
}

// Routes lists the program's surface in order.
func (m *Mux) Routes() []Route {
	out := slices.Clone(m.routes)
	slices.SortFunc(out, func(a, b Route) int { return strings.Compare(path(a.Pattern), path(b.Pattern)) })
	return out
}

// path puts the path before the method, so that one thing's routes stand together.
func path(pattern string) string {
	method, p, _ := strings.Cut(pattern, " ")
	return p + " " + method
}

func (m *Mux) mount(pattern string, a Audience, v actor.Verb, h Handler) {
	m.routes = append(m.routes, Route{pattern, a, v})
	m.mux.HandleFunc(pattern, func(w http.ResponseWriter, hr *http.Request) {
		c, err := m.host.Caller(hr, a)
		r := m.request(hr, c)
		if err == nil {
			err = m.pace(w.Header(), hr, c, a)
		}
		if err == nil {
			err = admit(c.Who, a, v)
		}
		if err == nil {
			err = h(w, r)
		}
		if errs.Is(err, errs.NotFound) {
			m.missed(hr, c.Who)
		}
		if err != nil {
			m.fail(w, r, a, err)
		}
	})
}

func (m *Mux) request(hr *http.Request, c Caller) *Request {
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	r := &Request{Request: hr.WithContext(locale.With(hr.Context(), c.Lang)), Caller: c, mux: m}
	return r
}

// admit is the first gate: the route's audience and verb. The rules behind it
// ask again, with the record at hand.
func admit(who actor.Actor, a Audience, v actor.Verb) error {
	if a == ForPublic {
		return nil
	}
	if who.Kind == actor.Anonymous || who.Kind == "" {
		return errs.New(errs.Unauthenticated, "Please sign in.")
	}
	staff := who.Kind == actor.Staff || who.Kind == actor.Guest
	switch a {
	case ForStaff:
		if !staff {
			return errs.Missing()
		}
	case ForPortal:
		if who.Kind != actor.Client {
			return errs.Missing()
		}
	case ForAPI:
		if !staff && who.Kind != actor.Key {
			return errs.Missing()
		}
	case ForPublic:
	}
	if v != Anyone && !who.May(v) {
		return errs.New(errs.Forbidden, "Your role doesn't allow this. Ask a manager of your firm.")
	}
	return nil
}

// Handler is the whole chain, from the outside: where a request comes from,
// log, headers, the crowd, other sites, and then the routes.
func (m *Mux) Handler() http.Handler {
	m.mux.HandleFunc("/", m.nowhere)
	return m.Proxies.origin(m.observe(headers(m.Secure, m.crowd(m.fence(compress(m.mux))))))
}

type reference struct{}

// observe gives each request a number, logs it without its query, and turns a
// panic into an error page.
func (m *Mux) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ref := newReference()
		r = r.WithContext(context.WithValue(r.Context(), reference{}, ref))
		sw := &statusWriter{ResponseWriter: w}
		took := clock.Stopwatch()
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				m.log.Error("panic", "ref", ref, "path", r.Pattern, "panic", p, "stack", stack())
				if !sw.wrote {
					m.broken(sw, r, ref)
				}
			}
			m.log.Info("request", "ref", ref, "method", r.Method, "route", routeOf(r), "status", sw.status(), "ms", took().Milliseconds())
			observed(r, sw.status(), took())
		}()
		next.ServeHTTP(sw, r)
	})
}

// broken answers where nothing else did, and so relies on nothing else.
func (m *Mux) broken(w http.ResponseWriter, r *http.Request, ref string) {
	said := "Something broke on our side. Reference " + ref
	if api(r) {
		m.problemTo(w, &huma.ErrorModel{Status: http.StatusInternalServerError, Title: http.StatusText(http.StatusInternalServerError), Detail: said})
		return
	}
	http.Error(w, said, http.StatusInternalServerError)
}
