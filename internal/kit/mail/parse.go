package mail

import (
	"slices"
	"strings"
)

// Parse reads one message. It never fails and never panics: a message it can
// make nothing of comes back as text with Problems.
func Parse(raw []byte) Message {
	p := &parser{}
	return p.message(raw, 0)
}

// parser walks the parts itself, over the bytes as they are. The two libraries
// tried on the fixtures did less well: enmime v2.3 gives up on 5 of 103 and
// spends more than 15 s on parts 1,000 deep, go-message v0.18 stumbles on 30.
type parser struct {
	parts    int // read so far, over all nested messages
	problems []string
	files    []Part
	report   report
	nested   int // how many messages deep we are
}

// note keeps a problem once; a bomb must not fill memory with complaints.
func (p *parser) note(problem string) {
	if len(p.problems) < maxTrouble && !slices.Contains(p.problems, problem) {
		p.problems = append(p.problems, problem)
	}
}

func (p *parser) message(raw []byte, depth int) Message {
	h, body := splitHeader(raw, p.note)
	kind, params := cutParams(h.get("content-type"), "")
	m := p.envelope(h, params["charset"])

	v := p.entity(h, body, depth, "text/plain", true)
	m.Text, m.HTML = strings.Trim(v.text, "\n"), v.html
	if strings.TrimSpace(m.Text) == "" && m.HTML != "" {
		m.Text = Text(m.HTML)
	}
	m.Attachments = p.files
	p.report.judge(&m, h, kind, params["report-type"])
	m.Problems = p.problems
	return m
}

func (p *parser) envelope(h header, hint string) Message {
	people := func(name string) []Address {
		return parseAddresses(strings.Join(h.all(name), ", "), hint)
	}
	m := Message{
		From: people("from"), To: people("to"), Cc: people("cc"), Bcc: people("bcc"),
		ReplyTo: people("reply-to"), Sender: people("sender"),
		Subject:  decodeWords(h.get("subject"), hint),
		Received: received(h),
		Lang:     clean(h.get("content-language")),
		fields:   h,
	}
	if ids := messageIDs(h.get("message-id")); len(ids) > 0 {
		m.MessageID = ids[0]
	}
	m.InReplyTo = messageIDs(strings.Join(h.all("in-reply-to"), " "))
	m.References = messageIDs(strings.Join(h.all("references"), " "))
	if len(m.From) == 0 {
		p.note("no sender")
	}
	if date := h.get("date"); date != "" {
		var ok bool
		if m.Date, ok = parseDate(date); !ok {
			p.note("unreadable date " + quoteName(date))
		}
	}
	if len(h.all("content-type")) > 1 {
		p.note("more than one Content-Type")
	}
	return m
}

// messageIDs reads the ids of a header field, without brackets, comments and
// the spaces that careless folding leaves inside. Old programs write prose
// around the id, and some leave the brackets out.
func messageIDs(s string) []string {
	var out []string
	add := func(id string) {
		id = strings.Join(strings.Fields(clean(stripComments(id))), "")
		if id != "" && len(id) < 1000 && len(out) < maxRefs && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	rest := s
	for {
		_, after, ok := strings.Cut(rest, "<")
		if !ok {
			break
		}
		id, next, closed := strings.Cut(after, ">")
		if !closed {
			break
		}
		add(id)
		rest = next
	}
	if len(out) > 0 {
		return out
	}
	words := strings.Fields(s)
	for _, w := range words {
		if strings.Contains(w, "@") || len(words) == 1 {
			add(strings.Trim(w, "<>\"',;"))
		}
	}
	return out
}
