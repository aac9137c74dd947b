package blob

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"strings"

	"filippo.io/age"
)

// Shelf is one firm's part of a Disk. Each file is its bytes followed by their
// SHA-256, encrypted together: so a file exchanged for another on the disk is
// noticed, and Walk knows hashes that names do not tell.
type Shelf struct {
	disk *Disk
	firm string
	key  key
}

var _ Store = (*Shelf)(nil)

// Put implements Store. Bytes that are there already are written again, which
// heals a damaged file and renews Kept.At.
func (s *Shelf) Put(ctx context.Context, r io.Reader) (Ref, error) {
	ref, err := s.put(ctx, r)
	if err != nil {
		return Ref{}, fmt.Errorf("keeping a file: %w", err)
	}
	return ref, nil
}

func (s *Shelf) put(ctx context.Context, r io.Reader) (Ref, error) {
	if s.disk.Room != nil {
		if err := s.disk.Room(); err != nil {
			return Ref{}, err
		}
	}
	f, temp, err := s.disk.temp(s.firm)
	if err != nil {
		return Ref{}, err
	}
	defer s.disk.root.Remove(temp) // gone already after a rename
	ref, err := s.encrypt(f, reader{ctx, r})
	if err := errors.Join(err, syncOnSuccess(f, err), f.Close()); err != nil {
		return Ref{}, explained(err)
	}
	if err := s.place(temp, s.path(ref.Sum)); err != nil {
		return Ref{}, explained(err)
	}
	return ref, nil
}

func syncOnSuccess(f *os.File, err error) error {
	if err != nil {
		return nil
	}
	return f.Sync()
}

// encrypt writes r and its hash to f as an age file.
func (s *Shelf) encrypt(f io.Writer, r io.Reader) (Ref, error) {
	sealed, err := age.Encrypt(f, s.key)
	if err != nil {
		return Ref{}, err
	}
	var h hash.Hash = sha256.New()
	size, err := io.Copy(io.MultiWriter(h, sealed), r)
	if err != nil {
		return Ref{}, err
	}
	ref := Ref{Sum: Sum(h.Sum(nil)), Size: size}
	if _, err := sealed.Write(ref.Sum[:]); err != nil {
		return Ref{}, err
	}
	return ref, sealed.Close()
}

// place gives a finished file its name, and makes the name last.
func (s *Shelf) place(temp, final string) error {
	folder := path.Dir(final)
	made, err := s.makeFolder(folder)
	if err != nil {
		return err
	}
	if err := s.disk.root.Rename(temp, final); err != nil {
		return err
	}
	for ; made && folder != "."; folder = path.Dir(folder) {
		if err := s.disk.syncFolder(folder); err != nil {
			return err
		}
	}
	return s.disk.syncFolder(path.Dir(final))
}

func (s *Shelf) makeFolder(folder string) (made bool, err error) {
	if _, err := s.disk.root.Stat(folder); err == nil {
		return false, nil
	}
	return true, s.disk.root.MkdirAll(folder, 0o700)
}

func (s *Shelf) path(sum Sum) string { return path.Join(s.firm, "files", s.key.name(sum)) }

// Open implements Store.
func (s *Shelf) Open(ctx context.Context, sum Sum) (io.ReadSeekCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, _, err := s.open(s.path(sum))
	if err != nil {
		return nil, fmt.Errorf("opening file %s: %w", sum, err)
	}
	if f.sum != sum {
		f.Close()
		return nil, fmt.Errorf("opening file %s: %w: another file lies in its place", sum, ErrDamaged)
	}
	return f, nil
}

// Delete implements Store.
func (s *Shelf) Delete(ctx context.Context, sum Sum) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	name := s.path(sum)
	if err := s.disk.root.Remove(name); err != nil {
		return fmt.Errorf("deleting file %s: %w", sum, explained(err))
	}
	return s.disk.syncFolder(path.Dir(name))
}

// Walk implements Store.
func (s *Shelf) Walk(ctx context.Context) iter.Seq2[Kept, error] {
	return func(yield func(Kept, error) bool) {
		top := path.Join(s.firm, "files")
		err := fs.WalkDir(s.disk.root.FS(), top, func(name string, e fs.DirEntry, err error) error {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if e.IsDir() {
				return nil
			}
			if !yield(s.found(name)) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			yield(Kept{}, fmt.Errorf("walking files: %w", err))
		}
	}
}

func (s *Shelf) found(name string) (Kept, error) {
	f, info, err := s.open(name)
	if err != nil {
		return Kept{}, fmt.Errorf("walking files: %s: %w", name, err)
	}
	defer f.Close()
	if !strings.HasSuffix(name, s.key.name(f.sum)) {
		return Kept{}, fmt.Errorf("walking files: %s: %w: it belongs under another name", name, ErrDamaged)
	}
	return Kept{Ref: Ref{Sum: f.sum, Size: f.Size()}, At: info.ModTime()}, nil
}

// file is an open file without the hash at its end.
type file struct {
	*io.SectionReader
	sum  Sum
	disk *os.File
}

func (f *file) Close() error { return f.disk.Close() }

func (f *file) Read(p []byte) (int, error) {
	n, err := f.SectionReader.Read(p)
	return n, damaged(err)
}

func (f *file) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.SectionReader.ReadAt(p, off)
	return n, damaged(err)
}

// damaged names the error of a read: behind an open file, only its content can
// be wrong.
func damaged(err error) error {
	if err == nil || err == io.EOF { // io.Reader's contract is EOF itself
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

func (s *Shelf) open(name string) (*file, fs.FileInfo, error) {
	f, err := s.disk.root.Open(name)
	if err != nil {
		return nil, nil, explained(err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	opened, err := s.decrypt(f, info.Size())
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return opened, info, nil
}

func (s *Shelf) decrypt(f *os.File, size int64) (*file, error) {
	plain, length, err := age.DecryptReaderAt(f, size, s.key)
	if err != nil {
		return nil, err
	}
	length -= sha256.Size
	if length < 0 {
		return nil, io.ErrUnexpectedEOF
	}
	opened := &file{SectionReader: io.NewSectionReader(plain, 0, length), disk: f}
	if n, err := plain.ReadAt(opened.sum[:], length); n < len(opened.sum) {
		return nil, fmt.Errorf("reading the hash at its end: %w", err)
	}
	return opened, nil
}
