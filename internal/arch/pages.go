package arch

import (
	"fmt"
	"go/ast"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

func pageRules() []rule {
	return []rule{
		{"looks", "how things look is decided in internal/ui alone, so that the look can change without touching a feature", checkLooks},
		{"inline", "the content security policy lets no inline script or style run, because an injected one would too", checkInline},
		{"raw", "text that is not escaped is how a stranger's script gets into a lawyer's page; give ui the value", checkRaw},
		{"get", "a GET is repeated by prefetching, by going back and by a link in a message; what changes something is a POST", checkGet},
	}
}

var (
	lookAttribute = regexp.MustCompile(`\s(class|style)(\?)?=`)
	inlineCode    = regexp.MustCompile(`(?i)\s(on[a-z]+|style)(\?)?=|<style|<script(\s*>|\s+[^s>][^>]*>)|javascript:|^(script|css) \w+\(`)
	rawText       = regexp.MustCompile(`templ\.(Raw|SafeURL|SafeCSS|SafeScript)`)
)

// eachTempl calls f for every line of every template.
func (t *Tree) eachTempl(report func(where, what string), f func(name string, number int, line string)) {
	for _, name := range t.other {
		if !strings.HasSuffix(name, ".templ") {
			continue
		}
		text, err := fs.ReadFile(t.fsys, name)
		if err != nil {
			report(name, err.Error())
			continue
		}
		for i, line := range strings.Split(string(text), "\n") {
			if !strings.HasPrefix(strings.TrimSpace(line), "//") {
				f(name, i+1, line)
			}
		}
	}
}

func inUI(name string) bool { return strings.HasPrefix(name, "internal/ui/") }

func checkLooks(t *Tree, report func(where, what string)) {
	t.eachTempl(report, func(name string, number int, line string) {
		if m := lookAttribute.FindStringSubmatch(line); m != nil && !inUI(name) {
			report(fmt.Sprintf("%s:%d", name, number), "has the attribute "+m[1])
		}
	})
	t.each(func(s *source) { // the same by way of templ.Attributes{"class": …}
		if !place(s.dir).web {
			return
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			if pair, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.BasicLit); ok && (unquote(key) == "class" || unquote(key) == "style") {
					report(t.at(key.Pos()), "has the attribute "+unquote(key))
				}
			}
			return true
		})
	})
}

func checkInline(t *Tree, report func(where, what string)) {
	t.eachTempl(report, func(name string, number int, line string) {
		// A script or style named by its address is no inline one.
		if m := inlineCode.FindString(line); m != "" {
			report(fmt.Sprintf("%s:%d", name, number), fmt.Sprintf("writes inline code: %s", strings.TrimSpace(m)))
		}
	})
}

func checkRaw(t *Tree, report func(where, what string)) {
	t.eachTempl(report, func(name string, number int, line string) {
		if m := rawText.FindString(line); m != "" && !inUI(name) {
			report(fmt.Sprintf("%s:%d", name, number), "calls "+m)
		}
	})
}

// checkGet follows each route "GET …" of a …web package to its handler, and reports the verbs it calls there
// that change something: the exported methods of the feature whose bodies open a writing transaction.
func checkGet(t *Tree, report func(where, what string)) {
	changes := t.changes()
	for _, s := range t.code {
		if !place(s.dir).web || s.test || s.generated {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isGetRoute(call) {
				return true
			}
			handler := last(call.Args)
			for _, f := range t.functions(s.dir, handler) {
				ast.Inspect(f.Body, func(n ast.Node) bool {
					called, ok := n.(*ast.CallExpr)
					if !ok {
						return true
					}
					if sel, ok := called.Fun.(*ast.SelectorExpr); ok && slices.Contains(changes[place(s.dir).feature], sel.Sel.Name) {
						report(t.at(sel.Pos()), fmt.Sprintf("%s answers a GET and calls %s, which changes something", f.Name.Name, sel.Sel.Name))
					}
					return true
				})
			}
			return true
		})
	}
}

// changes gathers, by feature, the exported methods that call Write on a database.
func (t *Tree) changes() map[string][]string {
	found := map[string][]string{}
	for _, s := range t.code {
		at := place(s.dir)
		if at.part != "feature" || at.web || s.test {
			continue
		}
		for _, decl := range s.syntax.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Body == nil || f.Recv == nil || !f.Name.IsExported() {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 3 && isFunc(call.Args[2]) {
					if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Write" {
						found[at.feature] = append(found[at.feature], f.Name.Name)
					}
				}
				return true
			})
		}
	}
	return found
}

func isGetRoute(call *ast.CallExpr) bool {
	for _, arg := range call.Args {
		if lit, ok := arg.(*ast.BasicLit); ok && strings.HasPrefix(unquote(lit), "GET /") {
			return true
		}
	}
	return false
}

func last(args []ast.Expr) ast.Expr { return args[len(args)-1] }

// functions are the declarations in a folder that an expression such as h.show or show may mean.
func (t *Tree) functions(dir string, e ast.Expr) []*ast.FuncDecl {
	var name string
	switch e := e.(type) {
	case *ast.Ident:
		name = e.Name
	case *ast.SelectorExpr:
		name = e.Sel.Name
	}
	var found []*ast.FuncDecl
	for _, s := range t.code {
		if s.dir != dir || s.test {
			continue
		}
		for _, decl := range s.syntax.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil && f.Name.Name == name {
				found = append(found, f)
			}
		}
	}
	return found
}
