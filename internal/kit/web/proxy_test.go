package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"candor/internal/kit/web"
)

func TestOnlyATrustedProxyIsBelievedWhereACallerIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, trusted, peer string
		forwarded           []string
		want                string
	}{
		{"no proxy", "", "203.0.113.7:1", nil, "203.0.113.7"},
		{"a stranger who pretends", "", "203.0.113.7:1", []string{"192.0.2.1"}, "203.0.113.7"},
		{"a stranger who pretends, beside a proxy", "10.0.0.1", "203.0.113.7:1", []string{"192.0.2.1"}, "203.0.113.7"},
		{"behind the proxy", "10.0.0.1", "10.0.0.1:1", []string{"203.0.113.7"}, "203.0.113.7"},
		{"pretending behind the proxy", "10.0.0.1", "10.0.0.1:1", []string{"192.0.2.1, 203.0.113.7"}, "203.0.113.7"},
		{"pretending in a line of its own", "10.0.0.1", "10.0.0.1:1", []string{"192.0.2.1", "203.0.113.7"}, "203.0.113.7"},
		{"behind two proxies", "10.0.0.0/8", "10.0.0.1:1", []string{"192.0.2.1, 203.0.113.7, 10.9.9.9"}, "203.0.113.7"},
		{"pretending to be a proxy", "10.0.0.0/8", "10.0.0.1:1", []string{"10.1.1.1, 203.0.113.7"}, "203.0.113.7"},
		{"a proxy that says nothing", "10.0.0.1", "10.0.0.1:1", nil, "10.0.0.1"},
		{"nonsense", "10.0.0.1", "10.0.0.1:1", []string{"unknown"}, "10.0.0.1"},
		{"nonsense further back", "10.0.0.0/8", "10.0.0.1:1", []string{"unknown, 10.0.0.2"}, "10.0.0.2"},
		{"version 6", "::1", "[::1]:1", []string{"2001:db8::7"}, "2001:db8::7"},
		{"version 4 in version 6", "10.0.0.1", "[::ffff:10.0.0.1]:1", []string{"::ffff:203.0.113.7"}, "203.0.113.7"},
	} {
		proxies, err := web.ParseProxies(c.trusted)
		if err != nil {
			t.Fatal(err)
		}
		b := build(t)
		b.Proxies = proxies
		var got string
		b.Files("GET /where", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = web.RealIP(r) }))
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/where", nil)
		r.RemoteAddr = c.peer
		r.Header["X-Forwarded-For"] = c.forwarded
		b.Handler().ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("%s: the caller is at %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTrustedProxiesAreAddressesAndNetworks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"": 0, "127.0.0.1": 1, " 10.0.0.0/8, ::1 ": 2, "fd00::/8": 1} {
		if p, err := web.ParseProxies(text); err != nil || len(p) != want {
			t.Errorf("ParseProxies(%q) = %v, %v; want %d", text, p, err, want)
		}
	}
	for _, text := range []string{"proxy.example", "10.0.0.0/33", "*"} {
		if p, err := web.ParseProxies(text); err == nil {
			t.Errorf("ParseProxies(%q) = %v, want an error", text, p)
		}
	}
}
