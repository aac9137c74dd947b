package exchange

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/job"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// world is a firm with a manager and a lawyer, where nothing works in the
// background: tests say when.
type world struct {
	*Service
	t          testing.TB
	clock      *clock.Fixed
	access     *access.Service
	firm       office.Firm
	ruth, evan actor.Actor
}

func found(t testing.TB, d *db.DB, c *clock.Fixed) *world {
	t.Helper()
	keys, err := secret.OpenKeys(t.TempDir(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	files, err := blob.OpenDisk(t.TempDir(), keys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() }) // the folder is thrown away
	q, err := job.New(d)
	if err != nil {
		t.Fatal(err)
	}
	table, err := access.Collect(contact.Grants(), access.Grants(), area.Grants(), matter.Grants(), timeline.Grants(), Grants())
	if err != nil {
		t.Fatal(err)
	}
	h := live.New()
	w := &world{t: t, clock: c, access: access.NewService(d)}
	m := matter.NewService(d, h)
	w.Service = NewService(d, q, h, files, contact.NewService(d, h, files), m, timeline.NewService(d, h, files))
	people := []*staff.Person{
		{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"manager", "lawyer"}},
		{Name: "Evan Cole", Email: "evan@larkspur.example", Roles: []string{"lawyer"}},
	}
	s := staff.NewService(d)
	w.firm, err = office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error {
			for _, p := range people {
				if err := s.AddTx(ctx, tx, p); err != nil {
					return err
				}
			}
			return area.NewService(d).SeedTx(ctx, tx)
		})
	if err != nil {
		t.Fatal(err)
	}
	enter := func(p *staff.Person) actor.Actor {
		return actor.Actor{Kind: actor.Staff, Firm: w.firm.ID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: true, ProvenAt: c.Now()}
	}
	w.ruth, w.evan = enter(people[0]), enter(people[1])
	return w
}

// each runs f in a world on both databases.
func each(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, found(t, d, c)) })
}

// bring imports a file of testdata to its end.
func (w *world) bring(t *testing.T, k Kind, name string) Batch {
	t.Helper()
	b, err := w.ImportFile(t.Context(), w.ruth, k, filepath.Join("testdata", name))
	if err != nil {
		t.Fatalf("importing %s: %v", name, err)
	}
	return b
}

// bringText imports a text to its end.
func (w *world) bringText(t *testing.T, k Kind, text string) Batch {
	t.Helper()
	path := filepath.Join(t.TempDir(), "given.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := w.ImportFile(t.Context(), w.ruth, k, path)
	if err != nil {
		t.Fatalf("importing: %v", err)
	}
	return b
}

// rest works on an import until it rests.
func (w *world) rest(t *testing.T, b Batch) Batch {
	t.Helper()
	b, err := w.finishHere(t.Context(), w.ruth, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (w *world) rows(t *testing.T, b Batch) []Row {
	t.Helper()
	rs, _, err := w.Rows(t.Context(), w.ruth, b.ID, "", "", db.Page{Limit: db.Most})
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func (w *world) cards(t *testing.T) []contact.Card {
	t.Helper()
	cs, _, err := w.contacts.List(t.Context(), w.ruth, contact.Filter{}, db.Page{Limit: db.Most})
	if err != nil {
		t.Fatal(err)
	}
	return cs
}

func (w *world) matterList(t *testing.T) []matter.Matter {
	t.Helper()
	ms, _, err := w.matters.List(t.Context(), w.ruth, matter.Filter{By: matter.ByNumber}, db.Page{Limit: db.Most})
	if err != nil {
		t.Fatal(err)
	}
	return ms
}

func (w *world) entryList(t *testing.T) (out []timeline.Detail) {
	t.Helper()
	err := w.db.Read(t.Context(), w.ruth, func(ctx context.Context, q db.Q) (err error) {
		out, _, err = timeline.AllTx(ctx, q, "", "", db.Page{Limit: db.Most})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func results(rs []Row) string {
	out := make([]string, 0, len(rs))
	for _, r := range rs {
		p := r.Result
		if p == "" {
			p = r.Plan
		}
		out = append(out, string(p))
	}
	return strings.Join(out, " ")
}

// errCut stands for the power going out.
var errCut = errors.New("the power went out")

func errsAs[T error](err error, as *T) bool { return errors.As(err, as) }
