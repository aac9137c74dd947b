// Command newfeature makes the skeleton of a feature: rules, store, verbs, API, migration, Spanish, and its
// line in internal/ORDER.
//
//	go run ./tools/newfeature intake/referral "who sent whom, and thanks within the rules"
//
// The skeleton compiles, passes its tests on both databases and keeps every rule of the architecture.
// Its pages are best copied from people/contact.
package main

import (
	"bytes"
	"embed"
	"errors"
	"flag"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
)

//go:embed skeleton
var skeleton embed.FS

func main() {
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, `usage: go run ./tools/newfeature area/feature "the rest of the sentence: Package feature is …"`)
	}
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	made, err := create(".", flag.Arg(0), flag.Arg(1))
	if err != nil {
		fmt.Fprintln(os.Stderr, "newfeature:", err)
		os.Exit(1)
	}
	for _, name := range made {
		fmt.Println(name)
	}
	fmt.Println("\nNow move its line in internal/ORDER to its place, add it to README.md, and wire it in internal/app.")
}

// feature is what the skeleton is filled with.
type feature struct {
	Area, Name string
	Type       string // the name as an exported Go name
	Sentence   string
	Prefix     string // of ids
	Number     int    // of the migration
}

var wellNamed = regexp.MustCompile(`^[a-z]{2,}/[a-z]{3,}$`)

// create writes the feature below root and returns the paths it wrote. It overwrites nothing.
func create(root, name, sentence string) ([]string, error) {
	if !wellNamed.MatchString(name) {
		return nil, fmt.Errorf("%q: want area/feature, a noun in lower case each", name)
	}
	area, last := path.Split(name)
	number, err := nextMigration(os.DirFS(root))
	if err != nil {
		return nil, err
	}
	f := feature{
		Area: strings.TrimSuffix(area, "/"), Name: last, Type: strings.ToUpper(last[:1]) + last[1:],
		Sentence: strings.TrimSuffix(sentence, "."), Prefix: last[:3], Number: number,
	}
	files := []struct{ from, to string }{
		{"feature.go.txt", "internal/" + name + "/" + last + ".go"},
		{"store.go.txt", "internal/" + name + "/store.go"},
		{"service.go.txt", "internal/" + name + "/service.go"},
		{"feature_test.go.txt", "internal/" + name + "/" + last + "_test.go"},
		{"web.go.txt", "internal/" + name + "/" + last + "web/web.go"},
		{"api.go.txt", "internal/" + name + "/" + last + "web/api.go"},
		{"migration.sql.txt", fmt.Sprintf("internal/schema/migrations/%04d_%s.sql", number, last)},
		{"es.json.txt", "internal/kit/locale/es/" + last + ".json"},
	}
	var made []string
	for _, file := range files {
		text, err := f.fill(file.from)
		if err != nil {
			return made, err
		}
		if err := writeNew(filepath.Join(root, file.to), text); err != nil {
			return made, err
		}
		made = append(made, file.to)
	}
	return made, f.list(root)
}

func (f feature) fill(name string) ([]byte, error) {
	t, err := template.ParseFS(skeleton, "skeleton/"+name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	var text bytes.Buffer
	if err := t.Execute(&text, f); err != nil {
		return nil, fmt.Errorf("filling %s: %w", name, err)
	}
	if !strings.HasSuffix(name, ".go.txt") {
		return text.Bytes(), nil
	}
	tidy, err := format.Source(text.Bytes())
	if err != nil {
		return nil, fmt.Errorf("formatting %s: %w", name, err)
	}
	return tidy, nil
}

func writeNew(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	return errors.Join(err, out.Close())
}

// list adds the feature to the end of internal/ORDER.
func (f feature) list(root string) error {
	out, err := os.OpenFile(filepath.Join(root, "internal/ORDER"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s/%s — %s\n", f.Area, f.Name, f.Sentence)
	return errors.Join(err, out.Close())
}

// nextMigration is the number after the highest there is.
func nextMigration(root fs.FS) (int, error) {
	files, err := fs.Glob(root, "internal/schema/migrations/*.sql")
	if err != nil {
		return 0, err
	}
	highest := 0
	for _, name := range files {
		var n int
		if _, err := fmt.Sscanf(path.Base(name), "%d_", &n); err != nil {
			return 0, fmt.Errorf("numbering %s: %w", name, err)
		}
		highest = max(highest, n)
	}
	return highest + 1, nil
}
