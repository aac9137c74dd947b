package client_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/live"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
)

type world struct {
	*client.Service
	contacts        *contact.Service
	access          *access.Service
	ruth, evan, ben actor.Actor
	d               *db.DB
}

func each(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) { f(t, found(t, d)) })
}

func found(t *testing.T, d *db.DB) *world {
	t.Helper()
	table, err := access.Collect(contact.Grants(), access.Grants(), client.Grants())
	if err != nil {
		t.Fatal(err)
	}
	hub, people := live.New(), staff.NewService(d)
	w := &world{Service: client.NewService(d, hub), contacts: contact.NewService(d, hub, nil), access: access.NewService(d), d: d}
	w.contacts.Merged.On(w.Service.ContactMerged)
	_, err = office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()}, func(ctx context.Context, tx *db.Tx) error {
		for _, p := range []struct {
			at    *actor.Actor
			name  string
			roles []string
		}{{&w.ruth, "ruth", []string{"lawyer", "manager"}}, {&w.evan, "evan", []string{"lawyer"}}, {&w.ben, "ben", []string{"billing"}}} {
			s := staff.Person{Name: p.name, Email: p.name + "@larkspur.example", Roles: p.roles}
			if err := people.AddTx(ctx, tx, &s); err != nil {
				return err
			}
			*p.at = actor.Actor{Kind: actor.Staff, Firm: tx.Firm(), ID: string(s.ID), Name: s.Name, Roles: s.Roles, Grants: table.For(p.roles, nil), Open: true}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) person(t *testing.T, name string) contact.ID {
	t.Helper()
	c, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: name}})
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func (w *world) save(t *testing.T, c client.Client) client.Client {
	t.Helper()
	got, err := w.Save(t.Context(), w.ruth, c)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestWhatAClientPrefersIsKept(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		maya := w.person(t, "Maya Rivera")
		care, err := w.Get(t.Context(), w.evan, maya)
		if err != nil || care.Known() {
			t.Fatalf("before: %+v (%v), want nothing known and no error", care, err)
		}
		saved := w.save(t, client.Client{
			ContactID: maya, Lang: "es", Formality: client.Formal, Channels: []client.Channel{client.Portal, client.Phone, client.Portal},
			Hours: []client.Hours{{Days: []time.Weekday{time.Friday, time.Monday}, From: civil.ClockAt(17, 0), To: civil.ClockAt(20, 0)}},
			Safe:  client.Safe{NoVoicemail: true}, Avoid: "her brother",
		})
		care, err = w.Get(t.Context(), w.evan, maya)
		if err != nil || care.Status != client.Prospect || care.Lang != "es" || !slices.Equal(care.Channels, []client.Channel{client.Portal, client.Phone}) {
			t.Errorf("after: %+v (%v), want a prospect in Spanish, by portal then phone", care, err)
		}
		if h := care.Hours; len(h) != 1 || h[0].To != civil.ClockAt(20, 0) || !slices.Equal(h[0].Days, []time.Weekday{time.Monday, time.Friday}) {
			t.Errorf("hours = %+v, want Monday and Friday evenings", h)
		}
		saved.Lang = "en"
		if _, err := w.Save(t.Context(), w.evan, saved); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Save(t.Context(), w.ruth, saved); !errs.Is(err, errs.Conflict) {
			t.Errorf("saving over an old version = %v, want Conflict", err)
		}
		if _, err := w.Save(t.Context(), w.ben, saved); !errs.Is(err, errs.Forbidden) {
			t.Errorf("saving by billing = %v, want Forbidden", err)
		}
	})
}

func TestPreferencesMustMakeSense(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		maya := w.person(t, "Maya Rivera")
		for name, c := range map[string]client.Client{
			"a channel that isn't one":     {Channels: []client.Channel{"pigeon"}},
			"only these, and none":         {Safe: client.Safe{OnlyThese: true}},
			"hours that end before noon's": {Hours: []client.Hours{{Days: []time.Weekday{1}, From: civil.ClockAt(17, 0), To: civil.ClockAt(9, 0)}}},
			"a zone that isn't one":        {Zone: "Mars/Olympus"},
		} {
			c.ContactID = maya
			if _, err := w.Save(t.Context(), w.ruth, c); !errs.Is(err, errs.Invalid) {
				t.Errorf("saving %s = %v, want Invalid", name, err)
			}
		}
	})
}

func TestWhereAClientStands(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		maya := w.person(t, "Maya Rivera")
		var heard []client.Status
		w.Became.On(func(_ context.Context, _ *db.Tx, b client.Becoming) error {
			heard = append(heard, b.From, b.Client.Status)
			return nil
		})
		err := w.d.Write(t.Context(), w.ruth, func(ctx context.Context, tx *db.Tx) error {
			if err := w.ActiveTx(ctx, tx, maya); err != nil {
				return err
			}
			return w.ActiveTx(ctx, tx, maya) // a second matter
		})
		if err != nil {
			t.Fatal(err)
		}
		care, err := w.Get(t.Context(), w.ruth, maya)
		if err != nil || care.Status != client.Active || care.SinceOn.String() != "2026-09-16" {
			t.Errorf("client = %s since %s (%v), want active since today", care.Status, care.SinceOn, err)
		}
		if !slices.Equal(heard, []client.Status{"", client.Active}) {
			t.Errorf("announced %q, want once, from nothing to active", heard)
		}
		if _, err := w.Become(t.Context(), w.ruth, maya, client.Declined); !errs.Is(err, errs.Conflict) {
			t.Errorf("declining an active client = %v, want Conflict", err)
		}
		if c, err := w.Become(t.Context(), w.ruth, maya, client.Former); err != nil || c.UntilOn.IsZero() {
			t.Errorf("a former client = %+v (%v), want the day it ended", c, err)
		}
	})
}

func TestAWalledClientIsNotFound(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		maya, omar := w.person(t, "Maya Rivera"), w.person(t, "Omar Haddad")
		saved := w.save(t, client.Client{ContactID: maya})
		w.save(t, client.Client{ContactID: omar})
		day, err := w.AddDate(t.Context(), w.ruth, client.Date{ContactID: maya, Kind: client.Birthday, On: civil.On(1980, time.September, 20), Yearly: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "Other side", People: []string{w.evan.ID}, Objects: []access.Object{{Kind: "contact", ID: string(maya)}}}); err != nil {
			t.Fatal(err)
		}
		for name, ask := range map[string]func() error{
			"looking":          func() error { _, err := w.Get(t.Context(), w.evan, maya); return err },
			"saving":           func() error { _, err := w.Save(t.Context(), w.evan, saved); return err },
			"changing status":  func() error { _, err := w.Become(t.Context(), w.evan, maya, client.Active); return err },
			"adding a day":     func() error { _, err := w.AddDate(t.Context(), w.evan, day); return err },
			"removing the day": func() error { _, err := w.RemoveDate(t.Context(), w.evan, day.ID); return err },
		} {
			if err := ask(); !errs.Is(err, errs.NotFound) {
				t.Errorf("%s = %v, want NotFound", name, err)
			}
		}
		cs, _, err := w.List(t.Context(), w.evan, client.Filter{}, db.Page{})
		if err != nil || len(cs) != 1 || cs[0].ContactID != omar {
			t.Errorf("the list has %d (%v), want Omar alone", len(cs), err)
		}
		if ds, err := w.Coming(t.Context(), w.evan, civil.On(2026, time.September, 16), 14); err != nil || len(ds) != 0 {
			t.Errorf("coming days = %d (%v), want none", len(ds), err)
		}
		if ds, err := w.Coming(t.Context(), w.ruth, civil.On(2026, time.September, 16), 14); err != nil || len(ds) != 1 || ds[0].Person != "Maya Rivera" {
			t.Errorf("Ruth's coming days = %+v (%v), want Maya's birthday", ds, err)
		}
	})
}

func TestTheListIsByNameAndByPages(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		for _, n := range []string{"Zoë Abel", "Ana Baker", "Ana Zander"} {
			w.save(t, client.Client{ContactID: w.person(t, n)})
		}
		var names []string
		for p := (db.Page{Limit: 2}); ; {
			cs, next, err := w.List(t.Context(), w.ruth, client.Filter{}, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cs {
				names = append(names, c.Name)
			}
			if p.After = next; next == "" {
				break
			}
		}
		if want := []string{"Zoë Abel", "Ana Baker", "Ana Zander"}; !slices.Equal(names, want) {
			t.Errorf("pages gave %v, want %v", names, want)
		}
		cs, _, err := w.List(t.Context(), w.ruth, client.Filter{Text: "ZOE", Status: client.Prospect}, db.Page{})
		if err != nil || len(cs) != 1 {
			t.Errorf("searching zoe found %d (%v), want one", len(cs), err)
		}
	})
}

func TestAMergeKeepsTheStricterRules(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		one, two, three := w.person(t, "Maya Rivera"), w.person(t, "Maya Riviera"), w.person(t, "M. Rivera")
		w.save(t, client.Client{ContactID: one, Lang: "es"})
		w.save(t, client.Client{ContactID: two, Lang: "en", Safe: client.Safe{NoVoicemail: true}, Avoid: "her brother"})
		if _, err := w.AddDate(t.Context(), w.ruth, client.Date{ContactID: two, Kind: client.Loss, Name: "Accident", On: civil.On(2024, time.May, 1), Yearly: true}); err != nil {
			t.Fatal(err)
		}
		merge, err := w.contacts.Merge(t.Context(), w.ruth, one, two, nil)
		if err != nil {
			t.Fatal(err)
		}
		care, err := w.Get(t.Context(), w.ruth, one)
		if err != nil || !care.Safe.NoVoicemail || care.Avoid != "her brother" || care.Lang != "es" || len(care.Dates) != 1 || !care.Dates[0].Hard {
			t.Errorf("kept = %+v (%v), want her own language, the other's rules and day", care, err)
		}
		if _, err := w.contacts.Unmerge(t.Context(), w.ruth, merge.ID); err != nil {
			t.Fatal(err)
		}
		if care, err = w.Get(t.Context(), w.ruth, one); err != nil || !care.Safe.NoVoicemail || len(care.Dates) != 0 {
			t.Errorf("after taking back = %+v (%v), want the rule to stay and the day to go home", care, err)
		}
		if _, err := w.contacts.Merge(t.Context(), w.ruth, three, one, nil); err != nil {
			t.Fatal(err)
		}
		if care, err = w.Get(t.Context(), w.ruth, three); err != nil || care.Lang != "es" {
			t.Errorf("merged into one who was no client = %+v (%v), want all to follow", care, err)
		}
	})
}
