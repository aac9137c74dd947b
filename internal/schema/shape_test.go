package schema_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"candor/internal/kit/db"
)

// table is the shape of a table, in words that both databases share.
type table struct {
	name     string
	columns  []column
	key      []string
	unique   []string // name (columns) WHERE …
	indexes  []string
	foreign  []string
	triggers []string
	fenced   bool
}

type column struct {
	name, kind string
	null       bool
}

// String writes the table as the statement that would make it.
func (t table) String() string {
	var lines []string
	for _, c := range t.columns {
		line := fmt.Sprintf("  %-16s %s", c.name, c.kind)
		if !c.null {
			line += " NOT NULL"
		}
		lines = append(lines, line)
	}
	if len(t.key) > 0 {
		lines = append(lines, "  PRIMARY KEY ("+strings.Join(t.key, ", ")+")")
	}
	for _, f := range t.foreign {
		lines = append(lines, "  FOREIGN KEY "+f)
	}
	s := "CREATE TABLE " + t.name + " (\n" + strings.Join(lines, ",\n") + "\n);\n"
	for _, i := range t.unique {
		s += "CREATE UNIQUE INDEX " + i + ";\n"
	}
	for _, i := range t.indexes {
		s += "CREATE INDEX " + i + ";\n"
	}
	for _, tr := range t.triggers {
		s += "-- trigger " + tr + "\n"
	}
	if t.fenced {
		s += "-- fenced: rows of one firm only\n"
	}
	return s
}

// others are tables that belong to the tools, not to us.
func others(name string) bool {
	return strings.HasPrefix(name, "sqlite_") || strings.HasPrefix(name, "river_") || strings.HasPrefix(name, "goose_")
}

// shape reads the tables of a database from its own catalogue.
func shape(t *testing.T, d *db.DB) map[string]table {
	t.Helper()
	r := reader{t: t, ctx: t.Context(), db: d.SQL()}
	list, read := `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') ORDER BY name`, r.sqlite
	if d.Postgres() {
		list, read = `SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY 1`, r.postgres
	}
	tables := map[string]table{}
	for _, name := range r.texts(list) {
		if !others(name) {
			tables[name] = read(name)
		}
	}
	return tables
}

// written is every table, in order.
func written(tables map[string]table) string {
	var b strings.Builder
	for i, name := range names(tables) {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(tables[name].String())
	}
	return b.String()
}

func names(tables map[string]table) []string {
	var out []string
	for name := range tables {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// reader asks a catalogue.
type reader struct {
	t   *testing.T
	ctx context.Context
	db  *sql.DB
}

// rows reads rows of so many texts each.
func (r reader) rows(columns int, query string, args ...any) [][]string {
	r.t.Helper()
	rows, err := r.db.QueryContext(r.ctx, query, args...)
	if err != nil {
		r.t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var out [][]string
	for rows.Next() {
		row := make([]string, columns)
		at := make([]any, columns)
		for i := range row {
			at[i] = &row[i]
		}
		if err := rows.Scan(at...); err != nil {
			r.t.Fatalf("%s: %v", query, err)
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		r.t.Fatalf("%s: %v", query, err)
	}
	return out
}

func (r reader) texts(query string, args ...any) []string {
	r.t.Helper()
	var out []string
	for _, row := range r.rows(1, query, args...) {
		out = append(out, row[0])
	}
	return out
}

func (r reader) sqlite(name string) table {
	t := table{name: name}
	for _, c := range r.rows(3, `SELECT name, type, CASE WHEN "notnull" OR pk > 0 THEN '' ELSE 'null' END FROM pragma_table_info(?) ORDER BY cid`, name) {
		t.columns = append(t.columns, column{c[0], c[1], c[2] == "null"})
	}
	t.key = r.texts(`SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`, name)
	for _, i := range r.rows(3, `SELECT il.name, il."unique", m.sql FROM pragma_index_list(?) il
		JOIN sqlite_master m ON m.type = 'index' AND m.name = il.name WHERE il.origin <> 'pk' ORDER BY il.name`, name) {
		_, on, _ := strings.Cut(i[2], " ON ")
		text := i[0] + " ON " + strings.Join(strings.Fields(on), " ")
		if i[1] == "1" {
			t.unique = append(t.unique, text)
		} else {
			t.indexes = append(t.indexes, text)
		}
	}
	t.foreign = r.texts(`SELECT '(' || group_concat("from", ', ' ORDER BY seq) || ') REFERENCES ' || "table" || ' (' || group_concat("to", ', ' ORDER BY seq) || ')'
		FROM pragma_foreign_key_list(?) GROUP BY id, "table" ORDER BY 1`, name)
	t.triggers = r.texts(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? ORDER BY name`, name)
	return t
}

func (r reader) postgres(name string) table {
	t := table{name: name}
	for _, c := range r.rows(3, `SELECT attname::text, upper(format_type(atttypid, atttypmod)), CASE WHEN attnotnull THEN '' ELSE 'null' END
		FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`, name) {
		t.columns = append(t.columns, column{c[0], kind(c[1]), c[2] == "null"})
	}
	t.key = r.texts(`SELECT pg_get_indexdef(i.indexrelid, k, true) FROM pg_index i, generate_series(1, i.indnkeyatts) k
		WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY k`, name)
	for _, i := range r.rows(5, `SELECT c.relname::text, i.indisunique::text, am.amname::text, COALESCE(pg_get_expr(i.indpred, i.indrelid), ''),
		(SELECT string_agg(pg_get_indexdef(i.indexrelid, k, true) || CASE WHEN i.indoption[k-1] & 1 = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY k) FROM generate_series(1, i.indnkeyatts) k)
		FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
		WHERE i.indrelid = $1::regclass AND NOT i.indisprimary ORDER BY c.relname`, name) {
		text := i[0] + " ON " + name + " (" + i[4] + ")"
		if i[2] != "btree" {
			text = i[0] + " ON " + name + " USING " + i[2] + " (" + i[4] + ")"
		}
		if i[3] != "" {
			text += " WHERE " + strings.Trim(i[3], "()")
		}
		text = strings.NewReplacer("::text", "", "COALESCE(", "coalesce(").Replace(text)
		if i[1] == "true" {
			t.unique = append(t.unique, text)
		} else {
			t.indexes = append(t.indexes, text)
		}
	}
	for _, f := range r.texts(`SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f' ORDER BY 1`, name) {
		f = strings.TrimPrefix(f, "FOREIGN KEY ")
		t.foreign = append(t.foreign, strings.ReplaceAll(f, "(", " (")[1:])
	}
	for i, f := range t.foreign {
		t.foreign[i] = strings.Join(strings.Fields(f), " ")
	}
	slices.Sort(t.foreign)
	t.triggers = r.texts(`SELECT tgname::text FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal ORDER BY 1`, name)
	t.fenced = len(r.texts(`SELECT p.polname::text FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
		WHERE c.oid = $1::regclass AND c.relrowsecurity AND c.relforcerowsecurity AND p.polcmd = '*'
		  AND pg_get_expr(p.polqual, p.polrelid) LIKE '%firm_id = current_setting(''app.firm_id''%'`, name)) == 1
	return t
}

// kind is PostgreSQL's name of a type, as the steps write it.
func kind(pg string) string {
	switch pg {
	case "TIMESTAMP(3) WITH TIME ZONE":
		return "TIMESTAMP"
	case "BYTEA":
		return "BLOB"
	}
	return pg
}
