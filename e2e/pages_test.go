package e2e

import (
	"fmt"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
)

// pages are the pages a manager and lawyer sees, filled with something.
func pages(t *testing.T, w *apptest.World) []string {
	t.Helper()
	c := person(t, w, "Maximiliana Featherstonehaugh-Villavicencio de la Santísima Trinidad")
	return []string{
		"/", "/contacts", "/contacts/new", "/contacts/new?kind=organisation", "/contacts/" + string(c.ID),
		"/contacts/" + string(c.ID) + "/edit", "/contacts/" + string(c.ID) + "/relate", "/contacts/doubles",
		"/matters", "/matters/new", "/matters/board", "/unfiled", "/search?q=maxi",
		"/people", "/people/new", "/walls", "/walls/new", "/walls/mine", "/access/explain", "/access/break",
		"/settings/office", "/me", "/api/docs", "/nowhere",
	}
}

// looks are the ways in which pages are looked at.
func looks() map[string]browser.Options {
	return map[string]browser.Options{
		"desk, light":         {Width: 1440, Height: 1000},
		"desk, dark, Spanish": {Width: 1440, Height: 1000, Dark: true, Lang: "es"},
		"phone, light":        {Width: 390, Height: 844},
	}
}

// TestNoPageKeepsAnyoneOut holds every page against WCAG 2.2 AA as far as a
// program can, and against scrolling sideways.
func TestNoPageKeepsAnyoneOut(t *testing.T) {
	w := firm(t)
	all := pages(t, w)
	for name, o := range looks() {
		t.Run(name, func(t *testing.T) {
			lang := "en"
			if o.Lang != "" {
				lang = o.Lang
			}
			if err := w.Staff.Prefer(t.Context(), w.Actor("maya"), lang, ""); err != nil {
				t.Fatal(err)
			}
			p := enter(t, w, "maya", o)
			p.Allow("404")
			for _, path := range all {
				p.Goto(path)
				p.Axe()
				if wide := browser.Eval[float64](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide > 0 {
					t.Errorf("%s is %v pixels wider than the window", path, wide)
				}
				p.Screenshot(fmt.Sprintf("%s %s", name, path))
			}
		})
	}
}
