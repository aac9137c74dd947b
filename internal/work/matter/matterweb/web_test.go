package matterweb_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/people/contact/contactweb"
	"candor/internal/schema/dbtest"
	"candor/internal/ui"
	"candor/internal/work/area/areaweb"
	"candor/internal/work/matter/mattertest"
	"candor/internal/work/matter/matterweb"
)

// site is a small firm behind the real mux. Who asks is said in a header.
type site struct {
	*mattertest.Firm
	t       *testing.T
	clock   *clock.Fixed
	people  map[string]actor.Actor
	handler http.Handler
	lang    string
	visitor actor.Actor // who asks without a word, such as a browser
}

const asks = "X-Test-Actor"

// Caller implements web.Host.
func (s *site) Caller(r *http.Request, _ web.Audience) (web.Caller, error) {
	who, said := s.people[r.Header.Get(asks)]
	if !said {
		who = s.visitor
	}
	return web.Caller{Who: who, Lang: s.lang, Now: s.clock.Now()}, nil
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

// one is a site on SQLite, for what a browser looks at.
func one(t *testing.T) *site {
	t.Parallel()
	c := clock.At(dbtest.Noon())
	return build(t, dbtest.SQLite(t, c), c)
}

func build(t *testing.T, d *db.DB, c *clock.Fixed) *site {
	t.Helper()
	firm := mattertest.Found(t, d)
	s := &site{Firm: firm, t: t, clock: c, lang: "en", people: map[string]actor.Actor{"ruth": firm.Ruth, "evan": firm.Evan, "pia": firm.Pia}}
	m := web.NewMux(s, slog.New(slog.NewTextHandler(t.Output(), nil)))
	m.Files("GET "+ui.AssetsPath, ui.Assets())
	contactweb.Mount(m, firm.Contacts, nil)
	areaweb.Mount(m, firm.Areas, firm.Policy)
	matterweb.Mount(m, firm.Matters, firm.Contacts, staff.NewService(d), firm.Areas, nil)
	s.handler = m.Handler()
	return s
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
	if err != nil {
		s.t.Fatal(err)
	}
	return page{doc, w.Code, w.Header().Get("Location"), w.Header(), raw}
}

func (s *site) get(who, path string) page { return s.do(who, "GET", path, "", nil) }

func (s *site) post(who, path string, form url.Values) page {
	return s.do(who, "POST", path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (s *site) call(who, method, path string, in any, out any, header ...string) page {
	s.t.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		s.t.Fatal(err)
	}
	p := s.do(who, method, "/api/v1"+path, "application/json", bytes.NewReader(raw), header...)
	if out != nil {
		if err := json.Unmarshal(p.body, out); err != nil {
			s.t.Fatalf("%s %s = %d %s", method, path, p.status, p.body)
		}
	}
	return p
}
