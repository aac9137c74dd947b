package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// house is a program of one page and one call, where people are who they say.
type house struct{}

func (house) Caller(r *http.Request, a web.Audience) (web.Caller, error) {
	c := web.Caller{Who: actor.Actor{Kind: actor.Anonymous}, Lang: "en"}
	if name := r.Header.Get("Test-Who"); name != "" {
		c.Who = actor.Actor{Kind: actor.Staff, Firm: "f1", ID: name, Name: name, Session: r.Header.Get("Test-Session"), Grants: actor.Grant("desk.do"), Via: string(a)}
	}
	return c, nil
}

func (house) Frame(r *web.Request) ui.Frame { return ui.Frame{Firm: "Test & Co", Person: r.Who.Name} }

func said(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "<p>"+templ.EscapeString(text)+"</p>")
		return err
	})
}

// built is the house's program, with the log it writes.
type built struct {
	*web.Mux
	log *bytes.Buffer
}

func build(t testing.TB) built {
	t.Helper()
	b := built{log: &bytes.Buffer{}}
	b.Mux = web.NewMux(house{}, slog.New(slog.NewTextHandler(b.log, nil)))
	page := ui.Page{Title: "Desk"}
	b.Staff("GET /desk", "desk.do", func(w http.ResponseWriter, r *web.Request) error { return r.Show(w, page, said("the desk")) })
	b.Staff("POST /desk", "desk.do", func(w http.ResponseWriter, r *web.Request) error { return r.Done(w, "/desk", "Saved.") })
	b.Staff("GET /long", web.Anyone, func(w http.ResponseWriter, r *web.Request) error {
		return r.Show(w, page, said(strings.Repeat("a long page ", 500)))
	})
	b.Staff("GET /never", "desk.never", func(w http.ResponseWriter, r *web.Request) error { return r.Show(w, page, said("never")) })
	b.Staff("GET /broken", web.Anyone, func(http.ResponseWriter, *web.Request) error {
		return fmt.Errorf("reading: %w", io.ErrUnexpectedEOF)
	})
	b.Staff("GET /panic", web.Anyone, func(http.ResponseWriter, *web.Request) error { panic("secret of the house") })
	b.Staff("GET /live", web.Anyone, func(w http.ResponseWriter, r *web.Request) error {
		topics := make(chan string, 1)
		topics <- "desk"
		return web.Stream(w, r, topics, 3600e9)
	})
	b.Public("POST /open", func(w http.ResponseWriter, r *web.Request) error { return r.Done(w, "/desk", "Opened.") })
	web.Op(b.Mux, "GET /desks/{id}", "desk.do", "desk", "Get a desk.", func(context.Context, actor.Actor, *deskIn) (*deskOut, error) {
		return nil, errs.Missing()
	})
	web.Op(b.Mux, "GET /panics", web.Anyone, "desk", "Panic.", func(context.Context, actor.Actor, *struct{}) (*deskOut, error) {
		panic("secret of the house")
	})
	return b
}

type deskIn struct {
	ID string `path:"id"`
}

type deskOut struct {
	ETag string `header:"ETag"`
	Body struct {
		Name string `json:"name"`
	}
}

// ask sends one request; headers are name, value, name, value.
func ask(t testing.TB, h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://firm.example"+path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy": "camera=()", "Cache-Control": "no-store", "Strict-Transport-Security": "max-age=63072000",
	}
	b := build(t)
	b.Secure = true
	h := b.Handler()
	for _, path := range []string{"/desk", "/broken", "/panic", "/nowhere", "/api/v1/desks/1", "/api/nowhere", "/favicon.ico"} {
		w := ask(t, h, http.MethodGet, path, "Test-Who", "ruth")
		for name, value := range want {
			if got := w.Header().Get(name); !strings.HasPrefix(got, value) {
				t.Errorf("%s has %s: %q, want %q", path, name, got, value)
			}
		}
	}
	if csp := ask(t, h, http.MethodGet, "/desk").Header().Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") {
		t.Errorf("the policy is %q, want nothing unsafe", csp)
	}
	if got := ask(t, build(t).Handler(), http.MethodGet, "/desk").Header().Get("Strict-Transport-Security"); got != "" {
		t.Errorf("over plain http Strict-Transport-Security = %q, want none", got)
	}
}

func TestARouteLetsInWhomItIsFor(t *testing.T) {
	t.Parallel()
	h := build(t).Handler()
	for _, c := range []struct {
		name, method, path, who string
		want                    int
	}{
		{"staff with the verb", "GET", "/desk", "ruth", 200},
		{"staff without the verb", "GET", "/never", "ruth", 403},
		{"a stranger is led to sign in", "GET", "/desk", "", 303},
		{"a stranger at the API", "GET", "/api/v1/desks/1", "", 401},
		{"nowhere", "GET", "/nowhere", "ruth", 404},
		{"HEAD is GET without the body", "HEAD", "/desk", "ruth", 200},
		{"HEAD of a stream ends", "HEAD", "/live", "ruth", 200},
		{"the icon browsers ask for", "GET", "/favicon.ico", "", 302},
	} {
		if w := ask(t, h, c.method, c.path, "Test-Who", c.who); w.Code != c.want {
			t.Errorf("%s: %s %s = %d, want %d", c.name, c.method, c.path, w.Code, c.want)
		}
	}
	if to := ask(t, h, "GET", "/desk").Header().Get("Location"); to != "/signin?next=%2Fdesk" {
		t.Errorf("a stranger is led to %q, want the sign-in page and back", to)
	}
}

func TestAMethodThatAPathDoesNotTake(t *testing.T) {
	t.Parallel()
	h := build(t).Handler()
	for _, c := range []struct {
		method, path, allow string
		want                int
	}{
		{"OPTIONS", "/desk", "GET, HEAD, POST, OPTIONS", 204},
		{"OPTIONS", "/api/v1/desks/1", "GET, HEAD, OPTIONS", 204},
		{"OPTIONS", "/nowhere", "", 404},
		{"DELETE", "/api/v1/desks/1", "GET, HEAD, OPTIONS", 405},
		{"DELETE", "/desk", "GET, HEAD, POST, OPTIONS", 404},
	} {
		w := ask(t, h, c.method, c.path, "Test-Who", "ruth")
		if w.Code != c.want || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s = %d, Allow %q; want %d, Allow %q", c.method, c.path, w.Code, w.Header().Get("Allow"), c.want, c.allow)
		}
		if w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s lets other sites in, want no CORS", c.method, c.path)
		}
	}
}

func TestOtherSitesMakeABrowserDoNothing(t *testing.T) {
	t.Parallel()
	h := build(t).Handler()
	from := func(site string, more ...string) []string {
		return append([]string{"Test-Who", "ruth", "Sec-Fetch-Site", site}, more...)
	}
	link := []string{"Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}
	for _, c := range []struct {
		name, method, path string
		headers            []string
		want               int
	}{
		{"a form of our own", "POST", "/desk", from("same-origin"), 303},
		{"a form of another site", "POST", "/desk", from("cross-site"), 403},
		{"a form of a sibling host", "POST", "/desk", from("same-site"), 403},
		{"an old browser's form of our own", "POST", "/desk", []string{"Test-Who", "ruth", "Origin", "http://firm.example"}, 303},
		{"an old browser's form of another site", "POST", "/desk", []string{"Test-Who", "ruth", "Origin", "https://evil.example"}, 403},
		{"an old browser's form from nowhere", "POST", "/desk", []string{"Test-Who", "ruth", "Origin", "null"}, 403},
		{"a program", "POST", "/desk", []string{"Test-Who", "ruth"}, 303},
		{"a link from another site", "GET", "/desk", from("cross-site", link...), 200},
		{"a bookmark", "GET", "/desk", from("none"), 200},
		{"a picture on another site", "GET", "/desk", from("cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"), 403},
		{"a frame on another site", "GET", "/desk", from("cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"), 403},
		{"a script of a sibling host", "GET", "/desk", from("same-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"), 403},
		{"another site that listens in", "GET", "/live", from("cross-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"), 403},
		{"a link from another site to the API", "GET", "/api/v1/desks/1", from("cross-site", link...), 403},
		{"the API from our own pages", "GET", "/api/v1/desks/1", from("same-origin"), 404},
	} {
		w := ask(t, h, c.method, c.path, c.headers...)
		if w.Code != c.want {
			t.Errorf("%s: %s %s = %d, want %d", c.name, c.method, c.path, w.Code, c.want)
		}
		wantType := "text/html; charset=utf-8"
		if strings.HasPrefix(c.path, "/api/") {
			wantType = "application/problem+json"
		}
		if got := w.Header().Get("Content-Type"); w.Code == 403 && got != wantType {
			t.Errorf("%s is told in %q, want %q", c.name, got, wantType)
		}
	}
}
