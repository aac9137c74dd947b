package blob

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"filippo.io/age"
)

const (
	keySize     = 32
	fileKeySize = 16 // set by the age format
	stanzaType  = "candor/dek-v1"
)

// key is a firm's data key. It speaks age's language, so that every file is a
// well-formed age file and another tool can be taught to read it in ten lines:
// the file key is sealed with AES-256-GCM under HKDF(data key, "candor/dek-v1").
type key struct {
	data []byte
	id   string // which key, without revealing it
}

func newKey(data []byte) key {
	sum := sha256.Sum256(append([]byte("candor/dek-id\x00"), data...))
	return key{data: data, id: hex.EncodeToString(sum[:8])}
}

// name is where a file lies: a keyed hash, because a plain one would tell a
// thief of the disk who holds a known document.
func (k key) name(sum Sum) string {
	mac := hmac.New(sha256.New, k.derive("candor/name-v1"))
	mac.Write(sum[:])
	n := hex.EncodeToString(mac.Sum(nil))
	return path.Join(n[:2], n[2:4], n)
}

// Wrap implements age.Recipient.
func (k key) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	body := k.aead().Seal(nil, nil, fileKey, []byte(k.id))
	return []*age.Stanza{{Type: stanzaType, Args: []string{k.id}, Body: body}}, nil
}

// Unwrap implements age.Identity.
func (k key) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type != stanzaType || len(s.Args) != 1 || s.Args[0] != k.id {
			continue
		}
		fileKey, err := k.aead().Open(nil, nil, s.Body, []byte(k.id))
		if err != nil || len(fileKey) != fileKeySize {
			return nil, errors.New("file key is damaged")
		}
		return fileKey, nil
	}
	return nil, age.ErrIncorrectIdentity
}

func (k key) aead() cipher.AEAD {
	block, err := aes.NewCipher(k.derive(stanzaType))
	if err != nil {
		panic("blob: " + err.Error()) // cannot happen: the key is always 32 bytes
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("blob: " + err.Error()) // cannot happen: AES has 16-byte blocks
	}
	return aead
}

func (k key) derive(label string) []byte {
	out, err := hkdf.Key(sha256.New, k.data, nil, label, keySize)
	if err != nil {
		panic("blob: " + err.Error()) // cannot happen: only an oversized length fails
	}
	return out
}

// firmKey reads the firm's key, makes it when the firm has no files yet, and
// seals it again when the key ring was rotated.
func (d *Disk) firmKey(firm string) (key, error) {
	// Looked at before the key: another process makes the key first, then the files.
	_, err := d.root.Stat(path.Join(firm, "files"))
	used := err == nil
	name := path.Join(firm, "key")
	box := d.keys.Box("blob-firm-key", firm)
	sealed, err := d.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !used {
		data := make([]byte, keySize)
		rand.Read(data) // never fails: crypto/rand ends the program instead
		err = d.writeKey(firm, box.Seal(data), d.root.Link)
		if err != nil && !errors.Is(err, fs.ErrExist) { // Link lost to another process: read its key
			return key{}, err
		}
		sealed, err = d.root.ReadFile(name)
	}
	if err != nil {
		return key{}, fmt.Errorf("reading the firm's key: %w", err)
	}
	data, err := box.Open(sealed)
	if err != nil || len(data) != keySize {
		return key{}, fmt.Errorf("%w: the firm's key does not open with this key ring", ErrDamaged)
	}
	if box.Stale(sealed) {
		if err := d.writeKey(firm, box.Seal(data), d.root.Rename); err != nil {
			return key{}, fmt.Errorf("sealing the firm's key again: %w", err)
		}
	}
	return newKey(data), nil
}

func (d *Disk) writeKey(firm string, sealed []byte, put func(from, to string) error) error {
	f, temp, err := d.temp(firm)
	if err != nil {
		return err
	}
	defer d.root.Remove(temp) // gone already after a rename
	_, err = f.Write(sealed)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return explained(err)
	}
	if err := put(temp, path.Join(firm, "key")); err != nil {
		return err
	}
	return errors.Join(d.syncFolder(firm), d.syncFolder("."))
}
