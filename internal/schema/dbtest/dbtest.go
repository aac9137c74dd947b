// Package dbtest gives each test a database of its own, on both databases.
package dbtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/id"
	"candor/internal/kit/job"
	"candor/internal/schema"
)

// Noon is when tests happen unless they say otherwise: a Wednesday, noon in
// Chicago.
func Noon() time.Time { return time.Date(2026, 9, 16, 17, 0, 0, 0, time.UTC) }

// Each runs f on SQLite and on PostgreSQL, each time on an empty, migrated
// database that stands at Noon. PostgreSQL is left out when TEST_POSTGRES is
// unset, unless REQUIRE_POSTGRES forbids that.
func Each(t *testing.T, f func(t *testing.T, d *db.DB, c *clock.Fixed)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		c := clock.At(Noon())
		f(t, SQLite(t, c), c)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		c := clock.At(Noon())
		f(t, Postgres(t, c), c)
	})
}

// EachAddress is Each for tests that open the database themselves: f gets the
// address of an empty, migrated database.
func EachAddress(t *testing.T, f func(t *testing.T, where string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		f(t, sqliteAddress(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		f(t, postgresAddress(t))
	})
}

var sqliteTemplate = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "candor-template-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "template.db")
	return path, migrated("sqlite:" + path)
})

func migrated(where string) error {
	ctx := context.Background()
	d, err := db.Open(ctx, where, clock.System())
	if err != nil {
		return err
	}
	return errors.Join(schema.Up(ctx, d), job.Migrate(ctx, d), d.Close())
}

// SQLite gives an empty, migrated SQLite database.
func SQLite(t testing.TB, c clock.Clock) *db.DB {
	t.Helper()
	return opened(t, sqliteAddress(t), c)
}

func sqliteAddress(t testing.TB) string {
	t.Helper()
	from, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("making the template: %v", err)
	}
	path := filepath.Join(t.TempDir(), "candor.db")
	if err := copyFile(from, path); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

func opened(t testing.TB, where string, c clock.Clock) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), where, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("closing the database: %v", err)
		}
	})
	return d
}

// Postgres gives an empty, migrated PostgreSQL database, cloned from a
// template that is made once per shape of the schema.
func Postgres(t testing.TB, c clock.Clock) *db.DB {
	t.Helper()
	return opened(t, postgresAddress(t), c)
}

func postgresAddress(t testing.TB) string {
	t.Helper()
	base := os.Getenv("TEST_POSTGRES")
	if base == "" {
		if os.Getenv("REQUIRE_POSTGRES") != "" {
			t.Fatal("TEST_POSTGRES is unset and REQUIRE_POSTGRES forbids leaving PostgreSQL out")
		}
		t.Skip("TEST_POSTGRES is unset")
	}
	tmpl, err := postgresTemplate()
	if err != nil {
		t.Fatalf("making the template: %v", err)
	}
	name := "t_" + strings.ToLower(strings.TrimPrefix(id.New("db"), "db_"))
	if err := command(base, "CREATE DATABASE "+name+" TEMPLATE "+tmpl); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := drop(base, name); err != nil {
			t.Errorf("dropping %s: %v", name, err)
		}
	})
	return named(base, name)
}

// drop removes a database, whoever is still connected to it. Force may be
// refused because PostgreSQL is itself tidying up in there; without force it
// steps aside.
func drop(base, name string) error {
	if err := command(base, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err == nil {
		return nil
	}
	return command(base, "DROP DATABASE IF EXISTS "+name)
}

var postgresTemplate = sync.OnceValues(func() (string, error) {
	base := os.Getenv("TEST_POSTGRES")
	mark, err := schema.Mark()
	if err != nil {
		return "", err
	}
	name := "tmpl_" + mark
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, base)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	// Test binaries start side by side: the first makes it, the others wait.
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock(727272)"); err != nil {
		return "", err
	}
	var there bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there {
		return name, err
	}
	making := name + "_making"
	for _, s := range []string{"DROP DATABASE IF EXISTS " + making + " WITH (FORCE)", "CREATE DATABASE " + making} {
		if _, err := conn.Exec(ctx, s); err != nil {
			return "", err
		}
	}
	if err := migrated(named(base, making)); err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+making+" RENAME TO "+name)
	return name, err
})

func command(base, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, base)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

func named(base, database string) string {
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	u.Path = "/" + database
	return u.String()
}
