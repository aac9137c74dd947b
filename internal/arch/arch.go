// Package arch keeps the shape of the program: what may know of what, and what may stand where.
//
// Each rule reads the source and reports what breaks it, with the reason, since a ban whose reason is not
// told is soon worked around. The rules see names and calls, not types; where that is too coarse, a file is
// let off in the list of exceptions, again with a reason.
//
// The package reads source files only. It knows no rule of law and no other package of ours imports it.
package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// module is how our own imports begin.
const module = "candor/"

// A Problem is one place that breaks one rule.
type Problem struct {
	Rule  string
	Where string // path, or path:line
	What  string
	Why   string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s: %s (%s: %s)", p.Where, p.What, p.Rule, p.Why)
}

// A rule looks at the whole source and reports what breaks it.
type rule struct {
	name  string
	why   string
	check func(t *Tree, report func(where, what string))
}

// rules are all rules, in the order a reader meets them in the architecture.
func rules() []rule {
	return slices.Concat(orderRules(), importRules(), codeRules(), sizeRules(), stateRules(), pageRules(), wordRules())
}

// A Tree is the source of the program.
type Tree struct {
	fsys  fs.FS
	files *token.FileSet
	code  []*source // Go
	other []string  // paths of all other files
	order []Line
}

// A source is one Go file.
type source struct {
	path      string
	dir       string // "internal/firm/office"
	syntax    *ast.File
	test      bool // written for tests only: _test.go, or in a package that serves tests
	generated bool
}

// skipped folders hold nothing we wrote for a reader.
var skipped = []string{"node_modules", "dist", "bin", "data"}

// Load reads the source under a folder.
func Load(fsys fs.FS) (*Tree, error) {
	t := &Tree{fsys: fsys, files: token.NewFileSet()}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if entry.IsDir() {
			if name != "." && (slices.Contains(skipped, base) || strings.HasPrefix(base, ".") && base != ".ci") {
				return fs.SkipDir
			}
			return nil
		}
		if base == ".git" { // a linked work tree keeps here where its history lies
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.Contains(name, "/testdata/") {
			t.other = append(t.other, name)
			return nil
		}
		return t.parse(name)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the source: %w", err)
	}
	t.order, err = readOrder(fsys)
	return t, err
}

func (t *Tree) parse(name string) error {
	text, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return err
	}
	syntax, err := parser.ParseFile(t.files, name, text, parser.ParseComments)
	if err != nil {
		return err
	}
	dir := path.Dir(name)
	t.code = append(t.code, &source{
		path: name, dir: dir, syntax: syntax,
		test:      strings.HasSuffix(name, "_test.go") || servesTests(dir),
		generated: ast.IsGenerated(syntax),
	})
	return nil
}

// Check returns every place that breaks a rule, save for the exceptions, and every exception that excuses nothing.
func (t *Tree) Check() []Problem {
	var problems []Problem
	used := map[exception]bool{}
	for _, r := range rules() {
		r.check(t, func(where, what string) {
			for _, e := range exceptions {
				if e.excuses(r.name, where) {
					used[e] = true
					return
				}
			}
			problems = append(problems, Problem{r.name, where, what, r.why})
		})
	}
	for _, e := range exceptions {
		if _, err := fs.Stat(t.fsys, e.path); err == nil && !used[e] {
			problems = append(problems, Problem{"exceptions", e.path, "is let off " + e.rule + " and needs it no longer",
				"an exception that nobody needs lets in the next offender"})
		}
	}
	return problems
}

// at writes a position as path:line.
func (t *Tree) at(pos token.Pos) string {
	p := t.files.Position(pos)
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

// each calls f for every Go file written by hand for the program itself.
func (t *Tree) each(f func(s *source)) {
	for _, s := range t.code {
		if !s.test && !s.generated {
			f(s)
		}
	}
}

// importName is the name under which a file knows an import, or "" if it does not import it.
func (s *source) importName(importPath string) string {
	for _, spec := range s.syntax.Imports {
		if unquote(spec.Path) != importPath {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(importPath)
	}
	return ""
}

// uses calls f for every use of one of the names of an import, such as time.Now.
func (s *source) uses(importPath string, f func(sel *ast.SelectorExpr), names ...string) {
	local := s.importName(importPath)
	if local == "" {
		return
	}
	ast.Inspect(s.syntax, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		// An identifier with an object is a local variable of the same name, not the package.
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == local && x.Obj == nil && (len(names) == 0 || slices.Contains(names, sel.Sel.Name)) {
			f(sel)
		}
		return true
	})
}

// Rules are the names of all rules.
func Rules() []string {
	var names []string
	for _, r := range rules() {
		names = append(names, r.name)
	}
	return names
}
