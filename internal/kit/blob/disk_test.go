package blob

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestTidyRemovesWhatACrashLeft(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	d := disk(t, folder, ring(t))
	s := shelf(t, d, "firm_1")
	ref := put(t, s, []byte("kept"))
	left := filepath.Join(folder, "firm_1", "tmp", "left-by-a-crash")
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(left)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := d.Tidy(t.Context(), info.ModTime()); n != 0 || err != nil {
		t.Errorf("Tidy of a write still going on = %d, %v, want 0", n, err)
	}
	if n, err := d.Tidy(t.Context(), info.ModTime().Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("Tidy = %d, %v, want 1", n, err)
	}
	if err := Verify(t.Context(), s, ref.Sum); err != nil {
		t.Errorf("Verify of a kept file after Tidy: %v", err)
	}
}

func TestNoFirmLeavesTheFolder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	d := disk(t, filepath.Join(folder, "files"), ring(t))
	for _, firm := range []string{"", ".", "..", "../out", "/etc", "a/b", `a\b`, "a\x00b", "con:", strings.Repeat("x", 65)} {
		if _, err := d.Firm(firm); err == nil {
			t.Errorf("Firm(%q) succeeded, want an error", firm)
		}
		if err := d.Shred(firm); err == nil {
			t.Errorf("Shred(%q) succeeded, want an error", firm)
		}
	}
	outside := filepath.Join(folder, "outside")
	if err := os.Mkdir(outside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(folder, "files", "linked")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if _, err := d.Firm("linked"); err == nil {
		t.Error("Firm through a planted link succeeded, want an error")
	}
	if got := files(t, outside); len(got) != 0 {
		t.Errorf("written outside: %v, want nothing", got)
	}
}

func TestAFirmsKeyOutlivesRotationAndIsNeverReplaced(t *testing.T) {
	t.Parallel()
	folder, old := t.TempDir(), ring(t)
	ref := put(t, shelf(t, disk(t, folder, old), "firm_1"), []byte("kept"))
	rotated, err := old.Rotate(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	d := disk(t, folder, rotated)
	if err := Verify(t.Context(), shelf(t, d, "firm_1"), ref.Sum); err != nil {
		t.Errorf("Verify after rotation: %v", err)
	}
	if _, err := disk(t, folder, old).Firm("firm_1"); !errors.Is(err, ErrDamaged) {
		t.Errorf("the old ring still opens the firm's key: %v, want it sealed again by the new one", err)
	}
	if err := os.Remove(filepath.Join(folder, "firm_1", "key")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Firm("firm_1"); err == nil {
		t.Error("Firm made a new key beside old files, want an error")
	}
}

func TestProcessesStartingTogetherShareTheFirmsKey(t *testing.T) {
	t.Parallel()
	folder, keys := t.TempDir(), ring(t)
	var wg sync.WaitGroup
	refs := make([]Ref, 8)
	for i := range refs {
		d := disk(t, folder, keys)
		wg.Go(func() {
			s, err := d.Firm("firm_1")
			if err != nil {
				t.Errorf("Firm: %v", err)
				return
			}
			if refs[i], err = s.Put(t.Context(), bytes.NewReader([]byte{byte(i)})); err != nil {
				t.Errorf("Put: %v", err)
			}
		})
	}
	wg.Wait()
	s := shelf(t, disk(t, folder, keys), "firm_1")
	for i, ref := range refs {
		if err := Verify(t.Context(), s, ref.Sum); err != nil {
			t.Errorf("file %d: Verify: %v", i, err)
		}
	}
}

func TestAShreddedFirmIsGone(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	d := disk(t, folder, ring(t))
	put(t, shelf(t, d, "firm_1"), []byte("gone"))
	ref := put(t, shelf(t, d, "firm_2"), []byte("kept"))
	for range 2 { // safe to run twice
		if err := d.Shred("firm_1"); err != nil {
			t.Fatalf("Shred: %v", err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "firm_1")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the firm's folder: %v, want it gone", err)
	}
	if err := Verify(t.Context(), shelf(t, d, "firm_2"), ref.Sum); err != nil {
		t.Errorf("the other firm's file: %v, want it kept", err)
	}
}
