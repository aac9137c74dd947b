package e2e

import (
	"testing"
	"time"

	"candor/internal/kit/browser"
	"candor/internal/people/contact"
)

// TestTwoPeopleAtOnce has one see what the other does as it happens, and has
// the second to save told about the first.
func TestTwoPeopleAtOnce(t *testing.T) {
	t.Parallel()
	w := firm(t)
	m := waiting(t, w, "Maya Rivera", "maya@client.example", "Rivera custody")
	ruth, priya := enter(t, w, "ruth", browser.Options{}), enter(t, w, "priya", browser.Options{})
	file := "/matters/" + string(m.ID)
	priya.Goto(file)
	priya.WaitText("When is the hearing?")

	ruth.Goto("/today")
	ruth.In("article", "MR…").Click("link", "Log a call")
	ruth.In("dialog", "…").Fill("What was said", "It is on the fourth.")
	ruth.In("dialog", "…").Click("button", "Save")
	ruth.WaitText("Everyone has heard from us")
	priya.WaitText("It is on the fourth.")

	ruth.Goto(file + "/edit")
	priya.Goto(file + "/edit")
	ruth.Fill("Title of the matter…", "Rivera custody and support")
	ruth.Click("button", "Save matter")
	ruth.WaitText("Saved.")
	priya.Allow("409")
	priya.Allow("422")
	priya.Fill("Title of the matter…", "In re Rivera")
	priya.Click("button", "Save matter")
	priya.WaitText("Someone else changed this while you had it open.")
	if got := priya.Value("Title of the matter…"); got != "In re Rivera" {
		t.Errorf("the second to save finds %q in the form, want what they typed", got)
	}
}

// TestAMergeNeverChangesWhoAReplyGoesTo merges two people who are one. Mail
// already here stays with the address it came from, and all is taken back.
func TestAMergeNeverChangesWhoAReplyGoesTo(t *testing.T) {
	t.Parallel()
	w := firm(t)
	one := known(t, w, "Maya Rivera", "maya@client.example")
	other := known(t, w, "Maia Rivera", "maia@work.example")
	opened(t, w, one, "Rivera custody")
	mail := wrote(t, w, "maia@work.example", "A question", "When is the hearing?", 48*time.Hour)

	p := enter(t, w, "ruth", browser.Options{})
	p.Goto("/contacts/merge?keep=" + string(one.ID) + "&merge=" + string(other.ID))
	p.Click("button", "Merge into Maya Rivera")
	p.WaitText("Merged. The other name is kept as an alias.")
	p.WaitText("maia@work.example")
	entry := "/timeline/" + string(mail.Entry.ID)
	p.Goto(entry)
	p.WaitText("maia@work.example")
	p.WaitNoText("maya@client.example")

	p.Goto("/contacts/" + string(one.ID))
	p.WaitText("Nobody has a seat yet") // the last part above the button: nothing moves it any more
	p.Click("button", "Take back")
	p.WaitText("Taken back: they are two contacts again.")
	for _, c := range []contact.Card{one, other} {
		p.Goto("/contacts/" + string(c.ID))
		p.WaitText(c.Name)
		p.WaitText(c.Points[0].Value)
	}
	p.Goto(entry)
	p.WaitText("maia@work.example")
}
