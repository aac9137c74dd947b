package ui_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"candor/internal/kit/browser"
	"candor/internal/kit/locale"
	"candor/internal/ui"
)

// policy is the product's content security policy; a part that breaks it fails its page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"

// gallery serves the gallery as the program would.
func gallery(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("GET "+ui.AssetsPath, ui.Assets())
	mux.HandleFunc("GET /fragment", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<p>Unbilled $1,845.00</p>")) // the reader may have gone
	})
	asked := make(chan int, 100)
	mux.HandleFunc("GET /counted", counted(asked))
	mux.HandleFunc("GET /live", live(asked))
	mux.HandleFunc("GET /palette", func(w http.ResponseWriter, r *http.Request) {
		item := ui.PaletteItem(ui.PaletteItemOf{Icon: "users", Label: "Maya " + r.FormValue("q"), Note: "Client", Href: "/client"})
		if err := item.Render(r.Context(), w); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("GET /options", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<option value="m1">Okafor custody</option><option value="m2">Okafor estate</option>`))
	})
	mux.HandleFunc("GET /{page...}", func(w http.ResponseWriter, r *http.Request) {
		page, ok := ui.GalleryPage(r.PathValue("page"), r.FormValue("theme"), r.FormValue("lang"))
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := page.Render(locale.With(r.Context(), r.FormValue("lang")), w); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(func() {
		server.CloseClientConnections() // a stream never ends by itself
		server.Close()
	})
	return server.URL
}

// counted says how often it was asked, and lets live know.
func counted(asked chan<- int) http.HandlerFunc {
	var times atomic.Int64
	return func(w http.ResponseWriter, _ *http.Request) {
		n := int(times.Add(1))
		_, _ = fmt.Fprintf(w, "<p>Asked %d times</p>", n) // the reader may have gone
		asked <- n
	}
}

// live pokes once, when the part has been asked for the first time.
func live(asked <-chan int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.(http.Flusher).Flush()
		for {
			select {
			case n := <-asked:
				if n > 1 {
					continue
				}
				_, _ = fmt.Fprint(w, "event: task:changed\ndata: 1\n\n") // the reader may have gone
				w.(http.Flusher).Flush()
			case <-r.Context().Done():
				return
			}
		}
	}
}

// noSideways is true when nothing makes the page wider than its window.
const noSideways = `document.documentElement.scrollWidth <= document.documentElement.clientWidth`

func TestGalleryHasNoAccessibilityViolations(t *testing.T) {
	t.Parallel()
	base := gallery(t)
	b := browser.Open(t)
	for _, look := range []struct {
		name  string
		width int
		theme string
		lang  string
	}{
		{"desk light", 1440, "light", "en"},
		{"desk dark", 1440, "dark", "es"},
		{"phone light", 390, "light", "es"},
		{"phone dark", 390, "dark", "en"},
		{"tablet", 1024, "auto", "en"},
	} {
		t.Run(look.name, func(t *testing.T) {
			for _, name := range ui.GalleryPages() {
				p := b.Page(t, browser.Options{Base: base, Width: look.width, Height: 900})
				if status := p.Goto("/" + name + "?theme=" + look.theme + "&lang=" + look.lang); status != http.StatusOK {
					t.Fatalf("%q answers %d, want 200", name, status)
				}
				if !browser.Eval[bool](p, `document.querySelector("h1").getBoundingClientRect().height > 0`) {
					t.Fatalf("%q shows no heading", name)
				}
				p.Axe()
				if !browser.Eval[bool](p, noSideways) {
					t.Errorf("%s at %d px scrolls sideways: %s", name, look.width, browser.Eval[string](p, widest))
				}
				p.Screenshot(shot(name) + " " + look.name)
			}
		})
	}
}

// widest names what sticks out furthest.
const widest = `(() => { const w = document.documentElement.clientWidth; let far = w, who = '';
	for (const e of document.querySelectorAll('body *')) { const r = e.getBoundingClientRect().right; if (r > far) { far = r; who = e.outerHTML.slice(0, 120); } }
	return far + ': ' + who; })()`

func shot(name string) string {
	if name == "" {
		return "gallery"
	}
	return name
}
