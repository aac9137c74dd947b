package conflictweb_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"candor/internal/firm/staff"
	"candor/internal/intake/conflict"
	"candor/internal/intake/conflict/conflictweb"
	"candor/internal/kit/actor"
	"candor/internal/kit/browser"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/people/likeness"
	"candor/internal/schema/dbtest"
	"candor/internal/ui"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
)

// site is a small firm behind the real mux.
type site struct {
	*mattertest.Firm
	t         *testing.T
	conflicts *conflict.Service
	clock     *clock.Fixed
	handler   http.Handler
	visitor   actor.Actor
}

// Caller implements web.Host.
func (s *site) Caller(*http.Request, web.Audience) (web.Caller, error) {
	return web.Caller{Who: s.visitor, Lang: "en", Now: s.clock.Now()}, nil
}

// Frame implements web.Host.
func (s *site) Frame(r *web.Request) ui.Frame {
	return ui.Frame{Firm: s.Name, Person: r.Who.Name, Lang: "en"}
}

func build(t *testing.T, d *db.DB, c *clock.Fixed) *site {
	t.Helper()
	s := &site{Firm: mattertest.Found(t, d, conflict.Grants()), t: t, clock: c}
	s.conflicts = conflict.NewService(d, s.Live)
	s.Contacts.Saved.On(likeness.NewService(d).ContactSaved)
	m := web.NewMux(s, slog.New(slog.DiscardHandler))
	m.Once = web.NewOnce(d)
	m.Files("GET "+ui.AssetsPath, ui.Assets())
	conflictweb.Mount(m, s.conflicts, staff.NewService(d))
	s.handler, s.visitor = m.Handler(), s.Evan
	return s
}

// known gives the firm people to run into, one of them behind a wall.
func (s *site) known() matter.Matter {
	s.Open(s.Person("Catherine O'Neill").ID, "O'Neill estate")
	s.Person("Jon Smyth")
	hidden := s.Person("Octavia Brandywine")
	s.Open(hidden.ID, "Brandywine trust")
	s.Wall(s.Evan, "contact", string(hidden.ID))
	return s.Open(s.Person("Dana Whitlock").ID, "Whitlock claim")
}

func (s *site) send(method, path string, form url.Values) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func asked() url.Values {
	return url.Values{"clients": {"John Smith; 1980-02-01"}, "against": {"Kathryn ONeil\nOctavia Brandywine"}, "nature": {"A lease dispute"}}
}

func TestACheckIsAskedDecidedAndSigned(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		s := build(t, d, c)
		s.known()
		if w := s.send("POST", "/conflicts", url.Values{"nature": {"no name"}}); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Write at least one name.") {
			t.Fatalf("a check of nobody = %d, want 422 and what is missing", w.Code)
		}
		at := s.send("POST", "/conflicts", asked()).Header().Get("Location")
		page := s.send("GET", at, nil).Body.String()
		for _, want := range []string{"Catherine O&#39;Neill", "are forms of one name", "Grave", "Restricted", "Ask conflicts counsel.", "Jon Smyth"} {
			if !strings.Contains(page, want) {
				t.Errorf("the check does not say %q", want)
			}
		}
		if strings.Contains(page, "Brandywine trust") {
			t.Error("the check names the matter behind the wall")
		}
		id := conflict.ID(strings.TrimPrefix(at, "/conflicts/"))
		f, err := s.conflicts.Get(t.Context(), s.Ruth, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range f.Hits {
			s.visitor = s.Ruth
			if w := s.send("POST", at+"/hits/"+h.ID, url.Values{"disposition": {"none"}, "reason": {"A namesake, born elsewhere."}}); w.Code != http.StatusSeeOther {
				t.Errorf("deciding %s = %d, want 303", h.Name, w.Code)
			}
			if h.Severity == conflict.Grave {
				hidden := h.Name == "Octavia Brandywine"
				if hidden {
					s.visitor = s.Pia
					continue // Evan may not see it, and Pia may not decide
				}
				s.visitor = s.Evan
				if w := s.send("POST", at+"/hits/"+h.ID+"/second", nil); w.Code != http.StatusSeeOther {
					t.Errorf("confirming %s = %d, want 303", h.Name, w.Code)
				}
			}
		}
		s.visitor = s.Ruth
		if w := s.send("POST", at+"/sign", nil); w.Code != http.StatusConflict {
			t.Errorf("signing with a hit that lacks a second person = %d, want 409", w.Code)
		}
		if w := s.send("GET", at+"/report", nil); w.Code != http.StatusNotFound {
			t.Errorf("the report before signing = %d, want 404", w.Code)
		}
	})
}

func TestConflictsAreLookedAt(t *testing.T) {
	t.Parallel()
	c := clock.At(dbtest.Noon())
	s := build(t, dbtest.SQLite(t, c), c)
	m := s.known()
	at := s.send("POST", "/conflicts", asked()).Header().Get("Location")
	none := s.send("POST", "/conflicts", url.Values{"clients": {"Quentin Zsigmondy"}}).Header().Get("Location")
	if w := s.send("POST", none+"/sign", nil); w.Code != http.StatusSeeOther {
		t.Fatalf("signing = %d, want 303", w.Code)
	}
	f, err := s.conflicts.Get(t.Context(), s.Evan, conflict.ID(strings.TrimPrefix(at, "/conflicts/")))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(s.handler.ServeHTTP))
	t.Cleanup(server.Close)
	b := browser.Open(t)
	for name, o := range map[string]browser.Options{"desk": {Width: 1440, Height: 900}, "phone-dark": {Width: 390, Height: 844, Dark: true}} {
		t.Run(name, func(t *testing.T) {
			o.Base = server.URL
			p := b.Page(t, o)
			hit := f.Hits[0].ID
			for _, h := range f.Hits {
				if !h.Restricted {
					hit = h.ID
					break
				}
			}
			for shot, path := range map[string]string{"list": "/conflicts", "new": "/conflicts/new", "check": at, "decide": at + "/hits/" + hit, "waiver": at + "/hits/" + hit + "/waiver", "report": none + "/report", "later": "/conflicts?show=later", "matter": "/matters/" + string(m.ID) + "/conflicts"} {
				if status := p.Goto(path); status != http.StatusOK {
					t.Errorf("%s = %d, want 200", path, status)
				}
				p.Axe()
				p.Screenshot("conflict-" + name + "-" + shot)
			}
		})
	}
}
