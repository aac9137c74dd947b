package arch

import (
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A spot is where in the tree a package stands.
type spot struct {
	part    string // "kit", "ui", "schema", "app", "demo", "feature", or "" for the rest (commands, tools)
	feature string // "firm/office", of a feature
	web     bool   // the pages of a feature
}

func place(dir string) spot {
	inside, ok := strings.CutPrefix(dir, "internal/")
	if !ok {
		return spot{}
	}
	parts := strings.Split(inside, "/")
	switch parts[0] {
	case "kit", "ui", "schema", "app", "demo":
		return spot{part: parts[0]}
	}
	if len(parts) < 2 {
		return spot{}
	}
	web := len(parts) > 2 && parts[2] == parts[1]+"web"
	return spot{part: "feature", feature: parts[0] + "/" + parts[1], web: web}
}

// servesTests says whether a package exists for tests only: dbtest, contacttest, the browser.
func servesTests(dir string) bool {
	base := path.Base(dir)
	return strings.HasSuffix(base, "test") && base != "test" || dir == "internal/kit/browser"
}

// shows are the imports by which a package answers a browser or a program.
var shows = []string{"net/http", "net/http/httputil", "html/template", "github.com/a-h/templ", "github.com/danielgtaylor/huma/v2"}

func importRules() []rule {
	return []rule{
		{"kit", "kit knows nothing of law, so that it can be trusted, tested and reused without it", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return from.part == "kit" && (to.part == "feature" || to.part == "app" || to.part == "demo" || to.part == "schema" ||
				to.part == "ui" && s.dir != "internal/kit/web")
		})},
		{"ui", "a visual part shows what it is given; one that asks a feature or the database cannot be shown in the gallery", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return from.part == "ui" && (to.part == "feature" || to.part == "app" || to.part == "schema" || imported == module+"internal/kit/db")
		})},
		{"downward", "a feature may know only those above it in internal/ORDER, or the rules grow into a knot; let the later one react to an event, in app/reactions.go", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return from.part == "feature" && !from.web && to.part == "feature" && !to.web && from.feature != to.feature &&
				t.rank(to.feature) >= t.rank(from.feature)
		})},
		{"web", "pages are composed by URL (hx-get of the other feature's page), so that any feature can be read, changed or removed alone", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return from.part == "feature" && to.web && from != to
		})},
		{"shown", "a rule of law must not depend on how it is shown; pages and the API live in the feature's …web package", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return from.part == "feature" && !from.web && (to.part == "ui" || imported == module+"internal/kit/web" || isShown(imported))
		})},
		{"http", "one package each answers browsers and programs, kit/web; the rest of kit stays free of it", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return (from.part == "kit" && s.dir != "internal/kit/web" || from.part == "schema") && isShown(imported)
		})},
		{"app", "app wires everything together; what app knows, nobody below it may lean on", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return from.part == "feature" && (to.part == "app" || to.part == "demo" || to.part == "schema")
		})},
		{"testing", "what serves tests stays out of the program", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			dir, ours := strings.CutPrefix(imported, module)
			return ours && servesTests(dir) || imported == "testing"
		})},
		{"arch", "the shape is kept from outside; the program must not lean on what watches it", onImports(func(t *Tree, from, to spot, s *source, imported string) bool {
			return imported == module+"internal/arch" && !strings.HasPrefix(s.dir, "tools/")
		})},
	}
}

// rank is a feature's place in the order; one that is not listed comes last.
func (t *Tree) rank(feature string) int {
	i := slices.IndexFunc(t.order, func(l Line) bool { return l.Path == feature })
	if i < 0 {
		return len(t.order)
	}
	return i
}

func isShown(imported string) bool {
	return slices.ContainsFunc(shows, func(s string) bool { return imported == s || strings.HasPrefix(imported, s+"/") })
}

// onImports makes a rule of a question asked of every import of the program, generated files included.
func onImports(banned func(t *Tree, from, to spot, s *source, imported string) bool) func(*Tree, func(where, what string)) {
	return func(t *Tree, report func(where, what string)) {
		for _, s := range t.code {
			if s.test {
				continue
			}
			for _, spec := range s.syntax.Imports {
				imported := unquote(spec.Path)
				to := spot{}
				if dir, ours := strings.CutPrefix(imported, module); ours {
					to = place(dir)
				}
				if banned(t, place(s.dir), to, s, imported) {
					report(t.at(spec.Pos()), "imports "+imported)
				}
			}
		}
	}
}

// unquote reads a string literal; a literal that the parser accepted can be read.
func unquote(lit *ast.BasicLit) string {
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return lit.Value
	}
	return s
}
