package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"candor/internal/arch"
)

// began makes an empty program with a skeleton feature in it.
func began(t *testing.T) (root string, made []string) {
	t.Helper()
	root = t.TempDir()
	for name, text := range map[string]string{
		"internal/ORDER":                            "firm/access — who may\n",
		"README.md":                                 "internal/firm/access: who may\ninternal/intake/sample: things tried out\n",
		"internal/firm/access/access.go":            "// Package access is who may.\npackage access\n",
		"internal/schema/migrations/0009_other.sql": "",
	} {
		if err := writeNew(filepath.Join(root, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	made, err := create(root, "intake/sample", "things tried out.")
	if err != nil {
		t.Fatal(err)
	}
	return root, made
}

func TestTheSkeletonKeepsTheShape(t *testing.T) {
	t.Parallel()
	root, _ := began(t)
	tree, err := arch.Load(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range tree.Check() {
		t.Error(p)
	}
	if _, err := os.Stat(filepath.Join(root, "internal/schema/migrations/0010_sample.sql")); err != nil {
		t.Errorf("the migration after 0009 is missing: %v", err)
	}
}

// TestTheSkeletonWorks lays the skeleton over the real program, builds it there and runs its own test.
func TestTheSkeletonWorks(t *testing.T) {
	t.Parallel()
	root, made := began(t)
	here, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	over := map[string]map[string]string{"Replace": {}}
	for _, name := range made {
		over["Replace"][filepath.Join(here, name)] = filepath.Join(root, name)
	}
	text, err := json.Marshal(over)
	if err != nil {
		t.Fatal(err)
	}
	overlay, binary := filepath.Join(root, "overlay.json"), filepath.Join(root, "sample.test")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, here, "go", "build", "-overlay", overlay, "./internal/intake/sample/sampleweb")
	run(t, here, "go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", binary, "./internal/intake/sample")
	run(t, filepath.Join(root, "internal/intake/sample"), binary)
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, said)
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	t.Parallel()
	root, _ := began(t)
	if _, err := create(root, "intake/sample", "something else"); err == nil {
		t.Error("making the same feature twice succeeded, want an error")
	}
}

func TestABadNameIsRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"referral", "intake/Referral", "intake/re ferral", "../intake/referral", "intake/referral/more", ""} {
		if _, err := create(t.TempDir(), name, "x"); err == nil || !strings.Contains(err.Error(), "want area/feature") {
			t.Errorf("create(%q) = %v, want a refusal", name, err)
		}
	}
}
