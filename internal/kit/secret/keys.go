package secret

import (
	"bufio"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	masterSize = 32
	maxKeys    = 64 // a ring rotated monthly for five years still fits
)

// ErrKeys means the key ring's text cannot be used; it never quotes the text.
var ErrKeys = errors.New("key ring is not usable")

// keyID names a master key without revealing it.
type keyID [4]byte

type master struct {
	id  keyID
	key []byte
}

// Keys is the firm's key ring: master keys, of which the newest seals and all
// open, and the seed of the key that signs the audit trail. It is safe for
// concurrent use because it never changes; Rotate returns a new ring.
type Keys struct {
	masters []master // oldest first
	audit   []byte   // Ed25519 seed; kept apart from the masters so rotating them leaves signatures valid
}

// NewKeys makes a ring with one master key and an audit signing key, reading
// both from random. Everything but a test passes crypto/rand.Reader.
func NewKeys(random io.Reader) (*Keys, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, fmt.Errorf("making the audit key: %w", err)
	}
	return (&Keys{audit: seed}).Rotate(random)
}

// Rotate returns a ring with one more master key, which seals from now on.
// Older keys stay, to open what they sealed.
func (k *Keys) Rotate(random io.Reader) (*Keys, error) {
	key := make([]byte, masterSize)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, fmt.Errorf("making a master key: %w", err)
	}
	return &Keys{masters: append(slices.Clone(k.masters), newMaster(key)), audit: k.audit}, nil
}

func newMaster(key []byte) master {
	sum := sha256.Sum256(append([]byte("candor/key-id\x00"), key...))
	return master{id: keyID(sum[:4]), key: key}
}

// ParseKeys reads a ring from its text form: one key a line, "master" or
// "audit" and the key in base64, oldest first. Blank lines and lines starting
// with # are ignored; a semicolon may stand for a line end, so the ring fits in
// an environment variable.
func ParseKeys(text string) (*Keys, error) {
	k := &Keys{}
	lines := bufio.NewScanner(strings.NewReader(strings.ReplaceAll(text, ";", "\n")))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := k.add(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeys, err)
	}
	if len(k.masters) == 0 {
		return nil, fmt.Errorf("%w: no master key", ErrKeys)
	}
	if k.audit == nil {
		return nil, fmt.Errorf("%w: no audit key", ErrKeys)
	}
	return k, nil
}

func (k *Keys) add(line string) error {
	kind, encoded, _ := strings.Cut(line, " ")
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
	if err != nil || len(key) != masterSize {
		return fmt.Errorf("%w: a key is 32 bytes in base64", ErrKeys)
	}
	switch kind {
	case "master":
		return k.addMaster(newMaster(key))
	case "audit":
		if k.audit != nil {
			return fmt.Errorf("%w: more than one audit key", ErrKeys)
		}
		k.audit = key
		return nil
	}
	return fmt.Errorf("%w: a line starts with master or audit", ErrKeys)
}

func (k *Keys) addMaster(m master) error {
	if _, ok := k.find(m.id); ok {
		return fmt.Errorf("%w: the same master key twice", ErrKeys)
	}
	if len(k.masters) == maxKeys {
		return fmt.Errorf("%w: more than %d master keys", ErrKeys, maxKeys)
	}
	k.masters = append(k.masters, m)
	return nil
}

// Reveal returns the ring's text form, for the key file and for the copy the
// firm keeps off the machine. Whoever has it can read everything sealed.
func (k *Keys) Reveal() string {
	var b strings.Builder
	b.WriteString("# Candor's keys. Without this file sealed data cannot be read, by anyone.\n")
	b.WriteString("# Keep a copy off this machine. The last master key is the newest.\n")
	for _, m := range k.masters {
		fmt.Fprintf(&b, "master %s\n", base64.StdEncoding.EncodeToString(m.key))
	}
	fmt.Fprintf(&b, "audit %s\n", base64.StdEncoding.EncodeToString(k.audit))
	return b.String()
}

// String hides the ring from logs and error messages.
func (k *Keys) String() string { return hidden }

// GoString hides the ring from %#v.
func (k *Keys) GoString() string { return hidden }

// Derive returns the 32-byte key for one purpose, from the newest master key.
// Labels are for ever: a new label is a new key.
func (k *Keys) Derive(label string) []byte {
	return derive(k.newest(), label)
}

// AuditKey returns the key that signs checkpoints of the audit trail.
func (k *Keys) AuditKey() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(k.audit)
}

func (k *Keys) newest() master { return k.masters[len(k.masters)-1] }

func (k *Keys) find(id keyID) (master, bool) {
	i := slices.IndexFunc(k.masters, func(m master) bool { return m.id == id })
	if i < 0 {
		return master{}, false
	}
	return k.masters[i], true
}

// derive is HKDF-SHA-256 (RFC 5869) with the purpose as its info.
func derive(m master, label string) []byte {
	key, err := hkdf.Key(sha256.New, m.key, nil, "candor/v1/"+label, 32)
	if err != nil {
		panic("secret: deriving a 32-byte key: " + err.Error()) // cannot happen: only an oversized length fails
	}
	return key
}
