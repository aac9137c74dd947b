package db

import (
	"database/sql/driver"
	"encoding/hex"
	"hash/maphash"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/schema"
)

// Arguments travel beside a statement, not in its text, so that the text is
// the same from one call to the next and a database prepares it once: to read
// and plan a statement costs more than to answer it. bun writes arguments into
// the text. So the dialects here put each text, time and blob between two NULs,
// which nothing else holds, and the connections part them again.

const (
	nul    = "\x00"
	isText = 't' // what follows the first NUL is a text
	isBlob = 'b' // … or bytes, in hexadecimal
)

// letters is s as it is kept. Neither database keeps a NUL in a text, and
// mail, forms and imports bring them. It is no letter of any script, so the
// text is kept without it rather than refused. What is no UTF-8 is replaced.
func letters(s string) string {
	if strings.Contains(s, nul) {
		s = strings.ReplaceAll(s, nul, "")
	}
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	return s
}

func marked(b []byte, s string) []byte {
	b = append(b, 0, isText)
	b = append(b, letters(s)...)
	return append(b, 0)
}

func markedBlob(b, blob []byte) []byte {
	if blob == nil {
		return append(b, "NULL"...)
	}
	b = hex.AppendEncode(append(b, 0, isBlob), blob)
	return append(b, 0)
}

// markedJSON leaves the rare escaped NUL to bun, which knows what becomes of it.
func markedJSON(d interface{ AppendJSON(b, j []byte) []byte }, b, j []byte) []byte {
	if strings.Contains(string(j), `\u0000`) {
		return d.AppendJSON(b, j)
	}
	return marked(b, string(j))
}

func markedTime(b []byte, t time.Time) []byte { return marked(b, Stamp(t)) }

type lite struct{ *sqlitedialect.Dialect }

func (lite) AppendString(b []byte, s string) []byte  { return marked(b, s) }
func (lite) AppendTime(b []byte, t time.Time) []byte { return markedTime(b, t) }
func (lite) AppendBytes(b, blob []byte) []byte       { return markedBlob(b, blob) }
func (d lite) AppendJSON(b, j []byte) []byte         { return markedJSON(d.Dialect, b, j) }

type postgres struct{ *pgdialect.Dialect }

func (postgres) AppendString(b []byte, s string) []byte  { return marked(b, s) }
func (postgres) AppendTime(b []byte, t time.Time) []byte { return markedTime(b, t) }
func (postgres) AppendBytes(b, blob []byte) []byte       { return markedBlob(b, blob) }
func (d postgres) AppendJSON(b, j []byte) []byte         { return markedJSON(d.Dialect, b, j) }

var (
	_ schema.Dialect = lite{}
	_ schema.Dialect = postgres{}
)

func sqliteDialect() schema.Dialect   { return lite{sqlitedialect.New()} }
func postgresDialect() schema.Dialect { return postgres{pgdialect.New()} }

// mostArgs is how many arguments travel apart. A text with more adds many rows
// at once and hardly comes again.
const mostArgs = 1000

// part takes the arguments out of a text. PostgreSQL wants them numbered.
func part(text string, pg bool) (string, []driver.NamedValue) {
	n := strings.Count(text, nul) / 2
	if n == 0 {
		return text, nil
	}
	var args []driver.NamedValue
	if n <= mostArgs {
		args = make([]driver.NamedValue, 0, n)
	}
	var b strings.Builder
	b.Grow(len(text))
	for {
		before, rest, found := strings.Cut(text, nul)
		b.WriteString(before)
		if !found {
			return b.String(), args
		}
		value, rest, _ := strings.Cut(rest, nul)
		text = rest
		if n > mostArgs {
			b.WriteString(literal(value, pg))
			continue
		}
		args = append(args, driver.NamedValue{Ordinal: len(args) + 1, Value: bound(value)})
		if pg {
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(len(args)))
		} else {
			b.WriteByte('?')
		}
	}
}

// bound is what was marked, to be bound.
func bound(value string) driver.Value {
	if value[0] == isText {
		return value[1:]
	}
	blob, _ := hex.DecodeString(value[1:]) // as markedBlob wrote it
	return blob
}

// literal is what was marked, to be written into a text.
func literal(value string, pg bool) string {
	switch {
	case value[0] == isText:
		return "'" + strings.ReplaceAll(value[1:], "'", "''") + "'"
	case pg:
		return `'\x` + value[1:] + "'"
	}
	return "X'" + value[1:] + "'"
}

// familiar tells texts that come again from those that come once, so that
// only the former are prepared.
type familiar struct {
	mu   sync.Mutex
	seed maphash.Seed
	seen map[uint64]struct{}
}

// mostSeen is far more than the program's own statements.
const mostSeen = 20_000

func newFamiliar() *familiar { return &familiar{seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}} }

// knows reports whether a text was asked about before.
func (f *familiar) knows(text string) bool {
	h := maphash.String(f.seed, text)
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.seen[h]; ok {
		return true
	}
	if len(f.seen) >= mostSeen {
		clear(f.seen)
	}
	f.seen[h] = struct{}{}
	return false
}
