package seal

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var (
	// ErrForged means a checkpoint is not signed by a key we trust.
	ErrForged = errors.New("checkpoint is not genuine")
	// ErrRolledBack means a log is shorter than it was before.
	ErrRolledBack = errors.New("log was rolled back")
	// ErrRewritten means a log's past is not what it was before.
	ErrRewritten = errors.New("log's past was rewritten")
	// ErrKey means a text is not a verifier key.
	ErrKey = errors.New("not a verifier key")
)

const maxCheckpoint = 64 << 10 // bytes; room for many witnesses' signatures

// Checkpoint is what a log's keeper signed at one moment.
type Checkpoint struct {
	Origin string // which log, such as audit.smith.example/log
	Tree
}

// Signer signs the checkpoints of one log. Its key is kept by the firm's key
// ring, outside the database that the log protects.
type Signer struct {
	origin string
	key    ed25519.PrivateKey
	vkey   string
	hash   uint32
}

// NewSigner returns the signer of the log of that origin; the key takes the
// origin as its name. It returns ErrKey when origin has spaces or a plus sign.
func NewSigner(origin string, key ed25519.PrivateKey) (*Signer, error) {
	public, ok := key.Public().(ed25519.PublicKey)
	if !ok || len(key) != ed25519.PrivateKeySize {
		return nil, fmt.Errorf("%w: not an Ed25519 key", ErrKey)
	}
	vkey, err := note.NewEd25519VerifierKey(origin, public)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return &Signer{origin: origin, key: key, vkey: vkey, hash: v.KeyHash()}, nil
}

// VerifierKey is the public key's text, to be given to everybody: on paper, on
// the firm's website, with the engagement letter.
func (s *Signer) VerifierKey() string { return s.vkey }

// Checkpoint signs the log's state. The keeper must never sign two states of
// which one does not grow out of the other.
func (s *Signer) Checkpoint(t Tree) (string, error) {
	text := fmt.Sprintf("%s\n%d\n%s\n", s.origin, t.Size, t.Root)
	signed, err := note.Sign(&note.Note{Text: text}, noteSigner{s})
	if err != nil {
		return "", fmt.Errorf("signing a checkpoint: %w", err)
	}
	return string(signed), nil
}

// noteSigner shows a Signer to package note without adding to its own methods.
type noteSigner struct{ s *Signer }

func (n noteSigner) Name() string                    { return n.s.origin }
func (n noteSigner) KeyHash() uint32                 { return n.s.hash }
func (n noteSigner) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(n.s.key, msg), nil }

// Verifier knows the keys of one log.
type Verifier struct {
	origin string
	known  note.Verifiers
}

// NewVerifier reads a log's verifier keys, one a line: the present one and
// those it replaced. All bear the same name, the log's origin. It returns ErrKey.
func NewVerifier(keys string) (*Verifier, error) {
	var known []note.Verifier
	for line := range strings.Lines(keys) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		v, err := note.NewVerifier(line)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrKey, err)
		}
		if len(known) > 0 && v.Name() != known[0].Name() {
			return nil, fmt.Errorf("%w: keys of two logs, %s and %s", ErrKey, known[0].Name(), v.Name())
		}
		known = append(known, v)
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("%w: none given", ErrKey)
	}
	return &Verifier{origin: known[0].Name(), known: note.VerifierList(known...)}, nil
}

// Origin is the log these keys belong to.
func (v *Verifier) Origin() string { return v.origin }

// Open checks a checkpoint's signature and reads it. Signatures of others, such
// as witnesses, are ignored. It returns ErrForged.
func (v *Verifier) Open(text string) (Checkpoint, error) {
	if len(text) > maxCheckpoint {
		return Checkpoint{}, fmt.Errorf("%w: longer than %d bytes", ErrForged, maxCheckpoint)
	}
	n, err := note.Open([]byte(text), v.known)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrForged, err)
	}
	c, err := parseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrForged, err)
	}
	if c.Origin != v.origin {
		return Checkpoint{}, fmt.Errorf("%w: it is of log %s, want %s", ErrForged, c.Origin, v.origin)
	}
	return c, nil
}

// parseCheckpoint reads a note's text: origin, size, root, and lines that
// others may add after them.
func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) < 4 || lines[0] == "" {
		return Checkpoint{}, errors.New("it has too few lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return Checkpoint{}, fmt.Errorf("its size is %q", lines[1])
	}
	root, err := parseHash(lines[2])
	if err != nil {
		return Checkpoint{}, fmt.Errorf("its root is %q", lines[2])
	}
	return Checkpoint{Origin: lines[0], Tree: Tree{Size: size, Root: root}}, nil
}

func parseHash(text string) (Hash, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != tlog.HashSize || strings.ContainsAny(text, "\r\n") {
		return Hash{}, errors.New("not a hash")
	}
	return Hash(raw), nil
}
