package seal

import (
	"encoding/base64"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write golden files again")

func (s *sample) proof(t testing.TB, index, size int64) string {
	t.Helper()
	e := Entry{Index: index, Record: s.records[index], Salt: s.salts[index]}
	file, err := ProveEntry(t.Context(), s.store, e, s.signed(t, size))
	if err != nil {
		t.Fatalf("ProveEntry(%d of %d): %v", index, size, err)
	}
	return file
}

func TestEveryEntryIsProvedInEveryTree(t *testing.T) {
	t.Parallel()
	s := newSample(t, 33)
	v := verifier(t, s.signer)
	for size := int64(1); size <= 33; size++ {
		for i := range size {
			e, c, err := VerifyEntry(s.proof(t, i, size), v)
			if err != nil {
				t.Fatalf("entry %d of %d: VerifyEntry: %v", i, size, err)
			}
			if e.Index != i || string(e.Record) != string(s.records[i]) || c.Size != size || c.Origin != origin {
				t.Errorf("entry %d of %d: proved %+v under %+v", i, size, e, c)
			}
		}
	}
}

func TestAProofKeptForYearsIsStillRead(t *testing.T) {
	t.Parallel()
	s := newSample(t, 11)
	golden := filepath.Join("testdata", "entry.tlog-proof")
	if *update {
		if err := os.WriteFile(golden, []byte(s.proof(t, 6, 11)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.proof(t, 6, 11); got != string(want) {
		t.Errorf("ProveEntry = %s\nwant %s", got, want)
	}
	// This key is printed on paper somewhere; it must verify the file for ever.
	const key = "audit.smith.example/log+84aa420a+AU7qqt8TASDt45OWqVpIpGN34agVA7EWGndxFuVsnIF0"
	v, err := NewVerifier(key)
	if err != nil {
		t.Fatalf("NewVerifier: %v", err)
	}
	e, _, err := VerifyEntry(string(want), v)
	if err != nil || e.Index != 6 || string(e.Record) != string(s.records[6]) {
		t.Errorf("VerifyEntry = %d %s, %v, want entry 6", e.Index, e.Record, err)
	}
}

func TestNoByteOfAProofCanBeChanged(t *testing.T) {
	t.Parallel()
	s := newSample(t, 9)
	v := verifier(t, s.signer)
	file := s.proof(t, 4, 9)
	for i := range file {
		for _, flip := range []byte{1, 0x20} {
			bad := []byte(file)
			bad[i] ^= flip
			if e, _, err := VerifyEntry(string(bad), v); err == nil {
				t.Errorf("byte %d altered: VerifyEntry = %d %s, want an error", i, e.Index, e.Record)
			}
		}
		if _, _, err := VerifyEntry(file[:i], v); err == nil {
			t.Errorf("cut to %d bytes: VerifyEntry succeeded, want an error", i)
		}
	}
}

func TestAProofOfSomethingElseIsRefused(t *testing.T) {
	t.Parallel()
	s := newSample(t, 9)
	v := verifier(t, s.signer)
	a, b := s.proof(t, 4, 9), s.proof(t, 5, 9)
	lineOf := func(file string, n int) string { return strings.Split(file, "\n")[n] }
	swap := func(n int) string { return strings.Replace(a, lineOf(a, n), lineOf(b, n), 1) }
	zeroTail := strings.Replace(a, lineOf(a, 1), "extra "+base64.StdEncoding.EncodeToString([]byte(`{"entry":1,"salt":"AAAA"}`)), 1)
	for name, file := range map[string]string{
		"another's record": swap(1), "another's index": swap(2), "another's path": swap(3),
		"a short salt": zeroTail, "a path too long": strings.Replace(a, lineOf(a, 3), lineOf(a, 3)+"\n"+lineOf(a, 3), 1),
		"no path": strings.Replace(a, lineOf(a, 3)+"\n", "", 1), "an index below zero": strings.Replace(a, "index 4", "index -4", 1),
	} {
		if _, _, err := VerifyEntry(file, v); !errors.Is(err, ErrProof) {
			t.Errorf("%s: VerifyEntry = %v, want ErrProof", name, err)
		}
	}
	if _, _, err := VerifyEntry(a, verifier(t, signer(t, origin, 9))); !errors.Is(err, ErrForged) {
		t.Errorf("another key: VerifyEntry = %v, want ErrForged", err)
	}
}

func TestARecordThatWasChangedCannotBeProved(t *testing.T) {
	t.Parallel()
	s := newSample(t, 4)
	e := Entry{Index: 1, Record: s.records[2], Salt: s.salts[1]}
	if _, err := ProveEntry(t.Context(), s.store, e, s.signed(t, 4)); !errors.Is(err, ErrProof) {
		t.Errorf("ProveEntry = %v, want ErrProof", err)
	}
	e = Entry{Index: 3, Record: s.records[3], Salt: s.salts[3]}
	if _, err := ProveEntry(t.Context(), s.store, e, s.signed(t, 3)); err == nil {
		t.Error("ProveEntry under a checkpoint from before it succeeded, want an error")
	}
}

func TestALogOnlyGrows(t *testing.T) {
	t.Parallel()
	s := newSample(t, 40)
	rapid.Check(t, func(rt *rapid.T) {
		then := rapid.Int64Range(0, 40).Draw(rt, "then")
		now := rapid.Int64Range(then, 40).Draw(rt, "now")
		path, err := ProveGrowth(t.Context(), s.store, then, now)
		if err != nil {
			rt.Fatalf("ProveGrowth(%d, %d): %v", then, now, err)
		}
		path, err = ParseHashes(FormatHashes(path))
		if err != nil {
			rt.Fatalf("ParseHashes: %v", err)
		}
		a, b := s.opened(t, then), s.opened(t, now)
		if err := CheckGrowth(a, b, path); err != nil {
			rt.Fatalf("CheckGrowth(%d, %d): %v", then, now, err)
		}
		if then == now {
			return
		}
		if err := CheckGrowth(b, a, path); !errors.Is(err, ErrRolledBack) {
			rt.Fatalf("CheckGrowth backwards = %v, want ErrRolledBack", err)
		}
		if then > 0 {
			a.Root[0] ^= 1
			if err := CheckGrowth(a, b, path); !errors.Is(err, ErrRewritten) {
				rt.Fatalf("CheckGrowth from another past = %v, want ErrRewritten", err)
			}
		}
	})
}

func TestTwoHistoriesOfOneLengthAreFound(t *testing.T) {
	t.Parallel()
	a := newSample(t, 5).opened(t, 5)
	b := a
	b.Root[0] ^= 1
	if err := CheckGrowth(a, b, nil); !errors.Is(err, ErrRewritten) {
		t.Errorf("CheckGrowth = %v, want ErrRewritten", err)
	}
	b = a
	b.Origin = "audit.jones.example/log"
	if err := CheckGrowth(a, b, nil); !errors.Is(err, ErrProof) {
		t.Errorf("CheckGrowth of two logs = %v, want ErrProof", err)
	}
}

func FuzzVerifyEntry(f *testing.F) {
	s := newSample(f, 9)
	v := verifier(f, s.signer)
	file := s.proof(f, 4, 9)
	f.Add(file)
	f.Fuzz(func(t *testing.T, other string) {
		if e, _, err := VerifyEntry(other, v); err == nil && string(e.Record) != string(s.records[e.Index]) {
			t.Errorf("VerifyEntry proves %d %s, which was never sealed", e.Index, e.Record)
		}
	})
}

func FuzzParseHashes(f *testing.F) {
	f.Add(FormatHashes([]Hash{{}, {1}}))
	f.Fuzz(func(t *testing.T, text string) {
		if hashes, err := ParseHashes(text); err == nil && FormatHashes(hashes) != text {
			t.Errorf("ParseHashes(%q) writes %q, want the same", text, FormatHashes(hashes))
		}
	})
}

func FuzzOpenCheckpoint(f *testing.F) {
	s := newSample(f, 3)
	v := verifier(f, s.signer)
	f.Add(s.signed(f, 3))
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := v.Open(text); err == nil && c != s.opened(t, 3) {
			t.Errorf("Open = %+v, which was never signed", c)
		}
	})
}
