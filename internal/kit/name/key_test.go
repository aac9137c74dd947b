package name_test

import (
	"slices"
	"testing"

	"candor/internal/kit/name"
)

// reached reports whether looking for one finds the other.
func reached(a, b name.Name) bool {
	likely, slipped := name.Probes(a)
	for _, k := range name.Keys(b) {
		if slices.Contains(likely, k) || slices.Contains(slipped, k) {
			return true
		}
	}
	return false
}

func TestWhatMatchesIsReachedByItsKeys(t *testing.T) {
	t.Parallel()
	missed, matched, most := 0, 0, 0
	check := func(as, bs []name.Name) {
		for _, a := range as {
			for _, b := range bs {
				if name.Match(a, b, nil).Grade < name.Possible {
					continue
				}
				matched++
				likely, slipped := name.Probes(a)
				most = max(most, len(likely)+len(slipped))
				if !reached(a, b) || !reached(b, a) {
					missed++
					t.Logf("%s and %s are not reached", a.Said, b.Said)
				}
			}
		}
	}
	for _, f := range []string{"testdata/same.txt", "testdata/shown.txt"} {
		for _, p := range pairs(t, f) {
			check(subject(p[0]).Names, subject(p[1]).Names)
		}
	}
	seen, held := benchmark(t)
	for _, l := range append(seen, held...) {
		check(name.Parse(l.a, l.kind), name.Parse(l.b, l.kind))
	}
	t.Logf("%d of %d missed; at most %d places to look", missed, matched, most)
	if matched < 200 || missed > 3 || most > 1000 {
		t.Errorf("%d of %d missed, up to %d places to look; want at most 3 missed and 1,000 places", missed, matched, most)
	}
}
