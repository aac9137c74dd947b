package promiseweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/people/contact"
	"candor/internal/talk/promise"
	"candor/internal/work/task"
)

func TestTodayShowsWhoIsOwedAWord(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		s.silent("Maya Rivera")
		s.get("ruth", "/today").says(t, "Everyone has heard from us", "No promise due today, none broken.")
		s.now("2026-09-04 10:00")
		asked := s.silent("Ben Ode")
		s.ask(asked)
		_, err := s.tasks.Add(t.Context(), s.Ruth, task.Task{Title: "File the motion", OwnerID: staff.ID(s.Ruth.ID), DueOn: civil.On(2026, 9, 3)})
		must(t, err)
		p := s.get("ruth", "/today")
		p.says(t, "1 broken", "Maya Rivera", "No word for 32 days", "promised every 30 days", "Ben Ode",
			"Question waiting for less than a business hour", "File the motion", "overdue", "A question")
		if n := p.Find("#owed-list article").Length(); n != 2 {
			t.Errorf("%d are owed a word, want 2", n)
		}
		if first := p.Find("#owed-list h3").First().Text(); first != "Maya Rivera" {
			t.Errorf("first is %s, want the one owed longest", first)
		}
		call, _ := p.Find("#owed-list a[href^='/calls/new']").First().Attr("href")
		if !strings.Contains(call, "back=%2Ftoday") || !strings.Contains(call, "contact=con_") || !strings.Contains(call, "matter=mat_") {
			t.Errorf("logging a call leads to %s, want the client's and matter's, and back here", call)
		}
		if p := s.post("ruth", "/today/looked", nil); p.to != "/today" {
			t.Errorf("having looked leads to %q, want /today", p.to)
		}
	})
}

func TestTodayOfOthersIsForThoseWhoOversee(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		s.silent("Maya Rivera")
		s.now("2026-09-04 10:00")
		s.get("ruth", "/today?team=all").says(t, "the whole firm", "Maya Rivera")
		s.get("ruth", "/today?team="+s.Ruth.ID).says(t, "Maya Rivera")
		if p := s.get("evan", "/today?team=all"); p.status != http.StatusForbidden {
			t.Errorf("the firm's day as a lawyer = %d, want 403", p.status)
		}
		if p := s.get("evan", "/today?team="+s.Ruth.ID); p.status != http.StatusNotFound {
			t.Errorf("another's day = %d, want 404", p.status)
		}
		s.get("ruth", "/promises").says(t, "Ruth Okafor", "n/a", "Broken now1")
		if p := s.get("evan", "/promises"); p.status != http.StatusForbidden {
			t.Errorf("the board as a lawyer = %d, want 403", p.status)
		}
		if p := s.get("ada", "/today"); p.status != http.StatusOK || strings.Contains(p.text(), "Rivera") {
			t.Errorf("the administrator's day = %d %s, want an empty one", p.status, p.text())
		}
	})
}

func TestAWalledMatterIsOnNobodysPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		m := s.silent("Maya Rivera")
		must(t, s.promises.Rebuild(t.Context(), s.Ruth, m.ID))
		s.Wall(s.Evan, "matter", string(m.ID))
		s.now("2026-09-04 10:00")
		for _, path := range []string{"", "/snooze", "/delegate", "/settle", "/terms"} {
			if p := s.get("evan", "/matters/"+string(m.ID)+"/promise"+path); p.status != http.StatusNotFound {
				t.Errorf("promise%s of a walled matter = %d, want 404", path, p.status)
			}
		}
		p := s.get("evan", "/today")
		if strings.Contains(p.text(), "Rivera") || strings.Contains(p.text(), "1 broken") {
			t.Errorf("the walled person's day says %s, want nothing of it", p.text())
		}
		if a := s.call("evan", "GET", "/matters/"+string(m.ID)+"/promise", nil, nil); a.status != http.StatusNotFound {
			t.Errorf("API = %d, want 404", a.status)
		}
	})
}

func TestAReminderIsPutOffInTheBrowser(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		m := s.silent("Maya Rivera")
		s.now("2026-09-01 10:00")
		here := at(m.ID)
		s.get("ruth", here+"/snooze?back=/today").says(t, "Put off", "The reminder goes, the promise stays")
		bad := s.post("ruth", here+"/snooze", url.Values{"until": {"2027-01-01"}, "reason": {"Trial"}, "back": {"/today"}})
		if v, _ := bad.Find("#f-reason").Attr("value"); bad.status != http.StatusUnprocessableEntity || v != "Trial" {
			t.Errorf("too far off = %d with reason %q, want 422 and what was typed", bad.status, v)
		}
		bad.says(t, "10 business days at most")
		done := s.post("ruth", here+"/snooze", url.Values{"until": {"2026-09-08"}, "reason": {"She is at sea"}, "back": {"/today"}})
		if done.status != http.StatusSeeOther || done.to != "/today" {
			t.Errorf("putting off = %d to %q, want 303 to /today", done.status, done.to)
		}
		s.get("ruth", "/today").says(t, "Put off: 1", "She is at sea")
		s.get("ruth", here).says(t, "Put off by Ruth Okafor")
		s.post("ruth", here+"/wake", url.Values{"back": {"https://evil.example"}})
		s.get("ruth", "/today").says(t, "No word for 29 days")
	})
}

func TestAPromiseIsDelegatedAndTakenBack(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		m := s.silent("Maya Rivera")
		s.now("2026-09-01 10:00")
		here := at(m.ID)
		s.get("ruth", here+"/delegate").says(t, "Pia Sanz")
		if p := s.post("ruth", here+"/delegate", url.Values{"note": {"Please"}}); p.status != http.StatusUnprocessableEntity {
			t.Errorf("delegating to nobody = %d, want 422", p.status)
		}
		s.post("ruth", here+"/delegate", url.Values{"to": {s.Pia.ID}, "note": {"You know her best"}})
		s.get("pia", "/today").says(t, "Maya Rivera", "delegated by Ruth Okafor: You know her best")
		s.get("ruth", here).says(t, "Delegated to Pia Sanz")
		s.post("ruth", here+"/take-back", nil)
		s.get("pia", "/today").says(t, "Everyone has heard from us")
	})
}

func TestAQuestionIsSettledAndUnsettled(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-09-01 10:00")
		m := s.silent("Maya Rivera")
		e := s.ask(m)
		here := at(m.ID)
		s.get("ruth", here).says(t, "A question waits", "not yet acknowledged")
		q, _ := s.get("ruth", here+"/settle").Find("input[name=question]").Attr("value")
		if q != string(e.ID) {
			t.Errorf("the form asks about %q, want %q", q, e.ID)
		}
		done := s.post("ruth", here+"/settle", url.Values{"question": {q}, "reason": {"Only thanks"}, "back": {"/today"}})
		if done.to != "/today" {
			t.Fatalf("settling = %d %s", done.status, done.text())
		}
		if p := s.post("ruth", here+"/settle", url.Values{"question": {q}, "reason": {"Again"}}); p.status != http.StatusUnprocessableEntity {
			t.Errorf("settling twice = %d, want 422", p.status)
		}
		s.get("ruth", here).says(t, "Heard from us today")
		s.post("ruth", here+"/unsettle?entries="+q, nil)
		s.get("ruth", here).says(t, "A question waits")
	})
}

func TestTermsAreSetForAClientAndForTheFirm(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-09-01 10:00")
		m := s.silent("Maya Rivera")
		here := at(m.ID)
		s.get("ruth", here).says(t, "promised every 30 days", "as the firm promises everyone", "acknowledged within 8 h, answered within 16 h")
		bad := s.post("ruth", here+"/terms", url.Values{"n": {"2"}, "unit": {"week"}, "answer": {"soon"}, "reason": {"She asked"}, "version": {"1"}})
		if v, _ := bad.Find("#f-answer").Attr("value"); bad.status != http.StatusUnprocessableEntity || v != "soon" {
			t.Errorf("nonsense = %d with answer %q, want 422 and what was typed", bad.status, v)
		}
		s.post("ruth", here+"/terms", url.Values{"n": {"2"}, "unit": {"week"}, "answer": {"4:30"}, "acknowledge": {"0"}, "reason": {"She asked"}, "with_client": {"on"}, "version": {"1"}})
		s.get("ruth", here).says(t, "promised every 2 weeks", "set for this client", "answered within 4½ h", "agreed with the client", "She asked")
		if p := s.post("ruth", here+"/terms", url.Values{"reason": {"Old copy"}, "version": {"1"}}); p.status != http.StatusUnprocessableEntity {
			t.Errorf("saving over another's = %d, want 422", p.status)
		}
		s.get("ruth", "/settings/promises").says(t, "Nothing yet")
		area := s.Area("family")
		s.post("ruth", "/settings/promises", url.Values{"scope": {string(area.ID)}, "from_on": {"2026-09-01"}, "n": {"1"}, "unit": {"week"}, "reason": {"Families worry"}})
		s.get("ruth", "/settings/promises").says(t, "promised every week", "Families worry")
		must(t, s.promises.Renew(t.Context(), s.Ruth, area.ID))
		n := s.silent("Ben Ode")
		s.get("ruth", at(n.ID)).says(t, "promised every week", "as for all matters of this practice area")
		if p := s.get("evan", "/settings/promises"); p.status != http.StatusForbidden {
			t.Errorf("deciding as a lawyer = %d, want 403", p.status)
		}
	})
}

func TestTheChartShowsWhatWasKept(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-06-01 10:00")
		m := s.silent("Maya Rivera")
		for _, day := range []string{"2026-06-20 10:00", "2026-08-01 10:00", "2026-08-20 10:00"} { // kept, late, kept
			s.now(day)
			s.word(m)
		}
		p := s.get("ruth", at(m.ID))
		p.says(t, "2 of 3 promises kept", "Time late")
		if p.Find("#promise").Length() != 1 {
			t.Error("the part can't refresh itself: it has no id")
		}
	})
}

func TestAClientsPageShowsAllTheyArePromised(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		m := s.silent("Maya Rivera")
		s.now("2026-09-04 10:00")
		s.ask(s.Open(m.ClientID, "Her lease"))
		strip := "/contacts/" + string(m.ClientID) + "/promises"
		p := s.get("ruth", strip)
		p.says(t, "A word · Maya Rivera's matter", "An acknowledgement · Her lease")
		marks, err := s.promises.ClientMarks(t.Context(), s.Ruth, []contact.ID{m.ClientID})
		if err != nil || marks[m.ClientID].State != promise.Broken {
			t.Errorf("marks = %+v (%v), want the most urgent: broken", marks, err)
		}
		s.Wall(s.Evan, "contact", string(m.ClientID))
		if p := s.get("evan", strip); p.status != http.StatusNotFound {
			t.Errorf("behind the wall = %d, want 404", p.status)
		}
	})
}

func TestPromisesThroughTheAPI(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		m := s.silent("Maya Rivera")
		s.now("2026-09-04 10:00")
		s.ask(m)
		var day struct {
			Broken int `json:"broken"`
			Owed   []struct {
				MatterID string   `json:"matter_id"`
				State    string   `json:"state"`
				What     string   `json:"what"`
				Why      []string `json:"why"`
			} `json:"owed"`
		}
		s.call("ruth", "GET", "/today", nil, &day)
		if day.Broken != 1 || len(day.Owed) != 1 || day.Owed[0].What != "word" || day.Owed[0].State != "broken" {
			t.Errorf("today = %+v, want a broken word", day)
		}
		at := "/matters/" + string(m.ID) + "/promise"
		var one struct {
			Terms struct {
				Answer int `json:"answer_minutes"`
			} `json:"terms"`
			SnoozeReason string `json:"snooze_reason"`
			QuestionID   string `json:"question_id"`
			Own          struct {
				Source string `json:"source"`
			} `json:"own_terms"`
		}
		tag := s.call("ruth", "GET", at, nil, &one).header.Get("ETag")
		if one.Terms.Answer != 960 || one.QuestionID == "" || tag != `"1"` {
			t.Errorf("promise = %+v, tag %s; want 960 minutes, a question and tag 1", one, tag)
		}
		weekly := map[string]any{"terms": map[string]any{"every": map[string]any{"n": 1, "unit": "week"}}, "reason": "She asked", "agreed_with_client": true}
		if p := s.call("ruth", "PUT", at+"/terms", weekly, nil); p.status != http.StatusConflict {
			t.Errorf("without If-Match = %d, want 409", p.status)
		}
		if p := s.call("ruth", "PUT", at+"/terms", weekly, &one, "If-Match", tag); p.status != http.StatusOK || p.header.Get("ETag") != `"2"` || one.Own.Source != "client" {
			t.Errorf("setting terms = %d %s, want 200 and tag 2", p.status, p.body)
		}
		if p := s.call("ruth", "PUT", at+"/terms", weekly, nil, "If-Match", tag); p.status != http.StatusConflict {
			t.Errorf("with an old tag = %d, want 409", p.status)
		}
		if p := s.call("ruth", "POST", at+"/snooze", map[string]any{"until": "2026-09-08", "reason": "At sea"}, &one); p.status != http.StatusOK || one.SnoozeReason != "At sea" {
			t.Errorf("putting off = %d %s", p.status, p.body)
		}
		s.call("ruth", "POST", at+"/wake", nil, nil)
		if p := s.call("ruth", "POST", at+"/delegate", map[string]any{"to": s.Pia.ID}, nil); p.status != http.StatusOK {
			t.Errorf("delegating = %d %s", p.status, p.body)
		}
		var list struct {
			Items []map[string]any `json:"items"`
		}
		if s.call("pia", "GET", "/promises?staff="+s.Pia.ID, nil, &list); len(list.Items) != 1 {
			t.Errorf("Pia owes %d, want 1", len(list.Items))
		}
		s.call("ruth", "POST", at+"/take-back", nil, nil)
		if p := s.call("ruth", "POST", at+"/settle", map[string]any{"question_id": one.QuestionID, "reason": "Thanks"}, nil); p.status != http.StatusOK {
			t.Errorf("settling = %d %s", p.status, p.body)
		}
		if s.call("ruth", "GET", at+"/questions", nil, &list); len(list.Items) != 0 {
			t.Errorf("%d questions after settling, want 0", len(list.Items))
		}
		var b struct {
			All struct {
				Broken int `json:"broken_now"`
			} `json:"all"`
		}
		if s.call("ruth", "GET", "/promises/board", nil, &b); b.All.Broken != 1 {
			t.Errorf("board = %+v, want one broken", b)
		}
	})
}

func TestSpanishReadersReadSpanish(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.now("2026-08-03 10:00")
		m := s.silent("Maya Rivera")
		s.now("2026-09-04 10:00")
		s.ask(m)
		s.lang = "es"
		s.get("ruth", "/today").says(t, "Hoy", "Sin noticias desde hace 32 días", "Mi día")
		s.get("ruth", at(m.ID)).says(t, "Lo que se prometió", "Una pregunta espera")
		for _, path := range []string{"/today", "/promises", "/settings/promises", at(m.ID), at(m.ID) + "/terms"} {
			for _, english := range []string{"Promise", "promised", "Owed", "Kept", "Broken"} {
				if p := s.get("ruth", path); strings.Contains(p.text(), english) {
					t.Errorf("%s says %q to a reader of Spanish", path, english)
				}
			}
		}
	})
}

func TestOnlyPractisingPeopleAct(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		m := s.silent("Maya Rivera")
		if p := s.get("pia", at(m.ID)+"/terms"); p.status != http.StatusForbidden {
			t.Errorf("setting terms as a paralegal = %d, want 403", p.status)
		}
		if p := s.get("ada", at(m.ID)); p.status != http.StatusForbidden {
			t.Errorf("looking as an administrator = %d, want 403", p.status)
		}
		if _, err := s.promises.Of(t.Context(), s.people["ada"], m.ID); err == nil {
			t.Error("the administrator sees a promise, want none")
		}
	})
}
