// Package name compares names as a careful person would: written otherwise, heard, shortened or mistyped.
//
// It knows persons and organisations and nothing of law. Two names are the same
// with more or less certainty (a Grade), and the reasons can be told. It errs on
// the side of showing: names that differ in one number are still shown, names
// that share only a common word are not. It can't know that two different names
// are one person's; other names are given to it by those who know.
package name

import (
	"slices"
	"strings"
)

// Kind tells persons from organisations.
type Kind int

// The kinds of names. An unknown one is guessed from its words.
const (
	Unknown Kind = iota
	Person
	Organisation
)

// Token is one word of a name as it is compared.
type Token struct {
	Text    string   // folded: lower case, Latin letters, digits
	Said    string   // as it was written
	Full    string   // folded, where Text is the word for many of its kind
	Bare    string   // without a particle before it: berg of vanderberg; empty if there is none
	Formal  []string // the groups of given names it belongs to
	Sound   string   // what is heard of it
	Initial bool     // a single letter that stands for a name
	Generic bool     // a word that many organisations have
	Number  bool
}

// Name is one name, taken apart.
type Name struct {
	Said   string
	Kind   Kind
	Tokens []Token
	Legal  string // the kind of company: LLC, JSC …; empty if it isn't said
	Suffix string // jr, sr, 2, 3 …
	Via    Via    // how it follows from what was written
	joined string // all words in one, as written
	all    []string
}

// Via says how a name follows from a text that holds several.
type Via string

// The ways a text names someone beside its first name.
const (
	Plain  Via = ""
	Born   Via = "born"   // née
	Also   Via = "also"   // d/b/a, a/k/a, formerly
	Family Via = "family" // a parent or a subsidiary that is named
)

// Edition counts the changes to how names are compared, so that a report can
// say by which it was made.
const Edition = 1

// Folded is a name as it is compared.
func (n Name) Folded() string {
	out := make([]string, len(n.Tokens))
	for i, t := range n.Tokens {
		out[i] = t.Text
	}
	return strings.Join(out, " ")
}

// Empty reports whether nothing is left that could be compared, as of a bare
// "LLC".
func (n Name) Empty() bool { return len(n.Tokens) == 0 }

// Parse takes a text apart into the names it holds: "Ann Smith née Baker" holds
// two. The first is the name as a whole.
func Parse(text string, k Kind) []Name {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "")
	}
	var out []Name
	first, rest := text, ""
	for _, s := range splits() {
		if before, after, ok := s.cut(text); ok {
			first, rest = before, after
			for _, more := range Parse(rest, s.kind(k)) {
				more.Via = s.via
				if s.via == Born {
					more = marry(first, more)
				}
				out = append(out, more)
			}
			break
		}
	}
	n := parse(first, k)
	if n.Empty() {
		return out
	}
	return append([]Name{n}, out...)
}

// mostTokens is how many words of a name are compared.
const mostTokens = 16

// longest is how much of a text is read, in bytes.
const longest = 400

// marry gives a name at birth the given names it was written without.
func marry(whole string, born Name) Name {
	n := parse(whole, Person)
	if len(born.Tokens) != 1 || len(n.Tokens) < 2 {
		return born
	}
	n.Via, n.Said = Born, whole+" ("+born.Said+")"
	n.Tokens = append(slices.Clone(n.Tokens[:len(n.Tokens)-1]), born.Tokens[0])
	n.finish()
	return n
}

func parse(text string, k Kind) Name {
	ws := split(text)
	if k == Unknown {
		k = guess(ws)
	}
	n := Name{Said: text, Kind: k}
	if k == Person {
		n.person(text, ws)
	} else {
		n.organisation(ws)
	}
	n.finish()
	return n
}

func (n *Name) finish() {
	n.Tokens = n.Tokens[:min(len(n.Tokens), mostTokens)]
	var all strings.Builder
	n.all = nil
	for i := range n.Tokens {
		t := &n.Tokens[i]
		all.WriteString(t.Text)
		if t.Sound == "" {
			t.Sound = Sound(t.Text)
		}
		if n.Kind == Person && !t.Initial {
			t.Formal = formal(t.Text)
			if t.Bare != "" && t.Formal == nil {
				t.Formal = formal(t.Bare)
			}
		}
		n.all = append(n.all, t.Text)
	}
	n.joined = all.String()
	slices.Sort(n.all)
}

// person reads a person's name: "Family, Given" is turned, titles and degrees
// are left out, particles are joined to what follows, initials stand alone.
func (n *Name) person(text string, ws []word) {
	if before, after, ok := strings.Cut(text, ","); ok {
		b, a := split(before), split(after)
		if len(b) > 0 && len(a) > 0 && !onlySuffixes(a) {
			ws = append(slices.Clone(a), b...)
		}
	}
	ws = leaveTitles(ws)
	ws, n.Suffix = leaveSuffixes(ws)
	ws, n.Legal = leaveForm(ws)
	shouting := len(ws) > 0 && !slices.ContainsFunc(ws, func(w word) bool { return len(w.text) > 3 && !w.upper })
	for i := 0; i < len(ws); i++ {
		w := ws[i]
		said, text := w.said, w.text
		bare := ""
		for particle(text) || i > 0 && bare == "" && text == "st" {
			if i+1 == len(ws) {
				break
			}
			i++
			said, bare = said+" "+ws[i].said, ws[i].text
			text += ws[i].text
			if !particle(bare) {
				break
			}
		}
		switch {
		case particle(text) && len(ws) > 1:
			continue // a particle that leads nowhere
		case w.upper && !shouting && len(text) == 2 && len(ws) > 1 && bare == "" && vowels(text) == 0:
			n.Tokens = append(n.Tokens, Token{Text: text[:1], Said: said, Initial: true}, Token{Text: text[1:], Said: said, Initial: true})
		default:
			n.Tokens = append(n.Tokens, Token{Text: spelt(text), Said: said, Bare: bare, Initial: len(text) == 1, Number: digits(text)})
		}
	}
}

// organisation reads an organisation's name: the legal form is set apart,
// abbreviations are written out, numbers are numbers.
func (n *Name) organisation(ws []word) {
	ws, n.Legal = leaveForm(ws)
	for i, w := range ws {
		if num, ok := number(w, i); ok {
			n.number(num, w.said)
			continue
		}
		for _, full := range strings.Fields(written(w.text)) {
			if empty(full) && len(ws) > 1 {
				continue
			}
			group, generic := trade(full)
			t := Token{Text: full, Said: w.said, Generic: generic, Number: numbered(full)}
			if generic && group != "" {
				t.Text, t.Full = group, full
			}
			n.Tokens = append(n.Tokens, t)
		}
	}
}

// number adds a number, joined to tens before it: forty, four.
func (n *Name) number(num int, said string) {
	if at := len(n.Tokens) - 1; at >= 0 && num < 10 && n.Tokens[at].Number {
		if was := atoi(n.Tokens[at].Text); was >= 20 && was < 100 && was%10 == 0 {
			n.Tokens[at].Text, n.Tokens[at].Said = itoa(was+num), n.Tokens[at].Said+" "+said
			return
		}
	}
	n.Tokens = append(n.Tokens, Token{Text: itoa(num), Said: said, Number: true})
}

// guess tells a person's name from an organisation's by its words.
func guess(ws []word) Kind {
	if _, form := leaveForm(ws); form != "" {
		return Organisation
	}
	for i, w := range ws {
		if _, isNumber := number(w, i); isNumber && i == 0 {
			return Organisation
		}
		if full := written(w.text); strings.Contains(full, " ") || full == "and" || full == "of" || full == "the" {
			return Organisation
		}
		if _, generic := trade(written(w.text)); generic && (len(ws) > 1 || w.upper) {
			return Organisation
		}
	}
	if len(ws) == 1 && ws[0].upper && len(ws[0].text) > 1 && len(ws[0].text) <= 5 {
		return Organisation
	}
	return Person
}
