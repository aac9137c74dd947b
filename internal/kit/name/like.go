package name

import (
	"slices"
	"strings"
)

// like scores two words from 0, below the floor, to 1. firm says that both are
// of organisations, whose short words are acronyms and must agree.
func like(a, b Token, firm bool) (float64, What) {
	switch {
	case a.Text == b.Text:
		return 1, SameWord
	case a.Number || b.Number:
		return 0, ""
	case firm && a.Generic != b.Generic:
		if x, y := full(a), full(b); slips(x, y, 1) == 1 && min(len(x), len(y)) >= 5 {
			return 0.8, Slip
		}
		return 0, ""
	case a.Initial || b.Initial:
		if !firm && a.Text[0] == b.Text[0] && a.Initial != b.Initial {
			return 0.7, Initially
		}
		return 0, ""
	case a.Generic && b.Generic:
		return 0, ""
	}
	if bare(a) == bare(b) && (a.Bare != "" || b.Bare != "") && len(bare(a)) > 2 {
		return 0.95, Particled
	}
	if article(a.Text) == article(b.Text) && len(article(a.Text)) > 3 {
		return 0.95, Particled
	}
	if slices.ContainsFunc(a.Formal, func(g string) bool { return slices.Contains(b.Formal, g) }) {
		return 0.9, Shortened
	}
	if firm && min(len(a.Text), len(b.Text)) <= 3 {
		return 0, ""
	}
	if s, w := near(a.Text, b.Text, a.Sound, b.Sound); s > 0 {
		return s, w
	}
	if a.Bare != "" || b.Bare != "" {
		x, y := bare(a), bare(b)
		if s, w := near(x, y, Sound(x), Sound(y)); s > 0 && len(x) > 3 && len(y) > 3 {
			return s - 0.05, w
		}
	}
	return 0, ""
}

func full(t Token) string {
	if t.Full != "" {
		return t.Full
	}
	return t.Text
}

func bare(t Token) string {
	if t.Bare != "" {
		return t.Bare
	}
	return t.Text
}

// article leaves the Arabic article off a word that it was joined to.
func article(w string) string {
	for _, p := range []string{"al", "el", "bin", "ben", "ibn"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 3 {
			return rest
		}
	}
	return w
}

// near scores two words that differ in their letters. The shorter they are, the
// less they may differ, and what is heard counts more than what is written.
func near(a, b, soundA, soundB string) (float64, What) {
	long, short := max(len(a), len(b)), min(len(a), len(b))
	if short < 2 {
		return 0, ""
	}
	if long <= 4 && soundA == soundB && a[0] != b[0] && slips(a, b, 2) <= 2 {
		return 0.85, SoundsAlike // Shi, Xi
	}
	if short < 3 && long+short > 5 {
		return 0, ""
	}
	most := 1
	switch {
	case long >= 10:
		most = 3
	case long >= 6:
		most = 2
	}
	d := slips(a, b, most)
	if d > most {
		return 0, ""
	}
	if soundA == soundB {
		return 0.94 - 0.03*float64(d), SoundsAlike
	}
	if d == 1 && short >= 4 && swapped(a, b) {
		return 0.88, Slip
	}
	switch {
	case d == 1 && long != short && (long >= 6 || long == 5 && a[0] == b[0]), d == 1 && short >= 7:
		return 0.85, Slip
	case d == 2 && short >= 9:
		return 0.8, Slip
	case d == 1 && short >= 5 && liquid(a, b):
		return 0.8, SoundsAlike
	}
	return 0, ""
}

// swapped reports whether two words of one length differ by two neighbours that
// changed places.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

var blurred = strings.NewReplacer("r", "l", "m", "n")

// liquid reports whether two words differ only in an l for an r or an m for an
// n, which are often misheard.
func liquid(a, b string) bool {
	return blurred.Replace(a) == blurred.Replace(b)
}
