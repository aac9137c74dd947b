package main

import (
	"fmt"
	"net/http"
	"os"
	"time"

	"candor/internal/kit/locale"
	"candor/internal/ui"
)

// policy is the content security policy of the product, so that a part that would break it breaks here first.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"

// serve shows the gallery, in the theme and language asked for: /?theme=dark&lang=es.
func serve(address string) error {
	mux := http.NewServeMux()
	mux.Handle("GET "+ui.AssetsPath, ui.Assets())
	mux.HandleFunc("GET /{page...}", func(w http.ResponseWriter, r *http.Request) {
		page, ok := ui.GalleryPage(r.PathValue("page"), r.FormValue("theme"), r.FormValue("lang"))
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := page.Render(locale.With(r.Context(), r.FormValue("lang")), w); err != nil {
			fmt.Fprintln(os.Stderr, "showing the gallery:", err)
		}
	})
	server := &http.Server{Addr: address, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	return server.ListenAndServe()
}
