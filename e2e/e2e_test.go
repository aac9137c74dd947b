// Package e2e uses Candor as its people do: in a real browser, against the
// whole program.
package e2e

import (
	"path/filepath"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
	"candor/internal/people/contact"
)

// firm starts the program with a small firm in it.
func firm(t *testing.T) *apptest.World {
	t.Helper()
	return apptest.Start(t, "sqlite:"+filepath.Join(t.TempDir(), "candor.db"))
}

// enter opens a browser as one of the firm's people.
func enter(t *testing.T, w *apptest.World, name string, o browser.Options) *browser.Page {
	t.Helper()
	o.Base = w.Server.URL
	p := browser.Open(t).Page(t, o)
	p.Goto("/signin")
	email, password, in, greeting := "E-mail address…", "Password…", "Sign in", "Good to see you."
	if o.Lang == "es" {
		email, password, in, greeting = "Correo electrónico…", "Contraseña…", "Entrar", "Nos alegra verle."
	}
	p.Fill(email, w.Person(name).Email)
	p.Fill(password, apptest.Password)
	p.Click("button", in)
	p.WaitNoText(greeting)
	return p
}

func person(t *testing.T, w *apptest.World, name string) contact.Card {
	t.Helper()
	c, err := w.Contact.Add(t.Context(), w.Actor("ruth"), contact.Card{
		Contact: contact.Contact{Kind: contact.Person, Name: name, Pronouns: "she/her"},
		Points:  []contact.Point{{Kind: contact.Email, Value: "someone@client.example"}, {Kind: contact.Phone, Value: "512 555 0142"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAddingAContactFromTheKeyboardUp(t *testing.T) {
	t.Parallel()
	w := firm(t)
	p := enter(t, w, "ruth", browser.Options{})
	p.Goto("/contacts")
	p.Click("link", "New person")
	p.Fill("Given name", "Maya")
	p.Fill("Family name", "Rivera")
	p.Fill("E-mail", "maya@client.example")
	p.Click("button", "Save contact")
	p.WaitText("Maya Rivera is in the contacts.")
	p.Axe()
	p.Goto("/contacts")
	p.Fill("Name, former name, e-mail or phone", "river")
	p.Wait("link", "Maya Rivera")
	p.Screenshot("contacts")
}

func TestEverythingWorksWithoutJavaScript(t *testing.T) {
	t.Parallel()
	w := firm(t)
	c := person(t, w, "Maya Rivera")
	p := enter(t, w, "ruth", browser.Options{NoJS: true})
	p.Goto("/contacts/" + string(c.ID) + "/edit")
	p.Fill("Job", "Baker")
	p.Click("button", "Save contact")
	p.WaitText("Baker")
}
