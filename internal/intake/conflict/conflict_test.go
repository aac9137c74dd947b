package conflict_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"candor/internal/firm/staff"
	"candor/internal/intake/conflict"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/name"
	"candor/internal/people/contact"
	"candor/internal/people/likeness"
	"candor/internal/schema/dbtest"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
)

type rig struct {
	*mattertest.Firm
	*testing.T
	Conflicts *conflict.Service
	job       actor.Actor
}

func found(t *testing.T, d *db.DB) rig {
	f := mattertest.Found(t, d, conflict.Grants())
	s := conflict.NewService(d, f.Live)
	names := likeness.NewService(d)
	f.Contacts.Saved.On(names.ContactSaved)
	f.Contacts.Merged.On(names.ContactMerged)
	f.Contacts.Unmerged.On(names.ContactUnmerged)
	names.Refiled.On(s.Refiled)
	f.Matters.PartyAdded.On(s.PartyAdded)
	f.Matters.Opened.On(s.MatterOpened)
	return rig{f, t, s, actor.ForJob(f.ID, "conflict")}
}

// ask checks one name in one part.
func (r rig) ask(who actor.Actor, text string, part matter.Part) conflict.File {
	r.Helper()
	c, err := r.Conflicts.Ask(r.Context(), who, conflict.Check{Nature: "A lease", Parties: []conflict.Party{{Name: text, Part: part}}})
	if err != nil {
		r.Fatalf("asking for %s: %v", text, err)
	}
	f, err := r.Conflicts.Get(r.Context(), who, c.ID)
	if err != nil {
		r.Fatal(err)
	}
	return f
}

func (r rig) add(c contact.Card) contact.Card {
	r.Helper()
	c, err := r.Contacts.Add(r.Context(), r.Ruth, c)
	if err != nil {
		r.Fatal(err)
	}
	return c
}

func each(t *testing.T, f func(r rig)) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) { f(found(t, d)) })
}

func TestActingAgainstACurrentClientIsGrave(t *testing.T) {
	each(t, func(r rig) {
		m := r.Open(r.Person("Catherine O'Neill").ID, "O'Neill estate")
		f := r.ask(r.Pia, "Kathryn ONeil", matter.Adverse)
		if len(f.Hits) != 1 || f.Hits[0].Severity != conflict.Grave || f.Hits[0].Name != "Catherine O'Neill" || f.Hits[0].Stakes[0].MatterID != m.ID {
			r.Fatalf("hits = %+v, want the current client, grave", f.Hits)
		}
		if f := r.ask(r.Pia, "Kathryn ONeil", matter.Client); f.Hits[0].Severity != conflict.Harmless {
			r.Errorf("the same as our client = severity %d, want harmless", f.Hits[0].Severity)
		}
		if _, err := r.Matters.Close(r.Context(), r.Ruth, m.ID, m.Version, matter.Ending{Reason: "completed"}); err != nil {
			r.Fatal(err)
		}
		if f := r.ask(r.Pia, "Kathryn ONeil", matter.Adverse); f.Hits[0].Severity != conflict.Look {
			r.Errorf("against a former client = severity %d, want a look (Model Rule 1.9)", f.Hits[0].Severity)
		}
	})
}

func TestEveryNameOfAContactIsSearched(t *testing.T) {
	each(t, func(r rig) {
		r.add(contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Ann Smith"}, Names: []contact.Name{{Kind: contact.Maiden, Name: "Baker"}}})
		r.add(contact.Card{Contact: contact.Contact{Kind: contact.Organisation, Name: "Blue Heron LLC"}, Names: []contact.Name{{Kind: contact.DBA, Name: "Heron Café"}}})
		r.add(contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Tess Vale"}, Points: []contact.Point{{Kind: contact.Email, Value: "tess@example.com"}}})
		for asked, want := range map[string]string{"Ann Baker": "Ann Smith", "Heron Cafe": "Blue Heron LLC", "Anne Smith": "Ann Smith"} {
			if f := r.ask(r.Pia, asked, matter.Adverse); len(f.Hits) == 0 || f.Hits[0].Name != want {
				r.Errorf("%s finds %+v, want %s", asked, f.Hits, want)
			}
		}
		c, err := r.Conflicts.Ask(r.Context(), r.Pia, conflict.Check{Parties: []conflict.Party{{Name: "T. Moss", Reach: "TESS@example.com", Part: matter.Client}}})
		if err != nil {
			r.Fatal(err)
		}
		if f, err := r.Conflicts.Get(r.Context(), r.Pia, c.ID); err != nil || len(f.Hits) != 1 || f.Hits[0].Grade != name.Possible {
			r.Errorf("the same address finds %+v (%v), want one that is possible", f.Hits, err)
		}
	})
}

func TestARelativeWithAStakeIsAHit(t *testing.T) {
	each(t, func(r rig) {
		parent := r.add(contact.Card{Contact: contact.Contact{Kind: contact.Organisation, Name: "Vega PLC"}})
		child := r.add(contact.Card{Contact: contact.Contact{Kind: contact.Organisation, Name: "Orion Logistics Inc."}})
		if _, err := r.Contacts.Relate(r.Context(), r.Ruth, contact.Relation{FromID: parent.ID, ToID: child.ID, Kind: "parent_company"}); err != nil {
			r.Fatal(err)
		}
		r.Open(parent.ID, "Vega lease")
		f := r.ask(r.Pia, "Orion Logistics", matter.Adverse)
		if len(f.Hits) != 2 || f.Hits[0].Name != "Vega PLC" || f.Hits[0].Severity == conflict.Harmless || f.Hits[0].Reasons[0].What != conflict.Related {
			r.Errorf("hits = %+v, want the parent company first, by its relation", f.Hits)
		}
	})
}

func TestAMergeAndItsUndoingAreFiled(t *testing.T) {
	each(t, func(r rig) {
		kept, gone := r.Person("Robert Stone"), r.Person("Xaver Quintal")
		m, err := r.Contacts.Merge(r.Context(), r.Ruth, kept.ID, gone.ID, nil)
		if err != nil {
			r.Fatal(err)
		}
		if f := r.ask(r.Pia, "Xaver Quintal", matter.Adverse); len(f.Hits) != 1 || f.Hits[0].ContactID != kept.ID {
			r.Errorf("the name that was merged finds %+v, want the one kept", f.Hits)
		}
		if _, err := r.Contacts.Unmerge(r.Context(), r.Ruth, m.ID); err != nil {
			r.Fatal(err)
		}
		if f := r.ask(r.Pia, "Xaver Quintal", matter.Adverse); len(f.Hits) != 1 || f.Hits[0].ContactID != gone.ID {
			r.Errorf("after the merge is undone it finds %+v, want the other again", f.Hits)
		}
	})
}

func TestAGraveHitTakesTwoAndAWaiverInWriting(t *testing.T) {
	each(t, func(r rig) {
		r.Open(r.Person("Maya Rivera").ID, "Rivera custody")
		f := r.ask(r.Pia, "Maya Rivera", matter.Adverse)
		h, ctx := f.Hits[0], r.Context()
		if _, err := r.Conflicts.Dispose(ctx, r.Pia, h.ID, 0, conflict.NoConflict, "someone else"); !errs.Is(err, errs.Forbidden) {
			r.Errorf("a paralegal decides = %v, want Forbidden", err)
		}
		if _, err := r.Conflicts.Dispose(ctx, r.Evan, h.ID, 0, conflict.Waivable, " "); !errs.Is(err, errs.Invalid) {
			r.Errorf("without a reason = %v, want Invalid", err)
		}
		if _, err := r.Conflicts.Dispose(ctx, r.Evan, h.ID, h.Version, conflict.Waivable, "Both sides are businesses and know of it."); err != nil {
			r.Fatal(err)
		}
		if _, err := r.Conflicts.Second(ctx, r.Evan, h.ID); !errs.Is(err, errs.Conflict) {
			r.Errorf("the same person confirms = %v, want Conflict", err)
		}
		if _, err := r.Conflicts.Second(ctx, r.Ruth, h.ID); err != nil {
			r.Fatal(err)
		}
		if _, err := r.Conflicts.Sign(ctx, r.Ruth, f.ID, 0, ""); !errs.Is(err, errs.Conflict) {
			r.Errorf("signing without the waiver = %v, want Conflict", err)
		}
		if _, err := r.Conflicts.Waive(ctx, r.Evan, h.ID, conflict.Waiver{Who: "Maya Rivera", On: civil.On(2026, 5, 4), How: "letter"}); err != nil {
			r.Fatal(err)
		}
		c, err := r.Conflicts.Sign(ctx, r.Ruth, f.ID, 0, "")
		if err != nil || c.State != conflict.Cleared {
			r.Fatalf("signing = %s, %v; want cleared", c.State, err)
		}
		if _, err := r.Conflicts.Dispose(ctx, r.Evan, h.ID, 0, conflict.NoConflict, "after all"); !errs.Is(err, errs.Conflict) {
			r.Errorf("deciding anew after signing = %v, want Conflict", err)
		}
	})
}

func TestNothingFoundIsSignedForToo(t *testing.T) {
	each(t, func(r rig) {
		f := r.ask(r.Pia, "Quentin Zsigmondy", matter.Client)
		if len(f.Hits) != 0 || f.State != conflict.Open {
			r.Fatalf("check = %s with %d hits, want it open with none", f.State, len(f.Hits))
		}
		if _, err := r.Conflicts.Sign(r.Context(), r.Pia, f.ID, 0, ""); !errs.Is(err, errs.Forbidden) {
			r.Errorf("a paralegal signs = %v, want Forbidden", err)
		}
		if _, err := r.Conflicts.Sign(r.Context(), r.Evan, f.ID, 0, "nobody of that name"); err != nil {
			r.Fatal(err)
		}
	})
}

func TestAReportNeverChanges(t *testing.T) {
	each(t, func(r rig) {
		r.Person("Maya Rivera")
		f := r.ask(r.Pia, "Maia Rivera", matter.Client)
		if _, err := r.Conflicts.Report(r.Context(), r.Pia, f.ID); !errs.Is(err, errs.NotFound) {
			r.Errorf("the report before signing = %v, want NotFound", err)
		}
		if n, err := r.Conflicts.DisposeHarmless(r.Context(), r.Evan, f.ID, "She is the one who asks."); n != 1 || err != nil {
			r.Fatalf("deciding the harmless = %d, %v; want 1", n, err)
		}
		if _, err := r.Conflicts.Sign(r.Context(), r.Evan, f.ID, 0, ""); err != nil {
			r.Fatal(err)
		}
		rep, err := r.Conflicts.Report(r.Context(), r.Pia, f.ID)
		if err != nil || len(rep.Hash) != 64 || rep.Words != name.Edition || rep.Spelt[0][0] != "maia rivera" || rep.Hits[0].Reason != "She is the one who asks." {
			r.Errorf("report = %+v, %v; want what was asked, found and decided", rep, err)
		}
		for _, sql := range []string{"UPDATE conflict_report SET body = '{}'", "DELETE FROM conflict_report"} {
			err := r.DB.Touch(r.Context(), r.Ruth, func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.Raw(sql + " WHERE firm_id = '" + r.ID + "'").Exec(ctx)
				return err
			})
			if err == nil {
				r.Errorf("%s went through, want it refused", sql)
			}
		}
	})
}

func TestAWallShowsThatSomethingIsThereAndNothingElse(t *testing.T) {
	each(t, func(r rig) {
		c := r.Person("Octavia Brandywine")
		r.Open(c.ID, "Brandywine trust")
		r.Wall(r.Evan, "contact", string(c.ID))
		f := r.ask(r.Evan, "Octavia Brandywine", matter.Adverse)
		if len(f.Hits) != 1 || !f.Hits[0].Restricted {
			r.Fatalf("hits = %+v, want one that is restricted", f.Hits)
		}
		hidden := f.Hits[0]
		b, err := json.Marshal(hidden)
		if err != nil {
			r.Fatal(err)
		}
		for _, secret := range []string{"randywine", string(c.ID), "trust"} {
			if strings.Contains(string(b), secret) {
				r.Errorf("the restricted hit says %q: %s", secret, b)
			}
		}
		if _, err := r.Conflicts.Dispose(r.Context(), r.Evan, hidden.ID, 0, conflict.NoConflict, "not them"); !errs.Is(err, errs.Forbidden) {
			r.Errorf("deciding what one may not see = %v, want Forbidden", err)
		}
		seen, err := r.Conflicts.Get(r.Context(), r.Ruth, f.ID)
		if err != nil || seen.Hits[0].Restricted || seen.Hits[0].Severity != conflict.Grave {
			r.Errorf("a manager before the wall sees %+v (%v), want the grave hit", seen.Hits, err)
		}
	})
}

func TestAPartyAddedLaterIsFound(t *testing.T) {
	each(t, func(r rig) {
		r.Open(r.Person("Stephen Phillips").ID, "Phillips will")
		other := r.Open(r.Person("Dana Whitlock").ID, "Whitlock claim")
		if err := r.Conflicts.Watch(r.Context(), r.job); err != nil {
			r.Fatal(err)
		}
		if fs, err := r.Conflicts.Findings(r.Context(), r.Ruth, ""); err != nil || len(fs) != 0 {
			r.Fatalf("findings = %+v (%v), want none yet", fs, err)
		}
		twin := r.Person("Steven Philips")
		if _, err := r.Matters.AddParty(r.Context(), r.Ruth, other.ID, matter.Party{ContactID: twin.ID, Part: matter.Adverse}); err != nil {
			r.Fatal(err)
		}
		if err := r.Conflicts.Watch(r.Context(), r.job); err != nil {
			r.Fatal(err)
		}
		if err := r.Conflicts.Nightly(r.Context(), r.job); err != nil { // finds nothing new
			r.Fatal(err)
		}
		fs, err := r.Conflicts.Findings(r.Context(), r.Ruth, "")
		if err != nil || len(fs) != 1 || fs[0].MatterID != other.ID || fs[0].Severity != conflict.Grave || fs[0].Hit.Name != "Stephen Phillips" {
			r.Fatalf("findings = %+v (%v), want one, grave, in the Whitlock claim", fs, err)
		}
		if _, err := r.Conflicts.Settle(r.Context(), r.Evan, fs[0].ID, "Two brothers; see the birth dates."); err != nil {
			r.Fatal(err)
		}
		if fs, err := r.Conflicts.Findings(r.Context(), r.Ruth, other.ID); err != nil || len(fs) != 0 {
			r.Errorf("after it is settled = %+v (%v), want none", fs, err)
		}
	})
}

func TestSomeoneWhoJoinsIsChecked(t *testing.T) {
	each(t, func(r rig) {
		r.Person("Lena Fischbach")
		people := staff.NewService(r.DB)
		people.Joined.On(r.Conflicts.StaffJoined)
		err := r.DB.Write(r.Context(), r.job, func(ctx context.Context, tx *db.Tx) error {
			return people.AddTx(ctx, tx, &staff.Person{Name: "Lena Fischbach", Email: "lena@larkspur.example", Roles: []string{"lawyer"}})
		})
		if err != nil {
			r.Fatal(err)
		}
		if err := r.Conflicts.Watch(r.Context(), r.job); err != nil {
			r.Fatal(err)
		}
		cs, _, err := r.Conflicts.List(r.Context(), r.Ruth, conflict.Filter{Open: true}, db.Page{})
		if err != nil || len(cs) != 1 || cs[0].Title != "Lena Fischbach" || cs[0].Waiting != 1 {
			r.Errorf("checks = %+v (%v), want one of who joined, with a hit waiting", cs, err)
		}
	})
}

func TestAMatterSaysWhoWasNeverChecked(t *testing.T) {
	each(t, func(r rig) {
		m := r.Open(r.Person("Dana Whitlock").ID, "Whitlock claim")
		if _, err := r.Matters.AddParty(r.Context(), r.Ruth, m.ID, matter.Party{ContactID: r.Person("Bo Larsen").ID, Part: matter.Adverse}); err != nil {
			r.Fatal(err)
		}
		st, err := r.Conflicts.Standing(r.Context(), r.Pia, m.ID)
		if err != nil || !st.Warn || !st.Against || len(st.Unchecked) != 2 {
			r.Fatalf("standing = %+v (%v), want a warning for two, one adverse", st, err)
		}
		c, err := r.Conflicts.Draft(r.Context(), r.Pia, m.ID)
		if err != nil {
			r.Fatal(err)
		}
		if c, err = r.Conflicts.Ask(r.Context(), r.Pia, c); err != nil {
			r.Fatal(err)
		}
		if _, err := r.Conflicts.Sign(r.Context(), r.Ruth, c.ID, 0, ""); err != nil {
			r.Fatalf("signing a check that finds only its own parties: %v", err)
		}
		if st, err := r.Conflicts.Standing(r.Context(), r.Pia, m.ID); err != nil || len(st.Unchecked) != 0 {
			r.Errorf("standing = %+v (%v), want nobody unchecked", st, err)
		}
	})
}
