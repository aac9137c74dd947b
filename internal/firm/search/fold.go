package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold writes s as search compares it: words in lower case, without accents,
// parted by single blanks. "Łukasz O’Wójcik" is "lukasz o wojcik". It is the
// same on both databases, because neither is asked to fold.
func Fold(s string) string {
	var b strings.Builder
	for w := range words(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// word is one word of a text: folded, and where it stands in the original.
type word struct {
	text       string
	start, end int
	joined     bool // nothing but a mark such as a hyphen stands between it and the word before
}

// words gives the words of s in order. A sign that is a word of its own, as in
// Chinese and Japanese, is given alone, so that a part of a name is found.
func words(s string) func(yield func(word) bool) {
	return func(yield func(word) bool) {
		start, blank := -1, true
		give := func(end int) bool {
			w := word{fold(s[start:end]), start, end, !blank}
			start, blank = -1, false
			return w.text == "" || yield(w)
		}
		for i, r := range s {
			own := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
			if start >= 0 && (own || !wordly(r)) && !give(i) {
				return
			}
			switch {
			case own:
				start = i
				if !give(i + utf8.RuneLen(r)) {
					return
				}
			case wordly(r) && start < 0:
				start = i
			case unicode.IsSpace(r):
				blank = true
			}
		}
		if start >= 0 {
			give(len(s))
		}
	}
}

// wordly reports whether r is part of a word. U+02BC is a letter to Unicode
// and an apostrophe to those who write it.
func wordly(r rune) bool {
	return r != 'ʼ' && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

func fold(s string) string {
	plain := true
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if unicode.IsMark(r) {
			continue
		}
		for _, r := range spelled(unicode.ToLower(r)) {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// spelled writes the letters that don't come apart into a letter and a mark.
func spelled(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ŋ':
		return "n"
	case 'ŧ':
		return "t"
	case 'ς':
		return "σ"
	}
	return string(r)
}

// indexed lists the words under which a text is found: those it has, then
// joined ones, so that "OBrien" finds O'Brien, and the ends of long numbers,
// so that a phone is found without its country.
func indexed(s string, most int) []string {
	var out, extra []string
	run := ""
	end := func(pieces int) {
		if pieces > 1 && len(run) <= longest {
			extra = append(extra, run)
		}
		if isDigits(run) && len(run) >= 10 && len(run) <= 15 {
			extra = append(extra, run[len(run)-10:], run[len(run)-7:])
		}
	}
	pieces := 0
	for w := range words(s) {
		if len(out) == most {
			break
		}
		if !w.joined {
			end(pieces)
			run, pieces = "", 0
		}
		if len(run) <= longest {
			run += w.text
		}
		pieces++
		out = append(out, clip(w.text, longest))
	}
	end(pieces)
	return append(out, extra...)
}

// longest is the longest word, in bytes, that is told from a longer one.
const longest = 64

// clip cuts s to at most n bytes, between letters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
