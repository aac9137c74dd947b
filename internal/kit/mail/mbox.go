package mail

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
)

// Raw is one message as it was saved, and where.
type Raw struct {
	Origin string // file, and for a file of many messages the byte it begins at
	Data   []byte
}

// ErrTooLarge says that a message is larger than MaxSize and was passed over.
var ErrTooLarge = errors.New("message too large")

// Mbox reads a file of many messages, whichever program wrote it, one at a
// time: a message that is too large comes as an error with its origin, and the
// next follows. ">From " is read as mboxrd has it, which also mends mboxo.
// Only a broken reader ends the sequence early.
func Mbox(name string, r io.Reader) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		m := &mboxReader{in: bufio.NewReaderSize(r, 64<<10), name: name, blank: true}
		for m.err == nil {
			line, err := m.in.ReadSlice('\n')
			if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
				m.err = err
			}
			if bytes.HasPrefix(line, []byte("From ")) {
				line = bytes.Clone(line) // separates looks ahead, which moves the buffer
			}
			if m.separates(line) && !m.flush(yield) {
				return
			}
			m.take(line)
		}
		if !m.flush(yield) {
			return
		}
		if !errors.Is(m.err, io.EOF) {
			yield(Raw{Origin: name}, fmt.Errorf("reading %s at byte %d: %w", name, m.at, m.err))
		}
	}
}

type mboxReader struct {
	in    *bufio.Reader
	name  string
	at    int64 // bytes taken so far
	start int64 // where the message at hand began
	data  []byte
	blank bool // the line before was empty
	part  bool // within a line longer than the buffer
	begun bool
	large bool
	err   error
}

// A separator has the time of delivery; what follows it is a header.
var (
	separator = regexp.MustCompile(`^From \S*.*\d\d?:\d\d.*\d{4}|^From \S*.*\d{4}.*\d\d?:\d\d`)
	fieldLine = regexp.MustCompile(`^[!-9;-~]{1,80}[ \t]*:|^>From `)
)

// separates tells the line between messages from a "From " that somebody
// wrote and whose program forgot to mark it.
func (m *mboxReader) separates(line []byte) bool {
	if m.part || !bytes.HasPrefix(line, []byte("From ")) {
		return false
	}
	if m.at == 0 {
		return true
	}
	next, _ := m.in.Peek(120) // short at the end of the file
	field := fieldLine.Match(next)
	timed := len(line) < 500 && separator.Match(line)
	return m.blank && (timed || field) || timed && field
}

func (m *mboxReader) take(line []byte) {
	if len(line) == 0 { // the end of the file
		return
	}
	whole := bytes.HasSuffix(line, []byte("\n"))
	first := !m.part
	m.part = !whole && m.err == nil
	m.at += int64(len(line))
	if first {
		m.blank = len(bytes.TrimRight(line, "\r\n")) == 0
	} else {
		m.blank = false
	}
	if !m.begun && m.blank {
		m.start = m.at
		return
	}
	m.begun = true
	if first && len(m.data) == 0 && !m.large && bytes.HasPrefix(line, []byte("From ")) {
		return // the separator is the file's, not the message's
	}
	if first && isMarkedFrom(line) {
		line = line[1:]
	}
	if m.large || len(m.data)+len(line) > MaxSize {
		m.large, m.data = true, nil
		return
	}
	m.data = append(m.data, line...)
}

func isMarkedFrom(line []byte) bool {
	return len(line) > 0 && line[0] == '>' && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From "))
}

// flush hands on the message at hand and makes ready for the next.
func (m *mboxReader) flush(yield func(Raw, error) bool) bool {
	raw, large := Raw{Origin: fmt.Sprintf("%s at byte %d", m.name, m.start), Data: m.trimmed()}, m.large
	m.data, m.large, m.begun, m.start, m.blank = nil, false, false, m.at, true
	switch {
	case large:
		return yield(Raw{Origin: raw.Origin}, fmt.Errorf("%s: %w", raw.Origin, ErrTooLarge))
	case len(raw.Data) == 0:
		return true
	}
	return yield(raw, nil)
}

// trimmed drops the empty line that belongs to the next separator.
func (m *mboxReader) trimmed() []byte {
	if m.at == 0 || len(m.data) == 0 || !m.blank {
		return m.data
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(m.data, []byte("\n")), []byte("\r"))
}
