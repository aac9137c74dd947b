package exchange

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

func TestAFirmsFilesComeInInOrder(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		b := w.bring(t, Contacts, "clio-contacts.csv")
		if got := results(w.rows(t, b)); got != "create create create create create bad double" || b.State != Done {
			t.Fatalf("contacts came in as %s, %s: %+v", got, b.State, w.rows(t, b))
		}
		cs := w.cards(t)
		if len(cs) != 5 {
			t.Fatalf("%d contacts, want 5", len(cs))
		}
		cards := map[string]contact.Card{}
		for _, c := range cs {
			cards[c.Name] = c
		}
		rosa := cards["Rosa Delgado"]
		if rosa.Prefix != "Ms." || rosa.JobTitle != "Baker" || len(rosa.Points) != 3 || rosa.Points[1].Folded != "+15125550142" {
			t.Errorf("Rosa = %+v, want title, job and three ways to reach her", rosa)
		}
		if c := cards["Cascade Freight LLC"]; c.Kind != contact.Organisation {
			t.Errorf("Cascade = %+v, want an organisation", c)
		}
		if c := cards["Wei Zhang"]; len(c.Points) != 0 || !strings.Contains(c.Notes, "not an address") {
			t.Errorf("Wei = %+v, want what can't be used kept in the notes", c)
		}

		b = w.bring(t, Matters, "clio-matters.csv")
		if got := results(w.rows(t, b)); got != "create create create bad bad" {
			t.Fatalf("matters came in as %s: %+v", got, w.rows(t, b))
		}
		ms := map[string]matter.Matter{}
		for _, m := range w.matterList(t) {
			ms[m.Number] = m
		}
		if m := ms["A-101"]; m.ClientID != rosa.ID || m.OpenedOn != civil.On(2026, 3, 15) || m.Status != matter.Open || len(m.Refs) != 1 || m.Jurisdiction != "TX" {
			t.Errorf("A-101 = %+v, want Rosa's open matter", m)
		}
		if m := ms["A-102"]; m.Status != matter.Closed || m.ClosedOn != civil.On(2025, 6, 30) || m.ClientID != cards["Cascade Freight LLC"].ID {
			t.Errorf("A-102 = %+v, want Cascade's closed matter", m)
		}
		if m := ms["A-103"]; m.Status != matter.Pending || m.ClientName != "Mei Chan" {
			t.Errorf("A-103 = %+v, want a pending matter of a new client", m)
		}

		b = w.bring(t, Activities, "clio-activities.csv")
		if got := results(w.rows(t, b)); got != "create create create create bad" {
			t.Errorf("activities came in as %s, want two equal ones both and one without its matter refused: %+v", got, w.rows(t, b))
		}
		b = w.bring(t, Notes, "clio-notes.csv")
		if got := results(w.rows(t, b)); got != "create create" {
			t.Errorf("notes came in as %s: %+v", got, w.rows(t, b))
		}
		if got := len(w.entryList(t)); got != 6 {
			t.Errorf("%d entries, want 6", got)
		}
	})
}

func TestTheSameFileTwiceAddsNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, f := range []struct {
			kind Kind
			name string
		}{{Contacts, "clio-contacts.csv"}, {VCards, "cards.vcf"}, {Matters, "clio-matters.csv"}, {Activities, "clio-activities.csv"}, {Mail, "mailbox.mbox"}} {
			first := w.bring(t, f.kind, f.name)
			cs, ms, es := len(w.cards(t)), len(w.matterList(t)), len(w.entryList(t))
			if first.Results[Create] == 0 {
				t.Fatalf("%s brought nothing in: %+v", f.name, w.rows(t, first))
			}
			again := w.bring(t, f.kind, f.name)
			if again.State != Checked || again.Planned[Create] != 0 || again.Planned[Known] != first.Results[Create] {
				t.Errorf("%s again: %s with %v, want all of it known", f.name, again.State, again.Planned)
			}
			if len(w.cards(t)) != cs || len(w.matterList(t)) != ms || len(w.entryList(t)) != es {
				t.Errorf("%s again added something", f.name)
			}
			if _, twin, err := w.Get(t.Context(), w.ruth, again.ID); err != nil || twin == nil || twin.ID != first.ID {
				t.Errorf("the twin of %s = %v (%v), want the first import", f.name, twin, err)
			}
		}
	})
}

func TestMailIsFiledAndItsOriginalKept(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.bring(t, Contacts, "clio-contacts.csv")
		w.bring(t, Matters, "clio-matters.csv")
		b := w.bring(t, Mail, "mailbox.mbox")
		if got := results(w.rows(t, b)); got != "create create create" {
			t.Fatalf("mail came in as %s: %+v", got, w.rows(t, b))
		}
		filed := 0
		for _, e := range w.entryList(t) {
			if e.MatterID != "" {
				filed++
			}
			if e.Source != "import:"+string(b.ID) || e.RawSum == "" {
				t.Errorf("entry %q is from %q with original %q", e.Subject, e.Source, e.RawSum)
			}
		}
		if filed != 2 {
			t.Errorf("%d messages filed to the matter, want 2", filed)
		}
		b, err := w.Undo(t.Context(), w.ruth, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		if b = w.rest(t, b); b.State != Undone || b.Results[Gone] != 3 {
			t.Fatalf("undone = %s %v, want all three gone", b.State, b.Results)
		}
		w.bring(t, Mail, "mailbox.mbox")
		for _, e := range w.entryList(t) {
			if e.Removed() {
				t.Errorf("%q stays removed after it was brought in again", e.Subject)
			}
		}
	})
}

func TestAnImportIsTakenBackButForWhatWasUsed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		people := w.bring(t, Contacts, "clio-contacts.csv")
		cases := w.bring(t, Matters, "clio-matters.csv")
		notes := w.bring(t, Activities, "clio-activities.csv")
		undo := func(b Batch) Batch {
			t.Helper()
			b, err := w.Undo(t.Context(), w.ruth, b.ID)
			if err != nil {
				t.Fatal(err)
			}
			return w.rest(t, b)
		}
		// While notes stand in a matter, the matter stays, and so does its client.
		if b := undo(cases); b.State != Undone || b.Results[Gone] != 2 || b.Results[Stays] != 1 {
			t.Fatalf("matters undone = %s %v, want two gone and one that stays", b.State, b.Results)
		}
		if b := undo(notes); b.Results[Gone] != 4 {
			t.Errorf("notes undone = %v, want four gone", b.Results)
		}
		sukarno := w.cards(t)
		for _, c := range sukarno {
			if c.Name == "Sukarno" {
				c.JobTitle = "President"
				if _, err := w.contacts.Change(t.Context(), w.ruth, c); err != nil {
					t.Fatal(err)
				}
			}
		}
		b := undo(people)
		if b.Results[Stays] != 2 || b.Results[Gone] != 3 {
			t.Errorf("contacts undone = %v, want the client and the changed one to stay", b.Results)
		}
		for _, r := range w.rows(t, b) {
			if r.Result == Stays && len(r.Why) == 0 {
				t.Errorf("row %d stays without a word why", r.N)
			}
		}
		if _, err := w.Undo(t.Context(), w.ruth, b.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("undoing twice = %v, want Conflict", err)
		}
		// What was taken back can come in again.
		if again := w.bring(t, Contacts, "clio-contacts.csv"); again.Results[Create] != 3 {
			t.Errorf("again = %v, want the three that were gone", again.Results)
		}
	})
}

func TestACrashInTheMiddleLosesAndDoublesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var text strings.Builder
		text.WriteString("First Name;Last Name;E-mail\n")
		for i := range 250 {
			text.WriteString("Ana;Number" + itoa(int64(i)) + ";ana" + itoa(int64(i)) + "@client.example\n")
		}
		b, err := w.Upload(t.Context(), w.ruth, Contacts, "../many.csv", strings.NewReader(text.String()))
		if err != nil || b.Name != "many.csv" || b.Form.Comma != ';' {
			t.Fatalf("uploaded = %+v (%v)", b, err)
		}
		if b, err = w.Map(t.Context(), w.ruth, b.ID, b.Version, b.Mapping, Options{}); err != nil {
			t.Fatal(err)
		}
		if b = w.rest(t, b); b.Planned[Create] != 250 {
			t.Fatalf("planned %v, want 250", b.Planned)
		}
		if b, err = w.Run(t.Context(), w.ruth, b.ID); err != nil {
			t.Fatal(err)
		}
		// The first chunk goes in; in the second the power goes out.
		n := 0
		w.contacts.Saved.On(func(context.Context, *db.Tx, contact.Card) error {
			if n++; n == 150 {
				return errCut
			}
			return nil
		})
		if _, err := w.finishHere(t.Context(), w.ruth, b.ID); err == nil {
			t.Fatal("the power didn't go out")
		}
		if got := w.count(t); got != 100 {
			t.Errorf("%d contacts after the cut, want the first hundred whole", got)
		}
		if b = w.rest(t, b); b.State != Done || b.Results[Create] != 250 || w.count(t) != 250 {
			t.Errorf("after going on: %s %v with %d contacts, want 250", b.State, b.Results, w.count(t))
		}
	})
}

func (w *world) count(t *testing.T) (n int) {
	t.Helper()
	p := db.Page{Limit: db.Most}
	for {
		cs, next, err := w.contacts.List(t.Context(), w.ruth, contact.Filter{}, p)
		if err != nil {
			t.Fatal(err)
		}
		if n += len(cs); next == "" {
			return n
		}
		p.After = next
	}
}

func TestWhatBreaksAgainAndAgainIsTakenBack(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var text strings.Builder
		text.WriteString("First Name,Last Name\n")
		for i := range 150 {
			text.WriteString("Ana,Number" + itoa(int64(i)) + "\n")
		}
		b, err := w.Upload(t.Context(), w.ruth, Contacts, "many.csv", strings.NewReader(text.String()))
		if err != nil {
			t.Fatal(err)
		}
		if b, err = w.Map(t.Context(), w.ruth, b.ID, 0, b.Mapping, Options{}); err != nil {
			t.Fatal(err)
		}
		w.rest(t, b)
		if b, err = w.Run(t.Context(), w.ruth, b.ID); err != nil {
			t.Fatal(err)
		}
		w.contacts.Saved.On(func(_ context.Context, _ *db.Tx, c contact.Card) error {
			if c.Family == "Number120" {
				return errCut
			}
			return nil
		})
		for range 1 + maxTries { // the first gets somewhere
			if _, err := w.finishHere(t.Context(), w.ruth, b.ID); err == nil {
				t.Fatal("it didn't break")
			}
		}
		if b = w.rest(t, b); b.State != Failed || b.Message == "" || w.count(t) != 0 {
			t.Errorf("after %d tries: %s %q with %d contacts, want it taken back and told", maxTries, b.State, b.Message, w.count(t))
		}
	})
}

// TestTheSameFileTwiceAtOnceIsBroughtInOnce has two imports of one file tried
// before either has run.
func TestTheSameFileTwiceAtOnceIsBroughtInOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var both []Batch
		for range 2 {
			b, err := w.Upload(t.Context(), w.ruth, Contacts, "people.csv", strings.NewReader("First Name,Last Name\nAna,Ruiz\nBo,Li\n"))
			if err != nil {
				t.Fatal(err)
			}
			if b, err = w.Map(t.Context(), w.ruth, b.ID, 0, b.Mapping, Options{}); err != nil {
				t.Fatal(err)
			}
			both = append(both, w.rest(t, b))
		}
		for i, want := range []Plan{Create, Known} {
			if _, err := w.Run(t.Context(), w.ruth, both[i].ID); err != nil {
				t.Fatal(err)
			}
			if b := w.rest(t, both[i]); b.State != Done || b.Results[want] != 2 {
				t.Errorf("import %d = %s %v, want both rows %s", i+1, b.State, b.Results, want)
			}
		}
		if n := w.count(t); n != 2 {
			t.Errorf("%d contacts, want the file's two", n)
		}
	})
}

func TestARefusedRowKeepsNobodyOut(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		b := w.bringText(t, Matters, "Matter Number,Description,Client,Status\nB-1,One,Ana Ruiz,Open\nB-1,Twice the number,Ana Ruiz,Open\nB-2,Two,Ana Ruiz,Open\n")
		if got := results(w.rows(t, b)); got != "create bad create" {
			t.Fatalf("came in as %s: %+v", got, w.rows(t, b))
		}
		if why := w.rows(t, b)[1].Why; len(why) == 0 || !strings.Contains(why[len(why)-1].Text, "is taken") {
			t.Errorf("the refused row says %+v, want that its number is taken", why)
		}
		if n := len(w.cards(t)); n != 1 {
			t.Errorf("%d contacts, want Ana once", n)
		}
	})
}

func TestLikelyDoublesAreLeftFilledOrAdded(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ana, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Ana Ruiz", JobTitle: "Engineer"},
			Points: []contact.Point{{Kind: contact.Email, Value: "ana@client.example"}}})
		if err != nil {
			t.Fatal(err)
		}
		text := "Name,E-mail,Job Title,Mobile Phone\nAna Ruiz,ana@client.example,Designer,512 555 0142\n"
		try := func(o Doubles) Batch {
			t.Helper()
			b, err := w.Upload(t.Context(), w.ruth, Contacts, "more.csv", strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if b, err = w.Map(t.Context(), w.ruth, b.ID, 0, b.Mapping, Options{Doubles: o}); err != nil {
				t.Fatal(err)
			}
			return w.rest(t, b)
		}
		b := try(SkipThem)
		if rs := w.rows(t, b); rs[0].Plan != Double || rs[0].Other != string(ana.ID) {
			t.Errorf("skipping = %+v, want a double of Ana", rs[0])
		}
		if _, err := w.Run(t.Context(), w.ruth, b.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("running an import of nothing = %v, want Conflict", err)
		}
		b = try(FillThem)
		if b, err = w.Run(t.Context(), w.ruth, b.ID); err != nil {
			t.Fatal(err)
		}
		b = w.rest(t, b)
		got, err := w.contacts.Get(t.Context(), w.ruth, ana.ID)
		if err != nil || b.Results[Fill] != 1 || got.JobTitle != "Engineer" || len(got.Points) != 2 {
			t.Errorf("filled = %+v, %v (%v), want the job as it was and a phone more", got, b.Results, err)
		}
		if b, err = w.Undo(t.Context(), w.ruth, b.ID); err != nil {
			t.Fatal(err)
		}
		w.rest(t, b)
		if got, err = w.contacts.Get(t.Context(), w.ruth, ana.ID); err != nil || len(got.Points) != 1 {
			t.Errorf("after undoing = %+v (%v), want the phone gone", got, err)
		}
		b = try(AddThem)
		if b, err = w.Run(t.Context(), w.ruth, b.ID); err != nil {
			t.Fatal(err)
		}
		w.rest(t, b)
		if ds, _, err := w.contacts.Doubles(t.Context(), w.ruth, db.Page{}); err != nil || len(ds) != 1 || len(w.cards(t)) != 2 {
			t.Errorf("adding proposes %d pairs (%v), want 1", len(ds), err)
		}
	})
}

func TestAnImporterStaysBehindTheirWalls(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.bring(t, Contacts, "clio-contacts.csv")
		w.bring(t, Matters, "clio-matters.csv")
		rosa := w.matterList(t)
		for _, m := range rosa {
			if m.Number != "A-101" {
				continue
			}
			if _, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "Worked for the other side", People: []string{w.evan.ID},
				Objects: []access.Object{{Kind: "contact", ID: string(m.ClientID)}, {Kind: "matter", ID: string(m.ID)}}}); err != nil {
				t.Fatal(err)
			}
		}
		b, err := w.Upload(t.Context(), w.evan, Notes, "notes.csv", strings.NewReader("matter,date,note\nA-101,09/01/2026,Peeking\n"))
		if err != nil {
			t.Fatal(err)
		}
		if b, err = w.Map(t.Context(), w.evan, b.ID, 0, b.Mapping, Options{}); err != nil {
			t.Fatal(err)
		}
		b = w.rest(t, b)
		if b.Planned[Bad] != 1 || b.Planned[Create] != 0 {
			t.Errorf("a note for a walled matter is planned as %v, want it refused like one that isn't there", b.Planned)
		}
		if _, _, err := w.Rows(t.Context(), w.ruth, b.ID, "", "", db.Page{}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("reading another's rows = %v, want Forbidden", err)
		}
	})
}

func TestAMappingMustGiveWhatEveryRowNeeds(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		b, err := w.Upload(t.Context(), w.ruth, Matters, "odd.csv", strings.NewReader("Was,Wer\nScheidung,Ana Ruiz\n"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Map(t.Context(), w.ruth, b.ID, 0, b.Mapping, Options{}); !errs.Is(err, errs.Invalid) {
			t.Fatalf("mapping nothing = %v, want Invalid", err)
		}
		if _, err := w.Map(t.Context(), w.ruth, b.ID, 0, Mapping{"title", "client"}, Options{}); err != nil {
			t.Fatal(err)
		}
		again, err := w.Upload(t.Context(), w.ruth, Matters, "odd2.csv", strings.NewReader("Wer,Was\nBo Li,Erbe\n"))
		if err != nil || strings.Join(again.Mapping, " ") != "client title" {
			t.Errorf("the next file is mapped %v (%v), want what was said before", again.Mapping, err)
		}
	})
}

func TestFilesThatAreSomethingElseAreRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			kind Kind
			text string
		}{"a spreadsheet": {Contacts, "PK\x03\x04xxxx"}, "nothing": {Mail, ""}, "no cards": {VCards, "hello"}, "a PDF": {Notes, "%PDF-1.7"}} {
			if _, err := w.Upload(t.Context(), w.ruth, c.kind, "f", strings.NewReader(c.text)); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s = %v, want Invalid", name, err)
			}
		}
	})
}

func TestAFolderOfMailIsOneImport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		dir := t.TempDir()
		for _, f := range []string{"cur", "new", "tmp"} {
			if err := os.Mkdir(filepath.Join(dir, f), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		for name, id := range map[string]string{"cur/1:2,S": "a", "new/2": "b", "tmp/3": "c"} {
			text := "From: Ana <ana@client.example>\nTo: Ruth <ruth@larkspur.example>\nSubject: " + id + "\nDate: Mon, 7 Sep 2026 10:00:00 -0500\nMessage-ID: <" + id + "@client.example>\n\nHello.\n"
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink("/etc/hostname", filepath.Join(dir, "new/4")); err != nil {
			t.Fatal(err)
		}
		b, err := w.ImportFile(t.Context(), w.ruth, Mail, dir)
		if err != nil || b.Results[Create] != 2 {
			t.Fatalf("a Maildir came in as %v (%v), want its two delivered messages", b.Results, err)
		}
		if b, err = w.ImportFile(t.Context(), w.ruth, Mail, dir); err != nil || b.Planned[Known] != 2 || b.Planned[Create] != 0 {
			t.Errorf("again it is planned as %v (%v), want both known", b.Planned, err)
		}
	})
}
