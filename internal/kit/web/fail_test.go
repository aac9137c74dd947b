package web_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"candor/internal/kit/web"
)

var reference = regexp.MustCompile(`\b[A-Z2-7]{10}\b`)

func TestABreakdownShowsAReferenceAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/broken", "/panic", "/api/v1/panics"} {
		b := build(t)
		w := ask(t, b.Handler(), http.MethodGet, path, "Test-Who", "ruth")
		body := w.Body.String()
		if w.Code != http.StatusInternalServerError {
			t.Errorf("%s = %d, want 500", path, w.Code)
		}
		for _, leak := range []string{"secret of the house", "EOF", "goroutine", ".go:"} {
			if strings.Contains(body, leak) {
				t.Errorf("%s shows %q, want nothing of what broke:\n%s", path, leak, body)
			}
		}
		ref := reference.FindString(body)
		if ref == "" || !strings.Contains(b.log.String(), ref) {
			t.Errorf("%s shows the reference %q, want one that the log has:\n%s", path, ref, b.log)
		}
	}
}

func TestTheLogNamesRoutesNotQuestions(t *testing.T) {
	t.Parallel()
	b := build(t)
	ask(t, b.Handler(), http.MethodGet, "/desk?q=Doe+v.+Roe", "Test-Who", "ruth")
	if log := b.log.String(); !strings.Contains(log, "GET /desk") || strings.Contains(log, "Doe") {
		t.Errorf("the log is %q, want the route without what was asked", log)
	}
}

func TestAProgramIsToldOfErrorsAsProblems(t *testing.T) {
	t.Parallel()
	h := build(t).Handler()
	for path, want := range map[string]int{"/api/nowhere": 404, "/api/v1/nowhere": 404, "/api/v1/desks/1": 404, "/api/v1/panics": 500} {
		w := ask(t, h, http.MethodGet, path, "Test-Who", "ruth")
		var p struct {
			Status        int
			Title, Detail string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s answers %q in %q, want a problem", path, w.Body, w.Header().Get("Content-Type"))
		}
		if w.Code != want || p.Status != want || p.Title == "" || p.Detail == "" {
			t.Errorf("%s = %d with %+v, want %d throughout", path, w.Code, p, want)
		}
	}
}

func TestAPartOfAPageComesWithoutItsFrame(t *testing.T) {
	t.Parallel()
	h := build(t).Handler()
	for _, c := range []struct {
		name    string
		headers []string
		framed  bool
	}{
		{"a page", nil, true},
		{"a part", []string{"HX-Request", "true"}, false},
		{"a page fetched in the background", []string{"HX-Request", "true", "HX-Boosted", "true"}, true},
	} {
		w := ask(t, h, http.MethodGet, "/desk", append(c.headers, "Test-Who", "ruth")...)
		if got := strings.Contains(w.Body.String(), "<html"); got != c.framed || !strings.Contains(w.Body.String(), "<p>the desk</p>") {
			t.Errorf("%s is framed: %t, want %t, with its content", c.name, got, c.framed)
		}
		if vary := strings.Join(w.Header().Values("Vary"), ", "); !strings.Contains(vary, "HX-Request") {
			t.Errorf("%s varies by %q, want by HX-Request", c.name, vary)
		}
	}
	if w := ask(t, h, http.MethodPost, "/desk", "Test-Who", "ruth", "HX-Request", "true"); w.Header().Get("HX-Redirect") != "/desk" || w.Code != 200 {
		t.Errorf("a part's change answers %d to %q, want 200 and where to go", w.Code, w.Header().Get("HX-Redirect"))
	}
}

func TestAFlashIsSaidOnce(t *testing.T) {
	t.Parallel()
	h := build(t).Handler()
	w := ask(t, h, http.MethodPost, "/desk", "Test-Who", "ruth")
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode {
		t.Fatalf("the change set %v, want one cookie out of scripts' reach", cookies)
	}
	w = ask(t, h, http.MethodGet, "/desk", "Test-Who", "ruth", "Cookie", cookies[0].Name+"="+cookies[0].Value)
	if !strings.Contains(w.Body.String(), "Saved.") {
		t.Errorf("the next page does not say %q", "Saved.")
	}
	if gone := w.Result().Cookies(); len(gone) != 1 || gone[0].MaxAge >= 0 {
		t.Errorf("after it was said the cookies are %v, want it taken back", gone)
	}
	for _, forged := range []string{"%%%", "bm9uc2Vuc2U", "eyJVbmRvQWN0aW9uIjoiaHR0cHM6Ly9ldmlsLmV4YW1wbGUiLCJVbmRvTGFiZWwiOiJVbmRvIn0"} {
		w := ask(t, h, http.MethodGet, "/desk", "Test-Who", "ruth", "Cookie", cookies[0].Name+"="+forged)
		if w.Code != 200 || strings.Contains(w.Body.String(), "evil.example") {
			t.Errorf("a forged flash %q = %d, want the page without it", forged, w.Code)
		}
	}
}

func TestARedirectStaysHere(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{
		"/desk": "/desk", "/desk?a=b#c": "/desk?a=b#c", "/": "/",
		"": "/", "desk": "/", "//evil.example": "/", "https://evil.example": "/", "javascript:alert(1)": "/",
		`/\evil.example`: "/", `\\evil.example`: "/", "/\t/evil.example": "/", "/\n/evil.example": "/", "/\x00/evil.example": "/",
	} {
		if got := web.Local(to); got != want {
			t.Errorf("Local(%q) = %q, want %q", to, got, want)
		}
	}
}
