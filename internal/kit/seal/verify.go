package seal

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
)

// Kind says what is wrong with a log.
type Kind string

// What can be wrong with a log.
const (
	Altered    Kind = "altered"     // entries do not say what was sealed
	Removed    Kind = "removed"     // entries are missing
	Reordered  Kind = "reordered"   // an entry stands where it does not belong
	Forged     Kind = "forged"      // a checkpoint is not signed by the log's key
	RolledBack Kind = "rolled back" // the log is older than a checkpoint somebody kept
	Unreadable Kind = "unreadable"  // a line is not one a log has
)

// Fault is one thing wrong with a log, as exactly as it can be known.
type Fault struct {
	Kind        Kind
	Line        int64 // of the export, from 1; 0 when it is not at a line
	First, Last int64 // the entries concerned, from 0; -1 when none in particular
	Detail      string
}

// String is the fault in a sentence.
func (f Fault) String() string {
	where := ""
	switch {
	case f.First >= 0 && f.First == f.Last:
		where = fmt.Sprintf(" entry %d", f.First)
	case f.First >= 0:
		where = fmt.Sprintf(" entries %d to %d", f.First, f.Last)
	}
	if f.Line > 0 {
		where += fmt.Sprintf(" (line %d)", f.Line)
	}
	return fmt.Sprintf("%s:%s %s", f.Kind, where, f.Detail)
}

const maxFaults = 100

// Report is what verifying a log found.
type Report struct {
	Origin      string
	Entries     int64
	Redacted    int64 // entries whose content was erased; lawful, but worth counting
	Checkpoints int64 // genuine ones
	Tree        Tree  // of all entries read
	Sealed      int64 // entries proved by the last checkpoint that held
	Faults      []Fault
	MoreFaults  int64 // found, but left out of Faults
}

// OK reports whether nothing is wrong. Entries after the last checkpoint, of
// which Entries minus Sealed tells the number, are not yet proved by anything.
func (r Report) OK() bool { return len(r.Faults) == 0 }

// VerifyLog reads an export, computes everything again and compares it with
// the signed checkpoints, holding one line and a few hashes however long the
// log. Kept are checkpoints that somebody kept from before, already opened: the log
// must have grown out of each of them. Without one, a log cut back to an older
// checkpoint looks whole, because it once was.
//
// What is wrong is in the report; an error means only that reading failed.
func VerifyLog(r io.Reader, v *Verifier, kept ...Checkpoint) (Report, error) {
	k := &verification{v: v, kept: slices.Clone(kept)}
	slices.SortFunc(k.kept, func(a, b Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	k.report.Origin = v.Origin()
	k.compareKept()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	lines.Split(splitAtNewline)
	for lines.Scan() {
		k.line++
		k.read(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		return k.report, fmt.Errorf("verifying a log at line %d: %w", k.line+1, err)
	}
	k.finish()
	return k.report, nil
}

// splitAtNewline is bufio.ScanLines without its forgiveness of "\r\n".
func splitAtNewline(data []byte, atEnd bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEnd && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// verification is a VerifyLog in progress.
type verification struct {
	v      *Verifier
	kept   []Checkpoint // not yet compared, smallest first
	line   int64
	next   int64 // index the next entry should have
	peaks  peaks
	broken bool // an entry is missing or wrong, so roots can no longer be compared
	report Report
}

func (k *verification) fault(kind Kind, first, last int64, format string, args ...any) {
	if len(k.report.Faults) == maxFaults {
		k.report.MoreFaults++
		return
	}
	k.report.Faults = append(k.report.Faults, Fault{kind, k.line, first, last, fmt.Sprintf(format, args...)})
}

func (k *verification) read(raw []byte) {
	l, err := parseLine(raw)
	isHead := err == nil && l.Format != ""
	switch {
	case err != nil:
		k.broken = true
		k.fault(Unreadable, -1, -1, "the line after entry %d is %s", k.next-1, err)
	case isHead != (k.line == 1):
		k.broken = true
		k.fault(Unreadable, -1, -1, "the first line, and only it, names the log")
	case isHead && l.Origin != k.v.Origin():
		k.fault(Forged, -1, -1, "it is log %s, want %s", l.Origin, k.v.Origin())
	case l.Index != nil:
		k.entry(l)
	case l.Checkpoint != "":
		k.checkpoint(l.Checkpoint)
	}
}

func (k *verification) entry(l line) {
	at := *l.Index
	switch {
	case at > k.next:
		k.broken = true
		k.fault(Removed, k.next, at-1, "missing before entry %d", at)
		k.next = at + 1
	case at < k.next:
		k.broken = true
		k.fault(Reordered, at, at, "stands after entry %d", k.next-1)
	default:
		k.next++
	}
	k.report.Entries++
	if l.Entry == nil {
		k.report.Redacted++
	} else if Leaf(l.Salt, l.Entry) != *l.Leaf {
		k.fault(Altered, at, at, "does not say what was sealed")
	}
	// The sealed leaf, even of an altered entry, so that the others can still be proved.
	k.peaks.add(nil, *l.Leaf)
	k.compareKept()
}

func (k *verification) checkpoint(signed string) {
	c, err := k.v.Open(signed)
	if err != nil {
		k.fault(Forged, -1, -1, "%v", err)
		return
	}
	k.report.Checkpoints++
	switch {
	case c.Size < k.next:
		k.fault(RolledBack, -1, -1, "a checkpoint of %d entries stands after entry %d", c.Size, k.next-1)
	case c.Size > k.next:
		k.broken = true
		k.fault(Removed, k.next, c.Size-1, "missing before a checkpoint of %d entries", c.Size)
		k.next = c.Size
	default:
		k.compare(c)
	}
}

// compare holds the root of the entries so far against a checkpoint of the
// same size. Once an entry is missing nothing after it can be compared.
func (k *verification) compare(c Checkpoint) {
	switch {
	case k.broken:
	case k.peaks.tree() == c.Tree:
		k.report.Sealed = max(k.report.Sealed, c.Size)
	default:
		k.broken = true
		k.fault(Altered, k.report.Sealed, c.Size-1,
			"one or more of them, or their order, is not what the checkpoint of %d entries sealed", c.Size)
	}
}

func (k *verification) compareKept() {
	for len(k.kept) > 0 && k.kept[0].Size <= k.next {
		c := k.kept[0]
		k.kept = k.kept[1:]
		switch {
		case c.Origin != k.v.Origin():
			k.fault(Forged, -1, -1, "a kept checkpoint is of log %s, want %s", c.Origin, k.v.Origin())
		case c.Size == k.next:
			k.compare(c)
		}
	}
}

func (k *verification) finish() {
	k.report.Tree = k.peaks.tree()
	if k.line == 0 {
		k.fault(Unreadable, -1, -1, "there is nothing in it")
	}
	k.line = 0
	for _, c := range k.kept {
		k.fault(RolledBack, k.next, c.Size-1, "missing at the end: a checkpoint of %d entries was kept", c.Size)
	}
}
