package ui_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/kit/locale"
	"candor/internal/ui"
)

func TestInitialsOfANameAreItsFirstAndLastWord(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Maya Rivera":            "MR",
		"Nguyễn Thị Hoa":         "NH",
		"Ana María de la Cruz":   "AC",
		"Cascade Freight, LLC":   "CL",
		"bell hooks":             "BH",
		"Zoë":                    "Z",
		"Siobhán O'Brien-Murphy": "SM",
		"李 小龙":                   "李小",
		"   ":                    "?",
		"":                       "?",
		"3M Company":             "3C",
	} {
		if got := ui.Initials(name); got != want {
			t.Errorf("Initials(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzInitialsAreNeverEmptyNorLong(f *testing.F) {
	for _, name := range []string{"Maya Rivera", "", "'", "\xff", "é ́"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := ui.Initials(name)
		if got == "" || utf8.RuneCountInString(got) > 2 || !utf8.ValidString(got) {
			t.Errorf("Initials(%q) = %q, want one or two letters", name, got)
		}
	})
}

// pages renders every page of the gallery in a language.
func pages(t *testing.T, lang string) map[string]*goquery.Document {
	t.Helper()
	all := map[string]*goquery.Document{}
	for _, name := range ui.GalleryPages() {
		page, ok := ui.GalleryPage(name, "light", lang)
		if !ok {
			t.Fatalf("no gallery page %q", name)
		}
		var html strings.Builder
		if err := page.Render(locale.With(t.Context(), lang), &html); err != nil {
			t.Fatalf("rendering %q: %v", name, err)
		}
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(html.String()))
		if err != nil {
			t.Fatalf("reading %q: %v", name, err)
		}
		all[name] = doc
	}
	return all
}

func TestPartsKeepToTheContentSecurityPolicy(t *testing.T) {
	t.Parallel()
	for name, doc := range pages(t, "en") {
		doc.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, attr := range s.Nodes[0].Attr {
				if attr.Key == "style" || strings.HasPrefix(attr.Key, "on") || strings.HasPrefix(attr.Key, "hx-on") {
					t.Errorf("%q: <%s %s=%q>, want no inline style or script", name, goquery.NodeName(s), attr.Key, attr.Val)
				}
			}
		})
		doc.Find("script:not([src]), style").Each(func(_ int, s *goquery.Selection) {
			t.Errorf("%q: inline <%s>, want none", name, goquery.NodeName(s))
		})
	}
}

func TestEveryIDIsUnique(t *testing.T) {
	t.Parallel()
	for name, doc := range pages(t, "en") {
		seen := map[string]bool{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id, _ := s.Attr("id")
			if seen[id] {
				t.Errorf("%q: id %q twice, want once", name, id)
			}
			seen[id] = true
		})
	}
}

func TestEveryFieldIsLabelled(t *testing.T) {
	t.Parallel()
	for name, doc := range pages(t, "en") {
		doc.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, s *goquery.Selection) {
			id, _ := s.Attr("id")
			_, named := s.Attr("aria-label")
			if !named && s.Closest("label").Length() == 0 && (id == "" || doc.Find(`label[for="`+id+`"]`).Length() == 0) {
				html, _ := goquery.OuterHtml(s)
				t.Errorf("%q: %s has no label", name, html)
			}
		})
		doc.Find("[aria-describedby], [aria-labelledby], [aria-controls]").Each(func(_ int, s *goquery.Selection) {
			for _, attr := range []string{"aria-describedby", "aria-labelledby", "aria-controls"} {
				for _, id := range strings.Fields(s.AttrOr(attr, "")) {
					if doc.Find("#"+id).Length() == 0 && s.Closest("template").Length() == 0 && !strings.Contains(templates(doc), `id="`+id+`"`) {
						t.Errorf("%q: %s=%q names nothing", name, attr, id)
					}
				}
			}
		})
	}
}

// templates is what stands inside template elements, which a selector does not enter.
func templates(doc *goquery.Document) string {
	var all strings.Builder
	doc.Find("template").Each(func(_ int, s *goquery.Selection) {
		html, _ := s.Html() // only fails on a broken tree
		all.WriteString(html)
	})
	return all.String()
}

func TestEveryPageHasOneHeading(t *testing.T) {
	t.Parallel()
	for name, doc := range pages(t, "en") {
		if n := doc.Find("h1").Length(); n != 1 {
			t.Errorf("%q: %d h1, want 1", name, n)
		}
	}
}

var said = regexp.MustCompile(`locale\.T\(ctx, ("(?:[^"\\]|\\.)*")`)

func TestWhatThePartsSayIsSaidInSpanish(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".templ") {
			continue
		}
		source, err := os.ReadFile(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range said.FindAllStringSubmatch(string(source), -1) {
			if text := strings.Trim(m[1], `"`); !locale.Has(locale.Spanish, text) {
				t.Errorf("%s says %q, want it in es/ui.json", entry.Name(), text)
			}
		}
	}
	html, err := pages(t, "es")["today"].Html()
	if err != nil {
		t.Fatal(err)
	}
	for _, english := range []string{"Sign out", "Log a call", "Next in the list", "Record time"} {
		if strings.Contains(html, english) {
			t.Errorf("the Spanish page says %q, want Spanish", english)
		}
	}
}

func TestAssetsAreKeptForEverAndNothingElseIsServed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, path string
		want       int
	}{
		{"the style sheet", ui.Asset("app.css"), http.StatusOK},
		{"the script", ui.Asset("app.js"), http.StatusOK},
		{"the icons", ui.Asset("icons.svg"), http.StatusOK},
		{"the mark", ui.Asset("favicon.svg"), http.StatusOK},
		{"the manifest", "/assets/manifest.json", http.StatusNotFound},
		{"the folder", "/assets/", http.StatusNotFound},
		{"an old file", "/assets/app.00000000.css", http.StatusNotFound},
	} {
		w := httptest.NewRecorder()
		ui.Assets().ServeHTTP(w, httptest.NewRequest(http.MethodGet, c.path, nil))
		if w.Code != c.want {
			t.Errorf("%s: status %d, want %d", c.name, w.Code, c.want)
		}
		if kept := strings.Contains(w.Header().Get("Cache-Control"), "immutable"); kept != (c.want == http.StatusOK) {
			t.Errorf("%s: kept for ever %t, want %t", c.name, kept, c.want == http.StatusOK)
		}
	}
}

func TestARingSaysInWordsHowThePromiseStands(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ring ui.Ring
		want string
	}{
		{ui.Ring{Initials: "MR", State: ui.RingFull}, "MR: promise kept"},
		{ui.Ring{Initials: "MR", State: ui.RingRunning, Left: 40}, "MR: promise running, 40% of the time left"},
		{ui.Ring{Initials: "MR", State: ui.RingSoon}, "MR: promise due soon"},
		{ui.Ring{Initials: "MR", State: ui.RingBroken}, "MR: promise broken"},
		{ui.Ring{Initials: "MR"}, "MR"},
		{ui.Ring{Initials: "MR", State: ui.RingBroken, Label: "Late since Monday"}, "Late since Monday"},
	} {
		var html strings.Builder
		if err := ui.PromiseRing(c.ring).Render(t.Context(), &html); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(html.String(), `aria-label="`+c.want+`"`) {
			t.Errorf("ring %q reads %s, want %q", c.ring.State, html.String(), c.want)
		}
	}
}

func TestALinkCannotRunScript(t *testing.T) {
	t.Parallel()
	var html strings.Builder
	if err := ui.Button(ui.Btn{Label: "Go", Href: "javascript:alert(1)"}).Render(t.Context(), &html); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(html.String(), "javascript:") {
		t.Errorf("button = %s, want the address refused", html.String())
	}
}
