package clientweb_test

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/client/clientweb"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// house is the real mux with the clients' pages, and people who ask.
type house struct {
	mux      http.Handler
	people   map[string]actor.Actor
	lang     string
	line     *timeline.Service
	clients  *client.Service
	contacts *contact.Service
	matters  *matter.Service
	access   *access.Service
	client   contact.Card
	matter   matter.Matter
	second   matter.Matter
}

// Caller knows people by a header, which no browser sends.
func (h *house) Caller(r *http.Request, _ web.Audience) (web.Caller, error) {
	zone, err := civil.LoadZone("America/Chicago")
	return web.Caller{Who: h.people[r.Header.Get("Test-Person")], Lang: h.lang, Zone: zone, Now: dbtest.Noon()}, err
}

// Frame is bare.
func (h *house) Frame(*web.Request) ui.Frame { return ui.Frame{Firm: "Larkspur Law", Lang: "en"} }

func build(t *testing.T, d *db.DB) *house {
	t.Helper()
	keys, err := secret.OpenKeys(t.TempDir(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	files, err := blob.OpenDisk(t.TempDir(), keys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() }) // the folder is thrown away
	table, err := access.Collect(contact.Grants(), access.Grants(), matter.Grants(), timeline.Grants(), client.Grants())
	if err != nil {
		t.Fatal(err)
	}
	hub, people := live.New(), staff.NewService(d)
	h := &house{
		people: map[string]actor.Actor{}, line: timeline.NewService(d, hub, files), contacts: contact.NewService(d, hub, files),
		matters: matter.NewService(d, hub), access: access.NewService(d),
	}
	h.access.Behind = matter.BehindTx
	h.found(t, d, people, table)
	m := web.NewMux(h, slog.New(slog.DiscardHandler))
	h.clients = client.NewService(d, hub)
	clientweb.Mount(m, h.clients, h.contacts, h.matters, h.line, nil)
	h.mux = m.Handler()
	return h
}

func (h *house) found(t *testing.T, d *db.DB, people *staff.Service, table access.Table) {
	t.Helper()
	_, err := office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()}, func(ctx context.Context, tx *db.Tx) error {
		for name, role := range map[string]string{"ruth": "lawyer", "evan": "lawyer", "maya": "manager", "ben": "billing"} {
			p := staff.Person{Name: name, Email: name + "@larkspur.example", Roles: []string{role}}
			if err := people.AddTx(ctx, tx, &p); err != nil {
				return err
			}
			h.people[name] = actor.Actor{Kind: actor.Staff, Firm: tx.Firm(), ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: true}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.client, err = h.contacts.Add(t.Context(), h.people["ruth"], contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Maya Rivera"}, Points: []contact.Point{{Kind: contact.Email, Value: "maya@client.example"}}})
	if err != nil {
		t.Fatal(err)
	}
	h.matter, h.second = h.open(t, "Rivera v. Cascade"), h.open(t, "Rivera lease")
}

func (h *house) open(t *testing.T, title string) matter.Matter {
	t.Helper()
	m, err := h.matters.Open(t.Context(), h.people["ruth"], matter.New{Matter: matter.Matter{Title: title, ClientID: h.client.ID}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// answer is what came back.
type answer struct {
	*goquery.Document
	status int
	to     string
	header http.Header
	body   string
}

func (a answer) text() string { return strings.Join(strings.Fields(a.Find("body").Text()), " ") }

func (h *house) do(t *testing.T, who, method, path, kind, body string, header ...string) answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	r.Header.Set("Test-Person", who)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	b, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	return answer{doc, w.Code, w.Header().Get("Location"), w.Header(), string(b)}
}

func (h *house) get(t *testing.T, who, path string) answer {
	t.Helper()
	return h.do(t, who, http.MethodGet, path, "", "")
}

func (h *house) part(t *testing.T, who, path string) answer {
	t.Helper()
	return h.do(t, who, http.MethodGet, path, "", "", "HX-Request", "true")
}

func (h *house) post(t *testing.T, who, path string, form url.Values) answer {
	t.Helper()
	return h.do(t, who, http.MethodPost, path, "application/x-www-form-urlencoded", form.Encode())
}

func (h *house) call(t *testing.T, who, method, path, body string, header ...string) answer {
	t.Helper()
	return h.do(t, who, method, "/api/v1"+path, "application/json", body, header...)
}

func each(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) { f(t, build(t, d)) })
}
