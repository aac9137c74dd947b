package recordweb_test

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/record"
	"candor/internal/firm/record/recordweb"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/secret"
	"candor/internal/kit/web"
	"candor/internal/schema/dbtest"
	"candor/internal/ui"
)

const (
	client = "con_01ABCDEFGHJKMNPQ"
	matter = "mat_01ABCDEFGHJKMNPQ"
)

// house is the real mux with the trail's pages, and people who ask.
type house struct {
	mux    http.Handler
	db     *db.DB
	clock  *clock.Fixed
	people map[string]actor.Actor
	lang   string
	trail  *record.Service
	access *access.Service
}

// Caller knows people by a header, which no browser sends.
func (h *house) Caller(r *http.Request, _ web.Audience) (web.Caller, error) {
	zone, err := civil.LoadZone("America/Chicago")
	return web.Caller{Who: h.people[r.Header.Get("Test-Person")], Lang: h.lang, Zone: zone, Now: h.clock.Now()}, err
}

// Frame is bare.
func (h *house) Frame(*web.Request) ui.Frame { return ui.Frame{Firm: "Larkspur Law", Lang: "en"} }

func build(t *testing.T, d *db.DB, c *clock.Fixed) *house {
	t.Helper()
	keys, err := secret.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	table, err := access.Collect(access.Grants(), record.Grants())
	if err != nil {
		t.Fatal(err)
	}
	people := staff.NewService(d)
	h := &house{db: d, clock: c, people: map[string]actor.Actor{}, trail: record.NewService(d, keys, "https://law.example"), access: access.NewService(d)}
	_, err = office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()}, func(ctx context.Context, tx *db.Tx) error {
		for name, role := range map[string]string{"ruth": "lawyer", "maya": "manager", "ada": "administrator", "ben": "billing"} {
			p := staff.Person{Name: strings.ToUpper(name[:1]) + name[1:], Email: name + "@larkspur.example", Roles: []string{role}}
			if err := people.AddTx(ctx, tx, &p); err != nil {
				return err
			}
			h.people[name] = actor.Actor{Kind: actor.Staff, Firm: tx.Firm(), ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: access.SeesOpen(p.Roles), Via: "web", IP: "192.0.2.7"}
		}
		for _, o := range []string{client, matter} {
			if err := access.OpenTx(ctx, tx, o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.act(t, "ruth", "matter.closed", db.About{Kind: "matter", ID: matter, Contact: client, Matter: matter}, map[string]any{"reason": "Settled at last", "by": h.people["ruth"].ID})
	h.act(t, "ben", "office.renamed", db.About{Kind: "firm", ID: "frm_1"}, map[string]any{"was": "=1+1"})
	m := web.NewMux(h, slog.New(slog.DiscardHandler))
	recordweb.Mount(m, h.trail, people, h.names)
	h.mux = m.Handler()
	return h
}

// names knows what the client and the matter are called, and who may know it.
func (h *house) names(ctx context.Context, who actor.Actor, ids []string) (map[string]string, error) {
	out := map[string]string{}
	err := h.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		for _, id := range ids {
			name := map[string]string{client: "Maya Rivera", matter: "Rivera v. Cascade"}[id]
			if name != "" && access.Sees(ctx, q, id) == nil {
				out[id] = name
			}
		}
		return nil
	})
	return out, err
}

func (h *house) act(t *testing.T, who, action string, about db.About, detail any) {
	t.Helper()
	if err := h.db.Note(t.Context(), h.people[who], action, about, detail); err != nil {
		t.Fatal(err)
	}
}

func (h *house) seal(t *testing.T) {
	t.Helper()
	h.clock.Advance(time.Minute)
	if err := h.trail.Seal(t.Context(), actor.ForJob(h.people["maya"].Firm, "schedule")); err != nil {
		t.Fatal(err)
	}
}

// answer is what came back.
type answer struct {
	*goquery.Document
	status int
	header http.Header
	body   string
}

func (a answer) text() string { return strings.Join(strings.Fields(a.Find("body").Text()), " ") }

func (h *house) get(t *testing.T, who, path string, header ...string) answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	r.Header.Set("Test-Person", who)
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
	return answer{doc, w.Code, w.Header(), string(b)}
}

func each(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, build(t, d, c)) })
}

func about(id string) db.About { return db.About{Kind: "test", ID: id} }
