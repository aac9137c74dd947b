package arch

import (
	"bufio"
	"bytes"
	"fmt"
	"go/doc"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// orderFile lists every feature in the order in which they may know of each other.
const orderFile = "internal/ORDER"

// A Line is one feature of internal/ORDER.
type Line struct {
	Path     string // "firm/office"
	Sentence string
	number   int
}

// Order reads the features listed in internal/ORDER below root.
func Order(root fs.FS) ([]Line, error) { return readOrder(root) }

// readOrder reads "path — sentence" lines; empty lines and lines that begin with # are for the reader.
func readOrder(root fs.FS) ([]Line, error) {
	text, err := fs.ReadFile(root, orderFile)
	if err != nil {
		return nil, fmt.Errorf("reading the order of features: %w", err)
	}
	var lines []Line
	scan := bufio.NewScanner(bytes.NewReader(text))
	for number := 1; scan.Scan(); number++ {
		line := strings.TrimSpace(scan.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, sentence, ok := strings.Cut(line, " — ")
		if !ok || strings.Count(strings.TrimSpace(name), "/") != 1 {
			return nil, fmt.Errorf("%s:%d: want \"area/feature — sentence\"", orderFile, number)
		}
		lines = append(lines, Line{strings.TrimSpace(name), sentence, number})
	}
	return lines, scan.Err()
}

func orderRules() []rule {
	return []rule{
		{"order", "internal/ORDER is the table of contents, and a contents page that lies is worse than none", checkOrder},
		{"contents", "README.md is where a stranger begins, and it must lead them to every feature", checkContents},
		{"doc", "the first thing a reader meets in a package is one sentence on what it is for", checkDocs},
	}
}

// checkOrder compares the listed features with the folders, and their sentences with their package docs.
func checkOrder(t *Tree, report func(where, what string)) {
	listed := map[string]bool{}
	for _, line := range t.order {
		where := fmt.Sprintf("%s:%d", orderFile, line.number)
		if listed[line.Path] {
			report(where, line.Path+" is listed twice")
		}
		listed[line.Path] = true
		text, ok := t.doc("internal/" + line.Path)
		switch {
		case !ok:
			report(where, "there is no Go package internal/"+line.Path)
		case sentence(path.Base(line.Path), text) != line.Sentence:
			report(where, fmt.Sprintf("says %q, but the package's own first sentence gives %q", line.Sentence, sentence(path.Base(line.Path), text)))
		}
	}
	var unlisted []string
	for _, s := range t.code {
		if f := place(s.dir).feature; f != "" && !listed[f] && !slices.Contains(unlisted, f) {
			unlisted = append(unlisted, f)
			report("internal/"+f, "is a feature that internal/ORDER does not list")
		}
	}
}

// checkContents asks the README for one line on each feature: its folder and its sentence.
func checkContents(t *Tree, report func(where, what string)) {
	text, err := fs.ReadFile(t.fsys, "README.md")
	if err != nil {
		report("README.md", err.Error())
		return
	}
	for _, line := range t.order {
		if !slices.ContainsFunc(strings.Split(string(text), "\n"), func(s string) bool {
			return strings.Contains(s, "internal/"+line.Path) && strings.Contains(s, line.Sentence)
		}) {
			report("README.md", fmt.Sprintf("has no line with internal/%s and its sentence, %q", line.Path, line.Sentence))
		}
	}
}

// doc returns the package comment of a folder, and whether there is a package at all.
func (t *Tree) doc(dir string) (text string, ok bool) {
	for _, s := range t.code {
		if s.dir != dir || strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		ok = true
		// Generated files may have a comment of their own above the package clause.
		if found := s.syntax.Doc.Text(); strings.HasPrefix(found, "Package ") || s.syntax.Name.Name == "main" && found != "" {
			return found, true
		}
	}
	return "", ok
}

// sentence is the first sentence of a package comment without "Package name", without a leading "is",
// and without its full stop: "Package office is the firm's name and hours." gives "the firm's name and hours".
func sentence(name, text string) string {
	s := strings.TrimPrefix(new(doc.Package).Synopsis(text), "Package "+name+" ")
	return strings.TrimSuffix(strings.TrimPrefix(s, "is "), ".")
}

// checkDocs asks every package for its sentence.
func checkDocs(t *Tree, report func(where, what string)) {
	var seen []string
	for _, s := range t.code {
		name := s.syntax.Name.Name
		if slices.Contains(seen, s.dir) || strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		seen = append(seen, s.dir)
		text, _ := t.doc(s.dir)
		if name == "main" {
			if text == "" {
				report(s.dir, "the command has no doc comment")
			}
			continue
		}
		if !strings.HasPrefix(text, "Package "+name+" ") {
			report(s.dir, fmt.Sprintf("the package's doc comment must begin with %q", "Package "+name+" "))
		}
	}
}
