package name

import (
	"cmp"
	"slices"
)

func (m couple) rare(rare Rare) bool { return rare(m.a.Text) && rare(m.b.Text) }

// persons grades a pairing of which at least one is a person.
func (p pairing) persons(rare Rare) Finding {
	whole, initials, low := 0, 0, 1.0
	for _, m := range p.matched {
		if m.a.Initial || m.b.Initial {
			initials++
		} else {
			whole++
			low = min(low, m.score)
		}
	}
	leftA, leftB := names(p.leftA), names(p.leftB)
	f := Finding{Reasons: p.reasons()}
	switch {
	case whole == 0:
		return Finding{}
	case len(leftA) > 0 && len(leftB) > 0:
		if r, ok := p.almost(leftA, leftB); ok {
			return Finding{Possible, append([]Reason{r}, f.Reasons...)}
		}
		return p.apart(rare)
	case whole == 1 && p.contradicted():
		return p.apart(rare)
	case len(p.numA)+len(p.numB) > 0 && p.a.Kind != p.b.Kind:
		return Finding{}
	case whole+initials == 1:
		return p.single(rare, f)
	case len(leftA)+len(leftB) == 0:
		f.Grade = Strong
		if initials > 0 && len(p.a.Tokens) != len(p.b.Tokens) || initials > 0 && whole < 2 || low < 0.85 {
			f.Grade = Possible
		}
		return f
	case whole == 1:
		f.Grade = Possible
		if !slices.ContainsFunc(p.matched, func(m couple) bool { return !m.a.Initial && !m.b.Initial && m.rare(rare) }) {
			f.Grade = Weak
		}
		return p.more(f)
	}
	f.Grade = Possible
	if low >= 0.95 && len(p.leftA)+len(p.leftB) == 1 {
		f.Grade = Strong
	}
	return p.more(f)
}

// contradicted reports whether one has an initial and the other a name that
// doesn't begin with it.
func (p pairing) contradicted() bool {
	initial := func(t Token) bool { return t.Initial }
	return slices.ContainsFunc(p.leftA, initial) && len(names(p.leftB)) > 0 || slices.ContainsFunc(p.leftB, initial) && len(names(p.leftA)) > 0
}

// almost matches two persons of whose names all words but one are the same, and
// that one nearly: a slip too large for a word and small in a name. Two given
// names that everyone knows are no slip.
func (p pairing) almost(a, b []Token) (Reason, bool) {
	if len(a) != 1 && len(b) != 1 || p.a.Kind != Person || p.b.Kind != Person {
		return Reason{}, false
	}
	whole := max(len(p.a.joined), len(p.b.joined))
	for _, s := range a {
		for _, t := range b {
			x, y := s.Text, t.Text
			d := slips(x, y, 3)
			begins := len(x) > 4 && len(y) > 4 && x[:3] == y[:3]
			known := s.Formal != nil && t.Formal != nil
			if !known && (d == 1 && min(len(x), len(y)) >= 4 || d == 2 && (begins || whole >= 10 && max(len(x), len(y)) <= 6)) {
				return Reason{Slip, s.Said, t.Said}, true
			}
		}
	}
	return Reason{}, false
}

// names leaves out single letters: a middle initial that only one has says
// nothing against.
func names(ts []Token) (out []Token) {
	for _, t := range ts {
		if !t.Initial {
			out = append(out, t)
		}
	}
	return out
}

// single grades names that have one word in common.
func (p pairing) single(rare Rare, f Finding) Finding {
	m := p.matched[0]
	alone := len(p.a.Tokens) == 1 && len(p.b.Tokens) == 1
	switch {
	case alone && p.a.Kind == p.b.Kind:
		f.Grade = Possible
		if m.score >= 0.9 {
			f.Grade = Strong
		}
		return f
	case m.score < 0.9 || p.a.Kind != p.b.Kind && !alone:
		return Finding{}
	case m.rare(rare):
		f.Grade = Possible
	default:
		f.Grade = Weak
	}
	return p.more(f)
}

// apart grades names that each have a word the other lacks: the same rare
// family name and nothing else is worth a glance at most.
func (p pairing) apart(rare Rare) Finding {
	if p.a.Kind != p.b.Kind || len(p.a.Tokens) > 3 || len(p.b.Tokens) > 3 {
		return Finding{}
	}
	last := func(n Name) string { return n.Tokens[len(n.Tokens)-1].Text }
	if last(p.a) == last(p.b) && rare(last(p.a)) && p.a.Tokens[0].Text[0] == p.b.Tokens[0].Text[0] {
		return Finding{Weak, p.reasons()}
	}
	return Finding{}
}

// organisations grades a pairing of two organisations.
func (p pairing) organisations(rare Rare) Finding {
	telling, generic, low := 0, 0, 1.0
	heard := false
	for _, m := range p.matched {
		switch {
		case m.a.Generic || m.a.Number:
			generic++
		default:
			telling++
			low = min(low, m.score)
			heard = heard || m.score < 1
		}
	}
	f := Finding{Reasons: p.reasons()}
	both := len(p.leftA) > 0 && len(p.leftB) > 0
	missing := append(slices.Clone(p.leftA), p.leftB...)
	f.Grade = Strong
	switch {
	case telling == 0 && (generic < 2 || len(missing) > 0):
		return Finding{}
	case both:
		if len(missing) == 2 && slips(full(missing[0]), full(missing[1]), 1) == 1 && min(len(full(missing[0])), len(full(missing[1]))) >= 4 && telling > 0 {
			return Finding{Possible, append([]Reason{{Slip, missing[0].Said, missing[1].Said}}, f.Reasons...)}
		}
		return Finding{}
	case len(missing) == 0 && !heard:
		f.Grade = Exact
	case len(missing) == 0 && low < 0.85:
		f.Grade = Possible
	case len(missing) > 0:
		f.Grade = Possible
		lacking := slices.IndexFunc(missing, func(t Token) bool { return !t.Generic }) >= 0
		if !lacking && low >= 0.85 && len(missing) == 1 {
			f.Grade = Strong
		}
		known := slices.ContainsFunc(p.matched, func(m couple) bool { return !m.a.Generic && !m.a.Number && m.rare(rare) })
		if lacking && (!known && telling < 2 || len(missing) > 3*(telling+generic)) {
			f.Grade = Weak
		}
		f = p.more(f)
	}
	if len(p.numA)+len(p.numB) > 0 {
		f.Grade = min(f.Grade, Possible)
		f.Reasons = append(f.Reasons, Reason{OtherNumber, first(p.numA), first(p.numB)})
	}
	return f
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// more tells which words only one of the two has.
func (p pairing) more(f Finding) Finding {
	for _, t := range p.leftA {
		f.Reasons = append(f.Reasons, Reason{More, p.a.Said, t.Said})
	}
	for _, t := range p.leftB {
		f.Reasons = append(f.Reasons, Reason{More, p.b.Said, t.Said})
	}
	return f
}

// reasons tells how the words were matched, what needs explaining first.
func (p pairing) reasons() []Reason {
	out := slices.Clone(p.joins)
	ms := slices.Clone(p.matched)
	slices.SortStableFunc(ms, func(a, b couple) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.a.Text+a.b.Text, b.a.Text+b.b.Text))
	})
	for _, m := range ms {
		if m.what == SameWord {
			out = append(out, Reason{SameWord, m.a.Said, ""})
			continue
		}
		if m.what == Initially && m.b.Initial {
			out = append(out, Reason{Initially, m.b.Said, m.a.Said})
			continue
		}
		out = append(out, Reason{m.what, m.a.Said, m.b.Said})
	}
	return out
}
