package timeline

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/mail"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Get gives an entry with all that belongs to it. The look is recorded.
func (s *Service) Get(ctx context.Context, who actor.Actor, entry ID) (d Detail, err error) {
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		d, err = detail(ctx, q, entry)
		return err
	})
	return d, err
}

func detail(ctx context.Context, q db.Q, entry ID) (d Detail, err error) {
	if d.Entry, err = get(ctx, q, entry); err != nil {
		return d, err
	}
	q.Saw(d.About())
	if d.People, err = peopleOf(ctx, q, entry); err != nil {
		return d, err
	}
	if d.Files, err = filesOf(ctx, q, entry); err != nil {
		return d, err
	}
	d.Moves, err = movesOf(ctx, q, entry)
	return d, err
}

func (s *Service) read(ctx context.Context, who actor.Actor, f func(ctx context.Context, q db.Q) error) error {
	if err := access.Allow(who, Reading); err != nil {
		return err
	}
	return s.db.Read(ctx, who, f)
}

// OfMatter lists a matter's line of time, newest first. Bodies are left out.
func (s *Service) OfMatter(ctx context.Context, who actor.Actor, m matter.ID, f Filter, p db.Page) (es []Entry, next string, err error) {
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(m)); err != nil {
			return err
		}
		q.Saw(db.About{Kind: "timeline", ID: string(m), Matter: string(m)})
		es, next, err = ofMatter(ctx, q, m, f, p)
		return err
	})
	return es, next, err
}

// OfContact lists one person's line of time over all their matters and what is
// unfiled, newest first. Bodies are left out.
func (s *Service) OfContact(ctx context.Context, who actor.Actor, c contact.ID, f Filter, p db.Page) (es []Entry, next string, err error) {
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(c)); err != nil {
			return err
		}
		q.Saw(db.About{Kind: "timeline", ID: string(c), Contact: string(c)})
		es, next, err = ofContact(ctx, q, c, f, p)
		return err
	})
	return es, next, err
}

// Unfiled lists the messages that wait for their matter, newest first.
func (s *Service) Unfiled(ctx context.Context, who actor.Actor, p db.Page) (es []Entry, next string, err error) {
	if err := access.Allow(who, Sorting); err != nil {
		return nil, "", err
	}
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		es, next, err = unfiled(ctx, q, p)
		for _, e := range es {
			q.Saw(e.About())
		}
		return err
	})
	return es, next, err
}

// CountUnfiled says how many messages wait for their matter; it stops counting
// at a hundred.
func (s *Service) CountUnfiled(ctx context.Context, who actor.Actor) (n int, err error) {
	if err := access.Allow(who, Sorting); err != nil {
		return 0, err
	}
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		n, err = countUnfiled(ctx, q)
		return err
	})
	return n, err
}

// Thread gives the conversation that an entry is part of, in order of time.
func (s *Service) Thread(ctx context.Context, who actor.Actor, entry ID) (es []Entry, err error) {
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		e, err := get(ctx, q, entry)
		if err != nil {
			return err
		}
		if e.ThreadKey == "" {
			es = []Entry{e}
		} else if es, err = ofThread(ctx, q, e.ThreadKey); err != nil {
			return err
		}
		for _, one := range es {
			q.Saw(one.About())
		}
		return nil
	})
	return es, err
}

// SinceTx lists what came into these matters after a time, newest first and
// without bodies.
func SinceTx(ctx context.Context, q db.Q, ms []matter.ID, after time.Time, limit int) ([]Entry, error) {
	return since(ctx, q, ms, after, limit)
}

// HistoryTx gives a matter's entries in order of time and without bodies, a
// page at a time.
func HistoryTx(ctx context.Context, q db.Q, m matter.ID, p db.Page) ([]Entry, string, error) {
	return history(ctx, q, m, p)
}

// LastTx gives the newest contact that counts of each of these people.
func LastTx(ctx context.Context, q db.Q, cs []contact.ID) (map[contact.ID]Entry, error) {
	return last(ctx, q, cs)
}

// Last is LastTx for a page.
func (s *Service) Last(ctx context.Context, who actor.Actor, cs []contact.ID) (es map[contact.ID]Entry, err error) {
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		es, err = last(ctx, q, cs)
		return err
	})
	return es, err
}

// Original opens a message as it came, byte for byte.
func (s *Service) Original(ctx context.Context, who actor.Actor, entry ID) (e Entry, f io.ReadSeekCloser, err error) {
	var data []byte
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		if e, err = get(ctx, q, entry); err != nil {
			return err
		}
		q.Saw(e.About())
		data, err = originalOf(ctx, q, e)
		return err
	})
	switch {
	case err != nil:
		return e, nil, err
	case e.RawSum == "":
		return e, nil, errs.Missing()
	case data != nil:
		return e, File{ReadSeeker: bytes.NewReader(data), close: func() error { return nil }}, nil
	}
	f, err = s.open(ctx, who.Firm, e.RawSum)
	return e, f, err
}

func (s *Service) open(ctx context.Context, firm, sum string) (io.ReadSeekCloser, error) {
	shelf, err := s.files.Firm(firm)
	if err != nil {
		return nil, err
	}
	at, err := blob.ParseSum(sum)
	if err != nil {
		return nil, err
	}
	return shelf.Open(ctx, at)
}

// message reads an entry's original again.
func (s *Service) message(ctx context.Context, who actor.Actor, entry ID) (e Entry, m mail.Message, err error) {
	e, f, err := s.Original(ctx, who, entry)
	if err != nil {
		return e, m, err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return e, m, fmt.Errorf("reading message %s: %w", entry, err)
	}
	return e, mail.Parse(raw), nil
}

// SafeHTML gives a message as its sender laid it out, without anything that
// acts or tells the sender that it was read. inline says where the picture
// with a content id is to be had.
func (s *Service) SafeHTML(ctx context.Context, who actor.Actor, entry ID, inline func(place int) string, hidden string) (string, error) {
	_, m, err := s.message(ctx, who, entry)
	if err != nil {
		return "", err
	}
	if m.HTML == "" {
		return "", errs.Missing()
	}
	return mail.SafeHTML(m.HTML, mail.View{Hidden: hidden, Inline: func(id string) (string, bool) {
		for i, a := range m.Attachments {
			if a.ContentID == id && picture(a.Type) {
				return inline(i), true
			}
		}
		return "", false
	}}), nil
}

// picture reports whether a browser may show a file of this type within a
// page. SVG is left out: it is a program.
func picture(kind string) bool {
	switch kind {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return true
	}
	return false
}

// File is a file that came with an entry, open for reading.
type File struct {
	Attachment
	io.ReadSeeker
	close func() error
}

// Close ends the reading.
func (f File) Close() error { return f.close() }

// Picture reports whether the file may be shown within a page.
func (f File) Picture() bool { return picture(f.Type) && !f.Disguised }

// Attachment opens the file at a place among those that came with an entry.
func (s *Service) Attachment(ctx context.Context, who actor.Actor, entry ID, place int) (File, error) {
	d, err := s.Get(ctx, who, entry)
	if err != nil {
		return File{}, err
	}
	if place < 0 || place >= len(d.Files) {
		return File{}, errs.Missing()
	}
	a := d.Files[place]
	if !a.Raw {
		f, err := s.open(ctx, who.Firm, a.Sum)
		if err != nil {
			return File{}, err
		}
		return File{a, f, f.Close}, nil
	}
	_, m, err := s.message(ctx, who, entry)
	if err != nil {
		return File{}, err
	}
	for _, p := range m.Attachments {
		if strings.EqualFold(p.SHA256, a.Sum) {
			return File{a, bytes.NewReader(p.Data), func() error { return nil }}, nil
		}
	}
	return File{}, fmt.Errorf("file %d of message %s is not where it was", place, entry)
}
