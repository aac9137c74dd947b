package arch

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

func wordRules() []rule {
	return []rule{
		{"spanish", "a reader of Spanish is owed the whole page; write it in internal/kit/locale/es", checkSpanish},
		{"unused", "a translation of what is no longer said only hides what is missing", checkUnused},
		{"verbs", "a translation must fill in the same things as the English, or it shows %!d(MISSING) to a client", checkVerbs},
		{"places", "a path of one person's machine means nothing on another", checkPlaces},
		{"todo", "a note to do something later is found again only by its issue; write TODO(#12)", checkTodo},
	}
}

// spanish is where the translations are.
const spanish = "internal/kit/locale/es/"

// saying are the calls whose argument is a text shown to a person, by the package that has them
// (or, for methods, the package that a file must import to have such a value) and the argument's number.
var saying = []struct {
	from   string
	name   string
	method bool
	arg    int
}{
	{"internal/kit/locale", "T", false, 1},
	{"internal/kit/locale", "In", false, 1},
	{"internal/kit/errs", "New", false, 1},
	{"internal/kit/errs", "Add", true, 1},
	{"internal/kit/errs", "Check", true, 2},
	{"internal/kit/web", "T", true, 0},
	{"internal/kit/web", "Done", true, 2},
	{"internal/kit/web", "DoneUndo", true, 3},
}

// said calls f for every text written in the source to be shown to a person. Texts that reach those calls
// through a variable cannot be seen here; checkUnused keeps their translations all the same.
func (t *Tree) said(f func(pos token.Pos, text string)) {
	for _, s := range t.code {
		if s.test {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if arg := s.sayingArg(n); arg != nil {
					if text, ok := t.constant(s, arg); ok {
						f(arg.Pos(), text)
					}
				}
			case *ast.CompositeLit: // errs.Field{Text: "…"}
				if sel, ok := n.Type.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Field" || sel.Sel.Name == "Error") && s.importName(module+"internal/kit/errs") != "" {
					for _, el := range n.Elts {
						pair, ok := el.(*ast.KeyValueExpr)
						if !ok {
							continue
						}
						if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Text" {
							if text, ok := t.constant(s, pair.Value); ok {
								f(pair.Pos(), text)
							}
						}
					}
				}
			}
			return true
		})
	}
}

// sayingArg returns the argument of a call that is shown to a person, or nil.
func (s *source) sayingArg(call *ast.CallExpr) ast.Expr {
	name, on := "", (*ast.Ident)(nil)
	switch fun := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = fun.Sel.Name
		on, _ = fun.X.(*ast.Ident)
	case *ast.Ident: // within the package itself
		name = fun.Name
	}
	for _, say := range saying {
		if name != say.name || len(call.Args) <= say.arg {
			continue
		}
		local := s.importName(module + say.from)
		switch {
		case s.dir == say.from:
		case local == "":
			continue
		case !say.method && (on == nil || on.Name != local):
			continue
		case say.method && on != nil && s.isPackage(on):
			continue
		}
		return call.Args[say.arg]
	}
	return nil
}

// constant is the text of a string literal, of literals added up, or of a constant of the same package.
func (t *Tree) constant(s *source, e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		return unquote(e), e.Kind == token.STRING
	case *ast.ParenExpr:
		return t.constant(s, e.X)
	case *ast.BinaryExpr:
		left, ok := t.constant(s, e.X)
		right, ok2 := t.constant(s, e.Y)
		return left + right, ok && ok2 && e.Op == token.ADD
	case *ast.Ident:
		if e.Obj != nil && e.Obj.Kind == ast.Con {
			if spec, ok := e.Obj.Decl.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
				return t.constant(s, spec.Values[0])
			}
		}
	}
	return "", false
}

// translations reads every file of translations: by English text, the file and the Spanish.
func (t *Tree) translations(report func(where, what string)) map[string]translation {
	all := map[string]translation{}
	for _, name := range t.other {
		if path.Dir(name)+"/" != spanish || !strings.HasSuffix(name, ".json") {
			continue
		}
		texts := map[string]string{}
		data, err := fs.ReadFile(t.fsys, name)
		if err == nil {
			err = json.Unmarshal(data, &texts)
		}
		if err != nil {
			report(name, err.Error())
			continue
		}
		for english, text := range texts {
			if other, twice := all[english]; twice && other.text != text {
				report(name, fmt.Sprintf("says %q otherwise than %s does", english, other.file))
			}
			all[english] = translation{name, text}
		}
	}
	return all
}

type translation struct{ file, text string }

func checkSpanish(t *Tree, report func(where, what string)) {
	known := t.translations(report)
	missed := map[string]bool{} // a text said in many places is missing once
	t.said(func(pos token.Pos, text string) {
		if hasLetter.MatchString(text) && known[text].text == "" && !missed[text] {
			missed[text] = true
			report(t.at(pos), fmt.Sprintf("says %q, which has no Spanish", text))
		}
	})
}

// Missing lists the texts without Spanish, by the file of translations that they belong in.
func (t *Tree) Missing() map[string][]string {
	missing := map[string][]string{}
	known := t.translations(func(string, string) {})
	t.said(func(pos token.Pos, text string) {
		dir := path.Dir(t.files.Position(pos).Filename)
		at := place(dir)
		file := spanish + at.part + ".json"
		if at.part == "feature" {
			file = spanish + path.Base(at.feature) + ".json"
		}
		if hasLetter.MatchString(text) && known[text].text == "" && !slices.Contains(missing[file], text) {
			missing[file] = append(missing[file], text)
		}
	})
	return missing
}

// hasLetter tells a text from mere punctuation; the letters of a verb such as %s do not count.
var hasLetter = regexp.MustCompile(`(^|[^%\pL])\pL`)

// checkUnused keeps a translation if its English stands anywhere in the program, as any string.
func checkUnused(t *Tree, report func(where, what string)) {
	known := t.translations(func(string, string) {}) // checkSpanish reports broken files
	for _, s := range t.code {
		if s.test {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				if text, ok := t.constant(s, e); ok {
					delete(known, text)
				}
			}
			return true
		})
	}
	for _, english := range slices.Sorted(maps.Keys(known)) {
		report(known[english].file, fmt.Sprintf("translates %q, which the program never says", english))
	}
}

var verb = regexp.MustCompile(`%(\[\d+\])?[-+# 0]*\d*(\.\d+)?[a-zA-Z]`)

// checkVerbs counts what each text fills in. A translation may reorder with %[2]s.
func checkVerbs(t *Tree, report func(where, what string)) {
	for english, tr := range t.translations(func(string, string) {}) {
		if want, got := fills(english), fills(tr.text); !slices.Equal(want, got) {
			report(tr.file, fmt.Sprintf("%q fills in %q, want %q as in %q", tr.text, got, want, english))
		}
	}
}

func fills(text string) []string {
	var kinds []string
	for _, v := range verb.FindAllString(strings.ReplaceAll(text, "%%", ""), -1) {
		kinds = append(kinds, v[len(v)-1:])
	}
	slices.Sort(kinds)
	return kinds
}

var (
	machinePath = regexp.MustCompile("(^|[\\s\"'`(=:])(/(root|home|Users|work|workspace)/[\\w.-]+|[A-Z]:\\\\Users\\\\)")
	openTodo    = regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b(\(#\d+\))?`)
)

func checkPlaces(t *Tree, report func(where, what string)) {
	t.eachLine(report, func(where, line string) {
		for _, m := range machinePath.FindAllStringSubmatch(line, -1) {
			report(where, "names "+m[2])
		}
	})
}

func checkTodo(t *Tree, report func(where, what string)) {
	t.eachLine(report, func(where, line string) {
		for _, m := range openTodo.FindAllStringSubmatch(line, -1) {
			if m[2] == "" {
				report(where, "says "+m[1])
			}
		}
	})
}

// eachLine calls f for every line of text that people wrote. These rules and their examples are left out,
// since they must name what they forbid; so are papers by others and test data.
func (t *Tree) eachLine(report func(where, what string), f func(where, line string)) {
	names := slices.Clone(t.other)
	for _, s := range t.code {
		if !s.generated {
			names = append(names, s.path)
		}
	}
	for _, name := range names {
		if strings.HasPrefix(name, "internal/arch/") || strings.Contains(name, "/testdata/") ||
			strings.HasPrefix(name, "internal/kit/browser/axe/") || path.Base(name) == "package-lock.json" || path.Base(name) == "go.sum" {
			continue
		}
		text, err := fs.ReadFile(t.fsys, name)
		if err != nil {
			report(name, err.Error())
			continue
		}
		if !utf8.Valid(text) {
			continue // a picture or a font
		}
		for i, line := range strings.Split(string(text), "\n") {
			f(fmt.Sprintf("%s:%d", name, i+1), line)
		}
	}
}
