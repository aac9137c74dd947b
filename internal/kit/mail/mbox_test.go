package mail

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
)

func drain(seq iter.Seq2[Raw, error]) (bodies, troubles []string) {
	for raw, err := range seq {
		if err != nil {
			troubles = append(troubles, err.Error())
			continue
		}
		bodies = append(bodies, string(raw.Data))
	}
	return bodies, troubles
}

func TestMboxInAllItsKinds(t *testing.T) {
	t.Parallel()
	const from = "From ana@client.test Mon Mar  2 09:14:00 2026\n"
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"two messages":                {from + "Subject: a\n\none\n\n" + from + "Subject: b\n\ntwo\n", []string{"Subject: a\n\none\n", "Subject: b\n\ntwo\n"}},
		"carriage returns":            {strings.ReplaceAll(from+"Subject: a\n\none\n\n"+from+"Subject: b\n\ntwo\n", "\n", "\r\n"), []string{"Subject: a\r\n\r\none\r\n", "Subject: b\r\n\r\ntwo\r\n"}},
		"marked From":                 {from + "Subject: a\n\n>From here\n>>From there\n> From x\n", []string{"Subject: a\n\nFrom here\n>From there\n> From x\n"}},
		"unmarked From in the text":   {from + "Subject: a\n\none\n\nFrom here on it is\nquiet\n", []string{"Subject: a\n\none\n\nFrom here on it is\nquiet\n"}},
		"From at the start of a line": {from + "Subject: a\n\none\nFrom now: yes\n", []string{"Subject: a\n\none\nFrom now: yes\n"}},
		"Thunderbird":                 {"From - Mon Mar  2 09:14:00 2026\nX-Mozilla-Status: 0001\nSubject: a\n\none\n\nFrom \nSubject: b\n\ntwo\n", []string{"X-Mozilla-Status: 0001\nSubject: a\n\none\n", "Subject: b\n\ntwo\n"}},
		"Gmail":                       {"From 1793@xxx Mon Mar 02 09:14:00 +0000 2026\nSubject: a\n\none\n\n" + "From 1794@xxx Mon Mar 02 09:14:00 +0000 2026\nSubject: b\n\ntwo\n", []string{"Subject: a\n\none\n", "Subject: b\n\ntwo\n"}},
		"no empty line between":       {from + "Subject: a\n\none\n" + from + "Subject: b\n\ntwo\n", []string{"Subject: a\n\none\n", "Subject: b\n\ntwo\n"}},
		"cut off":                     {from + "Subject: a\n\none\n\n" + from + "Subj", []string{"Subject: a\n\none\n", "Subj"}},
		"empty lines first":           {"\n\n" + from + "Subject: a\n\none\n", []string{"Subject: a\n\none\n"}},
		"no separator at all":         {"Subject: a\n\none\n", []string{"Subject: a\n\none\n"}},
		"nothing":                     {"", nil},
		"a separator and no more":     {from, nil},
		"a line longer than memory":   {from + "Subject: a\n\n" + strings.Repeat("x", 200_000) + "From y\n\n" + from + "Subject: b\n\ntwo\n", []string{"Subject: a\n\n" + strings.Repeat("x", 200_000) + "From y\n", "Subject: b\n\ntwo\n"}},
	} {
		got, troubles := drain(Mbox("in", strings.NewReader(c.in)))
		if len(troubles) > 0 || fmt.Sprintf("%.99q", got) != fmt.Sprintf("%.99q", c.want) {
			t.Errorf("%s:\n got  %.99q %q\n want %.99q", name, got, troubles, c.want)
		}
	}
}

func TestAnOversizedMessageStopsNoOther(t *testing.T) {
	t.Parallel()
	const from = "From a Mon Mar  2 09:14:00 2026\n"
	in := io.MultiReader(strings.NewReader(from+"Subject: a\n\none\n\n"+from+"Subject: big\n\n"),
		io.LimitReader(endless{}, MaxSize+100), strings.NewReader("\n\n"+from+"Subject: c\n\nthree\n"))
	var got []string
	large := 0
	for raw, err := range Mbox("in", in) {
		if errors.Is(err, ErrTooLarge) {
			large++
			continue
		}
		got = append(got, string(raw.Data))
	}
	if large != 1 || len(got) != 2 || got[1] != "Subject: c\n\nthree\n" {
		t.Errorf("%d too large, others %.99q, want 1 and both neighbours", large, got)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
		if i%70 == 69 {
			p[i] = '\n'
		}
	}
	return len(p), nil
}

func TestABrokenDiskIsTold(t *testing.T) {
	t.Parallel()
	in := io.MultiReader(strings.NewReader("From a Mon Mar  2 09:14:00 2026\nSubject: a\n\none\n"), iotest.ErrReader(errors.New("bad sector")))
	got, troubles := drain(Mbox("in", in))
	if len(got) != 1 || len(troubles) != 1 || !strings.Contains(troubles[0], "bad sector") {
		t.Errorf("messages %q, troubles %q, want one of each", got, troubles)
	}
}

func mailFolder() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"Inbox/cur/1772.a:2,S":          file("Subject: maildir\n\nx"),
		"Inbox/new/1773.b":              file("Subject: new\n\nx"),
		"Inbox/tmp/1774.c":              file("Subject: half\n\nx"),
		"Inbox/.Sent/cur/1775.d:2,":     file("Subject: sent\n\nx"),
		"saved/Lease.EML":               file("Subject: eml\n\nx"),
		"saved/._Lease.EML":             file("resource fork"),
		"saved/note.txt":                file("no mail"),
		"apple/12.emlx":                 file("18\nSubject: emlx\n\nyz<?xml version=\"1.0\"?>"),
		"Takeout/All mail.mbox":         file("From a Mon Mar  2 09:14:00 2026\nSubject: one\n\nx\n\nFrom a Mon Mar  2 09:14:00 2026\nSubject: two\n\nx\n"),
		"Thunderbird/Local Folders/Old": file("From a Mon Mar  2 09:14:00 2026\nSubject: old\n\nx\n"),
		"Thunderbird/panacea":           file("index"),
	}
}

func subjects(seq iter.Seq2[Raw, error]) string {
	bodies, troubles := drain(seq)
	var out []string
	for _, b := range bodies {
		out = append(out, Parse([]byte(b)).Subject)
	}
	return strings.Join(append(out, troubles...), " ")
}

func TestFolders(t *testing.T) {
	t.Parallel()
	fsys := mailFolder()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	if err := z.AddFS(fsys); err != nil {
		t.Fatal(err)
	}
	w, err := z.Create("../../etc/evil.eml")
	if err == nil {
		_, err = w.Write([]byte("Subject: outside\n\nx"))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		seq  iter.Seq2[Raw, error]
		want string
	}{
		"maildir":     {Maildir(fsys), "sent maildir new"},
		"eml":         {EML(fsys), "emlx eml"},
		"folder":      {Folder(fsys), "sent maildir new one two old emlx eml"},
		"archive":     {Archive(bytes.NewReader(packed.Bytes()), int64(packed.Len())), "sent maildir new one two old emlx eml outside"},
		"not archive": {Archive(strings.NewReader("no"), 2), "opening archive: zip: not a valid zip file"},
	} {
		if got := subjects(c.seq); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	for range Folder(fsys) {
		break // leaving early must be safe
	}
}

func FuzzMbox(f *testing.F) {
	const from = "From a Mon Mar  2 09:14:00 2026\n"
	f.Add([]byte(from + "Subject: a\n\n>From x\n\n" + from + "Subject: b\n\nFrom y\n"))
	f.Add([]byte("\nFrom \r\n\r\nFrom x\n>From : z"))
	f.Fuzz(func(t *testing.T, in []byte) {
		total := 0
		for raw, err := range Mbox("in", iotest.OneByteReader(bytes.NewReader(in))) {
			if err != nil {
				t.Errorf("error %v, want none from a good reader", err)
			}
			total += len(raw.Data)
		}
		if total > len(in) {
			t.Errorf("%d bytes out of %d, want no more than went in", total, len(in))
		}
	})
}
