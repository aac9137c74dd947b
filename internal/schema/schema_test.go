package schema_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema"
	"candor/internal/schema/dbtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// different are the tables that truly differ, since full text is each
// database's own. Everything else is the same on both.
var different = map[string]string{
	"search_doc":   "its number is the row's own on SQLite, where the words hang on it",
	"search_index": "FTS5 on SQLite, tsvector on PostgreSQL",
	"search_title": "FTS5 on SQLite, a column of search_index on PostgreSQL",
}

// firmless are the tables that belong to no one firm.
var firmless = map[string]string{
	"firm":         "is the firms",
	"search_index": "holds no text, only words, and is looked up through search_doc",
	"search_title": "as search_index",
}

// outside are the tables with a firm that stand outside the fence.
var outside = map[string]string{
	"login_directory": "is asked which firm a name belongs to, before that is known",
}

func TestGoldenSchema(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		golden := "schema.sqlite.sql"
		if d.Postgres() {
			golden = "schema.postgres.sql"
		}
		got := written(shape(t, d))
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not what the steps make: %s\nIf the change is meant, run this test with -update and read the difference.", golden, firstDifference(got, string(want)))
		}
	})
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "it has\n\t" + g[i] + "\nwant\n\t" + w[i]
		}
	}
	return "one ends before the other"
}

func TestBothDatabasesHaveTheSameShape(t *testing.T) {
	t.Parallel()
	lite := shape(t, dbtest.SQLite(t, clock.At(dbtest.Noon())))
	pg := shape(t, dbtest.Postgres(t, clock.At(dbtest.Noon())))
	for name := range different {
		delete(lite, name)
		delete(pg, name)
	}
	if l, p := names(lite), names(pg); !slices.Equal(l, p) {
		t.Fatalf("SQLite has the tables %v, PostgreSQL %v; want the same", l, p)
	}
	for name, l := range lite {
		p := pg[name]
		p.fenced, p.triggers, l.triggers = false, nil, nil // one trigger of PostgreSQL may be two of SQLite
		if l.String() != p.String() {
			t.Errorf("%s differs, want the same on both:\nSQLite:\n%s\nPostgreSQL:\n%s", name, l, p)
		}
	}
}

// TestEveryTableLeadsWithItsFirm keeps what sharding by firm needs: no key, no
// uniqueness and no index reaches across firms.
func TestEveryTableLeadsWithItsFirm(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		for name, table := range shape(t, d) {
			if firmless[name] != "" {
				continue
			}
			if !slices.Contains(table.columns, column{name: "firm_id", kind: "TEXT"}) {
				t.Errorf("%s has no firm_id TEXT NOT NULL, want one: every row is some firm's", name)
				continue
			}
			byNumber := name == "search_doc" && !d.Postgres()
			if !byNumber && outside[name] == "" && (len(table.key) == 0 || table.key[0] != "firm_id") {
				t.Errorf("%s has the key %v, want one that leads with firm_id", name, table.key)
			}
			for _, index := range slices.Concat(table.unique, table.indexes) {
				if !strings.Contains(index, "(firm_id") {
					t.Errorf("%s has the index %s, want it to lead with firm_id", name, index)
				}
			}
			for _, key := range table.foreign {
				if !strings.HasPrefix(key, "(firm_id") {
					t.Errorf("%s refers by %s, want it to lead with firm_id", name, key)
				}
			}
		}
	})
}

func TestEveryFirmsTableIsFenced(t *testing.T) {
	t.Parallel()
	for name, table := range shape(t, dbtest.Postgres(t, clock.At(dbtest.Noon()))) {
		open := firmless[name] != "" || outside[name] != ""
		if table.fenced == open {
			t.Errorf("%s is fenced: %t, want %t", name, table.fenced, !open)
		}
	}
}

func TestGoingUpTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		before := written(shape(t, d))
		for range 2 {
			if err := schema.Up(t.Context(), d); err != nil {
				t.Fatalf("going up again: %v", err)
			}
		}
		if after := written(shape(t, d)); after != before {
			t.Errorf("going up again changed the schema: %s", firstDifference(after, before))
		}
	})
}

func TestANewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		if _, err := d.SQL().ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, "+yes(d)+")"); err != nil {
			t.Fatal(err)
		}
		err := schema.Up(t.Context(), d)
		if err == nil || !strings.Contains(err.Error(), "9999") {
			t.Errorf("starting on a newer database = %v, want it refused with its step", err)
		}
	})
}

func yes(d *db.DB) string {
	if d.Postgres() {
		return "true"
	}
	return "1"
}

func TestTheMarkChangesWithTheStepsOnly(t *testing.T) {
	t.Parallel()
	a, err := schema.Mark()
	if err != nil || len(a) != 16 {
		t.Fatalf("Mark() = %q, %v; want 16 digits", a, err)
	}
	if b, _ := schema.Mark(); b != a {
		t.Errorf("Mark() = %q, then %q; want the same", a, b)
	}
}
