package mail

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

// view is what a part gives to read: in plain, in HTML, or in both.
type view struct{ text, html string }

// entity reads one part, with what is in it.
func (p *parser) entity(h header, body []byte, depth int, implied string, whole bool) view {
	if p.parts++; p.parts > maxParts {
		p.note("too many parts")
		return view{}
	}
	kind, params := cutParams(h.get("content-type"), "")
	if !strings.Contains(kind, "/") {
		if kind != "" {
			p.note("unknown content type " + quoteName(kind))
		}
		kind = implied
	}
	if strings.HasPrefix(kind, "multipart/") && depth < maxDepth {
		if v, ok := p.multipart(h, kind, params["boundary"], body, depth); ok {
			return v
		}
		p.note("a multipart holds no parts")
		if whole {
			kind = "text/plain"
		}
	} else if strings.HasPrefix(kind, "multipart/") {
		p.note("parts too deep within parts")
	}
	return p.leaf(h, kind, params, body, depth, whole)
}

func (p *parser) multipart(h header, kind, boundary string, body []byte, depth int) (view, bool) {
	parts, closed := splitParts(body, boundary)
	if len(parts) == 0 { // some encode what RFC 2045, 6.4 says must not be
		body = undoTransfer(body, h.get("content-transfer-encoding"), p.note)
		if parts, closed = splitParts(body, boundary); len(parts) == 0 {
			parts, closed = splitParts(body, guessBoundary(body))
		}
	}
	if len(parts) == 0 {
		return view{}, false
	}
	if !closed {
		p.note("a multipart is not closed: the end may be missing")
	}
	implied := "text/plain"
	if kind == "multipart/digest" {
		implied = "message/rfc822"
	}
	var views []view
	for _, part := range parts {
		var ph header
		line, pbody := cutLine(part) // a part may have no header, only the empty line after it
		if len(line) > 0 {
			ph, pbody = splitHeader(part, p.note)
		}
		if v := p.entity(ph, pbody, depth+1, implied, false); v != (view{}) {
			views = append(views, v)
		}
	}
	if kind == "multipart/alternative" {
		return either(views), true
	}
	return joined(views), true
}

// either takes from parts that say the same: the first plain text, the last HTML.
func either(views []view) view {
	var out view
	for _, v := range views {
		if strings.TrimSpace(out.text) == "" {
			out.text = v.text
		}
		if v.html != "" {
			out.html = v.html
		}
	}
	return out
}

// joined puts parts after each other that each say something, such as the
// footer a mailing list adds, so that neither rendering loses one.
func joined(views []view) view {
	if len(views) == 1 {
		return views[0]
	}
	rich := false
	for _, v := range views {
		rich = rich || v.html != ""
	}
	var text, markup strings.Builder
	for _, v := range views {
		t := v.text
		if strings.TrimSpace(t) == "" && v.html != "" {
			t = Text(v.html)
		}
		if text.Len() > 0 && t != "" {
			text.WriteString("\n\n")
		}
		text.WriteString(strings.TrimRight(t, "\n"))
		if v.html != "" {
			markup.WriteString(v.html)
		} else if rich {
			markup.WriteString("<pre>" + html.EscapeString(v.text) + "</pre>")
		}
	}
	return view{text.String(), markup.String()}
}

// splitParts cuts a multipart body at its boundary lines (RFC 2046, 5.1).
func splitParts(body []byte, boundary string) (parts [][]byte, closed bool) {
	if boundary == "" {
		return nil, false
	}
	mark := []byte("--" + boundary)
	begin := -1
	for at := 0; at < len(body) && len(parts) <= maxParts; {
		line, rest := cutLine(body[at:])
		next := len(body) - len(rest)
		if tail, ok := bytes.CutPrefix(line, mark); ok {
			tail = bytes.TrimRight(tail, " \t")
			ends := bytes.Equal(tail, []byte("--")) || bytes.Equal(tail, []byte("-"))
			if ends || len(tail) == 0 {
				if begin >= 0 {
					parts = append(parts, trimEnd(body[begin:max(begin, at)]))
				}
				if ends {
					return parts, true
				}
				begin = next
			}
		}
		at = next
	}
	if begin >= 0 && begin <= len(body) {
		parts = append(parts, body[begin:])
	}
	return parts, false
}

// trimEnd drops the line end that belongs to the boundary after it.
func trimEnd(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// guessBoundary finds the boundary in a body whose header lost it.
func guessBoundary(body []byte) string {
	for range 50 {
		if len(body) == 0 {
			return ""
		}
		line, rest := cutLine(body)
		if bytes.HasPrefix(line, []byte("--")) && len(line) > 4 {
			if _, _, ok := cutField(first(rest)); ok {
				return string(bytes.TrimRight(line[2:], " \t"))
			}
		}
		body = rest
	}
	return ""
}

func first(b []byte) []byte { line, _ := cutLine(b); return line }

func (p *parser) leaf(h header, kind string, params map[string]string, body []byte, depth int, whole bool) view {
	data := undoTransfer(body, h.get("content-transfer-encoding"), p.note)
	disposition, dparams := cutParams(h.get("content-disposition"), "")
	name := dparams["filename"]
	if name == "" {
		name = params["name"]
	}
	if name == "" && disposition != "" {
		name = decodeWords(h.get("content-location"), "")
	}
	readable := (kind == "text/plain" || kind == "text/html") && disposition != "attachment" && (name == "" || whole)
	switch {
	case readable && kind == "text/html":
		return view{html: p.text(data, htmlCharset(data, params["charset"]))}
	case readable:
		text := p.text(data, params["charset"])
		if strings.EqualFold(params["format"], "flowed") {
			text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
		}
		return view{text: text}
	case len(data) == 0 && name == "" && (whole || strings.HasPrefix(kind, "multipart/")):
		return view{}
	}
	p.attach(h, kind, disposition, name, data, depth)
	return view{}
}

// text decodes a readable part into lines ended by \n.
func (p *parser) text(data []byte, charset string) string {
	s, problem := toUTF8(data, charset)
	if problem != "" {
		p.note(problem)
	}
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == '\uFEFF' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([a-z0-9_:-]{1,40})`)

func htmlCharset(data []byte, declared string) string {
	if declared != "" {
		return declared
	}
	if m := metaCharset.FindSubmatch(data[:min(len(data), 2048)]); m != nil {
		return string(m[1])
	}
	return ""
}

// unflow joins the soft line ends of RFC 3676.
func unflow(s string, delSpace bool) string {
	var out strings.Builder
	soft, started, depth := false, false, 0
	for line := range strings.SplitSeq(s, "\n") {
		rest := strings.TrimLeft(line, ">")
		d := len(line) - len(rest)
		said := strings.TrimPrefix(rest, " ")
		joins := soft && d == depth && rest != "-- "
		soft, depth = strings.HasSuffix(said, " ") && rest != "-- ", d
		if soft && delSpace {
			said = strings.TrimSuffix(said, " ")
		}
		switch {
		case joins:
			out.WriteString(said)
			continue
		case started:
			out.WriteByte('\n')
		}
		started = true
		out.WriteString(line[:d])
		if d > 0 && said != "" {
			out.WriteByte(' ')
		}
		out.WriteString(said)
	}
	return out.String()
}
