// Package blob keeps the bytes of documents, encrypted, under the hash of what they say.
//
// It promises that what Put reported is on the disk and survives a power cut,
// that a crash leaves no half-written file under any name, that a damaged,
// shortened or exchanged file is refused when opened, and that one firm's
// files are unreadable with another firm's key. Neither the text nor its hash
// can be learnt from the folder.
//
// It refuses to know what a file is about or who may see it: callers keep the
// reference in a row that has an owner. The same bytes put twice are one file,
// so a file may be deleted only when no row refers to it. Deleting removes the
// file, not the copies in backups; Shred makes those unreadable too, as long
// as the firm's key is not in the same backup.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"
)

var (
	// ErrNotFound means there is no file of that hash.
	ErrNotFound = errors.New("no such file")
	// ErrFull means the disk or its quota is full; nothing was kept.
	ErrFull = errors.New("no room left for files")
	// ErrDamaged means a file is not what was put under its name.
	ErrDamaged = errors.New("file is damaged")
	// ErrSum means a text is not the hash of a file.
	ErrSum = errors.New("not the hash of a file")
)

// Sum is the SHA-256 of a file's bytes, and its name.
type Sum [sha256.Size]byte

// ParseSum reads a hash written by String. It returns ErrSum.
func ParseSum(text string) (Sum, error) {
	var s Sum
	if err := s.UnmarshalText([]byte(text)); err != nil {
		return Sum{}, err
	}
	return s, nil
}

// String is the hash in lower-case hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// MarshalText writes the hash as String does.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote, and nothing else. It returns ErrSum.
func (s *Sum) UnmarshalText(text []byte) error {
	var read Sum
	if len(text) != 2*len(read) {
		return ErrSum
	}
	if _, err := hex.Decode(read[:], text); err != nil || read.String() != string(text) {
		return ErrSum
	}
	*s = read
	return nil
}

// Ref is what a row remembers of its file.
type Ref struct {
	Sum  Sum   `json:"sha256"`
	Size int64 `json:"size"`
}

// Kept is a file found by Walk.
type Kept struct {
	Ref
	At time.Time // when it was last put
}

// Store keeps one firm's files. Disk is the one we have; one over object
// storage can stand in its place.
type Store interface {
	// Put keeps all that r gives, or nothing. It returns ErrFull, r's own
	// error, or the context's.
	Put(ctx context.Context, r io.Reader) (Ref, error)
	// Open returns the file for reading from anywhere in it. It returns
	// ErrNotFound or ErrDamaged; reading may also return ErrDamaged.
	Open(ctx context.Context, sum Sum) (io.ReadSeekCloser, error)
	// Delete removes the file. It returns ErrNotFound.
	Delete(ctx context.Context, sum Sum) error
	// Walk goes through all files in no promised order. A damaged one is
	// yielded as an error, and the walk goes on.
	Walk(ctx context.Context) iter.Seq2[Kept, error]
}

// Verify reads the whole file and compares it with its name. It returns
// ErrNotFound or ErrDamaged.
func Verify(ctx context.Context, s Store, sum Sum) error {
	f, err := s.Open(ctx, sum)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, reader{ctx, f}); err != nil {
		return fmt.Errorf("verifying file %s: %w", sum, err)
	}
	if Sum(h.Sum(nil)) != sum {
		return fmt.Errorf("verifying file %s: %w", sum, ErrDamaged)
	}
	return nil
}

// reader stops reading when its context ends.
type reader struct {
	ctx context.Context // lives as long as one call
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
