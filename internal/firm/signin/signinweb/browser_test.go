package signinweb_test

import (
	"testing"
	"time"

	"candor/internal/firm/signin/signinweb"
	"candor/internal/kit/actor"
	"candor/internal/kit/browser"
	"candor/internal/kit/clock"
	"candor/internal/kit/secret"
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
	p.WaitPath("/signin?next=%2Fme")
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
	p.Axe()
	if key.Len() != 1 {
		t.Fatalf("%d passkeys on the device, want 1", key.Len())
	}
	p.Screenshot("me")
	browser.Eval[bool](p, `document.querySelector('form[action="/signout"]').submit() === undefined`)
	p.WaitPath("/signin")

	key.Refuse()
	p.Click("button", "Use a passkey")
	key.Accept()
	p.Click("button", "Use a passkey")
	p.WaitPath("/")
	p.WaitText("Ruth Okafor")
}

// TestEveryPageAtTheDoorCanBeUsedByAnyone walks through the pages on a desk
// and on a phone, in light and in dark.
func TestEveryPageAtTheDoorCanBeUsedByAnyone(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	for _, look := range []struct {
		name  string
		width int
		dark  bool
	}{{"desk", 1280, false}, {"phone", 390, true}} {
		t.Run(look.name, func(t *testing.T) {
			c := clock.At(dbtest.Noon())
			s := newSite(t, dbtest.SQLite(t, c), c)
			p := b.Page(t, browser.Options{Base: s.origin, Width: look.width, Height: 850, Dark: look.dark})
			see := func(name string) {
				t.Helper()
				p.Axe()
				if !browser.Eval[bool](p, `document.documentElement.scrollWidth <= document.documentElement.clientWidth`) {
					t.Errorf("%s is wider than its window, want it to fit", name)
				}
				p.Screenshot(name + " " + look.name)
			}
			walk(t, s, p, see)
		})
	}
}

func walk(t *testing.T, s *site, p *browser.Page, see func(name string)) {
	t.Helper()
	p.Allow("status of 422") // forms that come back filled in
	link, err := s.signin.Invite(t.Context(), actor.ForSystem(s.firm, "test"), s.ruth.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	p.Goto(signinweb.StartPath(link))
	see("start")
	p.Fill("New password", "short")
	p.Click("button", "Set password and sign in")
	p.WaitText("Use 12 characters or more")
	see("start refused")
	p.Fill("New password", password)
	p.Click("button", "Set password and sign in")
	p.WaitPath("/me")
	see("me")
	p.Click("button", "Set up")
	p.WaitPath("/me/code")
	see("code offered")
	seed, err := secret.ParseTOTP(browser.Eval[string](p, `document.querySelector("code").textContent`))
	if err != nil {
		t.Fatal(err)
	}
	code, err := seed.Code(s.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	p.Fill("Code", code)
	p.Click("button", "Turn on")
	p.WaitText("Shown this once")
	see("recovery codes")
	p.Goto("/me/keys/new")
	see("new key")
	p.Fill("Program required", "Calendar sync")
	p.Check("staff.read")
	p.Click("button", "Make the key")
	p.WaitText("candor_")
	see("key")
	s.clock.Advance(6 * time.Minute)
	p.Goto("/me/password")
	p.WaitPath("/signin/confirm?next=%2Fme%2Fpassword")
	see("confirm")
	s.clock.Advance(time.Hour)
	p.Goto("/signin")
	p.Fill("E-mail address", email)
	p.Fill("Password", "wrong")
	p.Click("button", "Sign in")
	p.WaitText("don't go together")
	see("signin refused")
	p.Fill("Password", password)
	p.Click("button", "Sign in")
	p.WaitText("One more step")
	see("second step")
}
