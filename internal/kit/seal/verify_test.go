package seal

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// lines is the sample's export with checkpoints after the given sizes.
func (s *sample) lines(t testing.TB, sealed ...int64) []string {
	t.Helper()
	var b bytes.Buffer
	x, err := NewExport(&b, origin)
	if err != nil {
		t.Fatalf("NewExport: %v", err)
	}
	for i := range s.records {
		if err := x.Entry(s.leaves[i], s.records[i], s.salts[i]); err != nil {
			t.Fatalf("Entry: %v", err)
		}
		if slices.Contains(sealed, int64(i+1)) {
			if err := x.Checkpoint(s.signed(t, int64(i+1))); err != nil {
				t.Fatalf("Checkpoint: %v", err)
			}
		}
	}
	return strings.SplitAfter(strings.TrimSuffix(b.String(), "\n"), "\n")
}

func verify(t testing.TB, lines []string, v *Verifier, kept ...Checkpoint) Report {
	t.Helper()
	r, err := VerifyLog(strings.NewReader(strings.Join(lines, "")), v, kept...)
	if err != nil {
		t.Fatalf("VerifyLog: %v", err)
	}
	return r
}

func TestAWholeLogIsVerified(t *testing.T) {
	t.Parallel()
	s := newSample(t, 1000)
	v := verifier(t, s.signer)
	r := verify(t, s.lines(t, 1, 100, 999), v, s.opened(t, 0), s.opened(t, 57), s.opened(t, 1000))
	if !r.OK() {
		t.Fatalf("faults %v, want none", r.Faults)
	}
	if r.Entries != 1000 || r.Checkpoints != 3 || r.Sealed != 1000 || r.Redacted != 0 || r.Origin != origin {
		t.Errorf("report = %+v, want 1000 entries sealed", r)
	}
	if r.Tree != s.opened(t, 1000).Tree {
		t.Errorf("tree = %v, want the log's own", r.Tree)
	}
	if r := verify(t, s.lines(t, 1, 999), v); !r.OK() || r.Sealed != 999 || r.Entries != 1000 {
		t.Errorf("report = %+v, want the last entry not yet sealed", r)
	}
}

func TestAnErasedEntryDisturbsNothing(t *testing.T) {
	t.Parallel()
	s := newSample(t, 20)
	lines := s.lines(t, 20)
	lines[8] = string(mustCanonical(t, line{Index: new(int64(7)), Leaf: &s.leaves[7]})) + "\n"
	r := verify(t, lines, verifier(t, s.signer))
	if !r.OK() || r.Redacted != 1 || r.Sealed != 20 {
		t.Errorf("report = %+v, want one redacted entry and all sealed", r)
	}
}

func mustCanonical(t testing.TB, v any) []byte {
	t.Helper()
	out, err := Canonical(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A byte altered in any of a thousand entries is found where it is. Every fifth
// is tried, beginning elsewhere in each entry; the next test tries them all.
func TestAnyAlteredByteIsFoundInItsEntry(t *testing.T) {
	t.Parallel()
	s := newSample(t, 1000)
	v := verifier(t, s.signer)
	lines := s.lines(t, 250, 500, 750, 1000)
	entries := 0
	for n, text := range lines {
		l, err := parseLine([]byte(strings.TrimSuffix(text, "\n")))
		if err != nil {
			t.Fatalf("parseLine: %v", err)
		}
		if l.Index == nil {
			continue
		}
		entries++
		for i := n % 5; i < len(text)-1; i += 5 {
			bad := []byte(text[:len(text)-1])
			bad[i] ^= 1 << (i % 8)
			if !alteredSeen(bad, l) {
				t.Fatalf("entry %d, byte %d altered to %q: not seen in the entry", *l.Index, i, bad)
			}
		}
		if n%100 == 0 { // and through the whole verifier
			wantOneFault(t, lines, n, *l.Index, v)
		}
	}
	if entries != 1000 {
		t.Errorf("%d entries tried, want 1000", entries)
	}
}

// alteredSeen reports whether the line alone shows the change, or changes what
// the tree is made of.
func alteredSeen(bad []byte, was line) bool {
	l, err := parseLine(bad)
	if err != nil || l.Index == nil || *l.Index != *was.Index || *l.Leaf != *was.Leaf {
		return true
	}
	return Leaf(l.Salt, l.Entry) != *l.Leaf
}

func wantOneFault(t *testing.T, lines []string, n int, index int64, v *Verifier) {
	t.Helper()
	bad := slices.Clone(lines)
	random := rand.New(rand.NewPCG(1, uint64(n)))
	raw := []byte(bad[n])
	raw[random.IntN(len(raw)-1)] ^= 1 << random.IntN(7)
	bad[n] = string(raw)
	r := verify(t, bad, v)
	if r.OK() {
		t.Fatalf("entry %d altered to %q: report is OK", index, raw)
	}
	if first := r.Faults[0]; first.Line != int64(n+1) && !(first.First <= index && index <= first.Last) {
		t.Errorf("entry %d altered: first fault is %v, want it at the entry", index, first)
	}
}

func TestEveryByteOfAWholeShortLogMatters(t *testing.T) {
	t.Parallel()
	s := newSample(t, 3)
	v := verifier(t, s.signer)
	kept := s.opened(t, 3)
	whole := strings.Join(s.lines(t, 2, 3), "")
	for i := range len(whole) {
		for _, flip := range []byte{1, 0x20, 0x80} {
			bad := []byte(whole)
			bad[i] ^= flip
			if r := verify(t, []string{string(bad)}, v); r.OK() {
				t.Errorf("byte %d altered to %q: report is OK", i, bad[i])
			}
		}
		if r := verify(t, []string{whole[:i]}, v, kept); r.OK() && i < strings.LastIndex(whole, "\n") {
			t.Errorf("cut to %d bytes: report is OK", i)
		}
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	t.Parallel()
	s := newSample(t, 30)
	v := verifier(t, s.signer)
	forger := signer(t, origin, 66)
	forged, err := forger.Checkpoint(s.opened(t, 20).Tree)
	if err != nil {
		t.Fatal(err)
	}
	rewritten := newSample(t, 0)
	for i := range 30 {
		rewritten.record(t, fmt.Sprintf("read matter %d", i+i/29)) // the last one says something else
	}
	if _, err := Append(t.Context(), rewritten.store, rewritten.leaves); err != nil {
		t.Fatal(err)
	}
	good := s.lines(t, 10, 20, 30) // head, 0…9, checkpoint, 10…19, checkpoint, 20…29, checkpoint
	tests := []struct {
		name        string
		lines       []string
		kept        []Checkpoint
		kind        Kind
		first, last int64
	}{
		{"a record altered", edit(good, 3, "read matter 2", "read matter 9"), nil, Altered, 2, 2},
		{"a salt exchanged", edit(good, 3, jsonSalt(s, 2), jsonSalt(s, 3)), nil, Altered, 2, 2},
		{"record and leaf altered together", edit(good, 14, s.leaves[12].String(), s.leaves[13].String(), jsonSalt(s, 12), jsonSalt(s, 13), string(s.records[12]), string(s.records[13])), nil, Altered, 10, 19},
		{"an entry removed", slices.Delete(slices.Clone(good), 5, 6), nil, Removed, 4, 4},
		{"the first entry removed", slices.Delete(slices.Clone(good), 1, 2), nil, Removed, 0, 0},
		{"the last entries removed", slices.Delete(slices.Clone(good), 29, 33), nil, Removed, 26, 29},
		{"the end cut off, checkpoint and all", good[:22], []Checkpoint{s.opened(t, 25)}, RolledBack, 20, 24},
		{"two entries swapped", swapped(good, 4, 5), nil, Removed, 3, 3},
		{"an entry twice", slices.Insert(slices.Clone(good), 6, good[5]), nil, Reordered, 4, 4},
		{"a forged checkpoint", edit(good, 22, jsonText(s.signed(t, 20)), jsonText(forged)), nil, Forged, -1, -1},
		{"an old checkpoint", edit(good, 22, jsonText(s.signed(t, 20)), jsonText(s.signed(t, 10))), nil, RolledBack, -1, -1},
		{"a past signed anew", rewritten.lines(t, 30), []Checkpoint{s.opened(t, 30)}, Altered, 0, 29},
		{"a line of nonsense", slices.Insert(slices.Clone(good), 4, "{}\n"), nil, Unreadable, -1, -1},
		{"no first line", good[1:], nil, Unreadable, -1, -1},
		{"nothing at all", nil, nil, Unreadable, -1, -1},
		{"another log", edit(good, 0, origin, "audit.jones.example/log"), nil, Forged, -1, -1},
		{"windows line ends", edit(good, 2, "\n", "\r\n"), nil, Unreadable, -1, -1},
	}
	for _, tt := range tests {
		r := verify(t, tt.lines, v, tt.kept...)
		if r.OK() {
			t.Errorf("%s: report is OK", tt.name)
			continue
		}
		if f := r.Faults[0]; f.Kind != tt.kind || f.First != tt.first || f.Last != tt.last {
			t.Errorf("%s: first fault is %q, want %s of %d to %d", tt.name, f, tt.kind, tt.first, tt.last)
		}
	}
}

func edit(lines []string, n int, pairs ...string) []string {
	out := slices.Clone(lines)
	out[n] = strings.NewReplacer(pairs...).Replace(out[n])
	if out[n] == lines[n] {
		panic("edit changes nothing in " + lines[n])
	}
	return out
}

func swapped(lines []string, i, j int) []string {
	out := slices.Clone(lines)
	out[i], out[j] = out[j], out[i]
	return out
}

func jsonText(s string) string { return string(appendString(nil, s)) }

func jsonSalt(s *sample, i int) string {
	raw, err := Canonical(s.salts[i])
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func TestAnAlteredEntryDoesNotHideTheOthersProof(t *testing.T) {
	t.Parallel()
	s := newSample(t, 30)
	r := verify(t, edit(s.lines(t, 10, 20, 30), 3, "read matter 2", "read matter 9"), verifier(t, s.signer))
	if len(r.Faults) != 1 || r.Sealed != 30 {
		t.Errorf("report = %+v, want one fault and the rest proved", r)
	}
}

func TestAFloodOfFaultsIsCountedNotKept(t *testing.T) {
	t.Parallel()
	s := newSample(t, 1)
	lines := s.lines(t)
	for range 500 {
		lines = append(lines, "nonsense\n")
	}
	r := verify(t, lines, verifier(t, s.signer))
	if len(r.Faults) != maxFaults || r.MoreFaults < 300 {
		t.Errorf("%d faults and %d more, want %d kept", len(r.Faults), r.MoreFaults, maxFaults)
	}
}

func TestAReadThatFailsIsAnErrorNotAFault(t *testing.T) {
	t.Parallel()
	s := newSample(t, 1)
	broken := errors.New("cable pulled")
	if _, err := VerifyLog(iotest.ErrReader(broken), verifier(t, s.signer)); !errors.Is(err, broken) {
		t.Errorf("VerifyLog = %v, want the reader's error", err)
	}
}

func FuzzVerifyLog(f *testing.F) {
	s := newSample(f, 4)
	v := verifier(f, s.signer)
	whole := strings.Join(s.lines(f, 2, 4), "")
	f.Add([]byte(whole))
	f.Fuzz(func(t *testing.T, other []byte) {
		r, err := VerifyLog(bytes.NewReader(other), v)
		if err != nil || !r.OK() || r.Sealed < 4 {
			return
		}
		if root := s.opened(t, 4).Root; r.Entries == 4 && r.Tree.Root != root {
			t.Errorf("a log of another root %v is OK, want %v", r.Tree.Root, root)
		}
	})
}

func BenchmarkVerifyLog(b *testing.B) {
	s := newSample(b, 1000)
	v := verifier(b, s.signer)
	lines := s.lines(b, 1000)
	for b.Loop() {
		verify(b, lines, v)
	}
}
