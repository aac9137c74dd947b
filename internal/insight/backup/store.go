package backup

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"candor/internal/kit/db"
)

// snap reads a database as it stands at one moment.
type snap struct {
	tx *sql.Tx
	pg bool
}

// snapshot opens the database to be read at one moment, without holding up
// those who write: on SQLite by a connection of its own.
func snapshot(ctx context.Context, d *db.DB, f func(s *snap) error) error {
	pool := d.SQL()
	if !d.Postgres() {
		own, err := sql.Open("sqlite", "file:"+(&url.URL{Path: d.Path()}).EscapedPath()+"?_pragma=busy_timeout(10000)&_pragma=query_only(1)")
		if err != nil {
			return err
		}
		defer own.Close()
		pool = own
	}
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{Isolation: level(d), ReadOnly: d.Postgres()})
	if err != nil {
		return err
	}
	return errors.Join(f(&snap{tx, d.Postgres()}), tx.Rollback())
}

func level(d *db.DB) sql.IsolationLevel {
	if d.Postgres() {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

func (s *snap) schema(ctx context.Context) (n int64, err error) {
	err = s.tx.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&n)
	return n, err
}

func (s *snap) firms(ctx context.Context) ([]string, error) {
	return s.texts(ctx, "SELECT id FROM firm ORDER BY id")
}

func (s *snap) texts(ctx context.Context, query string, args ...any) (out []string, err error) {
	rows, err := s.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var t string
		if err := rows.Scan(&t); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, rows.Err()
}

// tableOf is a table with what is needed to read it in order.
type tableOf struct {
	Name    string
	Columns []column
	Keys    []string
	Needs   []string // tables that its rows refer to
}

// left reports whether a table stays out: what the job queue and the schema
// keep for themselves, and the words of the search index, which are made anew.
func left(table string) bool {
	return strings.HasPrefix(table, "river_") || strings.HasPrefix(table, "goose_") || strings.HasPrefix(table, "sqlite_") ||
		strings.HasPrefix(table, "search_") && table != "search_doc"
}

// derived reports whether a column is made anew where the row is restored.
func derived(table, name string) bool {
	return table == "search_doc" && (name == "num" || name == "folded" || name == "kept_at")
}

// tables lists the tables, each after those that it needs.
func (s *snap) tables(ctx context.Context) ([]tableOf, error) {
	query := "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
	if s.pg {
		query = "SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.relname"
	}
	names, err := s.texts(ctx, query)
	if err != nil {
		return nil, err
	}
	var ts []tableOf
	for _, n := range names {
		if left(n) {
			continue
		}
		t, err := s.describe(ctx, n)
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", n, err)
		}
		ts = append(ts, t)
	}
	return inOrder(ts)
}

func inOrder(ts []tableOf) (out []tableOf, err error) {
	placed := map[string]bool{}
	for len(out) < len(ts) {
		before := len(out)
		for _, t := range ts {
			ready := !slices.ContainsFunc(t.Needs, func(n string) bool { return n != t.Name && !placed[n] })
			if !placed[t.Name] && ready {
				out, placed[t.Name] = append(out, t), true
			}
		}
		if len(out) == before {
			return nil, errors.New("the tables depend on each other in a circle")
		}
	}
	return out, nil
}

func (s *snap) describe(ctx context.Context, name string) (t tableOf, err error) {
	t.Name = name
	columns, keys, needs := "SELECT name || ' ' || lower(type) FROM pragma_table_info(?) ORDER BY name",
		"SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
		`SELECT DISTINCT "table" FROM pragma_foreign_key_list(?) ORDER BY 1`
	if s.pg {
		columns = "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY column_name COLLATE \"C\""
		keys = `SELECT a.attname FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
			WHERE i.indisprimary AND i.indrelid = to_regclass($1) ORDER BY array_position(i.indkey::int2[], a.attnum)`
		needs = "SELECT DISTINCT f.relname FROM pg_constraint AS k JOIN pg_class AS f ON f.oid = k.confrelid WHERE k.contype = 'f' AND k.conrelid = to_regclass($1) ORDER BY 1"
	}
	described, err := s.texts(ctx, columns, name)
	if err != nil {
		return t, err
	}
	for _, d := range described {
		at, kind, _ := strings.Cut(d, " ")
		if derived(name, at) {
			continue
		}
		k, ok := kinds(kind)
		if !ok {
			return t, fmt.Errorf("column %s is of type %s, which no backup knows", at, kind)
		}
		t.Columns = append(t.Columns, column{at, k})
	}
	if t.Keys, err = s.texts(ctx, keys, name); err != nil {
		return t, err
	}
	if name == "search_doc" {
		t.Keys = []string{"firm_id", "kind", "id"}
	}
	t.Needs, err = s.texts(ctx, needs, name)
	return t, err
}

// walk goes through a table's rows in the order of their keys, firm by firm,
// each as a line of JSON.
func (s *snap) walk(ctx context.Context, t tableOf, firms []string, each func(line []byte) error) (Table, error) {
	out := Table{Name: t.Name, Columns: t.Columns}
	sum := sha256.New()
	count := func(line []byte) error {
		out.Rows++
		sum.Write(line)
		sum.Write([]byte("\n"))
		return each(line)
	}
	query := "SELECT " + quoted(names(t.Columns)) + " FROM " + quoted([]string{t.Name})
	order := " ORDER BY " + collated(t.Keys, t.Columns, s.pg)
	var err error
	if !slices.Contains(names(t.Columns), "firm_id") {
		err = s.lines(ctx, t, count, query+order)
	} else {
		for _, firm := range append([]string{""}, firms...) { // a few rows belong to no firm yet
			if err = s.enter(ctx, firm); err != nil {
				break
			}
			if err = s.lines(ctx, t, count, query+" WHERE firm_id = "+s.mark(1)+order, firm); err != nil {
				break
			}
		}
	}
	out.SHA256 = hexOf(sum.Sum(nil))
	return out, err
}

// enter tells PostgreSQL's fence whose rows are meant.
func (s *snap) enter(ctx context.Context, firm string) error {
	if !s.pg {
		return nil
	}
	_, err := s.tx.ExecContext(ctx, "SELECT set_config('app.firm_id', $1, true)", firm)
	return err
}

func (s *snap) mark(n int) string {
	if s.pg {
		return fmt.Sprintf("$%d", n)
	}
	return "?"
}

func names(cs []column) []string {
	out := make([]string, len(cs))
	for i, c := range cs {
		out[i] = c.Name
	}
	return out
}

// quoted writes names that come from the database's own list of them.
func quoted(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = `"` + strings.ReplaceAll(n, `"`, `""`) + `"`
	}
	return strings.Join(out, ", ")
}

// collated orders texts by their bytes on both databases.
func collated(keys []string, cs []column, pg bool) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = quoted([]string{k})
		if pg && slices.Contains(cs, column{k, "text"}) {
			out[i] += ` COLLATE "C"`
		}
	}
	return strings.Join(out, ", ")
}

func (s *snap) lines(ctx context.Context, t tableOf, each func(line []byte) error, query string, args ...any) error {
	rows, err := s.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	values, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, c := range t.Columns {
			if values[i], err = plainValue(c, values[i]); err != nil {
				return err
			}
		}
		line, err := json.Marshal(values)
		if err != nil {
			return err
		}
		if err := each(line); err != nil {
			return err
		}
	}
	return rows.Err()
}
