package db_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

// desk is a row that one person changes at a time: it has a version.
type desk struct {
	bun.BaseModel `bun:"table:office,alias:o"`

	FirmID   string `bun:",pk"`
	ID       string `bun:",pk"`
	Version  int64
	Name     string
	Zone     string
	Phone    string
	Address  string
	Hours    string
	Holidays string
	Main     bool
}

// rule is a row without a version, with an instant in it.
type rule struct {
	bun.BaseModel `bun:"table:policy,alias:p"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	Name      string
	Scope     string
	FromOn    string
	Value     string
	Reason    string
	DecidedBy string
	DecidedAt time.Time
}

// found makes a firm and someone who works there.
func found(t testing.TB, d *db.DB, firm string) actor.Actor {
	t.Helper()
	_, err := d.SQL().ExecContext(t.Context(), `INSERT INTO firm (id, version, name, zone, lang, currency, created_at)
		VALUES ('`+firm+`', 1, 'A firm', 'UTC', 'en', 'USD', '2026-01-01 00:00:00+00:00')`)
	if err != nil {
		t.Fatalf("founding %s: %v", firm, err)
	}
	return of(firm)
}

// write acts and records it.
func write(t testing.TB, d *db.DB, who actor.Actor, f func(ctx context.Context, tx *db.Tx) error) error {
	t.Helper()
	return d.Write(t.Context(), who, func(ctx context.Context, tx *db.Tx) error {
		if err := f(ctx, tx); err != nil {
			return err
		}
		return tx.Record("desk.changed", db.About{Kind: "desk", ID: "d1"}, nil)
	})
}

func put(t testing.TB, d *db.DB, who actor.Actor, row any) {
	t.Helper()
	if err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error { return tx.Insert(ctx, row) }); err != nil {
		t.Fatalf("adding a row: %v", err)
	}
}

// desks are the names of a firm's desks.
func desks(t testing.TB, d *db.DB, who actor.Actor) []string {
	t.Helper()
	var rows []desk
	err := d.Read(t.Context(), who, func(ctx context.Context, q db.Q) error {
		return db.All(ctx, q.Select(&rows).Order("o.id"))
	})
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, r := range rows {
		names = append(names, r.Name)
	}
	return names
}

// trail is what the audit trail holds of a firm.
func trail(t testing.TB, d *db.DB, who actor.Actor) []string {
	t.Helper()
	var lines []string
	err := d.Read(t.Context(), who, func(ctx context.Context, q db.Q) error {
		return q.Raw("SELECT action || ' ' || about_id FROM record_entry WHERE firm_id = ? ORDER BY id", who.Firm).Scan(ctx, &lines)
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestATransactionInsideATransactionIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		nothing := func(context.Context, db.Q) error { return nil }
		inside := map[string]func(ctx context.Context) error{
			"write": func(ctx context.Context) error { return d.Note(ctx, who, "x", db.About{}, nil) },
			"read":  func(ctx context.Context) error { return d.Read(ctx, who, nothing) },
			"touch": func(ctx context.Context) error {
				return d.Touch(ctx, who, func(context.Context, *db.Tx) error { return nil })
			},
		}
		for name, f := range inside {
			if err := write(t, d, who, func(ctx context.Context, _ *db.Tx) error { return f(ctx) }); !errors.Is(err, db.ErrNested) {
				t.Errorf("a %s inside a write = %v, want ErrNested", name, err)
			}
			if err := d.Read(t.Context(), who, func(ctx context.Context, _ db.Q) error { return f(ctx) }); !errors.Is(err, db.ErrNested) {
				t.Errorf("a %s inside a read = %v, want ErrNested", name, err)
			}
		}
	})
}

func TestAnActWithoutARecordIsUndone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		err := d.Write(t.Context(), who, func(ctx context.Context, tx *db.Tx) error {
			return tx.Insert(ctx, &desk{ID: "d1", Name: "North"})
		})
		if !errors.Is(err, db.ErrUnrecorded) {
			t.Errorf("writing without a record = %v, want ErrUnrecorded", err)
		}
		if got := desks(t, d, who); len(got) != 0 {
			t.Errorf("desks = %v, want none: the act was to be undone", got)
		}
	})
}

func TestARecordFallsWithItsAct(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		broken := errors.New("broken")
		then := false
		err := d.Write(t.Context(), who, func(ctx context.Context, tx *db.Tx) error {
			tx.Then(func() { then = true })
			if err := tx.Record("desk.added", db.About{Kind: "desk", ID: "d1"}, nil); err != nil {
				return err
			}
			if err := tx.Insert(ctx, &desk{ID: "d1", Name: "North"}); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Errorf("the act = %v, want its own error", err)
		}
		if got := append(desks(t, d, who), trail(t, d, who)...); len(got) != 0 {
			t.Errorf("left behind: %v, want nothing", got)
		}
		if then {
			t.Error("what was to follow the act happened, want it not to")
		}
	})
}

func TestWhatFollowsAnActSeesItDone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		var seen []string
		err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error {
			tx.Then(func() { seen = desks(t, d, who) })
			return tx.Insert(ctx, &desk{ID: "d1", Name: "North"})
		})
		if err != nil || len(seen) != 1 {
			t.Errorf("after the act desks = %v (%v), want one", seen, err)
		}
	})
}

func TestOfEightWhoSaveTheSameRowOneWins(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		put(t, d, who, &desk{ID: "d1", Name: "North"})
		results := make([]error, 8)
		var all sync.WaitGroup
		for i := range results {
			all.Go(func() {
				mine := desk{ID: "d1", Version: 1, Name: "Mine"}
				results[i] = write(t, d, who, func(ctx context.Context, tx *db.Tx) error { return tx.Update(ctx, &mine) })
				if want := int64(1); results[i] != nil && mine.Version != want {
					t.Errorf("the version of who lost = %d, want it as it was, %d", mine.Version, want)
				}
			})
		}
		all.Wait()
		won := 0
		for _, err := range results {
			switch {
			case err == nil:
				won++
			case !errs.Is(err, errs.Conflict):
				t.Errorf("who came late is told %v, want a conflict", err)
			}
		}
		if won != 1 {
			t.Errorf("%d of eight saved the same row, want one", won)
		}
	})
}

func TestTheAuditTrailIsNeverChanged(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		if err := d.Note(t.Context(), who, "door.tried", db.About{Kind: "door", ID: "d"}, nil); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{
			"UPDATE record_entry SET action = 'nothing' WHERE firm_id = 'f1'",
			"DELETE FROM record_entry WHERE firm_id = 'f1'",
		} {
			err := write(t, d, who, func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.Raw(s).Exec(ctx)
				return err
			})
			if err == nil {
				t.Errorf("%s went through, want it refused", s)
			}
		}
		if got := trail(t, d, who); len(got) != 1 || got[0] != "door.tried d" {
			t.Errorf("trail = %v, want it as it was", got)
		}
	})
}

func TestAnInstantComesBackAsItWent(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		who := found(t, d, "f1")
		for name, at := range map[string]time.Time{
			"whole":       time.Date(2026, 3, 8, 7, 59, 59, 0, time.UTC),
			"millis":      time.Date(2026, 11, 1, 6, 30, 0, 123e6, time.UTC),
			"tenths":      time.Date(2026, 11, 1, 6, 30, 0, 100e6, time.UTC),
			"other zones": time.Date(2026, 11, 1, 1, 30, 0, 7e6, time.FixedZone("CDT", -5*3600)),
			"the clock's": c.Now(),
		} {
			put(t, d, who, &rule{ID: name, Name: name, DecidedAt: at})
			var got rule
			err := d.Read(t.Context(), who, func(ctx context.Context, q db.Q) error {
				return db.One(ctx, q.Select(&got).Where("p.id = ?", name))
			})
			if err != nil || !got.DecidedAt.Equal(at) || got.DecidedAt.Location() != time.UTC {
				t.Errorf("%s: %v came back as %v (%v), want the same instant in UTC", name, at, got.DecidedAt, err)
			}
		}
	})
}

// of is someone of a firm that was founded already.
func of(firm string) actor.Actor {
	return actor.Actor{Kind: actor.Staff, Firm: firm, ID: "ruth", Name: "Ruth", Session: "s1", Via: "test"}
}
