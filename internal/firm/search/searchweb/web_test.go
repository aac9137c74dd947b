package searchweb_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/search"
	"candor/internal/firm/search/searchweb"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/schema/dbtest"
	"candor/internal/ui"
)

const (
	reading actor.Verb = "test.read"
	logging actor.Verb = "test.log"
)

// door lets everyone in as who the X-Who header says.
type door struct {
	firm string
	lang string
}

func (d door) Caller(r *http.Request, _ web.Audience) (web.Caller, error) {
	grants := actor.Grant(search.Finding, reading)
	if r.Header.Get("X-Who") == "stf_logs" {
		grants = actor.Grant(search.Finding, reading, logging)
	}
	who := actor.Actor{Kind: actor.Staff, Firm: d.firm, ID: r.Header.Get("X-Who"), Open: true, Grants: grants}
	return web.Caller{Who: who, Lang: d.lang, Zone: time.UTC, Now: dbtest.Noon()}, nil
}

func (d door) Frame(*web.Request) ui.Frame { return ui.Frame{Firm: "Ito & Ortiz"} }

type world struct {
	t *testing.T
	h http.Handler
}

func newWorld(t *testing.T, d *db.DB, lang string) world {
	t.Helper()
	f, err := office.NewService(d).Found(t.Context(), office.New{Name: "Ito & Ortiz", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error { return fill(ctx, tx) })
	if err != nil {
		t.Fatal(err)
	}
	s := search.NewService(d,
		search.Section{Kind: search.Contact, Label: "Contacts", Icon: "users", Verb: reading},
		search.Section{Kind: search.Note, Label: "Notes", Icon: "note", Verb: reading})
	m := web.NewMux(door{f.ID, lang}, slog.New(slog.DiscardHandler))
	searchweb.Mount(m, s, []searchweb.Action{
		{Label: "Ring someone up", Href: "/calls/new", Icon: "phone", Words: "telephone", Verb: logging, Dialog: true},
		{Label: "Today", Href: "/today", Icon: "home", Verb: web.Anyone},
	})
	return world{t, m.Handler()}
}

// fill keeps one person and forty notes, and a walled person.
func fill(ctx context.Context, tx *db.Tx) error {
	docs := []search.Doc{
		{Kind: search.Contact, ID: "con_1", ContactID: "con_1", Title: "Zoë <b>Bell</b>", Sub: "Client since 2019", Href: "/contacts/con_1", At: tx.Now},
		{Kind: search.Contact, ID: "con_2", ContactID: "con_2", Title: "Hidden Bell", Href: "/contacts/con_2", At: tx.Now},
	}
	for i := range 40 {
		docs = append(docs, search.Doc{Kind: search.Note, ID: fmt.Sprint("not_", i), ContactID: "con_1", Title: fmt.Sprint("Note ", i), Body: "What Bell & Co. want", Href: fmt.Sprint("/notes/not_", i), At: tx.Now.Add(-time.Duration(i) * time.Hour)})
	}
	if err := access.OpenTx(ctx, tx, "con_1"); err != nil {
		return err
	}
	for _, d := range docs {
		if err := search.PutTx(ctx, tx, d); err != nil {
			return err
		}
	}
	return nil
}

func (w world) get(who, path string) (int, *goquery.Document, string) {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, path, nil)
	r.Header.Set("X-Who", who)
	rec := httptest.NewRecorder()
	w.h.ServeHTTP(rec, r)
	text := rec.Body.String()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		w.t.Fatal(err)
	}
	return rec.Code, doc, text
}

func TestTheSearchPageGroupsAndMarks(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := newWorld(t, d, "en")
		code, page, text := w.get("stf_1", "/search?q=bell")
		if code != http.StatusOK {
			t.Fatalf("status = %d, want 200", code)
		}
		if n := page.Find("#found section").Length(); n != 2 {
			t.Errorf("%d groups, want contacts and notes", n)
		}
		if !strings.Contains(text, "Show all 40") || strings.Contains(text, "Hidden") {
			t.Error("the page must count the notes and say nothing of what one may not see")
		}
		if strings.Contains(text, "<b>Bell") || page.Find("#found-contact mark").Text() != "Bell" {
			t.Errorf("the name must be escaped and marked, got %s", page.Find("#found-contact").Text())
		}
		if got := page.Find("#found-note small").First().Text(); !strings.Contains(strings.Join(strings.Fields(got), " "), "What Bell & Co. want") {
			t.Errorf("the passage is %q, want where it was found", got)
		}
		if href, _ := page.Find("#found-note a").First().Attr("href"); href != "/notes/not_0" {
			t.Errorf("the first note is %s, want the newest", href)
		}

		seen, address := 0, "/search?q=bell&kind=note"
		for address != "" && seen < 100 {
			_, page, _ = w.get("stf_1", address)
			seen += page.Find("#found-note tr").Length()
			address, _ = page.Find("#more-found-note a").Attr("href")
		}
		if seen != 40 {
			t.Errorf("%d notes over all pages, want 40", seen)
		}
		for path, want := range map[string]string{"/search": "What are you looking for?", "/search?q=qqqq": "Nothing found", "/search?q=zoe+blel": "These are close"} {
			if code, _, text := w.get("stf_1", path); code != http.StatusOK || !strings.Contains(text, want) {
				t.Errorf("%s answers %d without %q", path, code, want)
			}
		}
		if code, _, _ := w.get("stf_1", "/search?q=bell&kind=note&after=broken"); code != http.StatusUnprocessableEntity {
			t.Errorf("a broken place answers %d, want 422", code)
		}
	})
}

func TestThePaletteOffersWhatOneMayDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, dbtest.SQLite(t, clock.At(dbtest.Noon())), "es")
	labels := func(who, text string) []string {
		_, part, _ := w.get(who, "/palette?q="+url.QueryEscape(text))
		return part.Find("[role=option] span").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
	}
	for _, c := range []struct {
		name, who, text string
		want            string
	}{
		{"nothing typed offers all one may do", "stf_logs", "", "Ring someone up|Hoy"},
		{"what one may not do isn't offered", "stf_1", "", "Hoy"},
		{"an act by another word", "stf_logs", "tele", "Ring someone up|Buscar «tele» en todas partes"},
		{"a person half typed", "stf_1", "zoe be", "Zoë <b>Bell</b>|Buscar «zoe be» en todas partes"},
		{"a person one may not see", "stf_1", "hidden", "Buscar «hidden» en todas partes"},
	} {
		if got := strings.Join(labels(c.who, c.text), "|"); !strings.HasSuffix(got, c.want) || strings.Contains(got, "Hidden") {
			t.Errorf("%s: %q offers %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestTheAPIFinds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, dbtest.SQLite(t, clock.At(dbtest.Noon())), "en")
	type answer struct {
		Items []struct{ Kind, ID, Title, Passage, Path string }
		Next  string
	}
	ask := func(path string) (code int, a answer) {
		code, _, text := w.get("stf_1", "/api/v1/search?"+path)
		if err := json.Unmarshal([]byte(text), &a); err != nil {
			t.Fatalf("%s: %v in %s", path, err, text)
		}
		return code, a
	}
	if code, a := ask("q=bell"); code != http.StatusOK || len(a.Items) != 11 || a.Items[0].ID != "con_1" || a.Next != "" {
		t.Errorf("%d, %+v, want the person and ten notes", code, a)
	}
	_, a := ask("q=bell&kind=note&limit=25")
	if len(a.Items) != 25 || a.Next == "" {
		t.Fatalf("%d hits and next %q, want 25 and a next page", len(a.Items), a.Next)
	}
	if _, a := ask("q=bell&kind=note&limit=25&after=" + a.Next); len(a.Items) != 15 || a.Next != "" {
		t.Errorf("%d hits and next %q, want the last 15", len(a.Items), a.Next)
	}
	if code, _ := ask("q=bell&kind=note&after=broken"); code != http.StatusUnprocessableEntity {
		t.Errorf("a broken place answers %d, want 422", code)
	}
}
