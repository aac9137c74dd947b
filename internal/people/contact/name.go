package contact

import (
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"candor/internal/firm/search"
	"candor/internal/kit/errs"
)

// NameKind says how else someone is or was called.
type NameKind string

// The kinds of other names. A conflict check searches them all.
const (
	Former NameKind = "former"
	Maiden NameKind = "maiden"
	Alias  NameKind = "alias"
	DBA    NameKind = "dba" // doing business as
	Legal  NameKind = "legal"
)

// NameKinds lists them in the order people are shown them.
func NameKinds() []NameKind { return []NameKind{Former, Maiden, Alias, DBA, Legal} }

// Name is another name of a contact.
type Name struct {
	bun.BaseModel `bun:"table:contact_name,alias:cn"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	ContactID ID
	Kind      NameKind
	Name      string
	Folded    string
	Note      string
}

func (n *Name) check(p *errs.Problems, field string) {
	n.Name, n.Note = Neat(n.Name), Neat(n.Note)
	n.Folded = search.Fold(n.Name)
	p.Check(slices.Contains(NameKinds(), n.Kind), field, "Choose what kind of name this is.")
	p.Check(len(n.Name) <= longest, field, "This name is longer than %d letters.", longest)
}

// Neat trims a line and closes up its spaces.
func Neat(s string) string { return strings.Join(strings.Fields(s), " ") }

// SortKey folds a name for sorting: accents and case make no difference.
func SortKey(s string) string { return search.Fold(s) }

// particles belong to the family name that follows them.
func particle(word string) bool {
	switch strings.ToLower(word) {
	case "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten", "zu", "y", "st.", "san":
		return true
	}
	return false
}

func suffix(word string) bool {
	switch strings.ToLower(strings.Trim(word, ".,")) {
	case "jr", "sr", "ii", "iii", "iv", "esq", "md", "phd", "dds", "cpa":
		return true
	}
	return false
}

// SplitName splits a name written in one line: "Family, Given Middle", or
// given name first. Only a guess is possible; people correct it.
func SplitName(s string) (given, middle, family, suff string) {
	s = Neat(s)
	if f, rest, ok := strings.Cut(s, ","); ok && !suffix(strings.TrimSpace(rest)) {
		words := strings.Fields(strings.ReplaceAll(rest, ",", " "))
		words, suff = cutSuffix(words)
		given, middle = cutFirst(words)
		return given, middle, Neat(f), suff
	}
	words, suff := cutSuffix(strings.Fields(strings.ReplaceAll(s, ",", " ")))
	if len(words) == 0 {
		return "", "", "", suff
	}
	if len(words) == 1 {
		return words[0], "", "", suff
	}
	at := len(words) - 1
	for at > 1 && particle(words[at-1]) {
		at--
	}
	given, middle = cutFirst(words[:at])
	return given, middle, strings.Join(words[at:], " "), suff
}

func cutSuffix(words []string) ([]string, string) {
	at := len(words)
	for at > 1 && suffix(words[at-1]) {
		at--
	}
	return words[:at], strings.Join(words[at:], " ")
}

func cutFirst(words []string) (first, rest string) {
	if len(words) == 0 {
		return "", ""
	}
	return words[0], strings.Join(words[1:], " ")
}
