package mail

import (
	"bytes"
	"errors"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func letter() Draft {
	return Draft{
		MessageID: "update-17@firm.test", Date: time.Date(2026, 3, 2, 9, 14, 0, 0, time.FixedZone("", -6*3600)),
		From: []Address{{"Kim Park", "kim@firm.test"}}, ReplyTo: []Address{{"", "office@firm.test"}},
		To: []Address{{"José Núñez-Peña", "jose@client.test"}, {`Ruiz, "Ana"`, "ana@bäckerei.example"}},
		Cc: []Address{{"", "lee@firm.test"}}, Subject: "Your hearing on May 4 — qué llevar, y por qué conviene llegar una hora antes de la audiencia",
		InReplyTo: []string{"a@client.test"}, References: []string{"root@client.test", "a@client.test"},
		Headers: []Header{{"Auto-Submitted", "auto-generated"}},
		Text:    "Dear José,\n\nbring the lease.\nFrom here on: = signs & ñ.\n.\n--\nKim",
		HTML:    `<p>Dear José,</p><p>bring the lease.</p><img src="cid:logo@firm.test">`,
		Attachments: []Part{
			{Name: "logo.png", Declared: "image/png", ContentID: "logo@firm.test", Inline: true, Data: []byte("\x89PNG\r\n\x1a\n0000")},
			{Name: "Declaración jurada del señor Núñez sobre el contrato de arrendamiento.pdf", Declared: "application/pdf", Data: bytes.Repeat([]byte("%PDF-1.7 "), 40)},
			{Name: `a"b.txt`, Declared: "text/plain", Data: nil},
		},
	}
}

func TestWhatIsComposedIsRead(t *testing.T) {
	t.Parallel()
	d := letter()
	raw, err := Compose(d)
	if err != nil {
		t.Fatalf("Compose: %v", err)
	}
	m := Parse(raw)
	switch {
	case len(m.Problems) > 0:
		t.Errorf("problems = %q, want none", m.Problems)
	case m.Subject != d.Subject:
		t.Errorf("subject = %q, want %q", m.Subject, d.Subject)
	case m.MessageID != d.MessageID || !slices.Equal(m.References, d.References) || !slices.Equal(m.InReplyTo, d.InReplyTo):
		t.Errorf("ids = %q %q %q, want those of the draft", m.MessageID, m.InReplyTo, m.References)
	case m.Text != d.Text:
		t.Errorf("text = %q, want %q", m.Text, d.Text)
	case strings.TrimSpace(m.HTML) != d.HTML:
		t.Errorf("html = %q, want %q", m.HTML, d.HTML)
	case !m.Date.Equal(d.Date):
		t.Errorf("date = %v, want %v", m.Date, d.Date)
	case len(m.To) != 2 || m.To[0] != d.To[0] || m.To[1].Name != d.To[1].Name || !Same(m.To[1].Addr, d.To[1].Addr):
		t.Errorf("to = %q, want %q", m.To, d.To)
	case !m.AutoReply || m.Header("Auto-Submitted") != "auto-generated":
		t.Errorf("Auto-Submitted is lost")
	case len(m.Attachments) != 3:
		t.Fatalf("%d attachments, want 3", len(m.Attachments))
	}
	for i, a := range m.Attachments {
		want := d.Attachments[i]
		if a.Name != fileName(want.Name) || !bytes.Equal(a.Data, want.Data) || a.Inline != want.Inline || a.ContentID != want.ContentID {
			t.Errorf("attachment %d = %q (%d bytes), want %q (%d bytes)", i, a.Name, a.Size, want.Name, len(want.Data))
		}
	}
}

func TestAComposedMessageKeepsTheRules(t *testing.T) {
	t.Parallel()
	raw, err := Compose(letter())
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Compose(letter())
	if !bytes.Equal(raw, again) {
		t.Error("the same draft gave other bytes, want the same")
	}
	for line := range bytes.SplitSeq(raw, []byte("\r\n")) {
		if len(line) > 78 || !isASCII(line) || bytes.ContainsAny(line, "\r\n") {
			t.Errorf("line %q, want at most 78 ASCII bytes and CRLF", line)
		}
	}
	std, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("net/mail: %v", err)
	}
	if to, err := std.Header.AddressList("To"); err != nil || len(to) != 2 || to[1].Address != "ana@xn--bckerei-5wa.example" {
		t.Errorf("net/mail reads To as %v (%v), want both addresses", to, err)
	}
}

func TestADraftCannotForgeAHeader(t *testing.T) {
	t.Parallel()
	const evil = "x\r\nBcc: thief@evil.test"
	for name, spoil := range map[string]func(*Draft){
		"subject":               func(d *Draft) { d.Subject = evil },
		"lone line feed":        func(d *Draft) { d.Subject = "x\nBcc: y" },
		"lone carriage return":  func(d *Draft) { d.Subject = "x\rBcc: y" },
		"name":                  func(d *Draft) { d.To[0].Name = evil },
		"address":               func(d *Draft) { d.To[0].Addr = "a@b.test\r\nBcc: c@d.test" },
		"two addresses in one":  func(d *Draft) { d.To[0].Addr = "a@b.test,c@d.test" },
		"address out of angles": func(d *Draft) { d.To[0].Addr = "a@b.test>,<c@d.test" },
		"no address":            func(d *Draft) { d.To[0].Addr = "Ana" },
		"message id":            func(d *Draft) { d.MessageID = "a>\r\nBcc: x" },
		"reference":             func(d *Draft) { d.References = []string{"a b"} },
		"header name":           func(d *Draft) { d.Headers = []Header{{"X: y\r\nBcc", "z"}} },
		"header value":          func(d *Draft) { d.Headers = []Header{{"X-Y", evil}} },
		"a second From":         func(d *Draft) { d.Headers = []Header{{"from", "boss@firm.test"}} },
		"content type":          func(d *Draft) { d.Attachments[0].Declared = "text/plain\r\nX: y" },
		"content id":            func(d *Draft) { d.Attachments[0].ContentID = "a>\r\nX: y" },
		"no sender":             func(d *Draft) { d.From = nil },
		"no date":               func(d *Draft) { d.Date = time.Time{} },
	} {
		d := letter()
		spoil(&d)
		if raw, err := Compose(d); !errors.Is(err, ErrDraft) {
			t.Errorf("%s: error = %v, want ErrDraft; wrote %.200q", name, err, raw)
		}
	}
}

func FuzzCompose(f *testing.F) {
	f.Add("Subject", "Kim", "body\r\nFrom x", "<p>x</p>", "a.pdf", []byte("x"))
	f.Add("=?utf-8?q?x?=", "Ñ \"x\" \\", "--\n.\n", "", "../../etc/passwd", []byte{0, 255})
	f.Add("  two  spaces ", strings.Repeat("ñ", 300), "\u2028", "", "", []byte(nil))
	f.Fuzz(func(t *testing.T, subject, name, text, html, file string, data []byte) {
		raw, err := Compose(Draft{
			MessageID: "fuzz@firm.test", Date: time.Date(2026, 3, 2, 9, 14, 0, 0, time.UTC), From: []Address{{name, "kim@firm.test"}}, Subject: subject,
			Text: text, HTML: html, Attachments: []Part{{Name: file, Data: data}},
		})
		if err != nil {
			return
		}
		m := Parse(raw)
		if want := clean(subject); utf8.ValidString(subject) && m.Subject != want {
			t.Errorf("subject %q came back as %q, want %q", subject, m.Subject, want)
		}
		if len(m.From) != 1 || m.From[0].Addr != "kim@firm.test" || len(m.To) > 0 || len(m.Bcc) > 0 {
			t.Errorf("name %q changed the people: from %q to %q bcc %q", name, m.From, m.To, m.Bcc)
		}
		if len(m.Attachments) != 1 || !bytes.Equal(m.Attachments[0].Data, data) || m.MessageID != "fuzz@firm.test" {
			t.Errorf("attachment or id lost: %d attachments, id %q", len(m.Attachments), m.MessageID)
		}
	})
}
