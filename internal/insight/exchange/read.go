package exchange

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"candor/internal/kit/blob"
	"candor/internal/kit/errs"
	"candor/internal/kit/mail"
	"candor/internal/kit/sheet"
	"candor/internal/kit/vcard"
)

// item is one record of a file, or what is wrong with it.
type item struct {
	line  int64
	cells []string // of a table's row, or the text of a card
	raw   []byte   // of a message
	bad   string   // English, and the key of its translation
}

// read gives the records of a file in order. An error ends the file: what
// comes after it can't be known.
func read(kind Kind, f io.Reader, size int64) iter.Seq2[item, error] {
	switch kind {
	case VCards:
		return cards(f)
	case Mail:
		return messages(f, size)
	case Contacts, Matters, Activities, Notes:
	}
	return rows(f)
}

func rows(f io.Reader) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		t, err := sheet.Open(f)
		for err == nil && t.Header != nil {
			var cells []string
			if cells, err = t.Next(); err == nil && !yield(item{line: int64(t.Line()), cells: cells}, nil) {
				return
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			yield(item{}, err)
		}
	}
}

// longestValue is how much of one line of a card is kept: pictures are not.
const longestValue = 64 << 10

func cards(f io.Reader) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		for c, err := range vcard.Read(f) {
			if err != nil && !errors.Is(err, vcard.ErrBroken) {
				yield(item{}, err)
				return
			}
			it := item{bad: "This card can't be read."}
			if err == nil {
				c = slices.DeleteFunc(c, func(p vcard.Property) bool {
					return len(p.Value) > longestValue || slices.Contains([]string{"PHOTO", "LOGO", "SOUND", "KEY", "REV", "PRODID", "UID"}, p.Name)
				})
				var b bytes.Buffer
				err = vcard.Write(&b, "4.0", c)
				it = item{cells: []string{b.String()}}
			}
			if !yield(it, nil) {
				return
			}
		}
	}
}

// messages finds out what holds the mail: an archive of folders, an mbox, or
// one message.
func messages(f io.Reader, size int64) iter.Seq2[item, error] {
	in := bufio.NewReaderSize(f, 64<<10)
	head, _ := in.Peek(5) // an unreadable file fails again on reading
	var raws iter.Seq2[mail.Raw, error]
	at, ok := f.(io.ReaderAt)
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && ok:
		raws = mail.Archive(at, size)
	case bytes.HasPrefix(head, []byte("From ")):
		raws = mail.Mbox("mbox", in)
	default:
		raws = func(yield func(mail.Raw, error) bool) {
			b, err := io.ReadAll(io.LimitReader(in, mail.MaxSize+1))
			if err == nil && len(b) > mail.MaxSize {
				err = mail.ErrTooLarge
			}
			if len(b) > 0 || err != nil {
				yield(mail.Raw{Data: b}, err)
			}
		}
	}
	return func(yield func(item, error) bool) {
		for raw, err := range raws {
			it := item{raw: raw.Data}
			switch {
			case errors.Is(err, mail.ErrTooLarge):
				it.bad = "This message is larger than we read. Its original is in the file."
			case err != nil && raw.Origin == "":
				yield(it, err)
				return
			case err != nil:
				it.bad = "This message can't be read."
			}
			if !yield(it, nil) {
				return
			}
		}
	}
}

// key names what a record says: the same record twice has the same. Of rows
// that may well be alike and both be meant, the second has a key of its own.
func (it item) key(k Kind, seen map[string]int) string {
	if k == Mail {
		key, _ := mail.Key(it.raw)
		return string(k) + ":" + key
	}
	h := sha256.New()
	h.Write([]byte(k))
	for _, c := range it.cells {
		h.Write([]byte("\x00" + c))
	}
	key := string(k) + ":" + hex.EncodeToString(h.Sum(nil)[:16])
	if k == Activities || k == Notes {
		if seen[key]++; seen[key] > 1 {
			key += "#" + strconv.Itoa(seen[key])
		}
	}
	return key
}

// open gives the original of an import.
func (s *Service) open(ctx context.Context, b Batch) (io.ReadSeekCloser, error) {
	sum, err := blob.ParseSum(b.Sum)
	if err != nil {
		return nil, err
	}
	shelf, err := s.files.Firm(b.FirmID)
	if err != nil {
		return nil, err
	}
	return shelf.Open(ctx, sum)
}

const sampleRows = 5

// look reads the head of a table: its captions and a few rows.
func (b *Batch) look(f io.Reader) error {
	t, err := sheet.Open(f)
	if err != nil || len(t.Header) == 0 {
		return errs.New(errs.Invalid, "We found no table in this file. Save it as CSV, with the captions in the first line.").Because(err)
	}
	b.Form, b.Header, b.Samples = t.Form, t.Header, nil
	for len(b.Samples) < sampleRows {
		cells, err := t.Next()
		if err != nil {
			break // told when the file is tried
		}
		for i, c := range cells {
			if len(c) > 200 {
				cells[i] = strings.ToValidUTF8(c[:200], "") + " …"
			}
		}
		b.Samples = append(b.Samples, cells)
	}
	return nil
}

// column gives the samples of one column.
func (b Batch) column(i int) (out []string) {
	for _, r := range b.Samples {
		if i < len(r) && r[i] != "" {
			out = append(out, r[i])
		}
	}
	return out
}

// suits answers Invalid unless the file can be of the kind.
func suits(k Kind, head []byte) error {
	archive := bytes.HasPrefix(head, []byte("PK\x03\x04"))
	switch {
	case len(head) == 0:
		return errs.New(errs.Invalid, "This file is empty.")
	case archive && k != Mail:
		return errs.New(errs.Invalid, "This is an archive or a spreadsheet. Save the table as CSV first.")
	case k == VCards && !bytes.Contains(bytes.ToUpper(head), []byte("BEGIN:VCARD")):
		return errs.New(errs.Invalid, "There is no address card in this file.")
	case k != Mail && bytes.HasPrefix(head, []byte("%PDF")):
		return errs.New(errs.Invalid, "This is a PDF. Save the table as CSV first.")
	}
	return nil
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func unreadable(err error) error { return fmt.Errorf("reading an import's original: %w", err) }
