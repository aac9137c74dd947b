package exchange

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
)

// asReader reads what write writes, as it is written: neither memory nor disk
// need hold it. It must be closed.
func asReader(write func(io.Writer) error) io.ReadCloser {
	next, stop := iter.Pull2(func(yield func([]byte, error) bool) {
		w := &handing{yield: yield}
		if err := write(w); err != nil && !w.left {
			yield(nil, err)
		}
	})
	return &pulled{next: next, stop: stop}
}

// handing hands each piece on, and waits until it was read.
type handing struct {
	yield func([]byte, error) bool
	left  bool // nobody reads any more
}

func (h *handing) Write(p []byte) (int, error) {
	if h.left || !h.yield(p, nil) {
		h.left = true
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

type pulled struct {
	next func() ([]byte, error, bool)
	stop func()
	rest []byte
}

func (r *pulled) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		piece, err, ok := r.next()
		if err != nil {
			return 0, err
		}
		if !ok {
			return 0, io.EOF
		}
		r.rest = piece
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *pulled) Close() error {
	r.stop()
	return nil
}

// archive is a ZIP file that remembers the hash of each file in it.
type archive struct {
	zip     *zip.Writer
	entries []entry
}

// entry is one file of an archive, as its manifest tells it.
type entry struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func newArchive(w io.Writer) *archive { return &archive{zip: zip.NewWriter(w)} }

// file adds a file.
func (a *archive) file(name string, r io.Reader) error {
	w, err := a.add(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		return err
	}
	return w.Close()
}

// add begins a file; it must be closed before the next.
func (a *archive) add(name string) (io.WriteCloser, error) {
	w, err := a.zip.Create(name)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	size := new(int64)
	return &member{Writer: io.MultiWriter(w, h), size: size, done: func() {
		a.entries = append(a.entries, entry{name, *size, hex.EncodeToString(h.Sum(nil))})
	}}, nil
}

type member struct {
	io.Writer
	size *int64
	done func()
}

func (m *member) Write(p []byte) (int, error) {
	n, err := m.Writer.Write(p)
	*m.size += int64(n)
	return n, err
}

func (m *member) Close() error {
	m.done()
	return nil
}
