package arch_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"candor/internal/arch"
)

var (
	update  = flag.Bool("update", false, "rewrite the list of problems in testdata")
	missing = flag.Bool("missing", false, "print what has no Spanish yet, as JSON to fill in")
)

// TestTheProgramKeepsItsShape reads the whole source.
func TestTheProgramKeepsItsShape(t *testing.T) {
	t.Parallel()
	tree, err := arch.Load(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if *missing {
		for file, texts := range tree.Missing() {
			blank := map[string]string{}
			for _, text := range texts {
				blank[text] = ""
			}
			lines, err := json.MarshalIndent(blank, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s lacks\n%s", file, lines)
		}
	}
	broken := map[string][]arch.Problem{}
	for _, p := range tree.Check() {
		broken[p.Rule] = append(broken[p.Rule], p)
	}
	for _, rule := range append(arch.Rules(), "exceptions") {
		t.Run(rule, func(t *testing.T) {
			for _, p := range broken[rule] {
				t.Errorf("%s: %s", p.Where, p.What)
			}
			if len(broken[rule]) > 0 {
				t.Logf("why: %s", broken[rule][0].Why)
			}
		})
	}
}

// TestEachRuleCatchesItsOffender checks the rules themselves, on small programs that break them on purpose.
// Each file of testdata is such a program, and ends with the list of problems that must be found.
func TestEachRuleCatchesItsOffender(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(examples) == 0 {
		t.Fatalf("examples = %v, %v; want some", examples, err)
	}
	caught := map[string]bool{}
	for _, name := range examples {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := take(archive, "problems")
		got := problems(t, archive)
		for line := range strings.SplitSeq(got, "\n") {
			rule, _, _ := strings.Cut(line, " ")
			caught[rule] = true
		}
		if *update && got != want {
			archive.Files = append(archive.Files, txtar.File{Name: "problems", Data: []byte(got)})
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got != want {
			t.Errorf("%s: problems are\n%s\nwant\n%s", name, got, want)
		}
	}
	for _, rule := range arch.Rules() {
		if !caught[rule] {
			t.Errorf("no example breaks the rule %q, so nobody knows that it can fail", rule)
		}
	}
}

// take removes a file from the archive and returns its text.
func take(archive *txtar.Archive, name string) string {
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == name })
	if i < 0 {
		return ""
	}
	text := string(archive.Files[i].Data)
	archive.Files = slices.Delete(archive.Files, i, i+1)
	return text
}

func problems(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	fsys, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := arch.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range tree.Check() {
		lines = append(lines, p.Rule+" "+p.Where+": "+p.What+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
