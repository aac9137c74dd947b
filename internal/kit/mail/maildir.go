package mail

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strconv"
	"strings"
)

// form is how a file keeps messages.
type form int

const (
	notMail form = iota
	single       // one message: .eml, or a file of a Maildir
	emlx         // Apple Mail: a length, the message, a property list
	many         // an mbox
)

// Maildir reads every message of a Maildir and of the folders within it.
// What is still being delivered (tmp) is left alone.
func Maildir(fsys fs.FS) iter.Seq2[Raw, error] {
	return walk(fsys, func(name string, _ func() []byte) form {
		if inMaildir(name) {
			return single
		}
		return notMail
	})
}

// EML reads every .eml file, and Apple Mail's .emlx, in a folder and below.
func EML(fsys fs.FS) iter.Seq2[Raw, error] {
	return walk(fsys, func(name string, _ func() []byte) form { return byExtension(name) })
}

// Folder reads all the mail it finds in a folder and below: Maildir, .eml,
// .emlx and mbox, mixed as they come.
func Folder(fsys fs.FS) iter.Seq2[Raw, error] { return walk(fsys, classify) }

// Archive reads all the mail in a ZIP file as Folder does, such as a download
// of a whole mailbox. It unpacks nothing to disk, so names in the archive can
// do no harm, and reads no archive within the archive.
func Archive(r io.ReaderAt, size int64) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		z, err := zip.NewReader(r, size)
		if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
			yield(Raw{}, fmt.Errorf("opening archive: %w", err))
			return
		}
		for _, f := range z.File {
			if !f.FileInfo().IsDir() && !file(clean(f.Name), f.Open, classify, yield) {
				return
			}
		}
	}
}

type classifier func(name string, head func() []byte) form

func classify(name string, head func() []byte) form {
	if inMaildir(name) {
		return single
	}
	if f := byExtension(name); f != notMail {
		return f
	}
	base := strings.ToLower(path.Base(name))
	likely := strings.HasSuffix(base, ".mbox") || strings.HasSuffix(base, ".mbx") || base == "mbox" || path.Ext(base) == ""
	if likely && bytes.HasPrefix(head(), []byte("From ")) {
		return many
	}
	return notMail
}

func byExtension(name string) form {
	if strings.HasPrefix(path.Base(name), "._") { // what a Macintosh leaves beside a file
		return notMail
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".eml":
		return single
	case ".emlx":
		return emlx
	}
	return notMail
}

func inMaildir(name string) bool {
	if strings.HasPrefix(path.Base(name), ".") {
		return false
	}
	switch path.Base(path.Dir(name)) {
	case "cur", "new":
		return true
	}
	return false
}

func walk(fsys fs.FS, kind classifier) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				if !yield(Raw{Origin: name}, fmt.Errorf("reading %s: %w", name, err)) {
					return fs.SkipAll
				}
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !d.Type().IsRegular() { // a link could lead out of the folder
				return nil
			}
			if !file(name, func() (io.ReadCloser, error) { return fsys.Open(name) }, kind, yield) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			yield(Raw{}, fmt.Errorf("reading folder: %w", err))
		}
	}
}

// file reads the messages of one file and reports whether to go on.
func file(name string, open func() (io.ReadCloser, error), kind classifier, yield func(Raw, error) bool) bool {
	var in io.ReadCloser
	var buf *bufio.Reader
	var openErr error
	begin := func() []byte {
		if buf == nil && openErr == nil {
			if in, openErr = open(); openErr == nil {
				buf = bufio.NewReader(in)
			}
		}
		if openErr != nil {
			return nil
		}
		head, _ := buf.Peek(5) // an unreadable file fails again below
		return head
	}
	f := kind(name, begin)
	if f != notMail {
		begin()
	}
	if in != nil {
		defer in.Close() //nolint:errcheck // read only
	}
	switch {
	case openErr != nil:
		return yield(Raw{Origin: name}, fmt.Errorf("opening %s: %w", name, openErr))
	case f == notMail:
		return true
	case f == many:
		for raw, err := range Mbox(name, buf) {
			if !yield(raw, err) {
				return false
			}
		}
		return true
	}
	return yield(one(name, buf, f))
}

func one(name string, r io.Reader, f form) (Raw, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return Raw{Origin: name}, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(data) > MaxSize {
		return Raw{Origin: name}, fmt.Errorf("%s: %w", name, ErrTooLarge)
	}
	if f == emlx {
		line, rest, ok := bytes.Cut(data, []byte("\n"))
		if n, err := strconv.Atoi(string(bytes.TrimSpace(line))); ok && err == nil && n >= 0 && n <= len(rest) {
			data = rest[:n]
		}
	}
	return Raw{Origin: name, Data: data}, nil
}
