package promise_test

import (
	"testing"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/work/matter"
)

func TestWhatIsBroughtInIsCaughtUpWith(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 12:00")
		for _, day := range []string{"2026-09-15 10:00", "2026-09-10 10:00", "2026-09-12 10:00"} { // newest first
			e := call()
			e.At = w.at(day)
			w.logAs(w.archive, m, e)
		}
		must(t, w.CatchUp(t.Context(), w.machine))
		w.stands("caught up", m, promise.Word, "2026-10-15 17:00", promise.Running)
		if r := w.view(m).Record; r.Kept != 3 {
			t.Errorf("record = %+v, want three kept", r)
		}
	})
}

func TestPromisesFollowAMergedContact(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		kept, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Anna Ruiz"}})
		must(t, err)
		w.log(m, question())
		_, err = w.contacts.Merge(t.Context(), w.ruth, kept.ID, m.ClientID, nil)
		must(t, err)
		if v := w.view(m); v.ContactID != kept.ID || v.Client.Name != "Anna Ruiz" {
			t.Errorf("promised to %s, want the one kept", v.Client.Name)
		}
		w.now("2026-09-02 10:00")
		w.logAs(w.evan, matter.Matter{ID: m.ID, ClientID: kept.ID}, call())
		w.stands("a call to the one kept", m, promise.Word, "2026-10-02 17:00", promise.Kept)
	})
}

func TestACoClientHearsForBoth(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		co, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Luis Ruiz"}})
		must(t, err)
		w.now("2026-09-10 10:00")
		w.log(matter.Matter{ID: m.ID, ClientID: co.ID}, call())
		w.stands("a call to a stranger", m, promise.Word, "2026-10-01 17:00", promise.Running)
		_, err = w.matters.AddParty(t.Context(), w.evan, m.ID, matter.Party{ContactID: co.ID, Part: matter.CoClient})
		must(t, err)
		w.stands("who is a client too", m, promise.Word, "2026-10-09 17:00", promise.Kept)
	})
}
