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
	"candor/internal/kit/db"
	"candor/internal/kit/sheet"
	"candor/internal/kit/vcard"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
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
	steps := []func(context.Context) error{c.begin, c.matters, c.entries, c.contacts, c.originals, c.end}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return fmt.Errorf("writing export %s: %w", e.ID, err)
		}
	}
	e.Counts = c.counts
	return nil
}

// copier writes one copy, table by table.
type copier struct {
	s      *Service
	who    actor.Actor
	e      *Export
	a      *archive
	counts map[string]int64
	seen   map[contact.ID]bool // who is in it, for a copy of less than the firm
	mail   []timeline.Entry    // whose originals are to be added
	files  []timeline.Attachment
	photos []contact.Contact
}

func (c *copier) begin(context.Context) error {
	return c.a.file("README.txt", strings.NewReader(readMe))
}

// pages reads a list to its end, each page in a reading of its own: a copy of a
// large firm must not hold the others up.
func pages[T any](ctx context.Context, c *copier, list func(ctx context.Context, q db.Q, p db.Page) ([]T, string, error), each func(T) error) error {
	p := db.Page{Limit: db.Most}
	for {
		var rows []T
		var next string
		err := c.s.db.Read(ctx, c.who, func(ctx context.Context, q db.Q) (err error) {
			rows, next, err = list(ctx, q, p)
			return err
		})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := each(r); err != nil {
				return err
			}
		}
		if next == "" {
			return nil
		}
		p.After = next
	}
}

// lines writes a list as JSON, one record a line, and as CSV, from the same
// reading: rows are kept aside until the first is finished, since an archive
// takes one file at a time.
type lines struct {
	json strings.Builder
	csv  strings.Builder
	rows *sheet.Writer
	n    int64
}

func newLines(captions ...string) (*lines, error) {
	l := &lines{}
	l.rows = sheet.NewWriter(&l.csv)
	return l, l.rows.Write(captions...)
}

func (l *lines) add(v any, cells ...string) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if l.n > 0 {
		l.json.WriteString(",\n")
	}
	l.json.Write(b)
	l.n++
	return l.rows.Write(cells...)
}

func (c *copier) write(name string, l *lines) error {
	if err := l.rows.Flush(); err != nil {
		return err
	}
	c.counts[path.Base(name)] = l.n
	if err := c.a.file(name+".json", strings.NewReader("[\n"+l.json.String()+"\n]\n")); err != nil {
		return err
	}
	return c.a.file(name+".csv", strings.NewReader(l.csv.String()))
}

func (c *copier) matters(ctx context.Context) error {
	l, err := newLines("number", "title", "client", "area", "stage", "status", "opened_on", "closed_on", "responsible", "court", "court_number", "jurisdiction", "about")
	if err != nil {
		return err
	}
	f := matter.Filter{By: matter.ByNumber, Client: c.e.ContactID}
	p := db.Page{Limit: db.Most}
	for {
		ms, next, err := c.s.matters.List(ctx, c.who, f, p)
		if err != nil {
			return err
		}
		for _, m := range ms {
			if c.e.Scope == OneMatter && m.ID != c.e.MatterID {
				continue
			}
			o, err := c.matter(ctx, m)
			if err != nil {
				return err
			}
			if err := l.add(o, o.Number, o.Title, o.Client, o.Area, o.Stage, o.Status, o.OpenedOn, o.ClosedOn, o.Responsible, o.Court, o.CourtNumber, o.Jurisdiction, o.About); err != nil {
				return err
			}
		}
		if next == "" {
			return c.write("matters/matters", l)
		}
		p.After = next
	}
}

func (c *copier) entries(ctx context.Context) error {
	l, err := newLines("at", "kind", "direction", "matter_id", "contact_id", "staff_id", "subject", "body", "minutes", "substantive", "message_id", "original")
	if err != nil {
		return err
	}
	m, who := matter.ID(""), contact.ID("")
	switch c.e.Scope {
	case OneMatter:
		m = c.e.MatterID
	case OneClient:
		who = c.e.ContactID
	case WholeFirm:
	}
	err = pages(ctx, c, func(ctx context.Context, q db.Q, p db.Page) ([]timeline.Detail, string, error) {
		return timeline.AllTx(ctx, q, m, who, p)
	}, func(d timeline.Detail) error {
		for _, p := range d.People {
			c.seen[p.ContactID] = true
		}
		if d.RawSum != "" {
			c.mail = append(c.mail, timeline.Entry{ID: d.ID, RawSum: d.RawSum})
		}
		for _, f := range d.Files {
			if !f.Raw {
				c.files = append(c.files, f)
			}
		}
		o := outEntry(d)
		return l.add(o, o.At, o.Kind, o.Direction, o.MatterID, o.ContactID, o.StaffID, o.Subject, o.Body, itoa(d.Seconds/60), yesNo(o.Substantive), o.MessageID, o.Original)
	})
	if err != nil {
		return err
	}
	return c.write("timeline/entries", l)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (c *copier) contacts(ctx context.Context) error {
	l, err := newLines("kind", "name", "prefix", "given_name", "middle_name", "family_name", "suffix", "preferred_name", "pronouns", "company", "job_title", "email", "phone", "street", "city", "state", "postal_code", "country", "born_on", "tags", "about")
	if err != nil {
		return err
	}
	var cards strings.Builder
	each := func(card contact.Card) error {
		if card.Photo != "" {
			c.photos = append(c.photos, card.Contact)
		}
		if err := vcard.Write(&cards, "4.0", card.VCard("4.0", true)); err != nil {
			return err
		}
		o := outContact(card)
		return l.add(o, contactCells(card)...)
	}
	if err := c.everyone(ctx, each); err != nil {
		return err
	}
	if err := c.write("contacts/contacts", l); err != nil {
		return err
	}
	return c.a.file("contacts/contacts.vcf", strings.NewReader(cards.String()))
}

// everyone goes through all contacts, or through those who are in the matters
// and the line of time of a smaller copy.
func (c *copier) everyone(ctx context.Context, each func(contact.Card) error) error {
	if c.e.Scope == WholeFirm {
		p := db.Page{Limit: db.Most}
		for {
			cards, next, err := c.s.contacts.List(ctx, c.who, contact.Filter{Archived: true}, p)
			if err != nil {
				return err
			}
			for _, card := range cards {
				if err := each(card); err != nil {
					return err
				}
			}
			if next == "" {
				return nil
			}
			p.After = next
		}
	}
	if c.e.ContactID != "" {
		c.seen[c.e.ContactID] = true
	}
	for _, id := range sortedIDs(c.seen) {
		card, err := c.s.contacts.Get(ctx, c.who, id)
		if ignore(err) != nil {
			return err
		}
		if err == nil {
			if err := each(card); err != nil {
				return err
			}
		}
	}
	return nil
}

// originals adds messages, attachments and photos as they are kept.
func (c *copier) originals(ctx context.Context) error {
	for _, m := range c.mail {
		if err := c.blob(ctx, "mail/"+string(m.ID)+".eml", m.RawSum); err != nil {
			return err
		}
		c.counts["mail"]++
	}
	for _, f := range c.files {
		if err := c.blob(ctx, "files/"+f.ID+"/"+plainFile(f.Name), f.Sum); err != nil {
			return err
		}
		c.counts["files"]++
	}
	for _, p := range c.photos {
		if err := c.blob(ctx, "photos/"+string(p.ID)+".jpg", p.Photo); err != nil {
			return err
		}
		c.counts["photos"]++
	}
	return nil
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

func (c *copier) blob(ctx context.Context, name, hash string) error {
	sum, err := blob.ParseSum(hash)
	if err != nil {
		return err
	}
	shelf, err := c.s.files.Firm(c.who.Firm)
	if err != nil {
		return err
	}
	f, err := shelf.Open(ctx, sum)
	if isMissing(err) {
		c.counts["missing"]++
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
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
