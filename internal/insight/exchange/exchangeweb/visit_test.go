package exchangeweb_test

import (
	"net/http"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
)

// TestImportsAreLookedAt visits every page of imports and exports in a real
// browser, on a desk and on a telephone, in light and dark, and asks axe.
func TestImportsAreLookedAt(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	w := apptest.Start(t, "")
	maya := w.Enter("maya")
	contacts := bring(t, maya, "contacts", "clio-contacts.csv").Path
	mapping := give(t, maya, "matters", "clio-matters.csv").Path
	checked := rested(t, maya, give(t, maya, "vcards", "cards.vcf").Path).Path
	maya.Post("/export", map[string][]string{"scope": {"firm"}})
	for href := ""; href == "" && t.Context().Err() == nil; {
		href, _ = maya.Part("/export/list").Find("a[href^='/export/exp_']").Attr("href")
	}
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
		for shot, path := range map[string]string{"list": "/import", "mapping": mapping, "checked": checked, "done": contacts, "export": "/export"} {
			if status := p.Goto(path); status != http.StatusOK {
				t.Errorf("%s = %d, want 200", path, status)
			}
			p.Axe()
			p.Screenshot("import-" + name + "-" + shot)
		}
	}
}
