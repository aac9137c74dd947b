package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is what someone looks for.
type Query struct {
	// Text is as typed: words that must all be there, "words in this order",
	// -without, and matter: to look among matters only. Nothing typed is wrong.
	Text  string
	Kinds []Kind // none means all
	Limit int    // hits of each kind; 10 unless told, 50 at most
	After string // the place in one kind's list, from Group.Next
	Count bool   // count what doesn't fit
}

// phrase is words in their order; the last may be half typed.
type phrase struct {
	words []string
	half  bool
}

// clause is a condition: any one of its phrases, or with not, none.
type clause struct {
	any []phrase
	not bool
}

// asked is a Query's text, understood.
type asked struct {
	clauses []clause
	kinds   []Kind
	folded  string // the words alone; empty if there is more to the question
}

const (
	longestText = 400 // bytes of a question that are read
	mostClauses = 12
	mostPieces  = 24 // words of a phrase
)

// piece is a part of what was typed: a word, or what stands in quotes.
type piece struct {
	text   string
	not    bool
	quoted bool
}

// parse understands what was typed. It can't fail: what it can't make sense of
// it takes for words.
func parse(s string) asked {
	var a asked
	ps := pieces(clip(strings.ToValidUTF8(s, " "), longestText), &a.kinds)
	ps = joinNumbers(ps)
	plain := true
	for i, p := range ps {
		c, ok := p.clause(i == len(ps)-1)
		if !ok {
			continue
		}
		if len(a.clauses) == mostClauses {
			break
		}
		a.clauses = append(a.clauses, c)
		plain = plain && !p.not
	}
	if !slices.ContainsFunc(a.clauses, func(c clause) bool { return !c.not }) {
		a.clauses = nil // everything without a word is not an answer
		return a
	}
	if plain {
		texts := make([]string, 0, len(ps))
		for _, p := range ps {
			texts = append(texts, p.text)
		}
		a.folded = Fold(strings.Join(texts, " "))
	}
	return a
}

// pieces parts what was typed, and takes out the kinds it names.
func pieces(s string, kinds *[]Kind) (out []piece) {
	for {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		if s == "" {
			return out
		}
		var p piece
		if rest, ok := strings.CutPrefix(s, "-"); ok && rest != "" && !unicode.IsSpace(firstRune(rest)) {
			p.not, s = true, rest
		}
		if rest, ok := strings.CutPrefix(s, `"`); ok {
			p.quoted = true
			p.text, s, _ = strings.Cut(rest, `"`)
			out = append(out, p)
			continue
		}
		end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
		if end < 0 {
			end = len(s)
		}
		if name, _, ok := strings.Cut(s[:end], ":"); ok && !p.not {
			if k := Kind(strings.ToLower(name)); k.code() != 0 {
				*kinds = append(*kinds, k)
				s = s[len(name)+1:]
				continue
			}
		}
		p.text, s = s[:end], s[end:]
		out = append(out, p)
	}
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// joinNumbers makes one piece of "312 555 0100": a phone number is typed in
// groups and kept without.
func joinNumbers(ps []piece) (out []piece) {
	for i := 0; i < len(ps); {
		j, digits := i, 0
		for j < len(ps) && !ps[j].quoted && !ps[j].not && isNumber(ps[j].text) {
			digits += len(joined(ps[j].text))
			j++
		}
		if j-i > 1 && digits >= 7 && digits <= 15 {
			var texts []string
			for _, p := range ps[i:j] {
				texts = append(texts, p.text)
			}
			out = append(out, piece{text: strings.Join(texts, "-")})
			i = j
			continue
		}
		out = append(out, ps[i])
		i++
	}
	return out
}

func isNumber(s string) bool {
	return strings.Trim(s, "0123456789()+-./") == "" && strings.ContainsAny(s, "0123456789")
}

func joined(s string) string { return strings.ReplaceAll(Fold(s), " ", "") }

// clause is the condition a piece stands for. The last word may be half typed,
// from its second letter on: one letter alone would ask for half the firm.
func (p piece) clause(last bool) (clause, bool) {
	var ws []string
	for w := range words(p.text) {
		if len(ws) < mostPieces {
			ws = append(ws, clip(w.text, longest))
		}
	}
	if len(ws) == 0 {
		return clause{}, false
	}
	half := last && !p.quoted && !p.not
	as := func(ws ...string) phrase {
		return phrase{ws, half && utf8.RuneCountInString(ws[len(ws)-1]) > 1}
	}
	c := clause{any: []phrase{as(ws...)}, not: p.not}
	if j := strings.Join(ws, ""); len(ws) > 1 && !p.quoted && len(j) <= longest {
		c.any = append(c.any, as(j))
	}
	return c, true
}
