package blob

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"candor/internal/kit/secret"
)

func ring(t testing.TB) *secret.Keys {
	t.Helper()
	k, err := secret.NewKeys(rand.Reader)
	if err != nil {
		t.Fatalf("NewKeys: %v", err)
	}
	return k
}

func disk(t testing.TB, folder string, keys *secret.Keys) *Disk {
	t.Helper()
	d, err := OpenDisk(folder, keys)
	if err != nil {
		t.Fatalf("OpenDisk: %v", err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func shelf(t testing.TB, d *Disk, firm string) *Shelf {
	t.Helper()
	s, err := d.Firm(firm)
	if err != nil {
		t.Fatalf("Firm(%q): %v", firm, err)
	}
	return s
}

func put(t testing.TB, s Store, content []byte) Ref {
	t.Helper()
	ref, err := s.Put(t.Context(), bytes.NewReader(content))
	if err != nil {
		t.Fatalf("Put: %v", err)
	}
	return ref
}

// files lists every file under the folder.
func files(t testing.TB, folder string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatalf("listing %s: %v", folder, err)
	}
	return names
}

func TestAFileOfAnySizeIsReadBack(t *testing.T) {
	t.Parallel()
	s := shelf(t, disk(t, t.TempDir(), ring(t)), "firm_1")
	for _, size := range []int{0, 1, 31, 32, 33, 64<<10 - 33, 64<<10 - 32, 64 << 10, 64<<10 + 1, 1<<20 + 7} {
		content := bytes.Repeat([]byte("memorandum "), size/11+1)[:size]
		ref := put(t, s, content)
		if ref.Size != int64(size) || ref.Sum != sha256.Sum256(content) {
			t.Errorf("size %d: Put = %+v, want its size and SHA-256", size, ref)
		}
		f, err := s.Open(t.Context(), ref.Sum)
		if err != nil {
			t.Fatalf("size %d: Open: %v", size, err)
		}
		if size < 100 { // it reads byte by byte, too slow for long files
			err = iotest.TestReader(f, content)
		} else if got, readErr := io.ReadAll(f); readErr != nil || !bytes.Equal(got, content) {
			err = fmt.Errorf("read %d bytes, %v, want what was put", len(got), readErr)
		}
		if err != nil {
			t.Errorf("size %d: %v", size, err)
		}
		if err := f.Close(); err != nil {
			t.Errorf("size %d: Close: %v", size, err)
		}
		if err := Verify(t.Context(), s, ref.Sum); err != nil {
			t.Errorf("size %d: Verify: %v", size, err)
		}
	}
}

func TestTheEndOfALongFileIsReadWithoutTheRest(t *testing.T) {
	t.Parallel()
	s := shelf(t, disk(t, t.TempDir(), ring(t)), "firm_1")
	content := make([]byte, 1<<20)
	rand.Read(content)
	f, err := s.Open(t.Context(), put(t, s, content).Sum)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer f.Close()
	if at, err := f.Seek(-10, io.SeekEnd); err != nil || at != 1<<20-10 {
		t.Fatalf("Seek = %d, %v, want %d", at, err, 1<<20-10)
	}
	end, err := io.ReadAll(f)
	if err != nil || !bytes.Equal(end, content[1<<20-10:]) {
		t.Errorf("the last ten bytes = %x, %v, want %x", end, err, content[1<<20-10:])
	}
}

func TestTheSameBytesAreOneFile(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := shelf(t, disk(t, folder, ring(t)), "firm_1")
	a, b := put(t, s, []byte("the lease")), put(t, s, []byte("the lease"))
	if a != b {
		t.Errorf("refs %v and %v, want the same", a, b)
	}
	if got := len(files(t, filepath.Join(folder, "firm_1", "files"))); got != 1 {
		t.Errorf("%d files, want 1", got)
	}
}

func TestWalkFindsWhatIsKeptAndDeleteRemovesIt(t *testing.T) {
	t.Parallel()
	s := shelf(t, disk(t, t.TempDir(), ring(t)), "firm_1")
	want := map[Ref]bool{}
	for i := range 50 {
		want[put(t, s, bytes.Repeat([]byte("x"), i))] = true
	}
	for kept, err := range s.Walk(t.Context()) {
		if err != nil {
			t.Fatalf("Walk: %v", err)
		}
		if !want[kept.Ref] || kept.At.IsZero() {
			t.Errorf("Walk found %+v, want only what was put, with its time", kept)
		}
		delete(want, kept.Ref)
		if err := s.Delete(t.Context(), kept.Sum); err != nil {
			t.Errorf("Delete: %v", err)
		}
		if err := s.Delete(t.Context(), kept.Sum); !errors.Is(err, ErrNotFound) {
			t.Errorf("Delete again = %v, want ErrNotFound", err)
		}
		if _, err := s.Open(t.Context(), kept.Sum); !errors.Is(err, ErrNotFound) {
			t.Errorf("Open after Delete = %v, want ErrNotFound", err)
		}
	}
	if len(want) != 0 {
		t.Errorf("Walk missed %d files, want all 50", len(want))
	}
	for range s.Walk(t.Context()) {
		t.Error("Walk finds a file, want none left")
	}
}

func TestAWalkCanStopEarly(t *testing.T) {
	t.Parallel()
	s := shelf(t, disk(t, t.TempDir(), ring(t)), "firm_1")
	put(t, s, []byte("one"))
	put(t, s, []byte("two"))
	n := 0
	for range s.Walk(t.Context()) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d files seen, want 1", n)
	}
}

func TestAFailedOrAbandonedPutLeavesNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := shelf(t, disk(t, folder, ring(t)), "firm_1")
	broken := io.MultiReader(strings.NewReader("half a file"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := s.Put(t.Context(), broken); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("Put of a broken upload = %v, want its own error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, strings.NewReader("a file")); !errors.Is(err, context.Canceled) {
		t.Errorf("Put after giving up = %v, want context.Canceled", err)
	}
	if got := files(t, folder); len(got) != 1 || filepath.Base(got[0]) != "key" {
		t.Errorf("files = %v, want only the key", got)
	}
}

func TestHashesAreReadStrictly(t *testing.T) {
	t.Parallel()
	good := Sum(sha256.Sum256([]byte("x"))).String()
	if s, err := ParseSum(good); err != nil || s.String() != good {
		t.Errorf("ParseSum(%q) = %v, %v, want it back", good, s, err)
	}
	for _, bad := range []string{"", good[:63], good + "0", strings.ToUpper(good), "../" + good[3:], good[:63] + "g"} {
		if _, err := ParseSum(bad); !errors.Is(err, ErrSum) {
			t.Errorf("ParseSum(%q) = %v, want ErrSum", bad, err)
		}
	}
}

func FuzzParseSum(f *testing.F) {
	f.Add(Sum{}.String())
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := ParseSum(text); err == nil && s.String() != text {
			t.Errorf("ParseSum(%q) = %s, want the same text", text, s)
		}
	})
}

func BenchmarkPutLetter(b *testing.B) {
	s := shelf(b, disk(b, b.TempDir(), ring(b)), "firm_1")
	content := make([]byte, 8<<10)
	for b.Loop() {
		rand.Read(content[:16])
		put(b, s, content)
	}
}

func BenchmarkReadMegabytes(b *testing.B) {
	s := shelf(b, disk(b, b.TempDir(), ring(b)), "firm_1")
	content := make([]byte, 8<<20)
	ref := put(b, s, content)
	b.SetBytes(8 << 20)
	for b.Loop() {
		if err := Verify(b.Context(), s, ref.Sum); err != nil {
			b.Fatal(err)
		}
	}
}
