package contact_test

import (
	"testing"

	"candor/internal/people/contact"
)

func TestSplitName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, given, middle, family, suffix string }{
		{"two words", "Jon Smith", "Jon", "", "Smith", ""},
		{"a mononym", "Sukarno", "Sukarno", "", "", ""},
		{"family name first", "Müller, Jürgen", "Jürgen", "", "Müller", ""},
		{"a particle", "Pieter van der Berg", "Pieter", "", "van der Berg", ""},
		{"a suffix", "Robert Smith Jr.", "Robert", "", "Smith", "Jr."},
		{"a suffix after a comma", "Robert Smith, Jr.", "Robert", "", "Smith", "Jr."},
		{"a middle name", "Mary Ann Lee", "Mary", "Ann", "Lee", ""},
		{"nothing", "  ", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			g, m, f, s := contact.SplitName(c.in)
			if g != c.given || m != c.middle || f != c.family || s != c.suffix {
				t.Errorf("SplitName(%q) = %q %q %q %q, want %q %q %q %q", c.in, g, m, f, s, c.given, c.middle, c.family, c.suffix)
			}
		})
	}
}

func TestFoldPhoneReadsWhatPeopleWrite(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"(512) 555-0142":     "+15125550142",
		"512.555.0142":       "+15125550142",
		"+44 20 7946 0958":   "+442079460958",
		"+1 512 555 0142 x9": "+15125550142",
		"not a number":       "",
		"12":                 "",
	} {
		if got := contact.FoldPhone(in, "US"); got != want {
			t.Errorf("FoldPhone(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSplitNameLosesNoWord(f *testing.F) {
	f.Add("María García López")
	f.Add("van der Berg, Pieter, Jr.")
	f.Fuzz(func(t *testing.T, s string) {
		g, m, fam, suf := contact.SplitName(s)
		letters := func(s string) (n int) {
			for _, r := range s {
				if r != ' ' && r != ',' {
					n++
				}
			}
			return n
		}
		if got, want := letters(g+m+fam+suf), letters(contact.Neat(s)); got > want {
			t.Errorf("SplitName(%q) has %d letters, want at most %d", s, got, want)
		}
	})
}
