package arch

import (
	"os"
	"testing"
)

// TestWhatWasPartedLeavesTheList keeps the list of outgrown packages from outliving them.
func TestWhatWasPartedLeavesTheList(t *testing.T) {
	t.Parallel()
	tree, err := Load(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	lines := tree.sizes()
	for dir := range outgrown {
		if lines[dir] <= largest {
			t.Errorf("%s has %d lines, so it has outgrown nothing; take it off the list", dir, lines[dir])
		}
	}
}
