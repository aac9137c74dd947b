package search_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

// fixture is a firm with a few things to find.
type fixture struct {
	t    *testing.T
	d    *db.DB
	firm string
	s    *search.Service
}

const reading actor.Verb = "test.read"

func sections() []search.Section {
	var out []search.Section
	for _, k := range []search.Kind{search.Contact, search.Matter, search.Note, search.Mail} {
		out = append(out, search.Section{Kind: k, Label: string(k), Icon: "point", Verb: reading})
	}
	return out
}

func newFirm(t *testing.T, d *db.DB) fixture {
	t.Helper()
	f, err := office.NewService(d).Found(t.Context(), office.New{Name: "Ito & Ortiz", Zone: "America/Chicago", Week: office.NineToFive()},
		func(context.Context, *db.Tx) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return fixture{t, d, f.ID, search.NewService(d, sections()...)}
}

func (f fixture) staff(id string) actor.Actor {
	return actor.Actor{Kind: actor.Staff, Firm: f.firm, ID: id, Name: id, Open: true, Grants: actor.Grant(search.Finding, reading)}
}

// put keeps docs, each open to the whole firm.
func (f fixture) put(docs ...search.Doc) {
	f.t.Helper()
	err := f.d.Touch(f.t.Context(), actor.ForSystem(f.firm, "test"), func(ctx context.Context, tx *db.Tx) error {
		for _, d := range docs {
			for _, object := range []string{d.ContactID, d.MatterID} {
				if object == "" {
					continue
				}
				if err := access.OpenTx(ctx, tx, object); err != nil {
					return err
				}
			}
			if d.At.IsZero() {
				d.At = tx.Now
			}
			if err := search.PutTx(ctx, tx, d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f fixture) find(who actor.Actor, q search.Query) search.Groups {
	f.t.Helper()
	gs, err := f.s.Find(f.t.Context(), who, q)
	if err != nil {
		f.t.Fatalf("looking for %q: %v", q.Text, err)
	}
	return gs
}

func ids(gs search.Groups) []string {
	out := []string{}
	for _, g := range gs {
		for _, h := range g.Hits {
			out = append(out, h.ID)
		}
	}
	return out
}

func person(id, name string, names ...string) search.Doc {
	return search.Doc{Kind: search.Contact, ID: id, ContactID: id, Title: name, Names: names, Href: "/contacts/" + id}
}

func note(id, contact, matter, title, body string) search.Doc {
	return search.Doc{Kind: search.Note, ID: id, ContactID: contact, MatterID: matter, Title: title, Body: body, Href: "/notes/" + id}
}

func TestFindsWhatWasTyped(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := newFirm(t, d)
		day := dbtest.Noon()
		trust := person("con_trust", "John Alvarez Family Trust")
		trust.At = day.Add(time.Hour)
		mail := search.Doc{Kind: search.Mail, ID: "mai_1", ContactID: "con_john", MatterID: "mat_1", Title: "Hearing moved", Body: "Dear Ms. Ito, the hearing in Springfield was moved to Friday at nine. Yours, John", At: day}
		phone := person("con_phone", "Ann O’Brien-Smith")
		phone.Body = "+13125550100 ann.obrien@example.org"
		f.put(person("con_john", "John Alvarez", "Juan Álvarez"), trust, person("con_wojcik", "Łukasz Wójcik"),
			person("con_gross", "Jürgen Groß"), phone, person("con_han", "王小明"), mail,
			search.Doc{Kind: search.Matter, ID: "mat_1", ContactID: "con_john", MatterID: "mat_1", Title: "Alvarez divorce"})
		for _, c := range []struct {
			name, text string
			want       []string
		}{
			{"a whole title stands before a newer longer one", "john alvarez", []string{"con_john", "con_trust"}},
			{"the last word may be half typed", "john alv", []string{"con_trust", "con_john"}},
			{"another name", "juan", []string{"con_john"}},
			{"no accents typed", "wojcik", []string{"con_wojcik"}},
			{"accents typed where there are none", "álvarez divörce", []string{"mat_1"}},
			{"a letter that doesn't come apart", "lukasz", []string{"con_wojcik"}},
			{"sharp s", "GROSS", []string{"con_gross"}},
			{"two letters swapped", "Jonh Alvarez", []string{"con_trust", "con_john"}},
			{"a letter left out", "Wojck", []string{"con_wojcik"}},
			{"words in the body", "hearing springfield", []string{"mai_1"}},
			{"words in title and body together", "moved yours", []string{"mai_1"}},
			{"a phrase", `"moved to Friday"`, []string{"mai_1"}},
			{"a phrase that isn't there", `"Friday to moved"`, []string{}},
			{"without a word", "alvarez -trust -divorce", []string{"con_john"}},
			{"among matters only", "matter: alvarez", []string{"mat_1"}},
			{"an apostrophe not typed", "obrien", []string{"con_phone"}},
			{"an apostrophe typed", "o'brien", []string{"con_phone"}},
			{"an apostrophe typed as a blank", "o brien", []string{"con_phone"}},
			{"a phone number in groups", "(312) 555-0100", []string{"con_phone"}},
			{"a phone number with its country", "+1 312 555 0100", []string{"con_phone"}},
			{"the local part of a phone number", "555-0100", []string{"con_phone"}},
			{"an address of mail", "ann.obrien@example.org", []string{"con_phone"}},
			{"a part of a Chinese name", "小明", []string{"con_han"}},
			{"nothing", "  ", []string{}},
			{"only what to leave out", "-john", []string{}},
			{"nothing like it", "zzzzzz", []string{}},
		} {
			if got := ids(f.find(f.staff("stf_1"), search.Query{Text: c.text})); !slices.Equal(got, c.want) {
				t.Errorf("%s: %q found %v, want %v", c.name, c.text, got, c.want)
			}
		}
	})
}
