package vcard_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"candor/internal/kit/vcard"
)

func read(t *testing.T, text string) (cards []vcard.Card, broken int) {
	t.Helper()
	for c, err := range vcard.Read(strings.NewReader(text)) {
		switch {
		case errors.Is(err, vcard.ErrBroken):
			broken++
		case err != nil:
			t.Fatal(err)
		default:
			cards = append(cards, c)
		}
	}
	return cards, broken
}

func TestPropertiesAreReadInEveryVersion(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, prop, want string }{
		"an escaped comma":            {"VERSION:4.0\nNOTE:one\\, two\\;\\nthree\\\\", "NOTE", "one, two;\nthree\\"},
		"a folded line":               {"VERSION:3.0\r\nNOTE:Mar\r\n \u00eda\r\n  Garc\u00eda", "NOTE", "María García"},
		"quoted-printable over lines": {"VERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Mar=C3=ADa=\nis here=0D=0Atoday", "NOTE", "Maríais here\ntoday"},
		"a bare encoding":             {"VERSION:2.1\nNOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Mar=EDa", "NOTE", "María"},
		"Windows letters unsaid":      {"VERSION:2.1\nNOTE:Mar\xEDa", "NOTE", "María"},
		"a colon in a parameter":      {"VERSION:4.0\nNOTE;X-A=\"b:c;d\":e", "NOTE", "e"},
		"small letters":               {"version:4.0\nnote:x", "NOTE", "x"},
		"a group":                     {"VERSION:3.0\nitem1.NOTE:x", "NOTE", "x"},
		"a stray backslash":           {"VERSION:4.0\nNOTE:C:\\Docs\\x", "NOTE", "C:\\Docs\\x"},
	} {
		cards, broken := read(t, "BEGIN:VCARD\n"+c.in+"\nEND:VCARD\n")
		if len(cards) != 1 || broken != 0 {
			t.Errorf("%s: %d cards, %d broken; want one", name, len(cards), broken)
			continue
		}
		if p, ok := cards[0].Get(c.prop); !ok || p.Text() != c.want {
			t.Errorf("%s: %s = %q, want %q", name, c.prop, p.Text(), c.want)
		}
	}
}

func TestTypesAreFoundHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	cards, _ := read(t, "BEGIN:VCARD\nTEL;HOME;VOICE:1\nTEL;TYPE=home,voice:2\nTEL;TYPE=\"home,voice\":3\nTEL;type=HOME;type=pref:4\nEND:VCARD")
	for _, p := range cards[0].All("TEL") {
		if !p.Is("home") {
			t.Errorf("%+v is not of home, want it to be", p)
		}
	}
}

func TestABrokenCardDoesNotHideTheNext(t *testing.T) {
	t.Parallel()
	cards, broken := read(t, "junk\nBEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nno colon\nEND:VCARD\nBEGIN:VCARD\nFN:C\nEND:VCARD\nBEGIN:VCARD\nFN:D")
	if len(cards) != 2 || broken != 1 {
		t.Fatalf("%d cards and %d broken, want 2 and 1", len(cards), broken)
	}
	if p, _ := cards[1].Get("FN"); p.Text() != "C" {
		t.Errorf("the second card is %q, want C", p.Text())
	}
}

func TestNothingCanBeginAnotherProperty(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	c := vcard.Card{
		vcard.Make("FN", "A\r\nTEL:1"), vcard.Raw("URL", "x\nEND:VCARD"),
		vcard.Make("NOTE", "y", vcard.Param{Name: "X-L", Value: "a\":b\r\nEMAIL:z"}),
		vcard.Make("X-LONG", strings.Repeat("María, ", 40)),
	}
	if err := vcard.Write(&b, "4.0", c); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(b.String(), "\r\n") {
		if len(line) > 75 {
			t.Errorf("line of %d bytes, want at most 75: %q", len(line), line)
		}
	}
	cards, _ := read(t, b.String())
	if len(cards) != 1 || len(cards[0]) != len(c) {
		t.Fatalf("read back %v, want one card of %d properties", cards, len(c))
	}
	if p, _ := cards[0].Get("FN"); p.Text() != "A\nTEL:1" {
		t.Errorf("FN = %q, want the line break kept within it", p.Text())
	}
}

func FuzzWhatIsWrittenIsReadBack(f *testing.F) {
	f.Add("María", "a;b,c\\n", "x\ny", "home")
	f.Add("", "\\", "^n", "\"")
	f.Fuzz(func(t *testing.T, a, b, c, kind string) {
		if strings.Contains(kind, "^") || strings.Contains(kind, "\"") {
			t.Skip() // marks within parameters come back only in part
		}
		clean := func(s string) string { // what any card can carry
			s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
			return strings.Map(func(r rune) rune {
				if r < ' ' && r != '\t' && r != '\n' || r == 0x7F {
					return -1
				}
				return r
			}, s)
		}
		var out bytes.Buffer
		if err := vcard.Write(&out, "4.0", vcard.Card{vcard.Make("NOTE", a), vcard.MakeParts("N", []string{b, c, a}, vcard.Param{Name: "TYPE", Value: kind})}); err != nil {
			t.Fatal(err)
		}
		cards, _ := read(t, out.String())
		if len(cards) != 1 || len(cards[0]) != 2 {
			t.Fatalf("%q reads as %v, want one card of two properties", out.String(), cards)
		}
		if got := cards[0][0].Text(); got != clean(a) {
			t.Errorf("NOTE = %q, want %q", got, clean(a))
		}
		if got, want := fmt.Sprintf("%q", cards[0][1].Parts()), fmt.Sprintf("%q", []string{clean(b), clean(c), clean(a)}); got != want {
			t.Errorf("N = %s, want %s", got, want)
		}
	})
}

func FuzzAnythingIsReadToItsEnd(f *testing.F) {
	f.Add([]byte("BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:=\n=\nEND:VCARD"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for c := range vcard.Read(bytes.NewReader(data)) {
			if n++; n > len(data) {
				t.Fatal("more cards than bytes")
			}
			for _, p := range c {
				p.Parts()
				p.List()
				p.Text()
			}
		}
	})
}
