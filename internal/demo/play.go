package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"candor/internal/talk/timeline"
)

// A story's words are written as plays are. "== stage" opens what is said in a
// stage of a matter, "# subject" a talk within it, and each turn of a talk
// begins with who speaks and how: "lawyer:", "client:", "call out:". A subject
// that ends in ?key belongs only where the facts have the key, in ?!key only
// where they haven't.
//
// {thing} is a fact of the matter; a talk with a fact that a matter doesn't
// have is left out there. {yes|of course} is one of several ways to say it.
// {day} and {day2} are days soon to come, on which the next meeting of the
// talk is then held; "then" before a speaker waits for the day too.

// script is what may be said in each stage.
type script map[string][]talk

// talk is an exchange about one thing.
type talk struct {
	subject string
	only    string // a fact it needs
	not     string // a fact it can't have
	turns   []turn
}

// turn is one person's part in a talk.
type turn struct {
	saying
	then bool // after the day that was named
	text string
}

// saying is who speaks and how.
type saying struct {
	speaker string // client, lead, priya, counsel, insurer, court or government
	kind    timeline.Kind
	way     timeline.Direction
	outcome timeline.Outcome
	channel string
	settled bool // theirs, and asks for nothing
	holding bool // ours, and only holds
}

// sayings are the ways to begin a turn.
func sayings() map[string]saying {
	return map[string]saying{
		"client":        {speaker: "client", kind: timeline.Email, way: timeline.In},
		"thanks":        {speaker: "client", kind: timeline.Email, way: timeline.In, settled: true},
		"lawyer":        {speaker: "lead", kind: timeline.Email, way: timeline.Out},
		"hold":          {speaker: "lead", kind: timeline.Email, way: timeline.Out, holding: true},
		"priya":         {speaker: "priya", kind: timeline.Email, way: timeline.Out},
		"counsel":       {speaker: "counsel", kind: timeline.Email, way: timeline.In},
		"insurer":       {speaker: "insurer", kind: timeline.Email, way: timeline.In},
		"court":         {speaker: "court", kind: timeline.Letter, way: timeline.In, channel: "post"},
		"government":    {speaker: "government", kind: timeline.Letter, way: timeline.In, channel: "post"},
		"call out":      {speaker: "lead", kind: timeline.Call, way: timeline.Out, outcome: timeline.Connected, channel: "phone"},
		"call in":       {speaker: "lead", kind: timeline.Call, way: timeline.In, outcome: timeline.Connected, channel: "phone"},
		"voicemail out": {speaker: "lead", kind: timeline.Call, way: timeline.Out, outcome: timeline.Voicemail, channel: "phone"},
		"meeting":       {speaker: "lead", kind: timeline.Meeting, channel: "in person"},
		"video":         {speaker: "lead", kind: timeline.Meeting, channel: "video"},
		"letter out":    {speaker: "lead", kind: timeline.Letter, way: timeline.Out, channel: "post"},
		"note":          {speaker: "lead", kind: timeline.Note},
		"priya note":    {speaker: "priya", kind: timeline.Note},
	}
}

// word tells whether the client has heard from us by it.
func (s saying) word() bool {
	switch s.kind {
	case timeline.Email, timeline.Letter, timeline.SMS:
		return s.way == timeline.Out
	case timeline.Call:
		return s.outcome == timeline.Connected
	case timeline.Meeting:
		return true
	}
	return false
}

// read makes a script of its text. The text is this package's own, so that a
// mistake in it is found by a test.
func read(text string) (script, error) {
	known := sayings()
	s := script{}
	stage := ""
	for n, line := range strings.Split(text, "\n") {
		name, rest, colon := strings.Cut(line, ":")
		name, then := strings.CutPrefix(name, "then ")
		said, isTurn := known[name]
		talks := s[stage]
		switch {
		case strings.HasPrefix(line, "== "):
			stage = strings.TrimPrefix(line, "== ")
		case strings.HasPrefix(line, "# "):
			s[stage] = append(talks, newTalk(strings.TrimPrefix(line, "# ")))
		case colon && isTurn && len(talks) > 0:
			t := &talks[len(talks)-1]
			t.turns = append(t.turns, turn{saying: said, then: then, text: strings.TrimSpace(rest)})
		case len(talks) > 0 && len(talks[len(talks)-1].turns) > 0:
			turns := talks[len(talks)-1].turns
			turns[len(turns)-1].text += "\n" + line
		case strings.TrimSpace(line) != "":
			return nil, fmt.Errorf("line %d of a script is nobody's: %q", n, line)
		}
	}
	for _, talks := range s {
		for _, t := range talks {
			for i := range t.turns {
				t.turns[i].text = strings.TrimSpace(t.turns[i].text)
			}
		}
	}
	return s, nil
}

func newTalk(head string) talk {
	subject, condition, _ := strings.Cut(head, " ?")
	t := talk{subject: subject}
	if not, negative := strings.CutPrefix(condition, "!"); negative {
		t.not = not
	} else {
		t.only = condition
	}
	return t
}

// fits tells whether a matter with these facts can have the talk.
func (t talk) fits(f facts, speaks func(u turn) bool) bool {
	if t.only != "" && f[t.only] == "" || t.not != "" && f[t.not] != "" {
		return false
	}
	for _, u := range t.turns {
		if !speaks(u) {
			return false
		}
	}
	for _, name := range t.names() {
		if f[name] == "" {
			return false
		}
	}
	return true
}

// names are the facts a talk speaks of.
func (t talk) names() (out []string) {
	texts := []string{t.subject}
	for _, u := range t.turns {
		texts = append(texts, u.text)
	}
	for _, text := range texts {
		for rest := text; ; {
			_, after, found := strings.Cut(rest, "{")
			if !found {
				break
			}
			if strings.HasPrefix(after, "{") { // the first way to say it begins with a fact
				rest = after
				continue
			}
			name, tail, _ := strings.Cut(after, "}")
			switch {
			case strings.ContainsAny(name, "|{ "):
				rest = after
			default:
				if !said(name) {
					out = append(out, name)
				}
				rest = tail
			}
		}
	}
	return out
}

// said are the names that every matter can fill in.
func said(name string) bool {
	switch name {
	case "client", "lawyer", "day", "day2", "time":
		return true
	}
	return false
}

// speak fills facts into a text and chooses one of the ways to say it.
func speak(r *rand.Rand, text string, f facts) string {
	for name, value := range f {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	for {
		open := strings.LastIndexByte(text, '{')
		if open < 0 {
			return text
		}
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			return text
		}
		ways := strings.Split(text[open+1:open+end], "|")
		text = text[:open] + ways[r.IntN(len(ways))] + text[open+end+1:]
	}
}
