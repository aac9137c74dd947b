package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestAnAnswerIsCompressedUnlessASiteCouldMeasureIt(t *testing.T) {
	t.Parallel()
	h := build(t).Handler()
	for _, c := range []struct {
		name, method, path string
		headers            []string
		want               bool
	}{
		{"a long page, without a cookie", "GET", "/long", nil, true},
		{"a long page of a session, from a page of ours", "GET", "/long", []string{"Cookie", "candor=x", "Sec-Fetch-Site", "same-origin"}, true},
		{"a long page of a session, from a link elsewhere", "GET", "/long", []string{"Cookie", "candor=x", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, false},
		{"a long page of a session, from who knows where", "GET", "/long", []string{"Cookie", "candor=x"}, false},
		{"a short part", "GET", "/desk", []string{"HX-Request", "true"}, false},
		{"the head alone", "HEAD", "/long", nil, false},
		{"a browser that refuses", "GET", "/long", []string{"Accept-Encoding", "gzip;q=0, br"}, false},
	} {
		headers := append([]string{"Test-Who", "ruth"}, c.headers...)
		if !strings.Contains(strings.Join(c.headers, " "), "Accept-Encoding") {
			headers = append(headers, "Accept-Encoding", "br, gzip;q=0.8")
		}
		w := ask(t, h, c.method, c.path, headers...)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != c.want {
			t.Errorf("%s is compressed: %t, want %t", c.name, got, c.want)
			continue
		}
		if !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s varies by %q, want by Accept-Encoding", c.name, w.Header().Values("Vary"))
		}
		if !c.want {
			continue
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(z)
		if err != nil || !strings.Contains(string(text), "a long page") || !strings.Contains(string(text), "</html>") {
			t.Errorf("%s reads %d bytes (%v), want the whole page", c.name, len(text), err)
		}
	}
}

func TestABreakdownIsNotCompressedAway(t *testing.T) {
	t.Parallel()
	w := ask(t, build(t).Handler(), http.MethodGet, "/panic", "Test-Who", "ruth", "Accept-Encoding", "gzip")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "Reference") {
		t.Errorf("a panic behind compression = %d %q, want 500 and a reference", w.Code, w.Body)
	}
}
