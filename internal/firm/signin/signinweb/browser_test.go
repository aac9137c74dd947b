package signinweb_test

import (
	"testing"

	"candor/internal/kit/browser"
	"candor/internal/kit/clock"
	"candor/internal/schema/dbtest"
)

// TestPasskeysInARealBrowser goes through the door as a person does: by
// password, then by a passkey made on the profile page.
func TestPasskeysInARealBrowser(t *testing.T) {
	t.Parallel()
	c := clock.At(dbtest.Noon())
	s := newSite(t, dbtest.SQLite(t, c), c)
	b := browser.Open(t)
	p := b.Page(t, browser.Options{Base: s.origin, Width: 1280, Height: 900})
	key := p.Passkeys()

	p.Goto("/me")
	p.WaitPath("/signin")
	p.Axe()
	p.Screenshot("signin")
	p.Fill("E-mail address", email)
	p.Fill("Password", password)
	p.Click("button", "Sign in")
	p.WaitPath("/me")
	p.Axe()
	p.Fill("Name of a new passkey", "Desk key")
	p.Click("button", "Add a passkey")
	p.WaitText("Desk key")
	if key.Len() != 1 {
		t.Fatalf("%d passkeys on the device, want 1", key.Len())
	}
	p.Screenshot("me")
	s.post("/signout")
	p.Click("button", "Sign out")
	p.WaitPath("/signin")

	key.Refuse()
	p.Click("button", "Use a passkey")
	key.Accept()
	p.Click("button", "Use a passkey")
	p.WaitPath("/")
	p.WaitText("Ruth Okafor")
}
