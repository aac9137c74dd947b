package e2e

import (
	"strings"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
)

// TestHowPeopleWork is one firm, used with a keyboard alone, on a telephone,
// without JavaScript and with a passkey.
func TestHowPeopleWork(t *testing.T) {
	t.Parallel()
	w := firm(t)
	waiting(t, w, "Maya Rivera", "maya@client.example", "Rivera custody")
	waiting(t, w, "Tomás Ortega", "tomas@client.example", "Ortega estate")
	for name, work := range map[string]func(t *testing.T, w *apptest.World){
		"by keyboard": byKeyboard, "on a telephone": onTelephone, "without JavaScript": withoutScript, "by passkey": byPasskey,
	} {
		t.Run(name, func(t *testing.T) { work(t, w) })
	}
}

func byKeyboard(t *testing.T, w *apptest.World) {
	p := enter(t, w, "ruth", browser.Options{})
	p.Goto("/contacts")
	p.Wait("link", "Maya Rivera")
	p.Press("/")
	if got := p.Focused(); !strings.Contains(got, "Search the firm") {
		t.Errorf("/ leads to %s, want the search", got)
	}
	p.Press("Control+a") // over the slash itself, which the driver sends apart from its key
	typed(p, "ortega")
	p.Press("Enter")
	p.WaitPath("/search?q=ortega")
	p.WaitText("Ortega estate")

	p.Goto("/matters")
	p.Wait("link", "Rivera custody")
	p.Press("j")
	p.Press("j")
	p.Press("k")
	if n := browser.Eval[int](p, `document.querySelectorAll(".is-here").length`); n != 1 {
		t.Errorf("j and k mark %d rows, want one", n)
	}
	p.Press("Control+k")
	p.Wait("dialog", "Go anywhere…")
	typed(p, "rivera cust")
	p.Wait("option", "Rivera custody…")
	p.Press("Enter")
	p.WaitPath("/matters/…")
	p.Wait("button", "Add note")
	browser.Eval[bool](p, `document.getElementById("note-body").focus() === undefined`)
	typed(p, "She prefers mornings.")
	p.Press("Tab")
	for range 4 { // past what else a note can say
		if strings.Contains(p.Focused(), "Add note") {
			break
		}
		p.Press("Tab")
	}
	p.Press("Enter")
	p.WaitText("She prefers mornings.")
}

// typed types letters into whatever has the focus.
func typed(p *browser.Page, text string) {
	for _, r := range text {
		p.Press(string(r))
	}
}

func onTelephone(t *testing.T, w *apptest.World) {
	p := enter(t, w, "ruth", browser.Options{Width: 390, Height: 844})
	narrow := func() {
		t.Helper()
		if wide := browser.Eval[float64](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide > 0 {
			t.Errorf("%s is %v pixels wider than the telephone", p.Path(), wide)
		}
	}
	p.Goto("/today")
	p.WaitText("Rivera custody")
	narrow()
	p.Screenshot("telephone, today")
	p.Goto("/matters")
	p.Click("link", "Rivera custody")
	p.WaitText("When is the hearing?")
	p.In("region", "Timeline").Click("link", "Log call")
	p.Wait("dialog", "…")
	narrow()
	p.Screenshot("telephone, log a call")
	p.In("dialog", "…").Fill("What was said", "Told her the date.")
	p.In("dialog", "…").Click("button", "Save")
	p.WaitText("Told her the date.")
	narrow()
	p.Screenshot("telephone, matter")
}

func withoutScript(t *testing.T, w *apptest.World) {
	p := enter(t, w, "ruth", browser.Options{NoJS: true})
	p.Goto("/contacts/new")
	p.Fill("Given name", "Nora")
	p.Fill("Family name", "Plain")
	p.Click("button", "Save contact")
	p.WaitText("Nora Plain is in the contacts.")

	p.Goto("/matters/new?client=" + strings.TrimPrefix(p.Path(), "/contacts/"))
	p.Fill("Title of the matter…", "Plain lease")
	p.Choose("Practice area…", "Family")
	p.Click("button", "Open matter")
	p.WaitText("is open.")
	file := p.Path()
	p.Click("button", "Move on to…")
	p.WaitText("Moved to its new stage.")
	p.Click("link", "Log a call")
	p.Fill("What was said", "The lease ends in May.")
	p.Click("button", "Save")
	p.WaitText("Logged.")
	p.Goto(file + "/timeline")
	p.WaitText("The lease ends in May.")
	p.Goto("/search?q=plain")
	p.WaitText("Plain lease")
}

func byPasskey(t *testing.T, w *apptest.World) {
	p := enter(t, w, "priya", browser.Options{})
	key := p.Passkeys()
	p.Goto("/me")
	p.Fill("Name of a new passkey", "Desk key")
	p.Click("button", "Add a passkey")
	p.WaitText("Desk key")
	if key.Len() != 1 {
		t.Fatalf("%d passkeys on the device, want 1", key.Len())
	}
	browser.Eval[bool](p, `document.querySelector('form[action="/signout"]').submit() === undefined`)
	p.WaitPath("/signin…")
	p.Click("button", "Use a passkey")
	p.WaitNoText("Use a passkey")
	p.WaitText("Priya Nair")
}
