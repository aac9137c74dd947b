package mail

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Text writes an HTML mail as plain text: paragraphs, lists and table rows on
// lines of their own, quotations marked with ">", links with their address.
func Text(markup string) string {
	w := &textWriter{}
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return w.String()
		case html.TextToken:
			if w.hidden == 0 {
				w.words(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			w.open(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.close(atom.Lookup(name))
		}
	}
}

type textWriter struct {
	out    strings.Builder
	line   strings.Builder
	blank  int // empty lines owed before the next text
	quote  int
	hidden int // within script, style, title
	pre    int
	space  bool
	href   string
	linkAt int
}

func (w *textWriter) open(z *html.Tokenizer) {
	name, more := z.TagName()
	a := atom.Lookup(name)
	href := ""
	for more {
		var k, v []byte
		if k, v, more = z.TagAttr(); string(k) == "href" {
			href = string(v)
		}
	}
	switch a {
	case atom.Script, atom.Style, atom.Title:
		w.hidden++
	case atom.Br:
		w.endLine(true)
	case atom.Hr:
		w.endLine(false)
		w.words("________________________________")
		w.endLine(false)
	case atom.Blockquote:
		w.endLine(false)
		w.quote++
	case atom.Pre:
		w.endLine(false)
		w.pre++
	case atom.Li:
		w.endLine(false)
		w.line.WriteString("- ")
	case atom.Td, atom.Th:
		if w.line.Len() > 0 {
			w.line.WriteString("  ")
		}
	case atom.A:
		w.href, w.linkAt = href, w.line.Len()
	default:
		w.block(a)
	}
}

func (w *textWriter) close(a atom.Atom) {
	switch a {
	case atom.Script, atom.Style, atom.Title:
		w.hidden = max(0, w.hidden-1)
	case atom.Blockquote:
		w.endLine(false)
		w.quote = max(0, w.quote-1)
	case atom.Pre:
		w.endLine(false)
		w.pre = max(0, w.pre-1)
	case atom.A:
		w.link()
	default:
		w.block(a)
	}
}

func (w *textWriter) block(a atom.Atom) {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Table, atom.Dl:
		w.endLine(false)
		w.blank = 1
	case atom.Div, atom.Tr, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Center, atom.Li, atom.Dt, atom.Dd, atom.Body, atom.Form:
		w.endLine(false)
	}
}

// link adds an address its text does not already show.
func (w *textWriter) link() {
	href := w.href
	w.href = ""
	if w.hidden > 0 || !(strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "https://")) || w.linkAt > w.line.Len() {
		return
	}
	shown := strings.TrimSpace(w.line.String()[w.linkAt:])
	bare := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(href, "https://"), "http://"), "/")
	if shown == "" || strings.Contains(shown, bare) || len(href) > 500 {
		return
	}
	w.line.WriteString(" <" + href + ">")
}

func (w *textWriter) words(s string) {
	if w.pre > 0 {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				w.endLine(true)
			}
			w.line.WriteString(strings.TrimRight(line, "\r"))
		}
		return
	}
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0':
			w.space = true
		case r == 0 || r == '\u200b' || r == '\u200c' || r == '\u034f' || r == '\u00ad' || r == '\ufeff': // padding of newsletters
		default:
			if w.space && w.line.Len() > 0 {
				w.line.WriteByte(' ')
			}
			w.space = false
			w.line.WriteRune(r)
		}
	}
}

// endLine writes the line begun; an empty one only if forced.
func (w *textWriter) endLine(forced bool) {
	line := strings.TrimRight(w.line.String(), " ")
	w.line.Reset()
	w.space, w.linkAt = false, 0
	if line == "" || line == "-" {
		if forced {
			w.blank = min(w.blank+1, 2)
		}
		return
	}
	mark := strings.Repeat(">", min(w.quote, 20))
	if w.out.Len() > 0 {
		for range w.blank {
			w.out.WriteString(mark + "\n")
		}
	}
	w.blank = 0
	if mark != "" {
		w.out.WriteString(mark + " ")
	}
	w.out.WriteString(line + "\n")
}

// String gives the text written so far.
func (w *textWriter) String() string {
	w.endLine(false)
	return strings.Trim(strings.ToValidUTF8(w.out.String(), "\uFFFD"), "\n")
}
