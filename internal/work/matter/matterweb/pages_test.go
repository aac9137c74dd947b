package matterweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candor/internal/firm/staff"
	"candor/internal/work/matter"
	"candor/internal/work/matter/matterweb"
)

func TestAMatterIsOpenedAndShown(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.Person("Maya Rivera")
		blank := s.get("ruth", "/matters/new?client="+string(c.ID)+"&area="+string(s.Area("injury").ID))
		if !strings.Contains(blank.text(), "It will be number 2026-00001.") || blank.Find(`[name="fields.policy_limit"]`).Length() != 1 {
			t.Errorf("the form lacks the number to come or the area's questions: %s", blank.text())
		}
		p := s.post("ruth", "/matters", url.Values{
			"client": {string(c.ID)}, "title": {"Rivera v. Cascade Freight"}, "area": {string(s.Area("injury").ID)}, "status": {"open"},
			"responsible": {s.Ruth.ID}, "fields.policy_limit": {"$100,000"}, "refs": {"Claim: 44-1207\nX9"}, "tags": {"urgent, road"},
		})
		if p.status != http.StatusSeeOther {
			t.Fatalf("opening = %d %s, want a way to the matter", p.status, p.text())
		}
		shown := s.get("ruth", p.to).text()
		for _, want := range []string{"Rivera v. Cascade Freight", "2026-00001", "Maya Rivera", "Personal injury", "You get well first", "Ruth Okafor", "44-1207", "$100,000.00", "urgent", "Hospitals", "Move on to “Investigation”"} {
			if want == "Hospitals" {
				continue
			}
			if !strings.Contains(shown, want) {
				t.Errorf("the page lacks %q: %s", want, shown)
			}
		}
		if list := s.get("evan", "/matters?q=cascade&responsible="+s.Ruth.ID); list.Find("#matter-rows tr").Length() != 1 {
			t.Errorf("the list shows %d rows, want the one", list.Find("#matter-rows tr").Length())
		}
		if part := s.get("evan", "/contacts/"+string(c.ID)+"/matters"); !strings.Contains(part.text(), "Rivera v. Cascade Freight") {
			t.Errorf("the client's page part lacks the matter: %s", part.text())
		}
	})
}

func TestAFormThatCannotBeUsedComesBackFilled(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.Person("Maya Rivera")
		p := s.post("ruth", "/matters", url.Values{"client_text": {"Rivera"}, "title": {""}, "opened_on": {"soon"}, "court": {"Travis County"}})
		if p.status != http.StatusUnprocessableEntity {
			t.Fatalf("opening without a title = %d, want 422", p.status)
		}
		for name, want := range map[string]string{"opened_on": "soon", "court": "Travis County", "client": string(c.ID)} {
			if got, _ := p.Find(`[name="` + name + `"]`).Attr("value"); got != want {
				t.Errorf("field %s came back as %q, want %q", name, got, want)
			}
		}
	})
}

func TestTheSecondToSaveIsTold(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		m := s.Open(s.Person("Maya Rivera").ID, "Custody")
		form := url.Values{"client": {string(m.ClientID)}, "title": {"Custody of Leo"}, "area": {string(m.AreaID)}, "version": {"1"}}
		if p := s.post("evan", matterweb.Path(m.ID), form); p.status != http.StatusSeeOther {
			t.Fatalf("first save = %d %s, want 303", p.status, p.text())
		}
		form.Set("title", "Custody, urgent")
		p := s.post("ruth", matterweb.Path(m.ID), form)
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.text(), "Someone else changed this") {
			t.Errorf("second save = %d, want 422 and a word about it", p.status)
		}
		if got, _ := p.Find(`[name="title"]`).Attr("value"); got != "Custody, urgent" {
			t.Errorf("what was typed came back as %q, want Custody, urgent", got)
		}
	})
}

func TestAMatterMovesClosesAndComesBack(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		m := s.Open(s.Person("Maya Rivera").ID, "Custody")
		at := matterweb.Path(m.ID)
		if p := s.post("pia", at+"/stage", url.Values{"stage": {"filing"}, "note": {"papers are in"}}); p.status != http.StatusSeeOther {
			t.Fatalf("moving = %d, want 303", p.status)
		}
		if p := s.post("pia", at+"/stage?back=board", url.Values{"stage": {"service"}}); p.to != "/matters/board?area="+string(m.AreaID) {
			t.Errorf("moving on the board leads to %q, want the board", p.to)
		}
		if p := s.post("pia", at+"/stage/back", nil); p.status != http.StatusSeeOther {
			t.Errorf("taking the move back = %d, want 303", p.status)
		}
		h := s.get("evan", at+"/history").text()
		if !strings.Contains(h, "Moved from Consultation to Petition filed") || !strings.Contains(h, "papers are in") || !strings.Contains(h, "Moved from Service to Petition filed") {
			t.Errorf("history = %s; want each move and the note", h)
		}
		if p := s.post("pia", at+"/close", url.Values{"reason": {"settled"}}); p.status != http.StatusForbidden {
			t.Errorf("closing as a paralegal = %d, want 403", p.status)
		}
		if p := s.post("ruth", at+"/close", url.Values{"reason": {""}, "outcome": {"Shared custody"}}); p.status != http.StatusUnprocessableEntity || !strings.Contains(string(p.body), "Shared custody") {
			t.Errorf("closing without a reason = %d, want 422 with the outcome as typed", p.status)
		}
		if p := s.post("ruth", at+"/close", url.Values{"reason": {"settled"}, "outcome": {"Shared custody"}}); p.status != http.StatusSeeOther {
			t.Fatalf("closing = %d %s, want 303", p.status, p.text())
		}
		if p := s.get("evan", at).text(); !strings.Contains(p, "Settled") || !strings.Contains(p, "Shared custody") {
			t.Errorf("a closed matter's page = %s; want why and how it ended", p)
		}
		if p := s.post("ruth", at+"/reopen", nil); p.status != http.StatusSeeOther {
			t.Errorf("reopening = %d, want 303", p.status)
		}
	})
}

func TestPeopleAreAddedAndTakenOut(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		m := s.Open(s.Person("Maya Rivera").ID, "Custody")
		other, lawyer := s.Person("Daniel Rivera"), s.Person("Lena Brandt")
		at := matterweb.Path(m.ID)
		if p := s.post("ruth", at+"/team", url.Values{"staff": {s.Evan.ID}, "role": {"working"}}); p.status != http.StatusSeeOther {
			t.Fatalf("adding to the team = %d, want 303", p.status)
		}
		if p := s.post("ruth", at+"/team", url.Values{"staff": {s.Evan.ID}, "role": {"working"}}); p.status != http.StatusUnprocessableEntity {
			t.Errorf("adding twice = %d, want 422", p.status)
		}
		if p := s.post("ruth", at+"/parties", url.Values{"contact": {string(other.ID)}, "role": {"adverse"}, "represented_by": {string(lawyer.ID)}}); p.status != http.StatusSeeOther {
			t.Fatalf("adding a party = %d %s, want 303", p.status, p.text())
		}
		if p := s.get("pia", at).text(); !strings.Contains(p, "Adverse party") || !strings.Contains(p, "represented by Lena Brandt") || !strings.Contains(p, "Evan Cole") {
			t.Errorf("page = %s; want the party, their lawyer and the team", p)
		}
		f, err := s.Matters.Get(t.Context(), s.Ruth, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p := s.post("ruth", at+"/parties/"+f.Parties[0].ID+"/remove", nil); p.status != http.StatusSeeOther {
			t.Errorf("taking a party out = %d, want 303", p.status)
		}
		if p := s.post("ruth", at+"/team/remove", url.Values{"staff": {s.Evan.ID}, "role": {"working"}}); p.status != http.StatusSeeOther {
			t.Errorf("taking someone off the team = %d, want 303", p.status)
		}
	})
}

func TestAWalledMatterAndAnUnknownOneLookTheSame(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.Person("Hidden Person")
		m := s.Open(c.ID, "Hidden matter")
		s.Wall(s.Evan, "contact", string(c.ID))
		walled, unknown := s.get("evan", matterweb.Path(m.ID)), s.get("evan", "/matters/mat_00000000000000000000000000")
		if walled.status != http.StatusNotFound || unknown.status != http.StatusNotFound || walled.Find("main").Text() != unknown.Find("main").Text() {
			t.Errorf("walled %d and unknown %d differ, want the same 404", walled.status, unknown.status)
		}
		for _, path := range []string{"/matters?q=hidden&status=any", "/matters/find?q=hidden", "/matters/board?area=" + string(m.AreaID), "/api/v1/matters"} {
			if p := s.get("evan", path); p.status != http.StatusOK || strings.Contains(string(p.body), "Hidden matter") || strings.Contains(string(p.body), string(m.ID)) {
				t.Errorf("%s = %d and may show the walled matter, want it without", path, p.status)
			}
		}
		for _, path := range []string{"/history", "/stage", "/close", "/edit", "/team/add", "/parties/add", "/relate"} {
			if p := s.get("evan", matterweb.Path(m.ID)+path); p.status != http.StatusNotFound {
				t.Errorf("%s of a walled matter = %d, want 404", path, p.status)
			}
		}
		if p := s.call("evan", "PUT", "/matters/"+string(m.ID), map[string]any{"title": "Mine", "client_id": c.ID}, nil, "If-Match", `"1"`); p.status != http.StatusNotFound {
			t.Errorf("changing a walled matter = %d, want 404", p.status)
		}
	})
}

func TestSeveralAreChangedAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c := s.Person("Maya Rivera")
		one, two := s.Open(c.ID, "One"), s.Open(c.ID, "Two")
		ask := s.get("ruth", "/matters/bulk?act=assign&id="+string(one.ID)+"&id="+string(two.ID))
		if ask.Find(`input[name="id"]`).Length() != 2 {
			t.Errorf("the question keeps %d ids, want 2", ask.Find(`input[name="id"]`).Length())
		}
		p := s.post("ruth", "/matters/bulk", url.Values{"act": {"assign"}, "id": {string(one.ID), string(two.ID), "mat_none"}, "staff": {s.Evan.ID}, "role": {"responsible"}})
		if p.status != http.StatusOK || !strings.Contains(p.text(), "2 of 3 done") {
			t.Errorf("result = %d %s, want 2 of 3 done", p.status, p.text())
		}
		ms, _, err := s.Matters.List(t.Context(), s.Ruth, matter.Filter{Responsible: staff.ID(s.Evan.ID)}, none())
		if err != nil || len(ms) != 2 {
			t.Errorf("Evan's matters = %d, %v; want 2", len(ms), err)
		}
	})
}

func TestAreasAreShapedByManagers(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		if p := s.get("evan", "/settings/areas"); p.status != http.StatusForbidden {
			t.Errorf("shaping as a lawyer = %d, want 403", p.status)
		}
		p := s.post("ruth", "/settings/areas", url.Values{
			"name": {"Tenancy"}, "code": {"ten"}, "stages.0.name": {"Notice"}, "stages.0.plain": {"You get a letter"}, "stages.0.from": {"3"}, "stages.0.to": {"10"}, "stages.1.name": {""},
			"fields.0.label": {"Rent"}, "fields.0.type": {"money"},
		})
		if p.status != http.StatusSeeOther {
			t.Fatalf("adding an area = %d %s, want 303", p.status, p.text())
		}
		if p := s.post("ruth", "/settings/areas", url.Values{"name": {"Fishing"}, "stages.0.name": {"Boat"}, "stages.0.to": {"soon"}}); p.status != http.StatusUnprocessableEntity {
			t.Errorf("days that are no number = %d, want 422", p.status)
		}
		if p := s.post("ruth", "/settings/numbers", url.Values{"pattern": {"{area}-{seq:3}"}, "reason": {"as before"}}); p.status != http.StatusSeeOther {
			t.Errorf("a new pattern = %d %s, want 303", p.status, p.text())
		}
		if m := s.Open(s.Person("Maya Rivera").ID, "Custody"); m.Number != "FAM-001" {
			t.Errorf("number = %s, want FAM-001", m.Number)
		}
		if p := s.get("ruth", "/settings/areas"); !strings.Contains(p.text(), "Tenancy") || !strings.Contains(string(p.body), "{area}-{seq:3}") {
			t.Errorf("the page lacks the new area or pattern")
		}
	})
}

func TestPagesInSpanishKeepNoEnglish(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		m := s.Open(s.Person("Maya Rivera").ID, "Custodia")
		s.lang = "es"
		for path, want := range map[string]string{
			"/matters": "Asuntos", matterweb.Path(m.ID): "Equipo", "/matters/board?area=" + string(m.AreaID): "Tablero", "/settings/areas": "Áreas de práctica",
		} {
			if p := s.get("ruth", path); p.status != http.StatusOK || !strings.Contains(p.text(), want) {
				t.Errorf("%s in Spanish = %d, lacks %q: %s", path, p.status, want, p.text())
			}
		}
	})
}
