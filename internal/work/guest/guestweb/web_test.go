package guestweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/civil"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// open opens a matter for a client, with Ruth responsible.
func open(t *testing.T, w *apptest.World, client, title string) matter.Matter {
	t.Helper()
	c, err := w.Contact.Add(t.Context(), w.Actor("ruth"), contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: client}})
	if err != nil {
		t.Fatal(err)
	}
	areas, err := w.Area.List(t.Context(), w.Actor("ruth"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := w.Matter.Open(t.Context(), w.Actor("ruth"), matter.New{Matter: matter.Matter{Title: title, ClientID: c.ID, AreaID: areas[0].ID, ResponsibleID: w.Person("ruth").ID}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAGuestComesInByTheLinkAndSeesTheirMatter(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := open(t, w, "Maya Rivera", "Rivera v. Cascade"), open(t, w, "Idris Haddad", "Haddad, licence")
		ruth := w.Enter("ruth")
		last := civil.Of(w.Clock.Now(), w.Clock.Now().Location()).AddDays(20).String()
		form := url.Values{"name": {"Tomás Ibarra"}, "email": {"tomas@ibarra.example"}, "organisation": {"Ibarra & Ostrow"}, "matter": {string(one.ID)}, "why": {"Co-counsel"}, "writes": {"yes"}}
		if p := ruth.Post("/guests", form); p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Text(), "Choose the last day") {
			t.Fatalf("inviting without a last day = %d %s, want the form with what is missing", p.Status, p.Text())
		}
		form.Set("until", last)
		p := ruth.Post("/guests", form)
		if p.Status != http.StatusOK || !strings.HasPrefix(p.Path, "/guests/stf_") {
			t.Fatalf("inviting = %d at %s, want the guest's page\n%s", p.Status, p.Path, p.Text())
		}
		page := p.Path
		link := ruth.Post(page+"/link", nil).Find("code").Text()
		start, ok := strings.CutPrefix(link, w.Server.URL)
		if !ok {
			t.Fatalf("link = %q, want one to start with", link)
		}
		tomas := w.Stranger()
		if p := tomas.Post(start, url.Values{"password": {apptest.Password}, "again": {apptest.Password}}); p.Status != http.StatusOK || strings.HasPrefix(p.Path, "/signin") {
			t.Fatalf("using the link = %d at %s\n%s", p.Status, p.Path, p.Text())
		}

		if text := tomas.Get("/matters").Text(); !strings.Contains(text, one.Title) || strings.Contains(text, two.Title) {
			t.Errorf("a guest's matters: %s, want %s alone", text, one.Title)
		}
		if text := tomas.Get("/contacts").Text(); !strings.Contains(text, "Maya Rivera") || strings.Contains(text, "Idris Haddad") {
			t.Errorf("a guest's contacts: %s, want their matter's client alone", text)
		}
		if text := tomas.Get("/search?q=haddad").Text(); strings.Contains(text, two.Title) {
			t.Errorf("a guest finds another matter: %s", text)
		}
		for path, want := range map[string]int{
			"/matters/" + string(one.ID): http.StatusOK, "/matters/" + string(two.ID): http.StatusNotFound, "/export": http.StatusForbidden,
			"/people": http.StatusForbidden, "/guests": http.StatusForbidden, "/walls": http.StatusForbidden, "/calls/new": http.StatusForbidden,
		} {
			if got := tomas.Get(path).Status; got != want {
				t.Errorf("%s as a guest = %d, want %d", path, got, want)
			}
		}
		if p := tomas.Get("/today"); p.Path != "/matters" {
			t.Errorf("a guest's Today leads to %s, want their matters", p.Path)
		}
		parts := tomas.Get("/matters/" + string(one.ID)).Find("main [hx-get]")
		for i := range parts.Nodes {
			part, _ := parts.Eq(i).Attr("hx-get")
			if p := tomas.Part(part); p.Status != http.StatusOK {
				t.Errorf("%s, a part of a guest's matter, = %d, want 200", part, p.Status)
			}
		}
		if len(parts.Nodes) == 0 {
			t.Error("a guest's matter has no parts, want its timeline")
		}
		line := "/matters/" + string(one.ID) + "/timeline"
		if p := tomas.Post(line, url.Values{"body": {"The valuation is under way."}}); p.Status != http.StatusOK {
			t.Errorf("a guest's note = %d %s, want it kept", p.Status, p.Text())
		}
		if text := ruth.Get(line).Text(); !strings.Contains(text, "The valuation is under way.") || !strings.Contains(text, "Tomás Ibarra") {
			t.Errorf("the timeline: %s, want the guest's note under their name", text)
		}
		if text := tomas.Get(line).Text(); !strings.Contains(text, "The valuation is under way.") {
			t.Errorf("the guest's timeline: %s, want the note", text)
		}

		if text := ruth.Part("/matters/" + string(one.ID) + "/guests").Text(); !strings.Contains(text, "Tomás Ibarra") {
			t.Errorf("the matter's guests: %s, want them named", text)
		}
		if p := w.Enter("evan").Post(page+"/end", url.Values{"why": {"x"}}); p.Status != http.StatusForbidden && p.Status != http.StatusUnprocessableEntity {
			t.Errorf("another lawyer ends the access = %d, want a refusal", p.Status)
		}
		if p := ruth.Post(page+"/end", url.Values{"why": {"The report is in."}}); p.Status != http.StatusOK {
			t.Fatalf("ending the access = %d %s", p.Status, p.Text())
		}
		if p := tomas.Get("/matters"); p.Path != "/signin" {
			t.Errorf("after the end a guest is at %s, want the sign-in page", p.Path)
		}
	})
}

func TestGuestsByAPI(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := open(t, w, "Maya Rivera", "Rivera v. Cascade"), open(t, w, "Idris Haddad", "Haddad, licence")
		last := civil.Of(w.Clock.Now(), w.Clock.Now().Location()).AddDays(20)
		b := w.Key("maya")
		var g struct {
			ID      string   `json:"id"`
			Until   string   `json:"until"`
			Matters []string `json:"matters"`
			EndedAt string   `json:"ended_at"`
		}
		p := b.Call("POST", "/guests", map[string]any{"name": "Tomás Ibarra", "email": "tomas@ibarra.example", "why": "Co-counsel", "until": last.String(), "matters": []string{string(one.ID)}})
		if p.Status != http.StatusCreated {
			t.Fatalf("inviting = %d %s", p.Status, p.Body)
		}
		p.JSON(t, &g)
		if p := b.Call("POST", "/guests/"+g.ID+"/matters", map[string]any{"matter": two.ID}); p.Status != http.StatusOK {
			t.Fatalf("one more matter = %d %s", p.Status, p.Body)
		}
		p = b.Call("GET", "/guests/"+g.ID, nil)
		if p.JSON(t, &g); len(g.Matters) != 2 {
			t.Errorf("matters = %v, want two", g.Matters)
		}
		change := map[string]any{"until": last.AddDays(5).String(), "why": "Moved"}
		if p := b.Call("PUT", "/guests/"+g.ID, change); p.Status != http.StatusConflict {
			t.Errorf("a change without If-Match = %d, want 409", p.Status)
		}
		p = b.With("If-Match", p.Header.Get("Etag")).Call("PUT", "/guests/"+g.ID, change)
		if p.JSON(t, &g); p.Status != http.StatusOK || g.Until != last.AddDays(5).String() {
			t.Errorf("extended = %d until %s", p.Status, g.Until)
		}
		if p := b.Call("DELETE", "/guests/"+g.ID+"/matters/"+string(two.ID), nil); p.Status != http.StatusNoContent {
			t.Errorf("shutting a matter = %d %s", p.Status, p.Body)
		}
		g.Matters = nil
		p = b.Call("POST", "/guests/"+g.ID+"/end", map[string]any{"why": "Done"})
		if p.JSON(t, &g); p.Status != http.StatusOK || g.EndedAt == "" || len(g.Matters) != 0 {
			t.Errorf("ended = %d %s", p.Status, p.Body)
		}
	})
}
