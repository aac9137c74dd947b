package leadweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"candor/internal/app/apptest"
	"candor/internal/firm/access"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/db"
)

// ask takes an inquiry in by the page, as a person at the front desk would.
func ask(t *testing.T, w *apptest.World, name string) inquiry.Lead {
	t.Helper()
	p := w.Enter("iris").Post("/leads", url.Values{
		"contact_text": {name}, "phone": {"312 555 0142"}, "topic": {"Fall at work"}, "source": {"phone"}, "owner": {string(w.Person("evan").ID)},
		"area": {area(t, w)}, "other": {"Cascade Freight"}, "value": {"2500"}, "incident_on": {"2026-08-01"},
	})
	if p.Status != http.StatusOK || !strings.HasPrefix(p.Path, "/leads/led_") {
		t.Fatalf("taking an inquiry in leads to %s with %d, want its page\n%s", p.Path, p.Status, p.Text())
	}
	return get(t, w, inquiry.ID(strings.TrimPrefix(p.Path, "/leads/"))).Lead
}

func get(t *testing.T, w *apptest.World, id inquiry.ID) lead.File {
	t.Helper()
	f, err := w.Lead.Get(t.Context(), w.System, id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func area(t *testing.T, w *apptest.World) string {
	t.Helper()
	as, err := w.Area.List(t.Context(), w.Actor("ruth"))
	if err != nil {
		t.Fatal(err)
	}
	return string(as[0].ID)
}

func TestALeadGoesAllTheWayByItsPages(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		iris, ruth := w.Enter("iris"), w.Enter("ruth")
		l := ask(t, w, "Maya Rivera")
		at := "/leads/" + string(l.ID)
		if f := get(t, w, l.ID); f.Name != "Maya Rivera" || len(f.Parties) != 1 || f.Value.Minor != 250_000 || !f.Waiting() {
			t.Errorf("the lead = %q with %d parties, worth %v, waiting %v; want Maya, one, $2,500, waiting", f.Name, len(f.Parties), f.Value, f.Waiting())
		}
		if p := iris.Part("/leads/today"); strings.Contains(p.Text(), "Maya Rivera") {
			t.Errorf("Iris is shown Evan's lead: %s", p.Text())
		}
		if p := w.Enter("evan").Part("/leads/today"); !strings.Contains(p.Text(), "Maya Rivera") {
			t.Errorf("Evan's day is %q, want Maya in it", p.Text())
		}
		steps := []struct {
			who  *apptest.Browser
			path string
			form url.Values
			to   string
		}{
			{iris, "/answered", nil, at},
			{iris, "/move", url.Values{"stage": {"screened"}}, at},
			{iris, "/move", url.Values{"stage": {"names_run"}}, at},
			{iris, "/move", url.Values{"stage": {"consult_scheduled"}}, at + "/move"}, // asks when
			{iris, "/move", url.Values{"stage": {"consult_scheduled"}, "asked": {"yes"}, "day": {"2026-09-01"}, "time": {"10:00"}}, at},
			{iris, "/move", url.Values{"stage": {"consult_held"}, "back": {"board"}}, "/leads/board"},
			{iris, "/undo", nil, at},
			{iris, "/move", url.Values{"stage": {"consult_held"}}, at},
			{ruth, "/move", url.Values{"stage": {"conflict_cleared"}}, at},
			{iris, "/move", url.Values{"stage": {"engagement_sent"}}, at},
			{iris, "/move", url.Values{"stage": {"declined"}}, at + "/end"}, // asks why
			{iris, "/move", url.Values{"stage": {"signed"}}, at},
		}
		for _, s := range steps {
			if p := s.who.Post(at+s.path, s.form); p.Status != http.StatusOK || p.Path != s.to {
				t.Fatalf("posting %v to %s leads to %s with %d, want %s\n%s", s.form, s.path, p.Path, p.Status, s.to, p.Text())
			}
		}
		if p := iris.Post(at+"/move", url.Values{"stage": {"matter_opened"}}); p.Path != at+"/open" {
			t.Errorf("moving to an open matter leads to %s, want its form", p.Path)
		}
		if p := iris.Post(at+"/open", url.Values{"title": {"Rivera v. Cascade Freight"}}); !strings.HasPrefix(p.Path, "/matters/mat_") || !strings.Contains(p.Text(), "Cascade Freight") {
			t.Errorf("opening leads to %s\n%s\nwant the matter with the other side in it", p.Path, p.Text())
		}
	})
}

func TestALeadThatCannotGoSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := apptest.Start(t, "")
	iris := w.Enter("iris")
	l := ask(t, w, "Maya Rivera")
	at := "/leads/" + string(l.ID)
	for form, want := range map[string]string{"stage=conflict_cleared": "", "stage=engagement_sent": "Run the names first"} {
		q, err := url.ParseQuery(form)
		if err != nil {
			t.Fatal(err)
		}
		p := iris.Post(at+"/move", q)
		if want == "" && p.Status != http.StatusForbidden {
			t.Errorf("clearing at the front desk = %d, want 403", p.Status)
		}
		if want != "" && (p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Text(), want)) {
			t.Errorf("%s = %d %s, want 422 and %q", form, p.Status, p.Text(), want)
		}
	}
	if p := iris.Post(at+"/end", url.Values{"why": {"declined:other"}}); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("declining for another reason without saying it = %d, want 422", p.Status)
	}
	if p := iris.Post(at+"/end", url.Values{"why": {"declined:no_capacity"}}); p.Path != at || !strings.Contains(p.Text(), "They are owed a letter") {
		t.Errorf("declining leads to %s, want its page saying that a letter is owed", p.Path)
	}
	if p := iris.Post(at+"/letter", url.Values{"on": {"2026-09-10"}, "how": {"post"}}); p.Path != at || strings.Contains(p.Text(), "They are owed a letter") {
		t.Errorf("the letter leads to %s\n%s", p.Path, p.Text())
	}
	if p := iris.Post("/leads", url.Values{"topic": {"x"}}); p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Text(), "Choose who asks.") {
		t.Errorf("a lead of nobody = %d %s, want 422 and who asks", p.Status, p.Text())
	}
	if p := w.Enter("maya").Post("/settings/leads", url.Values{"answer": {"2"}, "fresh": {"48"}, "chase": {"3"}, "ripe": {"30"}, "reason": {"We have the people."}}); p.Status != http.StatusOK {
		t.Errorf("deciding the terms = %d %s", p.Status, p.Text())
	}
	if terms, err := w.Lead.Terms(t.Context(), w.System); err != nil || terms.Answer != 2*time.Hour || terms.Chase != 3 {
		t.Errorf("terms = %+v, %v; want two hours and three days", terms, err)
	}
}

func TestAWalledLeadIsNowhereOnThePages(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		l := ask(t, w, "Maya Rivera")
		_, err := w.Access.Raise(t.Context(), w.Actor("maya"), access.New{
			Name: "Screen", Reason: "former client", People: []string{string(w.Person("evan").ID)}, Objects: []access.Object{{Kind: "contact", ID: string(l.ContactID)}},
		})
		if err != nil {
			t.Fatal(err)
		}
		evan, key := w.Enter("evan"), w.Key("evan")
		at := "/leads/" + string(l.ID)
		for _, path := range []string{at, at + "/edit", at + "/move", at + "/end", at + "/open", "/contacts/" + string(l.ContactID) + "/leads"} {
			if p := evan.Get(path); p.Status != http.StatusNotFound {
				t.Errorf("%s from behind the wall = %d, want 404", path, p.Status)
			}
		}
		if p := key.Get("/api/v1" + at); p.Status != http.StatusNotFound {
			t.Errorf("the API from behind the wall = %d, want 404", p.Status)
		}
		for _, path := range []string{"/leads", "/leads/board", "/leads/today"} {
			if p := evan.Get(path); p.Status != http.StatusOK || strings.Contains(p.Text(), "Rivera") {
				t.Errorf("%s = %d and may name her, want it without", path, p.Status)
			}
		}
	})
}

func TestTheAPIKeepsALead(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		l := ask(t, w, "Maya Rivera")
		at, ruth := "/leads/"+string(l.ID), w.Key("ruth")
		steps := []struct {
			method, path string
			body         map[string]any
			tag          string
			want         int
		}{
			{"GET", at, nil, "", 200},
			{"GET", "/leads?unanswered=true", nil, "", 200},
			{"PUT", at, map[string]any{"topic": "A fall", "source": "phone"}, "", 409},
			{"PUT", at, map[string]any{"topic": "A fall", "source": "phone", "story": "He fell."}, `"1"`, 422},
			{"PUT", at, map[string]any{"topic": "A fall", "source": "phone", "area_id": area(t, w), "owner_id": string(w.Person("ruth").ID), "limit_on": "2027-01-01"}, `"1"`, 200},
			{"POST", at + "/verify", nil, "", 200},
			{"POST", at + "/answered", nil, "", 200},
			{"POST", at + "/answered", nil, "", 409},
			{"POST", at + "/move", map[string]any{"to": "signed"}, "", 422},
			{"POST", at + "/move", map[string]any{"to": "screened"}, "", 200},
			{"POST", at + "/undo", nil, "", 200},
			{"POST", at + "/end", map[string]any{"to": "lost", "reason": "price"}, "", 200},
			{"POST", at + "/reopen", map[string]any{"note": "They called again."}, "", 200},
			{"POST", at + "/end", map[string]any{"to": "declined", "reason": "cost"}, "", 200},
			{"POST", at + "/letter", map[string]any{"on": "2026-09-01", "how": "post"}, "", 200},
			{"POST", at + "/open", map[string]any{}, "", 409},
			{"GET", "/lead-funnel", nil, "", 200},
		}
		for _, s := range steps {
			b := ruth
			if s.tag != "" {
				b = ruth.With("If-Match", s.tag)
			}
			var body any
			if s.method != "GET" && s.body != nil {
				body = s.body
			}
			if p := b.Call(s.method, s.path, body); p.Status != s.want {
				t.Errorf("%s %s %v = %d %s, want %d", s.method, s.path, s.body, p.Status, p.Body, s.want)
			}
		}
	})
}

// TestACallStopsTheClock wires the program: whoever logs a call answered them.
func TestACallStopsTheClock(t *testing.T) {
	t.Parallel()
	w := apptest.Start(t, "")
	l := ask(t, w, "Maya Rivera")
	p := w.Key("evan").Call("POST", "/calls", map[string]any{"contact_id": string(l.ContactID), "kind": "call", "direction": "out", "outcome": "connected", "subject": "Called back"})
	if p.Status >= 300 {
		t.Fatalf("logging a call = %d %s", p.Status, p.Body)
	}
	if f := get(t, w, l.ID); f.Waiting() || f.AnsweredBy != w.Person("evan").ID {
		t.Errorf("still waiting %v, answered by %q; want by Evan", f.Waiting(), f.AnsweredBy)
	}
	ls, _, err := w.Lead.List(t.Context(), w.Actor("ruth"), lead.Filter{Unanswered: true}, db.Page{})
	if err != nil || len(ls) != 0 {
		t.Errorf("not answered = %v, %v; want nobody", ls, err)
	}
}
