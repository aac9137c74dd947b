// Package backup copies every firm's records and files as they stand at one moment, and brings them back.
//
// A backup is taken while the program runs, and can be encrypted. It is
// restored into an empty database of either kind, and compared with what was
// written, table by table and file by file. The key ring is not in it: whoever
// finds a backup must not be able to open second factors with it.
package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"filippo.io/age"

	"candor/internal/kit/blob"
	"candor/internal/kit/db"
)

// format is what a backup calls its own shape; it changes only when a
// reader of the old shape could not read the new.
const format = "candor-backup/1"

// Manifest tells what a backup holds; it stands at its end.
type Manifest struct {
	Format   string    `json:"format"`
	At       time.Time `json:"at"`
	Schema   int64     `json:"schema"`   // the step that the database was at
	Database string    `json:"database"` // sqlite or postgres; it can be restored into either
	Firms    int64     `json:"firms"`
	Tables   []Table   `json:"tables"`
	Files    int64     `json:"files"`
	Bytes    int64     `json:"bytes"` // of the files
	Note     string    `json:"note"`
}

// Table tells what a backup holds of one table.
type Table struct {
	Name    string   `json:"name"`
	Columns []column `json:"columns"`
	Rows    int64    `json:"rows"`
	SHA256  string   `json:"sha256"` // of its rows, a line each
}

// column is a column of a table, and what sort of values it holds.
type column struct {
	Name string `json:"name"`
	Kind string `json:"kind"` // text, int, bool, time or bytes
}

// keysNote says what a backup leaves out on purpose: who finds it must not be
// able to open second factors with it.
const keysNote = "The key ring (the folder keys) is not in here. Without it, second factors must be set up anew. Jobs that waited and the words of the search index are not in here either; the index is made anew."

// Write writes all records and files of all firms, as they stand at one
// moment, while the program runs. With recipients it is encrypted for them
// (age); without, whoever holds it reads every client's file.
//
// A row is a line of JSON, so that a backup outlives the program that made it.
func Write(ctx context.Context, d *db.DB, files *blob.Disk, w io.Writer, to ...age.Recipient) (m Manifest, err error) {
	if len(to) > 0 {
		sealed, err := age.Encrypt(w, to...)
		if err != nil {
			return m, fmt.Errorf("encrypting a backup: %w", err)
		}
		m, err = write(ctx, d, files, sealed)
		return m, errors.Join(err, sealed.Close())
	}
	return write(ctx, d, files, w)
}

func write(ctx context.Context, d *db.DB, files *blob.Disk, w io.Writer) (m Manifest, err error) {
	packed := gzip.NewWriter(w)
	out := &packer{tar: tar.NewWriter(packed), at: d.Clock().Now()}
	m = Manifest{Format: format, At: out.at, Database: kindOfDatabase(d), Note: keysNote}
	err = snapshot(ctx, d, func(s *snap) error {
		if m.Schema, err = s.schema(ctx); err != nil {
			return err
		}
		firms, err := s.firms(ctx)
		if err != nil {
			return err
		}
		m.Firms = int64(len(firms))
		if err := out.json("candor-backup.json", m); err != nil {
			return err
		}
		if m.Tables, err = out.tables(ctx, s, firms); err != nil {
			return err
		}
		for _, firm := range firms {
			if err := out.files(ctx, files, firm, &m); err != nil {
				return err
			}
		}
		return out.json("manifest.json", m)
	})
	if err != nil {
		return m, fmt.Errorf("backing up: %w", err)
	}
	return m, errors.Join(out.tar.Close(), packed.Close())
}

func kindOfDatabase(d *db.DB) string {
	if d.Postgres() {
		return "postgres"
	}
	return "sqlite"
}

// packer writes the parts of a backup.
type packer struct {
	tar *tar.Writer
	at  time.Time
}

func (p *packer) entry(name string, size int64) error {
	return p.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: p.at, Typeflag: tar.TypeReg})
}

func (p *packer) json(name string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return p.bytes(name, append(b, '\n'))
}

func (p *packer) bytes(name string, b []byte) error {
	if err := p.entry(name, int64(len(b))); err != nil {
		return err
	}
	_, err := p.tar.Write(b)
	return err
}

// partSize is how much of a table is gathered before it is written: an archive
// must know the size of a part before its first byte.
const partSize = 4 << 20

// tables writes every table, those that others depend on first.
func (p *packer) tables(ctx context.Context, s *snap, firms []string) (out []Table, err error) {
	ts, err := s.tables(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range ts {
		part, buf := 0, []byte(nil)
		flush := func() error {
			if len(buf) == 0 {
				return nil
			}
			part++
			name := fmt.Sprintf("rows/%s/%06d.jsonl", t.Name, part)
			b := buf
			buf = buf[:0]
			return p.bytes(name, b)
		}
		done, err := s.walk(ctx, t, firms, func(line []byte) error {
			buf = append(append(buf, line...), '\n')
			if len(buf) >= partSize {
				return flush()
			}
			return nil
		})
		if err = errors.Join(err, flush()); err != nil {
			return nil, fmt.Errorf("table %s: %w", t.Name, err)
		}
		out = append(out, done)
	}
	return out, nil
}

// files writes a firm's files as they are, each under its hash.
func (p *packer) files(ctx context.Context, files *blob.Disk, firm string, m *Manifest) error {
	if files == nil {
		return nil
	}
	shelf, err := files.Firm(firm)
	if err != nil {
		return err
	}
	for kept, err := range shelf.Walk(ctx) {
		if err != nil {
			return err
		}
		f, err := shelf.Open(ctx, kept.Sum)
		if err != nil {
			return err
		}
		if err = p.entry("files/"+firm+"/"+kept.Sum.String(), kept.Size); err == nil {
			_, err = io.Copy(p.tar, f)
		}
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		m.Files++
		m.Bytes += kept.Size
	}
	return nil
}

func hexOf(sum []byte) string { return hex.EncodeToString(sum) }
