package app_test

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/firm/access"
	"candor/internal/firm/signin"
	"candor/internal/kit/web"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file that people read in review.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the program makes. If the change is meant, run\n\tgo test ./internal/app -run 'Golden' -update\nand read the difference.", path)
	}
}

func start(t *testing.T) *apptest.World {
	return apptest.Start(t, "sqlite:"+filepath.Join(t.TempDir(), "candor.db"))
}

func TestGoldenRoutes(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	for _, r := range start(t).Mux.Routes() {
		fmt.Fprintf(&b, "%-70s %-7s %s\n", r.Pattern, r.Audience, r.Verb)
	}
	golden(t, "testdata/routes.golden", b.Bytes())
}

func TestGoldenAccess(t *testing.T) {
	t.Parallel()
	table := start(t).Table
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-28s", "")
	for _, r := range append(access.Roles(), access.Client) {
		fmt.Fprintf(&b, "%-14s", r)
	}
	b.WriteString("\n")
	for _, v := range table.Verbs() {
		fmt.Fprintf(&b, "%-28s", v)
		for _, r := range append(access.Roles(), access.Client) {
			mark := "·"
			if slices.Contains(table[v], r) {
				mark = "yes"
			}
			fmt.Fprintf(&b, "%-14s", mark)
		}
		b.WriteString("\n")
	}
	golden(t, "testdata/access.golden", regexp.MustCompile(` +\n`).ReplaceAll(b.Bytes(), []byte("\n")))
}

func TestGoldenOpenAPI(t *testing.T) {
	t.Parallel()
	y, err := start(t).Mux.API().YAML()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../../api/openapi.yaml", y)
}

var wildcard = regexp.MustCompile(`\{[a-z_]+(\.\.\.)?\}`)

// request makes a request that fits a route, for things that don't exist.
func request(r web.Route) (method, path string) {
	method, path, _ = strings.Cut(r.Pattern, " ")
	path = strings.ReplaceAll(path, "{$}", "")
	return method, wildcard.ReplaceAllString(path, "none_00000000000000000000000000")
}

// TestEveryRouteAsEveryone calls each route as each kind of person and as no
// one, and holds the answer against the route's audience and verb.
func TestEveryRouteAsEveryone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		stranger := w.Stranger()
		maya := w.Someone("Maya Rivera", "maya@client.example")
		w.Case(maya.ID, "Rivera custody")
		client := w.Sit(w.Seat(maya.ID, maya.ID).ID)
		people, keys := map[string]*apptest.Browser{}, map[string]*apptest.Browser{}
		for _, n := range apptest.People() {
			people[n] = w.Enter(n)
			if n != "gail" && n != "ada" {
				keys[n] = w.Key(n)
			}
		}
		for _, r := range w.Mux.Routes() {
			method, path := request(r)
			if path == "/signout" || path == "/live" || path == "/portal/signout" || path == "/portal/live" || strings.HasPrefix(path, "/assets/") {
				continue // tested where they are made: they end or never end
			}
			if r.Audience == web.ForPortal {
				for n, b := range map[string]*apptest.Browser{"a stranger": stranger, "ruth": people["ruth"], "maya": people["maya"]} {
					if p := b.Do(method, path, "", nil); p.Path != "/portal/signin" {
						t.Errorf("%s as %s leads to %s with %d, want the clients' sign-in page", r.Pattern, n, p.Path, p.Status)
					}
				}
				if p := client.Do(method, path, "", nil); p.Status == http.StatusForbidden || p.Status >= 500 || p.Path == "/portal/signin" {
					t.Errorf("%s as a client = %d at %s, want to be let in", r.Pattern, p.Status, p.Path)
				}
				continue
			}
			if r.Audience == web.ForStaff {
				if p := client.Do(method, path, "", nil); p.Path != "/signin" {
					t.Errorf("%s as a client leads to %s with %d, want the staff's sign-in page", r.Pattern, p.Path, p.Status)
				}
			}
			if r.Audience == web.ForStaff {
				if p := stranger.Do(method, path, "", nil); p.Path != "/signin" {
					t.Errorf("%s as a stranger leads to %s with %d, want the sign-in page", r.Pattern, p.Path, p.Status)
				}
			}
			if r.Audience == web.ForAPI {
				for n, b := range map[string]*apptest.Browser{"a stranger": stranger, "a client": client} {
					if p := b.Do(method, path, "", nil); p.Status != http.StatusUnauthorized {
						t.Errorf("%s as %s = %d, want 401", r.Pattern, n, p.Status)
					}
				}
			}
			callers := people
			if r.Audience == web.ForAPI {
				callers = keys
			}
			for n, b := range callers {
				p := b.Do(method, path, "", nil)
				may := r.Verb == web.Anyone || w.Actor(n).May(r.Verb)
				if r.Audience == web.ForAPI {
					may = keyMay(w, n, r)
				}
				switch {
				case p.Status >= 500:
					t.Errorf("%s as %s = %d, want no failure of ours\n%s", r.Pattern, n, p.Status, p.Text())
				case r.Audience != web.ForPublic && !may && p.Status != http.StatusForbidden:
					t.Errorf("%s as %s, without %s, = %d, want 403", r.Pattern, n, r.Verb, p.Status)
				case may && p.Status == http.StatusForbidden && r.Audience != web.ForPublic:
					t.Errorf("%s as %s, with %s, = 403, want to be let in", r.Pattern, n, r.Verb)
				}
			}
		}
	})
}

// keyMay reports whether a person's key may use a route. Programs neither make
// keys nor look after people, walls or sign-ins, whoever owns them.
func keyMay(w *apptest.World, name string, r web.Route) bool {
	switch r.Pattern {
	case "GET /api/v1/sessions", "DELETE /api/v1/sessions/{id}":
		return false
	}
	return r.Verb == web.Anyone || slices.Contains(signin.Scopes(w.Actor(name)), r.Verb)
}

func TestEveryPageCarriesTheSecurityHeaders(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, path := range []string{"/", "/signin", "/contacts", "/nowhere", "/assets/none"} {
		p := w.Enter("ruth").Get(path)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if got := p.Header.Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s has %s: %q, want %q", path, name, got, want)
			}
		}
		csp := p.Header.Get("Content-Security-Policy")
		if strings.Contains(csp, "unsafe") {
			t.Errorf("%s lets unsafe scripts or styles in: %s", path, csp)
		}
	}
}
