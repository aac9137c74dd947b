package search

import (
	"slices"
	"strings"
)

// Part is a piece of a text; Hit says that it is what was looked for.
type Part struct {
	Text string
	Hit  bool
}

// Plain joins parts to the text they were.
func Plain(ps []Part) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Text)
	}
	return b.String()
}

// hit reports whether a folded word is one of those looked for.
func hit(w string, cs []clause) bool {
	for _, c := range cs {
		if c.not {
			continue
		}
		for _, p := range c.any {
			last := p.words[len(p.words)-1]
			if slices.Contains(p.words, w) || p.half && strings.HasPrefix(w, last) {
				return true
			}
		}
	}
	return false
}

// marks parts a text into what was looked for and the rest.
func marks(s string, cs []clause) (ps []Part) {
	at := 0
	add := func(end int, is bool) {
		if end > at {
			ps = append(ps, Part{s[at:end], is})
			at = end
		}
	}
	for w := range words(s) {
		if hit(w.text, cs) {
			add(w.start, false)
			add(w.end, true)
		}
	}
	add(len(s), false)
	return ps
}

const (
	passageLead = 60  // bytes shown before the first word found
	passageTail = 180 // bytes shown from it on
	mostTried   = 200 // places looked at for the best passage
)

// passage gives the part of a body where most of what was looked for stands
// together; nothing if none of it does.
func passage(body string, cs []clause) []Part {
	var at []int
	for w := range words(body) {
		if hit(w.text, cs) {
			at = append(at, w.start)
		}
		if len(at) == mostTried {
			break
		}
	}
	if len(at) == 0 {
		return nil
	}
	best, most := at[0], 0
	for i, start := range at {
		n := 0
		for _, other := range at[i:] {
			if other < start+passageTail {
				n++
			}
		}
		if n > most {
			best, most = start, n
		}
	}
	from, to := max(best-passageLead, 0), min(best+passageTail, len(body))
	if from > 0 {
		if blank := strings.IndexAny(body[from:best], " \n\t"); blank >= 0 {
			from += blank
		} else {
			from = best
		}
	}
	cut := clip(body[from:], to-from)
	if to < len(body) {
		if blank := strings.LastIndexAny(cut, " \n\t"); blank > best-from {
			cut = cut[:blank]
		}
	}
	cut = strings.Join(strings.Fields(cut), " ")
	if from > 0 {
		cut = "… " + cut
	}
	if to < len(body) {
		cut += " …"
	}
	return marks(cut, cs)
}
