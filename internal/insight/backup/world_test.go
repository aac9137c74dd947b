package backup_test

import (
	"context"
	"path/filepath"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/insight/exchange"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/job"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// world is a firm with a manager, who can bring in records.
type world struct {
	db       *db.DB
	clock    *clock.Fixed
	files    *blob.Disk
	exchange *exchange.Service
	ruth     actor.Actor
}

func found(t *testing.T, d *db.DB, c *clock.Fixed) *world {
	t.Helper()
	q, err := job.New(d)
	if err != nil {
		t.Fatal(err)
	}
	table, err := access.Collect(contact.Grants(), access.Grants(), area.Grants(), matter.Grants(), timeline.Grants(), exchange.Grants())
	if err != nil {
		t.Fatal(err)
	}
	h, files := live.New(), disk(t)
	m := matter.NewService(d, h)
	w := &world{db: d, clock: c, files: files, exchange: exchange.NewService(d, q, h, files, contact.NewService(d, h, files), m, timeline.NewService(d, h, files))}
	ruth := &staff.Person{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"manager", "lawyer"}}
	firm, err := office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error {
			if err := staff.NewService(d).AddTx(ctx, tx, ruth); err != nil {
				return err
			}
			return area.NewService(d).SeedTx(ctx, tx)
		})
	if err != nil {
		t.Fatal(err)
	}
	w.ruth = actor.Actor{Kind: actor.Staff, Firm: firm.ID, ID: string(ruth.ID), Name: ruth.Name, Roles: ruth.Roles, Grants: table.For(ruth.Roles, nil), Open: true, ProvenAt: c.Now()}
	return w
}

// each runs f in a world on both databases.
func each(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, found(t, d, c)) })
}

// bring imports one of the files that importing is tested with.
func (w *world) bring(t *testing.T, k exchange.Kind, name string) {
	t.Helper()
	if _, err := w.exchange.ImportFile(t.Context(), w.ruth, k, filepath.Join("..", "exchange", "testdata", name)); err != nil {
		t.Fatalf("importing %s: %v", name, err)
	}
}

// fill brings in people, matters, notes and mail with what is attached.
func (w *world) fill(t *testing.T) {
	t.Helper()
	w.bring(t, exchange.Contacts, "clio-contacts.csv")
	w.bring(t, exchange.Matters, "clio-matters.csv")
	w.bring(t, exchange.Notes, "clio-notes.csv")
	w.bring(t, exchange.Mail, "mailbox.mbox")
}
