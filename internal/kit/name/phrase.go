package name

import (
	"regexp"
	"sync"
)

// phrase parts one name from another in a text.
type phrase struct {
	re  *regexp.Regexp
	via Via
}

func (p phrase) cut(s string) (before, after string, ok bool) {
	at := p.re.FindStringIndex(s)
	if at == nil || at[0] == 0 || at[1] == len(s) {
		return "", "", false
	}
	return s[:at[0]], s[at[1]:], true
}

func (p phrase) kind(k Kind) Kind {
	if p.via == Also || p.via == Family {
		return Unknown
	}
	return k
}

var splits = sync.OnceValue(func() []phrase {
	return []phrase{
		{regexp.MustCompile(`(?i)[\s,(]+(?:d/b/a|d\.b\.a\.?|dba|doing business as|trading as|t/a|a/k/a|a\.k\.a\.?|aka|also known as|f/k/a|f\.k\.a\.?|fka|n/k/a|formerly known as|previously known as|formerly)[\s:]+`), Also},
		{regexp.MustCompile(`(?i)[\s,(]+(?:née|nee|né|born as|born|maiden name|geb\.)\s+`), Born},
		{regexp.MustCompile(`(?i)[\s,(]+(?:a |an )?(?:wholly[- ]owned )?(?:subsidiary|division|affiliate|member|unit) of (?:the )?`), Family},
	}
})
