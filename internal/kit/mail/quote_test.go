package mail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each file of testdata/quote holds a message as it was sent, and under a line
// of "=====" the words that are the writer's own.
func TestQuotedFindsTheWritersOwnWords(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/quote/*.txt")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d examples (%v), want at least 15", len(files), err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sent, want, ok := strings.Cut(string(data), "\n=====\n")
		if !ok {
			t.Fatalf("%s: want a line of =====", path)
		}
		own, quoted := Quoted(sent)
		if want = strings.TrimSpace(want); own != want {
			t.Errorf("%s:\n got  %q\n want %q", path, own, want)
		}
		for line := range strings.SplitSeq(sent, "\n") {
			if line = strings.TrimSpace(line); !strings.Contains(own, line) && !strings.Contains(quoted, line) {
				t.Errorf("%s: lost %q, want every line on one side", path, line)
			}
		}
	}
}
