package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strings"
)

// Key gives what tells a message from every other, so that the same mail read
// twice, or found in two mailboxes, is kept once: key is made of Message-ID,
// Date and sender, body of all that follows the header.
//
// It reads the bytes itself, by rules that never change: were it to follow
// Parse, the next improvement there would bring every old mail in again. A
// mail without an id is known by its body too.
func Key(raw []byte) (key, body string) {
	h, rest := splitHeader(raw, func(string) {})
	body = bodyHash(rest)
	id := keyWord(h.get("message-id"))
	sum := sha256.New()
	put(sum, "candor/mail/1", id, strings.Join(strings.Fields(h.get("date")), " "), keyWord(h.get("from")))
	if id == "" {
		put(sum, body)
	}
	return hex.EncodeToString(sum.Sum(nil)), body
}

// keyWord takes what stands in the last angle brackets, else all, without
// spaces and in lower case.
func keyWord(s string) string {
	if i := strings.LastIndexByte(s, '<'); i >= 0 {
		s, _, _ = strings.Cut(s[i+1:], ">")
	}
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
}

// put writes words so that no two lists of words write the same bytes.
func put(h hash.Hash, words ...string) {
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
}

// bodyHash leaves out what servers change on the way: line ends, spaces at the
// end of a line, empty lines at the end (as RFC 6376, 3.4.4 does).
func bodyHash(b []byte) string {
	sum := sha256.New()
	empty := 0
	for len(b) > 0 {
		var line []byte
		line, b = cutLine(b)
		line = bytes.TrimRight(line, " \t\r")
		if len(line) == 0 {
			empty++
			continue
		}
		for ; empty > 0; empty-- {
			sum.Write([]byte("\n"))
		}
		sum.Write(line)
		sum.Write([]byte("\n"))
	}
	return hex.EncodeToString(sum.Sum(nil))
}
