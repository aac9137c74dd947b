package record_test

import (
	"context"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/record"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/secret"
	"candor/internal/schema/dbtest"
)

// world is a firm whose trail is kept.
type world struct {
	t      testing.TB
	db     *db.DB
	clock  *clock.Fixed
	record *record.Service
	access *access.Service
	keys   *secret.Keys
	firm   string
	people map[string]actor.Actor
}

func build(t testing.TB, d *db.DB, c *clock.Fixed) *world {
	t.Helper()
	keys, err := secret.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	table, err := access.Collect(access.Grants(), record.Grants())
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, db: d, clock: c, keys: keys, record: record.NewService(d, keys, "https://law.example"), access: access.NewService(d), people: map[string]actor.Actor{}}
	people := staff.NewService(d)
	f, err := office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()}, func(ctx context.Context, tx *db.Tx) error {
		for name, role := range map[string]string{"ruth": "lawyer", "evan": "lawyer", "maya": "manager", "ada": "administrator", "ben": "billing"} {
			p := staff.Person{Name: name, Email: name + "@larkspur.example", Roles: []string{role}}
			if err := people.AddTx(ctx, tx, &p); err != nil {
				return err
			}
			w.people[name] = actor.Actor{Kind: actor.Staff, Firm: tx.Firm(), ID: string(p.ID), Name: name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: access.SeesOpen(p.Roles)}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.firm = f.ID
	return w
}

func each(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, build(t, d, c)) })
}

func (w *world) job() actor.Actor { return actor.ForJob(w.firm, "record.seal") }

// open lets the whole firm see a contact or matter.
func (w *world) open(objects ...string) {
	w.t.Helper()
	w.write("maya", func(ctx context.Context, tx *db.Tx) error {
		var err error
		for _, o := range objects {
			err = errors.Join(err, access.OpenTx(ctx, tx, o))
		}
		return errors.Join(err, tx.Record("test.opened", db.About{Kind: "test"}, nil))
	})
}

func (w *world) write(who string, f func(ctx context.Context, tx *db.Tx) error) {
	w.t.Helper()
	if err := w.db.Write(w.t.Context(), w.people[who], f); err != nil {
		w.t.Fatal(err)
	}
}

// act leaves n entries.
func (w *world) act(who, action string, about db.About, n int) {
	w.t.Helper()
	w.write(who, func(_ context.Context, tx *db.Tx) error {
		var err error
		for i := range n {
			err = errors.Join(err, tx.Record(action, about, map[string]any{"n": i}))
		}
		return err
	})
}

func (w *world) seal() {
	w.t.Helper()
	w.clock.Advance(time.Minute)
	if err := w.record.Seal(w.t.Context(), w.job()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) status() record.Status {
	w.t.Helper()
	st, err := w.record.Status(w.t.Context(), w.people["maya"])
	if err != nil {
		w.t.Fatal(err)
	}
	return st
}

func (w *world) list(who string, f record.Filter) []record.Entry {
	w.t.Helper()
	es, _, err := w.record.List(w.t.Context(), w.people[who], f, db.Page{Limit: db.Most})
	if err != nil {
		w.t.Fatal(err)
	}
	return es
}

// tamper runs SQL behind the program's back, with all that guards the tables
// out of the way.
func (w *world) tamper(statements ...string) {
	w.t.Helper()
	conn, err := w.db.SQL().Conn(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	defer conn.Close()
	before := []string{"PRAGMA foreign_keys=0"}
	if w.db.Postgres() {
		before = []string{"ALTER TABLE record_leaf DROP CONSTRAINT record_leaf_firm_id_entry_id_fkey", "SELECT set_config('app.firm_id', '" + w.firm + "', false)"}
	}
	for _, table := range []string{"entry", "leaf", "hash", "checkpoint"} {
		if w.db.Postgres() {
			before = append(before, "ALTER TABLE record_"+table+" DISABLE TRIGGER USER")
			continue
		}
		before = append(before, "DROP TRIGGER record_"+table+"_kept", "DROP TRIGGER record_"+table+"_stays")
	}
	for _, s := range append(before, statements...) {
		if _, err := conn.ExecContext(w.t.Context(), s); err != nil {
			w.t.Fatalf("%s: %v", s, err)
		}
	}
	if !w.db.Postgres() {
		if _, err := conn.ExecContext(w.t.Context(), "PRAGMA foreign_keys=1"); err != nil {
			w.t.Fatal(err)
		}
	}
}
