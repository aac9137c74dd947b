package secret

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
)

// commonWords are the words people build passwords from, ours to extend: one
// or more on a line.
//
//go:embed common.txt
var commonWords string

// rows are the runs that fingers and memories follow.
const rows = "abcdefghijklmnopqrstuvwxyz|01234567890|1234567890|qwertyuiop|asdfghjkl|zxcvbnm|qazwsxedcrfvtgbyhnujmikolp|1q2w3e4r5t6y7u8i9o0p"

// guessable looks for the passwords that guessing programs try first. The rule
// is: once names, digits and marks are taken out, something must be left that
// is not one or two everyday words, a repetition or a run of the keyboard.
func guessable(password string, about []string) error {
	low := strings.ToLower(password)
	if distinct(low) < 5 || repeats(low) || followsRows(low) {
		return ErrCommon
	}
	if strings.IndexFunc(low, unicode.IsLetter) < 0 && len(low) < 16 {
		return ErrCommon // telephone, account and case numbers
	}
	inner := strings.TrimFunc(low, func(r rune) bool { return !unicode.IsLetter(r) }) // "p@ssw0rd" of "p@ssw0rd2026!"
	for _, core := range []string{onlyLetters(low), onlyLetters(unleet(low)), onlyLetters(unleet(inner))} {
		rest := withoutNames(core, about)
		if rest != core && len([]rune(rest)) < 6 {
			return ErrNamed
		}
		if rest == core && distinctOther(low) >= 6 {
			continue // digits and marks carry enough of their own
		}
		if splitsIntoCommon(rest, 2) {
			return ErrCommon
		}
	}
	return nil
}

func distinct(s string) int {
	seen := []rune(s)
	slices.Sort(seen)
	return len(slices.Compact(seen))
}

// distinctOther counts the different characters that are not letters.
func distinctOther(s string) int {
	return distinct(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return -1
		}
		return r
	}, s))
}

// repeats reports whether s is a shorter text over and over, as in "lawlawlawlaw".
func repeats(s string) bool {
	return strings.Contains((s + s)[1:2*len(s)-1], s)
}

// followsRows reports whether s is made of at most three runs of four or more
// along the alphabet, the digits or the keyboard, in either direction.
func followsRows(s string) bool {
	lines := strings.Split(rows, "|")
	for _, l := range strings.Split(rows, "|") {
		b := []byte(l)
		slices.Reverse(b)
		lines = append(lines, string(b))
	}
	runs := 0
	for len(s) > 0 {
		n := longestRun(s, lines)
		if n < 4 {
			return runs > 0 && len(s) < 4
		}
		s, runs = s[n:], runs+1
		if runs > 3 {
			return false
		}
	}
	return true
}

// longestRun is how much of the start of s lies along one line.
func longestRun(s string, lines []string) int {
	longest := 0
	for _, l := range lines {
		for n := longest + 1; n <= len(s) && strings.Contains(l, s[:n]); n++ {
			longest = n
		}
	}
	return longest
}

func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// unleet reads digits and marks as the letters they stand for in "p@ssw0rd".
func unleet(s string) string {
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i").Replace(s)
}

// withoutNames takes the person's and the firm's words out of core. Parts
// shorter than four letters are left: they occur inside innocent words.
func withoutNames(core string, about []string) string {
	for _, text := range about {
		words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
		for _, w := range words {
			if len([]rune(w)) >= 4 {
				core = strings.ReplaceAll(core, w, "")
			}
		}
	}
	return core
}

// splitsIntoCommon reports whether s is nothing but at most n common words.
func splitsIntoCommon(s string, n int) bool {
	if s == "" {
		return true
	}
	if n == 0 {
		return false
	}
	for w := range strings.FieldsSeq(commonWords) {
		if rest, ok := strings.CutPrefix(s, w); ok && splitsIntoCommon(rest, n-1) {
			return true
		}
	}
	return false
}
