package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/ui"
)

// fence refuses what other sites make a browser send: every change, and every
// question but that a person follows a link to one of our pages (Fetch
// Metadata). Browsers too old to say where a request comes from send a change's
// Origin, which is held against our own.
func (m *Mux) fence(next http.Handler) http.Handler {
	changes := http.NewCrossOriginProtection()
	changes.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.refuse(w, r, errs.New(errs.Forbidden, "This was sent from another site, so nothing was done. Open the page here, and send it again."))
	}))
	guarded := changes.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if (r.Method == http.MethodGet || r.Method == http.MethodHead) && !welcome(r) {
			m.refuse(w, r, errs.New(errs.Forbidden, "Another site asked for this, so it is not shown. Open it here."))
			return
		}
		guarded.ServeHTTP(w, r)
	})
}

// welcome reports whether a question may be answered, by where it comes from.
func welcome(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	link := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return link && !api(r)
}

// api reports whether a program asks, who is told of errors in its own way.
func api(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// refuse turns a request away before anyone has asked who sends it.
func (m *Mux) refuse(w http.ResponseWriter, hr *http.Request, err error) {
	lang, _, _ := strings.Cut(hr.Header.Get("Accept-Language"), ",")
	r := m.request(hr, Caller{Lang: locale.Pick(strings.TrimSpace(lang))})
	if api(hr) {
		m.tellProgram(w, r, err)
		return
	}
	k := errs.KindOf(err)
	said, _ := Said(r.Context(), err)
	p := ui.Page{Title: title(r, k)}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status(k))
	page := ui.Bare(ui.Frame{Firm: "Candor", Lang: r.Lang, Theme: "auto", Plain: true}, p, ui.Empty("alert-triangle", p.Title, said))
	if err := page.Render(r.Context(), w); err != nil {
		m.log.Warn("showing a refusal", "error", err)
	}
}

// tellProgram answers a program with a problem (RFC 9457).
func (m *Mux) tellProgram(w http.ResponseWriter, r *Request, err error) {
	m.problemTo(w, m.problem(r.Context(), err))
}

func (m *Mux) problemTo(w http.ResponseWriter, e *huma.ErrorModel) {
	w.Header().Set("Content-Type", "application/problem+json")
	tellWhen(w.Header(), e.Status)
	w.WriteHeader(e.Status)
	if err := json.NewEncoder(w).Encode(e); err != nil {
		m.log.Warn("telling a program of a problem", "error", err)
	}
}

// nowhere answers what no route is for: what one may do there instead, if
// anything.
func (m *Mux) nowhere(w http.ResponseWriter, hr *http.Request) {
	allowed := m.allowed(hr)
	if len(allowed) > 0 {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
	}
	if hr.Method == http.MethodOptions && len(allowed) > 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if api(hr) {
		e := m.problem(hr.Context(), errs.Missing())
		if len(allowed) > 0 {
			e.Status, e.Title, e.Detail = http.StatusMethodNotAllowed, http.StatusText(http.StatusMethodNotAllowed), ""
		}
		m.problemTo(w, e)
		return
	}
	c, err := m.host.Caller(hr, ForPublic)
	if err == nil {
		err = errs.Missing()
	}
	m.fail(w, m.request(hr, c), ForPublic, err)
}

// allowed are the methods that a path takes.
func (m *Mux) allowed(hr *http.Request) []string {
	var out []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		try := &http.Request{Method: method, URL: hr.URL, Host: hr.Host}
		if _, pattern := m.mux.Handler(try); pattern != "/" && pattern != "" {
			out = append(out, method)
		}
	}
	if len(out) > 0 {
		out = append(out, http.MethodOptions)
	}
	return slices.Clip(out)
}
