package promise_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/work/matter"
)

const (
	crowd = 100_000 // matters of the firm
	mine  = 200     // of them Evan's
)

// crowded is a firm of a hundred thousand matters, each as the service would
// have left it.
func crowded(b *testing.B, d *db.DB, c *clock.Fixed) *world {
	b.Helper()
	w := found(b, d, c)
	w.now("2026-09-16 12:00")
	m := w.client("Ana Ruiz")
	k := w.view(m).Clock
	const chunk = 5000
	for from := 0; from < crowd; from += chunk {
		must(b, d.Touch(b.Context(), w.machine, func(ctx context.Context, tx *db.Tx) error {
			return crowdTx(ctx, tx, w, m, k, from, from+chunk)
		}))
	}
	_, err := d.SQL().ExecContext(b.Context(), "ANALYZE") // as the database would by itself, after a while
	must(b, err)
	return w
}

func crowdTx(ctx context.Context, tx *db.Tx, w *world, m matter.Matter, k promise.Clock, from, to int) error {
	var cs []contact.Contact
	var ms []matter.Matter
	var ks []promise.Clock
	for i := from; i < to; i++ {
		id := fmt.Sprintf("%08d", i)
		name := "Client " + id
		cs = append(cs, contact.Contact{ID: contact.ID("con_" + id), Kind: contact.Person, Name: name, SortName: name, CreatedAt: tx.Now, UpdatedAt: tx.Now})
		x := m
		x.ID, x.Number, x.Title, x.ClientID = matter.ID("mat_"+id), id, name, contact.ID("con_"+id)
		lead := staff.ID(w.ruth.ID)
		if i%(crowd/mine) == 0 {
			lead = staff.ID(w.evan.ID)
		}
		x.ResponsibleID = lead
		ms = append(ms, x)
		y := k
		y.MatterID, y.ContactID, y.StaffID, y.OwnerID = x.ID, x.ClientID, lead, lead
		y.DueAt = k.DueAt.Add(time.Duration(i%700-600) * time.Hour)
		y.WordDueAt = y.DueAt
		ks = append(ks, y)
	}
	for _, rows := range []any{&cs, &ms, &ks} {
		if err := tx.Insert(ctx, rows); err != nil {
			return err
		}
	}
	_, err := tx.Raw("INSERT INTO access_member (firm_id, object_id, staff_id, why) SELECT firm_id, id, '*', 'open' FROM contact WHERE firm_id = ? AND id >= ? AND id < ? UNION ALL SELECT firm_id, id, '*', 'open' FROM matter WHERE firm_id = ? AND id >= ? AND id < ?",
		tx.Firm(), fmt.Sprintf("con_%08d", from), fmt.Sprintf("con_%08d", to), tx.Firm(), fmt.Sprintf("mat_%08d", from), fmt.Sprintf("mat_%08d", to)).Exec(ctx)
	return err
}

func BenchmarkTodayAmongAHundredThousandMatters(b *testing.B) {
	for name, open := range map[string]func(testing.TB, clock.Clock) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			c := clock.At(dbtest.Noon())
			w := crowded(b, open(b, c), c)
			b.Run("a lawyer of 200", func(b *testing.B) {
				for b.Loop() {
					_, err := w.Today(b.Context(), w.evan, staff.ID(w.evan.ID), db.Page{})
					must(b, err)
				}
			})
			b.Run("the whole firm", func(b *testing.B) {
				for b.Loop() {
					_, err := w.Today(b.Context(), w.ruth, "", db.Page{})
					must(b, err)
				}
			})
			b.Run("the board", func(b *testing.B) {
				for b.Loop() {
					_, err := w.Board(b.Context(), w.ruth)
					must(b, err)
				}
			})
		})
	}
}
