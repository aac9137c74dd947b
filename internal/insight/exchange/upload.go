package exchange

import (
	"bufio"
	"context"
	"io"
	"path"
	"slices"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
)

// Upload keeps a file as it came and looks at its head. Nothing is brought in.
//
// Returns Invalid if the file can't be of the kind.
func (s *Service) Upload(ctx context.Context, who actor.Actor, k Kind, name string, r io.Reader) (b Batch, err error) {
	return s.upload(ctx, who, k, name, r, false)
}

// upload is Upload. From the command line (here), a file whose import was cut
// off is not taken in again: that import goes on.
func (s *Service) upload(ctx context.Context, who actor.Actor, k Kind, name string, r io.Reader, here bool) (b Batch, err error) {
	if err := access.Allow(who, Importing); err != nil {
		return b, err
	}
	if !slices.Contains(Kinds(), k) {
		return b, errs.New(errs.Invalid, "Choose what the file holds.")
	}
	in := bufio.NewReaderSize(r, 64<<10)
	head, _ := in.Peek(4096) // an unreadable file fails again on keeping it
	if err := suits(k, head); err != nil {
		return b, err
	}
	shelf, err := s.files.Firm(who.Firm)
	if err != nil {
		return b, err
	}
	ref, err := shelf.Put(ctx, in)
	if err != nil {
		return b, err
	}
	b = Batch{
		FirmID: who.Firm, ID: ID(id.New("imp")), Kind: k, Name: fileName(name), Sum: ref.Sum.String(), Size: ref.Size, State: Uploaded,
		Options: Options{Dates: MonthFirst, Doubles: SkipThem}, CreatedBy: who.ID, CreatedName: who.Name,
	}
	if k.Table() {
		if err := s.describe(ctx, &b); err != nil {
			return b, err
		}
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if here {
			cut, err := unfinished(ctx, tx, b)
			if err != nil {
				return err
			}
			if len(cut) > 0 {
				b = cut[0]
				return tx.Record("import.resumed", b.About(), map[string]any{"state": b.State})
			}
		}
		b.CreatedAt = tx.Now
		if err := b.guess(ctx, tx); err != nil {
			return err
		}
		if !k.Table() {
			if err := b.to(Checking, tx.Now, Uploaded); err != nil {
				return err
			}
		}
		if err := tx.Insert(ctx, &b); err != nil {
			return err
		}
		if err := s.ask(ctx, tx, b, here); err != nil {
			return err
		}
		return tx.Record("import.uploaded", b.About(), map[string]any{"kind": k, "size": b.Size, "sha256": b.Sum})
	})
	return b, err
}

// fileName is a file's own name, without the folder it was in.
func fileName(name string) string {
	name = contact.Neat(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if name == "." || name == "/" || name == "" {
		name = "file"
	}
	return strings.ToValidUTF8(name[:min(len(name), 200)], "")
}

func (s *Service) describe(ctx context.Context, b *Batch) error {
	f, err := s.open(ctx, *b)
	if err != nil {
		return err
	}
	defer f.Close()
	return b.look(f)
}

// guess gives the columns the meaning that they had before, or likely have.
func (b *Batch) guess(ctx context.Context, q db.Q) error {
	if !b.Kind.Table() {
		return nil
	}
	known, err := captions(ctx, q, b.Kind)
	if err != nil {
		return err
	}
	b.Mapping = b.Kind.Guess(b.Header, known)
	var dates []string
	for _, f := range b.Kind.Fields() {
		for i, key := range b.Mapping {
			if f.Date && f.Key == key {
				dates = append(dates, b.column(i)...)
			}
		}
	}
	b.Options.Dates = guessOrder(dates)
	return nil
}
