package arch

import (
	"fmt"
	"maps"
	"slices"
)

func sizeRules() []rule {
	return []rule{
		{"package_size", "a package larger than this is two subjects under one name; part them where the domain parts", checkSize},
	}
}

// largest is how many lines of Go a package may have that were written by hand and not for tests.
const largest = 1500

// outgrown are the packages that were larger when the rule was made, each with the size it may not pass and where
// it wants to part. A package leaves the list when it is parted, and none joins it.
var outgrown = map[string]struct {
	most int
	seam string
}{
	"internal/demo":                  {3700, "one story told in many files; nothing else imports it, and parts of it would know each other whole"},
	"internal/firm/search":           {1700, "the index apart from the asking"},
	"internal/firm/signin":           {2400, "API keys, and single sign-on"},
	"internal/insight/exchange":      {4300, "export apart from import, and reading files apart from bringing their rows in"},
	"internal/kit/db":                {1800, "how each database is opened and told its arguments, apart from acts and questions"},
	"internal/kit/mail":              {3600, "messages apart from the containers they come in, and the cleaning of HTML"},
	"internal/kit/name":              {1900, "how names are folded apart from how they are compared"},
	"internal/kit/web":               {1900, "the API apart from pages"},
	"internal/people/contact":        {2500, "doubles and merging"},
	"internal/talk/promise":          {3200, "the questions that clients ask, apart from the clock"},
	"internal/talk/timeline":         {2200, "filing apart from logging"},
	"internal/work/matter":           {2700, "who is in a matter: its team and parties"},
	"internal/work/matter/matterweb": {1800, "the list and the board apart from a matter's own page"},
}

// sizes counts the lines of each package.
func (t *Tree) sizes() map[string]int {
	lines := map[string]int{}
	t.each(func(s *source) { lines[s.dir] += t.files.File(s.syntax.Pos()).LineCount() })
	return lines
}

func checkSize(t *Tree, report func(where, what string)) {
	lines := t.sizes()
	for _, dir := range slices.Sorted(maps.Keys(lines)) {
		old, known := outgrown[dir]
		switch n := lines[dir]; {
		case known && n > old.most:
			report(dir, fmt.Sprintf("has %d lines of Go, want no more than the %d it had; part it: %s", n, old.most, old.seam))
		case !known && n > largest:
			report(dir, fmt.Sprintf("has %d lines of Go, want at most %d", n, largest))
		}
	}
}
