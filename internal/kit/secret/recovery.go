package secret

import (
	"crypto/rand"
	"strings"
)

const (
	recoveryCodes = 10
	recoverySize  = 10 // bytes: 80 bits, 16 letters
)

// RecoveryCode lets a person in once when their authenticator is lost.
type RecoveryCode struct{ text string }

// NewRecoveryCodes makes the ten codes a person prints and puts away.
func NewRecoveryCodes() []RecoveryCode {
	codes := make([]RecoveryCode, recoveryCodes)
	for i := range codes {
		b := make([]byte, recoverySize)
		rand.Read(b) // never fails: crypto/rand ends the program instead
		s := letters.EncodeToString(b)
		codes[i] = RecoveryCode{text: s[0:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:16]}
	}
	return codes
}

// Reveal returns the code as it is printed: four groups of four.
func (c RecoveryCode) Reveal() string { return c.text }

// Hash returns what to store of the code.
func (c RecoveryCode) Hash() string { return hashText(plainCode(c.text)) }

// String hides the code from logs and error messages.
func (c RecoveryCode) String() string { return hidden }

// GoString hides the code from %#v.
func (c RecoveryCode) GoString() string { return hidden }

// MatchRecovery finds which stored hash belongs to the code as a person typed
// it, whatever the case and grouping. The caller deletes that hash in the same
// transaction: a code works once.
func MatchRecovery(typed string, hashes []string) (i int, ok bool) {
	typed = hashText(plainCode(typed))
	for j, h := range hashes {
		if Same(typed, h) && !ok {
			i, ok = j, true // no early return: every try costs the same
		}
	}
	return i, ok
}

// plainCode undoes what people do to codes: spaces, dashes, capitals, and the
// digits that look like the letters we use.
func plainCode(typed string) string {
	return strings.NewReplacer("-", "", " ", "", "0", "o", "1", "l").Replace(strings.ToLower(typed))
}
