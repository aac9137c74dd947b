package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"candor/internal/kit/web"
)

// FuzzLocal reads each address as browsers do (WHATWG URL, section 4.4): tabs
// and line ends are left out, and a backslash is a slash.
func FuzzLocal(f *testing.F) {
	for _, seed := range []string{"/desk", "//evil", "/\t/evil", `/\evil`, "https:evil", "/%2f/evil", "/ /evil"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, to string) {
		got := web.Local(to)
		w := httptest.NewRecorder()
		http.Redirect(w, httptest.NewRequest(http.MethodGet, "/a/b", nil), got, http.StatusSeeOther)
		read := strings.NewReplacer("\t", "", "\r", "", "\n", "", `\`, "/").Replace(strings.TrimSpace(w.Header().Get("Location")))
		if strings.HasPrefix(read, "//") || !strings.HasPrefix(read, "/") {
			t.Errorf("Local(%q) leads a browser to %q, want a page of ours", to, read)
		}
		if u, err := url.Parse(read); err == nil && u.Host != "" {
			t.Errorf("Local(%q) leads to the host %q", to, u.Host)
		}
	})
}

func FuzzForwarded(f *testing.F) {
	f.Add("203.0.113.7", "10.0.0.1:80")
	f.Add("1.2.3.4, 10.0.0.9", "10.0.0.1:80")
	f.Add("::ffff:1.2.3.4%eth0,,unknown", "[::1]:1")
	proxies, err := web.ParseProxies("10.0.0.0/8, ::1")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, forwarded, peer string) {
		b := build(t)
		b.Proxies = proxies
		var got string
		b.Files("GET /where", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = web.RealIP(r) }))
		r := httptest.NewRequest(http.MethodGet, "/where", nil)
		r.RemoteAddr = peer
		r.Header.Set("X-Forwarded-For", forwarded)
		b.Handler().ServeHTTP(httptest.NewRecorder(), r)
		if _, err := netip.ParseAddr(got); err != nil && got != web.RealIP(r) {
			t.Errorf("from %q for %q comes %q, want an address or the peer as it was", peer, forwarded, got)
		}
	})
}
