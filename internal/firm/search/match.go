package search

import "strings"

// match is what a rank of hits must contain: where it must match, and what
// earlier ranks have already given.
type match struct {
	clauses []clause
	title   bool // in the title alone
	all     bool // whatever earlier ranks have given
	but     *match
}

// sqlite writes the match for FTS5. Every word is letters and digits and stands
// in quotes, so that none can act as an operator.
func (m match) sqlite() string {
	var yes, no []string
	for _, c := range m.clauses {
		var any []string
		for _, p := range c.any {
			s := `"` + strings.Join(p.words, " ") + `"`
			if p.half {
				s += " *"
			}
			any = append(any, s)
		}
		s := "(" + strings.Join(any, " OR ") + ")"
		switch {
		case c.not:
			no = append(no, s)
		case m.title:
			yes = append(yes, "{title} : "+s)
		default:
			yes = append(yes, s)
		}
	}
	if m.but != nil {
		no = append(no, "("+m.but.sqlite()+")")
	}
	s := "(" + strings.Join(yes, " AND ") + ")"
	if len(no) > 0 {
		s += " NOT (" + strings.Join(no, " OR ") + ")"
	}
	return s
}

// postgres writes the match as a tsquery.
func (m match) postgres() string {
	var all []string
	for _, c := range m.clauses {
		weight := ""
		if m.title && !c.not {
			weight = "A"
		}
		var any []string
		for _, p := range c.any {
			ws := make([]string, len(p.words))
			for i, w := range p.words {
				mark := weight
				if p.half && i == len(p.words)-1 {
					mark += "*"
				}
				ws[i] = "'" + w + "'"
				if mark != "" {
					ws[i] += ":" + mark
				}
			}
			any = append(any, "("+strings.Join(ws, " <-> ")+")")
		}
		s := "(" + strings.Join(any, " | ") + ")"
		if c.not {
			s = "!" + s
		}
		all = append(all, s)
	}
	if m.but != nil {
		all = append(all, "!("+m.but.postgres()+")")
	}
	return strings.Join(all, " & ")
}
