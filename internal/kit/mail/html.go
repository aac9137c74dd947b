package mail

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	nethtml "golang.org/x/net/html"
)

// View says how to show an HTML mail.
type View struct {
	// Inline gives the address of a picture within the mail, by its content
	// id without brackets. Nil shows none.
	Inline func(contentID string) (url string, ok bool)
	// Hidden stands where a picture from elsewhere was: fetching it would tell
	// the sender when and where the mail was read. "" means "image".
	Hidden string
}

// Limits of one shown mail.
const (
	maxHTML = 4 << 20
	maxOpen = 200 // elements within each other
)

// SafeHTML gives an HTML mail without anything that acts: no scripts, styles,
// classes, forms, frames or pictures from elsewhere. Every element it opens it
// closes, so the result cannot break out of the page around it, and it needs
// nothing that a strict Content-Security-Policy forbids.
func SafeHTML(markup string, view View) string {
	if len(markup) > maxHTML {
		markup = strings.ToValidUTF8(markup[:maxHTML], "")
	}
	if view.Hidden == "" {
		view.Hidden = "image"
	}
	w := &safeWriter{view: view}
	w.write(policy().Sanitize(markup))
	return w.String()
}

// policy is built once: bluemonday makes it safe to share.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "big",
		"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "tt", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "center", "address", "cite", "q", "abbr")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("dir").Matching(bluemonday.Direction).Globally()
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt", "width", "height").OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel", "cid")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(true) // only so that their pictures leave a mark; safeWriter drops them
	p.AddSpaceWhenStrippingTag(true)
	p.SkipElementsContent("style", "script", "title", "head", "noscript", "iframe", "object", "embed", "applet", "select", "template", "svg", "math")
	return p
})

// safeWriter writes sanitised HTML again, tag by tag, from nothing but what it
// knows: the second of two fences.
type safeWriter struct {
	strings.Builder
	view View
	open []string
}

func (w *safeWriter) write(markup string) {
	z := nethtml.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			w.closeTo(0)
			return
		case nethtml.TextToken:
			w.WriteString(html.EscapeString(stripControl(string(z.Text()))))
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			w.start(z.Token())
		case nethtml.EndTagToken:
			w.end(z.Token().Data)
		}
	}
}

func stripControl(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || isBidiControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func (w *safeWriter) start(t nethtml.Token) {
	switch t.Data {
	case "br", "hr":
		w.WriteString("<" + t.Data + ">")
		return
	case "img":
		w.picture(t)
		return
	}
	if len(w.open) >= maxOpen {
		return
	}
	attrs := ""
	switch t.Data {
	case "a":
		href := attr(t, "href")
		if slices.Contains(w.open, "a") || !outward(href) {
			return
		}
		attrs = ` href="` + html.EscapeString(href) + `" rel="noopener noreferrer nofollow" target="_blank"`
	case "td", "th":
		attrs = number(t, "colspan") + number(t, "rowspan")
	case "ol":
		attrs = number(t, "start")
	}
	if dir := strings.ToLower(attr(t, "dir")); dir == "rtl" || dir == "ltr" {
		attrs += ` dir="` + dir + `"`
	}
	w.open = append(w.open, t.Data)
	w.WriteString("<" + t.Data + attrs + ">")
}

// end closes an element and what was left open in it; an end without a
// beginning is dropped.
func (w *safeWriter) end(name string) {
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i] == name {
			w.closeTo(i)
			return
		}
	}
}

func (w *safeWriter) closeTo(n int) {
	for i := len(w.open) - 1; i >= n; i-- {
		w.WriteString("</" + w.open[i] + ">")
	}
	w.open = w.open[:n]
}

// picture shows a picture that came with the mail, and names any other.
func (w *safeWriter) picture(t nethtml.Token) {
	src, alt := attr(t, "src"), clean(attr(t, "alt"))
	if len(src) > 4 && strings.EqualFold(src[:4], "cid:") && w.view.Inline != nil {
		if url, found := w.view.Inline(src[4:]); found {
			w.WriteString(`<img src="` + html.EscapeString(url) + `" alt="` + html.EscapeString(alt) + `">`)
			return
		}
	}
	if tiny(attr(t, "width")) || tiny(attr(t, "height")) { // nothing to see: it only counts readers
		return
	}
	label := w.view.Hidden
	if alt != "" {
		label += ": " + alt
	}
	w.WriteString("<em>[" + html.EscapeString(label) + "]</em>")
}

func tiny(s string) bool { return s == "0" || s == "1" || s == "2" || s == "1px" || s == "0px" }

// outward lets links lead to the web, to mail and to the telephone only.
func outward(href string) bool {
	scheme, rest, ok := strings.Cut(strings.ToLower(strings.TrimSpace(href)), ":")
	if !ok || rest == "" {
		return false
	}
	return scheme == "mailto" || scheme == "tel" || (scheme == "http" || scheme == "https") && strings.HasPrefix(rest, "//")
}

func attr(t nethtml.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func number(t nethtml.Token, name string) string {
	n, err := strconv.Atoi(attr(t, name))
	if err != nil || n < 1 || n > 1000 {
		return ""
	}
	return " " + name + `="` + strconv.Itoa(n) + `"`
}
