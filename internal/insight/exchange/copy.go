package exchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/sheet"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
)

func isMissing(err error) bool { return errors.Is(err, blob.ErrNotFound) }

// format is what a manifest calls the shape of a copy; it changes only when a
// reader of the old shape could not read the new.
const format = "candor-export/1"

// manifest tells what a copy holds, with the hash of every file in it.
type manifest struct {
	Format string           `json:"format"`
	Scope  Scope            `json:"scope"`
	Of     string           `json:"of,omitempty"`
	At     string           `json:"at"`
	By     string           `json:"by"`
	Counts map[string]int64 `json:"counts"`
	Files  []entry          `json:"files"`
}

const readMe = `This is a copy of records kept in Candor.

contacts/   everyone in it: JSON, CSV for spreadsheets, and address cards (vCard 4.0)
matters/    the matters: JSON and CSV
tasks/      who does what: JSON and CSV
timeline/   every contact with the clients: JSON and CSV
mail/       each message as it came, byte for byte (EML), named by its entry
files/      what was attached to entries that are no messages
photos/     faces
manifest.json lists every file here with its SHA-256

It holds what the person who asked for it may see. Dates are ISO 8601, times
RFC 3339 in UTC, telephone numbers E.164, all text UTF-8. In CSV files, a mark
(') stands before what a spreadsheet would take for a formula.
`

// writeExport writes the copy.
func (s *Service) writeExport(ctx context.Context, who actor.Actor, e *Export, w io.Writer) error {
	c := &copier{s: s, who: who, e: e, a: newArchive(w), counts: map[string]int64{}, seen: map[contact.ID]bool{}}
	steps := []func(context.Context) error{c.begin, c.matters, c.entries, c.todo, c.contacts, c.originals, c.end}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return fmt.Errorf("writing export %s: %w", e.ID, err)
		}
	}
	e.Counts = c.counts
	return nil
}

// copier writes one copy, table by table. It goes through the lists more than
// once rather than hold them: a firm is larger than memory.
type copier struct {
	s      *Service
	who    actor.Actor
	e      *Export
	a      *archive
	counts map[string]int64
	seen   map[contact.ID]bool // who is in it, for a copy of less than the firm
}

func (c *copier) begin(context.Context) error {
	return c.a.file("README.txt", strings.NewReader(readMe))
}

// record is one line of a table: as JSON and as cells.
type record struct {
	json  any
	cells []string
}

// table writes a list as JSON, one record a line, and as CSV.
func (c *copier) table(name string, captions []string, walk func(each func(record) error) error) error {
	w, err := c.a.add(name + ".json")
	if err != nil {
		return err
	}
	n := int64(0)
	err = walk(func(r record) error {
		b, err := json.Marshal(r.json)
		if err != nil {
			return err
		}
		before := ",\n"
		if n == 0 {
			before = "[\n"
		}
		n++
		_, err = io.WriteString(w, before+string(b))
		return err
	})
	if err != nil {
		return err
	}
	end := "\n]\n"
	if n == 0 {
		end = "[]\n"
	}
	if _, err := io.WriteString(w, end); err != nil {
		return err
	}
	c.counts[path.Base(name)] = n
	return errors.Join(w.Close(), c.spreadsheet(name+".csv", captions, walk))
}

func (c *copier) spreadsheet(name string, captions []string, walk func(each func(record) error) error) error {
	w, err := c.a.add(name)
	if err != nil {
		return err
	}
	rows := sheet.NewWriter(w)
	if err := rows.Write(captions...); err != nil {
		return err
	}
	if err := walk(func(r record) error { return rows.Write(r.cells...) }); err != nil {
		return err
	}
	return errors.Join(rows.Flush(), w.Close())
}

// originals adds messages, attachments and photos as they are kept.
func (c *copier) originals(ctx context.Context) error {
	err := c.everyEntry(ctx, func(d timeline.Detail) error {
		if d.RawSum != "" {
			raw, err := c.s.timeline.Raw(ctx, c.who, d.Entry)
			if err := c.add(raw, err, "mail", "mail/"+string(d.ID)+".eml"); err != nil {
				return err
			}
		}
		for _, f := range d.Files {
			if f.Raw {
				continue // it lies within the message
			}
			if err := c.blob(ctx, "files", "files/"+f.ID+"/"+plainFile(f.Name), f.Sum); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.everyone(ctx, func(card contact.Card) error {
		if card.Photo == "" {
			return nil
		}
		return c.blob(ctx, "photos", "photos/"+string(card.ID)+".jpg", card.Photo)
	})
}

// plainFile keeps a name from leading out of its folder.
func plainFile(name string) string {
	name = path.Base(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name))
	if name == "." || name == ".." || name == "/" {
		return "file"
	}
	return name
}

// blob adds a file of the firm's.
func (c *copier) blob(ctx context.Context, kind, name, hash string) error {
	sum, err := blob.ParseSum(hash)
	if err != nil {
		return err
	}
	shelf, err := c.s.files.Firm(c.who.Firm)
	if err != nil {
		return err
	}
	f, err := shelf.Open(ctx, sum)
	return c.add(f, err, kind, name)
}

// add adds an opened file. One that is missing is counted, so that the rest can
// still be had.
func (c *copier) add(f io.ReadCloser, err error, kind, name string) error {
	if isMissing(err) {
		c.counts["missing"]++
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	c.counts[kind]++
	return c.a.file(name, f)
}

func (c *copier) end(context.Context) error {
	b, err := json.MarshalIndent(manifest{
		Format: format, Scope: c.e.Scope, Of: c.e.Label, At: stamp(c.e.CreatedAt), By: c.e.CreatedName, Counts: c.counts, Files: c.a.entries,
	}, "", "  ")
	if err != nil {
		return err
	}
	if err := c.a.file("manifest.json", strings.NewReader(string(b)+"\n")); err != nil {
		return err
	}
	return c.a.zip.Close()
}
