package timeline_test

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

func TestMailIsFiledWhereItClearlyBelongs(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		second := w.open(t, "Rivera lease", w.maya)
		to := "To: Ruth <ruth@larkspur.example>"
		for _, c := range []struct {
			name   string
			lines  []string
			way    timeline.Direction
			matter matter.ID
			how    timeline.How
		}{
			{"from a client with one matter", []string{"From: Omar <Omar@Client.Example>", to, date, "Message-ID: <a@x.example>", "Subject: Papers", "", "Please confirm you have them."}, timeline.In, w.haddad.ID, timeline.ByClient},
			{"to that client", []string{"From: ruth@larkspur.example", "To: omar+estate@client.example", date, "Message-ID: <b@x.example>", "Subject: Papers", "", "I have them."}, timeline.Out, w.haddad.ID, timeline.ByClient},
			{"from a client with two matters", []string{"From: maya@client.example", to, date, "Message-ID: <c@x.example>", "Subject: Question", "", "Hello"}, timeline.In, "", timeline.Unfiled},
			{"with a matter's number", []string{"From: maya@client.example", to, date, "Message-ID: <d@x.example>", "Subject: Re " + second.Number, "", "Hello"}, timeline.In, second.ID, timeline.ByNumber},
			{"in answer to that", []string{"From: maya@client.example", to, date, "Message-ID: <e@x.example>", "In-Reply-To: <d@x.example>", "Subject: Hm", "", "One more thing"}, timeline.In, second.ID, timeline.ByThread},
			{"from a stranger in answer to that", []string{"From: nobody@spam.example", to, date, "Message-ID: <f@x.example>", "In-Reply-To: <d@x.example>", "Subject: Hm", "", "Send money"}, timeline.In, "", timeline.Unfiled},
			{"from a stranger with the number", []string{"From: nobody@spam.example", to, date, "Message-ID: <g@x.example>", "Subject: " + second.Number, "", "Send money"}, timeline.In, "", timeline.Unfiled},
			{"among ourselves", []string{"From: ruth@larkspur.example", "To: evan@larkspur.example", date, "Message-ID: <h@x.example>", "Subject: Lunch", "", "At one?"}, "", "", timeline.Unfiled},
		} {
			f := w.receive(t, c.lines...)
			if e := f.Entry; e.Direction != c.way || e.MatterID != c.matter || e.FiledHow != c.how {
				t.Errorf("%s: %q in %q by %q, want %q in %q by %q", c.name, e.Direction, e.MatterID, e.FiledHow, c.way, c.matter, c.how)
			}
		}
	})
}

func TestAMessageComesInOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		lines := []string{"From: omar@client.example", "To: ruth@larkspur.example", date, "Message-ID: <a@x.example>", "Subject: Papers", "", "Here."}
		first, again := w.receive(t, lines...), w.receive(t, lines...)
		if first.Known || !again.Known || again.Entry.ID != first.Entry.ID {
			t.Errorf("first known %v, again known %v as %s; want new, then %s", first.Known, again.Known, again.Entry.ID, first.Entry.ID)
		}
	})
}

func TestAProgramsMessageIsNoContact(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		from, to := "From: omar@client.example", "To: ruth@larkspur.example"
		auto := w.receive(t, from, to, date, "Message-ID: <a@x.example>", "Auto-Submitted: auto-replied", "Subject: Away", "", "I am away. When will you write?")
		if e := auto.Entry; !e.Auto || e.Substantive || e.Asks != "" || e.Why == "" {
			t.Errorf("an automatic reply = auto %v, substantive %v, asks %q, why %q; want no contact, with the reason", e.Auto, e.Substantive, e.Asks, e.Why)
		}
		asks := w.receive(t, from, to, date, "Message-ID: <b@x.example>", "Subject: Hearing", "", "Could you tell me when the hearing is?", "", "> Dear Omar")
		if e := asks.Entry; !e.Substantive || e.Asks == "" || strings.Contains(e.Excerpt, "Dear Omar") {
			t.Errorf("a question = substantive %v, asks %q, excerpt %q; want a contact that asks, without the quotation", e.Substantive, e.Asks, e.Excerpt)
		}
	})
}

func TestAnAnswerJoinsTheConversation(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.receive(t, "From: omar@client.example", "To: ruth@larkspur.example", date, "Message-ID: <1@x.example>", "Subject: Will", "", "Hello")
		w.receive(t, "From: ruth@larkspur.example", "To: omar@client.example", date, "Message-ID: <2@x.example>", "References: <1@x.example>", "Subject: Re: Will", "", "Hello Omar")
		// A program on the way dropped the beginning of the thread.
		last := w.receive(t, "From: omar@client.example", "To: ruth@larkspur.example", date, "Message-ID: <3@x.example>", "In-Reply-To: <2@x.example>", "Subject: Re: Will", "", "Thanks")
		es, err := w.Thread(t.Context(), w.ruth, last.Entry.ID)
		if err != nil || len(es) != 3 {
			t.Errorf("the conversation has %d messages (%v), want 3", len(es), err)
		}
	})
}

func TestTheTrayProposesOnlyWhatOneMaySee(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		second := w.open(t, "Rivera lease", w.maya)
		f := w.receive(t, "From: maya@client.example", "To: ruth@larkspur.example", date, "Message-ID: <c@x.example>", "Subject: Question", "", "Hello")
		if n, err := w.CountUnfiled(t.Context(), w.evan); err != nil || n != 1 {
			t.Errorf("unfiled = %d (%v), want 1", n, err)
		}
		cs, err := w.Suggest(t.Context(), w.evan, f.Entry.ID)
		if err != nil || len(cs) != 2 {
			t.Errorf("proposed %+v (%v), want both of Maya's matters", cs, err)
		}
		w.wall(t, w.evan, "matter", string(second.ID))
		if cs, err = w.Suggest(t.Context(), w.evan, f.Entry.ID); err != nil || len(cs) != 1 || cs[0].Matter != w.rivera.ID {
			t.Errorf("proposed %+v (%v), want only the matter he may see", cs, err)
		}
		if _, _, err := w.Unfiled(t.Context(), w.iris, db.Page{}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("the tray for billing = %v, want Forbidden", err)
		}
	})
}

func TestAnUnfiledMessageIsWalledByEveryoneInIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.open(t, "Rivera lease", w.maya)
		f := w.receive(t, "From: maya@client.example", "To: ruth@larkspur.example, omar@client.example", date, "Message-ID: <c@x.example>", "Subject: Both of us", "", "Hello")
		if f.Entry.MatterID != "" {
			t.Fatalf("filed in %s, want unfiled: three matters are as likely", f.Entry.MatterID)
		}
		w.wall(t, w.evan, "contact", string(w.omar.ID))
		if es, _, err := w.Unfiled(t.Context(), w.evan, db.Page{}); err != nil || len(es) != 0 {
			t.Errorf("the tray shows %d (%v), want none: Omar is behind a wall", len(es), err)
		}
		if es, _, err := w.OfContact(t.Context(), w.evan, w.maya.ID, timeline.Filter{}, db.Page{}); err != nil || len(es) != 0 {
			t.Errorf("Maya's line shows %d (%v), want none", len(es), err)
		}
		if es, _, err := w.Unfiled(t.Context(), w.ruth, db.Page{}); err != nil || len(es) != 1 {
			t.Errorf("Ruth's tray shows %d (%v), want one", len(es), err)
		}
	})
}

func TestASharedAddressIsSettledByTheMatter(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		spouse := w.person(t, "Lena Haddad", "omar@client.example")
		f := w.receive(t, "From: omar@client.example", "To: ruth@larkspur.example", date, "Message-ID: <c@x.example>", "Subject: Papers", "", "Hello")
		if e := f.Entry; e.ContactID != w.omar.ID || e.MatterID != w.haddad.ID {
			t.Errorf("from %s in %s, want Omar in his own matter and not %s", e.ContactID, e.MatterID, spouse.ID)
		}
	})
}

func TestNothingOfAMessageIsLost(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		lines := []string{
			"From: omar@client.example", "To: ruth@larkspur.example", date, "Message-ID: <c@x.example>", "Subject: Scan", "MIME-Version: 1.0",
			"Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/html", "",
			`<p onclick="x()">Hello <img src="https://spy.example/1.png" width="90"><script>alert(1)</script></p>`, "--b",
			"Content-Type: application/pdf; name=will.pdf", "Content-Disposition: attachment; filename=will.pdf", "", "%PDF-1.4 the will", "--b--", "",
		}
		f := w.receive(t, lines...)
		_, raw, err := w.Original(t.Context(), w.ruth, f.Entry.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer raw.Close()
		if b, err := io.ReadAll(raw); err != nil || string(b) != strings.Join(lines, "\r\n") {
			t.Errorf("the original = %q (%v), want every byte as it came", b, err)
		}
		file, err := w.Attachment(t.Context(), w.ruth, f.Entry.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if b, err := io.ReadAll(file); err != nil || !strings.HasPrefix(string(b), "%PDF-1.4 the will") || file.Name != "will.pdf" {
			t.Errorf("the file = %s %q (%v), want will.pdf", file.Name, b, err)
		}
		html, err := w.SafeHTML(t.Context(), w.ruth, f.Entry.ID, nil, "picture")
		if err != nil || strings.Contains(html, "spy.example") || strings.Contains(html, "script") || strings.Contains(html, "onclick") || !strings.Contains(html, "Hello") {
			t.Errorf("shown as %q (%v), want the text without script, picture or handler", html, err)
		}
		if _, err := w.Attachment(t.Context(), w.ruth, f.Entry.ID, 1); !errs.Is(err, errs.NotFound) {
			t.Errorf("a file that isn't there = %v, want NotFound", err)
		}
	})
}

// Every broken message of the collection comes in, whatever its shape.
func TestEveryRealMessageComesIn(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../../kit/mail/testdata/mime/*/*.eml")
	if err != nil || len(names) < 50 {
		t.Fatalf("found %d messages (%v), want the collection", len(names), err)
	}
	each(t, func(t *testing.T, w *world) {
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f, err := w.FileMail(t.Context(), w.ruth, raw, "test")
			if err != nil {
				t.Errorf("%s: %v, want it in the tray", name, err)
				continue
			}
			if f.Entry.At.After(dbtest.Noon()) {
				t.Errorf("%s: at %s, want no later than now", name, f.Entry.At)
			}
			if _, err := w.Get(t.Context(), w.ruth, f.Entry.ID); err != nil {
				t.Errorf("%s: %v, want it to be shown", name, err)
			}
		}
		var seen int
		for p := (db.Page{Limit: 50}); ; {
			es, next, err := w.Unfiled(t.Context(), w.ruth, p)
			if err != nil {
				t.Fatal(err)
			}
			seen += len(es)
			if p.After = next; next == "" {
				break
			}
		}
		if seen < len(names)/2 {
			t.Errorf("the tray holds %d, want most of %d", seen, len(names))
		}
	})
}

func TestAContactThatIsMergedAwayStillReceivesMail(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		twin := w.person(t, "Omar Hadad", "o.haddad@work.example")
		if _, err := w.contacts.Merge(t.Context(), w.ruth, w.omar.ID, twin.ID, nil); err != nil {
			t.Fatal(err)
		}
		f := w.receive(t, "From: o.haddad@work.example", "To: ruth@larkspur.example", date, "Message-ID: <c@x.example>", "Subject: Papers", "", "Hello")
		if f.Entry.ContactID != w.omar.ID || f.Entry.MatterID != w.haddad.ID {
			t.Errorf("from %s in %s, want Omar in his matter", f.Entry.ContactID, f.Entry.MatterID)
		}
	})
}

func TestMailReachesTheRightFileThoughItsReaderMayNotLook(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.wall(t, w.evan, "contact", string(w.omar.ID))
		f, err := w.FileMail(t.Context(), w.evan, []byte("From: omar@client.example\r\nTo: ruth@larkspur.example\r\n"+date+"\r\nMessage-ID: <z@x>\r\nSubject: Secret\r\n\r\nHello"), "import")
		if err != nil || f.Entry.MatterID != w.haddad.ID {
			t.Fatalf("filed in %q (%v), want Omar's matter", f.Entry.MatterID, err)
		}
		if _, err := w.Get(t.Context(), w.evan, f.Entry.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("Evan looking = %v, want NotFound", err)
		}
		if _, err := w.Get(t.Context(), w.ruth, f.Entry.ID); err != nil {
			t.Errorf("Ruth looking = %v, want the message", err)
		}
	})
}

func TestEachRoleMayExactlyThis(t *testing.T) {
	t.Parallel()
	may := map[access.Role][]string{}
	for _, g := range timeline.Grants() {
		for _, r := range g.Roles {
			may[r] = append(may[r], string(g.Verb))
		}
	}
	for role, want := range map[access.Role][]string{
		access.Billing:       {"timeline.log", "timeline.note", "timeline.read"},
		access.Guest:         {"timeline.read"},
		access.GuestWriter:   {"timeline.note"},
		access.Intake:        {"timeline.log", "timeline.move", "timeline.note", "timeline.read", "timeline.sort"},
		access.Administrator: nil,
	} {
		got := may[role]
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s may %v, want %v", role, got, want)
		}
	}
}
