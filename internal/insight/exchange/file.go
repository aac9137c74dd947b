package exchange

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

// ImportFile brings in a file, or a folder of mail, from the machine's own
// disk, at once and to the end. Columns get the meaning that they had before
// or likely have.
//
// Returns the import as it ended; Invalid if a column is missing that every
// row needs.
func (s *Service) ImportFile(ctx context.Context, who actor.Actor, k Kind, path string) (b Batch, err error) {
	f, err := fromDisk(path)
	if err != nil {
		return b, err
	}
	defer f.Close()
	if b, err = s.upload(ctx, who, k, filepath.Base(path), f, true); err != nil {
		return b, err
	}
	if b.State == Uploaded {
		b, err = s.advance(ctx, who, b.ID, "import.mapped", Importing, true, func(_ context.Context, tx *db.Tx, b *Batch) error {
			if err := b.mapped(b.Mapping, b.Options); err != nil {
				return err
			}
			return b.to(Checking, tx.Now, Uploaded)
		})
		if err != nil {
			return b, err
		}
	}
	if b, err = s.finishHere(ctx, who, b.ID); err != nil || b.State != Checked {
		return b, err
	}
	if !b.Worth() {
		return b, nil // all of it is here already, or none of it can be used
	}
	b, err = s.advance(ctx, who, b.ID, "import.started", Importing, true, func(ctx context.Context, tx *db.Tx, b *Batch) error {
		return b.run(ctx, tx)
	})
	if err != nil {
		return b, err
	}
	return s.finishHere(ctx, who, b.ID)
}

// finishHere works on an import until it rests.
func (s *Service) finishHere(ctx context.Context, who actor.Actor, batch ID) (b Batch, err error) {
	for {
		if err := s.work(ctx, actor.ForJob(who.Firm, work{}.Kind()), batch); err != nil {
			return b, err
		}
		if b, _, err = s.Get(ctx, who, batch); err != nil || !b.State.Busy() {
			return b, err
		}
	}
}

// fromDisk opens a file. A folder, such as a Maildir, is read as one archive,
// so that its original can be kept as one.
func fromDisk(path string) (io.ReadCloser, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return os.Open(path) //nolint:gosec // whoever runs the command names the file
	}
	return asReader(func(w io.Writer) error { return zipFolder(w, os.DirFS(path)) }), nil
}

// zipFolder writes the files of a folder as an archive, in the order of their
// names and without the time of day, so that the same folder is the same
// archive. Links are left out: they may lead out of it.
func zipFolder(w io.Writer, folder fs.FS) error {
	z := newArchive(w)
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := folder.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return z.file(name, f)
	})
	return errors.Join(err, z.zip.Close())
}
