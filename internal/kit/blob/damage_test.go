package blob

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestNeitherTextNorHashNorNameIsInTheFolder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := shelf(t, disk(t, folder, ring(t)), "firm_1")
	content := []byte("PRIVILEGED: settlement floor is $250,000")
	ref := put(t, s, content)
	for _, name := range files(t, folder) {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, content[:10]) || bytes.Contains(raw, ref.Sum[:]) || strings.Contains(name, ref.Sum.String()) {
			t.Errorf("%s tells what it holds, want nothing readable", name)
		}
	}
}

func TestOneFirmDoesNotSeeAnothersFiles(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	d := disk(t, folder, ring(t))
	one, two := shelf(t, d, "firm_1"), shelf(t, d, "firm_2")
	ref := put(t, one, []byte("the lease"))
	if _, err := two.Open(t.Context(), ref.Sum); !errors.Is(err, ErrNotFound) {
		t.Errorf("Open by another firm = %v, want ErrNotFound", err)
	}
	// Even a copy carried over by hand, key and all, does not open.
	from, to := filepath.Join(folder, one.path(ref.Sum)), filepath.Join(folder, two.path(ref.Sum))
	copyFile(t, from, to)
	if _, err := two.Open(t.Context(), ref.Sum); !errors.Is(err, ErrDamaged) {
		t.Errorf("Open of a file carried over = %v, want ErrDamaged", err)
	}
	if err := os.Remove(filepath.Join(folder, "firm_2", "key")); err != nil {
		t.Fatal(err)
	}
	copyFile(t, filepath.Join(folder, "firm_1", "key"), filepath.Join(folder, "firm_2", "key"))
	if _, err := d.Firm("firm_2"); !errors.Is(err, ErrDamaged) {
		t.Errorf("Firm with another firm's key = %v, want ErrDamaged", err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAnyAlteredByteOrLengthIsFound(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := shelf(t, disk(t, folder, ring(t)), "firm_1")
	ref := put(t, s, []byte("The settlement was accepted on 3 March."))
	name := filepath.Join(folder, s.path(ref.Sum))
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 0x20
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Verify(t.Context(), s, ref.Sum); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d altered: Verify = %v, want ErrDamaged", i, err)
		}
		if err := os.WriteFile(name, whole[:i], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Verify(t.Context(), s, ref.Sum); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut to %d bytes: Verify = %v, want ErrDamaged", i, err)
		}
	}
	put(t, s, []byte("The settlement was accepted on 3 March."))
	if err := Verify(t.Context(), s, ref.Sum); err != nil {
		t.Errorf("Verify after putting it again = %v, want it healed", err)
	}
}

func TestDamageInTheMiddleOfALongFileIsFoundWhenRead(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := shelf(t, disk(t, folder, ring(t)), "firm_1")
	ref := put(t, s, make([]byte, 1<<20))
	name := filepath.Join(folder, s.path(ref.Sum))
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 1
	if err := os.WriteFile(name, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := s.Open(t.Context(), ref.Sum)
	if err != nil {
		t.Fatalf("Open: %v, want the damage found only when it is read", err)
	}
	defer f.Close()
	if _, err := io.Copy(io.Discard, f); !errors.Is(err, ErrDamaged) {
		t.Errorf("reading = %v, want ErrDamaged", err)
	}
}

func TestFilesExchangedOnTheDiskAreFound(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := shelf(t, disk(t, folder, ring(t)), "firm_1")
	will, codicil := put(t, s, []byte("the will")), put(t, s, []byte("the codicil"))
	if err := os.Rename(filepath.Join(folder, s.path(codicil.Sum)), filepath.Join(folder, s.path(will.Sum))); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Open(t.Context(), will.Sum); !errors.Is(err, ErrDamaged) {
		t.Errorf("Open = %v, want ErrDamaged", err)
	}
	for _, err := range s.Walk(t.Context()) {
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("Walk = %v, want ErrDamaged", err)
		}
	}
}

func TestAFullDiskIsSaidAndLeavesNothing(t *testing.T) {
	t.Parallel()
	for _, cause := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if err := explained(&fs.PathError{Op: "write", Path: "x", Err: cause}); !errors.Is(err, ErrFull) {
			t.Errorf("explained(%v) = %v, want ErrFull", cause, err)
		}
	}
	folder := smallDisk(t)
	s := shelf(t, disk(t, folder, ring(t)), "firm_1")
	ref := put(t, s, []byte("fits"))
	if _, err := s.Put(t.Context(), bytes.NewReader(make([]byte, 4<<20))); !errors.Is(err, ErrFull) {
		t.Errorf("Put of 4 MB on a 1 MB disk = %v, want ErrFull", err)
	}
	if got := files(t, filepath.Join(folder, "firm_1", "tmp")); len(got) != 0 {
		t.Errorf("left behind %v, want nothing", got)
	}
	if err := Verify(t.Context(), s, ref.Sum); err != nil {
		t.Errorf("the file that fits: %v", err)
	}
	put(t, s, []byte("fits too"))
}
