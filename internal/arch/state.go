package arch

import (
	"go/ast"
	"go/token"
)

func stateRules() []rule {
	return []rule{
		{"init", "code that runs because a package is imported cannot be ordered, tested or left out; call it", checkInit},
		{"globals", "a variable that anyone may change is shared by every request and every test; keep it in a struct that someone owns", checkGlobals},
	}
}

func checkInit(t *Tree, report func(where, what string)) {
	for _, s := range t.code {
		for _, decl := range s.syntax.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				report(t.at(f.Pos()), "has an init function")
			}
		}
	}
}

// checkGlobals reports assignments to package variables. Tables that nobody assigns to are as good as constants.
func checkGlobals(t *Tree, report func(where, what string)) {
	vars := map[string]map[string]bool{} // by folder
	for _, s := range t.code {
		for _, spec := range packageVars(s) {
			for _, name := range spec.Names {
				if vars[s.dir] == nil {
					vars[s.dir] = map[string]bool{}
				}
				vars[s.dir][name.Name] = true
			}
		}
	}
	t.each(func(s *source) {
		ours := map[any]bool{}
		for _, spec := range packageVars(s) {
			ours[spec] = true
		}
		changed := func(e ast.Expr) {
			id := root(e)
			if id == nil || id.Name == "_" || !vars[s.dir][id.Name] || s.isPackage(id) {
				return
			}
			// Without an object the name is declared in another file of the package; with one, it must be ours.
			if id.Obj == nil || ours[id.Obj.Decl] {
				report(t.at(e.Pos()), "changes the package variable "+id.Name)
			}
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, left := range n.Lhs {
						changed(left)
					}
				}
			case *ast.IncDecStmt:
				changed(n.X)
			}
			return true
		})
	})
}

func packageVars(s *source) []*ast.ValueSpec {
	var specs []*ast.ValueSpec
	for _, decl := range s.syntax.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.VAR {
			for _, spec := range gen.Specs {
				specs = append(specs, spec.(*ast.ValueSpec))
			}
		}
	}
	return specs
}

// root is the variable that an assignment reaches into: v of v.x[1].y.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}
