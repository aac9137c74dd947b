package blob

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strings"
	"syscall"
	"time"

	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// Disk keeps the files of all firms in a folder:
//
//	<firm>/key              the firm's key, sealed by the key ring
//	<firm>/files/ab/cd/…    one age file each, named by a keyed hash
//	<firm>/tmp/             what is being written
type Disk struct {
	root *os.Root // every path stays inside, whatever links somebody plants
	keys *secret.Keys

	// Room, if set, is asked before a file is kept, and may refuse: the last of
	// a disk is for others.
	Room func() error
}

// OpenDisk opens the folder, making it when missing.
func OpenDisk(folder string, keys *secret.Keys) (*Disk, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("opening the files folder: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("opening the files folder: %w", err)
	}
	return &Disk{root: root, keys: keys}, nil
}

// Close gives up the folder. Files already open stay open.
func (d *Disk) Close() error { return d.root.Close() }

// Firm returns the firm's files, making its key on first use. It fails when
// files are there and their key is not.
func (d *Disk) Firm(firm string) (*Shelf, error) {
	if !plainName(firm) {
		return nil, fmt.Errorf("opening a firm's files: %q is not a firm's id", firm)
	}
	key, err := d.firmKey(firm)
	if err != nil {
		return nil, fmt.Errorf("opening the files of %s: %w", firm, err)
	}
	return &Shelf{disk: d, firm: firm, key: key}, nil
}

// Shred makes a firm's files unreadable for ever by destroying its key, and
// then removes them.
func (d *Disk) Shred(firm string) error {
	if !plainName(firm) {
		return fmt.Errorf("shredding a firm's files: %q is not a firm's id", firm)
	}
	if err := d.root.Remove(path.Join(firm, "key")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("shredding the files of %s: %w", firm, err)
	}
	if err := d.root.RemoveAll(firm); err != nil {
		return fmt.Errorf("shredding the files of %s: %w", firm, err)
	}
	return d.syncFolder(".")
}

// Tidy removes what writes that began before the given time left behind when
// they were killed, and says how many. It is for a job: a write still going on
// must be younger.
func (d *Disk) Tidy(ctx context.Context, before time.Time) (int, error) {
	left, err := fs.Glob(d.root.FS(), "*/tmp/*")
	if err != nil {
		return 0, fmt.Errorf("tidying files: %w", err)
	}
	removed := 0
	for _, name := range left {
		if err := ctx.Err(); err != nil {
			return removed, err
		}
		info, err := d.root.Lstat(name)
		if err != nil || !info.ModTime().Before(before) {
			continue // gone, finished, or still being written
		}
		if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return removed, fmt.Errorf("tidying files: %w", err)
		}
		removed++
	}
	return removed, nil
}

// plainName allows what ids are made of, and nothing that means something to a
// file system.
func plainName(s string) bool {
	return s != "" && len(s) <= 64 && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-')
	}) < 0
}

// temp makes a file to be written in the firm's own tmp folder, on the same
// disk as its final place.
func (d *Disk) temp(firm string) (*os.File, string, error) {
	folder := path.Join(firm, "tmp")
	if err := d.root.MkdirAll(folder, 0o700); err != nil {
		return nil, "", explained(err)
	}
	name := path.Join(folder, secret.NewToken().Reveal())
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, "", explained(err)
	}
	return f, name, nil
}

// syncFolder makes new and removed names survive a power cut.
func (d *Disk) syncFolder(name string) error {
	if runtime.GOOS == "windows" {
		return nil // Windows has no such call; NTFS journals names
	}
	f, err := d.root.Open(name)
	if err != nil {
		return explained(err)
	}
	return explained(errors.Join(f.Sync(), f.Close()))
}

// explained turns what the operating system says into what our callers can act on.
func explained(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return full(err)
	}
	return err
}

// full says in words that nothing was kept. It is also ErrFull.
func full(err error) error {
	return errs.New(errs.NoRoom, "The disk is full. Nothing was lost; your administrator must make room.").Because(fmt.Errorf("%w: %w", ErrFull, err))
}
