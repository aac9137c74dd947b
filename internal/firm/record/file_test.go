package record_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"candor/internal/firm/record"
	"candor/internal/kit/db"
	"candor/internal/kit/seal"
)

func TestAKeptCheckpointShowsARollback(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.act("ruth", "test.done", db.About{Kind: "test"}, 3)
		w.seal()
		var old bytes.Buffer
		if err := w.record.WriteLog(t.Context(), w.people["maya"], &old); err != nil {
			t.Fatal(err)
		}
		w.act("ruth", "test.done", db.About{Kind: "test"}, 3)
		w.seal()
		st := w.status()
		if err := record.VerifyFile(bytes.NewReader(old.Bytes()), st.VerifierKey, io.Discard); err != nil {
			t.Errorf("an old log alone = %v, want it to hold: it once was whole", err)
		}
		var said strings.Builder
		err := record.VerifyFile(bytes.NewReader(old.Bytes()), st.VerifierKey, &said, st.Checkpoint)
		if !errors.Is(err, record.ErrNotProved) || !strings.Contains(said.String(), "rolled back") {
			t.Errorf("an old log beside a newer checkpoint = %v, %q, want it found out", err, said.String())
		}
	})
}

// FuzzVerifyFile asks that no file, however made, is both wrong and proved, or
// brings the program down.
func FuzzVerifyFile(f *testing.F) {
	signer, err := seal.NewSigner("law.example/audit/frm_1", ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	if err != nil {
		f.Fatal(err)
	}
	var whole bytes.Buffer
	x, err := seal.NewExport(&whole, "law.example/audit/frm_1")
	if err != nil {
		f.Fatal(err)
	}
	s := &list{}
	var tree seal.Tree
	for i := range 3 {
		text, salt := []byte(`{"n":`+strconv.Itoa(i)+`}`), bytes.Repeat([]byte{byte(i)}, seal.SaltSize)
		leaf := seal.Leaf(salt, text)
		if tree, err = seal.Append(f.Context(), s, []seal.Hash{leaf}); err != nil {
			f.Fatal(err)
		}
		s.size++
		if err := x.Entry(leaf, text, salt); err != nil {
			f.Fatal(err)
		}
	}
	note, err := signer.Checkpoint(tree)
	if err != nil {
		f.Fatal(err)
	}
	if err := x.Checkpoint(note); err != nil {
		f.Fatal(err)
	}
	proof, err := seal.ProveEntry(f.Context(), s, seal.Entry{Index: 1, Record: []byte(`{"n":1}`), Salt: bytes.Repeat([]byte{1}, seal.SaltSize)}, note)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes())
	f.Add([]byte(proof))
	f.Add([]byte(""))
	f.Add([]byte("{}\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		err := record.VerifyFile(bytes.NewReader(file), signer.VerifierKey(), io.Discard, note)
		if err != nil || file[0] != '{' {
			return
		}
		for line := range bytes.Lines(file) {
			for _, sealed := range []string{`"index":0,`, `"index":1,`, `"index":2,`} {
				if bytes.Contains(line, []byte(sealed)) && bytes.Contains(line, []byte(`"entry"`)) && !bytes.Contains(whole.Bytes(), bytes.TrimSpace(line)) {
					t.Errorf("an entry that was never sealed is proved: %s", line)
				}
			}
		}
	})
}

// list keeps a log's hashes in memory.
type list struct {
	size   int64
	hashes []seal.Hash
}

func (l *list) Size(context.Context) (int64, error) { return l.size, nil }
func (l *list) Read(_ context.Context, numbers []int64) ([]seal.Hash, error) {
	out := make([]seal.Hash, len(numbers))
	for i, n := range numbers {
		out[i] = l.hashes[n]
	}
	return out, nil
}
func (l *list) Write(_ context.Context, _ int64, hashes []seal.Hash) error {
	l.hashes = append(l.hashes, hashes...)
	return nil
}
