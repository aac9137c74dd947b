package ui_test

import (
	"testing"

	"candor/internal/kit/browser"
)

func TestTheKeyboardReachesEverything(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t)})
	p.Goto("/matters?theme=light")

	p.Press("/")
	if got := browser.Eval[string](p, `document.activeElement.name`); got != "q" {
		t.Errorf("after / the focus is on %q, want the search", got)
	}
	browser.Eval[bool](p, `document.activeElement.blur() ?? true`)

	p.Press("j")
	p.Press("j")
	p.Press("k")
	if got := browser.Eval[string](p, `document.querySelector("tr.is-here a").textContent`); got != "Rivera v. Cascade Freight" {
		t.Errorf("after j j k we are at %q, want the first matter", got)
	}
	p.Press("x")
	p.WaitText("1 chosen")

	p.Press("Control+k")
	p.Wait("option", "Maya…")
	p.Press("Enter")
	p.WaitPath("/client")
	browser.Eval[bool](p, loaded)

	p.Press("?")
	p.Wait("dialog", "Keyboard shortcuts")
}

// loaded waits until the page's scripts listen.
const loaded = `new Promise(done => document.readyState === "complete" ? done(true) : addEventListener("load", () => done(true)))`

func TestALinkOpensItsFormOverThePage(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t)})
	p.Goto("/client?theme=light")
	p.Click("link", "Log call")
	p.Wait("dialog", "New client")
	p.Axe()
	p.Screenshot("dialog")
	p.Press("Escape")
	p.Wait("button", "Message")
	if p.Exists("dialog", "New client") {
		t.Error("the dialog is still there, want it closed by Escape")
	}
}

func TestWhatCannotBeUndoneIsAskedFirst(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t)})
	p.Goto("/?theme=light")
	p.Click("button", "Withdraw")
	p.WaitText("The client and the court must be told.")
	p.Axe()
	p.In("alertdialog", "Please confirm").Click("button", "Cancel")
	p.WaitNoText("The client and the court must be told.")
}

func TestOneOfVeryManyIsFoundByTyping(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t)})
	p.Goto("/form?theme=light")
	p.Fill("Matter", "okaf")
	p.Wait("option", "Okafor custody")
	p.Axe()
	p.Screenshot("combobox")
	p.Press("ArrowDown")
	p.Press("Enter")
	if got := browser.Eval[string](p, `document.querySelector("[data-combobox-value]").value`); got != "m2" {
		t.Errorf("the form sends %q, want m2", got)
	}
}

func TestAFragmentIsFetchedAndFiltersNarrowTheList(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t)})
	p.Goto("/?theme=light")
	p.WaitText("Unbilled $1,845.00")
	p.Goto("/matters?theme=light")
	p.Fill("Client, number or title", "okafor")
	p.WaitPath("/matters?q=okafor…")
	p.WaitText("Estate of H. Lindqvist")
}

func TestAPokeMakesAPartAskForItselfAgain(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t)})
	p.Goto("/?theme=light")
	p.WaitText("Asked 2 times")
}

func TestMenusOpenAndShowTheirChoices(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t), Width: 1440, Height: 900})
	p.Goto("/today?theme=light")
	browser.Eval[bool](p, `(document.querySelector(".menu-user").open = true)`)
	p.Wait("button", "Sign out")
	p.Axe()
	p.Screenshot("menu user")
	browser.Eval[bool](p, `(document.querySelector(".menu-add").open = true)`)
	p.Wait("link", "Log a call")
	p.Screenshot("menu add")
	p.Press("Control+k")
	p.WaitText("Maya")
	p.Axe()
	p.Screenshot("palette")
}

func TestAPageWorksWithoutScript(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: gallery(t), NoJS: true})
	p.Goto("/matters?theme=light")
	p.Fill("Client, number or title", "okafor")
	p.Click("button", "Show")
	p.WaitPath("/matters?q=okafor…")
}
