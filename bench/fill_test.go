package bench

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // to fill PostgreSQL

	"candor/internal/schema/dbtest"
)

// size is how many contacts and matters the firm has, and a tenth of how many
// entries there are on its timeline.
var size = flag.Int("size", 1_000_000, "contacts, matters and a tenth of the entries; of 20,000 or more")

// filler multiplies what the services made once, in the database itself: each
// table's example row becomes many, with some columns computed from a number.
// It has the database to itself, and builds indexes after their rows.
type filler struct {
	b    *testing.B
	conn *sql.Conn
	pg   bool
	firm string
	n    int
}

// fill makes the firm large. where is a folder or a PostgreSQL address.
func fill(b *testing.B, where, firm string, of example) {
	b.Helper()
	f := filler{b: b, firm: firm, n: *size, pg: strings.HasPrefix(where, "postgres")}
	driver, dsn := "sqlite", "file:"+filepath.Join(where, "candor.db")+
		"?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=locking_mode(EXCLUSIVE)&_pragma=cache_size(-1000000)"
	if f.pg {
		driver, dsn = "pgx", owner(b, where)
	}
	d, err := sql.Open(driver, dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	if f.conn, err = d.Conn(b.Context()); err != nil {
		b.Fatal(err)
	}
	defer f.conn.Close()
	later := f.hurry()
	f.contacts(of)
	f.matters(of)
	f.timeline(of)
	some := con(fmt.Sprintf("(i %% %d)", f.n))
	f.clone("record_entry", "action = 'contact.added'", f.n, columns{"id": f.id("rec"), "at": f.past("i"), "about_id": some, "contact_id": some, "action": "'contact.read'", "detail": "''"})
	later()
}

// owner is whoever may hurry a PostgreSQL server: a superuser.
func owner(b *testing.B, address string) string {
	b.Helper()
	u, err := url.Parse(address)
	if err != nil {
		b.Fatal(err)
	}
	u.User = url.User("postgres")
	return u.String()
}

// hurry leaves out all that need not be done row by row, and gives what must be
// done for it at the end: indexes, statistics, and what both databases do to
// their text indexes after a while.
func (f filler) hurry() (later func()) {
	var drop, make []string
	if f.pg {
		for _, s := range []string{
			"ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET autovacuum = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()",
			"SET session_replication_role = replica", "SET maintenance_work_mem = '2GB'", "SET work_mem = '256MB'",
			"SET synchronous_commit = off", "SET max_parallel_maintenance_workers = 1",
		} {
			f.run(s)
		}
		make = f.texts("SELECT indexdef FROM pg_indexes JOIN pg_class c ON relname = indexname JOIN pg_index i ON indexrelid = c.oid WHERE schemaname = 'public' AND NOT indisunique ORDER BY indexname")
		drop = f.texts("SELECT 'DROP INDEX ' || indexname FROM pg_indexes JOIN pg_class c ON relname = indexname JOIN pg_index i ON indexrelid = c.oid WHERE schemaname = 'public' AND NOT indisunique")
		make = append(make, "ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()", "VACUUM ANALYZE", "CHECKPOINT")
	} else {
		make = f.texts("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' ORDER BY name")
		drop = f.texts("SELECT 'DROP INDEX ' || name FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'")
		for _, t := range []string{"search_index", "search_title"} {
			drop = append(drop, "INSERT INTO "+t+" ("+t+", rank) VALUES ('automerge', 0)", "INSERT INTO "+t+" ("+t+", rank) VALUES ('hashsize', 64000000)")
			make = append(make, "INSERT INTO "+t+" ("+t+", rank) VALUES ('automerge', 4)", "INSERT INTO "+t+" ("+t+", rank) VALUES ('hashsize', 1048576)",
				"INSERT INTO "+t+" ("+t+") VALUES ('optimize')")
		}
		make = append(make, "ANALYZE", "DELETE FROM sqlite_stat4") // as the program's own job at night
	}
	for _, s := range drop {
		f.run(s)
	}
	return func() {
		for _, s := range make {
			f.run(s)
		}
	}
}

func (f filler) texts(query string) (out []string) {
	f.b.Helper()
	rows, err := f.conn.QueryContext(f.b.Context(), query)
	if err != nil {
		f.b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			f.b.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		f.b.Fatal(err)
	}
	return out
}

// columns are the columns that differ from the example's, as SQL over the
// number i.
type columns map[string]string

// clone writes n rows like the one that matches where.
func (f filler) clone(table, where string, n int, differ columns) {
	f.b.Helper()
	rows, err := f.conn.QueryContext(f.b.Context(), "SELECT * FROM "+table+" LIMIT 0")
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
	f.run(fmt.Sprintf("INSERT INTO %s (%s) WITH RECURSIVE x AS MATERIALIZED (SELECT * FROM %s WHERE %s LIMIT 1), %s SELECT %s FROM n CROSS JOIN x",
		table, strings.Join(names, ", "), table, where, f.numbers(n), strings.Join(values, ", ")))
}

// numbers is the table n of the numbers i from 0 to less than n.
func (f filler) numbers(n int) string {
	if f.pg {
		return fmt.Sprintf("n(i) AS (SELECT generate_series(0, %d))", n-1)
	}
	return fmt.Sprintf("n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)", n-1)
}

func (f filler) run(s string) {
	f.b.Helper()
	before := f.b.Elapsed()
	if _, err := f.conn.ExecContext(context.WithoutCancel(f.b.Context()), s); err != nil {
		f.b.Fatalf("%v\n%s", err, s)
	}
	if took := f.b.Elapsed() - before; took.Seconds() > 5 {
		f.b.Logf("%5.0f s  %.60s", took.Seconds(), s)
		fmt.Printf("%5.0f s  %.60s\n", took.Seconds(), s)
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

// 256 given names and 4,096 family names, in no order: the last bits of a number,
// which say who is a client or has a tag, say little about a name.
func given(number string) string {
	return "(" + syllables("(("+number+") % 65536) * 16381 / 32", 2) + " || 'n')"
}

// The products stay below 2³¹, which PostgreSQL's integers end at.
func family(number string) string {
	return syllables("((("+number+") % 65536) * 2741 + ("+number+") / 65536 * 977) / 64", 3)
}

func full(number string) string {
	return capital(given(number)) + " || ' ' || " + capital(family(number))
}
