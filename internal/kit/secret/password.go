package secret

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Reasons a password is refused. They say nothing about the password itself.
var (
	ErrShort  = errors.New("password is too short")
	ErrLong   = errors.New("password is too long")
	ErrCommon = errors.New("password is easy to guess")
	ErrNamed  = errors.New("password is made from a name or address")
)

// ErrHash means a stored password hash cannot be read.
var ErrHash = errors.New("not a password hash")

const (
	minLength  = 12
	maxLength  = 512 // bytes: room for any sentence, none for a flood
	saltSize   = 16
	hashSize   = 32
	maxMemory  = 256 * 1024 // KiB a stored hash may ask for
	maxPasses  = 16
	maxThreads = 8
)

// Cost is the work one password check takes.
type Cost struct {
	Memory  uint32 // KiB
	Passes  uint32
	Threads uint8
}

// StandardCost is OWASP's advice for Argon2id: 19 MiB, two passes, one thread.
func StandardCost() Cost { return Cost{Memory: 19 * 1024, Passes: 2, Threads: 1} }

// PasswordRules are the firm's choices. Zero values mean the defaults.
type PasswordRules struct {
	MinLength int  // characters; default 12, and never below 8 (NIST SP 800-63B)
	Cost      Cost // default StandardCost
	AtOnce    int  // hashes computed at the same time; default the number of processors
}

// Passwords hashes and checks passwords, a few at a time: each takes Memory
// while it runs, and the rest wait until their context ends.
type Passwords struct {
	min   int
	cost  Cost
	slots chan struct{}
}

// NewPasswords returns a password checker with the given rules.
func NewPasswords(rules PasswordRules) *Passwords {
	if rules.MinLength == 0 {
		rules.MinLength = minLength
	}
	if rules.Cost == (Cost{}) {
		rules.Cost = StandardCost()
	}
	if rules.AtOnce <= 0 {
		rules.AtOnce = runtime.GOMAXPROCS(0)
	}
	return &Passwords{
		min:   max(rules.MinLength, 8),
		cost:  rules.Cost,
		slots: make(chan struct{}, rules.AtOnce),
	}
}

// MinLength is the fewest characters a new password may have.
func (p *Passwords) MinLength() int { return p.min }

// Check says whether a person may choose this password. About lists what
// others know of the person: names, e-mail address, the firm's name. It
// returns ErrShort, ErrLong, ErrCommon or ErrNamed.
func (p *Passwords) Check(password string, about ...string) error {
	password = norm.NFKC.String(password)
	if utf8.RuneCountInString(password) < p.min {
		return fmt.Errorf("%w: want %d characters", ErrShort, p.min)
	}
	if len(password) > maxLength {
		return fmt.Errorf("%w: want at most %d bytes", ErrLong, maxLength)
	}
	return guessable(password, about)
}

// Hash returns the password's Argon2id hash as a PHC string. It returns ErrLong,
// or the context's error when no slot came free in time. It does not Check.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if len(password) > maxLength {
		return "", ErrLong
	}
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails: crypto/rand ends the program instead
	sum, err := p.run(ctx, password, stored{cost: p.cost, salt: salt, sum: make([]byte, hashSize)})
	if err != nil {
		return "", err
	}
	return stored{cost: p.cost, salt: salt, sum: sum}.String(), nil
}

// Verify reports whether the password is the one hashed. An empty hash, for a
// person who does not exist or has no password, takes as long and is never
// right. It returns ErrHash, or the context's error when no slot came free.
func (p *Passwords) Verify(ctx context.Context, password, hash string) (bool, error) {
	if len(password) > maxLength {
		return false, nil
	}
	if hash == "" {
		_, err := p.run(ctx, password, stored{cost: p.cost, salt: make([]byte, saltSize), sum: make([]byte, hashSize)})
		return false, err
	}
	s, err := parseStored(hash)
	if err != nil {
		return false, err
	}
	sum, err := p.run(ctx, password, s)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, s.sum) == 1, nil
}

// NeedsRehash reports whether the hash was made at another cost than today's,
// so that it should be made again at the person's next sign-in.
func (p *Passwords) NeedsRehash(hash string) bool {
	s, err := parseStored(hash)
	return err != nil || s.cost != p.cost || len(s.salt) != saltSize || len(s.sum) != hashSize
}

func (p *Passwords) run(ctx context.Context, password string, s stored) ([]byte, error) {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting to check a password: %w", ctx.Err())
	}
	defer func() { <-p.slots }()
	// NFKC so the same keys pressed on another machine give the same bytes (NIST SP 800-63B).
	plain := norm.NFKC.Bytes([]byte(password))
	return argon2.IDKey(plain, s.salt, s.cost.Passes, s.cost.Memory, s.cost.Threads, uint32(len(s.sum))), nil
}

// stored is a PHC string taken apart: $argon2id$v=19$m=19456,t=2,p=1$salt$sum.
type stored struct {
	cost      Cost
	salt, sum []byte
}

func (s stored) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		s.cost.Memory, s.cost.Passes, s.cost.Threads, b64.EncodeToString(s.salt), b64.EncodeToString(s.sum))
}

func parseStored(phc string) (stored, error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return stored{}, ErrHash
	}
	var s stored
	_, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &s.cost.Memory, &s.cost.Passes, &s.cost.Threads)
	if err != nil {
		return stored{}, ErrHash
	}
	var saltErr, sumErr error
	s.salt, saltErr = base64.RawStdEncoding.Strict().DecodeString(parts[4])
	s.sum, sumErr = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if saltErr != nil || sumErr != nil || !s.sane() || s.String() != phc {
		return stored{}, ErrHash
	}
	return s, nil
}

// sane bounds what a hash may cost, so that a tampered row cannot stop the machine.
func (s stored) sane() bool {
	c := s.cost
	return c.Threads >= 1 && c.Threads <= maxThreads && c.Passes >= 1 && c.Passes <= maxPasses &&
		c.Memory >= 8*uint32(c.Threads) && c.Memory <= maxMemory &&
		len(s.salt) >= 8 && len(s.salt) <= 64 && len(s.sum) >= 16 && len(s.sum) <= 64
}
