package vcard

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// Limits of one card.
const (
	maxLine = 20 << 20 // bytes of one property: a photo is the largest
	maxCard = 2000     // properties
)

// ErrBroken says that a card can't be read; the next may well be.
var ErrBroken = errors.New("card can't be read")

// Read gives the cards one at a time. A broken one comes as an error with the
// line it begins at, and the next follows. Only a broken reader ends the
// sequence early.
func Read(r io.Reader) iter.Seq2[Card, error] {
	return func(yield func(Card, error) bool) {
		d := &decoder{in: bufio.NewReaderSize(r, 64<<10)}
		for {
			c, err := d.card()
			if errors.Is(err, io.EOF) {
				return
			}
			if !yield(c, err) || err != nil && !errors.Is(err, ErrBroken) {
				return
			}
		}
	}
}

type decoder struct {
	in   *bufio.Reader
	at   int // lines taken
	next string
	held bool // next was read ahead
}

// card reads from the next BEGIN to its END. Cards within a card (AGENT of 2.1)
// are passed over.
func (d *decoder) card() (Card, error) {
	var c Card
	depth, begun := 0, 0
	for {
		text, err := d.logical()
		switch {
		case errors.Is(err, io.EOF) && depth > 0:
			return nil, fmt.Errorf("line %d: %w: it has no end", begun, ErrBroken)
		case err != nil:
			return nil, err
		}
		head := strings.ToUpper(strings.TrimSpace(text))
		switch {
		case head == "BEGIN:VCARD":
			if depth++; depth == 1 {
				begun = d.at
			}
		case depth == 0: // what stands between cards is nobody's
		case head == "END:VCARD":
			if depth--; depth == 0 {
				return c, nil
			}
		case depth == 1:
			p, ok := parse(text)
			if !ok {
				continue
			}
			if p.Name == "VERSION" {
				continue
			}
			if err := d.decode(&p); err != nil {
				return nil, err
			}
			if c = append(c, p); len(c) > maxCard {
				return nil, fmt.Errorf("line %d: %w: more than %d lines", begun, ErrBroken, maxCard)
			}
		}
	}
}

// physical reads one line without its end.
func (d *decoder) physical() (string, error) {
	if d.held {
		d.held = false
		return d.next, nil
	}
	var b []byte
	for {
		part, err := d.in.ReadSlice('\n')
		if len(b)+len(part) > maxLine {
			return "", fmt.Errorf("line %d: longer than %d bytes", d.at+1, maxLine)
		}
		b = append(b, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (len(b) == 0 || !errors.Is(err, io.EOF)) {
			return "", err
		}
		d.at++
		return strings.TrimRight(strings.TrimPrefix(string(b), "\uFEFF"), "\r\n"), nil
	}
}

// logical reads a line with those that continue it.
func (d *decoder) logical() (string, error) {
	first, err := d.physical()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(first)
	for {
		more, err := d.physical()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return b.String(), nil
			}
			return "", err
		}
		if more == "" || more[0] != ' ' && more[0] != '\t' {
			d.next, d.held = more, true
			return b.String(), nil
		}
		if b.Len()+len(more) > maxLine {
			return "", fmt.Errorf("line %d: longer than %d bytes", d.at, maxLine)
		}
		b.WriteString(more[1:])
	}
}

// decode undoes quoted-printable and the character set of 2.1.
func (d *decoder) decode(p *Property) error {
	if strings.EqualFold(p.Param("ENCODING"), "QUOTED-PRINTABLE") {
		for strings.HasSuffix(p.Value, "=") { // the line goes on, without a blank before it
			more, err := d.physical()
			if err != nil && !errors.Is(err, io.EOF) {
				return err
			}
			p.Value = strings.TrimSuffix(p.Value, "=") + more
			if err != nil {
				break
			}
			if len(p.Value) > maxLine {
				return fmt.Errorf("line %d: longer than %d bytes", d.at, maxLine)
			}
		}
		if b, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(p.Value))); err == nil {
			p.Value = strings.ReplaceAll(string(b), "\r\n", "\n")
		}
	}
	p.Value = inUTF8(p.Value, p.Param("CHARSET"))
	return nil
}

func inUTF8(s, charset string) string {
	if charset != "" {
		if e, err := htmlindex.Get(charset); err == nil {
			if out, err := e.NewDecoder().String(s); err == nil {
				return strings.ReplaceAll(out, "\x00", "")
			}
		}
	}
	if !utf8.ValidString(s) {
		s, _ = charmap.Windows1252.NewDecoder().String(s) // every byte has a meaning
	}
	return strings.ReplaceAll(s, "\x00", "")
}

// parse reads "group.NAME;PARAM=a,"b":value".
func parse(text string) (p Property, ok bool) {
	head, value, ok := cutHead(text)
	if !ok {
		return p, false
	}
	p.Value = value
	parts := splitHead(head, ';')
	name := parts[0]
	if group, rest, ok := strings.Cut(name, "."); ok {
		p.Group, name = group, rest
	}
	p.Name = strings.ToUpper(strings.TrimSpace(name))
	for _, param := range parts[1:] {
		key, values, named := strings.Cut(param, "=")
		if !named {
			key, values = bare(param)
		}
		for _, v := range splitHead(values, ',') {
			v = strings.NewReplacer("^n", "\n", "^'", `"`, "^^", "^").Replace(strings.Trim(v, `"`))
			p.Params = append(p.Params, Param{strings.ToUpper(strings.TrimSpace(key)), inUTF8(v, "")})
		}
	}
	return p, p.Name != ""
}

// bare names a parameter of 2.1 that stands without its name.
func bare(v string) (name, value string) {
	switch strings.ToUpper(v) {
	case "QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT":
		return "ENCODING", v
	}
	return "TYPE", v
}

// cutHead cuts at the first colon that isn't between quotation marks.
func cutHead(s string) (head, value string, ok bool) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ':' && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return strings.Cut(s, ":") // a mark that was never closed
}

func splitHead(s string, sep byte) []string {
	var out []string
	start, quoted := 0, false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}
