package exchange

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/signin"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/sheet"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// taken asks for an export, puts it together and opens it.
func (w *world) taken(t *testing.T, who actor.Actor, scope Scope, c contact.ID, m matter.ID) map[string][]byte {
	t.Helper()
	e, err := w.Export(t.Context(), who, scope, c, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.gather(t.Context(), actor.ForJob(who.Firm, "export.gather"), e.ID); err != nil {
		t.Fatal(err)
	}
	_, f, err := w.Fetch(t.Context(), who, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

func (w *world) fill(t *testing.T) {
	t.Helper()
	w.bring(t, Contacts, "clio-contacts.csv")
	w.bring(t, Matters, "clio-matters.csv")
	w.bring(t, Notes, "clio-notes.csv")
	w.bring(t, Mail, "mailbox.mbox")
}

func TestACopyOfTheFirmIsWholeAndHasTrueHashes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.fill(t)
		files := w.taken(t, w.ruth, WholeFirm, "", "")
		var m manifest
		if err := json.Unmarshal(files["manifest.json"], &m); err != nil {
			t.Fatal(err)
		}
		if m.Counts["contacts"] != 6 || m.Counts["matters"] != 3 || m.Counts["entries"] != 5 || m.Counts["mail"] != 3 {
			t.Errorf("counts = %v, want 6 contacts, 3 matters, 5 entries, 3 messages", m.Counts)
		}
		for _, e := range m.Files {
			sum := sha256.Sum256(files[e.Name])
			if e.SHA256 != hex.EncodeToString(sum[:]) || e.Size != int64(len(files[e.Name])) {
				t.Errorf("%s isn't what the manifest says", e.Name)
			}
		}
		if len(m.Files) != len(files)-1 {
			t.Errorf("the manifest names %d files, want all %d but itself", len(m.Files), len(files)-1)
		}
		var es []entryOut
		if err := json.Unmarshal(files["timeline/entries.json"], &es); err != nil || len(es) != 5 {
			t.Fatalf("entries = %d (%v), want 5", len(es), err)
		}
		i := slices.IndexFunc(es, func(e entryOut) bool { return e.MessageID == "m1@client.example" })
		if i < 0 || !bytes.HasPrefix(files[es[i].Original], []byte("From: Rosa Delgado")) {
			t.Error("the first message isn't in the copy as it came")
		}
		if strings.Contains(string(files["timeline/entries.csv"]), ",=HYPERLINK") {
			t.Error("a formula came out as a formula")
		}
		if !bytes.Contains(files["contacts/contacts.vcf"], []byte("FN:Rosa Delgado")) {
			t.Error("Rosa has no address card in the copy")
		}
	})
}

func TestACopysContactsCanBeBroughtInAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.fill(t)
		table := w.taken(t, w.ruth, WholeFirm, "", "")["contacts/contacts.csv"]
		s, err := sheet.Open(bytes.NewReader(table))
		if err != nil {
			t.Fatal(err)
		}
		for i, key := range Contacts.Guess(s.Header, nil) {
			if key == "" {
				t.Errorf("nobody knows what %q means", s.Header[i])
			}
		}
		b := w.bringText(t, Contacts, string(table))
		if b.Planned[Create] != 0 || b.Planned[Double] == 0 {
			t.Errorf("bringing the copy in is planned as %v, want everyone known", b.Planned)
		}
	})
}

func TestACopyHoldsWhatItsOwnerMaySee(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.fill(t)
		var a101 matter.Matter
		for _, m := range w.matterList(t) {
			if m.Number == "A-101" {
				a101 = m
			}
		}
		if _, err := w.Export(t.Context(), w.evan, OneMatter, "", a101.ID); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a copy for someone off the team = %v, want Forbidden", err)
		}
		if _, err := w.Export(t.Context(), w.evan, WholeFirm, "", ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a copy of the firm for a lawyer = %v, want Forbidden", err)
		}
		files := w.taken(t, w.ruth, OneMatter, "", a101.ID)
		if bytes.Contains(files["matters/matters.json"], []byte("A-102")) || bytes.Contains(files["contacts/contacts.json"], []byte("Sukarno")) || bytes.Contains(files["timeline/entries.json"], []byte("Lunch")) {
			t.Error("a copy of one matter holds others")
		}
		if !bytes.Contains(files["contacts/contacts.json"], []byte("Rosa Delgado")) || !bytes.Contains(files["timeline/entries.json"], []byte("m2@larkspur.example")) {
			t.Error("a copy of a matter lacks its client or its mail")
		}
		if _, err := w.access.Raise(t.Context(), w.ruth, access.New{Name: "Screen", Reason: "Worked for the other side", People: []string{w.evan.ID},
			Objects: []access.Object{{Kind: "contact", ID: string(a101.ClientID)}, {Kind: "matter", ID: string(a101.ID)}}}); err != nil {
			t.Fatal(err)
		}
		manager := w.evan
		manager.Roles = []string{"manager"}
		manager.Grants = w.ruth.Grants
		files = w.taken(t, manager, WholeFirm, "", "")
		for name, text := range files {
			if bytes.Contains(text, []byte("Rosa")) || bytes.Contains(text, []byte("A-101")) || bytes.Contains(text, []byte("m1@client")) {
				t.Errorf("%s tells of a walled client", name)
			}
		}
	})
}

func TestACopyOfTheFirmNeedsFreshProofAndExpires(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.clock.Advance(10 * time.Minute)
		var unproven *signin.Unproven
		if _, err := w.Export(t.Context(), w.ruth, WholeFirm, "", ""); !errsAs(err, &unproven) {
			t.Errorf("a copy without fresh proof = %v, want Unproven", err)
		}
		w.ruth.ProvenAt = w.clock.Now()
		w.taken(t, w.ruth, WholeFirm, "", "")
		es, _, err := w.Exports(t.Context(), w.ruth, db.Page{})
		if err != nil || len(es) != 1 {
			t.Fatalf("%d exports (%v), want 1", len(es), err)
		}
		w.clock.Advance(lasts + time.Hour)
		if _, _, err := w.Fetch(t.Context(), w.ruth, es[0].ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("fetching after three days = %v, want NotFound", err)
		}
		if err := w.Expire(t.Context(), w.firm.ID); err != nil {
			t.Fatal(err)
		}
		shelf, err := w.files.Firm(w.firm.ID)
		if err != nil {
			t.Fatal(err)
		}
		for kept := range shelf.Walk(t.Context()) {
			t.Errorf("file %s is still there", kept.Sum)
		}
	})
}
