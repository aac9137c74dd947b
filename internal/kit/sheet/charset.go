package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode gives r as UTF-8, and the name of what it was.
func decode(r io.Reader) (io.Reader, string) {
	in := bufio.NewReaderSize(r, 64<<10)
	head, _ := in.Peek(32 << 10) // an unreadable file fails again on reading
	wide := func(e unicode.Endianness) io.Reader {
		return unicode.UTF16(e, unicode.UseBOM).NewDecoder().Reader(in)
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		_, _ = in.Discard(3) // it was peeked
		return &mender{in: in}, "utf-8"
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return wide(unicode.LittleEndian), "utf-16le"
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return wide(unicode.BigEndian), "utf-16be"
	case zeros(head, 1):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Reader(in), "utf-16le"
	case zeros(head, 0):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Reader(in), "utf-16be"
	}
	name := "utf-8"
	if !utf8.Valid(whole(head)) {
		name = "windows-1252"
	}
	return &mender{in: in}, name
}

// zeros tells UTF-16 without a mark: nearly every other byte is zero.
func zeros(head []byte, at int) bool {
	n := 0
	for i := at; i < len(head); i += 2 {
		if head[i] == 0 {
			n++
		}
	}
	return len(head) >= 8 && n*4 > len(head)
}

// whole cuts off a character that the end of the head may have cut in two.
func whole(head []byte) []byte {
	for i := 1; i <= utf8.UTFMax && i <= len(head); i++ {
		if utf8.RuneStart(head[len(head)-i]) {
			if !utf8.FullRune(head[len(head)-i:]) {
				return head[:len(head)-i]
			}
			return head
		}
	}
	return head
}

// mender passes UTF-8 on and reads each byte that isn't as Windows-1252. So one
// cell pasted from elsewhere doesn't spoil a table, and a whole table in the
// older set comes out right: its letters hardly ever look like UTF-8.
type mender struct {
	in   *bufio.Reader
	rest []byte // of a rune for which there was no more room
}

func (m *mender) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(m.rest) > 0 {
			k := copy(p[n:], m.rest)
			m.rest, n = m.rest[k:], n+k
			continue
		}
		if n > 0 && m.in.Buffered() == 0 {
			return n, nil
		}
		r, size, err := m.in.ReadRune()
		if err != nil {
			if n > 0 && errors.Is(err, io.EOF) {
				return n, nil
			}
			return n, err
		}
		if r == utf8.RuneError && size == 1 {
			if err := m.in.UnreadRune(); err != nil {
				return n, err
			}
			b, err := m.in.ReadByte()
			if err != nil {
				return n, err
			}
			r = charmap.Windows1252.DecodeByte(b)
		}
		m.rest = utf8.AppendRune(nil, r)
	}
	return n, nil
}
