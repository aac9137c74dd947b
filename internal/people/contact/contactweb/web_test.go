package contactweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/firm/access"
	"candor/internal/people/contact"
)

func add(t *testing.T, w *apptest.World, c contact.Card) contact.Card {
	t.Helper()
	if c.Kind == "" {
		c.Kind = contact.Person
	}
	c, err := w.Contact.Add(t.Context(), w.Actor("ruth"), c)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func person(name string) contact.Card {
	return contact.Card{Contact: contact.Contact{Name: name}}
}

func TestAPersonIsAddedAndShown(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		ruth := w.Enter("ruth")
		p := ruth.Post("/contacts", url.Values{
			"kind": {"person"}, "given": {"Maya"}, "family": {"Rivera"}, "pronouns": {"she/her"},
			"points.0.kind": {"email"}, "points.0.value": {"maya@client.example"},
			"points.1.kind": {"phone"}, "points.1.value": {"512 555 0142"}, "points.1.label": {"mobile"},
			"names.0.name": {"Maya Ortiz"}, "names.0.kind": {"maiden"},
		})
		if p.Status != http.StatusOK || !strings.HasPrefix(p.Path, "/contacts/con_") {
			t.Fatalf("adding led to %d at %s, want the contact's page\n%s", p.Status, p.Path, p.Text())
		}
		for _, want := range []string{"Maya Rivera", "she/her", "maya@client.example", "(512) 555-0142", "Maya Ortiz", "is in the contacts"} {
			if !strings.Contains(p.Text(), want) {
				t.Errorf("the page lacks %q", want)
			}
		}
		if p := ruth.Get("/contacts?q=ortiz"); !strings.Contains(p.Text(), "Maya Rivera") {
			t.Errorf("searching the maiden name doesn't find her: %s", p.Text())
		}
	})
}

func TestAFormThatCannotBeUsedComesBackFilled(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		p := w.Enter("ruth").Post("/contacts", url.Values{
			"kind": {"person"}, "given": {"Maya"}, "family": {"Rivera"}, "born_on": {"last May"},
			"points.0.kind": {"email"}, "points.0.value": {"not an address"},
		})
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("status = %d, want 422", p.Status)
		}
		for name, want := range map[string]string{"given": "Maya", "born_on": "last May", "points.0.value": "not an address"} {
			if got, _ := p.Find(`[name="` + name + `"]`).Attr("value"); got != want {
				t.Errorf("field %s came back as %q, want %q", name, got, want)
			}
		}
	})
}

func TestASecondSaverIsToldNotOverwritten(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		c := add(t, w, person("Maya Rivera"))
		form := url.Values{"kind": {"person"}, "given": {"Maya"}, "family": {"Rivera"}, "version": {"1"}, "job_title": {"Baker"}}
		if p := w.Enter("ruth").Post("/contacts/"+string(c.ID), form); p.Status != http.StatusOK {
			t.Fatalf("first save = %d, want 200", p.Status)
		}
		form.Set("job_title", "Butcher")
		p := w.Enter("evan").Post("/contacts/"+string(c.ID), form)
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Text(), "Someone else changed this") {
			t.Errorf("second save = %d, want 422 and a word about the other's change\n%s", p.Status, p.Text())
		}
		if got, _ := p.Find(`[name="job_title"]`).Attr("value"); got != "Butcher" {
			t.Errorf("what the second person typed came back as %q, want Butcher", got)
		}
	})
}

func TestAWalledContactAndAnUnknownOneLookTheSame(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		c := add(t, w, person("Hidden Person"))
		other := add(t, w, person("Hidden Persson"))
		_, err := w.Access.Raise(t.Context(), w.Actor("maya"), access.New{Name: "Screen", Reason: "Former firm", People: []string{w.Actor("evan").ID}, Objects: []access.Object{{Kind: "contact", ID: string(c.ID)}}})
		if err != nil {
			t.Fatal(err)
		}
		evan, key := w.Enter("evan"), w.Key("evan")
		walled, unknown := evan.Get("/contacts/"+string(c.ID)), evan.Get("/contacts/con_00000000000000000000000000")
		if walled.Status != http.StatusNotFound || unknown.Status != http.StatusNotFound || walled.Find("main").Text() != unknown.Find("main").Text() {
			t.Errorf("walled %d and unknown %d differ, want the same 404", walled.Status, unknown.Status)
		}
		for _, path := range []string{"/contacts?q=hidden", "/contacts/find?q=hidden", "/contacts/doubles", "/contacts/" + string(other.ID)} {
			p := evan.Get(path)
			if strings.Contains(string(p.Body), "Hidden Person<") || strings.Contains(string(p.Body), string(c.ID)) {
				t.Errorf("%s shows the walled contact", path)
			}
		}
		if p := key.Call("GET", "/contacts/"+string(c.ID), nil); p.Status != http.StatusNotFound {
			t.Errorf("the API answers %d for a walled contact, want 404", p.Status)
		}
	})
}

func TestTheAPIAddsChangesAndPages(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key := w.Key("ruth")
		type shown struct {
			ID     string `json:"id"`
			Name   string `json:"name"`
			Points []struct {
				E164 string `json:"e164"`
			} `json:"points"`
		}
		p := key.Call("POST", "/contacts", map[string]any{"kind": "person", "name": "José Núñez", "points": []map[string]any{{"kind": "phone", "value": "512 555 0142"}}})
		var c shown
		p.JSON(t, &c)
		if p.Status != http.StatusCreated || c.Name != "José Núñez" || len(c.Points) != 1 || c.Points[0].E164 != "+15125550142" {
			t.Fatalf("adding = %d %s", p.Status, p.Body)
		}
		body := map[string]any{"kind": "person", "name": "José Núñez Vega"}
		if p := key.Call("PUT", "/contacts/"+c.ID, body); p.Status != http.StatusConflict {
			t.Errorf("changing without If-Match = %d, want 409", p.Status)
		}
		if p := key.With("If-Match", `"1"`).Call("PUT", "/contacts/"+c.ID, body); p.Status != http.StatusOK || p.Header.Get("ETag") != `"2"` {
			t.Errorf("changing = %d, ETag %s, want 200 and version 2: %s", p.Status, p.Header.Get("ETag"), p.Body)
		}
		if p := key.With("If-Match", `"1"`).Call("PUT", "/contacts/"+c.ID, body); p.Status != http.StatusConflict {
			t.Errorf("changing an old version = %d, want 409", p.Status)
		}
		p = key.Call("POST", "/contacts", map[string]any{"kind": "person", "name": "X", "born_on": "someday"})
		if p.Status != http.StatusUnprocessableEntity || !strings.HasPrefix(p.Header.Get("Content-Type"), "application/problem+json") {
			t.Errorf("a bad date = %d %s, want a 422 problem", p.Status, p.Header.Get("Content-Type"))
		}
		for _, n := range []string{"Ana A", "Ana B", "Ana C"} {
			add(t, w, person(n))
		}
		var names []string
		next := ""
		for range 4 {
			var page struct {
				Items []shown `json:"items"`
				Next  string  `json:"next"`
			}
			key.Call("GET", "/contacts?q=ana&limit=2&after="+url.QueryEscape(next), nil).JSON(t, &page)
			for _, i := range page.Items {
				names = append(names, i.Name)
			}
			if next = page.Next; next == "" {
				break
			}
		}
		if got := strings.Join(names, ","); got != "Ana A,Ana B,Ana C" {
			t.Errorf("paging gave %s, want each Ana once, in order", got)
		}
	})
}

func TestTwoAreMergedAndTakenApartAgain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		a := add(t, w, contact.Card{Contact: contact.Contact{Name: "Katarzyna Wójcik"}, Points: []contact.Point{{Kind: contact.Email, Value: "kasia@client.example"}}})
		b := add(t, w, contact.Card{Contact: contact.Contact{Name: "Katarzyna Wojcik", JobTitle: "Nurse"}, Points: []contact.Point{{Kind: contact.Email, Value: "kasia@client.example"}}})
		ruth := w.Enter("ruth")
		if p := ruth.Get("/contacts/doubles"); p.Find("tbody tr").Length() != 1 {
			t.Fatalf("%d pairs proposed, want 1", p.Find("tbody tr").Length())
		}
		p := ruth.Get("/contacts/merge?keep=" + string(a.ID) + "&merge=" + string(b.ID))
		if !strings.Contains(p.Text(), "Nurse") {
			t.Errorf("the comparison lacks what only one has")
		}
		p = ruth.Post("/contacts/merge", url.Values{"keep": {string(a.ID)}, "merge": {string(b.ID)}})
		if p.Path != "/contacts/"+string(a.ID) || !strings.Contains(p.Text(), "Nurse") {
			t.Fatalf("merging led to %s", p.Path)
		}
		if p := ruth.Get("/contacts/" + string(b.ID)); p.Path != "/contacts/"+string(a.ID) {
			t.Errorf("the merged one's address leads to %s, want the kept one's page", p.Path)
		}
		undo, _ := p.Find(`form[action*="/contacts/merges/"]`).First().Attr("action")
		if p := ruth.Post(undo, nil); p.Status != http.StatusOK {
			t.Errorf("undoing = %d", p.Status)
		}
		if p := ruth.Get("/contacts/" + string(b.ID)); p.Path != "/contacts/"+string(b.ID) {
			t.Errorf("after undoing its address leads to %s, want its own page", p.Path)
		}
	})
}

func TestAPostFromElsewhereIsRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		b := w.Enter("ruth").With("Sec-Fetch-Site", "cross-site").With("Origin", "https://evil.example")
		if p := b.Post("/contacts", url.Values{"kind": {"person"}, "given": {"Eve"}}); p.Status != http.StatusForbidden {
			t.Errorf("a cross-site post = %d, want 403", p.Status)
		}
	})
}
