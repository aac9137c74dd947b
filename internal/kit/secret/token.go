package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"log/slog"
	"math/big"
	"strings"
)

// ErrToken means the text is not a token or key that Candor could have made.
var ErrToken = errors.New("not a token")

const tokenSize = 32

// Token is 256 random bits that prove their holder was let in once: a session,
// an invitation, a link. Only its Hash is stored.
type Token struct{ text string }

// NewToken makes a token.
func NewToken() Token {
	b := make([]byte, tokenSize)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	return Token{text: base64.RawURLEncoding.EncodeToString(b)}
}

// ParseToken reads a token from a cookie or an address. It returns ErrToken for
// text that NewToken cannot have made.
func ParseToken(text string) (Token, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) != tokenSize || strings.ContainsAny(text, "\r\n") {
		return Token{}, ErrToken
	}
	return Token{text: text}, nil
}

// Reveal returns the token's text, safe in a URL or cookie.
func (t Token) Reveal() string { return t.text }

// Hash returns the token's SHA-256 in hexadecimal, for storage and lookup.
func (t Token) Hash() string { return hashText(t.text) }

// Matches reports whether hash is this token's.
func (t Token) Matches(hash string) bool { return Same(t.Hash(), hash) }

// String hides the token from logs and error messages.
func (t Token) String() string { return hidden }

// GoString hides the token from %#v.
func (t Token) GoString() string { return hidden }

// LogValue hides the token from structured logs.
func (t Token) LogValue() slog.Value { return slog.StringValue(hidden) }

// NewCode makes a short code of decimal digits, each equally likely, for a
// person to copy from one screen to another. Store it with Keys.Stamp and limit
// the tries: six digits alone resist nobody.
func NewCode(digits int) string {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	n, err := rand.Int(rand.Reader, limit)
	if err != nil {
		panic("secret: " + err.Error()) // cannot happen: rand.Reader never fails
	}
	return fmt.Sprintf("%0*s", digits, n.String())
}

// hashText is a plain SHA-256, which is enough for secrets of 80 random bits
// and more: nobody can try them all.
func hashText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

const (
	apiKeyPrefix = "candor"
	apiIDSize    = 10 // 16 letters
	apiCheckLen  = 7  // letters of a CRC-32
)

// APIKey lets a program act for a person: candor_<id>_<secret>, ending in a
// checksum so that scanners recognise a leaked key and typing errors are seen
// without asking the database.
type APIKey struct {
	ID   string // public: names the key in lists and logs
	text string
}

// NewAPIKey makes a key.
func NewAPIKey() APIKey {
	b := make([]byte, apiIDSize+tokenSize)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	id := letters.EncodeToString(b[:apiIDSize])
	body := apiKeyPrefix + "_" + id + "_" + letters.EncodeToString(b[apiIDSize:])
	return APIKey{ID: id, text: body + checksum(body)}
}

// ParseAPIKey reads a key from a request. It returns ErrToken when the form or
// the checksum is wrong; a good checksum proves nothing about the holder.
func ParseAPIKey(text string) (APIKey, error) {
	parts := strings.Split(text, "_")
	if len(parts) != 3 || parts[0] != apiKeyPrefix {
		return APIKey{}, ErrToken
	}
	if len(parts[1]) != letters.EncodedLen(apiIDSize) || len(parts[2]) != letters.EncodedLen(tokenSize)+apiCheckLen {
		return APIKey{}, ErrToken
	}
	body := text[:len(text)-apiCheckLen]
	if !Same(text[len(body):], checksum(body)) {
		return APIKey{}, ErrToken
	}
	return APIKey{ID: parts[1], text: text}, nil
}

func checksum(body string) string {
	sum := crc32.ChecksumIEEE([]byte(body))
	return letters.EncodeToString([]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
}

// Reveal returns the key's text, to be shown once.
func (k APIKey) Reveal() string { return k.text }

// Hash returns the key's SHA-256 in hexadecimal, for storage.
func (k APIKey) Hash() string { return hashText(k.text) }

// Matches reports whether hash is this key's.
func (k APIKey) Matches(hash string) bool { return Same(k.Hash(), hash) }

// String shows only the public part.
func (k APIKey) String() string { return apiKeyPrefix + "_" + k.ID + "_" + hidden }

// GoString shows only the public part.
func (k APIKey) GoString() string { return k.String() }

// LogValue shows only the public part.
func (k APIKey) LogValue() slog.Value { return slog.StringValue(k.String()) }
