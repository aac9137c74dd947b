package mail

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// toUTF8 reads text in the charset its sender names. Where the name is wrong,
// unknown or absent it takes UTF-8 if the bytes are that, else Windows-1252,
// and says so.
func toUTF8(b []byte, charset string) (text, problem string) {
	name := charsetName(charset)
	if isASCII(b) && !shifts(name) {
		return string(b), ""
	}
	switch name {
	case "utf-7":
		return decodeUTF7(b), ""
	case "iso-2022-kr", "csiso2022kr":
		b, name = unshiftKorean(b), "euc-kr"
	case "utf-8", "us-ascii", "windows-1252", "iso-8859-1", "":
		// Text that is valid UTF-8 beyond ASCII is UTF-8, whatever it claims:
		// chance alone almost never makes such bytes.
		if utf8.Valid(b) {
			return string(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))), mislabelled(name)
		}
	}
	enc := lookup(name)
	if enc == nil {
		if utf8.Valid(b) {
			return string(b), "unknown charset " + quoteName(charset) + ", read as utf-8"
		}
		return latin(b), "unknown charset " + quoteName(charset) + ", read as windows-1252"
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return latin(b), "text is not in charset " + quoteName(charset)
	}
	if name == "utf-8" {
		return latin(b), "text is not utf-8, read as windows-1252"
	}
	s := string(out)
	if strings.ContainsRune(s, utf8.RuneError) {
		return s, "some letters are not in charset " + quoteName(charset)
	}
	return s, ""
}

// decodeLoose is toUTF8 where nobody asks what went wrong.
func decodeLoose(b []byte, charset string) string {
	if len(b) == 0 {
		return ""
	}
	s, _ := toUTF8(b, charset)
	return s
}

func mislabelled(name string) string {
	if name == "utf-8" {
		return ""
	}
	if name == "" {
		name = "none"
	}
	return "charset said " + name + ", text is utf-8"
}

func quoteName(s string) string {
	s = clean(s)
	if len(s) > 40 {
		s = strings.ToValidUTF8(s[:40], "")
	}
	return `"` + s + `"`
}

func latin(b []byte) string {
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil { // cannot be: every byte has a meaning there
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(out)
}

func charsetName(s string) string {
	s = strings.ToLower(strings.Trim(s, " \t\"';"))
	switch s {
	case "utf8", "unicode-1-1-utf-8", "x-utf_8j", "utf-8mb4":
		return "utf-8"
	case "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7":
		return "utf-7"
	case "ascii", "ansi_x3.4-1968", "ansi_x3.110-1983", "7bit", "8bit", "x-unknown", "unknown-8bit",
		"default", "default_charset", "_autodetect", "none", "binary":
		return "us-ascii"
	case "latin1", "iso8859-1", "iso_8859-1", "ansi", "cp1252", "x-ansi":
		return "iso-8859-1"
	}
	return s
}

// shifts reports charsets that write their letters in ASCII bytes.
func shifts(name string) bool {
	return strings.HasPrefix(name, "iso-2022") || strings.HasPrefix(name, "csiso2022") || strings.HasPrefix(name, "hz") ||
		strings.HasPrefix(name, "utf-16") || strings.HasPrefix(name, "utf-32") || name == "utf-7" || name == "jis"
}

func lookup(name string) encoding.Encoding {
	switch name {
	case "":
		return nil
	case "us-ascii":
		return charmap.Windows1252
	case "utf-16": // big endian unless its mark says other (RFC 2781, 4.3)
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "hz-gb-2312", "hz":
		return simplifiedchinese.HZGB2312
	case "jis", "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-ms":
		name = "iso-2022-jp"
	case "sjis-win", "cp932", "ms932":
		name = "shift_jis"
	case "cp949", "uhc":
		name = "euc-kr"
	case "cp936", "cp-936":
		name = "gbk"
	}
	if rest, ok := strings.CutPrefix(name, "cp"); ok && len(rest) >= 3 {
		name = "cp" + strings.TrimPrefix(rest, "-")
	}
	for _, find := range []func(string) (encoding.Encoding, error){htmlindex.Get, ianaindex.MIME.Encoding, ianaindex.IANA.Encoding} {
		if e, err := find(name); err == nil && e != nil && e != encoding.Replacement {
			return e
		}
	}
	if rest, ok := strings.CutPrefix(name, "cp"); ok { // cp1251, cp850
		for _, prefix := range []string{"windows-", "ibm"} {
			if e, err := ianaindex.IANA.Encoding(prefix + rest); err == nil && e != nil {
				return e
			}
		}
	}
	return nil
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// unshiftKorean makes EUC-KR of ISO-2022-KR (RFC 1557): the same table, with
// shift-out and shift-in in place of the high bit.
func unshiftKorean(b []byte) []byte {
	b = bytes.ReplaceAll(b, []byte("\x1b$)C"), nil)
	out := make([]byte, 0, len(b))
	var high byte
	for _, c := range b {
		switch {
		case c == 0x0e:
			high = 0x80
		case c == 0x0f:
			high = 0
		case c > ' ':
			out = append(out, c|high)
		default:
			out = append(out, c)
		}
	}
	return out
}

// decodeUTF7 reads RFC 2152, which Go has no decoder for.
func decodeUTF7(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		i := bytes.IndexByte(b, '+')
		if i < 0 {
			break
		}
		out.Write(b[:i])
		b = b[i+1:]
		n := 0
		for n < len(b) && (b[n] == '/' || b[n] == '+' || b[n] >= '0' && b[n] <= '9' || b[n]|0x20 >= 'a' && b[n]|0x20 <= 'z') {
			n++
		}
		if n == 0 {
			out.WriteByte('+')
		}
		digits := b[:n]
		if len(digits)%4 == 1 {
			digits = digits[:len(digits)-1]
		}
		raw, _ := base64.RawStdEncoding.DecodeString(string(digits)) // digits were checked one by one
		units := make([]uint16, 0, len(raw)/2)
		for j := 0; j+1 < len(raw); j += 2 {
			units = append(units, uint16(raw[j])<<8|uint16(raw[j+1]))
		}
		out.WriteString(string(utf16.Decode(units)))
		b = bytes.TrimPrefix(b[n:], []byte("-"))
	}
	out.Write(b)
	return strings.ToValidUTF8(out.String(), "\uFFFD")
}
