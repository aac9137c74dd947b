package taskweb_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/schema/dbtest"
	"candor/internal/ui"
	"candor/internal/work/matter/mattertest"
	"candor/internal/work/task"
	"candor/internal/work/task/taskweb"
)

// site is a small firm behind the real mux. Who asks is said in a header.
type site struct {
	*mattertest.Firm
	t       *testing.T
	tasks   *task.Service
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

func build(t *testing.T, d *db.DB, c *clock.Fixed) *site {
	t.Helper()
	firm := mattertest.Found(t, d, task.Grants())
	s := &site{Firm: firm, t: t, tasks: task.NewService(d, firm.Live), clock: c, lang: "en", people: map[string]actor.Actor{"ruth": firm.Ruth, "evan": firm.Evan, "pia": firm.Pia}}
	m := web.NewMux(s, slog.New(slog.NewTextHandler(t.Output(), nil)))
	m.Files("GET "+ui.AssetsPath, ui.Assets())
	taskweb.Mount(m, s.tasks, firm.Matters, firm.Contacts, staff.NewService(d))
	s.handler = m.Handler()
	return s
}

func (s *site) add(tk task.Task) task.Task {
	s.t.Helper()
	out, err := s.tasks.Add(s.t.Context(), s.Ruth, tk)
	if err != nil {
		s.t.Fatalf("adding %q: %v", tk.Title, err)
	}
	return out
}

// page is an answer.
type page struct {
	*goquery.Document
	status int
	to     string // where it leads
	header http.Header
	body   string
}

func (p page) text() string { return strings.Join(strings.Fields(p.Find("body").Text()), " ") }

func (s *site) do(who, method, path, kind, body string, header ...string) page {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, strings.NewReader(body))
	r.Header.Set(asks, who)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	raw := w.Body.String()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(raw))
	if err != nil {
		s.t.Fatal(err)
	}
	return page{doc, w.Code, w.Header().Get("Location"), w.Header(), raw}
}

func (s *site) get(who, path string) page { return s.do(who, "GET", path, "", "") }

func (s *site) post(who, path string, form url.Values) page {
	return s.do(who, "POST", path, "application/x-www-form-urlencoded", form.Encode())
}

func TestATaskIsWrittenDownTickedAndTakenBack(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		m := s.Open(s.Person("Maya Rivera").ID, "Custody")
		back := "/matters/" + string(m.ID)
		if p := s.get("evan", "/tasks/new?matter="+string(m.ID)); !strings.Contains(p.body, m.Number+" Custody") {
			t.Errorf("the form lacks its matter: %s", p.text())
		}
		p := s.post("evan", "/tasks", url.Values{"title": {"File the papers"}, "matter": {string(m.ID)}, "owner": {s.Evan.ID}, "due_on": {"2026-09-15"}, "priority": {"high"}, "back": {back}})
		if p.status != http.StatusSeeOther || p.to != back {
			t.Fatalf("adding = %d to %q, want back to the matter", p.status, p.to)
		}
		part := s.do("evan", "GET", back+"/tasks", "", "", "HX-Request", "true")
		for _, want := range []string{"File the papers", "Evan Cole", "Pressing", "overdue"} {
			if !strings.Contains(part.text(), want) {
				t.Errorf("the matter's tasks lack %q: %s", want, part.text())
			}
		}
		if strings.Contains(part.body, "<html") {
			t.Error("the part of a page came with a whole page")
		}
		tick, _ := part.Find("form").First().Attr("action")
		if p := s.post("evan", tick, url.Values{"back": {back}}); p.status != http.StatusSeeOther || p.to != back {
			t.Fatalf("ticking at %q = %d to %q, want back to the matter", tick, p.status, p.to)
		}
		if p := s.get("evan", "/tasks"); strings.Contains(p.text(), "File the papers") || !strings.Contains(p.text(), "Nothing to do") {
			t.Errorf("the list after the tick = %s, want nothing to do", p.text())
		}
		if p := s.post("evan", strings.Replace(tick, "/done", "/reopen", 1), nil); p.status != http.StatusSeeOther {
			t.Errorf("taking the tick back = %d, want 303", p.status)
		}
		if p := s.get("evan", "/tasks?whose=overdue"); !strings.Contains(p.text(), "File the papers") {
			t.Errorf("overdue = %s, want the task back", p.text())
		}
	})
}

func TestAFormThatCannotBeUsedComesBackFilled(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.post("evan", "/tasks", url.Values{"title": {""}, "due_on": {"soon"}, "about": {"before noon"}})
		due, _ := p.Find(`[name="due_on"]`).Attr("value")
		if p.status != http.StatusUnprocessableEntity || due != "soon" || !strings.Contains(p.body, "before noon") {
			t.Errorf("adding without a title = %d with due %q, want 422 with what was typed", p.status, due)
		}
		tk := s.add(task.Task{Title: "Call the court"})
		form := url.Values{"title": {"Call the clerk"}, "priority": {"normal"}, "version": {"1"}}
		if p := s.post("evan", taskweb.Path(tk.ID), form); p.status != http.StatusSeeOther {
			t.Fatalf("first save = %d, want 303", p.status)
		}
		if p := s.post("ruth", taskweb.Path(tk.ID), form); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.text(), "Someone else changed this") {
			t.Errorf("second save = %d, want 422 and a word about it", p.status)
		}
	})
}

func TestATaskIsHandedOverAndRemoved(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		tk := s.add(task.Task{Title: "Call the court", OwnerID: staff.ID(s.Evan.ID)})
		at := taskweb.Path(tk.ID)
		if p := s.post("evan", at+"/delegate", url.Values{"owner": {s.Evan.ID}}); p.status != http.StatusUnprocessableEntity {
			t.Errorf("handing over to oneself = %d, want 422", p.status)
		}
		if p := s.post("evan", at+"/delegate", url.Values{"owner": {s.Pia.ID}, "word": {"I am in court"}}); p.status != http.StatusSeeOther {
			t.Fatalf("handing over = %d, want 303", p.status)
		}
		if p := s.get("pia", at); !strings.Contains(p.body, "Evan Cole: I am in court") {
			t.Errorf("the task lacks the word that came with it")
		}
		if p := s.get("pia", "/tasks"); !strings.Contains(p.text(), "Call the court") {
			t.Errorf("Pia's list = %s, want the task", p.text())
		}
		if p := s.post("pia", at+"/remove", nil); p.status != http.StatusSeeOther {
			t.Errorf("removing = %d, want 303", p.status)
		}
		s.lang = "es"
		if p := s.get("pia", "/tasks"); !strings.Contains(p.text(), "Nada que hacer") {
			t.Errorf("the empty list in Spanish = %s, want Nada que hacer", p.text())
		}
	})
}

func TestATaskOfAWalledMatterAndAnUnknownOneLookTheSame(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.Person("Hidden Person")
		m := s.Open(c.ID, "Hidden matter")
		tk := s.add(task.Task{Title: "Hidden task", MatterID: m.ID, DueOn: civil.On(2026, 9, 16)})
		s.Wall(s.Evan, "contact", string(c.ID))
		walled, unknown := s.get("evan", taskweb.Path(tk.ID)), s.get("evan", "/tasks/tsk_00000000000000000000000000")
		if walled.status != http.StatusNotFound || unknown.status != http.StatusNotFound || walled.Find("main").Text() != unknown.Find("main").Text() {
			t.Errorf("walled %d and unknown %d differ, want the same 404", walled.status, unknown.status)
		}
		for _, path := range []string{"/matters/" + string(m.ID) + "/tasks", "/contacts/" + string(c.ID) + "/tasks", taskweb.Path(tk.ID) + "/delegate", "/tasks/new?matter=" + string(m.ID), "/api/v1/tasks/" + string(tk.ID)} {
			if p := s.get("evan", path); p.status != http.StatusNotFound {
				t.Errorf("%s from behind the wall = %d, want 404", path, p.status)
			}
		}
		for _, path := range []string{"/tasks?whose=all", "/api/v1/tasks"} {
			if p := s.get("evan", path); p.status != http.StatusOK || strings.Contains(p.body, "Hidden task") {
				t.Errorf("%s = %d and may show the hidden task, want it without", path, p.status)
			}
		}
	})
}

func TestTheAPIKeepsATask(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.do("ruth", "POST", "/api/v1/tasks", "application/json", `{"title":"Call the court","owner_id":"`+s.Evan.ID+`","due_on":"2026-09-20"}`)
		if p.status != http.StatusCreated || p.header.Get("ETag") != `"1"` {
			t.Fatalf("adding = %d %s, want 201 and version 1", p.status, p.body)
		}
		mine, err := s.tasks.Mine(t.Context(), s.Evan, civil.On(2026, 9, 20))
		if err != nil || len(mine) != 1 {
			t.Fatalf("Evan's = %v, %v; want one", mine, err)
		}
		at := "/api/v1/tasks/" + string(mine[0].ID)
		steps := []struct {
			method, path, body, tag string
			want                    int
		}{
			{"GET", at, "", "", 200},
			{"PUT", at, `{"title":"Call the clerk"}`, "", 409},
			{"PUT", at, `{"title":"Call the clerk"}`, `"1"`, 200},
			{"PUT", at, `{"title":"Call the judge"}`, `"1"`, 409},
			{"PUT", at, `{"title":""}`, `"2"`, 422},
			{"POST", at + "/done", "", "", 200},
			{"POST", at + "/done", "", "", 409},
			{"POST", at + "/reopen", "", "", 200},
			{"POST", at + "/delegate", `{"owner_id":"` + s.Pia.ID + `"}`, "", 200},
			{"DELETE", at, "", "", 204},
		}
		for _, st := range steps {
			if p := s.do("ruth", st.method, st.path, "application/json", st.body, "If-Match", st.tag); p.status != st.want {
				t.Errorf("%s %s = %d %s, want %d", st.method, st.path, p.status, p.body, st.want)
			}
		}
	})
}
