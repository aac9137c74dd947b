package db_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldenTouches lists every change that leaves no record in the audit
// trail, so that a new one is seen in review.
func TestGoldenTouches(t *testing.T) {
	t.Parallel()
	got := touches(t, os.DirFS("../../.."))
	const golden = "testdata/touch.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the unrecorded changes are\n%s\nwant\n%s\nIf nobody would ask about the new one in a year, run this test with -update.", got, want)
	}
}

// touches are the functions that call Touch of a database, by package.
func touches(t *testing.T, source fs.FS) string {
	t.Helper()
	var lines []string
	for _, root := range []string{"internal", "cmd"} {
		err := fs.WalkDir(source, root, func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata") {
				return fs.SkipDir
			}
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			text, err := fs.ReadFile(source, name)
			if err != nil || !strings.Contains(string(text), ".Touch(") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, decl := range file.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && callsTouch(f) {
					lines = append(lines, fmt.Sprintf("%s %s", path.Dir(name), f.Name.Name))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

func callsTouch(f *ast.FuncDecl) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 3 {
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Touch" {
				found = true
			}
		}
		return !found
	})
	return found
}
