package exchangeweb_test

import (
	"archive/zip"
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/app/apptest"
)

// give uploads a file of the sample files as a person would.
func give(t *testing.T, b *apptest.Browser, kind, name string) apptest.Page {
	t.Helper()
	text, err := os.ReadFile("../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return giveText(t, b, kind, name, text)
}

func giveText(t *testing.T, b *apptest.Browser, kind, name string, text []byte) apptest.Page {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("kind", kind); err != nil {
		t.Fatal(err)
	}
	if name != "" {
		w, err := form.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Do(http.MethodPost, "/import", form.FormDataContentType(), &body)
}

// rested asks for an import until the program is no longer at work on it.
func rested(t *testing.T, b *apptest.Browser, path string) apptest.Page {
	t.Helper()
	for t.Context().Err() == nil {
		p := b.Get(path)
		if p.Status != http.StatusOK {
			t.Fatalf("%s answers %d: %s", path, p.Status, p.Text())
		}
		if p.Find("#progress").Length() == 0 {
			return p
		}
	}
	t.Fatal("the import never rests")
	return apptest.Page{}
}

// bring takes a file through all the steps of the pages.
func bring(t *testing.T, b *apptest.Browser, kind, name string) apptest.Page {
	t.Helper()
	p := give(t, b, kind, name)
	if p.Find("form#mapping").Length() == 1 {
		form := url.Values{}
		p.Find("form#mapping select").Each(func(_ int, s *goquery.Selection) {
			v, _ := s.Find("option[selected]").Attr("value")
			n, _ := s.Attr("name")
			form.Set(n, v)
		})
		v, _ := p.Find("form#mapping input[name=version]").Attr("value")
		form.Set("version", v)
		p = b.Post(p.Path+"/mapping", form)
	}
	p = rested(t, b, p.Path)
	if p.Find("form#run").Length() == 0 {
		t.Fatalf("%s can't be brought in: %s", name, p.Text())
	}
	return rested(t, b, b.Post(p.Path+"/run", nil).Path)
}

func TestAFirmMovesInThroughThePages(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		maya := w.Enter("maya")
		contacts := bring(t, maya, "contacts", "clio-contacts.csv")
		if !strings.Contains(contacts.Text(), "Brought in") {
			t.Errorf("after the import: %s", contacts.Text())
		}
		matters := bring(t, maya, "matters", "clio-matters.csv")
		bring(t, maya, "activities", "clio-activities.csv")
		bring(t, maya, "mail", "mailbox.mbox")
		if p := maya.Get("/matters?q=A-101"); !strings.Contains(p.Text(), "Delgado v. Cascade Freight") {
			t.Errorf("the matter isn't in the list: %s", p.Text())
		}
		if p := maya.Get("/contacts?q=Delgado"); !strings.Contains(p.Text(), "rosa@client.example") {
			t.Errorf("Rosa isn't in the contacts: %s", p.Text())
		}
		if p := maya.Get(matters.Path + "/problems"); !strings.Contains(string(p.Body), "13/45/2026") {
			t.Errorf("the rows to mend are %s, want the one with a bad date", p.Body)
		}
		if p := maya.Get(matters.Path + "/original"); !strings.HasPrefix(string(p.Body), "status,location") || p.Header.Get("Content-Type") != "application/octet-stream" {
			t.Errorf("the original is %s of %q", p.Header.Get("Content-Type"), p.Body)
		}
		// Matters without a word in them go, and so do the clients that came with them.
		undone := rested(t, maya, maya.Post(matters.Path+"/undo", nil).Path)
		if text := undone.Text(); !strings.Contains(text, "Taken back") || !strings.Contains(text, "Stays") {
			t.Errorf("after taking it back: %s", text)
		}
		if p := maya.Get("/matters?q=A-103&status=any"); strings.Contains(p.Text(), "Estate of Mei Chan") {
			t.Error("a matter that was taken back is still in the list")
		}
		if p := maya.Get("/contacts?q=Chan"); strings.Contains(p.Text(), "Mei Chan") {
			t.Error("the client that came with it is still in the contacts")
		}
	})
}

func TestPagesSayWhatIsWrong(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		ruth := w.Enter("ruth")
		if p := giveText(t, ruth, "contacts", "", nil); p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Text(), "Choose a file first.") {
			t.Errorf("no file answers %d: %s", p.Status, p.Text())
		}
		if p := giveText(t, ruth, "contacts", "book.xlsx", []byte("PK\x03\x04")); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("a spreadsheet answers %d, want 422", p.Status)
		}
		p := giveText(t, ruth, "matters", "odd.csv", []byte("Was,Wer\nErbe,Bo Li\n"))
		if p = ruth.Post(p.Path+"/mapping", url.Values{"column.0": {"title"}, "column.1": {""}}); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("a mapping without a client answers %d, want 422", p.Status)
		}
		if v, _ := p.Find("select[name='column.0'] option[selected]").Attr("value"); v != "title" {
			t.Errorf("the form came back with %q, want what was chosen", v)
		}
		for _, who := range []string{"ben", "iris", "ada", "gail"} {
			if p := w.Enter(who).Get("/import"); p.Status != http.StatusForbidden {
				t.Errorf("%s sees imports: %d, want 403", who, p.Status)
			}
		}
	})
}

func TestACopyIsFetchedByItsOwnerAlone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		maya := w.Enter("maya")
		bring(t, maya, "contacts", "clio-contacts.csv")
		if p := maya.Post("/export", url.Values{"scope": {"firm"}}); p.Status != http.StatusOK || p.Path != "/export" {
			t.Fatalf("asking for a copy answers %d at %s: %s", p.Status, p.Path, p.Text())
		}
		href := ""
		for href == "" && t.Context().Err() == nil {
			href, _ = maya.Part("/export/list").Find("a[href^='/export/exp_']").Attr("href")
		}
		p := maya.Get(href)
		z, err := zip.NewReader(bytes.NewReader(p.Body), int64(len(p.Body)))
		if err != nil || len(z.File) < 8 {
			t.Fatalf("the copy is no archive of all there is: %v", err)
		}
		if p := w.Enter("ruth").Get(href); p.Status != http.StatusNotFound {
			t.Errorf("another fetches the copy: %d, want 404", p.Status)
		}
	})
}

func TestProgramsImportAndExport(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key := w.Key("maya")
		text, err := os.ReadFile("../testdata/clio-contacts.csv")
		if err != nil {
			t.Fatal(err)
		}
		var b struct {
			ID, State string
			Mapping   []string
			Planned   map[string]int
			Results   map[string]int
		}
		p := key.Do(http.MethodPost, "/api/v1/imports?kind=contacts&name=clio.csv", "application/octet-stream", bytes.NewReader(text))
		if p.JSON(t, &b); p.Status != http.StatusCreated || b.State != "uploaded" {
			t.Fatalf("uploading answers %d: %s", p.Status, p.Body)
		}
		if p := key.Call(http.MethodPut, "/imports/"+b.ID+"/mapping", map[string]any{"mapping": b.Mapping}); p.Status != http.StatusConflict {
			t.Errorf("mapping without If-Match answers %d, want 409", p.Status)
		}
		p = key.With("If-Match", p.Header.Get("ETag")).Call(http.MethodPut, "/imports/"+b.ID+"/mapping", map[string]any{"mapping": b.Mapping})
		if p.Status != http.StatusOK {
			t.Fatalf("mapping %s answers %d: %s", b.ID, p.Status, p.Body)
		}
		wait := func(state string) {
			t.Helper()
			for b.State != state && t.Context().Err() == nil {
				key.Call(http.MethodGet, "/imports/"+b.ID, nil).JSON(t, &b)
			}
		}
		wait("checked")
		if b.Planned["create"] != 5 || b.Planned["bad"] != 1 {
			t.Errorf("planned %v, want 5 new and 1 bad", b.Planned)
		}
		key.Call(http.MethodPost, "/imports/"+b.ID+"/run", nil)
		wait("done")
		var rows struct {
			Items []struct {
				Why  []string
				Made []struct{ Kind, ID string }
			}
		}
		key.Call(http.MethodGet, "/imports/"+b.ID+"/rows?result=create", nil).JSON(t, &rows)
		if len(rows.Items) != 5 || len(rows.Items[0].Made) != 1 || rows.Items[0].Made[0].Kind != "contact" {
			t.Errorf("rows = %+v, want five that made a contact each", rows)
		}
		if p := key.Call(http.MethodPost, "/exports", map[string]any{"scope": "firm"}); p.Status != http.StatusForbidden {
			t.Errorf("a program takes the whole firm: %d, want 403", p.Status)
		}
		if p := key.Call(http.MethodPost, "/exports", map[string]any{"scope": "client", "contact_id": rows.Items[0].Made[0].ID}); p.Status != http.StatusCreated {
			t.Errorf("a copy of a client answers %d: %s", p.Status, p.Body)
		}
		key.Call(http.MethodPost, "/imports/"+b.ID+"/undo", nil)
		wait("undone")
		if b.Results["gone"] != 5 {
			t.Errorf("results = %v, want five gone", b.Results)
		}
	})
}
