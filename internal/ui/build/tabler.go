package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// rule is a style rule or an at-rule of a style sheet.
type rule struct {
	prelude string
	body    string // declarations, or rules when nested
}

// tablerBase is the ground Tabler lays: how elements without a class look on
// every browser. Its components are not kept; ours are drawn from our own
// tokens, and a tenth of the size.
func tablerBase(packages string) ([]byte, error) {
	sheet, err := os.ReadFile(filepath.Join(packages, "@tabler/core/dist/css/tabler.min.css"))
	if err != nil {
		return nil, fmt.Errorf("reading Tabler: %w", err)
	}
	rules := withoutClasses(parse(string(sheet)))
	return []byte(join(prune(rules))), nil
}

var (
	comment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	usesVar  = regexp.MustCompile(`var\(\s*(--[\w-]+)`)
	hasClass = regexp.MustCompile(`[.#][a-zA-Z_-]|\[`)
)

// parse cuts a style sheet into its top rules, minding quotes and brackets.
func parse(sheet string) []rule {
	sheet = comment.ReplaceAllString(sheet, "")
	var rules []rule
	depth, start, open := 0, 0, 0
	var quote byte
	for i := 0; i < len(sheet); i++ {
		c := sheet[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == ';' && depth == 0:
			start = i + 1 // @charset and the like
		case c == '{':
			if depth == 0 {
				open = i
			}
			depth++
		case c == '}':
			depth--
			if depth == 0 {
				rules = append(rules, rule{strings.TrimSpace(sheet[start:open]), sheet[open+1 : i]})
				start = i + 1
			}
		}
	}
	return rules
}

// withoutClasses keeps rules about plain elements, and the root's variables.
func withoutClasses(rules []rule) []rule {
	var kept []rule
	for _, r := range rules {
		switch {
		case strings.HasPrefix(r.prelude, "@media") && !strings.Contains(r.prelude, "print"):
			if inner := withoutClasses(parse(r.body)); len(inner) > 0 {
				kept = append(kept, rule{r.prelude, join(inner)})
			}
		case strings.HasPrefix(r.prelude, "@"):
		case r.prelude == ":root" || strings.HasPrefix(r.prelude, ":root,[data-bs-theme=light]"):
			kept = append(kept, rule{":root", r.body})
		default:
			if plain := plainSelectors(r.prelude); plain != "" {
				kept = append(kept, rule{plain, r.body})
			}
		}
	}
	return kept
}

func plainSelectors(prelude string) string {
	var plain []string
	for _, selector := range strings.Split(prelude, ",") {
		if !strings.Contains(selector, ":root") && !hasClass.MatchString(selector) && strings.Count(selector, "(") == strings.Count(selector, ")") {
			plain = append(plain, strings.TrimSpace(selector))
		}
	}
	return strings.Join(plain, ",")
}

// prune drops variables nobody reads, until none is left.
func prune(rules []rule) []rule {
	for {
		read := map[string]bool{}
		for _, m := range usesVar.FindAllStringSubmatch(join(rules), -1) {
			read[m[1]] = true
		}
		dropped := false
		for i, r := range rules {
			if r.prelude != ":root" {
				continue
			}
			var kept []string
			for _, declaration := range declarations(r.body) {
				name, _, _ := strings.Cut(declaration, ":")
				if strings.HasPrefix(name, "--") && !read[strings.TrimSpace(name)] {
					dropped = true
					continue
				}
				kept = append(kept, declaration)
			}
			rules[i].body = strings.Join(kept, ";")
		}
		if !dropped {
			return rules
		}
	}
}

// declarations cuts a block at its semicolons, minding quotes and brackets.
func declarations(block string) []string {
	var all []string
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(block); i++ {
		c := block[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ';' && depth == 0:
			all = append(all, strings.TrimSpace(block[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(block[start:]); last != "" {
		all = append(all, last)
	}
	return all
}

func join(rules []rule) string {
	var sheet strings.Builder
	for _, r := range rules {
		if strings.TrimSpace(r.body) != "" {
			sheet.WriteString(r.prelude + "{" + r.body + "}\n")
		}
	}
	return sheet.String()
}
