package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"filippo.io/age"

	"candor/internal/kit/blob"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// ErrDamaged says that a backup is not what was written.
var ErrDamaged = errors.New("the backup is damaged")

// Verify reads a backup to its end and compares every table and file with what
// its manifest says. It needs no database.
//
// Returns ErrDamaged.
func Verify(ctx context.Context, r io.Reader, with ...age.Identity) (Manifest, error) {
	return unpack(ctx, r, with, nothing{})
}

// Restore puts a backup into a database that holds no firm yet, of either
// kind, and its files among files. All of it is compared with the manifest,
// as it is read and once more as it stands in the database, before it is kept.
//
// Returns Conflict if the database holds a firm or is of another version,
// ErrDamaged if the backup is not what was written.
func Restore(ctx context.Context, d *db.DB, files *blob.Disk, r io.Reader, with ...age.Identity) (m Manifest, err error) {
	err = restoring(ctx, d, func(in *intake) error {
		in.files = files
		if m, err = unpack(ctx, r, with, in); err != nil {
			return err
		}
		return in.compare(ctx, m)
	})
	if err != nil {
		return m, fmt.Errorf("restoring: %w", err)
	}
	return m, findable(ctx, d)
}

// taker is given the parts of a backup in order.
type taker interface {
	// begin is told what the backup is of.
	begin(ctx context.Context, m Manifest) error
	// rows is given lines of a table, firm by firm.
	rows(ctx context.Context, table string, lines [][]byte) error
	// file is given a firm's file.
	file(ctx context.Context, firm string, r io.Reader) error
}

// nothing takes nothing: the backup is only read.
type nothing struct{}

func (nothing) begin(context.Context, Manifest) error        { return nil }
func (nothing) rows(context.Context, string, [][]byte) error { return nil }
func (nothing) file(_ context.Context, _ string, r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	return err
}

func unpack(ctx context.Context, r io.Reader, with []age.Identity, to taker) (m Manifest, err error) {
	in := bufio.NewReaderSize(r, 64<<10)
	if head, _ := in.Peek(len("age-encryption.org/")); string(head) == "age-encryption.org/" {
		plain, err := age.Decrypt(in, with...)
		if err != nil {
			return m, errs.New(errs.Invalid, "This backup doesn't open with what you gave.").Because(err)
		}
		in = bufio.NewReaderSize(plain, 64<<10)
	}
	packed, err := gzip.NewReader(in)
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	u := &unpacker{tar: tar.NewReader(packed), to: to, sums: map[string]hash.Hash{}, counts: map[string]int64{}}
	for {
		h, err := u.tar.Next()
		if errors.Is(err, io.EOF) {
			return u.end, u.done()
		}
		if err != nil {
			return m, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if err := u.part(ctx, h.Name); err != nil {
			return m, err
		}
	}
}

// unpacker reads the parts of a backup and counts what it saw.
type unpacker struct {
	tar    *tar.Reader
	to     taker
	head   Manifest
	end    Manifest
	sums   map[string]hash.Hash
	counts map[string]int64
	files  int64
	bytes  int64
}

func (u *unpacker) part(ctx context.Context, name string) error {
	folder, rest, _ := strings.Cut(name, "/")
	switch folder {
	case "candor-backup.json":
		if err := u.json(&u.head); err != nil {
			return err
		}
		return u.to.begin(ctx, u.head)
	case "manifest.json":
		return u.json(&u.end)
	case "rows":
		table, _, _ := strings.Cut(rest, "/")
		return u.rows(ctx, table)
	case "files":
		firm, sum, _ := strings.Cut(rest, "/")
		return u.file(ctx, firm, sum)
	}
	return fmt.Errorf("%w: it holds %q, which no backup does", ErrDamaged, name)
}

func (u *unpacker) json(m *Manifest) error {
	if err := json.NewDecoder(u.tar).Decode(m); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if m.Format != format {
		return errs.New(errs.Invalid, "This is no backup that this Candor can read.")
	}
	return nil
}

func (u *unpacker) rows(ctx context.Context, table string) error {
	if u.sums[table] == nil {
		u.sums[table] = sha256.New()
	}
	b, err := io.ReadAll(io.LimitReader(u.tar, 1<<30))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	u.sums[table].Write(b)
	lines := bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n"))
	u.counts[table] += int64(len(lines))
	return u.to.rows(ctx, table, lines)
}

func (u *unpacker) file(ctx context.Context, firm, sum string) error {
	h := sha256.New()
	n := &counting{w: h}
	if err := u.to.file(ctx, firm, io.TeeReader(careful{u.tar}, n)); err != nil {
		return err
	}
	if hexOf(h.Sum(nil)) != sum {
		return fmt.Errorf("%w: file %s", ErrDamaged, sum)
	}
	u.files++
	u.bytes += n.n
	return nil
}

// careful names the error of a read: behind an open backup, only its content
// can be wrong.
type careful struct{ r io.Reader }

func (c careful) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return n, err
}

type counting struct {
	w io.Writer
	n int64
}

func (c *counting) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return c.w.Write(p)
}

// done compares what was seen with what the manifest says.
func (u *unpacker) done() error {
	if u.end.Format == "" {
		return fmt.Errorf("%w: it breaks off before its end", ErrDamaged)
	}
	for _, t := range u.end.Tables {
		sum := sha256.New()
		if s := u.sums[t.Name]; s != nil {
			sum = s
		}
		if u.counts[t.Name] != t.Rows || hexOf(sum.Sum(nil)) != t.SHA256 {
			return fmt.Errorf("%w: table %s", ErrDamaged, t.Name)
		}
	}
	if u.files != u.end.Files || u.bytes != u.end.Bytes || len(u.counts) > len(u.end.Tables) {
		return fmt.Errorf("%w: it holds more or fewer files than it says", ErrDamaged)
	}
	return nil
}
