package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
)

func codeRules() []rule {
	return []rule{
		{"sql", "what a feature asks the database is read in one place, its store.go", checkSQL},
		{"clock", "only a clock that tests can hold still gives tests that say what a date will do", checkClock},
		{"sleep", "a sleep is a guess at how long something takes, and guesses fail on the slowest day; wait for the thing itself", checkSleep},
		{"floats", "a float loses cents; money is whole minor units", checkFloats},
		{"goroutines", "each goroutine needs an owner that waits for it, and the owners are in kit; slow work is a job", checkGoroutines},
		{"context", "a context made from nothing cannot be cancelled at shutdown; take the caller's", checkContext},
		{"printing", "output nobody asked for is lost or leaks; answer, or log through slog", checkPrinting},
		{"chance", "a number that can be guessed must not become an id, a token or a choice about people; use crypto/rand", checkChance},
		{"length", "a file longer than a sitting hides its second subject", checkLength},
		{"names", "a package or file named for no subject collects all of them", checkNames},
	}
}

// sqlText matches a string that is a statement of SQL, or a good part of one.
var sqlText = regexp.MustCompile(`^\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|WITH\s+\S+\s+AS\s|CREATE\s+(TABLE|INDEX|UNIQUE)|ALTER\s+TABLE|DROP\s+TABLE|ORDER\s+BY\s|(LEFT |INNER )?JOIN\s)`)

// sqlVerbs are the methods by which a query is written.
var sqlVerbs = []string{
	"NewSelect", "NewInsert", "NewUpdate", "NewDelete", "NewRaw", "Where", "WhereOr", "WhereGroup", "OrderExpr",
	"ColumnExpr", "GroupExpr", "Having", "TableExpr", "ModelTableExpr", "Join", "JoinOn", "SetColumn",
}

func checkSQL(t *Tree, report func(where, what string)) {
	t.each(func(s *source) {
		if !strings.HasPrefix(s.dir, "internal/") || speaksSQL(s) {
			return
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if n.Kind == token.STRING && sqlText.MatchString(unquote(n)) {
					report(t.at(n.Pos()), "writes SQL")
				}
			case *ast.CallExpr:
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || !slices.Contains(sqlVerbs, sel.Sel.Name) {
					return true
				}
				// strings.Join and path.Join join something else.
				if x, ok := sel.X.(*ast.Ident); ok && sel.Sel.Name == "Join" && s.isPackage(x) {
					return true
				}
				report(t.at(sel.Sel.Pos()), "writes a query with "+sel.Sel.Name)
			}
			return true
		})
	})
}

// speaksSQL says whether a file is one that may write SQL: a feature's store.go (or store_x.go, when long),
// search, which is SQL throughout, and the parts of kit made for it.
func speaksSQL(s *source) bool {
	base := path.Base(s.path)
	if base == "store.go" || strings.HasPrefix(base, "store_") {
		return place(s.dir).part == "feature" && !place(s.dir).web
	}
	switch s.dir {
	case "internal/firm/search", "internal/kit/db", "internal/kit/job", "internal/schema", "internal/arch":
		return true
	}
	return false
}

// isPackage says whether an identifier is the name of one of the file's imports.
func (s *source) isPackage(id *ast.Ident) bool {
	if id.Obj != nil {
		return false
	}
	return slices.ContainsFunc(s.syntax.Imports, func(spec *ast.ImportSpec) bool {
		return s.importName(unquote(spec.Path)) == id.Name
	})
}

func checkClock(t *Tree, report func(where, what string)) {
	t.each(func(s *source) {
		s.uses("time", func(sel *ast.SelectorExpr) { report(t.at(sel.Pos()), "reads the clock with time."+sel.Sel.Name) }, "Now", "Since", "Until")
	})
}

func checkSleep(t *Tree, report func(where, what string)) {
	for _, s := range t.code {
		s.uses("time", func(sel *ast.SelectorExpr) { report(t.at(sel.Pos()), "calls time.Sleep") }, "Sleep")
	}
}

func checkFloats(t *Tree, report func(where, what string)) {
	for _, s := range t.code {
		if s.dir != "internal/kit/money" && !strings.HasPrefix(s.dir, "internal/money/") {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if n.Name == "float64" || n.Name == "float32" {
					report(t.at(n.Pos()), "uses "+n.Name)
				}
			case *ast.BasicLit:
				if n.Kind == token.FLOAT {
					report(t.at(n.Pos()), "writes the float "+n.Value)
				}
			}
			return true
		})
	}
}

func checkGoroutines(t *Tree, report func(where, what string)) {
	t.each(func(s *source) {
		if place(s.dir).part == "kit" {
			return
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				report(t.at(n.Pos()), "starts a goroutine")
			case *ast.CallExpr: // sync.WaitGroup.Go, errgroup.Group.Go
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if ok && sel.Sel.Name == "Go" && len(n.Args) == 1 && isFunc(n.Args[0]) {
					report(t.at(sel.Sel.Pos()), "starts a goroutine")
				}
			}
			return true
		})
	})
}

func isFunc(e ast.Expr) bool { _, ok := e.(*ast.FuncLit); return ok }

func checkContext(t *Tree, report func(where, what string)) {
	t.each(func(s *source) {
		if s.syntax.Name.Name == "main" {
			return
		}
		s.uses("context", func(sel *ast.SelectorExpr) { report(t.at(sel.Pos()), "calls context."+sel.Sel.Name) }, "Background", "TODO")
	})
}

func checkPrinting(t *Tree, report func(where, what string)) {
	t.each(func(s *source) {
		if s.syntax.Name.Name == "main" {
			return
		}
		say := func(sel *ast.SelectorExpr) {
			report(t.at(sel.Pos()), fmt.Sprintf("calls %s.%s", sel.X.(*ast.Ident).Name, sel.Sel.Name))
		}
		s.uses("fmt", say, "Print", "Printf", "Println")
		s.uses("log", say)
	})
}

func checkChance(t *Tree, report func(where, what string)) {
	t.each(func(s *source) {
		if place(s.dir).part == "demo" || !strings.HasPrefix(s.dir, "internal/") {
			return // the demo firm is drawn from a known seed, so that it is the same every day
		}
		for _, spec := range s.syntax.Imports {
			if p := unquote(spec.Path); p == "math/rand" || p == "math/rand/v2" {
				report(t.at(spec.Pos()), "imports "+p)
			}
		}
	})
}

// longest is how many lines a file may have: what fits a sitting.
const longest = 300

func checkLength(t *Tree, report func(where, what string)) {
	t.each(func(s *source) {
		if n := t.files.File(s.syntax.Pos()).LineCount(); n > longest {
			report(s.path, fmt.Sprintf("has %d lines, want at most %d", n, longest))
		}
	})
}

// subjectless are the names that say nothing of what is inside.
var subjectless = []string{"util", "utils", "helper", "helpers", "common", "misc", "model", "models", "manager", "types", "base", "shared", "core"}

func checkNames(t *Tree, report func(where, what string)) {
	for _, s := range t.code {
		for part := range strings.SplitSeq(strings.TrimSuffix(s.path, ".go"), "/") {
			if slices.Contains(subjectless, strings.TrimSuffix(part, "_test")) {
				report(s.path, fmt.Sprintf("is named %q", part))
			}
		}
	}
}
