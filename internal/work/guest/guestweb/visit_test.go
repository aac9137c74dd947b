package guestweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/firm/staff"
	"candor/internal/kit/browser"
	"candor/internal/kit/civil"
)

// TestGuestsAreLookedAt visits the pages about guests and stand-ins, and what a
// guest sees, on a desk and on a telephone, in light and dark, and asks axe.
func TestGuestsAreLookedAt(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	w := apptest.Start(t, "")
	m := open(t, w, "Maya Rivera", "Rivera v. Cascade Freight")
	today := civil.Of(w.Clock.Now(), w.Clock.Now().Location())
	maya := w.Enter("maya")
	p := maya.Post("/guests", url.Values{
		"name": {"Tomás Ibarra"}, "email": {"tomas@ibarra.example"}, "organisation": {"Ibarra & Ostrow"}, "matter": {string(m.ID)},
		"why": {"Co-counsel for the trial"}, "writes": {"yes"}, "until": {today.AddDays(20).String()},
	})
	if p.Status != http.StatusOK {
		t.Fatalf("inviting = %d %s", p.Status, p.Text())
	}
	page := p.Path
	err := w.Staff.ArrangeCover(t.Context(), w.Actor("maya"), staff.NewCover{For: w.Person("ruth").ID, By: w.Person("evan").ID, From: today, Until: today.AddDays(7), Why: "A week in the mountains"})
	if err != nil {
		t.Fatal(err)
	}
	explain := "/access/explain?object=" + string(m.ID) + "&person="
	for name, o := range map[string]browser.Options{
		"desk": {Width: 1440, Height: 1000}, "phone-dark": {Width: 390, Height: 844, Dark: true},
	} {
		o.Base = w.Server.URL
		p := b.Page(t, o)
		p.Goto("/signin")
		p.Fill("E-mail address", w.Person("maya").Email)
		p.Fill("Password", apptest.Password)
		p.Click("button", "Sign in")
		p.WaitNoText("Password")
		for shot, path := range map[string]string{
			"list": "/guests", "invite": "/guests/new?matter=" + string(m.ID), "one": page, "covers": "/covers", "matter": "/matters/" + string(m.ID),
			"seen": explain + string(w.Person("evan").ID), "unseen": explain + string(w.Person("gail").ID),
		} {
			if status := p.Goto(path); status != http.StatusOK {
				t.Errorf("%s = %d, want 200", path, status)
			}
			p.Axe()
			p.Screenshot("guest-" + name + "-" + shot)
		}
	}
}
