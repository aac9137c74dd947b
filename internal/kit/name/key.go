package name

import (
	"hash/fnv"
	"slices"
	"strings"
	"sync"
)

// Key is what a name is filed under. Names that may be one share a key.
type Key int64

func key(parts ...string) Key {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(parts, "|"))) // a hash never fails
	return Key(h.Sum64() >> 1)                       //nolint:gosec // the top bit is gone: it fits
}

// mostWords is how many words of a name are paired.
const mostWords = 6

// Keys lists what a name is filed under: every two of its words by their sound,
// each word alone, all as one, and its family name by the first letter.
func Keys(n Name) []Key {
	ts := n.telling()
	var ks []Key
	if len(ts) == 1 {
		for _, c := range codes(ts[0]) {
			ks = append(ks, key("only", c))
		}
	}
	for i, t := range ts {
		for _, c := range codes(t) {
			if len(ts) > 1 {
				ks = append(ks, key("one", c))
			}
			for _, o := range ts[i+1:] {
				for _, d := range codes(o) {
					ks = append(ks, two(c, d))
				}
			}
			for _, t := range n.Tokens {
				if t.Initial {
					ks = append(ks, key("letter", t.Text, c))
				}
			}
		}
	}
	if len(ts) > 1 {
		ks = append(ks, key("all", Sound(n.joined)))
		if n.Kind == Person {
			ks = append(ks, key("first", ts[0].Text[:1], ts[len(ts)-1].Sound))
		}
	}
	if a := Acronym(n); len(a) > 2 && n.Kind == Organisation {
		ks = append(ks, key("only", Sound(a)))
	}
	return tidy(ks)
}

func two(a, b string) Key { return key("two", min(a, b), max(a, b)) }

func tidy(ks []Key) []Key {
	slices.Sort(ks)
	return slices.Compact(ks)
}

// telling are the words a name is filed by: not single letters and numbers, and
// not the words that many have unless there is no other.
func (n Name) telling() []Token {
	pick := func(ok func(Token) bool) (out []Token) {
		for _, t := range n.Tokens {
			if ok(t) && len(out) < mostWords {
				out = append(out, t)
			}
		}
		return out
	}
	if ts := pick(func(t Token) bool { return !t.Initial && !t.Number && !t.Generic }); len(ts) > 0 {
		return ts
	}
	if ts := pick(func(t Token) bool { return !t.Initial && !t.Number }); len(ts) > 0 {
		return ts
	}
	return pick(func(Token) bool { return true })
}

// codes are the ways a word may be heard: with its particle and without.
func codes(t Token) []string {
	out := []string{t.Sound}
	for _, w := range []string{t.Bare, article(t.Text)} {
		if s := Sound(w); w != "" && s != t.Sound {
			out = append(out, s)
		}
	}
	return slices.Compact(out)
}

// Probes lists where to look for names that may be n's: first where they most
// likely are, then where slips of the pen would put them.
func Probes(n Name) (likely, slipped []Key) {
	ts := n.closed()
	if len(ts) == 0 {
		return nil, nil
	}
	likely = Keys(n)
	all := make([][]string, len(ts))
	for i, t := range ts {
		all[i] = heardAs(t)
	}
	alone := len(n.telling()) == 1
	for i := range ts {
		for _, c := range all[i] {
			likely = append(likely, key("only", c))
			if alone {
				likely = append(likely, key("one", c))
			}
			for j := range ts {
				if i != j {
					likely = append(likely, key("letter", ts[j].Text[:1], c))
				}
			}
			for j := i + 1; j < len(ts); j++ {
				for _, d := range all[j] {
					likely = append(likely, two(c, d))
				}
			}
		}
	}
	likely = append(likely, n.byLetter()...)
	if alone {
		likely = append(likely, key("all", ts[0].Sound))
		for _, s := range misheard(ts[0].Sound) {
			slipped = append(slipped, key("only", s))
		}
	} else if s := Sound(n.joined); len(ts) > 1 {
		likely = append(likely, key("only", s), key("all", s))
	}
	slipped = append(slipped, slips2(n.telling())...)
	return drop(likely, key("one", "")), tidy(slipped)
}

// drop leaves a key of nothing out.
func drop(ks []Key, none Key) []Key {
	return slices.DeleteFunc(tidy(ks), func(k Key) bool { return k == none })
}

// byLetter looks for those whose name an initial stands for.
func (n Name) byLetter() (ks []Key) {
	whole := n.telling()
	for _, t := range n.Tokens {
		if t.Initial && len(whole) == 1 {
			ks = append(ks, key("first", t.Text, whole[0].Sound))
		}
	}
	if len(whole) == 1 {
		return ks
	}
	return nil
}

// slips2 pairs each word with what another might be but for a slip. Of more
// than three words two are right anyhow.
func slips2(ts []Token) (ks []Key) {
	if len(ts) < 2 || len(ts) > 3 {
		return nil
	}
	for i, t := range ts {
		for _, s := range misheard(t.Sound) {
			for j, o := range ts {
				if i != j {
					ks = append(ks, two(s, o.Sound))
				}
			}
		}
	}
	return ks
}

// closed lists a name's words, and neighbours closed up.
func (n Name) closed() []Token {
	ts := slices.Clone(n.telling())
	whole := len(ts)
	for i := range whole - 1 {
		w := ts[i].Text + ts[i+1].Text
		ts = append(ts, Token{Text: w, Sound: Sound(w)})
	}
	x := n.apart()
	for _, t := range x.Tokens {
		if len(x.Tokens) > len(n.Tokens) && !t.Initial && !slices.ContainsFunc(ts, func(o Token) bool { return o.Text == t.Text }) {
			ts = append(ts, t)
		}
	}
	return ts[:min(len(ts), 2*mostWords)]
}

// heardAs lists the sounds of a word and of the given names it is a form of.
func heardAs(t Token) []string {
	out := codes(t)
	for _, g := range t.Formal {
		out = append(out, groupSounds()[g]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var groupSounds = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for n, gs := range given() {
		for _, g := range gs {
			m[g] = append(m[g], Sound(n))
		}
	}
	return m
})

// misheard lists what is heard of a word if one of its letters is wrong, missing
// or too many.
func misheard(s string) []string {
	var out []string
	for i := range len(s) + 1 {
		if i < len(s) {
			out = append(out, s[:i]+s[i+1:])
		}
		if i+1 < len(s) {
			out = append(out, s[:i]+s[i+1:i+2]+s[i:i+1]+s[i+2:])
		}
		for _, c := range sounds {
			if i < len(s) {
				out = append(out, s[:i]+string(c)+s[i+1:])
			}
			out = append(out, s[:i]+string(c)+s[i:])
		}
	}
	for i, o := range out {
		out[i] = undouble(o)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func undouble(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if i == 0 || s[i] != s[i-1] {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// Fact is what someone is filed under beside their names: a tax number, an
// address of theirs.
func Fact(f string) Key { return key("fact", f) }

// Alone is what a word of a name is filed under by itself, to count who bears
// it.
func Alone(t Token) Key { return key("one", t.Sound) }
