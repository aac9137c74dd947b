package name

import (
	"cmp"
	"slices"
	"strings"
)

// pairing is the words of two names, matched as well as can be.
type pairing struct {
	a, b         Name
	matched      []couple
	leftA, leftB []Token
	numA, numB   []string
	joins        []Reason
}

type couple struct {
	a, b  Token
	score float64
	what  What
}

func pair(a, b Name) pairing {
	p := pairing{a: a, b: b}
	as, bs := a.Tokens, b.Tokens
	as, bs = p.join(as, bs), p.join(bs, as)
	type option struct {
		i, j  int
		score float64
		what  What
	}
	var options []option
	for i, x := range as {
		for j, y := range bs {
			if s, w := like(x, y, a.Kind == Organisation && b.Kind == Organisation); s > 0 {
				options = append(options, option{i, j, s, w})
			}
		}
	}
	slices.SortStableFunc(options, func(x, y option) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(gap(x.i, x.j), gap(y.i, y.j)),
			cmp.Compare(inOrder(as[x.i].Text, bs[x.j].Text), inOrder(as[y.i].Text, bs[y.j].Text)))
	})
	usedA, usedB := make([]bool, len(as)), make([]bool, len(bs))
	for _, o := range options {
		if !usedA[o.i] && !usedB[o.j] {
			usedA[o.i], usedB[o.j] = true, true
			p.matched = append(p.matched, couple{as[o.i], bs[o.j], o.score, o.what})
		}
	}
	p.leftA, p.numA = left(as, usedA)
	p.leftB, p.numB = left(bs, usedB)
	return p
}

func gap(i, j int) int { return max(i-j, j-i) }

func inOrder(a, b string) string { return min(a, b) + " " + max(a, b) }

// left lists the words without a partner, and the numbers apart.
func left(ts []Token, used []bool) (words []Token, numbers []string) {
	for i, t := range ts {
		switch {
		case used[i]:
		case t.Number:
			numbers = append(numbers, t.Said)
		default:
			words = append(words, t)
		}
	}
	return words, numbers
}

// together reports whether words written as one are, but for a slip, another.
func together(o Token, whole string) bool {
	if len(whole) < 6 {
		return false
	}
	return o.Text[0] == whole[0] && slips(o.Text, whole, 1) <= 1 || o.Sound == Sound(whole) && slips(o.Text, whole, 2) <= 2
}

// parted reports whether a word stands among others by itself, or a number does:
// then they are not that word written apart.
func parted(ts []Token, o Token) bool {
	return slices.ContainsFunc(ts, func(t Token) bool { return t.Number || t.Text == o.Text || len(t.Text) < 2 })
}

// join closes up words of one name that the other writes together.
func (p *pairing) join(ts, others []Token) []Token {
	if len(ts) < 2 {
		return ts
	}
	for n := min(4, len(ts)); n >= 2; n-- {
		for i := 0; i+n <= len(ts); i++ {
			var text, said []string
			for _, t := range ts[i : i+n] {
				text, said = append(text, t.Text), append(said, t.Said)
			}
			whole := strings.Join(text, "")
			for _, o := range others {
				if o.Text == whole && len(whole) > 3 || !parted(ts[i:i+n], o) && together(o, whole) {
					t := Token{Text: o.Text, Said: strings.Join(said, " "), Sound: o.Sound, Formal: o.Formal, Bare: o.Bare}
					p.joins = append(p.joins, Reason{Joined, t.Said, o.Said})
					out := append(slices.Clone(ts[:i]), t)
					return append(out, ts[i+n:]...)
				}
			}
		}
	}
	return ts
}
