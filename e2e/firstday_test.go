package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"candor/internal/app/apptest"
	"candor/internal/kit/browser"
	"candor/internal/kit/clock"
	"candor/internal/kit/mail"
)

const (
	clioContacts = `Type,First Name,Last Name,email_address,primary_phone
Person,Maya,Rivera,maya@client.example,512 555 0142
Person,Tomás,Ortega,tomas@client.example,512 555 0177
`
	clioMatters = `Matter Number,Client Name,Description,Status,Practice Area,Responsible Attorney,Open Date
00001-Rivera,Maya Rivera,Rivera custody,Open,Family,Ruth Okafor,%s
`
)

// TestTheFirstDay begins with nothing but the program as it is shipped, and
// ends with a client who has heard from their lawyer.
func TestTheFirstDay(t *testing.T) {
	t.Parallel()
	candor := serve(t, binary(t), filepath.Join(t.TempDir(), "data"), "")
	p := browser.Open(t).Page(t, browser.Options{Base: candor.url, Width: 1440, Height: 1000})
	p.Goto(regexp.MustCompile(`/start/\S+`).FindString(candor.out.text()))
	foundFirm(p)
	bringIn(t, p, "Contacts", "contacts.csv", []byte(clioContacts), "Maya Rivera")
	asked := clock.System().Now().AddDate(0, 0, -10)
	bringIn(t, p, "Matters", "matters.csv", fmt.Appendf(nil, clioMatters, asked.AddDate(0, 0, -20).Format("01/02/2006")), "Rivera custody")
	bringIn(t, p, "E-mail", "mail.mbox", mailbox(t, asked), "When is the hearing?")

	// Today says who has waited too long, and why.
	p.Goto("/today")
	p.WaitText("Maya Rivera")
	p.WaitText("Rivera custody")
	p.WaitText("Question waiting")
	p.Screenshot("first day, before")
	// Two clicks put it right.
	p.In("article", "MR…").Click("link", "Log a call")
	p.In("dialog", "…").Click("button", "Save")
	p.WaitText("Everyone has heard from us")
	p.Screenshot("first day, after")

	// All of it is in the trail.
	p.Goto("/audit")
	p.WaitText("Ruth Okafor")
	for _, what := range []string{"call", "import", "firm"} {
		p.WaitText(what)
	}
	// An import that was a mistake is taken back, with all it brought.
	p.Goto("/import")
	p.Click("link", "contacts.csv")
	p.Click("button", "Take this import back")
	p.WaitText("Taken back")
	p.Goto("/contacts")
	p.WaitNoText("Tomás Ortega")
}

// foundFirm fills in the first-run page and signs in.
func foundFirm(p *browser.Page) {
	p.Fill("Name of the firm…", "Larkspur Law")
	p.Fill("Time zone…", "America/Chicago")
	p.Fill("Your name…", "Ruth Okafor")
	p.Fill("E-mail…", "ruth@larkspur.example")
	p.Fill("Password…", apptest.Password)
	p.Click("button", "Found the firm")
	p.WaitText("Your firm is ready.")
	p.Fill("E-mail address…", "ruth@larkspur.example")
	p.Fill("Password…", apptest.Password)
	p.Click("button", "Sign in")
	p.WaitText("Everyone has heard from us")
}

// bringIn imports a file on the page of imports: it is tried before anything
// changes, and what it brings is seen first.
func bringIn(t *testing.T, p *browser.Page, kind, name string, what []byte, see string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, what, 0o600); err != nil {
		t.Fatal(err)
	}
	p.Goto("/import")
	p.Choose("What does the file hold?…", kind)
	p.Upload("File…", path)
	p.Click("button", "Upload and look at it")
	if filepath.Ext(name) == ".csv" {
		p.WaitText("What the columns mean")
		p.Click("button", "Try it")
	}
	p.Wait("button", "Bring in…")
	p.WaitText(see)
	p.Screenshot("first day, trying " + name)
	p.Click("button", "Bring in…")
	p.WaitText("Brought in")
}

// mailbox is a question and, before it, an answer to an earlier one.
func mailbox(t *testing.T, asked time.Time) []byte {
	t.Helper()
	maya := mail.Address{Name: "Maya Rivera", Addr: "maya@client.example"}
	ruth := mail.Address{Name: "Ruth Okafor", Addr: "ruth@larkspur.example"}
	var out bytes.Buffer
	for _, d := range []mail.Draft{
		{MessageID: "one@larkspur.example", Date: asked.AddDate(0, 0, -2), From: []mail.Address{ruth}, To: []mail.Address{maya}, Subject: "Your petition", Text: "Dear Maya, the petition is filed. The court will write to us within two weeks.\n"},
		{MessageID: "two@client.example", Date: asked, From: []mail.Address{maya}, To: []mail.Address{ruth}, Subject: "When is the hearing?", Text: "Dear Ruth, when is the hearing? Must I be there?\n\nMaya\n"},
	} {
		raw, err := mail.Compose(d)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "From %s %s\r\n%s\r\n", d.From[0].Addr, d.Date.Format(time.ANSIC), raw)
	}
	return out.Bytes()
}
