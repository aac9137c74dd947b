// Package apptest runs the whole program for a test, with people who act in
// it through its real pages and its real API.
package apptest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/app"
	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/secret"
	"candor/internal/schema/dbtest"
)

// Password opens every door in a test.
const Password = "correct horse battery staple"

// World is a running program with a small firm in it.
type World struct {
	*app.App
	Clock  *clock.Fixed
	Server *httptest.Server
	Firm   office.Firm
	System actor.Actor
	people map[string]staff.Person
	t      testing.TB
}

// Each runs f in a world on SQLite and in one on PostgreSQL.
func Each(t *testing.T, f func(t *testing.T, w *World)) {
	t.Helper()
	dbtest.EachAddress(t, func(t *testing.T, where string) { f(t, Start(t, where)) })
}

// Start runs the program on an empty, migrated database at where. The firm has
// one person of each role, called by the role, and evan, a second lawyer.
func Start(t testing.TB, where string) *World {
	t.Helper()
	w := &World{Clock: clock.At(dbtest.Noon()), people: map[string]staff.Person{}, t: t}
	w.Server = httptest.NewUnstartedServer(nil)
	log := slog.New(slog.DiscardHandler)
	if os.Getenv("LOG") != "" {
		log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	// A name, not a number: browsers give passkeys to names only.
	origin := "http://localhost:" + strings.Split(w.Server.Listener.Addr().String(), ":")[1]
	a, err := app.New(t.Context(), app.Config{
		Data: filepath.Join(t.TempDir(), "data"), Database: where, Origin: origin, Gallery: true,
		Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1}, Clock: w.Clock, Log: log, Code: "code",
	})
	if err != nil {
		t.Fatal(err)
	}
	w.App = a
	w.found()
	if err := a.Jobs.Start(context.WithoutCancel(t.Context()), log); err != nil {
		t.Fatal(err)
	}
	w.Server.Config.Handler = a.Handler()
	w.Server.Start()
	w.Server.URL = origin
	t.Cleanup(func() {
		w.Server.CloseClientConnections()
		w.Server.Close()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 20*time.Second)
		defer cancel()
		if err := a.Close(ctx); err != nil {
			t.Errorf("closing the program: %v", err)
		}
	})
	return w
}

func (w *World) found() {
	people := []staff.Person{
		{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"lawyer"}},
		{Name: "Evan Cole", Email: "evan@larkspur.example", Roles: []string{"lawyer"}},
		{Name: "Priya Nair", Email: "priya@larkspur.example", Roles: []string{"paralegal"}},
		{Name: "Iris Vega", Email: "iris@larkspur.example", Roles: []string{"intake"}},
		{Name: "Ben Abara", Email: "ben@larkspur.example", Roles: []string{"billing"}},
		{Name: "Maya Stone", Email: "maya@larkspur.example", Roles: []string{"manager"}},
		{Name: "Ada Lim", Email: "ada@larkspur.example", Roles: []string{"administrator"}},
	}
	until := w.Clock.Now().AddDate(0, 1, 0)
	people = append(people, staff.Person{Name: "Gail Ford", Email: "gail@larkspur.example", Roles: []string{"guest"}, GuestUntil: &until})
	f, err := w.Office.Found(w.t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive(), Holidays: office.Days{Federal: true}},
		func(ctx context.Context, tx *db.Tx) error {
			for _, p := range people {
				if err := w.Staff.AddTx(ctx, tx, &p); err != nil {
					return err
				}
				if err := w.SignIn.SetFirst(ctx, tx, p, Password); err != nil {
					return err
				}
				w.people[strings.Split(p.Email, "@")[0]] = p
			}
			return w.Begin(ctx, tx)
		})
	if err != nil {
		w.t.Fatalf("founding the firm: %v", err)
	}
	w.Firm, w.System = f, actor.ForSystem(f.ID, "test")
}

// Person is someone of the firm, by the name before the @: ruth and evan are
// lawyers, priya a paralegal, iris does intake, ben bills, maya manages, ada
// administers and gail is a guest.
func (w *World) Person(name string) staff.Person {
	p, ok := w.people[name]
	if !ok {
		w.t.Fatalf("nobody is called %s", name)
	}
	return p
}

// People are all of them.
func People() []string {
	return []string{"ruth", "evan", "priya", "iris", "ben", "maya", "ada", "gail"}
}

// Actor is a person as the rules see them once signed in.
func (w *World) Actor(name string) actor.Actor {
	p := w.Person(name)
	return actor.Actor{
		Kind: actor.Staff, Firm: w.Firm.ID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: w.Table.For(p.Roles, nil),
		Via: "test", Strong: true, ProvenAt: w.Clock.Now(), Open: access.SeesOpen(p.Roles),
	}
}

// Enter is a person at a browser, signed in.
func (w *World) Enter(name string) *Browser {
	w.t.Helper()
	b := w.Stranger()
	p := b.Post("/signin", url.Values{"email": {w.Person(name).Email}, "password": {Password}})
	if p.Status != http.StatusOK || strings.HasPrefix(p.Path, "/signin") {
		w.t.Fatalf("signing in as %s: status %d at %s\n%s", name, p.Status, p.Path, p.Text())
	}
	return b
}

// Stranger is someone at a browser who isn't signed in.
func (w *World) Stranger() *Browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &Browser{w: w, client: &http.Client{Jar: jar}}
}

// Key gives a program an API key of a person's, with all of their verbs.
func (w *World) Key(name string) *Browser {
	w.t.Helper()
	who := w.Actor(name)
	var scopes []string
	for _, v := range signin.Scopes(who) {
		scopes = append(scopes, string(v))
	}
	_, text, err := w.SignIn.MakeKey(w.t.Context(), who, signin.NewKey{Name: "test", Scopes: scopes})
	if err != nil {
		w.t.Fatalf("making a key for %s: %v", name, err)
	}
	return &Browser{w: w, client: &http.Client{}, key: text}
}

// Browser sends requests for one person or program.
type Browser struct {
	w      *World
	client *http.Client
	key    string
	Header http.Header // sent with every request
}

// Page is an answer.
type Page struct {
	*goquery.Document
	Status int
	Path   string // where redirects led
	Header http.Header
	Body   []byte
}

// Text is what the page says, in single spaces.
func (p Page) Text() string { return strings.Join(strings.Fields(p.Find("body").Text()), " ") }

// JSON reads the answer into v.
func (p Page) JSON(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(p.Body, v); err != nil {
		t.Fatalf("reading %q: %v", p.Body, err)
	}
}

// Get asks for a page.
func (b *Browser) Get(path string) Page { return b.Do(http.MethodGet, path, "", nil) }

// Part asks for a part of a page, as the page itself would.
func (b *Browser) Part(path string) Page {
	old := b.Header
	b.Header = http.Header{"Hx-Request": {"true"}}
	defer func() { b.Header = old }()
	return b.Get(path)
}

// Post sends a form.
func (b *Browser) Post(path string, form url.Values) Page {
	return b.Do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// Call calls the API with a JSON body, if there is one.
func (b *Browser) Call(method, path string, body any) Page {
	if body == nil {
		return b.Do(method, "/api/v1"+path, "", nil)
	}
	raw, err := json.Marshal(body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	return b.Do(method, "/api/v1"+path, "application/json", bytes.NewReader(raw))
}

// Do sends a request and follows where it leads.
func (b *Browser) Do(method, path, contentType string, body io.Reader) Page {
	b.w.t.Helper()
	r, err := http.NewRequestWithContext(b.w.t.Context(), method, b.w.Server.URL+path, body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	for k, v := range b.Header {
		r.Header[k] = v
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	if b.key != "" {
		r.Header.Set("Authorization", "Bearer "+b.key)
	}
	res, err := b.client.Do(r)
	if err != nil {
		b.w.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(raw))
	if err != nil {
		b.w.t.Fatal(err)
	}
	return Page{Document: doc, Status: res.StatusCode, Path: res.Request.URL.Path, Header: res.Header, Body: raw}
}

// With sends one more header with every request from now on.
func (b *Browser) With(name, value string) *Browser {
	c := *b
	c.Header = b.Header.Clone()
	if c.Header == nil {
		c.Header = http.Header{}
	}
	c.Header.Set(name, value)
	return &c
}

// Cookies are the person's cookies, for a real browser to carry on with.
func (b *Browser) Cookies() []*http.Cookie {
	u, err := url.Parse(b.w.Server.URL)
	if err != nil {
		b.w.t.Fatal(err)
	}
	return b.client.Jar.Cookies(u)
}
