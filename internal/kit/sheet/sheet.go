// Package sheet reads tables as people save them, and writes tables that no
// program runs.
//
// Open finds out for itself what separates the cells (comma, semicolon, tab or
// bar) and in which characters they are written (UTF-8, UTF-16, Windows-1252,
// or the first with some of the last in it, which happens). It follows RFC 4180
// and forgives what is commonly broken. A record is read at a time, so a table
// may be larger than memory; a record that never ends is refused (CWE-400).
package sheet

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Limits of one record.
const (
	maxRecord = 4 << 20 // bytes
	maxCells  = 2000
)

// ErrTooLong says that a record goes on for longer than any table's would:
// most often a quotation mark that was never closed.
var ErrTooLong = errors.New("record too long: is a quotation mark not closed")

// Form is how a table is written.
type Form struct {
	Charset string `json:"charset"` // utf-8, utf-16le, utf-16be or windows-1252
	Comma   rune   `json:"comma"`
}

// Reader reads one table.
type Reader struct {
	Form   Form
	Header []string // the first record that is not empty

	in   *bufio.Reader
	line int // lines taken so far
	at   int // the line where the record at hand began
}

// Open reads the head of a table. An empty table has no Header.
func Open(r io.Reader) (*Reader, error) {
	text, charset := decode(r)
	in := bufio.NewReaderSize(text, 64<<10)
	s := &Reader{Form: Form{Charset: charset, Comma: ','}, in: in}
	head, err := in.Peek(32 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading a table: %w", err)
	}
	if rest, comma, ok := declared(string(head)); ok {
		s.Form.Comma = comma
		if _, err := in.Discard(len(head) - len(rest)); err != nil {
			return nil, fmt.Errorf("reading a table: %w", err)
		}
		s.line = 1
	} else {
		s.Form.Comma = guessComma(string(head))
	}
	s.Header, err = s.Next()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return s, nil
}

// declared reads the line "sep=;" that a spreadsheet writes and reads.
func declared(head string) (rest string, comma rune, ok bool) {
	after, ok := strings.CutPrefix(head, "sep=")
	if !ok {
		return head, 0, false
	}
	comma, n := utf8.DecodeRuneInString(after)
	rest, found := strings.CutPrefix(strings.TrimPrefix(after[n:], "\r"), "\n")
	return rest, comma, found && n > 0 && comma != '\n' && comma != '"'
}

// Line is where the record last given began, counted from 1.
func (s *Reader) Line() int { return s.at }

// Next gives the next record that is not wholly empty, and io.EOF after the
// last.
func (s *Reader) Next() ([]string, error) {
	for {
		cells, err := s.record()
		if err != nil {
			return nil, err
		}
		for _, c := range cells {
			if c != "" {
				return cells, nil
			}
		}
	}
}

// record reads one record. A quotation mark within a cell that doesn't begin
// with one is only a mark; what follows a closing mark belongs to the cell.
func (s *Reader) record() ([]string, error) {
	s.at = s.line + 1
	var cells []string
	var cell strings.Builder
	quoted, begun, size := false, false, 0
	end := func() {
		cells = append(cells, clean(cell.String()))
		cell.Reset()
		begun = false
	}
	for {
		r, n, err := s.in.ReadRune()
		if errors.Is(err, io.EOF) {
			if size == 0 {
				return nil, io.EOF
			}
			end()
			return cells, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading line %d: %w", s.line+1, err)
		}
		if size += n; size > maxRecord || len(cells) > maxCells {
			return nil, fmt.Errorf("reading line %d: %w", s.at, ErrTooLong)
		}
		if r == '\r' { // CRLF, and the CR of old Macintoshes, end a line as LF does
			r = '\n'
			if next, err := s.in.Peek(1); err == nil && next[0] == '\n' {
				continue
			}
		}
		if r == '\n' {
			s.line++
		}
		switch {
		case quoted && r == '"':
			if next, err := s.in.Peek(1); err == nil && next[0] == '"' {
				cell.WriteByte('"')
				_, _ = s.in.Discard(1) // it was peeked
				continue
			}
			quoted = false
		case quoted:
			cell.WriteRune(r)
		case r == '"' && !begun:
			quoted, begun = true, true
		case r == s.Form.Comma:
			end()
		case r == '\n':
			end()
			return cells, nil
		case r == ' ' && !begun: // before a quotation mark it means nothing, and it is trimmed anyway
		default:
			begun = true
			cell.WriteRune(r)
		}
	}
}

// clean trims a cell and takes off the mark that Writer puts before what a
// spreadsheet would run.
func clean(cell string) string {
	cell = strings.TrimSpace(strings.ReplaceAll(cell, "\x00", ""))
	if rest, ok := strings.CutPrefix(cell, "'"); ok && runs(rest) {
		return rest
	}
	return cell
}

// guessComma takes what parts the first lines into the most cells, evenly.
func guessComma(head string) rune {
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t', '|'} {
		if n := evenness(head, c); n > most {
			best, most = c, n
		}
	}
	return best
}

// evenness is how often c stands in the first line, less for lines that have
// it more or less often. What is between quotation marks does not count.
func evenness(head string, c rune) int {
	var counts []int
	n, quoted, blank := 0, false, true
	for _, r := range head {
		switch {
		case r == '"':
			quoted, blank = !quoted, false
		case !quoted && r == c:
			n++
			blank = false
		case !quoted && (r == '\n' || r == '\r'):
			if !blank {
				counts = append(counts, n)
			}
			n, blank = 0, true
		default:
			blank = false
		}
		if len(counts) == 20 {
			break
		}
	}
	if len(counts) == 0 {
		return n
	}
	even := 0
	for _, k := range counts {
		if k == counts[0] {
			even++
		}
	}
	return counts[0] * 100 * even / len(counts)
}
