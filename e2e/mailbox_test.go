package e2e

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"candor/internal/app/apptest"
	"candor/internal/kit/mail"
)

const (
	theirPeople  = "Type,First Name,Last Name,Email\nPerson,Maya,Rivera,maya@client.example\nPerson,Дмитрий,Орлов,dmitri@client.example\n"
	theirMatters = "Matter Number,Client Name,Description,Status,Responsible Attorney\n00001-Rivera,Maya Rivera,Rivera custody,Open,Ruth Okafor\n00002-Orlov,Дмитрий Орлов,Orlov visa,Open,Ruth Okafor\n"
)

// line is an entry in a line of time, as the API shows it.
type line struct {
	ID, Kind, Direction, Subject, Body string
	MatterID                           string `json:"matter_id"`
	Attachments                        []struct{ Name, Type string }
}

// TestARealMailboxIsReadToItsLastMessage has people write to each other through
// a real mail server with real mail programs, and brings a lawyer's mailbox
// in: as the Maildirs that her program fetched by IMAP, and again as the mbox
// that the server kept of everyone's mail.
func TestARealMailboxIsReadToItsLastMessage(t *testing.T) {
	t.Parallel()
	o := openPostOffice(t)
	exchange(o)
	folder := o.fetch()

	bin, data := binary(t), filepath.Join(t.TempDir(), "data")
	key, err := found(t.Context(), data, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []struct{ kind, path, want string }{
		{"contacts", o.file("people.csv", theirPeople), "people.csv: done"},
		{"matters", o.file("matters.csv", theirMatters), "matters.csv: done"},
		{"mail", folder, "fetched: done"},
		{"mail", folder, "fetched: checked"},                                 // all of it is here
		{"mail", filepath.Join(o.dir, "archive.mbox"), "archive.mbox: done"}, // and what Ruth was not written
	} {
		out, err := exec.CommandContext(t.Context(), filepath.Join(bin, "candor"), "import", "--data", data, "--as", "ruth@larkspur.example", "--kind", in.kind, in.path).CombinedOutput()
		if err != nil || !strings.Contains(string(out), in.want) {
			t.Fatalf("importing %s = %v: %s\nwant %s", in.path, err, out, in.want)
		}
	}
	p := serve(t, bin, data, "")
	c := caller{p.url, key}

	maya := c.line(t, "Rivera")
	want := []string{"in Custody hearing", "in Re: Custody hearing", "in The signed form", "out Re: Custody hearing", "out The form to sign"}
	if got := told(maya); !slices.Equal(got, want) {
		t.Errorf("between Maya and the firm there is %q, want %q", got, want)
	}
	for _, e := range maya {
		if e.MatterID == "" {
			t.Errorf("%q is not filed, want all of Maya's mail in her matter", e.Subject)
		}
	}
	c.threaded(t, maya, "Custody hearing", 3)
	c.holds(t, maya, "The form to sign", "Zustimmung Übersicht.pdf", "application/pdf")
	c.holds(t, maya, "The signed form", "form.html", "text/html")
	dmitri := c.line(t, "Орлов")
	if got := told(dmitri); !slices.Equal(got, []string{"in Виза", "out Re: Виза"}) {
		t.Errorf("between Dmitri and the firm there is %q, want his question and the answer", got)
	}
	for _, e := range dmitri {
		var whole line
		if c.must(t, t.Context(), http.MethodGet, "/timeline/"+e.ID, "", &whole); !strings.Contains(whole.Body, "виз") {
			t.Errorf("%q reads %q, want its Russian", e.Subject, whole.Body)
		}
	}
	var unfiled struct{ Items []line }
	c.must(t, t.Context(), http.MethodGet, "/unfiled", "", &unfiled)
	if got := told(unfiled.Items); !slices.Equal(got, []string{"in Partnership?", "in 面会のお願い", "out Re: 面会"}) {
		t.Errorf("unfiled are %q, want what was written with strangers", got)
	}
	originals(t, p.url, folder, slices.Concat(maya, dmitri, unfiled.Items))
	if err := p.end(syscall.SIGTERM); err != nil {
		t.Errorf("candor ended with %v, want a clean end", err)
	}
}

// exchange is who writes what to whom.
func exchange(o *postOffice) {
	o.t.Helper()
	o.swaks("maya@client.example", "ruth@larkspur.example", "m1@client.example", "--h-Subject", "Custody hearing", "--body", "Dear Ruth,\nwhen is the hearing?\nFrom here it looks late.\nMaya")
	o.mutt("To: maya@client.example\nSubject: Re: Custody hearing\nIn-Reply-To: <m1@client.example>\n\nOn the fourth, at nine.\n")
	o.swaks("maya@client.example", "ruth@larkspur.example", "m2@client.example", "--h-Subject", "Re: Custody hearing", "--add-header", "In-Reply-To: <m1@client.example>", "--body", "Thank you!")
	pdf := o.file("Zustimmung Übersicht.pdf", "%PDF-1.4\n%%EOF\n")
	o.mutt("To: maya@client.example\nSubject: The form to sign\n\nPlease sign the form.\n", pdf)
	html := o.file("form.html", `<html><body onload="alert(1)"><p>Signed.</p><img src="http://tracker.example/x.png"></body></html>`)
	o.swaks("maya@client.example", "ruth@larkspur.example", "m3@client.example", "--h-Subject", "The signed form", "--body", "Here it is.", "--attach-type", "text/html", "--attach-name", "form.html", "--attach", "@"+html)
	o.swaks("dmitri@client.example", "ruth@larkspur.example", "d1@client.example", "--data", "From: =?koi8-r?B?5M3J1NLJyg==?= <dmitri@client.example>\nTo: ruth@larkspur.example\nSubject: =?koi8-r?B?98nawQ==?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n\xeb\xcf\xc7\xc4\xc1 \xc2\xd5\xc4\xc5\xd4 \xd7\xc9\xda\xc1?\n")
	o.mutt("To: dmitri@client.example\nSubject: Re: Виза\n\nО визе мы узнаем в мае. Ваша виза в порядке.\n")
	o.mutt("To: kenji@stranger.example\nSubject: Re: 面会\n\nこんにちは。\n")
	o.swaks("kenji@stranger.example", "ruth@larkspur.example", "k1@stranger.example", "--data", "From: kenji@stranger.example\nTo: ruth@larkspur.example\nSubject: =?iso-2022-jp?B?GyRCTEwycSROJCo0aiQkGyhC?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B$3$s$K$A$O\x1b(B\n")
	o.swaks("promo@stranger.example", "ben@larkspur.example", "p1@stranger.example", "--h-Subject", "Partnership?", "--body", "Shall we?")
	o.delivered("ruth", 9) // and her copies of what she wrote
	o.delivered("maya", 2)
	o.delivered("ben", 1)
}

// line gives the line of time of the contact with a name.
func (c caller) line(t *testing.T, name string) []line {
	t.Helper()
	var who struct {
		Items []struct{ ID, Name string }
	}
	c.must(t, t.Context(), http.MethodGet, "/contacts?limit=200", "", &who)
	for _, x := range who.Items {
		if strings.HasSuffix(x.Name, name) {
			var out struct{ Items []line }
			c.must(t, t.Context(), http.MethodGet, "/contacts/"+x.ID+"/timeline?kind=email", "", &out)
			return out.Items
		}
	}
	t.Fatalf("nobody here is called %s", name)
	return nil
}

// told says which way each message went and what it was about.
func told(es []line) (out []string) {
	for _, e := range es {
		out = append(out, e.Direction+" "+e.Subject)
	}
	slices.Sort(out)
	return out
}

func (c caller) threaded(t *testing.T, es []line, subject string, n int) {
	t.Helper()
	for _, e := range es {
		if e.Subject == subject {
			var out struct{ Items []line }
			c.must(t, t.Context(), http.MethodGet, "/timeline/"+e.ID+"/thread", "", &out)
			if len(out.Items) != n {
				t.Errorf("the thread of %q holds %q, want %d", subject, told(out.Items), n)
			}
		}
	}
}

// holds fails unless a message came with a file.
func (c caller) holds(t *testing.T, es []line, subject, name, kind string) {
	t.Helper()
	for _, e := range es {
		if e.Subject != subject {
			continue
		}
		var whole line
		c.must(t, t.Context(), http.MethodGet, "/timeline/"+e.ID, "", &whole)
		if len(whole.Attachments) != 1 || whole.Attachments[0].Name != name || whole.Attachments[0].Type != kind {
			t.Errorf("%q came with %+v, want %s", subject, whole.Attachments, name)
		}
	}
}

// originals downloads each message in the browser's way and finds it, byte for
// byte, among the files that were fetched from the server.
func originals(t *testing.T, address, folder string, es []line) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	h := &http.Client{Jar: jar}
	res, err := h.PostForm(address+"/signin", url.Values{"email": {"ruth@larkspur.example"}, "password": {apptest.Password}})
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close() // the cookie is what matters
	files := map[string][]byte{}
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		b, err := os.ReadFile(path)
		k, _ := mail.Key(b)
		files[k] = b
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	same := 0
	for _, e := range es {
		res, err := h.Get(address + "/timeline/" + e.ID + "/original")
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		if err != nil || res.Body.Close() != nil || res.Header.Get("Content-Type") != "message/rfc822" {
			t.Fatalf("the original of %q = %d %s, %v", e.Subject, res.StatusCode, res.Header.Get("Content-Type"), err)
		}
		k, _ := mail.Key(b)
		if file, ok := files[k]; ok {
			if same++; !bytes.Equal(b, file) {
				t.Errorf("the original of %q is not what the server gave", e.Subject)
			}
		}
	}
	if same != len(es)-1 { // one was to Ben
		t.Errorf("%d of %d originals were found among the fetched files, want all but one", same, len(es))
	}
}
