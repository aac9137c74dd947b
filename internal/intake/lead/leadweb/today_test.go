package leadweb_test

import (
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
)

// TestTodayShowsWhoWaits looks at Today as the program puts it together.
func TestTodayShowsWhoWaits(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	w := apptest.Start(t, "")
	ask(t, w, "Maya Rivera")
	p := b.Page(t, browser.Options{Base: w.Server.URL, Width: 390, Height: 844})
	p.Goto("/signin")
	p.Fill("E-mail address", w.Person("evan").Email)
	p.Fill("Password", apptest.Password)
	p.Click("button", "Sign in")
	p.WaitNoText("Password")
	p.Goto("/today")
	p.WaitText("Maya Rivera")
	p.Axe()
	p.Screenshot("lead-phone-on-today")
	p.Click("button", "Answered")
	p.WaitText("The first answer is written down.")
	p.WaitNoText("Maya Rivera")
}
