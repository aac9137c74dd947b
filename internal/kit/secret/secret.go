// Package secret keeps the firm's keys and makes and checks passwords, codes and tokens.
//
// It promises that what is sealed under one purpose cannot be opened under
// another, that a stored password, token or recovery code cannot be read back,
// and that a flood of sign-ins cannot exhaust the machine's memory. It keeps
// nothing itself except the key file: callers store the hashes and sealed
// values it returns.
//
// It refuses to guess: a key file that others can read, an unknown key or a
// damaged value is an error, never an empty answer. It does not protect a
// machine whose administrator is the attacker, because the keys must be in
// that machine's memory to be used.
package secret

import (
	"crypto/subtle"
	"encoding/base32"
)

// hidden is what a secret shows of itself when it is printed or logged by mistake.
const hidden = "[secret]"

// letters is base32 in lower case: it survives being read aloud, typed on a
// phone and selected with a double click.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Same reports whether a and b are equal, in a time that does not tell how
// much of them agrees.
func Same(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}
