package bench

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

// The size of the firm.
const (
	contacts = 100_000
	matters  = 20_000
	entries  = 200_000
	looks    = 100_000 // already in the audit trail
)

// filler multiplies what the services made once, in the database itself: each
// table's example row becomes many, with some columns computed from a number.
type filler struct {
	b    *testing.B
	tx   *sql.Tx
	pg   bool
	firm string
}

// fill makes the firm large.
func fill(b *testing.B, d *db.DB, firm string, of example) {
	b.Helper()
	tx, err := d.SQL().BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback() //nolint:errcheck // after the commit there is nothing to undo
	f := filler{b, tx, d.Postgres(), firm}
	if f.pg {
		f.run("SELECT set_config('app.firm_id', '" + firm + "', true)")
		f.run("SET LOCAL synchronous_commit = off")
	}
	f.contacts(of)
	f.matters(of)
	f.timeline(of)
	f.clone("record_entry", "action = 'contact.added'", looks, columns{"id": f.id("rec"), "at": f.past("i"), "about_id": con("(i % 100000)"), "contact_id": con("(i % 100000)"), "action": "'contact.read'", "detail": "''"})
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	// As either database does by itself after a while.
	for _, s := range map[bool][]string{true: {"VACUUM ANALYZE"}, false: {"ANALYZE"}}[f.pg] {
		if _, err := d.SQL().ExecContext(b.Context(), s); err != nil {
			b.Fatal(err)
		}
	}
}

// columns are the columns that differ from the example's, as SQL over the
// number i.
type columns map[string]string

// clone writes n rows like the one that matches where.
func (f filler) clone(table, where string, n int, differ columns) {
	f.b.Helper()
	rows, err := f.tx.QueryContext(f.b.Context(), "SELECT * FROM "+table+" LIMIT 0")
	if err != nil {
		f.b.Fatalf("reading the columns of %s: %v", table, err)
	}
	names, err := rows.Columns()
	if err != nil {
		f.b.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		f.b.Fatal(err)
	}
	values := make([]string, len(names))
	for i, name := range names {
		values[i] = "x." + name
		if v, ok := differ[name]; ok {
			values[i] = v
		}
	}
	for name := range differ {
		if !slices.Contains(names, name) {
			f.b.Fatalf("%s has no column %s", table, name)
		}
	}
	f.run(fmt.Sprintf("INSERT INTO %s (%s) WITH RECURSIVE x AS MATERIALIZED (SELECT * FROM %s WHERE %s LIMIT 1), n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT %s FROM n CROSS JOIN x",
		table, strings.Join(names, ", "), table, where, n-1, strings.Join(values, ", ")))
	if f.pg {
		f.run("ANALYZE " + table) // or what refers to it is looked up as in the empty table that it was
	}
}

func (f filler) run(s string) {
	f.b.Helper()
	if _, err := f.tx.ExecContext(context.WithoutCancel(f.b.Context()), s); err != nil {
		f.b.Fatalf("%v\n%s", err, s)
	}
}

func (f filler) id(kind string) string { return "'" + kind + "_' || " + f.digits("i") }

func (f filler) digits(number string) string {
	if f.pg {
		return "lpad(CAST(" + number + " AS TEXT), 8, '0')"
	}
	return "printf('%08d', " + number + ")"
}

// con is a contact's id. Both databases understand it.
func con(number string) string {
	return "'con_' || substr(CAST(100000000 + " + number + " AS TEXT), 2)"
}

func mat(number string) string { return strings.Replace(con(number), "con_", "mat_", 1) }

// past is as many minutes ago.
func (f filler) past(minutes string) string { return f.at("-60 * (" + minutes + ")") }

// at is as many seconds from now.
func (f filler) at(seconds string) string {
	s := fmt.Sprintf("(%d + %s)", dbtest.Noon().Unix(), seconds)
	if f.pg {
		return "to_timestamp(" + s + ")"
	}
	return "strftime('%Y-%m-%d %H:%M:%S', " + s + ", 'unixepoch') || '+00:00'"
}

// syllables is a name of so many syllables out of a number: 16 to each.
func syllables(number string, n int) string {
	parts := make([]string, n)
	for k, divide := 0, 1; k < n; k, divide = k+1, divide*16 {
		parts[k] = fmt.Sprintf("substr('bacodufegihojukalemonupirosatevi', CAST(1 + 2 * ((%s) / %d %% 16) AS INTEGER), 2)", number, divide)
	}
	return "(" + strings.Join(parts, " || ") + ")"
}

func capital(s string) string { return "(upper(substr(" + s + ", 1, 1)) || substr(" + s + ", 2))" }

// 256 given names and 4,096 family names, in no order.
func given(number string) string  { return "(" + syllables("("+number+") * 7", 2) + " || 'n')" }
func family(number string) string { return syllables("("+number+") * 2741 + 11", 3) }

func full(number string) string {
	return capital(given(number)) + " || ' ' || " + capital(family(number))
}
