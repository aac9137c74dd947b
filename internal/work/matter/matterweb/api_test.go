package matterweb_test

import (
	"net/http"
	"testing"

	"candor/internal/kit/db"
)

func none() db.Page { return db.Page{} }

type apiMatter struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Title  string `json:"title"`
	Stage  string `json:"stage"`
	Status string `json:"status"`
	Team   []struct {
		Role string `json:"role"`
	} `json:"team"`
	Parties []struct {
		ID string `json:"id"`
	} `json:"parties"`
	Moves []struct {
		To string `json:"to"`
	} `json:"stage_moves"`
}

func TestTheAPIKeepsAMatter(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		c, d := s.Person("Maya Rivera"), s.Person("Daniel Rivera")
		var m apiMatter
		p := s.call("ruth", "POST", "/matters", map[string]any{"title": "Custody", "client_id": c.ID, "area_id": s.Area("family").ID, "responsible_id": s.Ruth.ID, "fields": map[string]string{"children": "2"}}, &m)
		if p.status != http.StatusCreated || m.Number != "2026-00001" || m.Stage != "consult" {
			t.Fatalf("opening = %d %s, want 201 with a number and the first stage", p.status, p.body)
		}
		tag := p.header.Get("ETag")
		at := "/matters/" + m.ID
		if p := s.call("ruth", "PUT", at, map[string]any{"title": "Custody of Leo", "client_id": c.ID}, nil); p.status != http.StatusConflict {
			t.Errorf("a change without If-Match = %d, want 409", p.status)
		}
		if p := s.call("ruth", "PUT", at, map[string]any{"title": "Custody of Leo", "client_id": c.ID, "area_id": s.Area("family").ID}, &m, "If-Match", tag); p.status != http.StatusOK || m.Title != "Custody of Leo" {
			t.Errorf("a change = %d %s, want 200", p.status, p.body)
		}
		if p := s.call("ruth", "PUT", at, map[string]any{"title": "Again", "client_id": c.ID}, nil, "If-Match", tag); p.status != http.StatusConflict {
			t.Errorf("a change of an old copy = %d, want 409", p.status)
		}
		steps := []struct {
			method, path string
			in           any
			want         int
		}{
			{"POST", at + "/stage", map[string]any{"stage": "filing"}, 200},
			{"PUT", at + "/team/" + s.Evan.ID + "/working", nil, 200},
			{"POST", at + "/parties", map[string]any{"contact_id": d.ID, "role": "adverse"}, 200},
			{"POST", at + "/restrict", nil, 200},
			{"POST", at + "/unrestrict", nil, 200},
			{"POST", at + "/close", map[string]any{"reason": "settled"}, 200},
			{"POST", at + "/close", map[string]any{"reason": "settled"}, 409},
			{"POST", at + "/reopen", nil, 200},
			{"DELETE", at + "/team/" + s.Evan.ID + "/working", nil, 204},
		}
		for _, st := range steps {
			if p := s.call("ruth", st.method, st.path, st.in, nil); p.status != st.want {
				t.Errorf("%s %s = %d %s, want %d", st.method, st.path, p.status, p.body, st.want)
			}
		}
		s.call("ruth", "GET", at, nil, &m)
		if len(m.Team) != 1 || len(m.Parties) != 1 || len(m.Moves) != 1 || m.Status != "open" {
			t.Errorf("matter = %+v, want one on the team, one party, one move, open", m)
		}
		var list struct {
			Items []apiMatter `json:"items"`
			Next  string      `json:"next"`
		}
		s.Open(c.ID, "Second")
		s.call("ruth", "GET", "/matters?limit=1&by=number", nil, &list)
		if len(list.Items) != 1 || list.Next == "" {
			t.Fatalf("first page = %+v, want one and a next", list)
		}
		next := list.Next
		list.Next = ""
		s.call("ruth", "GET", "/matters?limit=1&by=number&after="+next, nil, &list)
		if len(list.Items) != 1 || list.Items[0].ID != m.ID || list.Next != "" {
			t.Errorf("second page = %+v, want the first matter and no next", list)
		}
		if p := s.call("ruth", "GET", "/contacts/"+string(d.ID)+"/matters", nil, &list); p.status != 200 || len(list.Items) != 1 {
			t.Errorf("matters of a party = %d %s, want one", p.status, p.body)
		}
		if p := s.call("ruth", "GET", "/areas", nil, nil); p.status != 200 {
			t.Errorf("areas = %d, want 200", p.status)
		}
	})
}
