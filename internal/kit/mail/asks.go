package mail

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// AsksSomething reports whether the writer waits for an answer, and by what
// words. A client's reasonable request must be answered promptly (Model Rule
// 1.4(a)(4)), so a request missed costs more than one seen too often: courtesy
// is left out, doubt is not. Quotations, signatures and web addresses do not
// count. It knows English and Spanish; in any language it knows "?".
func AsksSomething(text string) (asks bool, why string) {
	if len(text) > maxAsked {
		text = text[:maxAsked]
	}
	own, _ := Quoted(text)
	own = fold(webAddress.ReplaceAllString(own, " "))
	for _, sentence := range sentences(own) {
		asking := strings.ContainsAny(sentence, "?¿")
		if !asking && findRequest(sentence) == "" {
			continue
		}
		bare := strings.TrimSpace(courtesy.ReplaceAllString(sentence, " "))
		if words := findRequest(bare); words != "" {
			return true, words
		}
		if isQuestion(bare) {
			return true, "?"
		}
	}
	return false, ""
}

// maxAsked is how much of a mail is searched: people ask in the first pages.
const maxAsked = 48 << 10

var webAddress = regexp.MustCompile(`(?i)<?\b(https?://|www\.|mailto:)\S+|\S+@\S+\.\S+`)

// fold takes off accents and case: people leave accents out on telephones.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '’' || r == '‘' || r == '`':
			return '\''
		case r == '？' || r == '⁇' || r == '؟':
			return '?'
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// sentences cuts at full stops and empty lines, keeping "?" with its sentence.
// A line end alone does not end a sentence: mail breaks lines anywhere.
func sentences(s string) []string {
	var out []string
	start := 0
	for i := 0; i < len(s); i++ {
		end := s[i] == '.' || s[i] == '!' || s[i] == '?'
		if end && i+1 < len(s) && !strings.ContainsRune(" \n\t)\"'?!.*_", rune(s[i+1])) {
			continue // 3.5, a.m, file.pdf
		}
		if end || s[i] == '\n' && i+1 < len(s) && (s[i+1] == '\n' || s[i+1] == '-' || s[i+1] == '*') {
			out = append(out, strings.Join(strings.Fields(s[start:i+1]), " "))
			start = i + 1
		}
	}
	return append(out, strings.Join(strings.Fields(s[start:]), " "))
}

// isQuestion wants a word before the mark, so that "???" alone, or a "?" where
// a letter was lost, does not count.
func isQuestion(s string) bool {
	if i := strings.IndexByte(s, '?'); i > 0 {
		return strings.ContainsFunc(s[:i], unicode.IsLetter)
	}
	return strings.ContainsRune(s, '¿')
}
