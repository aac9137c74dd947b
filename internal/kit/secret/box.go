package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// ErrSealed means a sealed value is damaged, belongs elsewhere, or was sealed
// by a key this ring does not have. Which of these is not told.
var ErrSealed = errors.New("sealed value cannot be opened")

const (
	boxVersion = 1
	boxHeader  = 1 + len(keyID{})
)

// Box seals and opens values of one purpose and one owner. A value sealed for
// one owner does not open for another, so rows cannot be swapped in the
// database unnoticed.
type Box struct {
	keys  *Keys
	label string
	owner []byte
}

// Box returns the box for a purpose, such as "totp", and the owner the values
// belong to, such as a user's id.
func (k *Keys) Box(label string, owner ...string) Box {
	return Box{keys: k, label: "box/" + label, owner: joined(owner)}
}

// Seal encrypts and authenticates plain with AES-256-GCM under the newest key.
// The result is one version byte, the key's id, the nonce and the ciphertext.
func (b Box) Seal(plain []byte) []byte {
	m := b.keys.newest()
	head := append([]byte{boxVersion}, m.id[:]...)
	return b.cipher(m).Seal(head, nil, plain, b.bound(head))
}

// Open returns what was sealed, or ErrSealed.
func (b Box) Open(sealed []byte) ([]byte, error) {
	m, ok := b.sealer(sealed)
	if !ok {
		return nil, ErrSealed
	}
	head := sealed[:boxHeader:boxHeader]
	plain, err := b.cipher(m).Open(nil, nil, sealed[boxHeader:], b.bound(head))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// Stale reports whether the value was sealed by an older key, so that a job may
// seal it again before that key is retired.
func (b Box) Stale(sealed []byte) bool {
	m, ok := b.sealer(sealed)
	return ok && m.id != b.keys.newest().id
}

func (b Box) sealer(sealed []byte) (master, bool) {
	if len(sealed) < boxHeader || sealed[0] != boxVersion {
		return master{}, false
	}
	return b.keys.find(keyID(sealed[1:boxHeader]))
}

func (b Box) cipher(m master) cipher.AEAD {
	block, err := aes.NewCipher(derive(m, b.label))
	if err != nil {
		panic("secret: " + err.Error()) // cannot happen: the key is always 32 bytes
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("secret: " + err.Error()) // cannot happen: AES has 16-byte blocks
	}
	return aead
}

func (b Box) bound(head []byte) []byte { return slices.Concat(head, b.owner) }

// joined writes each part after its length, so that ("ab","c") and ("a","bc") differ.
func joined(parts []string) []byte {
	var out []byte
	for _, p := range parts {
		out = binary.BigEndian.AppendUint64(out, uint64(len(p)))
		out = append(out, p...)
	}
	return out
}

// Stamp proves that a public value, such as a paging cursor or a short code,
// came from this firm's Candor.
type Stamp struct {
	keys  *Keys
	label string
}

// Stamp returns the stamp for a purpose.
func (k *Keys) Stamp(label string) Stamp { return Stamp{keys: k, label: "stamp/" + label} }

// Sum returns the HMAC-SHA-256 of the parts under the newest key. A short code
// is stored this way, since a plain hash of six digits is found in a moment.
func (s Stamp) Sum(parts ...string) []byte { return s.sum(s.keys.newest(), parts) }

// Check reports whether sum was made from the same parts by any key on the ring.
func (s Stamp) Check(sum []byte, parts ...string) error {
	for _, m := range slices.Backward(s.keys.masters) {
		if hmac.Equal(sum, s.sum(m, parts)) {
			return nil
		}
	}
	return fmt.Errorf("%w: stamp does not match", ErrSealed)
}

func (s Stamp) sum(m master, parts []string) []byte {
	mac := hmac.New(sha256.New, derive(m, s.label))
	mac.Write(joined(parts))
	return mac.Sum(nil)
}
