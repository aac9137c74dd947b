package contact

import (
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/search"
)

// Double is a pair of contacts that may be one and the same.
type Double struct {
	bun.BaseModel `bun:"table:contact_double,alias:cd"`

	FirmID    string `bun:",pk"`
	OneID     ID     `bun:",pk"`
	OtherID   ID     `bun:",pk"`
	Score     int64  // 0 to 100
	Why       []Clue `bun:"type:text"`
	State     string // open, distinct or merged
	FoundAt   time.Time
	DecidedBy string
	DecidedAt *time.Time

	OneName   string `bun:"one_name,scanonly"`
	OtherName string `bun:"other_name,scanonly"`
}

// The states of a Double.
const (
	Open     = "open"
	Distinct = "distinct"
	Merged   = "merged"
)

// Clue is one thing that two contacts have in common.
type Clue string

// The clues, strongest first.
const (
	SameTaxID    Clue = "tax_id"
	SameEmail    Clue = "email"
	SameName     Clue = "name"
	SamePhone    Clue = "phone"
	SameOther    Clue = "other_name"
	SimilarName  Clue = "similar"
	SameBirthday Clue = "born"
)

// weight is what a clue adds to the score of a pair.
func (c Clue) weight() int64 {
	switch c {
	case SameTaxID:
		return 90
	case SameEmail:
		return 50
	case SameName:
		return 45
	case SamePhone:
		return 35
	case SameOther:
		return 35
	case SimilarName:
		return 25
	case SameBirthday:
		return 25
	}
	return 0
}

// worthALook is the score from which a pair is shown to a person.
const worthALook = 45

// compare scores two cards of one kind. Two different dates of birth outweigh
// a shared name: fathers and sons share those.
func compare(a, b Card) (score int64, why []Clue) {
	if a.Kind != b.Kind {
		return 0, nil
	}
	add := func(c Clue, ok bool) {
		if ok {
			why = append(why, c)
			score += c.weight()
		}
	}
	add(SameTaxID, a.TaxID != "" && a.TaxID == b.TaxID)
	add(SameEmail, share(a.Points, b.Points, Email))
	name := nameKey(a.Name) == nameKey(b.Name)
	add(SameName, name)
	add(SamePhone, share(a.Points, b.Points, Phone))
	add(SameOther, !name && shareNames(a, b))
	add(SimilarName, !name && skeleton(a.Contact) == skeleton(b.Contact))
	born := !a.BornOn.IsZero() && !b.BornOn.IsZero()
	add(SameBirthday, born && a.BornOn == b.BornOn)
	if born && a.BornOn != b.BornOn {
		score -= 60
	}
	return min(max(score, 0), 100), why
}

func share(a, b []Point, k PointKind) bool {
	return slices.ContainsFunc(a, func(p Point) bool {
		return p.Kind == k && p.Folded != "" && slices.ContainsFunc(b, func(o Point) bool { return o.Kind == k && o.Folded == p.Folded })
	})
}

func shareNames(a, b Card) bool {
	mine := append(otherKeys(a), nameKey(a.Name))
	return slices.ContainsFunc(append(otherKeys(b), nameKey(b.Name)), func(k string) bool { return slices.Contains(mine, k) })
}

func otherKeys(c Card) []string {
	keys := make([]string, 0, len(c.Names))
	for _, n := range c.Names {
		keys = append(keys, nameKey(n.Name))
	}
	return keys
}

// nameKey is a name without order, case, accents or marks: "García, María" and
// "Maria Garcia" have the same.
func nameKey(name string) string {
	words := strings.Fields(search.Fold(strings.NewReplacer(".", "", ",", " ", "'", "", "’", "", "-", " ").Replace(name)))
	slices.Sort(words)
	return strings.Join(words, " ")
}

// skeleton is what is left of a name after common slips of the pen: the first
// letter of each word and its consonants, doubles closed up.
func skeleton(c Contact) string {
	name := c.Name
	if c.Kind == Person {
		name = c.Given + " " + c.Family
	}
	words := strings.Fields(nameKey(name))
	for i, w := range words {
		words[i] = bones(w)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

func bones(word string) string {
	var out []rune
	for i, r := range word {
		if i > 0 && strings.ContainsRune("aeiouyhw", r) {
			continue
		}
		if n := len(out); n > 0 && out[n-1] == r {
			continue
		}
		out = append(out, r)
	}
	if len(out) > 1 {
		slices.Sort(out[1:]) // swapped letters are the commonest slip
	}
	return string(out)
}

// keys are what candidates for a double are found by.
func keys(c Card) []string {
	ks := []string{"n:" + nameKey(c.Name), "s:" + skeleton(c.Contact)}
	for _, k := range otherKeys(c) {
		ks = append(ks, "n:"+k)
	}
	if c.TaxID != "" {
		ks = append(ks, "t:"+c.TaxID)
	}
	for _, p := range c.Points {
		if p.Folded != "" && (p.Kind == Email || p.Kind == Phone) {
			ks = append(ks, string(p.Kind[0])+":"+p.Folded)
		}
	}
	slices.Sort(ks)
	return slices.Compact(ks)
}

// words are the keys by which a contact is found by any word of a name, and by
// its tags.
func words(c Card) []string {
	var out []string
	for _, t := range c.Tags {
		out = append(out, tagKey(t))
	}
	for _, n := range append([]string{c.Name, c.Preferred}, otherNames(c)...) {
		for _, w := range strings.Fields(nameKey(n)) {
			out = append(out, "w:"+w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// tagKey is the key of a tag.
func tagKey(tag string) string { return "#" + search.Fold(tag) }

func otherNames(c Card) []string {
	out := make([]string, 0, len(c.Names))
	for _, n := range c.Names {
		out = append(out, n.Name)
	}
	return out
}
