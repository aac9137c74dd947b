package name

import (
	"slices"
	"strings"
)

// number reads a word of an organisation's name as a number: 7, seven, 1st,
// first, VII. A Roman number is written in capitals and is not the first word.
func number(w word, at int) (int, bool) {
	if digits(w.text) && len(w.text) <= 9 {
		return atoi(w.text), true
	}
	if n, ok := wordNumber(w.text); ok {
		return n, true
	}
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if d, ok := strings.CutSuffix(w.text, end); ok && digits(d) && len(d) <= 6 {
			return atoi(d), true
		}
	}
	if at > 0 && w.upper {
		return roman(w.text)
	}
	return 0, false
}

func wordNumber(w string) (int, bool) {
	for n, words := range [][]string{{"zero"}, {"one", "first"}, {"two", "second"}, {"three", "third"}, {"four", "fourth"}, {"five", "fifth"}, {"six", "sixth"},
		{"seven", "seventh"}, {"eight", "eighth"}, {"nine", "ninth"}, {"ten", "tenth"}, {"eleven", "eleventh"}, {"twelve", "twelfth"}} {
		if slices.Contains(words, w) {
			return n, true
		}
	}
	at := slices.Index([]string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}, w)
	return 10 * (at + 2), at >= 0
}

// roman reads I to XXXIX; larger ones are words or initials.
func roman(w string) (int, bool) {
	for n := 1; n < 40; n++ {
		ones := [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}[n%10]
		if w == strings.Repeat("x", n/10)+ones {
			return n, true
		}
	}
	return 0, false
}
