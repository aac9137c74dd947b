package seal

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// ErrProof means a proof does not prove what it says.
var ErrProof = errors.New("proof does not hold")

const (
	proofTitle = "c2sp.org/tlog-proof@v1"
	maxProof   = 4 << 20 // bytes
	maxPath    = 64      // hashes: more than any tree is high
)

// Entry is one record of a log, with what proves it.
type Entry struct {
	Index  int64
	Record []byte // canonical JSON
	Salt   []byte
}

// ProveEntry writes the file that proves an entry to anyone who has the log's
// verifier key: a c2sp.org/tlog-proof whose extra line holds the record and its
// salt. The checkpoint is one this log signed for a tree that has the entry.
func ProveEntry(ctx context.Context, s Store, e Entry, signed string) (string, error) {
	c, err := checkpointText(signed)
	if err != nil {
		return "", fmt.Errorf("proving entry %d: %w", e.Index, err)
	}
	path, err := tlog.ProveRecord(c.Size, e.Index, reader(ctx, s))
	if err != nil {
		return "", fmt.Errorf("proving entry %d: %w", e.Index, err)
	}
	extra, err := Canonical(proofExtra{Entry: e.Record, Salt: e.Salt})
	if err != nil {
		return "", fmt.Errorf("proving entry %d: %w", e.Index, err)
	}
	if err := tlog.CheckRecord(path, c.Size, c.Root, e.Index, Leaf(e.Salt, e.Record)); err != nil {
		return "", fmt.Errorf("proving entry %d: %w: the record is not what was sealed", e.Index, ErrProof)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nextra %s\nindex %d\n", proofTitle, base64.StdEncoding.EncodeToString(extra), e.Index)
	b.WriteString(FormatHashes(path))
	b.WriteString("\n" + signed)
	return b.String(), nil
}

type proofExtra struct {
	Entry json.RawMessage `json:"entry"`
	Salt  []byte          `json:"salt"`
}

// VerifyEntry checks a proof file and returns the entry it proves and the
// checkpoint it rests on. It returns ErrProof or ErrForged.
func VerifyEntry(file string, v *Verifier) (Entry, Checkpoint, error) {
	e, path, signed, err := parseProof(file)
	if err != nil {
		return Entry{}, Checkpoint{}, fmt.Errorf("%w: %w", ErrProof, err)
	}
	c, err := v.Open(signed)
	if err != nil {
		return Entry{}, Checkpoint{}, err
	}
	if err := tlog.CheckRecord(path, c.Size, c.Root, e.Index, Leaf(e.Salt, e.Record)); err != nil {
		return Entry{}, Checkpoint{}, fmt.Errorf("%w: entry %d is not in the log as shown", ErrProof, e.Index)
	}
	return e, c, nil
}

func parseProof(file string) (Entry, []Hash, string, error) {
	fail := func(what string) (Entry, []Hash, string, error) {
		return Entry{}, nil, "", errors.New(what)
	}
	head, signed, ok := strings.Cut(file, "\n\n")
	if !ok || len(file) > maxProof {
		return fail("not a proof file")
	}
	lines := strings.SplitN(head, "\n", 4)
	if len(lines) < 3 || lines[0] != proofTitle {
		return fail("not a proof file")
	}
	e, err := parseExtra(lines[1])
	if err != nil {
		return fail(err.Error())
	}
	number, ok := strings.CutPrefix(lines[2], "index ")
	e.Index, err = strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || e.Index < 0 || strconv.FormatInt(e.Index, 10) != number {
		return fail("its index is not a number")
	}
	var path []Hash
	if len(lines) == 4 {
		if path, err = ParseHashes(lines[3] + "\n"); err != nil {
			return fail("its path is not hashes")
		}
	}
	return e, path, signed, nil
}

func parseExtra(line string) (Entry, error) {
	encoded, ok := strings.CutPrefix(line, "extra ")
	raw, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if !ok || err != nil || strings.Contains(encoded, "\r") {
		return Entry{}, errors.New("it does not show the record")
	}
	var extra proofExtra
	if err := json.Unmarshal(raw, &extra); err != nil || len(extra.Salt) != SaltSize {
		return Entry{}, errors.New("it does not show the record")
	}
	// One form only, or a proof could show more than it proves.
	if again, err := Canonical(extra); err != nil || string(again) != string(raw) {
		return Entry{}, errors.New("its record is not canonical JSON")
	}
	return Entry{Record: extra.Entry, Salt: extra.Salt}, nil
}

// checkpointText reads a checkpoint of our own, whose signature needs no check.
func checkpointText(signed string) (Checkpoint, error) {
	text, _, ok := strings.Cut(signed, "\n\n")
	if !ok {
		return Checkpoint{}, ErrForged
	}
	return parseCheckpoint(text + "\n")
}

// ProveGrowth returns the hashes that prove the log of size now to be the log
// of size then with entries added.
func ProveGrowth(ctx context.Context, s Store, then, now int64) ([]Hash, error) {
	if then == 0 || then == now {
		return nil, nil
	}
	path, err := tlog.ProveTree(now, then, reader(ctx, s))
	if err != nil {
		return nil, fmt.Errorf("proving growth from %d to %d: %w", then, now, err)
	}
	return path, nil
}

// CheckGrowth reports whether the second checkpoint only adds to the first. It
// returns ErrRolledBack, ErrRewritten, or ErrProof for another log's checkpoint.
func CheckGrowth(then, now Checkpoint, path []Hash) error {
	switch {
	case then.Origin != now.Origin:
		return fmt.Errorf("%w: checkpoints of %s and %s", ErrProof, then.Origin, now.Origin)
	case now.Size < then.Size:
		return fmt.Errorf("%w: it had %d entries and has %d", ErrRolledBack, then.Size, now.Size)
	case then.Size == 0:
		return nil // anything grows out of nothing
	case now.Size == then.Size && now.Root == then.Root:
		return nil
	case now.Size == then.Size:
		return fmt.Errorf("%w: two histories of %d entries", ErrRewritten, now.Size)
	}
	if err := tlog.CheckTree(path, now.Size, now.Root, then.Size, then.Root); err != nil {
		return fmt.Errorf("%w: the first %d entries are not what they were", ErrRewritten, then.Size)
	}
	return nil
}

// FormatHashes writes hashes as lines of base64.
func FormatHashes(hashes []Hash) string {
	var b strings.Builder
	for _, h := range hashes {
		b.WriteString(h.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// ParseHashes reads what FormatHashes wrote. It returns ErrProof.
func ParseHashes(text string) ([]Hash, error) {
	var hashes []Hash
	for line := range strings.Lines(text) {
		h, err := parseHash(strings.TrimSuffix(line, "\n"))
		if err != nil || len(hashes) == maxPath || !strings.HasSuffix(line, "\n") {
			return nil, fmt.Errorf("%w: not a list of hashes", ErrProof)
		}
		hashes = append(hashes, h)
	}
	return hashes, nil
}

func reader(ctx context.Context, s Store) tlog.HashReader {
	return tlog.HashReaderFunc(func(numbers []int64) ([]Hash, error) { return read(ctx, s, numbers) })
}
