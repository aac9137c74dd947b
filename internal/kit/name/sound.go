package name

import "strings"

// spellings of one sound.
var spellings = strings.NewReplacer("sch", "s", "sh", "s", "ch", "s", "ph", "f", "zh", "s", "gh", "g", "kh", "k", "th", "t", "dzh", "s", "ck", "k", "qu", "k", "hs", "s", "dj", "s", "wr", "r", "kn", "n", "ts", "s", "tz", "s", "cz", "s", "ci", "si", "ce", "se")

// Sound is what is heard of a folded word: consonants by kind, vowels only at
// the beginning. "mohammed" and "muhamad" sound the same; so do "smith" and
// "smyth".
func Sound(w string) string {
	w = spellings.Replace(w)
	var b strings.Builder
	last := byte(0)
	for i := range len(w) {
		c := heard(w[i], i)
		if c != 0 && c != last {
			b.WriteByte(c)
		}
		last = c
		if b.Len() == 8 {
			break
		}
	}
	return b.String()
}

// heard is the kind of a letter; 0 is not heard.
func heard(c byte, at int) byte {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		if at == 0 {
			return 'A'
		}
		return 0
	case 'h':
		if at == 0 {
			return 'H'
		}
		return 0
	case 'w':
		if at == 0 {
			return 'F'
		}
		return 0
	case 'b', 'p':
		return 'P'
	case 'f', 'v':
		return 'F'
	case 'c', 'k', 'q', 'g':
		return 'K'
	case 's', 'z', 'x', 'j':
		return 'S'
	case 'd', 't':
		return 'T'
	case 'l':
		return 'L'
	case 'm':
		return 'M'
	case 'n':
		return 'N'
	case 'r':
		return 'R'
	}
	return c // a digit
}

// sounds lists the kinds that heard gives, for guessing at slips.
const sounds = "AFHKLMNPRST"

// slips counts the letters to add, leave out, change or swap to make one word
// the other, up to most+1.
func slips(a, b string, most int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > most || len(b) > 60 {
		return most + 1
	}
	var rows [3][64]int
	two, one, now := &rows[0], &rows[1], &rows[2]
	for j := range len(a) + 1 {
		one[j] = j
	}
	for i := 1; i <= len(b); i++ {
		now[0] = i
		best := i
		for j := 1; j <= len(a); j++ {
			cost := 1
			if b[i-1] == a[j-1] {
				cost = 0
			}
			now[j] = min(one[j]+1, now[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && b[i-1] == a[j-2] && b[i-2] == a[j-1] {
				now[j] = min(now[j], two[j-2]+1)
			}
			best = min(best, now[j])
		}
		if best > most {
			return most + 1
		}
		two, one, now = one, now, two
	}
	return one[len(a)]
}
