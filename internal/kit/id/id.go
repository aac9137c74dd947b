// Package id makes the names by which programs know a record: unique, in order of birth, meaning nothing.
//
// An id is a prefix that tells people what kind of thing it names, an underscore, and
// the 128 bits of a version 7 UUID (RFC 9562 section 5.7) in Crockford's base 32:
// mat_01JD…. Ids made by one [Source] sort in the order they were made, which keeps
// an index compact. An id is no secret and grants nothing: whoever presents one must
// still be allowed to see what it names.
package id

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"sync"

	"candor/internal/kit/clock"
)

// digits is Crockford's alphabet: no I, L, O or U, so that none is misread aloud.
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// length is how many digits hold 128 bits.
const length = 26

// process gives every id of the running program. Order within a process needs one
// source in it, and an id must be to be had wherever a record is made.
var process = NewSource(clock.System(), rand.Reader) //nolint:gochecknoglobals // see above

// New is a new id with the prefix, such as "mat", in the order of this process.
func New(prefix string) string { return process.New(prefix) }

// Valid tells whether s could be an id with the prefix. It says nothing of whether
// such a record exists.
func Valid(prefix, s string) bool {
	body, ok := strings.CutPrefix(s, prefix+"_")
	if !ok || len(body) != length || body[0] > '7' { // 26 digits hold 130 bits, two too many
		return false
	}
	return strings.Trim(body, digits) == ""
}

// Source makes ids, each greater than the one before, also when the clock stands
// still or is set back. It may be used by many at once.
type Source struct {
	clock   clock.Clock
	entropy io.Reader

	mu   sync.Mutex
	last uuid
}

// NewSource makes ids of a clock and of random bytes; tests pass what they can foretell.
func NewSource(c clock.Clock, entropy io.Reader) *Source {
	return &Source{clock: c, entropy: entropy}
}

// New is a new id with the prefix.
func (s *Source) New(prefix string) string { return prefix + "_" + s.next().String() }

func (s *Source) next() uuid {
	var noise [16]byte
	if _, err := io.ReadFull(s.entropy, noise[:]); err != nil {
		panic(fmt.Sprintf("id: no random bytes: %v", err)) // the system's never fail
	}
	fresh := uuid{
		milli: uint64(s.clock.Now().UnixMilli()), //nolint:gosec // after 1970
		high:  binary.BigEndian.Uint64(noise[:8]) % (1 << 11),
		low:   binary.BigEndian.Uint64(noise[8:]) % (1 << 62),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if fresh.milli <= s.last.milli {
		fresh = s.last.after(fresh.low)
	}
	s.last = fresh
	return fresh
}

// uuid is the three parts of a version 7 UUID that vary: 48, 12 and 62 bits.
type uuid struct{ milli, high, low uint64 }

// after is a greater id by a random step (RFC 9562 section 6.2, method 2), so that one
// id does not give away the next. When the random bits run out it borrows from the
// coming millisecond.
func (u uuid) after(noise uint64) uuid {
	u.low += 1 + noise%(1<<32)
	if u.low >= 1<<62 {
		u.low %= 1 << 62
		u.high++
	}
	if u.high >= 1<<12 {
		u.high = 0
		u.milli++
	}
	return u
}

// String is the 128 bits, version and variant included, in 26 digits.
func (u uuid) String() string {
	hi := u.milli<<16 | 7<<12 | u.high
	lo := 0b10<<62 | u.low
	var text [length]byte
	for i := length - 1; i >= 0; i-- {
		text[i] = digits[lo%32]
		lo = lo>>5 | hi<<59
		hi >>= 5
	}
	return string(text[:])
}
