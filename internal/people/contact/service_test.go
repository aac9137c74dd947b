package contact_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"image"
	"image/png"
	"slices"
	"sync"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
)

// world is a firm with two lawyers.
type world struct {
	*contact.Service
	access     *access.Service
	firm       office.Firm
	ruth, evan actor.Actor
}

func found(t *testing.T, d *db.DB) world {
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
	table, err := access.Collect(contact.Grants(), access.Grants())
	if err != nil {
		t.Fatal(err)
	}
	w := world{Service: contact.NewService(d, live.New(), files), access: access.NewService(d)}
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
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	enter := func(p *staff.Person) actor.Actor {
		return actor.Actor{Kind: actor.Staff, Firm: w.firm.ID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: true}
	}
	w.ruth, w.evan = enter(people[0]), enter(people[1])
	return w
}

func (w world) add(t *testing.T, c contact.Card) contact.Card {
	t.Helper()
	if c.Kind == "" {
		c.Kind = contact.Person
	}
	got, err := w.Add(t.Context(), w.ruth, c)
	if err != nil {
		t.Fatalf("adding %s: %v", c.Name, err)
	}
	return got
}

func named(name string, points ...contact.Point) contact.Card {
	return contact.Card{Contact: contact.Contact{Name: name}, Points: points}
}

func email(s string) contact.Point { return contact.Point{Kind: contact.Email, Value: s} }
func phone(s string) contact.Point { return contact.Point{Kind: contact.Phone, Value: s} }

func TestAContactIsFoundByAnyWordOfAnyName(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		c := named("María García López", email("Maria@Client.example"), phone("(512) 555-0142"))
		c.Names = []contact.Name{{Kind: contact.Maiden, Name: "Baker"}}
		w.add(t, c)
		w.add(t, named("Someone Else"))
		for _, text := range []string{"maria", "garcia", "LÓPEZ", "bak", "maria@cli", "512 555 0142"} {
			cs, _, err := w.List(t.Context(), w.evan, contact.Filter{Text: text}, db.Page{})
			if err != nil || len(cs) != 1 || cs[0].Name != "María García López" {
				t.Errorf("searching %q found %d (%v), want María alone", text, len(cs), err)
			}
		}
	})
}

func TestAWalledContactIsNotFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		secret := w.add(t, named("Walled Person", email("walled@client.example")))
		w.add(t, named("Walled Persson", email("walled@client.example")))
		if _, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "Worked for the other side", People: []string{w.evan.ID}, Objects: []access.Object{{Kind: "contact", ID: string(secret.ID)}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Get(t.Context(), w.evan, secret.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("getting a walled contact = %v, want NotFound", err)
		}
		_, unknown := w.Get(t.Context(), w.evan, "con_none")
		_, walled := w.Get(t.Context(), w.evan, secret.ID)
		if unknown.Error() != walled.Error() {
			t.Errorf("walled says %q and unknown %q, want the same words", walled, unknown)
		}
		cs, _, err := w.List(t.Context(), w.evan, contact.Filter{Text: "walled"}, db.Page{})
		if err != nil || len(cs) != 1 {
			t.Errorf("listing found %d (%v), want only the one outside the wall", len(cs), err)
		}
		if ds, _, err := w.Doubles(t.Context(), w.evan, db.Page{}); err != nil || len(ds) != 0 {
			t.Errorf("duplicates showed %d pairs with a walled contact (%v), want 0", len(ds), err)
		}
		if err := w.Archive(t.Context(), w.evan, secret.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("archiving a walled contact = %v, want NotFound", err)
		}
		if _, err := w.Get(t.Context(), w.ruth, secret.ID); err != nil {
			t.Errorf("getting it from outside the wall = %v, want nil", err)
		}
	})
}

func TestBadInputNamesTheFields(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		c := named("", email("not an address"), phone("12"))
		c.Kind, c.BornOn = contact.Person, civil.On(2030, 1, 1)
		_, err := w.Add(t.Context(), w.ruth, c)
		e, ok := err.(*errs.Error) //nolint:errorlint // the service returns it bare
		if !ok {
			t.Fatalf("adding nonsense = %v, want Invalid", err)
		}
		var fields []string
		for _, f := range e.Fields {
			fields = append(fields, f.Name)
		}
		slices.Sort(fields)
		if want := []string{"born_on", "name", "points.0", "points.1"}; !slices.Equal(fields, want) {
			t.Errorf("problems with %v, want %v", fields, want)
		}
	})
}

func TestOneOfManyConcurrentChangesWins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		c := w.add(t, named("Ana Ruiz"))
		var wg sync.WaitGroup
		results := make([]error, 8)
		for i := range results {
			wg.Go(func() {
				mine := c
				mine.JobTitle = "Baker"
				_, results[i] = w.Change(t.Context(), w.ruth, mine)
			})
		}
		wg.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
			} else if !errs.Is(err, errs.Conflict) {
				t.Errorf("a late change = %v, want Conflict", err)
			}
		}
		if won != 1 {
			t.Errorf("%d changes of one version were kept, want 1", won)
		}
	})
}

func TestLikelyDuplicatesAreProposed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		w.add(t, named("John Alvarez", email("john@a.example")))
		w.add(t, named("Jonh Alvarez", email("JOHN@a.example"))) // a slip, the same address
		w.add(t, named("Mark Stone", phone("512 555 0111")))
		w.add(t, named("Mary Stone", phone("512 555 0111"))) // a couple with one phone
		father := named("Robert Jones")
		father.BornOn = civil.On(1951, 3, 1)
		son := named("Robert Jones")
		son.BornOn = civil.On(1998, 3, 1)
		w.add(t, father)
		w.add(t, son)
		ds, _, err := w.Doubles(t.Context(), w.ruth, db.Page{})
		if err != nil || len(ds) != 1 {
			t.Fatalf("%d pairs (%v), want the two Johns alone: %+v", len(ds), err, ds)
		}
		if err := w.Distinguish(t.Context(), w.ruth, ds[0].OneID, ds[0].OtherID); err != nil {
			t.Fatal(err)
		}
		if ds, _, err = w.Doubles(t.Context(), w.ruth, db.Page{}); err != nil || len(ds) != 0 {
			t.Errorf("%d pairs after telling them apart (%v), want 0", len(ds), err)
		}
	})
}

func TestAMergeCanBeTakenBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		a := named("Katarzyna Wójcik", email("kasia@new.example"))
		a.JobTitle = "Engineer"
		b := named("Kasia Wojcik", email("kasia@old.example"))
		b.Employer, b.JobTitle = "Acme", "Designer"
		kept, gone, firm := w.add(t, a), w.add(t, b), w.add(t, contact.Card{Contact: contact.Contact{Kind: contact.Organisation, Name: "Acme"}})
		if _, err := w.Relate(t.Context(), w.ruth, contact.Relation{FromID: firm.ID, ToID: gone.ID, Kind: "employer"}); err != nil {
			t.Fatal(err)
		}
		m, err := w.Merge(t.Context(), w.ruth, kept.ID, gone.ID, []string{"job_title"})
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.Get(t.Context(), w.ruth, kept.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.JobTitle != "Designer" || got.Employer != "Acme" || len(got.Points) != 2 || len(got.Relations) != 1 || len(got.Names) != 1 || got.Names[0].Name != "Kasia Wojcik" {
			t.Errorf("after the merge = %+v, want the chosen job, the missing employer, both addresses, the relation and the alias", got)
		}
		if _, err := w.Unmerge(t.Context(), w.ruth, m.ID); err != nil {
			t.Fatal(err)
		}
		k, err := w.Get(t.Context(), w.ruth, kept.ID)
		if err != nil {
			t.Fatal(err)
		}
		g, err := w.Get(t.Context(), w.ruth, gone.ID)
		if err != nil {
			t.Fatal(err)
		}
		if k.JobTitle != "Engineer" || k.Employer != "" || len(k.Points) != 1 || len(k.Names) != 0 || len(k.Relations) != 0 {
			t.Errorf("the one kept after undoing = %+v, want it as before", k)
		}
		if g.MergedInto != "" || g.JobTitle != "Designer" || len(g.Points) != 1 || g.Points[0].Value != "kasia@old.example" || len(g.Relations) != 1 {
			t.Errorf("the one merged after undoing = %+v, want it as before", g)
		}
		if _, err := w.Unmerge(t.Context(), w.ruth, m.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("undoing twice = %v, want Conflict", err)
		}
	})
}

func TestARelationIsSeenFromBothEnds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		acme := w.add(t, contact.Card{Contact: contact.Contact{Kind: contact.Organisation, Name: "Acme"}})
		ana := w.add(t, named("Ana Ruiz"))
		if _, err := w.Relate(t.Context(), w.ruth, contact.Relation{FromID: acme.ID, ToID: ana.ID, Kind: "employer"}); err != nil {
			t.Fatal(err)
		}
		for _, end := range []struct {
			id   contact.ID
			want string
		}{{ana.ID, "Employer"}, {acme.ID, "Employee"}} {
			c, err := w.Get(t.Context(), w.ruth, end.id)
			if err != nil || len(c.Relations) != 1 || c.Relations[0].Label(end.id) != end.want {
				t.Errorf("relations = %+v (%v), want one labelled %s", c.Relations, err, end.want)
			}
		}
		_, err := w.Relate(t.Context(), w.ruth, contact.Relation{FromID: ana.ID, ToID: ana.ID, Kind: "spouse"})
		if !errs.Is(err, errs.Invalid) {
			t.Errorf("relating Ana to herself = %v, want Invalid", err)
		}
	})
}

func TestAPhotoIsMadeAnew(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		c := w.add(t, named("Ana Ruiz"))
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 90))); err != nil {
			t.Fatal(err)
		}
		if err := w.SetPhoto(t.Context(), w.ruth, c.ID, &b); err != nil {
			t.Fatal(err)
		}
		f, err := w.Photo(t.Context(), w.ruth, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		cfg, format, err := image.DecodeConfig(f)
		if err != nil || format != "jpeg" || cfg.Width != 320 || cfg.Height != 320 {
			t.Errorf("photo = %s %dx%d (%v), want a 320x320 jpeg", format, cfg.Width, cfg.Height, err)
		}
		if err := w.SetPhoto(t.Context(), w.ruth, c.ID, bytes.NewReader([]byte("<svg onload=alert(1)>"))); !errs.Is(err, errs.Invalid) {
			t.Errorf("a picture that is none = %v, want Invalid", err)
		}
	})
}
