// Package seal makes a list of records tamper-evident: any later change, removal or reordering shows.
//
// It is a Merkle log (RFC 6962): each record becomes a leaf, all leaves one
// root, and the root is signed from time to time as a checkpoint
// (c2sp.org/tlog-checkpoint). It promises that whoever kept one checkpoint can
// prove every record before it unchanged, offline, with a file of a few lines,
// and that a record's content can be erased on lawful request without
// disturbing the proof of the others.
//
// It refuses to promise more: whoever holds the signing key can write a
// different history for people who never kept a checkpoint. So checkpoints
// must leave the house: to clients' devices, by mail, on paper. It keeps
// nothing itself, and it does not know what the records say.
package seal

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is the SHA-256 hash of a leaf or of a node above it.
type Hash = tlog.Hash

// SaltSize is the length of a record's salt.
const SaltSize = 32

// NewSalt makes the salt of one record. Once it is erased with the record,
// nobody can test a guess of what the record said.
func NewSalt() []byte {
	salt := make([]byte, SaltSize)
	rand.Read(salt) // never fails: crypto/rand ends the program instead
	return salt
}

// Leaf is the hash of a record in canonical JSON: SHA-256(0x00 ‖ HMAC-SHA-256(salt, record)).
// The leaf outlives the erasure of record and salt.
func Leaf(salt, canonical []byte) Hash {
	mac := hmac.New(sha256.New, salt)
	mac.Write(canonical)
	return tlog.RecordHash(mac.Sum(nil))
}

// Tree is the state of a log: how many leaves, and the root over them.
type Tree struct {
	Size int64
	Root Hash
}

// Store keeps a log's hashes in one growing row, numbered from zero: leaves,
// and nodes right after the leaf that completes them. A log of n leaves has
// fewer than 2n hashes, and none is ever changed.
type Store interface {
	// Size is the number of leaves.
	Size(ctx context.Context) (int64, error)
	// Read returns the hashes with the given numbers, in the order asked.
	Read(ctx context.Context, numbers []int64) ([]Hash, error)
	// Write adds hashes, of which the first has the given number.
	Write(ctx context.Context, first int64, hashes []Hash) error
}

// Append adds leaves to the log with one read and one write, and returns its
// new state. The caller makes sure, by its transaction, that nobody else
// appends at the same time.
func Append(ctx context.Context, s Store, leaves []Hash) (Tree, error) {
	p, err := peaksOf(ctx, s)
	if err != nil {
		return Tree{}, fmt.Errorf("appending to the log: %w", err)
	}
	if len(leaves) == 0 {
		return p.tree(), nil
	}
	first := tlog.StoredHashCount(p.size)
	added := make([]Hash, 0, 2*len(leaves)+64)
	for _, leaf := range leaves {
		added = p.add(added, leaf)
	}
	if err := s.Write(ctx, first, added); err != nil {
		return Tree{}, fmt.Errorf("appending to the log: %w", err)
	}
	return p.tree(), nil
}

// Root returns the log's present state.
func Root(ctx context.Context, s Store) (Tree, error) {
	p, err := peaksOf(ctx, s)
	if err != nil {
		return Tree{}, fmt.Errorf("reading the log's root: %w", err)
	}
	return p.tree(), nil
}

// Position is the number under which the leaf of a record is stored.
func Position(index int64) int64 { return tlog.StoredHashIndex(0, index) }

// peaks are the roots of the complete subtrees of a log, largest first: all
// that is needed to add a leaf or to compute the root.
type peaks struct {
	size   int64
	hashes []Hash // one for each bit set in size
}

// add grows the log by a leaf and appends what is to be stored for it: the
// leaf, then each node it completes.
func (p *peaks) add(stored []Hash, h Hash) []Hash {
	stored = append(stored, h)
	for n := p.size; n&1 == 1; n >>= 1 {
		last := len(p.hashes) - 1
		h = tlog.NodeHash(p.hashes[last], h)
		p.hashes = p.hashes[:last]
		stored = append(stored, h)
	}
	p.hashes = append(p.hashes, h)
	p.size++
	return stored
}

func (p *peaks) tree() Tree {
	if p.size == 0 {
		return Tree{Root: sha256.Sum256(nil)} // RFC 6962 section 2.1
	}
	last := len(p.hashes) - 1
	root := p.hashes[last]
	for i := last - 1; i >= 0; i-- {
		root = tlog.NodeHash(p.hashes[i], root)
	}
	return Tree{Size: p.size, Root: root}
}

func peaksOf(ctx context.Context, s Store) (*peaks, error) {
	size, err := s.Size(ctx)
	if err != nil {
		return nil, err
	}
	if size < 0 {
		return nil, fmt.Errorf("log of %d leaves", size)
	}
	var numbers []int64
	var before int64 // leaves left of the subtree
	for rest := uint64(size); rest != 0; {
		level := bits.Len64(rest) - 1
		numbers = append(numbers, tlog.StoredHashIndex(level, before>>level))
		before += 1 << level
		rest &^= 1 << level
	}
	hashes, err := read(ctx, s, numbers)
	if err != nil {
		return nil, err
	}
	return &peaks{size: size, hashes: hashes}, nil
}

func read(ctx context.Context, s Store, numbers []int64) ([]Hash, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	hashes, err := s.Read(ctx, numbers)
	if err != nil {
		return nil, err
	}
	if len(hashes) != len(numbers) {
		return nil, fmt.Errorf("store has %d of %d hashes", len(hashes), len(numbers))
	}
	return hashes, nil
}
