package seal

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

const origin = "audit.smith.example/log"

// rows is a Store in memory: what a table of hashes is in the database.
type rows struct {
	leaves int64
	hashes []Hash
}

func (r *rows) Size(context.Context) (int64, error) { return r.leaves, nil }

func (r *rows) Read(_ context.Context, numbers []int64) ([]Hash, error) {
	out := make([]Hash, 0, len(numbers))
	for _, n := range numbers {
		if n >= int64(len(r.hashes)) {
			return nil, fmt.Errorf("no hash %d", n)
		}
		out = append(out, r.hashes[n])
	}
	return out, nil
}

func (r *rows) Write(_ context.Context, first int64, hashes []Hash) error {
	if first != int64(len(r.hashes)) {
		return fmt.Errorf("first = %d, want %d", first, len(r.hashes))
	}
	r.hashes = append(r.hashes, hashes...)
	for r.leaves < int64(len(r.hashes)) && tlog.StoredHashCount(r.leaves+1) <= int64(len(r.hashes)) {
		r.leaves++
	}
	return nil
}

// sample is a log with its records, salts and checkpoints, the same every time.
type sample struct {
	store   *rows
	signer  *Signer
	records [][]byte
	salts   [][]byte
	leaves  []Hash
}

func signer(t testing.TB, name string, start byte) *Signer {
	t.Helper()
	seed := sha256.Sum256([]byte{start})
	s, err := NewSigner(name, ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		t.Fatalf("NewSigner: %v", err)
	}
	return s
}

func verifier(t testing.TB, signers ...*Signer) *Verifier {
	t.Helper()
	keys := ""
	for _, s := range signers {
		keys += s.VerifierKey() + "\n"
	}
	v, err := NewVerifier(keys)
	if err != nil {
		t.Fatalf("NewVerifier: %v", err)
	}
	return v
}

func newSample(t testing.TB, n int) *sample {
	t.Helper()
	s := &sample{store: &rows{}, signer: signer(t, origin, 1)}
	for i := range n {
		s.record(t, fmt.Sprintf("read matter %d", i))
	}
	if _, err := Append(t.Context(), s.store, s.leaves); err != nil {
		t.Fatalf("Append: %v", err)
	}
	return s
}

func (s *sample) record(t testing.TB, what string) {
	t.Helper()
	i := len(s.records)
	record, err := Canonical(map[string]any{"who": "usr_ana", "what": what, "at": "2026-03-05T14:00:00.000Z", "n": i})
	if err != nil {
		t.Fatalf("Canonical: %v", err)
	}
	salt := sha256.Sum256(fmt.Appendf(nil, "salt %d", i))
	s.records = append(s.records, record)
	s.salts = append(s.salts, salt[:])
	s.leaves = append(s.leaves, Leaf(salt[:], record))
}

// signed is the checkpoint of the sample's first n entries.
func (s *sample) signed(t testing.TB, n int64) string {
	t.Helper()
	root, err := tlog.TreeHash(n, reader(t.Context(), s.store))
	if err != nil {
		t.Fatalf("TreeHash: %v", err)
	}
	text, err := s.signer.Checkpoint(Tree{Size: n, Root: root})
	if err != nil {
		t.Fatalf("Checkpoint: %v", err)
	}
	return text
}

func (s *sample) opened(t testing.TB, n int64) Checkpoint {
	t.Helper()
	c, err := verifier(t, s.signer).Open(s.signed(t, n))
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return c
}

// naiveRoot is RFC 6962 section 2.1 as it is written, to compare with.
func naiveRoot(leaves []Hash) Hash {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	k := 1
	for 2*k < len(leaves) {
		k *= 2
	}
	return tlog.NodeHash(naiveRoot(leaves[:k]), naiveRoot(leaves[k:]))
}

func TestTheRootIsTheOneOfRFC6962HoweverLeavesArrive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var leaves []Hash
		store := &rows{}
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 40), 0, 8).Draw(t, "batches") {
			batch := make([]Hash, n)
			for i := range batch {
				batch[i] = sha256.Sum256(fmt.Appendf(nil, "%d", len(leaves)+i))
			}
			leaves = append(leaves, batch...)
			tree, err := Append(context.Background(), store, batch)
			if err != nil {
				t.Fatalf("Append: %v", err)
			}
			want := Tree{Size: int64(len(leaves)), Root: naiveRoot(leaves)}
			if tree != want {
				t.Fatalf("Append = %v, want %v", tree, want)
			}
			if root, err := Root(context.Background(), store); err != nil || root != want {
				t.Fatalf("Root = %v, %v, want %v", root, err, want)
			}
			if got := int64(len(store.hashes)); got != tlog.StoredHashCount(want.Size) {
				t.Fatalf("%d hashes stored, want %d", got, tlog.StoredHashCount(want.Size))
			}
		}
		for i, leaf := range leaves {
			if store.hashes[Position(int64(i))] != leaf {
				t.Fatalf("leaf %d is not at its position", i)
			}
		}
	})
}

func TestALeafIsBoundToItsRecordAndSalt(t *testing.T) {
	t.Parallel()
	salt, other := make([]byte, SaltSize), NewSalt()
	// echo -n '{"a":1}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…, then SHA-256 of 00 and that.
	const want = "4SbYBmTBFP7itCH4SsdH8RKcXof3V0vHt6xdOvqE6k0="
	if got := Leaf(salt, []byte(`{"a":1}`)).String(); got != want {
		t.Errorf("Leaf = %s, want %s", got, want)
	}
	if Leaf(salt, []byte("x")) == Leaf(other, []byte("x")) || Leaf(salt, []byte("x")) == Leaf(salt, []byte("y")) {
		t.Error("two leaves are the same, want salt and record to matter")
	}
}

func TestAStoreThatFailsOrLosesHashesIsSaid(t *testing.T) {
	t.Parallel()
	s := newSample(t, 5)
	s.store.hashes = s.store.hashes[:3]
	if _, err := Append(t.Context(), s.store, s.leaves[:1]); err == nil {
		t.Error("Append to a damaged store succeeded, want an error")
	}
	if _, err := Root(t.Context(), s.store); err == nil {
		t.Error("Root of a damaged store succeeded, want an error")
	}
}

func TestACheckpointIsReadBackAndNotForged(t *testing.T) {
	t.Parallel()
	ours, theirs, renamed := signer(t, origin, 1), signer(t, origin, 2), signer(t, "audit.jones.example/log", 1)
	tree := Tree{Size: 7, Root: sha256.Sum256([]byte("root"))}
	text, err := ours.Checkpoint(tree)
	if err != nil {
		t.Fatalf("Checkpoint: %v", err)
	}
	got, err := verifier(t, ours).Open(text)
	if err != nil || got != (Checkpoint{Origin: origin, Tree: tree}) {
		t.Errorf("Open = %+v, %v, want what was signed", got, err)
	}
	if _, err := verifier(t, theirs, ours).Open(text); err != nil {
		t.Errorf("Open with an older key beside = %v, want nil", err)
	}
	for name, v := range map[string]*Verifier{"another key": verifier(t, theirs), "another log": verifier(t, renamed)} {
		if _, err := v.Open(text); !errors.Is(err, ErrForged) {
			t.Errorf("%s: Open = %v, want ErrForged", name, err)
		}
	}
	for i := range text {
		if _, err := verifier(t, ours).Open(text[:i] + string(text[i]^1) + text[i+1:]); !errors.Is(err, ErrForged) {
			t.Errorf("byte %d altered: Open = %v, want ErrForged", i, err)
		}
	}
}

func TestSignedNonsenseIsNoCheckpoint(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "a\n", "a\n1\n", "\n1\nx\n", "a\n01\n" + Hash{}.String() + "\n", "a\n-1\n" + Hash{}.String() + "\n", "a\n1\nAAAA\n"} {
		if c, err := parseCheckpoint(text); err == nil {
			t.Errorf("parseCheckpoint(%q) = %+v, want an error", text, c)
		}
	}
	if _, err := parseCheckpoint("a\n1\n" + Hash{}.String() + "\nan extension\n"); err != nil {
		t.Errorf("parseCheckpoint with an extension line: %v, want nil", err)
	}
}

func TestKeysAreNamedAfterTheirLog(t *testing.T) {
	t.Parallel()
	key := ed25519.NewKeyFromSeed(make([]byte, 32))
	for _, bad := range []string{"", "two words", "a+b"} {
		if _, err := NewSigner(bad, key); !errors.Is(err, ErrKey) {
			t.Errorf("NewSigner(%q) = %v, want ErrKey", bad, err)
		}
	}
	ours, other := signer(t, origin, 1), signer(t, "audit.jones.example/log", 1)
	for _, bad := range []string{"", "nonsense", ours.VerifierKey() + "\n" + other.VerifierKey()} {
		if _, err := NewVerifier(bad); !errors.Is(err, ErrKey) {
			t.Errorf("NewVerifier(%q) = %v, want ErrKey", bad, err)
		}
	}
	if got := verifier(t, ours).Origin(); got != origin {
		t.Errorf("Origin = %s, want %s", got, origin)
	}
}

func BenchmarkAppend(b *testing.B) {
	store := &rows{}
	leaf := []Hash{sha256.Sum256([]byte("x"))}
	for b.Loop() {
		if _, err := Append(b.Context(), store, leaf); err != nil {
			b.Fatal(err)
		}
	}
}
