package ui

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"sync"
)

//go:embed all:dist
var dist embed.FS

// AssetsPath is where the program must mount Assets.
const AssetsPath = "/assets/"

var manifest = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	data, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		panic(err) // part of the program
	}
	if err := json.Unmarshal(data, &names); err != nil {
		panic(err)
	}
	return names
})

// Asset is the address of a built file by its plain name, such as "app.css".
// The address changes with the content, so browsers may keep it for ever.
func Asset(name string) string {
	return AssetsPath + manifest()[name]
}

// Assets serves the built files under AssetsPath.
func Assets() http.Handler {
	built, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	files := http.StripPrefix(AssetsPath, http.FileServerFS(built))
	known := map[string]bool{}
	for _, name := range manifest() {
		known[AssetsPath+name] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !known[r.URL.Path] {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		files.ServeHTTP(w, r)
	})
}
