package name

import (
	"slices"
	"strings"
)

// Grade says how likely two names are one.
type Grade int

// The grades, from nothing to the same.
const (
	None Grade = iota
	Weak
	Possible
	Strong
	Exact
)

// Reason is one thing that speaks for or against two names being one. A and B
// are the words it is about, as they were written.
type Reason struct {
	What What   `json:"what"`
	A    string `json:"a,omitempty"`
	B    string `json:"b,omitempty"`
}

// What a reason says.
type What string

// The reasons.
const (
	SameName    What = "same"        // letter for letter, but for case, accents and marks
	SameWord    What = "word"        // A stands in both
	Shortened   What = "shortened"   // A and B are forms of one given name
	SoundsAlike What = "sound"       // A and B sound alike
	Slip        What = "slip"        // A and B differ by a slip of the pen
	Initially   What = "initial"     // A stands for B
	Particled   What = "particle"    // A and B differ in a particle
	Joined      What = "joined"      // written together and apart
	Lettered    What = "acronym"     // A is B's first letters
	More        What = "more"        // A has the word B more
	OtherNumber What = "number"      // the same but for a number
	OtherForm   What = "form"        // the same but for the legal form
	OtherKind   What = "kind"        // a person and an organisation
	OtherSuffix What = "suffix"      // Jr. and Sr.
	OrderOnly   What = "order"       // the same words in another order
	ViaBirth    What = "via_born"    // A was born B
	ViaAlias    What = "via_also"    // A is also called B
	ViaFamily   What = "via_family"  // A belongs to B
	SharedEmail What = "email"       // the same e-mail address
	SharedPhone What = "phone"       // the same phone number
	SharedTaxID What = "tax_id"      // the same tax number
	OtherBirth  What = "other_birth" // other dates of birth
	SameBirth   What = "same_birth"  // the same date of birth
)

// Finding is how likely two names are one, and why.
type Finding struct {
	Grade   Grade
	Reasons []Reason
}

// Subject is someone with all that is known to tell them by.
type Subject struct {
	Names  []Name
	Emails []string // folded
	Phones []string // E.164
	TaxID  string
	Born   string // a day, as YYYY-MM-DD
}

// Rare reports whether few bear a word. One rare word in common says more than
// a common one.
type Rare func(word string) bool

// Compare finds how likely two are one: by the two names that are most alike,
// lifted by what else they share. What tells them apart lowers a grade and never
// hides it.
func Compare(a, b Subject, rare Rare) Finding {
	var best Finding
	for _, x := range a.Names {
		for _, y := range b.Names {
			if f := Match(x, y, rare); f.Grade > best.Grade {
				best = f
			}
		}
	}
	lift := func(w What, shared bool) {
		if !shared {
			return
		}
		best.Reasons = append(best.Reasons, Reason{What: w})
		switch {
		case best.Grade >= Possible:
			best.Grade = max(best.Grade, Strong)
		case w == SharedTaxID:
			best.Grade = Strong
		default:
			best.Grade = Possible
		}
	}
	lift(SharedTaxID, a.TaxID != "" && a.TaxID == b.TaxID)
	lift(SharedEmail, share(a.Emails, b.Emails))
	lift(SharedPhone, share(a.Phones, b.Phones))
	if best.Grade == None || a.Born == "" || b.Born == "" {
		return best
	}
	if a.Born == b.Born {
		best.Reasons = append(best.Reasons, Reason{What: SameBirth, A: a.Born})
		return best
	}
	best.Reasons = append(best.Reasons, Reason{OtherBirth, a.Born, b.Born})
	best.Grade = min(best.Grade, Possible)
	return best
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return s != "" && slices.Contains(b, s) })
}

// Match grades two names.
func Match(a, b Name, rare Rare) Finding {
	if a.Empty() || b.Empty() {
		return Finding{}
	}
	if rare == nil {
		rare = func(w string) bool { return len(w) >= 5 && formal(w) == nil }
	}
	f := match(a, b, rare)
	if f.Grade == None {
		return f
	}
	for _, n := range []Name{a, b} {
		switch n.Via {
		case Born:
			f.Reasons = append(f.Reasons, Reason{ViaBirth, n.Said, ""})
		case Also:
			f.Reasons = append(f.Reasons, Reason{ViaAlias, n.Said, ""})
		case Family:
			f.Reasons = append(f.Reasons, Reason{ViaFamily, n.Said, ""})
			f.Grade = min(f.Grade, Strong)
		case Plain:
		}
	}
	return f
}

func match(a, b Name, rare Rare) Finding {
	if a.Kind == b.Kind && a.Legal == b.Legal && a.Suffix == b.Suffix && slices.Equal(a.all, b.all) {
		if a.joined == b.joined {
			return Finding{Exact, []Reason{{What: SameName}}}
		}
		return Finding{Strong, []Reason{{What: OrderOnly}}}
	}
	if a.joined == b.joined && len(a.joined) > 3 {
		return close(a, b, Finding{Strong, []Reason{{Joined, a.Said, b.Said}}})
	}
	if f, ok := lettered(a, b); ok {
		return f
	}
	f := weigh(a, b, rare)
	if x, y := a.apart(), b.apart(); f.Grade < Possible && (len(x.Tokens) > len(a.Tokens) || len(y.Tokens) > len(b.Tokens)) {
		if g := weigh(x, y, rare); g.Grade > f.Grade && len(g.Reasons) > 1 {
			f = g
		}
	}
	if f.Grade < Possible && len(a.joined) >= 8 && len(b.joined) >= 8 && a.Kind == b.Kind && len(a.Tokens) != len(b.Tokens) && slips(a.joined, b.joined, 1) <= 1 {
		f = Finding{Possible, []Reason{{Joined, a.Said, b.Said}}}
	}
	if f.Grade == None {
		return f
	}
	return close(a, b, f)
}

func weigh(a, b Name, rare Rare) Finding {
	p := pair(a, b)
	if a.Kind == Organisation && b.Kind == Organisation {
		return p.organisations(rare)
	}
	return p.persons(rare)
}

// apart is a name with its particles as words of their own: Văn is a middle
// name in Hanoi and the beginning of a family name in Antwerp.
func (n Name) apart() Name {
	if n.Kind != Person || !slices.ContainsFunc(n.Tokens, func(t Token) bool { return t.Bare != "" }) {
		return n
	}
	var ts []Token
	for _, t := range n.Tokens {
		if t.Bare != "" {
			before := strings.TrimSuffix(t.Text, t.Bare)
			ts = append(ts, Token{Text: before, Said: before, Sound: Sound(before)})
			t = Token{Text: t.Bare, Said: t.Said, Sound: Sound(t.Bare), Formal: formal(t.Bare)}
		}
		ts = append(ts, t)
	}
	n.Tokens = ts
	return n
}

// close lowers a grade by what tells two names apart.
func close(a, b Name, f Finding) Finding {
	if a.Kind != b.Kind {
		f.Grade = min(f.Grade, Possible)
		f.Reasons = append(f.Reasons, Reason{What: OtherKind})
	} else if a.Legal != b.Legal && a.Kind == Organisation {
		if a.Legal != "" && b.Legal != "" && !(a.Legal == "CORP" || b.Legal == "CORP") {
			f.Grade = min(f.Grade, Possible)
			f.Reasons = append(f.Reasons, Reason{OtherForm, a.Legal, b.Legal})
		} else {
			f.Grade = min(f.Grade, Strong)
		}
	}
	if a.Suffix != b.Suffix {
		f.Grade = min(f.Grade, Strong)
		if a.Suffix != "" && b.Suffix != "" {
			f.Grade = min(f.Grade, Possible)
			f.Reasons = append(f.Reasons, Reason{OtherSuffix, a.Suffix, b.Suffix})
		}
	}
	return f
}

// lettered matches an acronym with what it stands for.
func lettered(a, b Name) (Finding, bool) {
	if len(a.Tokens) > len(b.Tokens) {
		a, b = b, a
	}
	if len(a.Tokens) != 1 || len(b.Tokens) < 3 || a.Kind == Person && b.Kind == Person {
		return Finding{}, false
	}
	if s := a.Tokens[0].Text; len(s) >= 3 && s == Acronym(b) {
		return Finding{Possible, []Reason{{Lettered, a.Said, b.Said}}}, true
	}
	return Finding{}, false
}

// Acronym is a name's first letters.
func Acronym(n Name) string {
	var b strings.Builder
	for _, w := range split(n.Said) {
		if !empty(w.text) && b.Len() < len(n.Tokens) {
			b.WriteByte(w.text[0])
		}
	}
	return b.String()
}
