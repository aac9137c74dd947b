package seal

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

const (
	exportTitle = "candor/sealed-log@v1"
	maxLine     = 4 << 20 // bytes
)

// errLine means a line of an export is not one that Export writes.
var errLine = errors.New("not a line of a sealed log")

// line is one line of an export: exactly one of its four kinds.
type line struct {
	// The first line.
	Format string `json:"format,omitempty"`
	Origin string `json:"origin,omitempty"`
	// An entry. Without Entry and Salt it was erased and only its leaf is left.
	Index *int64          `json:"index,omitempty"`
	Leaf  *Hash           `json:"leaf,omitempty"`
	Entry json.RawMessage `json:"entry,omitempty"`
	Salt  []byte          `json:"salt,omitempty"`
	// A checkpoint over all entries above.
	Checkpoint string `json:"checkpoint,omitempty"`
}

// Export writes a whole log for others to verify: one line of canonical JSON
// for each entry in order, and each checkpoint after the last entry it covers.
type Export struct {
	w    io.Writer
	next int64
}

// NewExport begins the export of the log of that origin.
func NewExport(w io.Writer, origin string) (*Export, error) {
	x := &Export{w: w}
	return x, x.write(line{Format: exportTitle, Origin: origin})
}

// Entry writes the next entry. Leaf is the hash that was sealed, not one made
// again from the record: the verifier's work is to compare the two.
func (x *Export) Entry(leaf Hash, record, salt []byte) error {
	if len(salt) != SaltSize {
		return fmt.Errorf("exporting entry %d: salt of %d bytes, want %d", x.next, len(salt), SaltSize)
	}
	return x.add(leaf, record, salt)
}

// Redacted writes the next entry, whose content was erased or is withheld.
func (x *Export) Redacted(leaf Hash) error { return x.add(leaf, nil, nil) }

func (x *Export) add(leaf Hash, record, salt []byte) error {
	n := x.next
	x.next++
	return x.write(line{Index: &n, Leaf: &leaf, Entry: record, Salt: salt})
}

// Checkpoint writes a signed checkpoint over all entries so far.
func (x *Export) Checkpoint(signed string) error { return x.write(line{Checkpoint: signed}) }

func (x *Export) write(l line) error {
	raw, err := l.canonical()
	if err != nil {
		return fmt.Errorf("exporting the log: %w", err)
	}
	if _, err := x.w.Write(append(raw, '\n')); err != nil {
		return fmt.Errorf("exporting the log: %w", err)
	}
	return nil
}

// canonical is Canonical(l), with entries written by hand: they are nearly all
// lines of a log, and this takes most of the time out of verifying one.
func (l line) canonical() ([]byte, error) {
	if l.Index == nil || l.Leaf == nil {
		return Canonical(l)
	}
	out := []byte{'{'}
	if l.Entry != nil {
		record, err := CanonicalJSON(l.Entry)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, `"entry":`...), record...), ',')
	}
	out = append(strconv.AppendInt(append(out, `"index":`...), *l.Index, 10), `,"leaf":"`...)
	out = append(base64.StdEncoding.AppendEncode(out, l.Leaf[:]), '"')
	if l.Salt != nil {
		out = append(base64.StdEncoding.AppendEncode(append(out, `,"salt":"`...), l.Salt), '"')
	}
	return append(out, '}'), nil
}

// parseLine reads a line and accepts the one spelling that write gives it, so
// that not even a capital letter can be changed unseen.
func parseLine(raw []byte) (line, error) {
	var l line
	if err := json.Unmarshal(raw, &l); err != nil {
		return line{}, errLine
	}
	if again, err := l.canonical(); err != nil || !bytes.Equal(again, raw) {
		return line{}, errLine
	}
	// HMAC fills short keys with zeros, so a salt of another length could pass for the same.
	isWhole := l.Entry == nil && l.Salt == nil || l.Entry != nil && len(l.Salt) == SaltSize
	isEntry := l.Index != nil && l.Leaf != nil && *l.Index >= 0 && isWhole
	switch {
	case l.Format == exportTitle && l.Origin != "" && l.Index == nil && l.Leaf == nil && l.Entry == nil && l.Salt == nil && l.Checkpoint == "":
		return l, nil
	case l.Checkpoint != "" && l.Format == "" && l.Origin == "" && l.Index == nil && l.Leaf == nil && l.Entry == nil && l.Salt == nil:
		return l, nil
	case isEntry && l.Format == "" && l.Origin == "" && l.Checkpoint == "":
		return l, nil
	}
	return line{}, errLine
}
