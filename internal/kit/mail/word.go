package mail

import (
	"encoding/base64"
	"strings"
)

const maxWord = 4096 // longest encoded word looked for; RFC 2047 allows 75

// decodeWords reads encoded words (RFC 2047) wherever they stand, even inside
// quotes, and guesses bare 8-bit text, which RFC 5322 forbids and people send.
func decodeWords(s, hint string) string {
	if !strings.Contains(s, "=?") {
		return clean(decodeLoose([]byte(s), hint))
	}
	var out strings.Builder
	var run []byte // bytes of words that follow each other in one charset
	var runSet string
	flush := func() {
		out.WriteString(decodeLoose(run, runSet))
		run, runSet = nil, ""
	}
	for s != "" {
		i := strings.Index(s, "=?")
		if i < 0 {
			break
		}
		set, data, n, ok := cutWord(s[i:])
		if !ok {
			flush()
			out.WriteString(decodeLoose([]byte(s[:i+2]), hint))
			s = s[i+2:]
			continue
		}
		if strings.TrimSpace(s[:i]) != "" || (run == nil && i > 0) {
			flush()
			out.WriteString(decodeLoose([]byte(s[:i]), hint))
		}
		if !strings.EqualFold(set, runSet) {
			flush()
		}
		run, runSet = append(run, data...), set
		s = s[i+n:]
	}
	flush()
	out.WriteString(decodeLoose([]byte(s), hint))
	return clean(out.String())
}

// cutWord reads one encoded word at the start of s: its charset, its bytes and
// its length.
func cutWord(s string) (set string, data []byte, n int, ok bool) {
	if len(s) > maxWord {
		s = s[:maxWord]
	}
	set, rest, ok := strings.Cut(s[2:], "?")
	if !ok || len(rest) < 2 || rest[1] != '?' || set == "" || strings.ContainsAny(set, " \"<>") {
		return "", nil, 0, false
	}
	body := rest[2:]
	end := strings.Index(body, "?=")
	if end < 0 {
		return "", nil, 0, false
	}
	n = len(s) - len(body) + end + 2
	set, _, _ = strings.Cut(set, "*") // RFC 2231 lets a language follow
	switch rest[0] {
	case 'q', 'Q':
		return set, unquote(strings.ReplaceAll(body[:end], "_", " ")), n, true
	case 'b', 'B':
		return set, unbase64([]byte(body[:end])), n, true
	}
	return "", nil, 0, false
}

// unquote reads =XX; anything else stands for itself.
func unquote(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '=' && i+2 < len(s) {
			if hi, lo := unhex(s[i+1]), unhex(s[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unbase64 reads as much as there is, over line ends, stray bytes, missing
// padding and padding in the middle.
func unbase64(b []byte) []byte {
	digits := make([]byte, 0, len(b))
	out := make([]byte, 0, len(b)*3/4+3)
	flush := func() {
		if len(digits)%4 == 1 {
			digits = digits[:len(digits)-1]
		}
		out, _ = base64.RawStdEncoding.AppendDecode(out, digits) // digits were checked one by one
		digits = digits[:0]
	}
	for _, c := range b {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			digits = append(digits, c)
		case c == '-':
			digits = append(digits, '+')
		case c == '_':
			digits = append(digits, '/')
		case c == '=' && len(digits) > 0:
			flush()
		}
	}
	flush()
	return out
}
