package secret

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// KeyFile is the key ring's name inside the data folder.
const KeyFile = "candor.keys"

// OpenKeys loads the ring from the folder, making one on the first run. Of
// several processes starting at once, one makes the ring and all load it.
func OpenKeys(folder string, random io.Reader) (*Keys, error) {
	k, err := LoadKeys(folder)
	if !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	fresh, err := NewKeys(random)
	if err != nil {
		return nil, err
	}
	err = writeKeys(folder, fresh, os.Link) // Link refuses to replace a ring made meanwhile
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("making the key file: %w", err)
	}
	return LoadKeys(folder)
}

// LoadKeys reads the ring from the folder. It returns fs.ErrNotExist when there
// is none, and ErrKeys when others than its owner may read it.
func LoadKeys(folder string) (*Keys, error) {
	path := filepath.Join(folder, KeyFile)
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("loading keys: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("loading keys: %w: %s is readable by others (mode %04o, want 0400)",
			ErrKeys, path, info.Mode().Perm())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("loading keys: %w", err)
	}
	k, err := ParseKeys(string(text))
	if err != nil {
		return nil, fmt.Errorf("loading keys from %s: %w", path, err)
	}
	return k, nil
}

// Save replaces the folder's ring, as after Rotate. A crash leaves either the
// old ring or the new one.
func (k *Keys) Save(folder string) error {
	if err := writeKeys(folder, k, os.Rename); err != nil {
		return fmt.Errorf("saving keys: %w", err)
	}
	return nil
}

// writeKeys writes the ring beside its final name and then puts it there.
func writeKeys(folder string, k *Keys, put func(from, to string) error) error {
	f, err := os.CreateTemp(folder, ".keys-*") // made readable by its owner only
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if _, err := f.WriteString(k.Reveal()); err != nil {
		return err
	}
	if err := f.Chmod(0o400); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := put(f.Name(), filepath.Join(folder, KeyFile)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// syncFolder makes a new name survive a power cut; without it only the file's
// content would.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil // Windows has no such call; NTFS journals names
	}
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
