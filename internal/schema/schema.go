// Package schema holds the shape of the database, as numbered steps that any
// older one is brought up by.
//
// A step is one file of SQL for both databases. Where they differ in the name
// of a type there is a token ({{ts}} is an instant); where they truly differ
// there are two files, NNNN_name.sqlite.sql and NNNN_name.postgres.sql. There
// is no way down: restore a backup instead.
package schema

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"testing/fstest"

	"github.com/pressly/goose/v3"

	"candor/internal/kit/db"
)

//go:embed migrations/*.sql
var files embed.FS

// Up brings the database to the newest shape and, on PostgreSQL, puts the
// second fence around every firm's rows. It refuses a database that a newer
// Candor has already changed.
func Up(ctx context.Context, d *db.DB) error {
	steps, err := stepsFor(d.Postgres())
	if err != nil {
		return err
	}
	dialect := goose.DialectSQLite3
	if d.Postgres() {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, d.SQL(), steps)
	if err != nil {
		return fmt.Errorf("reading the schema's steps: %w", err)
	}
	at, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("reading the schema's version: %w", err)
	}
	sources := p.ListSources()
	if newest := sources[len(sources)-1].Version; at > newest {
		return fmt.Errorf("the database is at step %d and this Candor knows only %d: start the newer Candor, or restore a backup made by this one", at, newest)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("changing the schema: %w", err)
	}
	if d.Postgres() {
		return fence(ctx, d)
	}
	return nil
}

func stepsFor(postgres bool) (fs.FS, error) {
	mine, other := ".sqlite.sql", ".postgres.sql"
	tokens := strings.NewReplacer("{{ts}}", "TIMESTAMP", "{{bytes}}", "BLOB")
	if postgres {
		mine, other = other, mine
		tokens = strings.NewReplacer("{{ts}}", "TIMESTAMPTZ(3)", "{{bytes}}", "BYTEA")
	}
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	out := fstest.MapFS{}
	for _, n := range names {
		if strings.HasSuffix(n, other) {
			continue
		}
		b, err := files.ReadFile(n)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(strings.TrimPrefix(n, "migrations/"), mine)
		out[strings.TrimSuffix(name, ".sql")+".sql"] = &fstest.MapFile{Data: []byte(tokens.Replace(string(b)))}
	}
	return out, nil
}

// fence switches on row-level security for every table with a firm. It is run
// at each start, so that no new table can be left outside.
func fence(ctx context.Context, d *db.DB) error {
	rows, err := d.SQL().QueryContext(ctx, `
		SELECT c.relname FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'firm_id' AND NOT a.attisdropped
		WHERE c.relkind = 'r' AND c.relname <> 'login_directory'
		  AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'one_firm')
		ORDER BY c.relname`)
	if err != nil {
		return fmt.Errorf("listing the tables to fence: %w", err)
	}
	defer rows.Close()
	var tables []string
	for rows.Next() {
		var t string
		if err := rows.Scan(&t); err != nil {
			return err
		}
		tables = append(tables, t)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, t := range tables {
		for _, s := range []string{
			`ALTER TABLE "` + t + `" ENABLE ROW LEVEL SECURITY`,
			`ALTER TABLE "` + t + `" FORCE ROW LEVEL SECURITY`,
			`CREATE POLICY one_firm ON "` + t + `" USING (firm_id = current_setting('app.firm_id', true))`,
		} {
			if _, err := d.SQL().ExecContext(ctx, s); err != nil {
				return fmt.Errorf("fencing %s: %w", t, err)
			}
		}
	}
	return nil
}

// Mark is a fingerprint of all steps, for caches of a migrated database.
func Mark() (string, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return "", err
	}
	sort.Strings(names)
	h := sha256.New()
	for _, n := range names {
		b, err := files.ReadFile(n)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", n, len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}
