package search

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"accents", "Łukasz WÓJCIK", "lukasz wojcik"},
		{"accents that are signs of their own", "Wo\u0301jcik", "wojcik"},
		{"letters that don't come apart", "Straße Ærø Đorđe Þór Œuvre", "strasse aero dorde thor oeuvre"},
		{"apostrophes and hyphens", "O’Brien-Smith", "o brien smith"},
		{"Turkish", "İstanbul ışık", "istanbul isik"},
		{"ligatures and wide letters", "ﬁnal Ｗｉｄｅ", "final wide"},
		{"signs that are words", "王小明 Wang", "王 小 明 wang"},
		{"Greek and Cyrillic", "Ἀλέξανδρος Йосип", "αλεξανδροσ иосип"},
		{"broken bytes", "a\xffb\x00c", "a b c"},
		{"nothing", " -- ", ""},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestSlips(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"john", "john", 0}, {"jonh", "john", 1}, {"jon", "john", 1}, {"john", "joan", 1}, {"wojcik", "wojick", 1}, {"alvarez", "alvares", 1}, {"garcia", "gracai", 2}, {"", "ab", 2}} {
		if got := slips(c.a, c.b); got != c.want {
			t.Errorf("slips(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestPassageShowsWhereItWasFound(t *testing.T) {
	t.Parallel()
	a := parse("hearing friday")
	body := strings.Repeat("Nothing of note here. ", 40) + "The  hearing\nwas moved to Friday. " + strings.Repeat("And so on. ", 40)
	got := passage(body, a.clauses)
	var hits []string
	for _, p := range got {
		if p.Hit {
			hits = append(hits, p.Text)
		}
	}
	text := Plain(got)
	if !slices.Equal(hits, []string{"hearing", "Friday"}) || !strings.HasPrefix(text, "… ") || !strings.HasSuffix(text, " …") || len(text) > passageLead+passageTail+20 {
		t.Errorf("passage = %q with hits %q, want a short cut around both words", text, hits)
	}
	if got := passage("nothing here", a.clauses); got != nil {
		t.Errorf("passage without a hit = %v, want none", got)
	}
}

// FuzzParse feeds whatever one may type to the parser and to both writers of
// queries: no sign may reach a database but letters and digits in quotes.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"john alv", `"moved to" -trust`, "matter: x", `'); DROP TABLE firm; --`, `a" OR "b`, "NEAR(a b)", "{title} : x", "a* ^b", "-", `"`, "\x00\xff", "ﬁ ½ ① ʼ", "a & !b | c <-> d:*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := parse(s)
		if len(a.clauses) > mostClauses {
			t.Fatalf("%d clauses, want at most %d", len(a.clauses), mostClauses)
		}
		positive := 0
		for _, c := range a.clauses {
			if !c.not {
				positive++
			}
			for _, p := range c.any {
				if len(p.words) == 0 {
					t.Fatal("a phrase without words")
				}
				for _, w := range p.words {
					if w == "" || len(w) > longest || strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) >= 0 {
						t.Fatalf("%q gave the word %q, want letters and digits", s, w)
					}
				}
			}
		}
		if len(a.clauses) > 0 && positive == 0 {
			t.Fatal("nothing to look for, only what to leave out")
		}
		marks(s, a.clauses)
		passage(s, a.clauses)
		if got := Plain(marks(s, a.clauses)); got != s {
			t.Fatalf("marks changed %q to %q", s, got)
		}
	})
}
