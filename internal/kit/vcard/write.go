package vcard

import (
	"io"
	"strings"
	"unicode/utf8"
)

// Make makes a property of one text.
func Make(name, text string, params ...Param) Property {
	return Property{Name: name, Params: params, Value: escape(text)}
}

// Raw makes a property of a value that isn't text, such as a date or an address
// of the web.
func Raw(name, value string, params ...Param) Property {
	return Property{Name: name, Params: params, Value: line(value)}
}

// MakeParts makes a property of parts.
func MakeParts(name string, parts []string, params ...Param) Property {
	return Property{Name: name, Params: params, Value: joined(parts, ";")}
}

// MakeList makes a property of several texts.
func MakeList(name string, texts []string, params ...Param) Property {
	return Property{Name: name, Params: params, Value: joined(texts, ",")}
}

func joined(texts []string, sep string) string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = escape(t)
	}
	return strings.Join(out, sep)
}

func escape(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return line(strings.NewReplacer(`\`, `\\`, "\n", `\n`, ",", `\,`, ";", `\;`).Replace(s))
}

// line keeps a value on its line: nothing in it can begin another property.
func line(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7F {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// Write writes a card of a version, "3.0" or "4.0". Lines are folded at 75
// bytes, never within a character (RFC 6350, section 3.2).
func Write(w io.Writer, version string, c Card) error {
	var b strings.Builder
	b.WriteString("BEGIN:VCARD\r\nVERSION:" + version + "\r\n")
	for _, p := range c {
		fold(&b, p.line())
	}
	b.WriteString("END:VCARD\r\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Property) line() string {
	var b strings.Builder
	if p.Group != "" {
		b.WriteString(p.Group + ".")
	}
	b.WriteString(p.Name)
	for _, q := range p.Params {
		b.WriteString(";" + q.Name + "=" + quote(q.Value))
	}
	b.WriteString(":" + p.Value)
	return b.String()
}

// quote writes a parameter's value. Marks in it are written as RFC 6868 has it.
func quote(v string) string {
	v = line(strings.NewReplacer("^", "^^", "\n", "^n", `"`, "^'").Replace(v))
	if strings.ContainsAny(v, ",;:") {
		return `"` + v + `"`
	}
	return v
}

const widest = 75

func fold(b *strings.Builder, s string) {
	room := widest
	for len(s) > room {
		n := room
		for n > 1 && !utf8.RuneStart(s[n]) {
			n--
		}
		b.WriteString(s[:n] + "\r\n ")
		s, room = s[n:], widest-1
	}
	b.WriteString(s + "\r\n")
}
