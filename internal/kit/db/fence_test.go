package db_test

import (
	"context"
	"testing"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

// twoFirms have a desk each, under the same id, and a rule each.
func twoFirms(t *testing.T, d *db.DB) {
	t.Helper()
	for _, firm := range []string{"f1", "f2"} {
		who := found(t, d, firm)
		put(t, d, who, &desk{ID: "d1", Name: "of " + firm})
		put(t, d, who, &rule{ID: "r1", Name: "of " + firm})
	}
}

func TestAnActReachesItsOwnFirmOnly(t *testing.T) {
	t.Parallel()
	changes := map[string]func(ctx context.Context, tx *db.Tx) error{
		"update": func(ctx context.Context, tx *db.Tx) error {
			return tx.Update(ctx, &desk{FirmID: "f2", ID: "d1", Version: 1, Name: "taken"})
		},
		"insert": func(ctx context.Context, tx *db.Tx) error {
			return tx.Insert(ctx, &desk{FirmID: "f2", ID: "d2", Name: "taken"})
		},
		"insert of several": func(ctx context.Context, tx *db.Tx) error {
			return tx.Insert(ctx, &[]desk{{FirmID: "f2", ID: "d3", Name: "taken"}})
		},
		"put": func(ctx context.Context, tx *db.Tx) error {
			return tx.Put(ctx, &rule{FirmID: "f2", ID: "r1", Name: "taken"})
		},
		"delete": func(ctx context.Context, tx *db.Tx) error { return tx.Delete(ctx, &rule{FirmID: "f2", ID: "r1"}) },
		"change of many": func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Change((*desk)(nil)).Set("name = 'taken'").Exec(ctx)
			return err
		},
		"erasure of many": func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Erase((*rule)(nil)).Where("1 = 1").Exec(ctx)
			return err
		},
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
				twoFirms(t, d)
				if err := write(t, d, of("f1"), change); err != nil {
					t.Fatal(err)
				}
				if got := desks(t, d, of("f2")); len(got) != 1 || got[0] != "of f2" {
					t.Errorf("the other firm's desks = %v, want them untouched", got)
				}
				var rules []rule
				err := d.Read(t.Context(), of("f2"), func(ctx context.Context, q db.Q) error { return db.All(ctx, q.Select(&rules)) })
				if err != nil || len(rules) != 1 || rules[0].Name != "of f2" {
					t.Errorf("the other firm's rules = %v (%v), want them untouched", rules, err)
				}
			})
		})
	}
}

func TestAQuestionSeesItsOwnFirmOnly(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		twoFirms(t, d)
		if got := desks(t, d, of("f1")); len(got) != 1 || got[0] != "of f1" {
			t.Errorf("desks = %v, want those of the firm alone", got)
		}
	})
}

// TestTheSecondFenceHoldsRawSQL asks PostgreSQL for another firm's rows in
// plain SQL that forgets the firm.
func TestTheSecondFenceHoldsRawSQL(t *testing.T) {
	t.Parallel()
	d := dbtest.Postgres(t, clock.At(dbtest.Noon()))
	twoFirms(t, d)
	var names []string
	err := d.Read(t.Context(), of("f1"), func(ctx context.Context, q db.Q) error {
		return q.Raw("SELECT name FROM office UNION ALL SELECT name FROM policy").Scan(ctx, &names)
	})
	if err != nil || len(names) != 2 || names[0] != "of f1" || names[1] != "of f1" {
		t.Errorf("names = %v (%v), want the firm's own two", names, err)
	}
	for statement, refused := range map[string]bool{
		"UPDATE office SET name = 'taken' WHERE firm_id = 'f2'": false, // finds nothing
		"DELETE FROM policy WHERE firm_id = 'f2'":               false,
		"UPDATE office SET firm_id = 'f2', id = 'd9'":           true,
		"INSERT INTO access_deny VALUES ('f2', 's', 'o', 'w')":  true,
	} {
		err := write(t, d, of("f1"), func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Raw(statement).Exec(ctx)
			return err
		})
		if refused != (err != nil) {
			t.Errorf("%s: %v, want refused: %t", statement, err, refused)
		}
	}
	if got := desks(t, d, of("f2")); len(got) != 1 || got[0] != "of f2" {
		t.Errorf("the other firm's desks = %v, want them untouched", got)
	}
	var n int
	if err := d.SQL().QueryRowContext(t.Context(), "SELECT count(*) FROM office").Scan(&n); err != nil || n != 0 {
		t.Errorf("without a firm %d rows are seen (%v), want none", n, err)
	}
}
