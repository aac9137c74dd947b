package name_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"candor/internal/kit/name"
)

// anyName draws names as they are written: given and family names, particles,
// initials, suffixes, companies with forms and numbers.
func anyName() *rapid.Generator[string] {
	words := strings.Fields("John Jon Bob Robert María Garcia López Smith Smyth Müller Mueller van der Berg al Rashid O'Neill ONeil J. K. Jr. III Nguyễn " +
		"Acme Holdings Group The LLC Inc. GmbH Bank of America II 7 Seven Sechin Сергей Лавров & Sons d/b/a née Fund Trust , Lee An Jürgen")
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, "words"), " ")
	})
}

func anyKind() *rapid.Generator[name.Kind] {
	return rapid.SampledFrom([]name.Kind{name.Unknown, name.Person, name.Organisation})
}

func TestItDoesNotMatterWhichNameComesFirst(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := name.Subject{Names: name.Parse(anyName().Draw(t, "a"), anyKind().Draw(t, "kind a"))}
		b := name.Subject{Names: name.Parse(anyName().Draw(t, "b"), anyKind().Draw(t, "kind b"))}
		x, y := name.Compare(a, b, nil), name.Compare(b, a, nil)
		if x.Grade != y.Grade {
			t.Fatalf("grade %d %v one way, %d %v the other", x.Grade, x.Reasons, y.Grade, y.Reasons)
		}
	})
}

func TestAWordOnlyOneHasNeverMakesThemMoreAlike(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom([]name.Kind{name.Person, name.Organisation}).Draw(t, "kind")
		// A strange word before "d/b/a John" would make a name of its own of it.
		begins := func(s string) bool { return !strings.HasPrefix(s, "d/b/a") && !strings.HasPrefix(s, "née") }
		a, b := anyName().Draw(t, "a"), anyName().Filter(begins).Draw(t, "b")
		grade := func(b string) name.Grade {
			return name.Compare(name.Subject{Names: name.Parse(a, k)}, name.Subject{Names: name.Parse(b, k)}, nil).Grade
		}
		was, is := grade(b), grade("Xyzzqvrt "+b)
		if is > was {
			t.Fatalf("%s ~ %s = %d, and with a strange word before it %d", a, b, was, is)
		}
	})
}

func TestEveryNameIsItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		for _, n := range name.Parse(anyName().Draw(t, "name"), anyKind().Draw(t, "kind")) {
			if f := name.Match(n, n, nil); f.Grade < name.Strong {
				t.Fatalf("%s is itself by grade %d", n.Said, f.Grade)
			}
			if !reached(n, n) {
				t.Fatalf("%s is not reached by its own keys", n.Said)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "LLC", "Ann Smith née Baker", "d/b/a", ", ,", "A.B.C.", "SiemensAG", "贝拉克·奥巴马", "محمد", "J.-C. J", "née née née", "\xff\x00", "o'", "al al al", "I9or", "x d/b/a y d/b/a z"} {
		f.Add(s, "John Smith")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, k := range []name.Kind{name.Unknown, name.Person, name.Organisation} {
			for _, x := range name.Parse(a, k) {
				name.Probes(x)
				for _, y := range name.Parse(b, k) {
					if name.Match(x, y, nil).Grade != name.Match(y, x, nil).Grade {
						t.Errorf("%q and %q depend on their order", x.Said, y.Said)
					}
				}
			}
		}
	})
}
