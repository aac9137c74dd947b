package promiseweb_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/job"
	"candor/internal/kit/secret"
	"candor/internal/kit/web"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/talk/promise/promiseweb"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
	"candor/internal/work/task"
)

// site is a small firm behind the real mux. Who asks is said in a header.
type site struct {
	*mattertest.Firm
	t        *testing.T
	clock    *clock.Fixed
	zone     *time.Location
	people   map[string]actor.Actor
	promises *promise.Service
	timeline *timeline.Service
	tasks    *task.Service
	handler  http.Handler
	lang     string
}

const asks = "X-Test-Actor"

// Caller implements web.Host.
func (s *site) Caller(r *http.Request, _ web.Audience) (web.Caller, error) {
	return web.Caller{Who: s.people[r.Header.Get(asks)], Lang: s.lang, Zone: s.zone, Now: s.clock.Now()}, nil
}

// Frame implements web.Host.
func (s *site) Frame(r *web.Request) ui.Frame {
	return ui.Frame{Firm: s.Name, Person: r.Who.Name, Lang: s.lang}
}

func each(t *testing.T, f func(t *testing.T, s *site)) {
	t.Helper()
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, build(t, d, c)) })
}

func build(t *testing.T, d *db.DB, c *clock.Fixed) *site {
	t.Helper()
	keys, err := secret.OpenKeys(t.TempDir(), rand.Reader)
	must(t, err)
	files, err := blob.OpenDisk(t.TempDir(), keys)
	must(t, err)
	t.Cleanup(func() { _ = files.Close() }) // the folder is thrown away
	q, err := job.New(d)
	must(t, err)
	zone, err := civil.LoadZone("America/Chicago")
	must(t, err)
	firm := mattertest.Found(t, d, timeline.Grants(), promise.Grants(), task.Grants())
	s := &site{Firm: firm, t: t, clock: c, zone: zone, lang: "en", people: map[string]actor.Actor{
		"ruth": firm.Ruth, "evan": firm.Evan, "pia": firm.Pia,
		"ada": {Kind: actor.Staff, Firm: firm.ID, ID: "stf_ada", Name: "Ada Lim", Roles: []string{"administrator"}, Grants: actor.Grant()},
	}}
	s.timeline = timeline.NewService(d, firm.Live, files)
	s.promises = promise.NewService(d, firm.Live, s.timeline, q)
	s.tasks = task.NewService(d, firm.Live)
	firm.Matters.Opened.On(s.promises.MatterOpened)
	firm.Policy.Decided.On(s.promises.PolicyDecided)
	s.timeline.Logged.On(s.promises.Logged)
	s.timeline.Changed.On(s.promises.EntryChanged)
	m := web.NewMux(s, slog.New(slog.NewTextHandler(t.Output(), nil)))
	promiseweb.Mount(m, promiseweb.Deps{
		Promises: s.promises, Timeline: s.timeline, Areas: firm.Areas, Tasks: s.tasks, People: staff.NewService(d), Policies: firm.Policy,
	})
	m.Files("GET "+ui.AssetsPath, ui.Assets())
	s.handler = m.Handler()
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// silent opens a matter of Ruth's whose client has not heard from us since.
func (s *site) silent(client string) matter.Matter {
	s.t.Helper()
	return s.Open(s.Person(client).ID, client+"'s matter")
}

// now moves the clock to a time on the office's wall.
func (s *site) now(at string) {
	s.t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", at, s.zone)
	must(s.t, err)
	s.clock.Set(when)
}

func (s *site) ask(m matter.Matter) timeline.Entry {
	s.t.Helper()
	e, err := s.timeline.Log(s.t.Context(), s.Ruth, timeline.New{Entry: timeline.Entry{Kind: timeline.Portal, Direction: timeline.In, MatterID: m.ID, ContactID: m.ClientID, Subject: "A question", Body: "When?"}})
	must(s.t, err)
	return e
}

// page is an answer.
type page struct {
	*goquery.Document
	status int
	to     string // where it leads
	header http.Header
	body   []byte
}

func (p page) text() string { return strings.Join(strings.Fields(p.Find("body").Text()), " ") }

// says fails unless the page says each of these.
func (p page) says(t *testing.T, texts ...string) {
	t.Helper()
	for _, want := range texts {
		if !strings.Contains(p.text(), want) {
			t.Errorf("status %d, page says %q, want %q", p.status, p.text(), want)
		}
	}
}

func (s *site) do(who, method, path, kind string, body io.Reader, header ...string) page {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, body)
	r.Header.Set(asks, who)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	raw := w.Body.Bytes()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(raw))
	must(s.t, err)
	return page{doc, w.Code, w.Header().Get("Location"), w.Header(), raw}
}

func (s *site) get(who, path string) page { return s.do(who, "GET", path, "", nil) }

func (s *site) post(who, path string, form url.Values) page {
	return s.do(who, "POST", path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// call calls the API and reads the answer into out.
func (s *site) call(who, method, path string, in, out any, header ...string) page {
	s.t.Helper()
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		must(s.t, err)
		body = bytes.NewReader(raw)
	}
	p := s.do(who, method, "/api/v1"+path, "application/json", body, header...)
	if out != nil {
		if err := json.Unmarshal(p.body, out); err != nil {
			s.t.Fatalf("%s %s = %d %s", method, path, p.status, p.body)
		}
	}
	return p
}

// word is a word from us to a matter's client.
func (s *site) word(m matter.Matter) {
	s.t.Helper()
	_, err := s.timeline.Log(s.t.Context(), s.Ruth, timeline.New{Entry: timeline.Entry{Kind: timeline.Letter, Direction: timeline.Out, MatterID: m.ID, ContactID: m.ClientID, Body: "Words."}})
	must(s.t, err)
}

// at is where a matter's promise is shown.
func at(m matter.ID) string { return promiseweb.Path(m) }
