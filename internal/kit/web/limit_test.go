package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"candor/internal/kit/clock"
	"candor/internal/kit/web"
)

// come sends a request from an address.
func come(t testing.TB, h http.Handler, from, method, path, who, session string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://firm.example"+path, nil)
	r.RemoteAddr = from + ":4711"
	r.Header.Set("Test-Who", who)
	r.Header.Set("Test-Session", session)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func noon() *clock.Fixed { return clock.At(time.Date(2026, 9, 16, 17, 0, 0, 0, time.UTC)) }

func TestWhoAsksTooOftenIsToldWhenToComeBack(t *testing.T) {
	t.Parallel()
	two := web.Rate{PerSecond: 0.1, Burst: 2}
	for _, c := range []struct {
		name                                string
		rates                               web.Rates
		method, path, from, who, session    string // who is limited
		otherFrom, otherPath, other, otherS string // who isn't, for that
	}{
		{"pages, by session", web.Rates{Pages: two}, "GET", "/desk", "192.0.2.1", "ruth", "s1", "192.0.2.1", "/desk", "ruth", "s2"},
		{"calls, by key", web.Rates{API: two}, "GET", "/api/v1/desks/1", "192.0.2.1", "ruth", "s1", "192.0.2.1", "/api/v1/desks/1", "evan", "s1"},
		{"calls apart from pages", web.Rates{API: two, Pages: two}, "GET", "/api/v1/desks/1", "192.0.2.1", "ruth", "s1", "192.0.2.1", "/desk", "ruth", "s1"},
		{"strangers' posts, by network", web.Rates{Public: two}, "POST", "/open", "192.0.2.1", "", "", "198.51.100.1", "/open", "", ""},
		{"a network", web.Rates{Network: two}, "GET", "/desk", "192.0.2.1", "ruth", "s1", "198.51.100.1", "/desk", "ruth", "s1"},
		{"a network of version 6", web.Rates{Network: two}, "GET", "/desk", "[2001:db8::1]", "ruth", "s1", "[2001:db8:0:100::1]", "/desk", "ruth", "s1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			now := noon()
			b := build(t)
			b.Limit(c.rates, now)
			h := b.Handler()
			for range 2 {
				if w := come(t, h, c.from, c.method, c.path, c.who, c.session); w.Code == http.StatusTooManyRequests {
					t.Fatalf("within the limit = %d, want it let through", w.Code)
				}
			}
			w := come(t, h, c.from, c.method, c.path, c.who, c.session)
			if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "10" {
				t.Errorf("beyond the limit = %d, Retry-After %q; want 429, and 10", w.Code, w.Header().Get("Retry-After"))
			}
			if w := come(t, h, c.otherFrom, c.method, c.otherPath, c.other, c.otherS); w.Code == http.StatusTooManyRequests {
				t.Errorf("someone else = %d, want them let through", w.Code)
			}
			now.Advance(10 * time.Second)
			if w := come(t, h, c.from, c.method, c.path, c.who, c.session); w.Code == http.StatusTooManyRequests {
				t.Errorf("after the wait = %d, want it let through", w.Code)
			}
		})
	}
}

func TestANetworkIsOneCallerWhateverItsAddresses(t *testing.T) {
	t.Parallel()
	b := build(t)
	b.Limit(web.Rates{Public: web.Rate{PerSecond: 1, Burst: 1}}, noon())
	h := b.Handler()
	come(t, h, "[2001:db8::1]", "POST", "/open", "", "")
	if w := come(t, h, "[2001:db8::ffff:1]", "POST", "/open", "", ""); w.Code != http.StatusTooManyRequests {
		t.Errorf("another address of the same subscriber = %d, want 429", w.Code)
	}
}

func TestFilesAndHealthAreNotCounted(t *testing.T) {
	t.Parallel()
	b := build(t)
	b.Limit(web.Rates{Network: web.Rate{PerSecond: 1, Burst: 1}}, noon())
	b.Files("GET /healthz", http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	h := b.Handler()
	for range 5 {
		if w := come(t, h, "192.0.2.1", "GET", "/healthz", "", ""); w.Code != http.StatusOK {
			t.Errorf("asking after its health = %d, want 200 however often", w.Code)
		}
	}
}

func TestCallersWithoutEndAreForgottenNotKept(t *testing.T) {
	t.Parallel()
	b := build(t)
	b.Limit(web.Rates{Pages: web.Rate{PerSecond: 1, Burst: 1}}, noon())
	h := b.Handler()
	come(t, h, "192.0.2.1", "GET", "/desk", "ruth", "first")
	for i := range 20_000 {
		if w := come(t, h, "192.0.2.1", "HEAD", "/never", "ruth", fmt.Sprint(i)); w.Code == http.StatusTooManyRequests {
			t.Fatalf("caller %d = 429, want each counted apart", i)
		}
	}
	if w := come(t, h, "192.0.2.1", "GET", "/desk", "ruth", "first"); w.Code != http.StatusOK {
		t.Errorf("the first caller = %d, want them forgotten by now", w.Code)
	}
}
