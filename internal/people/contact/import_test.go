package contact_test

import (
	"context"
	"testing"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
)

func TestFillingACardCanBeTakenBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		c := named("Ana Ruiz", email("ana@client.example"))
		c.JobTitle = "Engineer"
		c = w.add(t, c)
		more := named("Ana Ruiz", email("ANA@client.example"), phone("512 555 0142"))
		more.Kind, more.JobTitle, more.Employer = contact.Person, "Designer", "Acme"
		more.Names = []contact.Name{{Kind: contact.Maiden, Name: "Baker"}}
		var f contact.Filled
		err := d.Write(t.Context(), w.ruth, func(ctx context.Context, tx *db.Tx) (err error) {
			ls, err := contact.LikelyTx(ctx, tx, more)
			if err != nil || len(ls) != 1 || ls[0].Contact.ID != c.ID {
				t.Errorf("likely = %+v (%v), want Ana", ls, err)
			}
			f, err = w.FillTx(ctx, tx, c.ID, more)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.Get(t.Context(), w.ruth, c.ID)
		if err != nil || got.JobTitle != "Engineer" || got.Employer != "Acme" || len(got.Points) != 2 || len(got.Names) != 1 {
			t.Fatalf("filled = %+v (%v), want the old job, the employer, two points and a name", got, err)
		}
		if err := d.Write(t.Context(), w.ruth, func(ctx context.Context, tx *db.Tx) error { return w.UnfillTx(ctx, tx, f) }); err != nil {
			t.Fatal(err)
		}
		got, err = w.Get(t.Context(), w.ruth, c.ID)
		if err != nil || got.Employer != "" || len(got.Points) != 1 || len(got.Names) != 0 {
			t.Errorf("taken back = %+v (%v), want the card as before", got, err)
		}
	})
}

func TestOnlyAnUntouchedContactIsTakenBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		unadd := func(c contact.Card) error {
			return d.Write(t.Context(), w.ruth, func(ctx context.Context, tx *db.Tx) error { return w.UnaddTx(ctx, tx, c.ID, 1) })
		}
		c := w.add(t, named("Ana Ruiz", email("ana@client.example")))
		w.add(t, named("Anna Ruiz", email("ana@client.example"))) // proposed as a double
		if err := unadd(c); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Get(t.Context(), w.ruth, c.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("getting it = %v, want NotFound", err)
		}
		if ds, _, err := w.Doubles(t.Context(), w.ruth, db.Page{}); err != nil || len(ds) != 0 {
			t.Errorf("%d pairs left (%v), want 0", len(ds), err)
		}
		c = w.add(t, named("Bo Li"))
		c.JobTitle = "Baker"
		if _, err := w.Change(t.Context(), w.ruth, c); err != nil {
			t.Fatal(err)
		}
		if err := unadd(c); !errs.Is(err, errs.Conflict) {
			t.Errorf("taking back a changed contact = %v, want Conflict", err)
		}
		c = w.add(t, named("Cy Om"))
		if _, err := w.Relate(t.Context(), w.ruth, contact.Relation{FromID: w.add(t, named("Di Om")).ID, ToID: c.ID, Kind: "spouse"}); err != nil {
			t.Fatal(err)
		}
		if err := unadd(c); !errs.Is(err, errs.Conflict) {
			t.Errorf("taking back a related contact = %v, want Conflict", err)
		}
	})
}
