package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"time"

	"golang.org/x/net/idna"
)

// Draft is a message to be written.
type Draft struct {
	MessageID  string // without angle brackets; chosen by the caller and stable
	Date       time.Time
	From       []Address
	ReplyTo    []Address
	To, Cc     []Address // blind copies belong to the envelope, not to the message
	Subject    string
	InReplyTo  []string
	References []string
	Headers    []Header // such as Auto-Submitted
	Text       string
	HTML       string
	// Attachments need Name and Data; Declared is their type, ContentID and
	// Inline place a picture within the HTML.
	Attachments []Part
}

// Header is a field beyond those a Draft has of its own.
type Header struct{ Name, Value string }

// ErrDraft says that a draft cannot be made a message as it stands.
var ErrDraft = errors.New("draft cannot be sent")

// Compose writes a message of RFC 5322 with lines ended by CRLF. The same
// draft gives the same bytes, so their hash proves what was sent. It returns
// ErrDraft for anything that could forge a header, such as a line end in a
// subject, and for addresses no server would take: never mends them silently.
func Compose(d Draft) ([]byte, error) {
	w := &composer{seed: d.MessageID}
	w.header(d)
	w.body(d)
	if w.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDraft, w.err)
	}
	return w.Bytes(), nil
}

type composer struct {
	bytes.Buffer
	seed     string
	sections int
	err      error
}

func (w *composer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

func (w *composer) header(d Draft) {
	if len(d.From) == 0 || d.Date.IsZero() || d.MessageID == "" {
		w.fail("a message needs a sender, a date and an id")
	}
	w.field("Date", d.Date.Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	w.people("From", d.From)
	if len(d.From) > 1 {
		w.people("Sender", d.From[:1]) // RFC 5322, 3.6.2
	}
	w.people("Reply-To", d.ReplyTo)
	w.people("To", d.To)
	w.people("Cc", d.Cc)
	w.words("Subject", d.Subject)
	w.ids("Message-ID", []string{d.MessageID})
	w.ids("In-Reply-To", d.InReplyTo)
	w.ids("References", d.References)
	for _, h := range d.Headers {
		if !isFieldName(h.Name) || ownField(h.Name) {
			w.fail("header name %q", h.Name)
			continue
		}
		w.words(h.Name, h.Value)
	}
	w.field("MIME-Version", "1.0")
}

func isFieldName(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f || s[i] == ':' {
			return false
		}
	}
	return s != "" && len(s) < 70
}

// ownField keeps a draft from saying twice what it must say once.
func ownField(name string) bool {
	switch strings.ToLower(name) {
	case "date", "from", "sender", "reply-to", "to", "cc", "bcc", "subject", "message-id", "in-reply-to", "references", "mime-version", "return-path", "received":
		return true
	}
	return strings.HasPrefix(strings.ToLower(name), "content-")
}

// words writes free text, as encoded words where it must (RFC 2047).
func (w *composer) words(name, s string) {
	if s == "" {
		return
	}
	if strings.ContainsFunc(s, isControl) {
		w.fail("line end or control character in %s", name)
		return
	}
	w.field(name, encodeWords(s, len(name)+2))
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' }

func (w *composer) people(name string, list []Address) {
	var out []string
	for _, a := range list {
		addr, err := wireAddr(a.Addr)
		if err != nil || strings.ContainsFunc(a.Name, isControl) {
			w.fail("address %q of %s", a.Addr, name)
			return
		}
		if a.Name == "" {
			out = append(out, addr)
			continue
		}
		out = append(out, phrase(a.Name)+" <"+addr+">")
	}
	if len(out) > 0 {
		w.field(name, strings.Join(out, ", "))
	}
}

// wireAddr checks an address and writes its domain in ASCII (RFC 5890).
func wireAddr(addr string) (string, error) {
	local, domain, ok := cutLast(addr, "@")
	if !ok || !isASCII([]byte(local)) || len(local) > 64 {
		return "", errors.New("no address")
	}
	if !isASCII([]byte(domain)) {
		var err error
		if domain, err = idna.Lookup.ToASCII(domain); err != nil {
			return "", fmt.Errorf("domain: %w", err)
		}
	}
	wire := local + "@" + domain
	parsed, err := netmail.ParseAddress("<" + wire + ">")
	if err != nil || parsed.Address != wire || strings.ContainsAny(wire, " \t\r\n<>,;()\\\"") {
		return "", errors.New("no address")
	}
	return wire, nil
}

// phrase writes a display name: quoted if it is plain, else encoded.
func phrase(name string) string {
	if isASCII([]byte(name)) && len(name) < 60 && !strings.Contains(name, "=?") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
	}
	return strings.Join(encoded(name, 45), " ")
}

func (w *composer) ids(name string, ids []string) {
	if len(ids) == 0 {
		return
	}
	var out []string
	for _, id := range ids {
		if id == "" || len(id) > 900 || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '<' || r == '>' || r == '(' }) {
			w.fail("message id %q", id)
			return
		}
		out = append(out, "<"+id+">")
	}
	w.field(name, strings.Join(out, " "))
}

// field writes one field, folded at spaces to lines of 76 where it can be.
func (w *composer) field(name, value string) {
	w.WriteString(name + ":")
	width := len(name) + 1
	for i, word := range strings.Split(value, " ") {
		if width+1+len(word) > 76 && i > 0 && word != "" {
			w.WriteString("\r\n")
			width = 0
		}
		w.WriteString(" " + word)
		width += 1 + len(word)
	}
	w.WriteString("\r\n")
}

// encodeWords leaves plain text plain unless a line of it would be too long.
func encodeWords(s string, used int) string {
	plain := isASCII([]byte(s)) && !strings.Contains(s, "=?") && strings.TrimSpace(s) == s && !strings.Contains(s, "  ")
	for word := range strings.SplitSeq(s, " ") {
		plain = plain && len(word) < 900
	}
	if plain {
		return s
	}
	return strings.Join(encoded(s, max(20, 62-used)), " ")
}

// encoded cuts text into encoded words, each whole in itself; the first may be
// shorter, to stand beside the name of its field.
func encoded(s string, room int) []string {
	var out []string
	s = strings.ToValidUTF8(s, "\uFFFD")
	for s != "" {
		n := 0
		for i, r := range s {
			if base64.StdEncoding.EncodedLen(i+len(string(r))) > room && i > 0 {
				break
			}
			n = i + len(string(r))
		}
		out = append(out, "=?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte(s[:n]))+"?=")
		s, room = s[n:], 60
	}
	return out
}

// boundary is made from what the message is, not by chance: the same draft
// must give the same bytes. Encoded bodies cannot hold "=_" at a line's start.
func (w *composer) boundary() string {
	w.sections++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d", w.seed, w.sections))
	return "=_" + hex.EncodeToString(sum[:12])
}

func (w *composer) quoted(s string) {
	q := quotedprintable.NewWriter(&w.Buffer)
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	_, err := io.WriteString(q, strings.ReplaceAll(strings.ReplaceAll(s, "\r", "\n"), "\n", "\r\n"))
	if err = errors.Join(err, q.Close()); err != nil {
		w.fail("encoding text: %w", err)
	}
	w.WriteString("\r\n")
}

func (w *composer) base64(b []byte) {
	line := make([]byte, base64.StdEncoding.EncodedLen(57))
	for len(b) > 0 {
		n := min(57, len(b))
		base64.StdEncoding.Encode(line, b[:n])
		w.Write(line[:base64.StdEncoding.EncodedLen(n)])
		w.WriteString("\r\n")
		b = b[n:]
	}
}
