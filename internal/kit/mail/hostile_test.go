package mail

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// bombs are small messages made to cost much.
func bombs() map[string][]byte {
	var deep, wide, nested bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
		nested.WriteString("Content-Type: message/rfc822\r\n\r\n")
	}
	deep.WriteString("\r\nhello")
	wide.WriteString("Content-Type: multipart/mixed; boundary=b\r\n\r\n")
	for range 10_000 {
		wide.WriteString("--b\r\nContent-Type: image/png\r\n\r\nx\r\n")
	}
	wide.WriteString("--b--")
	head := func(s string) []byte { return []byte(s + "\r\n\r\nx") }
	const mega = 1 << 20
	return map[string][]byte{
		"1,000 deep":              deep.Bytes(),
		"10,000 parts":            wide.Bytes(),
		"1,000 messages":          nested.Bytes(),
		"encoded words":           head("Subject: " + strings.Repeat("=?utf-8?q?a?= ", mega/14)),
		"broken words":            head("Subject: " + strings.Repeat("=?", mega/2)),
		"one long header":         head("X: " + strings.Repeat("y", mega)),
		"folded header":           head("X: y" + strings.Repeat("\r\n z", mega/4)),
		"many headers":            head("X: y" + strings.Repeat("\r\nX: y", mega/6)),
		"no headers":              []byte(strings.Repeat("x y\r\n", mega/5)),
		"parentheses":             head("To: " + strings.Repeat("(", mega)),
		"angles":                  head("To: " + strings.Repeat("<,", mega/2)),
		"quotes":                  head("To: " + strings.Repeat(`"\`, mega/2)),
		"addresses":               head("To: " + strings.Repeat("\r\n a@b.test,", mega/12)),
		"many To":                 head("X: y" + strings.Repeat("\r\nTo: (((((\"<,;:@", mega/16)),
		"references":              head("References: " + strings.Repeat("\r\n <a@b>", mega/8)),
		"parameters":              head("Content-Type: text/plain" + strings.Repeat(";\r\n a*0*=x", mega/12)),
		"received":                head("X: y" + strings.Repeat("\r\nReceived: x; y", mega/16)),
		"boundary everywhere":     []byte("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n" + strings.Repeat("--\r\n", mega/4)),
		"quoted-printable":        []byte("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.Repeat("=", mega)),
		"flowed":                  []byte("Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n" + strings.Repeat("x \r\n", mega/4)),
		"html tags":               []byte("Content-Type: text/html\r\n\r\n" + strings.Repeat("<a href=http://x>", mega/17)),
		"html quotations":         []byte("Content-Type: text/html\r\n\r\n" + strings.Repeat("<blockquote>x", mega/13)),
		"html attributes":         []byte("Content-Type: text/html\r\n\r\n<p " + strings.Repeat("a=b ", mega/4)),
		"html entities":           []byte("Content-Type: text/html\r\n\r\n" + strings.Repeat("&amp", mega/4)),
		"base64 padding":          []byte("Content-Transfer-Encoding: base64\r\n\r\n" + strings.Repeat("A=", mega/2)),
		"utf-7":                   []byte("Content-Type: text/plain; charset=utf-7\r\n\r\n" + strings.Repeat("+AGE-", mega/5)),
		"attribution lines":       []byte("\r\n\r\n" + strings.Repeat("On Monday, Kim Park <kim@firm.test>\r\n", mega/36)),
		"question without an end": []byte("\r\n\r\n" + strings.Repeat("please let me ", mega/14)),
	}
}

// soon is far more than a bomb needs (the slowest takes a quarter of a second),
// and far less than one that grows with the square of its size would take.
const soon = 5 * time.Second

func TestBombsEndSoonInLittleMemory(t *testing.T) { //nolint:paralleltest // measures memory
	for name, raw := range bombs() {
		var before, after runtime.MemStats
		var m Message
		runtime.ReadMemStats(&before)
		inTime(t, name+": parsing", func() { m = Parse(raw) })
		runtime.ReadMemStats(&after)
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 100 {
			t.Errorf("%s: parsing took %d MB, want under 100 MB", name, mb)
		}
		if len(m.Attachments) > maxParts || len(m.Problems) > maxTrouble {
			t.Errorf("%s: %d attachments, %d problems, want the limits kept", name, len(m.Attachments), len(m.Problems))
		}
		inTime(t, name+": judging", func() {
			AsksSomething(m.Text)
			SafeHTML(m.HTML, View{})
			BareSubject(m.Subject)
		})
	}
}

func inTime(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(soon):
		t.Fatalf("%s takes longer than %v", what, soon)
	}
}

func TestAttachmentsCannotEscape(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"../../etc/passwd":       "passwd",
		`C:\Windows\system.ini`:  "system.ini",
		"invoice\u202efdp.exe":   "invoicefdp.exe",
		"..":                     "unnamed",
		".htaccess":              "htaccess",
		"NUL.txt":                "_NUL.txt",
		"a\x00b\r\nX: y.pdf":     "ab X_ y.pdf",
		"":                       "unnamed",
		"Lease (final) ñ.pdf":    "Lease (final) ñ.pdf",
		"what?.pdf ":             "what_.pdf",
		strings.Repeat("ñ", 200): strings.Repeat("ñ", 90),
	} {
		if got := fileName(in); got != want {
			t.Errorf("fileName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDisguisedAttachmentsAreSeen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind, file, data string
		want             bool
	}{
		"a real pdf":                 {"application/pdf", "a.pdf", "%PDF-1.7", false},
		"a program named pdf":        {"application/pdf", "a.pdf", "MZ\x90\x00", true},
		"a script":                   {"text/plain", "a.js", "x()", true},
		"html named picture":         {"image/png", "a.png", "<html><script>", true},
		"svg as picture":             {"image/svg+xml", "a.svg", "<svg>", false},
		"svg named png":              {"image/png", "a.png", "<svg onload=x>", true},
		"office is a zip":            {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.docx", "PK\x03\x04....word/document.xml", false},
		"bytes that claim nothing":   {"application/octet-stream", "a.pdf", "%PDF-1.7", false},
		"jpeg by its old name":       {"image/pjpeg", "a.jpg", "\xff\xd8\xff", false},
		"old Word":                   {"application/msword", "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", false},
		"winmail":                    {"application/ms-tnef", "winmail.dat", "\x78\x9f\x3e\x22", false},
		"gzip by its old name":       {"application/x-gzip", "a.gz", "\x1f\x8b", false},
		"pdf declared as octetsteam": {"application/octetstream", "a.pdf", "%PDF-", true},
	} {
		raw := "Content-Type: " + c.kind + "\r\nContent-Disposition: attachment; filename=" + c.file +
			"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(c.data))
		m := Parse([]byte(raw))
		if len(m.Attachments) != 1 || string(m.Attachments[0].Data) != c.data {
			t.Fatalf("%s: attachments = %+v, want the one", name, m.Attachments)
		}
		if got := m.Attachments[0].Disguised(); got != c.want {
			t.Errorf("%s: Disguised = %v (found %s), want %v", name, got, m.Attachments[0].Type, c.want)
		}
	}
}
