package guest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/work/guest"
	"candor/internal/work/matter"
	"candor/internal/work/matter/mattertest"
)

// house is a firm that lets guests in.
type house struct {
	*mattertest.Firm
	guests *guest.Service
	found  *search.Service
	clock  *clock.Fixed
	today  civil.Date
}

func opened(t *testing.T, d *db.DB, c *clock.Fixed) *house {
	t.Helper()
	f := mattertest.Found(t, d, search.Grants())
	h := &house{Firm: f, guests: guest.NewService(d, staff.NewService(d)), clock: c, today: civil.Of(c.Now(), time.UTC)}
	h.found = search.NewService(d, search.Section{Kind: search.Contact, Verb: contact.Reading}, search.Section{Kind: search.Matter, Verb: matter.Reading})
	f.Access.Raised.On(h.guests.WallRaised)
	f.Contacts.Merged.On(h.guests.ContactMerged)
	return h
}

func (h *house) invitation(ms ...matter.ID) guest.New {
	return guest.New{Name: "Tomás Ibarra", Email: "tomas@ibarra.example", Organisation: "Ibarra & Ostrow", Why: "Co-counsel for the trial", Matters: ms, UntilOn: h.today.AddDays(30)}
}

// enter is a guest as the rules see them once signed in.
func (h *house) enter(id staff.ID) actor.Actor {
	return actor.Actor{Kind: actor.Guest, Firm: h.ID, ID: string(id), Roles: []string{string(access.Guest)}, Grants: actor.Grant(matter.Reading, contact.Reading, search.Finding)}
}

// sees lists the matters in someone's list.
func (h *house) sees(t *testing.T, who actor.Actor) (ids []matter.ID) {
	t.Helper()
	ms, _, err := h.Matters.List(t.Context(), who, matter.Filter{}, db.Page{Limit: db.Most})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range ms {
		ids = append(ids, m.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestAGuestSeesTheNamedMattersUntilTheDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		h := opened(t, d, c)
		maya := h.Person("Maya Rivera")
		one, two := h.Open(maya.ID, "Rivera v. Cascade"), h.Open(maya.ID, "Rivera estate")
		g, err := h.guests.Invite(t.Context(), h.Ruth, h.invitation(one.ID))
		if err != nil {
			t.Fatal(err)
		}
		tomas := h.enter(g.ID)
		if got := h.sees(t, tomas); !slices.Equal(got, []matter.ID{one.ID}) {
			t.Fatalf("a guest's list = %v, want %v alone", got, one.ID)
		}
		if _, err := h.Matters.Get(t.Context(), tomas, two.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("another matter of the same client = %v, want NotFound", err)
		}
		if _, err := h.Contacts.Get(t.Context(), tomas, maya.ID); err != nil {
			t.Errorf("the card of the matter's client = %v, want it", err)
		}

		if err := h.guests.Add(t.Context(), h.Ruth, g.ID, two.ID); err != nil {
			t.Fatal(err)
		}
		if err := h.guests.Remove(t.Context(), h.Ruth, g.ID, one.ID); err != nil {
			t.Fatal(err)
		}
		if got := h.sees(t, tomas); !slices.Equal(got, []matter.ID{two.ID}) {
			t.Errorf("after one was added and one shut, the list = %v, want %v alone", got, two.ID)
		}
		if _, err := h.Contacts.Get(t.Context(), tomas, maya.ID); err != nil {
			t.Errorf("the client's card, whose other matter is open still = %v, want it", err)
		}

		if g, err = h.guests.Change(t.Context(), h.Ruth, g.ID, 0, h.today.AddDays(40), true, "The trial was moved"); err != nil {
			t.Fatal(err)
		}
		c.Set(c.Now().AddDate(0, 0, 35))
		if got := h.sees(t, tomas); len(got) != 1 {
			t.Errorf("once extended, the list = %v, want one matter", got)
		}
		c.Set(c.Now().AddDate(0, 0, 7))
		if got := h.sees(t, tomas); len(got) != 0 {
			t.Errorf("after the last day the list = %v, want nothing", got)
		}
		if err := h.guests.Expire(t.Context(), actor.ForJob(h.ID, "schedule")); err != nil {
			t.Fatal(err)
		}
		v, err := h.guests.Get(t.Context(), h.Ruth, g.ID)
		if err != nil || v.Active() {
			t.Errorf("after the last day the guest is let in (%v), want an end written down", err)
		}
		again, err := h.guests.Invite(t.Context(), h.Ruth, guest.New{Name: "Tomás Ibarra", Email: "TOMAS@ibarra.example", Why: "The appeal", Matters: []matter.ID{one.ID}, UntilOn: civil.Of(c.Now(), time.UTC).AddDays(10)})
		if err != nil || again.ID != g.ID {
			t.Errorf("invited again = %s, %v, want the same person %s", again.ID, err, g.ID)
		}
		if got := h.sees(t, tomas); !slices.Equal(got, []matter.ID{one.ID}) {
			t.Errorf("invited again, the list = %v, want %v alone", got, one.ID)
		}
	})
}

func TestWhoLetsGuestsIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		h := opened(t, d, c)
		m := h.Open(h.Person("Maya Rivera").ID, "Rivera v. Cascade")
		if _, err := h.guests.Invite(t.Context(), h.Evan, h.invitation(m.ID)); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a lawyer who is not responsible invites = %v, want Forbidden", err)
		}
		if _, err := h.guests.Invite(t.Context(), h.Pia, h.invitation(m.ID)); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a paralegal invites = %v, want Forbidden", err)
		}
		for _, c := range []struct {
			name  string
			spoil func(*guest.New)
		}{
			{"no last day", func(n *guest.New) { n.UntilOn = civil.Date{} }},
			{"a day that is over", func(n *guest.New) { n.UntilOn = h.today.AddDays(-2) }},
			{"more than a year", func(n *guest.New) { n.UntilOn = h.today.AddDays(400) }},
			{"no reason", func(n *guest.New) { n.Why = " " }},
			{"no matter", func(n *guest.New) { n.Matters = nil }},
		} {
			n := h.invitation(m.ID)
			c.spoil(&n)
			if _, err := h.guests.Invite(t.Context(), h.Ruth, n); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: inviting = %v, want Invalid", c.name, err)
			}
		}
		if _, err := h.Policy.Decide(t.Context(), h.Ruth, guest.LongestPolicy, "", h.today, 14, "Two weeks are enough."); err != nil {
			t.Fatal(err)
		}
		if _, err := h.guests.Invite(t.Context(), h.Ruth, h.invitation(m.ID)); !errs.Is(err, errs.Invalid) {
			t.Errorf("longer than the firm's policy = %v, want Invalid", err)
		}
	})
}

func TestAWallOverrulesAnInvitation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		h := opened(t, d, c)
		maya := h.Person("Maya Rivera")
		m := h.Open(maya.ID, "Rivera v. Cascade")
		g, err := h.guests.Invite(t.Context(), h.Ruth, h.invitation(m.ID))
		if err != nil {
			t.Fatal(err)
		}
		tomas := h.enter(g.ID)
		h.Wall(tomas, "contact", string(maya.ID))
		if got := h.sees(t, tomas); len(got) != 0 {
			t.Errorf("a walled guest's list = %v, want nothing", got)
		}
		if err := h.guests.Add(t.Context(), h.Ruth, g.ID, m.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("letting a walled guest in = %v, want Conflict", err)
		}
	})
}

func TestWhoeverStandsInSeesWhatTheColleagueWasLetInTo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		h := opened(t, d, c)
		m := h.Open(h.Person("Maya Rivera").ID, "Rivera v. Cascade")
		if err := h.Matters.Restrict(t.Context(), h.Ruth, m.ID); err != nil {
			t.Fatal(err)
		}
		s := staff.NewService(d)
		n := staff.NewCover{For: staff.ID(h.Ruth.ID), By: staff.ID(h.Evan.ID), From: h.today, Until: h.today.AddDays(7), Why: "Leave"}
		if err := s.ArrangeCover(t.Context(), h.Evan, n); !errs.Is(err, errs.Forbidden) {
			t.Errorf("covering a colleague unasked = %v, want Forbidden", err)
		}
		if err := s.ArrangeCover(t.Context(), h.Ruth, n); err != nil {
			t.Fatal(err)
		}
		evan := h.Evan
		at := func(now time.Time) actor.Actor {
			p, err := s.Get(t.Context(), h.Ruth, staff.ID(evan.ID))
			if err != nil {
				t.Fatal(err)
			}
			evan.Covers = p.Covering(now)
			return evan
		}
		if got := h.sees(t, at(c.Now())); !slices.Equal(got, []matter.ID{m.ID}) {
			t.Errorf("standing in, the list = %v, want the restricted matter", got)
		}
		if got := h.sees(t, at(c.Now().AddDate(0, 0, 9))); len(got) != 0 {
			t.Errorf("afterwards the list = %v, want nothing", got)
		}
		h.Wall(h.Evan, "matter", string(m.ID))
		if got := h.sees(t, at(c.Now())); len(got) != 0 {
			t.Errorf("standing in behind a wall, the list = %v, want nothing", got)
		}
	})
}

// TestWhatIsDecidedIsWhatIsListedAndFound walks worlds of restricted matters, guests and
// walls at random: for everyone, a matter is let in to, listed and found, or
// none of these; a guest sees the named matters and no other; and no wall lets
// anyone see more.
func TestWhatIsDecidedIsWhatIsListedAndFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		h := opened(t, d, c)
		r := rand.New(rand.NewPCG(7, 75))
		var ms []matter.Matter
		var clients []contact.Contact
		for i := range 8 {
			clients = append(clients, h.Person(fmt.Sprintf("Client %c", 'A'+i)))
			ms = append(ms, h.Open(clients[i].ID, fmt.Sprintf("Quillwort %d", i)))
		}
		people := []actor.Actor{h.Ruth, h.Evan, h.Pia}
		named := map[string][]matter.ID{}
		for i := range 3 {
			n := h.invitation()
			n.Email = fmt.Sprintf("guest%d@elsewhere.example", i)
			for _, m := range ms {
				if r.IntN(3) == 0 {
					n.Matters = append(n.Matters, m.ID)
				}
			}
			if len(n.Matters) == 0 {
				n.Matters = []matter.ID{ms[0].ID}
			}
			g, err := h.guests.Invite(t.Context(), h.Ruth, n)
			if err != nil {
				t.Fatal(err)
			}
			people = append(people, h.enter(g.ID))
			named[string(g.ID)] = n.Matters
		}
		agree := func(when string) map[string][]matter.ID {
			all := map[string][]matter.ID{}
			for _, who := range people {
				listed := h.sees(t, who)
				all[who.ID] = listed
				var decided, found []matter.ID
				for _, m := range ms {
					if _, err := h.Matters.Get(t.Context(), who, m.ID); err == nil {
						decided = append(decided, m.ID)
					}
				}
				gs, err := h.found.Find(t.Context(), who, search.Query{Text: "Quillwort", Limit: 50})
				if err != nil {
					t.Fatal(err)
				}
				for _, g := range gs {
					for _, hit := range g.Hits {
						if g.Kind == search.Matter {
							found = append(found, matter.ID(hit.ID))
						}
					}
				}
				slices.Sort(decided)
				slices.Sort(found)
				if !slices.Equal(decided, listed) || !slices.Equal(found, listed) {
					t.Errorf("%s, %s: decided %v, listed %v, found %v; want the same", when, who.ID, decided, listed, found)
				}
			}
			return all
		}
		for _, m := range ms {
			if r.IntN(2) == 0 {
				if err := h.Matters.Restrict(t.Context(), h.Ruth, m.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
		before := agree("at first")
		for id, want := range named {
			slices.Sort(want)
			if !slices.Equal(before[id], want) {
				t.Errorf("guest %s sees %v, want exactly %v", id, before[id], want)
			}
		}
		for i := range 4 {
			out := people[1+r.IntN(len(people)-1)]
			if k := r.IntN(len(ms)); r.IntN(2) == 0 {
				h.Wall(out, "matter", string(ms[k].ID))
			} else {
				h.Wall(out, "contact", string(clients[k].ID))
			}
			after := agree(fmt.Sprintf("after wall %d", i+1))
			for who, now := range after {
				for _, m := range now {
					if !slices.Contains(before[who], m) {
						t.Errorf("wall %d let %s see %s, want walls to grant nothing", i+1, who, m)
					}
				}
			}
			before = after
		}
	})
}
