package mail

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write the golden files anew")

func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir("testdata/mime", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".eml") {
			return err
		}
		all[filepath.ToSlash(strings.TrimPrefix(path, filepath.FromSlash("testdata/mime/")))], err = os.ReadFile(path)
		return err
	})
	if err != nil || len(all) < 100 {
		t.Fatalf("fixtures: %d read (%v), want more than 100", len(all), err)
	}
	return all
}

// describe writes what was understood of a message, for people to review.
func describe(b *strings.Builder, m Message, indent string) {
	line := func(key, format string, args ...any) {
		fmt.Fprintf(b, "%s%-8s %s\n", indent, key, fmt.Sprintf(format, args...))
	}
	list := func(key string, as []Address) {
		for _, a := range as {
			line(key, "%q <%s>", a.Name, a.Addr)
		}
	}
	line("id", "%s", m.MessageID)
	if len(m.InReplyTo)+len(m.References) > 0 {
		line("thread", "in reply to %q, after %q", m.InReplyTo, m.References)
	}
	list("from", m.From)
	list("to", m.To)
	list("cc", m.Cc)
	list("reply", m.ReplyTo)
	line("subject", "%s", m.Subject)
	line("date", "%s, received %s", stamp(m.Date), stamp(m.Received))
	line("text", "%q", short(m.Text))
	if m.HTML != "" {
		line("html", "%q", short(m.HTML))
	}
	for _, a := range m.Attachments {
		line("file", "%q %s (said %s) %d bytes, inline %v, cid %q", a.Name, a.Type, a.Declared, a.Size, a.Inline, a.ContentID)
		if a.Message != nil {
			describe(b, *a.Message, indent+"    ")
		}
	}
	if m.Automatic() {
		line("auto", "reply %v, bulk %v, bounce %v, failed %q: %s", m.AutoReply, m.Bulk, m.Bounce, m.Failed, strings.Join(m.Why, "; "))
	}
	for _, p := range m.Problems {
		line("problem", "%s", p)
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.RFC3339)
}

func short(s string) string {
	if r := []rune(s); len(r) > 160 {
		return string(r[:160]) + "…"
	}
	return s
}

func TestEveryRealMessageIsUnderstood(t *testing.T) {
	t.Parallel()
	all := fixtures(t)
	var b strings.Builder
	for _, name := range sortedKeys(all) {
		fmt.Fprintf(&b, "== %s\n", name)
		describe(&b, Parse(all[name]), "")
	}
	golden(t, "testdata/fixtures.golden", b.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if !utf8.ValidString(got) {
		t.Fatalf("%s: not valid UTF-8, want every string clean", path)
	}
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("%s line %d:\n got  %s\n want %s", path, i+1, g[i], w[i])
			}
		}
		t.Fatalf("%s: %d lines, want %d", path, len(g), len(w))
	}
}

func sortedKeys(m map[string][]byte) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
