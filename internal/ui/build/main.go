// Command build makes the bundle of styles, scripts, fonts and icons that the
// pages use, from the parts in this folder and the packages in package.json.
//
//	npm ci --ignore-scripts --prefix internal/ui
//	go run ./internal/ui/build              writes internal/ui/dist
//	go run ./internal/ui/build -serve :8089 shows the gallery of parts
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	folder := flag.String("folder", "internal/ui", "where the parts are")
	address := flag.String("serve", "", "serve the gallery at this address instead of building")
	flag.Parse()
	if err := run(*folder, *address); err != nil {
		fmt.Fprintln(os.Stderr, "building the bundle:", err)
		os.Exit(1)
	}
}

func run(folder, address string) error {
	if address != "" {
		return serve(address)
	}
	packages := filepath.Join(folder, "node_modules")
	if _, err := os.Stat(packages); err != nil {
		return fmt.Errorf("%w: run npm ci --ignore-scripts --prefix %s first", err, folder)
	}
	files, err := bundle(folder, packages)
	if err != nil {
		return err
	}
	return write(filepath.Join(folder, "dist"), files)
}

// file is one built file: the plain name pages ask for, the hashed name it is served as, what it holds.
type file struct {
	name, served string
	content      []byte
}

// bundle builds everything in memory, so that a mistake leaves the old bundle whole.
func bundle(folder, packages string) ([]file, error) {
	base, err := tablerBase(packages)
	if err != nil {
		return nil, err
	}
	sprite, err := iconSprite(filepath.Join(folder, "icons.txt"), packages)
	if err != nil {
		return nil, err
	}
	favicon, err := os.ReadFile(filepath.Join(folder, "favicon.svg"))
	if err != nil {
		return nil, fmt.Errorf("reading the favicon: %w", err)
	}
	files := []file{hashed("icons.svg", sprite), hashed("favicon.svg", favicon)}
	built, err := compile(folder, base)
	if err != nil {
		return nil, err
	}
	return append(files, built...), nil
}

// compile bundles the style sheet and the script. "tabler-base" is the part of Tabler we keep.
func compile(folder string, base []byte) ([]file, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("finding the parts: %w", err)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(folder, "app.css"), filepath.Join(folder, "app.ts")},
		Outdir:            filepath.Join(folder, "dist"),
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		Format:            api.FormatIIFE,
		Engines:           []api.Engine{{Name: api.EngineChrome, Version: "123"}, {Name: api.EngineFirefox, Version: "121"}, {Name: api.EngineSafari, Version: "17.5"}},
		EntryNames:        "[name].[hash]",
		AssetNames:        "[name].[hash]",
		PublicPath:        "/assets/",
		Loader:            map[string]api.Loader{".woff2": api.LoaderFile},
		LegalComments:     api.LegalCommentsNone,
		Plugins:           []api.Plugin{provided("tabler-base", base)},
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("bundling: %s", strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	files := make([]file, 0, len(result.OutputFiles))
	for _, out := range result.OutputFiles {
		served := filepath.Base(out.Path)
		files = append(files, file{name: plain(served), served: served, content: out.Contents})
	}
	return files, nil
}

// provided answers an import of name with content made by this program.
func provided(name string, content []byte) api.Plugin {
	return api.Plugin{Name: name, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^" + name + "$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: name, Namespace: name}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: name}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			text := string(content)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderCSS}, nil
		})
	}}
}

// plain takes the hash out of "app.ABCD1234.css".
func plain(served string) string {
	parts := strings.Split(served, ".")
	if len(parts) < 3 {
		return served
	}
	return strings.Join(append(parts[:len(parts)-2:len(parts)-2], parts[len(parts)-1]), ".")
}

// write replaces the bundle in folder.
func write(folder string, files []file) error {
	if err := os.RemoveAll(folder); err != nil {
		return fmt.Errorf("clearing the old bundle: %w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the bundle's folder: %w", err)
	}
	names := map[string]string{}
	for _, f := range files {
		names[f.name] = f.served
		if err := os.WriteFile(filepath.Join(folder, f.served), f.content, 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", f.served, err)
		}
	}
	manifest, err := json.MarshalIndent(names, "", "  ")
	if err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return os.WriteFile(filepath.Join(folder, "manifest.json"), append(manifest, '\n'), 0o644)
}
