package e2e

import (
	"strings"
	"testing"

	"candor/internal/kit/browser"
)

// TestBehindAWallThereIsNothing has a manager keep a lawyer from a client; from
// then on the client doesn't exist for them, and looking is recorded.
func TestBehindAWallThereIsNothing(t *testing.T) {
	t.Parallel()
	w := firm(t)
	m := waiting(t, w, "Maximiliana Quill", "max@client.example", "Quill custody")
	waiting(t, w, "Tomás Ortega", "tomas@client.example", "Ortega estate")
	maya := enter(t, w, "maya", browser.Options{})
	maya.Goto("/walls/new")
	maya.Fill("Name of the wall…", "Screen 7")
	maya.Fill("Reason…", "A screen under Model Rule 1.10(a)(2).")
	maya.Check("Evan Cole")
	maya.Fill("Person or organisation…", "Quill")
	maya.Click("option", "Maximiliana Quill…")
	maya.Click("button", "Raise the wall")
	maya.WaitText("The wall stands, in every list, search and export.")

	evan := enter(t, w, "evan", browser.Options{})
	for _, page := range []struct{ path, there string }{
		{"/contacts", "Tomás Ortega"}, {"/matters", "Ortega estate"}, {"/clients", "Tomás Ortega"}, {"/today", "Owed a word"},
		{"/search?q=quill", "Nothing found"}, {"/export", "Take a copy"},
	} {
		evan.Goto(page.path)
		evan.WaitText(page.there)
		evan.WaitNoText("Quill")
	}
	evan.Press("Control+k")
	box := evan.In("dialog", "Go anywhere…")
	box.Fill("Go anywhere…", "ortega")
	box.WaitText("Ortega estate")
	box.Fill("Go anywhere…", "quill")
	box.WaitNoText("Ortega estate")
	box.WaitNoText("Quill")

	// Whoever guesses the address learns no more, and is remembered.
	evan.Allow("404")
	for _, path := range []string{"/matters/" + string(m.ID), "/contacts/" + string(m.ClientID), "/matters/" + string(m.ID) + "/timeline"} {
		if status := evan.Goto(path); status != 404 {
			t.Errorf("%s behind the wall = %d, want 404", path, status)
		}
		evan.WaitNoText("Quill")
	}
	key := w.Key("evan")
	if got := key.Call("GET", "/matters/"+string(m.ID), nil); got.Status != 404 {
		t.Errorf("the matter behind the wall by API = %d, want 404", got.Status)
	}
	maya.Goto("/audit")
	maya.WaitText("Was refused what a wall or the file's list keeps from them")
	if n := strings.Count(maya.Text(), "Was refused what a wall"); n != 4 {
		t.Errorf("the trail speaks of %d refusals, want one for each of four looks", n)
	}
	maya.Screenshot("wall, in the trail")
}
