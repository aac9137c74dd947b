package record_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/record"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

const (
	client = "con_01ABCDEFGHJKMNPQ"
	other  = "con_01ZBCDEFGHJKMNPQ"
	matter = "mat_01ABCDEFGHJKMNPQ"
)

func aboutMatter() db.About {
	return db.About{Kind: "matter", ID: matter, Contact: client, Matter: matter}
}

// raise puts a wall between people and an object.
func (w *world) raise(object string, people ...string) {
	w.t.Helper()
	n := access.New{Name: "Screen", Reason: "Former client", Objects: []access.Object{{Kind: "contact", ID: object}}}
	for _, p := range people {
		n.People = append(n.People, w.people[p].ID)
	}
	if _, err := w.access.Raise(w.t.Context(), w.people["maya"], n); err != nil {
		w.t.Fatal(err)
	}
}

func TestTheWalledDoNotSeeTheTrail(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		about db.About
		wall  string
	}{
		"of the matter itself":         {aboutMatter(), matter},
		"of the client of the matter":  {aboutMatter(), client},
		"of a refusal at the matter":   {db.About{Kind: "access", ID: matter}, matter},
		"of the contact":               {db.About{Kind: "contact", ID: client, Contact: client}, client},
		"of a note that is for no one": {db.About{Kind: "timeline", ID: "tle_1", Contact: client}, client},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, w *world) {
				w.open(client, matter)
				w.act("ruth", "test.secret", c.about, 1)
				if got := len(w.list("maya", record.Filter{Action: "test.secret"})); got != 1 {
					t.Fatalf("the manager sees %d entries before the wall, want 1", got)
				}
				w.raise(c.wall, "maya", "ada")
				for _, who := range []string{"maya", "ada"} {
					if got := len(w.list(who, record.Filter{Action: "test.secret"})); got != 0 {
						t.Errorf("%s sees %d entries from behind the wall, want none", who, got)
					}
				}
			})
		})
	}
}

func TestADetailThatTellsOfAWalledContactIsWithheld(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.open(client, other)
		w.write("ruth", func(_ context.Context, tx *db.Tx) error {
			return tx.Record("contact.related", db.About{Kind: "contact", ID: client, Contact: client}, map[string]any{"to": other})
		})
		w.raise(other, "maya")
		es := w.list("maya", record.Filter{Action: "contact.related"})
		if len(es) != 1 || es[0].Detail != "" || !es[0].Withheld {
			t.Errorf("the manager sees %+v, want the entry without its detail", es)
		}
		w.seal()
		var log bytes.Buffer
		if err := w.record.WriteLog(t.Context(), w.people["maya"], &log); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(log.String(), other) {
			t.Error("the exported log tells of the walled contact")
		}
		if _, err := w.record.Proof(t.Context(), w.people["maya"], es[0].ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("a proof of it = %v, want NotFound", err)
		}
	})
}

func TestWhatWasTakenBackKeepsItsTrail(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.open(client)
		w.act("ruth", "contact.added", db.About{Kind: "contact", ID: client, Contact: client}, 1)
		w.write("ruth", func(ctx context.Context, tx *db.Tx) error {
			return errors.Join(access.RestrictTx(ctx, tx, client), tx.Record("contact.unadded", db.About{Kind: "contact", ID: client, Contact: client}, nil))
		})
		if got := len(w.list("maya", record.Filter{Contact: client, Action: "contact."})); got != 2 {
			t.Errorf("the manager sees %d entries of a contact taken back, want 2", got)
		}
	})
}

func TestAnAdministratorSeesBareIDs(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.open(client, matter)
		w.act("ruth", "matter.closed", aboutMatter(), 1)
		w.act("ruth", "office.changed", db.About{Kind: "office", ID: "off_1"}, 1)
		es := w.list("ada", record.Filter{Action: "matter.closed"})
		if len(es) != 1 || es[0].MatterID != matter || es[0].Detail != "" || !es[0].Withheld {
			t.Errorf("the administrator sees %+v of a file, want its id and no detail", es)
		}
		if es := w.list("ada", record.Filter{Action: "office."}); len(es) == 0 || es[0].Detail == "" {
			t.Errorf("the administrator sees %+v of the office, want all of it", es)
		}
	})
}

func TestATeamReadsTheTrailOfItsFile(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.open(client, matter)
		w.act("ruth", "matter.closed", aboutMatter(), 1)
		w.write("ruth", func(ctx context.Context, tx *db.Tx) error { // to those let in by name
			return errors.Join(access.RestrictTx(ctx, tx, matter), access.AddTx(ctx, tx, matter, w.people["ruth"].ID, "team", nil), tx.Record("matter.restricted", aboutMatter(), nil))
		})
		es, _, err := w.record.OfMatter(t.Context(), w.people["ruth"], matter, db.Page{})
		if err != nil || len(es) != 2 || es[1].Detail == "" {
			t.Errorf("the team reads %d entries, %v, want 2 with their details", len(es), err)
		}
		if _, _, err := w.record.OfMatter(t.Context(), w.people["evan"], matter, db.Page{}); !errs.Is(err, errs.NotFound) {
			t.Errorf("whoever isn't on the team gets %v, want NotFound", err)
		}
		es, _, err = w.record.OfContact(t.Context(), w.people["evan"], client, db.Page{})
		for _, e := range es {
			if e.MatterID == matter {
				t.Errorf("the contact's trail shows %s of a matter he may not see", e.Action)
			}
		}
		if err != nil {
			t.Error(err)
		}
		for _, who := range []string{"ben", "ada"} {
			if _, _, err := w.record.OfMatter(t.Context(), w.people[who], matter, db.Page{}); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s gets %v, want Forbidden", who, err)
			}
		}
	})
}

func TestALookAtTheTrailIsRecorded(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.list("maya", record.Filter{})
		if got := len(w.list("maya", record.Filter{Action: "record.read"})); got != 1 {
			t.Errorf("two looks within a minute left %d entries, want 1", got)
		}
	})
}

func TestAnotherFirmsTrailIsNotThere(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.act("ruth", "test.ours", db.About{Kind: "test"}, 1)
		w.seal()
		stranger := w.people["maya"]
		stranger.Firm = "frm_other"
		es, _, err := w.record.List(t.Context(), stranger, record.Filter{Action: "test."}, db.Page{})
		if len(es) != 0 {
			t.Errorf("another firm's manager reads %d entries, %v, want none", len(es), err)
		}
		if st, err := w.record.Status(t.Context(), stranger); err != nil || st.Size != 0 {
			t.Errorf("another firm's manager gets the status %+v, %v, want an empty one", st, err)
		}
	})
}
