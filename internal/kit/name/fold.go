package name

import (
	"strconv"
	"strings"
	"unicode"

	anyascii "github.com/anyascii/go"
	"golang.org/x/text/unicode/norm"
)

// word is one word of a text.
type word struct {
	text  string // folded
	said  string
	upper bool // written in capitals alone
}

// Fold writes a text as names are compared: lower case, Latin letters and
// digits, words parted by a blank. Letters of other scripts are written as they
// sound; letters that only look like others are taken for those.
func Fold(s string) string {
	var out []string
	for _, w := range split(s) {
		out = append(out, w.text)
	}
	return strings.Join(out, " ")
}

var signs = strings.NewReplacer("&", " and ", "+", " and ", "@", " at ")

// split parts a text into words. An apostrophe joins, a dot between single
// letters joins, everything else that is no letter or digit parts.
func split(s string) []word {
	s = signs.Replace(norm.NFKC.String(s))
	var out []word
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			if w := fold(b.String()); w.text != "" {
				out = append(out, w)
			}
			b.Reset()
		}
	}
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
		case apostrophe(r):
		default:
			end()
		}
	}
	end()
	return dotted(s, out)
}

func apostrophe(r rune) bool { return strings.ContainsRune("'’‘`´ʼʻʿʾ", r) }

// dotted joins letters that dots part: A.B.C. is ABC. A person's initials, as
// in "J. C. Juncker", have blanks between them and stay apart.
func dotted(s string, ws []word) []word {
	var out []word
	rest := s
	for i := 0; i < len(ws); i++ {
		w := ws[i]
		at := strings.Index(rest, w.said)
		if at >= 0 {
			rest = rest[at+len(w.said):]
		}
		for len([]rune(w.said)) >= 1 && single(ws[i]) && i+1 < len(ws) && strings.HasPrefix(rest, "."+ws[i+1].said) && (single(ws[i+1])) {
			i++
			rest = rest[1+len(ws[i].said):]
			w = word{w.text + ws[i].text, w.said + "." + ws[i].said, w.upper && ws[i].upper}
		}
		out = append(out, w)
	}
	return out
}

func single(w word) bool { return len([]rune(w.said)) == 1 && len(w.text) == 1 }

// fold writes one word in small Latin letters.
func fold(said string) word {
	w := word{said: said, upper: strings.ToUpper(said) == said && strings.ToLower(said) != said}
	text := alike(said)
	plain := true
	for i := range len(text) {
		plain = plain && text[i] < 0x80
	}
	if !plain {
		text = anyascii.Transliterate(norm.NFC.String(text))
	}
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	w.text = unleet(b.String())
	return w
}

// alike takes letters of another alphabet that stand among Latin ones for what
// they look like: a Cyrillic С in "Сitibank".
func alike(s string) string {
	latin, other := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.In(r, unicode.Cyrillic, unicode.Greek):
			other++
		}
	}
	if latin == 0 || other == 0 {
		return s
	}
	const from, to = "АВЕЅІЈКМНОРСТХУԚԜаеѕіјорсухԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναιρυ", "ABESIJKMHOPCTXYQWaesijopcyxqwABEZHIKMNOPTYXovaipu"
	target := []rune(to)
	return strings.Map(func(r rune) rune {
		for i, f := range []rune(from) {
			if f == r {
				return target[i]
			}
		}
		return r
	}, s)
}

// unleet reads digits inside a word as the letters they look like: Sech1n.
func unleet(s string) string {
	letters := strings.IndexFunc(s, func(r rune) bool { return r >= 'a' }) >= 0
	if !letters || strings.IndexFunc(s, func(r rune) bool { return r < 'a' }) < 0 {
		return s
	}
	b := []byte(s)
	for i := 1; i+1 < len(b); i++ {
		if b[i] < 'a' && b[i-1] >= 'a' && b[i+1] >= 'a' {
			if l, ok := map[byte]byte{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '9': 'g'}[b[i]]; ok {
				b[i] = l
			}
		}
	}
	return string(b)
}

func digits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// numbered reports whether a word has a digit in it; such words are numbers and
// must agree.
func numbered(s string) bool { return strings.ContainsAny(s, "0123456789") }

func vowels(s string) (n int) {
	for _, r := range s {
		if strings.ContainsRune("aeiouy", r) {
			n++
		}
	}
	return n
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
