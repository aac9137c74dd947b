package mail

import (
	"fmt"
	"regexp"
	"strings"
)

// body writes the text, in plain and in HTML, with the pictures of the HTML
// beside it (RFC 2387) and the attachments after it.
func (w *composer) body(d Draft) {
	var within, after []Part
	for _, a := range d.Attachments {
		if a.Inline && a.ContentID != "" && d.HTML != "" {
			within = append(within, a)
		} else {
			after = append(after, a)
		}
	}
	if len(after) == 0 {
		w.related(d, within)
		return
	}
	w.multipart("mixed", func(next func()) {
		next()
		w.related(d, within)
		for _, a := range after {
			next()
			w.attachment(a)
		}
	})
}

func (w *composer) related(d Draft, pictures []Part) {
	if len(pictures) == 0 {
		w.alternative(d)
		return
	}
	w.multipart("related; type=\"multipart/alternative\"", func(next func()) {
		next()
		w.alternative(d)
		for _, a := range pictures {
			next()
			w.attachment(a)
		}
	})
}

// alternative gives HTML a plain text beside it, made from it if need be: not
// every reader, and no screen reader's owner by choice, wants the HTML.
func (w *composer) alternative(d Draft) {
	if d.HTML == "" {
		w.text("plain", d.Text)
		return
	}
	plain := d.Text
	if strings.TrimSpace(plain) == "" {
		plain = Text(d.HTML)
	}
	w.multipart("alternative", func(next func()) {
		next()
		w.text("plain", plain)
		next()
		w.text("html", d.HTML)
	})
}

func (w *composer) text(kind, s string) {
	w.field("Content-Type", "text/"+kind+"; charset=utf-8")
	w.field("Content-Transfer-Encoding", "quoted-printable")
	w.WriteString("\r\n")
	w.quoted(s)
}

func (w *composer) multipart(kind string, parts func(next func())) {
	b := w.boundary()
	w.WriteString("Content-Type: multipart/" + kind + ";\r\n boundary=\"" + b + "\"\r\n\r\n")
	parts(func() { w.WriteString("--" + b + "\r\n") })
	w.WriteString("--" + b + "--\r\n")
}

var mediaType = regexp.MustCompile(`^[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}$`)

func (w *composer) attachment(a Part) {
	kind := strings.ToLower(a.Declared)
	if kind == "" {
		kind = strings.ToLower(a.Type)
	}
	// A multipart or a message must not be in base64 (RFC 2046, 5.2.1), and
	// text would lose its charset: such files travel as mere bytes.
	if kind == "" || strings.HasPrefix(kind, "multipart/") || strings.HasPrefix(kind, "message/") {
		kind = "application/octet-stream"
	}
	if !mediaType.MatchString(kind) {
		w.fail("type %q of attachment", kind)
		return
	}
	w.field("Content-Type", kind)
	disposition := "attachment"
	if a.Inline {
		disposition = "inline"
	}
	w.WriteString("Content-Disposition: " + disposition + fileParam(fileName(a.Name)) + "\r\n")
	w.field("Content-Transfer-Encoding", "base64")
	if a.ContentID != "" {
		w.ids("Content-ID", []string{a.ContentID})
	}
	w.WriteString("\r\n")
	w.base64(a.Data)
}

// fileParam writes a file name: plain, or in pieces of percent-encoded UTF-8
// (RFC 2231), which keeps lines short for names in any script.
func fileParam(name string) string {
	if isASCII([]byte(name)) && len(name) < 50 && !strings.ContainsAny(name, `"\%'`) {
		return ";\r\n filename=\"" + name + "\""
	}
	var all strings.Builder
	for i := range len(name) {
		c := name[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' {
			all.WriteByte(c)
			continue
		}
		fmt.Fprintf(&all, "%%%02X", c)
	}
	rest := "utf-8''" + all.String()
	var out strings.Builder
	for n := 0; rest != ""; n++ {
		cut := min(len(rest), 54)
		if i := strings.LastIndexByte(rest[:cut], '%'); i > 0 && cut < len(rest) && cut-i < 3 {
			cut = i
		}
		fmt.Fprintf(&out, ";\r\n filename*%d*=%s", n, rest[:cut])
		rest = rest[cut:]
	}
	return out.String()
}
