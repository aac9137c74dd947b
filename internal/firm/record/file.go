package record

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"candor/internal/kit/seal"
)

// ErrNotProved means that a file does not hold what it claims to.
var ErrNotProved = errors.New("the file is not what was sealed")

// maxProofFile bounds what is read of a proof, which is a few lines long.
const maxProofFile = 8 << 20

// VerifyFile checks a file that was taken from a firm's audit trail, a proof of
// one entry or a whole log, and says on w what it found. It needs nothing but
// the log's verifier key: no database, no network and no trust in whoever gave
// the file. kept are signed checkpoints that somebody kept from before; the log
// must have grown out of each.
//
// Returns ErrNotProved if the file doesn't hold; other errors mean that it
// could not be read.
func VerifyFile(r io.Reader, vkey string, w io.Writer, kept ...string) error {
	v, err := seal.NewVerifier(vkey)
	if err != nil {
		return fmt.Errorf("reading the verifier key: %w", err)
	}
	var past []seal.Checkpoint
	for _, text := range kept {
		c, err := v.Open(text)
		if err != nil {
			return fmt.Errorf("reading a kept checkpoint: %w", err)
		}
		past = append(past, c)
	}
	in := bufio.NewReader(r)
	if head, err := in.Peek(1); err == nil && head[0] != '{' {
		return verifyProof(in, v, w)
	}
	return verifyLog(in, v, past, w)
}

func verifyProof(r io.Reader, v *seal.Verifier, w io.Writer) error {
	text, err := io.ReadAll(io.LimitReader(r, maxProofFile))
	if err != nil {
		return fmt.Errorf("reading the proof: %w", err)
	}
	e, c, err := seal.VerifyEntry(string(text), v)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotProved, err)
	}
	_, err = fmt.Fprintf(w, "proved: entry %d of %s, under a signed checkpoint of %d entries\n%s\n", e.Index, c.Origin, c.Size, e.Record)
	return err
}

func verifyLog(r io.Reader, v *seal.Verifier, kept []seal.Checkpoint, w io.Writer) error {
	report, err := seal.VerifyLog(r, v, kept...)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "log:         %s\n", report.Origin)
	fmt.Fprintf(&b, "entries:     %d, of which %d are withheld or erased\n", report.Entries, report.Redacted)
	fmt.Fprintf(&b, "checkpoints: %d genuine; they prove the first %d entries\n", report.Checkpoints, report.Sealed)
	for _, f := range report.Faults {
		fmt.Fprintf(&b, "FAULT        %s\n", f)
	}
	if report.MoreFaults > 0 {
		fmt.Fprintf(&b, "FAULT        and %d more\n", report.MoreFaults)
	}
	if report.OK() {
		b.WriteString("whole:       nothing was changed, removed or slipped in\n")
	}
	if _, err := b.WriteTo(w); err != nil {
		return err
	}
	if !report.OK() {
		return fmt.Errorf("%w: %d faults", ErrNotProved, int64(len(report.Faults))+report.MoreFaults)
	}
	return nil
}
