package mail

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestEveryCharsetIsRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		enc  encoding.Encoding
		text string
	}{
		"iso-8859-1": {charmap.ISO8859_1, "Señor Núñez"}, "latin1": {charmap.ISO8859_1, "Señor Núñez"}, "windows-1252": {charmap.Windows1252, "“fee” €"},
		"iso-8859-15": {charmap.ISO8859_15, "€ œuvre"}, "iso-8859-2": {charmap.ISO8859_2, "Wójcik, Łódź"}, "windows-1250": {charmap.Windows1250, "Wójcik"},
		"cp1251": {charmap.Windows1251, "Кравчук"}, "koi8-r": {charmap.KOI8R, "Кравчук"}, "koi8-u": {charmap.KOI8U, "Кравчук"}, "iso-8859-5": {charmap.ISO8859_5, "Кравчук"},
		"iso-8859-7": {charmap.ISO8859_7, "Νίκος"}, "windows-1256": {charmap.Windows1256, "محمد"}, "iso-8859-8-i": {charmap.ISO8859_8I, "שלום"},
		"iso-8859-9": {charmap.ISO8859_9, "Ağaoğlu"}, "tis-620": {charmap.Windows874, "สวัสดี"}, "windows-1258": {charmap.Windows1258, "đ"}, "macintosh": {charmap.Macintosh, "Núñez"},
		"ibm850": {charmap.CodePage850, "Núñez"}, "cp437": {charmap.CodePage437, "Núñez"}, "shift_jis": {japanese.ShiftJIS, "契約書"}, "euc-jp": {japanese.EUCJP, "契約書"},
		"iso-2022-jp": {japanese.ISO2022JP, "契約書"}, "gb2312": {simplifiedchinese.GBK, "合同"}, "gb18030": {simplifiedchinese.GB18030, "合同"}, "hz-gb-2312": {simplifiedchinese.HZGB2312, "合同"},
		"big5": {traditionalchinese.Big5, "合約"}, "euc-kr": {korean.EUCKR, "계약서"}, "ks_c_5601-1987": {korean.EUCKR, "계약서"}, "utf-16": {unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "Núñez"},
		"utf-16le": {unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "Núñez"}, "UTF8": {unicode.UTF8, "Núñez 合"}, `"utf-8"`: {unicode.UTF8, "Núñez"},
	} {
		data, err := c.enc.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		b64 := base64.StdEncoding.EncodeToString(data)
		raw := fmt.Sprintf("Subject: =?%s?B?%s?=\r\nContent-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n", strings.Trim(name, `"`), b64, name, b64)
		if m := Parse([]byte(raw)); m.Text != c.text || m.Subject != c.text {
			t.Errorf("%s: text %q, subject %q, want %q (%v)", name, m.Text, m.Subject, c.text, m.Problems)
		}
	}
	for charset, c := range map[string]struct{ in, want string }{
		"utf-7":       {"Hi +AOk-l+AOg-ve +- 1", "Hi élève + 1"},
		"iso-2022-kr": {"\x1b$)C\x0e0h>`\x0f ok", "계약 ok"},
		"none":        {"Se\xf1or", "Señor"},
		"utf-8":       {"Se\xf1or", "Señor"},
		"iso-8859-1":  {"Se\u00f1or", "Señor"},
		"x-made-up":   {"Se\xf1or", "Señor"},
	} {
		if got, _ := toUTF8([]byte(c.in), charset); got != c.want {
			t.Errorf("%s: %q, want %q", charset, got, c.want)
		}
	}
}

func TestHeaderWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain":                                     "plain",
		"=?utf-8?Q?Jos=C3=A9?=":                     "José",
		"=?UTF-8?q?a_b?= =?UTF-8?q?_c?=":            "a b c",
		"=?utf-8?B?w4M=?= x =?utf-8?Q?y?=":          "Ã x y",
		"=?utf-8?B?4oI=?= =?utf-8?B?rA==?=":         "€", // one letter in two words
		"=?iso-8859-1*es?Q?a=F1o?=":                 "año",
		"=?utf-8?Q?a b?=":                           "a b", // a space is forbidden there, and common
		"Re:=?utf-8?Q?x?=y":                         "Re:xy",
		"=?utf-8?X?y?=":                             "=?utf-8?X?y?=",
		"=?utf-8?Q?unclosed":                        "=?utf-8?Q?unclosed",
		"=?nonsense?Q?a=F1o?=":                      "año",
		"caf\xc3\xa9":                               "café",
		"caf\xe9":                                   "café",
		"a\x00b\x07\u202ec":                         "abc",
		"=?utf-8?B?SGVsbG8?=":                       "Hello",
		"=?utf-8?Q?a=0D=0ABcc:_x?=":                 "a Bcc: x",
		`"=?utf-8?Q?quoted?="`:                      `"quoted"`,
		"=?utf-8?Q?=F0=9F=8E=89?= =?utf-8?Q?_ok?=!": "🎉 ok!",
	} {
		if got := decodeWords(in, ""); got != want {
			t.Errorf("decodeWords(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Mon, 02 Mar 2026 09:14:00 -0600":       "2026-03-02T15:14:00Z",
		"2 Mar 2026 09:14 -0600 (CST)":          "2026-03-02T15:14:00Z",
		"Mon, 2 Mar 2026 09:14:00 EST":          "2026-03-02T14:14:00Z",
		"Mon, 2 Mar 2026 09:14:00 GMT":          "2026-03-02T09:14:00Z",
		"Mon, 2 Mar 2026 09:14:00 UT":           "2026-03-02T09:14:00Z",
		"Lun, 2 Mar 2026 09:14:00 +0000":        "2026-03-02T09:14:00Z",
		"Mon Mar  2 09:14:00 2026":              "2026-03-02T09:14:00Z",
		"2026-03-02T09:14:00+01:00":             "2026-03-02T08:14:00Z",
		"2 March 2026 09:14:00 +0000":           "2026-03-02T09:14:00Z",
		"Mon, 02 Mar 26 09:14:00 +0000":         "2026-03-02T09:14:00Z",
		"Mon, 2 Mar 2026 09:14:00 +0000 junk":   "2026-03-02T09:14:00Z",
		"Mon, 2 Mar 2026 09(c):  14  :00 +0000": "2026-03-02T09:14:00Z",
		"yesterday":                             "-",
		"":                                      "-",
		"Mon, 2 Mar 9026 09:14:00 +0000":        "-",
		"Thu, 1 Jan 1970 00:00:00 +0000":        "-",
	} {
		got, _ := parseDate(in)
		if stamp(got) != want {
			t.Errorf("parseDate(%q) = %s, want %s", in, stamp(got), want)
		}
	}
}

func TestAForwardedMessageIsReadAndKept(t *testing.T) {
	t.Parallel()
	const inner = "From: o@opposing.test\r\nSubject: Interrogatories\r\nMessage-ID: <orig@opposing.test>\r\n\r\nAttached.\r\n"
	m := Parse([]byte("From: kim@firm.test\r\nSubject: Fwd\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n\r\nFiling for A-101.\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\n" + inner + "\r\n--b1--\r\n"))
	if m.Text != "Filing for A-101." || len(m.Attachments) != 1 {
		t.Fatalf("text %q, %d attachments, want the note and one", m.Text, len(m.Attachments))
	}
	a := m.Attachments[0]
	if a.Name != "Interrogatories.eml" || string(a.Data) != inner || a.Message == nil || a.Message.MessageID != "orig@opposing.test" {
		t.Errorf("attachment = %q %q %+v, want the message whole and read", a.Name, a.Data, a.Message)
	}
}

func TestNothingReadableIsLost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, text, html string }{
		"html with a list footer": {"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hi</p>\n--b\n\nfooter <x>\n--b--\n", "Hi\n\nfooter <x>", "<p>Hi</p><pre>footer &lt;x&gt;</pre>"},
		"empty plain, full html":  {"Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\nContent-Type: text/html\n\n<p>Hi</p>\n--b--\n", "Hi", "<p>Hi</p>"},
		"lost boundary":           {"Content-Type: multipart/mixed\n\n--zzz9\nContent-Type: text/plain\n\nHi\n--zzz9--\n", "Hi", ""},
		"encoded multipart":       {"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte("--b\n\nHi\n--b--\n")), "Hi", ""},
		"cut off":                 {"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi", "Hi", ""},
		"flowed":                  {"Content-Type: text/plain; format=flowed\n\nOne long \nline.\n> Quoted \n> too.\n-- \nKim", "One long line.\n> Quoted too.\n-- \nKim", ""},
		"no header":               {"just words\n\nand more", "just words\n\nand more", ""},
		"no body":                 {"Subject: x", "", ""},
		"header runs into body":   {"Subject: x\nHello there, Kim.\n\nBye.", "Hello there, Kim.\n\nBye.", ""},
		"NUL and old line ends":   {"Subject: x\n\na\x00b\rc", "ab\nc", ""},
	} {
		m := Parse([]byte(c.in))
		if m.Text != c.text || strings.TrimSpace(m.HTML) != c.html {
			t.Errorf("%s:\n got  %q %q %v\n want %q %q", name, m.Text, m.HTML, m.Problems, c.text, c.html)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, raw := range fixtures(f) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Parse(raw)
		again := Parse(raw)
		if !reflect.DeepEqual(m, again) {
			t.Error("read twice, understood differently")
		}
		strs := []string{m.MessageID, m.Subject, m.Text, m.HTML, m.Lang, strings.Join(m.References, ""), strings.Join(m.Problems, "")}
		for _, a := range m.People() {
			strs = append(strs, a.Name, a.Addr)
		}
		for _, a := range m.Attachments {
			strs = append(strs, a.Name, a.Type, a.Declared, a.ContentID)
			if a.Size != len(a.Data) || strings.ContainsAny(a.Name, "/\\") || a.Name == "" {
				t.Errorf("attachment %q of %d bytes, want a safe name and %d bytes", a.Name, a.Size, len(a.Data))
			}
		}
		for _, s := range strs {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				t.Errorf("%q is not clean UTF-8", s)
			}
		}
		if !m.Date.IsZero() && (m.Date.Year() < 1970 || m.Date.Location() != time.UTC) {
			t.Errorf("date %v, want a believable one in UTC", m.Date)
		}
		Key(raw)
		NewThreader().Add(m)
		AsksSomething(m.Text)
		BareSubject(m.Subject)
	})
}
