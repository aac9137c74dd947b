package e2e

import (
	"strings"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
	"candor/internal/people/contact"
	"candor/internal/people/seat"
)

// TestAClientOnATelephone is the way of one worried client: from the link that
// the firm handed over to an answer, and back again by passkey.
func TestAClientOnATelephone(t *testing.T) {
	t.Parallel()
	w := firm(t)
	maya := w.Someone("Maya Rivera", "maya@client.example")
	m := w.Case(maya.ID, "Rivera custody")
	desk := enter(t, w, "ruth", browser.Options{})
	desk.Goto("/contacts/" + string(maya.ID))
	desk.Click("link", "Invite")
	desk.WaitText("Never notes, tasks")
	desk.Axe()
	desk.Screenshot("portal invite")
	desk.Click("button", "Approve and make a link")
	desk.WaitText("The private link")
	desk.Axe()
	desk.Screenshot("portal link")
	link := browser.Eval[string](desk, `document.querySelector("code").textContent`)
	code := browser.Eval[string](desk, `[...document.querySelectorAll("strong")].map(e => e.textContent).find(s => /^\d{3} \d{3}$/.test(s))`)

	for _, dark := range []bool{false, true} {
		phone := browser.Open(t).Page(t, browser.Options{Base: w.Server.URL, Width: 390, Height: 844, Dark: dark})
		if dark {
			var path string
			path, code = w.Link(seatOf(t, w, maya.ID))
			link = w.Server.URL + path
		}
		look := func(name string) {
			t.Helper()
			phone.Axe()
			if !browser.Eval[bool](phone, `document.documentElement.scrollWidth <= document.documentElement.clientWidth`) {
				t.Errorf("%s is wider than a telephone", name)
			}
			if dark {
				name += " dark"
			}
			phone.Screenshot("portal " + name)
		}
		phone.Allow("status of 422")
		phone.Goto(strings.TrimPrefix(link, w.Server.URL))
		phone.WaitText("Larkspur Law")
		look("enter")
		phone.Fill("Your code…", "000000")
		phone.Click("button", "Come in")
		phone.WaitText("not the code")
		phone.Fill("Your code…", code)
		phone.Click("button", "Come in")
		phone.WaitPath("/portal/welcome")
		look("welcome")
		phone.Click("link", "Not now")
		phone.WaitPath("/portal")
		phone.WaitText("Where your case is")
		phone.WaitText("We promised to write by")
		look("home")
		if dark {
			phone.Goto("/portal/settings")
			look("settings")
			phone.Choose("Language", "Español")
			phone.Click("button", "Save")
			phone.WaitText("Mis ajustes")
			phone.Goto("/portal")
			phone.WaitText("Dónde está su caso")
			look("inicio")
			continue
		}
		phone.Fill("Your question…", "Must I be at the hearing?")
		phone.Click("button", "Send question")
		phone.WaitText("You will hear from us by")
		look("asked")

		desk.Goto("/today")
		desk.WaitText("Maya Rivera")
		desk.WaitText("Question waiting")
		desk.Goto("/matters/" + string(m.ID) + "/portal")
		desk.Fill("Message…", "Yes, and I will be beside you.")
		desk.Axe()
		desk.Screenshot("portal write")
		desk.Click("button", "Send")
		desk.WaitText("They see it in the portal now")
		phone.WaitText("I will be beside you") // without a reload
		look("answered")

		key := phone.Passkeys()
		phone.Goto("/portal/settings")
		phone.Click("button", "Add a passkey")
		phone.WaitText("Remove")
		if key.Len() != 1 {
			t.Fatalf("%d passkeys on the telephone, want 1", key.Len())
		}
		look("passkey")
		phone.Click("button", "Sign out")
		phone.WaitPath("/portal/signin")
		look("signin")
		phone.Click("button", "Come in with your passkey")
		phone.WaitPath("/portal")
		phone.WaitText("Where your case is")
	}
	desk.Goto("/contacts/" + string(maya.ID))
	desk.WaitText("has a passkey")
	desk.Axe()
	desk.Screenshot("portal seats")
}

// seatOf is the seat of a client.
func seatOf(t *testing.T, w *apptest.World, c contact.ID) seat.ID {
	t.Helper()
	vs, err := w.App.Seat.Around(t.Context(), w.Actor("ruth"), c)
	if err != nil || len(vs) != 1 {
		t.Fatalf("%d seats, %v, want one", len(vs), err)
	}
	return vs[0].ID
}
