// Package locale says what the program says in the reader's own language.
//
// The English sentence is the key, so a page reads in the source as it reads
// on the screen. A sentence without a translation is shown in English rather
// than not at all; no text is ever lost.
package locale

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"
)

// Languages the product ships complete. English is the source and needs no catalog.
const (
	English = "en"
	Spanish = "es"
)

//go:embed es/*.json
var files embed.FS

var catalogs = sync.OnceValue(load)

type key struct{}

// With returns a context whose reader reads lang; an unknown language reads as English.
func With(ctx context.Context, lang string) context.Context {
	return context.WithValue(ctx, key{}, Pick(lang))
}

// Lang says which language the reader of ctx reads.
func Lang(ctx context.Context) string {
	if lang, ok := ctx.Value(key{}).(string); ok {
		return lang
	}
	return English
}

// Pick chooses the shipped language that serves a language tag such as "es-MX".
func Pick(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if _, ok := catalogs()[base]; ok {
		return base
	}
	return English
}

// T says text, an English sentence, in the language of ctx, with args filled in as fmt does.
// A translation may reorder its arguments: "%[2]s de %[1]s".
func T(ctx context.Context, text string, args ...any) string {
	return In(Lang(ctx), text, args...)
}

// In says text in a language known without a context, such as a client's own for a letter.
func In(lang, text string, args ...any) string {
	if said, ok := catalogs()[lang][text]; ok && said != "" {
		text = said
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Has reports whether lang has its own words for text.
func Has(lang, text string) bool {
	return lang == English || catalogs()[lang][text] != ""
}

// Texts lists every English sentence that lang translates, in order.
func Texts(lang string) []string {
	texts := make([]string, 0, len(catalogs()[lang]))
	for text := range catalogs()[lang] {
		texts = append(texts, text)
	}
	sort.Strings(texts)
	return texts
}

// load reads every embedded catalog. The files are part of the program, so a
// broken one is a build that must not start.
func load() map[string]map[string]string {
	all := map[string]map[string]string{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		if err != nil {
			return fmt.Errorf("reading catalog %s: %w", name, err)
		}
		texts := map[string]string{}
		if err := json.Unmarshal(data, &texts); err != nil {
			return fmt.Errorf("parsing catalog %s: %w", name, err)
		}
		lang := path.Dir(name)
		if all[lang] == nil {
			all[lang] = map[string]string{}
		}
		for text, said := range texts {
			all[lang][text] = said
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	return all
}
