package leadweb_test

import (
	"net/http"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
)

// TestLeadsAreLookedAt visits every page of leads in a real browser, on a desk
// and on a telephone, in light and dark, and asks axe.
func TestLeadsAreLookedAt(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	w := apptest.Start(t, "")
	l := ask(t, w, "Maya Rivera")
	ask(t, w, "Noor Haddad")
	at := "/leads/" + string(l.ID)
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
			"list": "/leads", "board": "/leads/board", "today": "/leads/today", "funnel": "/leads/funnel", "new": "/leads/new", "lead": at,
			"edit": at + "/edit", "move": at + "/move", "end": at + "/end", "party": at + "/parties/add", "open": at + "/open", "terms": "/settings/leads",
		} {
			if status := p.Goto(path); status != http.StatusOK {
				t.Errorf("%s = %d, want 200", path, status)
			}
			p.Axe()
			p.Screenshot("lead-" + name + "-" + shot)
		}
	}
	p := b.Page(t, browser.Options{Base: w.Server.URL, Width: 390, Height: 844})
	p.Goto("/signin")
	p.Fill("E-mail address", w.Person("iris").Email)
	p.Fill("Password", apptest.Password)
	p.Click("button", "Sign in")
	p.WaitNoText("Password")
	p.Goto(at)
	p.Click("button", "Mark as screened")
	p.WaitText("Moved to Screened.")
	p.Click("button", "Undo")
	p.WaitText("Taken back.")
}
