package mail

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

type field struct {
	name  string // lower case
	value string // unfolded, undecoded
}

type header []field

func (h header) get(name string) string {
	for _, f := range h {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

func (h header) all(name string) []string {
	var out []string
	for _, f := range h {
		if f.name == name {
			out = append(out, f.value)
		}
	}
	return out
}

func (h header) has(name string) bool {
	for _, f := range h {
		if f.name == name {
			return true
		}
	}
	return false
}

// splitHeader takes the header off an entity and gives the rest as body.
func splitHeader(raw []byte, note func(string)) (header, []byte) {
	rest := skipEnvelope(raw)
	start := rest
	var h header
	var folded []byte // what continues the last field
	defer func() { h.fold(folded, note) }()
	for len(rest) > 0 {
		line, next := cutLine(rest)
		if len(line) == 0 {
			return h, next
		}
		name, value, ok := cutField(line)
		switch {
		case len(h) == 0 && !ok:
			if len(bytes.TrimSpace(line)) == 0 {
				rest, start = next, next
				continue
			}
			note("no header")
			return nil, start
		case line[0] == ' ' || line[0] == '\t':
			folded = append(folded, bytes.TrimSpace(line)...)
			folded = append(folded, ' ')
		case ok && len(h) >= maxFields:
			note("too many header fields")
		case ok:
			h.fold(folded, note)
			folded = folded[:0]
			h = append(h, field{name, value})
		case moreFields(next):
			note("a line of the header is no field")
			folded = append(append(folded, line...), ' ')
		default: // the empty line before the body is missing
			note("no empty line between header and body")
			return h, rest
		}
		if len(start)-len(next) > maxHeader {
			note("header too long")
			return h, skipHeader(next)
		}
		rest = next
	}
	return h, nil
}

func (h header) fold(more []byte, note func(string)) {
	if len(more) == 0 || len(h) == 0 {
		return
	}
	f := &h[len(h)-1]
	if room := maxField - len(f.value); len(more) > room {
		note("a header field is too long")
		more = more[:max(0, room)]
	}
	f.value = strings.TrimSpace(f.value + " " + string(more))
}

// skipEnvelope drops what mail programs leave before the header: a byte order
// mark, empty lines, and the "From " line of an mbox file.
func skipEnvelope(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	for range 4 {
		line, next := cutLine(raw)
		_, _, isField := cutField(line) // some write "From : Kim"
		isFrom := !isField && bytes.HasPrefix(bytes.TrimPrefix(line, []byte(">")), []byte("From "))
		if !isFrom && (len(line) > 0 || len(next) == len(raw)) {
			break
		}
		if i := bytes.IndexByte(line, '\r'); i >= 0 { // a lone CR ended the line
			return raw[i+1:]
		}
		raw = next
	}
	return raw
}

func skipHeader(rest []byte) []byte {
	for len(rest) > 0 {
		line, next := cutLine(rest)
		if len(line) == 0 {
			return next
		}
		rest = next
	}
	return nil
}

func cutLine(b []byte) (line, rest []byte) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return bytes.TrimSuffix(b, []byte("\r")), nil
	}
	return bytes.TrimSuffix(b[:i], []byte("\r")), b[i+1:]
}

func cutField(line []byte) (name, value string, ok bool) {
	i := bytes.IndexByte(line, ':')
	if i <= 0 || i > 100 {
		return "", "", false
	}
	n := bytes.TrimRight(line[:i], " \t")
	if len(n) == 0 {
		return "", "", false
	}
	for _, c := range n {
		if c <= ' ' || c >= 0x7f {
			return "", "", false
		}
	}
	v := bytes.TrimSpace(line[i+1:])
	if len(v) > maxField {
		v = v[:maxField]
	}
	return strings.ToLower(string(n)), string(v), true
}

// moreFields looks whether the header goes on after a line that is none.
func moreFields(rest []byte) bool {
	for range 20 {
		line, next := cutLine(rest)
		if len(line) == 0 {
			return false
		}
		if _, _, ok := cutField(line); ok {
			return true
		}
		rest = next
	}
	return false
}

// clean makes decoded header text fit to store and to show on one line.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\r' || r == '\n':
			return ' '
		case r < ' ' || r == 0x7f || r == '\uFEFF' || isBidiControl(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// isBidiControl finds the marks that reorder text on the screen, used to make
// "exe.pdf" out of "fdp.exe" (CVE-2009-3376).
func isBidiControl(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}
