package timeline_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
)

func TestWhatIsLoggedStandsInBothLinesOfTime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		var heard []timeline.ID
		w.Logged.On(func(_ context.Context, _ *db.Tx, e timeline.Entry) error {
			heard = append(heard, e.ID)
			return nil
		})
		e := w.log(t, call(w.rivera, w.maya, timeline.Out, timeline.Connected))
		if !e.Substantive || e.StaffID != staff.ID(w.ruth.ID) || e.FiledHow != timeline.ByHand {
			t.Errorf("entry = %+v, want a substantive one by Ruth, filed by hand", e)
		}
		if !slices.Equal(heard, []timeline.ID{e.ID}) {
			t.Errorf("announced %v, want %v alone", heard, e.ID)
		}
		ofMatter, _, err := w.OfMatter(t.Context(), w.evan, w.rivera.ID, timeline.Filter{}, db.Page{})
		if err != nil || len(ofMatter) != 1 || ofMatter[0].ID != e.ID {
			t.Errorf("the matter's line has %d entries (%v), want the call", len(ofMatter), err)
		}
		ofContact, _, err := w.OfContact(t.Context(), w.evan, w.maya.ID, timeline.Filter{}, db.Page{})
		if err != nil || len(ofContact) != 1 || ofContact[0].Body != "" || ofContact[0].Excerpt == "" {
			t.Errorf("the client's line = %+v (%v), want the call, in short", ofContact, err)
		}
	})
}

func TestAnEntryMustMakeSense(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		for name, e := range map[string]timeline.Entry{
			"a call without an outcome": {Kind: timeline.Call, Direction: timeline.Out, ContactID: w.maya.ID},
			"a letter from nowhere":     {Kind: timeline.Letter, ContactID: w.maya.ID},
			"an empty note":             {Kind: timeline.Note, MatterID: w.rivera.ID},
			"a call with nobody":        {Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected},
			"a call of tomorrow":        {Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected, ContactID: w.maya.ID, At: ago(-24 * time.Hour)},
			"a call of two days":        {Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected, ContactID: w.maya.ID, Seconds: 200_000},
			"a dance":                   {Kind: "dance", ContactID: w.maya.ID},
		} {
			if _, err := w.Log(t.Context(), w.ruth, timeline.New{Entry: e}); !errs.Is(err, errs.Invalid) {
				t.Errorf("logging %s = %v, want Invalid", name, err)
			}
		}
	})
}

func TestPagesGoBackInTimeWithoutGapOrDouble(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		for i := range 7 {
			e := call(w.rivera, w.maya, timeline.Out, timeline.Connected)
			e.Subject, e.At = fmt.Sprint(i), ago(time.Duration(i/2)*time.Hour) // several at one time
			w.log(t, e)
		}
		for name, list := range map[string]func(p db.Page) ([]timeline.Entry, string, error){
			"matter": func(p db.Page) ([]timeline.Entry, string, error) {
				return w.OfMatter(t.Context(), w.ruth, w.rivera.ID, timeline.Filter{}, p)
			},
			"contact": func(p db.Page) ([]timeline.Entry, string, error) {
				return w.OfContact(t.Context(), w.ruth, w.maya.ID, timeline.Filter{}, p)
			},
		} {
			var seen []string
			var last time.Time
			for p := (db.Page{Limit: 2}); ; {
				es, next, err := list(p)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range es {
					if !last.IsZero() && e.At.After(last) {
						t.Errorf("%s: %s comes after a later one", name, e.Subject)
					}
					last = e.At
				}
				seen = append(seen, subjects(es)...)
				if p.After = next; next == "" {
					break
				}
			}
			slices.Sort(seen)
			if want := []string{"0", "1", "2", "3", "4", "5", "6"}; !slices.Equal(seen, want) {
				t.Errorf("%s: pages gave %v, want %v", name, seen, want)
			}
		}
	})
}

func TestFiltersNarrowALineOfTime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.log(t, timeline.Entry{Kind: timeline.Note, Subject: "note", Body: "Sección tercera", MatterID: w.rivera.ID})
		w.log(t, timeline.Entry{Kind: timeline.Call, Subject: "in", Direction: timeline.In, Outcome: timeline.Connected, MatterID: w.rivera.ID})
		w.log(t, timeline.Entry{Kind: timeline.Call, Subject: "missed", Direction: timeline.Out, Outcome: timeline.NoAnswer, MatterID: w.rivera.ID, StaffID: staff.ID(w.evan.ID)})
		for name, c := range map[string]struct {
			f    timeline.Filter
			want []string
		}{
			"kind":        {timeline.Filter{Kinds: []timeline.Kind{timeline.Note}}, []string{"note"}},
			"direction":   {timeline.Filter{Direction: timeline.In}, []string{"in"}},
			"words":       {timeline.Filter{Text: "SECCION"}, []string{"note"}},
			"who":         {timeline.Filter{Staff: staff.ID(w.evan.ID)}, []string{"missed"}},
			"substantive": {timeline.Filter{Substantive: true}, []string{"in"}},
			"nothing":     {timeline.Filter{Text: "100%"}, nil},
		} {
			es, _, err := w.OfMatter(t.Context(), w.ruth, w.rivera.ID, c.f, db.Page{})
			if got := subjects(es); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("by %s = %v (%v), want %v", name, got, err, c.want)
			}
		}
	})
}

func TestOnlyTheAuthorChangesANoteAndNobodyAMessage(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		note := w.log(t, timeline.Entry{Kind: timeline.Note, Body: "First thoughts", MatterID: w.rivera.ID})
		n := note
		n.Body = "Second thoughts"
		if _, err := w.Change(t.Context(), w.evan, n); !errs.Is(err, errs.Forbidden) {
			t.Errorf("changing another's note = %v, want Forbidden", err)
		}
		got, err := w.Change(t.Context(), w.ruth, n)
		if err != nil || got.Body != "Second thoughts" || got.Excerpt != "Second thoughts" {
			t.Errorf("changing one's own = %q (%v), want Second thoughts", got.Body, err)
		}
		if _, err := w.Change(t.Context(), w.ruth, n); !errs.Is(err, errs.Conflict) {
			t.Errorf("changing an old version = %v, want Conflict", err)
		}
		f := w.receive(t, "From: maya@client.example", "To: ruth@larkspur.example", date, "Message-ID: <1@client.example>", "Subject: Hello", "", "When is the hearing?")
		f.Entry.Body = "I confess"
		if _, err := w.Change(t.Context(), w.ruth, f.Entry); !errs.Is(err, errs.Conflict) {
			t.Errorf("changing a message = %v, want Conflict", err)
		}
	})
}

func TestAPersonWeighsAnEntryWithAReason(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		e := w.log(t, call(w.rivera, w.maya, timeline.Out, timeline.Connected))
		if _, err := w.Weigh(t.Context(), w.ruth, e.ID, false, " "); !errs.Is(err, errs.Invalid) {
			t.Errorf("weighing without a reason = %v, want Invalid", err)
		}
		got, err := w.Weigh(t.Context(), w.ruth, e.ID, false, "Only moved the date")
		if err != nil || got.Substantive {
			t.Errorf("weighed = %v (%v), want not substantive", got.Substantive, err)
		}
		got.Body = "Moved the date to Friday."
		if got, err = w.Change(t.Context(), w.ruth, got); err != nil || got.Substantive {
			t.Errorf("changed after that = %v (%v), want the person's word to stand", got.Substantive, err)
		}
	})
}

func TestAMoveIsTakenBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		e := w.log(t, call(w.rivera, w.maya, timeline.Out, timeline.Connected))
		var heard []timeline.Move
		w.Moved.On(func(_ context.Context, _ *db.Tx, m timeline.Move) error {
			heard = append(heard, m)
			return nil
		})
		m, err := w.Move(t.Context(), w.ruth, e.ID, w.haddad.ID)
		if err != nil || m.Entry.MatterID != w.haddad.ID || m.FromMatter != w.rivera.ID {
			t.Fatalf("move = %+v (%v), want from Rivera to Haddad", m, err)
		}
		if _, err := w.Move(t.Context(), w.ruth, e.ID, w.haddad.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("moving where it is = %v, want Conflict", err)
		}
		back, err := w.Unmove(t.Context(), w.ruth, m.ID)
		if err != nil || back.Entry.MatterID != w.rivera.ID {
			t.Errorf("taken back = %+v (%v), want in Rivera", back.Entry, err)
		}
		if _, err := w.Unmove(t.Context(), w.ruth, m.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("taking back twice = %v, want Conflict", err)
		}
		if len(heard) != 2 || heard[1].FromMatter != w.haddad.ID || heard[1].ToMatter != w.rivera.ID {
			t.Errorf("announced %+v, want there and back", heard)
		}
		if _, err := w.Move(t.Context(), w.iris, e.ID, w.haddad.ID); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a move by billing = %v, want Forbidden", err)
		}
	})
}

func TestARemovedEntryCanBeBroughtBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		e := w.log(t, call(w.rivera, w.maya, timeline.Out, timeline.Connected))
		if _, err := w.Remove(t.Context(), w.ruth, e.ID, ""); !errs.Is(err, errs.Invalid) {
			t.Errorf("removing without a reason = %v, want Invalid", err)
		}
		if _, err := w.Remove(t.Context(), w.ruth, e.ID, "Logged twice"); err != nil {
			t.Fatal(err)
		}
		count := func() int {
			es, _, err := w.OfMatter(t.Context(), w.ruth, w.rivera.ID, timeline.Filter{}, db.Page{})
			if err != nil {
				t.Fatal(err)
			}
			return len(es)
		}
		if n := count(); n != 0 {
			t.Errorf("entries after removing = %d, want 0", n)
		}
		if _, err := w.Restore(t.Context(), w.ruth, e.ID); err != nil {
			t.Fatal(err)
		}
		if n := count(); n != 1 {
			t.Errorf("entries after bringing back = %d, want 1", n)
		}
	})
}

func TestAWallHidesALineOfTime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		e := w.log(t, call(w.rivera, w.maya, timeline.Out, timeline.Connected))
		note := w.log(t, timeline.Entry{Kind: timeline.Note, Subject: "Zanzibar", Body: "Zanzibar accounts", MatterID: w.rivera.ID})
		other := w.log(t, call(w.haddad, w.omar, timeline.Out, timeline.Connected))
		w.wall(t, w.evan, "contact", string(w.maya.ID))
		for name, ask := range map[string]func() error{
			"the entry":  func() error { _, err := w.Get(t.Context(), w.evan, e.ID); return err },
			"the thread": func() error { _, err := w.Thread(t.Context(), w.evan, note.ID); return err },
			"the matter": func() error {
				_, _, err := w.OfMatter(t.Context(), w.evan, w.rivera.ID, timeline.Filter{}, db.Page{})
				return err
			},
			"the client": func() error {
				_, _, err := w.OfContact(t.Context(), w.evan, w.maya.ID, timeline.Filter{}, db.Page{})
				return err
			},
			"moving it":    func() error { _, err := w.Move(t.Context(), w.evan, e.ID, w.haddad.ID); return err },
			"moving there": func() error { _, err := w.Move(t.Context(), w.evan, other.ID, w.rivera.ID); return err },
			"removing it":  func() error { _, err := w.Remove(t.Context(), w.evan, e.ID, "No"); return err },
			"logging there": func() error {
				_, err := w.Log(t.Context(), w.evan, timeline.New{Entry: call(w.rivera, w.omar, timeline.Out, timeline.Connected)})
				return err
			},
			"logging with her": func() error {
				_, err := w.Log(t.Context(), w.evan, timeline.New{Entry: call(w.haddad, w.maya, timeline.Out, timeline.Connected)})
				return err
			},
		} {
			if err := ask(); !errs.Is(err, errs.NotFound) {
				t.Errorf("%s = %v, want NotFound", name, err)
			}
		}
		if gs, err := w.find.Find(t.Context(), w.evan, search.Query{Text: "Zanzibar"}); err != nil || hits(gs) != 0 {
			t.Errorf("searching found %d (%v), want nothing", hits(gs), err)
		}
		if gs, err := w.find.Find(t.Context(), w.ruth, search.Query{Text: "Zanzibar"}); err != nil || hits(gs) != 1 {
			t.Errorf("Ruth found %d (%v), want the note", hits(gs), err)
		}
	})
}

func TestAMergeMovesTheLineAndChangesNoAddress(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		twin := w.person(t, "Maya Riviera", "maya.r@work.example")
		f := w.receive(t, "From: Maya <maya.r@work.example>", "Reply-To: maya.r@work.example", "To: ruth@larkspur.example", "Cc: maya@client.example", date, "Message-ID: <m@work.example>", "Subject: Papers", "", "Here they are.")
		merge, err := w.contacts.Merge(t.Context(), w.ruth, w.maya.ID, twin.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		es, _, err := w.OfContact(t.Context(), w.ruth, w.maya.ID, timeline.Filter{}, db.Page{})
		if err != nil || len(es) != 1 {
			t.Fatalf("the one kept has %d entries (%v), want the message once", len(es), err)
		}
		d, err := w.Get(t.Context(), w.ruth, f.Entry.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Addresses.From[0].Addr + " " + d.Addresses.ReplyTo[0].Addr; got != "maya.r@work.example maya.r@work.example" {
			t.Errorf("a reply would go to %s, want where it went before", got)
		}
		for _, p := range d.People {
			if p.ContactID != w.maya.ID || p.Address == "" {
				t.Errorf("person = %+v, want the one kept with the address as written", p)
			}
		}
		if _, err := w.contacts.Unmerge(t.Context(), w.ruth, merge.ID); err != nil {
			t.Fatal(err)
		}
		if es, _, err = w.OfContact(t.Context(), w.ruth, twin.ID, timeline.Filter{}, db.Page{}); err != nil || len(es) != 1 {
			t.Errorf("after taking back, the other has %d entries (%v), want the message", len(es), err)
		}
	})
}

func TestTheLastContactThatCounts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		e := call(w.rivera, w.maya, timeline.Out, timeline.Connected)
		e.At = ago(time.Hour)
		e = w.log(t, e)
		w.log(t, call(w.rivera, w.maya, timeline.Out, timeline.Voicemail))
		got, err := w.Last(t.Context(), w.ruth, []contact.ID{w.maya.ID, w.omar.ID})
		if err != nil || len(got) != 1 || got[w.maya.ID].ID != e.ID {
			t.Errorf("last = %v (%v), want the call that was answered, and none for Omar", got, err)
		}
	})
}

func hits(g search.Groups) (n int) {
	for _, one := range g {
		n += len(one.Hits)
	}
	return n
}
