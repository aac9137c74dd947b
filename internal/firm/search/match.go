package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"
)

// match is what the hits of a rank must contain.
type match struct {
	clauses []clause
	title   bool     // in the title
	given   []clause // titles that earlier ranks have given
	said    []clause // whole words that an earlier rank has given
	all     bool     // whatever earlier ranks have given
}

// sqlite narrows a query on FTS5's tables to a kind. The table of titles answers
// faster, but can't tell what a body must not contain.
func (m match) sqlite(s *bun.SelectQuery, k Kind) *bun.SelectQuery {
	yes, no := split(m.clauses)
	table, ask := "search_index", fts(yes, k)
	switch {
	case m.title && len(no) == 0:
		table = "search_title"
	case m.title:
		ask = "{title} : (" + ask + ")"
	}
	if len(m.given) > 0 {
		given := fts(m.given, k)
		if table == "search_index" {
			given = "{title} : (" + given + ")"
		}
		ask = "(" + ask + ") NOT (" + given + ")"
	}
	if len(m.said) > 0 {
		ask = "(" + ask + ") NOT (" + fts(m.said, k) + ")"
	}
	for _, c := range no {
		ask = "(" + ask + ") NOT (" + fts([]clause{c}, k) + ")"
	}
	// CROSS JOIN holds SQLite to this order: words first, then the row.
	return s.ModelTableExpr(table+" AS si CROSS JOIN search_doc AS sd ON sd.num = si.rowid").
		Where("si."+table+" MATCH ?", ask)
}

// fts writes clauses for FTS5. Every word is letters and digits and stands in
// quotes, so that none can act as an operator.
func fts(cs []clause, k Kind) string {
	all := make([]string, len(cs))
	for i, c := range cs {
		ways := make([]string, len(c.any))
		for j, p := range c.any {
			ways[j] = `"` + strings.Join(k.mark(p.words), " ") + `"`
			if p.half {
				ways[j] += " *"
			}
		}
		all[i] = "(" + strings.Join(ways, " OR ") + ")"
	}
	return strings.Join(all, " AND ")
}

// postgres narrows a query on PostgreSQL's index to a kind.
func (m match) postgres(s *bun.SelectQuery, k Kind, firm string) *bun.SelectQuery {
	yes, no := split(m.clauses)
	// Not joined by firm: see the migration.
	s = s.ModelTableExpr("search_index AS si JOIN search_doc AS sd ON sd.num = si.num").Where("si.owner = ?", owner(firm))
	if m.title {
		s = s.Where("si.title @@ ?::tsquery", tsquery(yes, k))
	} else {
		s = s.Where("si.words @@ ?::tsquery", tsquery(yes, k))
	}
	if len(m.given) > 0 {
		s = s.Where("NOT si.title @@ ?::tsquery", tsquery(m.given, k))
	}
	if len(m.said) > 0 {
		s = s.Where("NOT si.words @@ ?::tsquery", tsquery(m.said, k))
	}
	for _, c := range no {
		s = s.Where("NOT si.words @@ ?::tsquery", tsquery([]clause{c}, k))
	}
	return s
}

// tsquery writes clauses for PostgreSQL.
func tsquery(cs []clause, k Kind) string {
	all := make([]string, len(cs))
	for i, c := range cs {
		ways := make([]string, len(c.any))
		for j, p := range c.any {
			ways[j] = "('" + strings.Join(k.mark(p.words), "' <-> '") + "'"
			if p.half {
				ways[j] += ":*"
			}
			ways[j] += ")"
		}
		all[i] = "(" + strings.Join(ways, " | ") + ")"
	}
	return strings.Join(all, " & ")
}

// split parts the conditions into what must be there and what must not.
func split(cs []clause) (yes, no []clause) {
	for _, c := range cs {
		if c.not {
			no = append(no, c)
			continue
		}
		yes = append(yes, c)
	}
	return yes, no
}

// whole gives the clauses with no word half typed unless it has at least from
// letters, and whether that differs.
func whole(cs []clause, from int) ([]clause, bool) {
	out, differs := slices.Clone(cs), false
	for i := range out {
		out[i].any = slices.Clone(out[i].any)
		for j, p := range out[i].any {
			if p.half && (from == 0 || utf8.RuneCountInString(p.words[len(p.words)-1]) < from) {
				out[i].any[j].half = false
				differs = true
			}
		}
	}
	return out, differs
}
