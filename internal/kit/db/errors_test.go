package db_test

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

func TestADriversErrorSaysWhatOneCanDo(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		put(t, d, who, &rule{ID: "r1", Name: "cap", FromOn: "2026-01-01"})
		own := errs.New(errs.Forbidden, "no")
		cases := map[string]struct {
			act  func(ctx context.Context, tx *db.Tx) error
			want errs.Kind
		}{
			"the same key twice": {func(ctx context.Context, tx *db.Tx) error {
				return tx.Insert(ctx, &rule{ID: "r1", Name: "other"})
			}, errs.Conflict},
			"what must be one of its kind": {func(ctx context.Context, tx *db.Tx) error {
				return tx.Insert(ctx, &rule{ID: "r2", Name: "cap", FromOn: "2026-01-01"})
			}, errs.Conflict},
			"hanging on nothing": {func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.Raw("INSERT INTO wall_object (firm_id, wall_id, object_id, kind) VALUES ('f1', 'none', 'o', 'matter')").Exec(ctx)
				return err
			}, errs.Conflict},
			"no such row": {func(ctx context.Context, tx *db.Tx) error {
				return db.One(ctx, tx.Select(&rule{}).Where("p.id = 'none'"))
			}, errs.NotFound},
			"changed by someone else": {func(ctx context.Context, tx *db.Tx) error {
				return tx.Update(ctx, &desk{ID: "none", Version: 7})
			}, errs.Conflict},
			"our own mistake": {func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.Raw("SELECT nothing FROM nowhere").Exec(ctx)
				return err
			}, errs.Internal},
			"an error that is ours already": {func(context.Context, *db.Tx) error { return own }, errs.Forbidden},
		}
		for name, c := range cases {
			if err := write(t, d, who, c.act); errs.KindOf(err) != c.want || err == nil {
				t.Errorf("%s = %v of kind %d, want kind %d", name, err, errs.KindOf(err), c.want)
			}
		}
	})
}

func TestTextIsKeptWithoutWhatNoDatabaseKeeps(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		for text, want := range map[string]string{
			"a\x00b":           "ab",
			"a\xffb":           "a\uFFFDb",
			"'; DROP TABLE --": "'; DROP TABLE --",
			"back\\slash ? ?0": "back\\slash ? ?0",
			"Zoë 王 🦜":          "Zoë 王 🦜",
		} {
			put(t, d, who, &desk{ID: "d" + text, Name: text})
			var got desk
			err := d.Read(t.Context(), who, func(ctx context.Context, q db.Q) error {
				return db.One(ctx, q.Select(&got).Where("o.name = ?", text))
			})
			if err != nil || got.Name != want {
				t.Errorf("%q is kept as %q (%v), want %q", text, got.Name, err, want)
			}
		}
	})
}

func TestALostConnectionIsUnavailable(t *testing.T) {
	t.Parallel()
	d := dbtest.Postgres(t, clock.At(dbtest.Noon()))
	who := found(t, d, "f1")
	err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Raw("SELECT pg_terminate_backend(pg_backend_pid())").Exec(ctx)
		return err
	})
	if !errs.Is(err, errs.Unavailable) {
		t.Errorf("an act whose line was cut = %v, want Unavailable", err)
	}
	if err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error { return tx.Insert(ctx, &desk{ID: "d1"}) }); err != nil {
		t.Errorf("the next act = %v, want it to go through on a new line", err)
	}
}

func TestALeavingReaderIsNotAnError(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		ctx, leave := context.WithCancel(t.Context())
		err := d.Read(ctx, who, func(ctx context.Context, q db.Q) error {
			leave()
			var rows []rule
			return db.All(ctx, q.Select(&rows))
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("reading on after leaving = %v, want context.Canceled", err)
		}
	})
}

// TestALineThatDiedWhileIdleIsReplaced cuts every line of the pool, as a
// restart of PostgreSQL does: the next question and act don't notice.
func TestALineThatDiedWhileIdleIsReplaced(t *testing.T) {
	t.Parallel()
	d := dbtest.Postgres(t, clock.At(dbtest.Noon()))
	who := found(t, d, "f1")
	for round := range 3 {
		_, err := d.SQL().ExecContext(t.Context(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
		if err != nil {
			t.Fatal(err)
		}
		if err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error {
			return tx.Insert(ctx, &desk{ID: "d" + strconv.Itoa(round)})
		}); err != nil {
			t.Errorf("the act after the cut = %v, want it kept", err)
		}
		if got := desks(t, d, who); len(got) != round+1 {
			t.Errorf("the question after the cut = %v, want %d", got, round+1)
		}
	}
}

// TestALineCutInTheMomentOfSavingIsNotTriedAgain cuts the line at the commit:
// nobody can know whether the act was kept, so it is said and not repeated.
func TestALineCutInTheMomentOfSavingIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	d := dbtest.Postgres(t, clock.At(dbtest.Noon()))
	who := found(t, d, "f1")
	for _, ddl := range []string{
		"CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'",
		"CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON office DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()",
	} {
		if _, err := d.SQL().ExecContext(t.Context(), ddl); err != nil {
			t.Fatal(err)
		}
	}
	tries := 0
	err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error {
		tries++
		return tx.Insert(ctx, &desk{ID: "d1"})
	})
	if !errs.Is(err, errs.Unsure) || tries != 1 {
		t.Errorf("an act cut at its commit = %v after %d tries, want Unsure after one", err, tries)
	}
}
