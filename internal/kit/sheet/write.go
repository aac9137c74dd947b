package sheet

import (
	"encoding/csv"
	"io"
	"regexp"
	"strings"
)

// Writer writes a table that a spreadsheet shows and never runs: a cell that
// would be a formula gets a mark before it (CWE-1236), which Open takes off
// again.
type Writer struct{ out *csv.Writer }

// NewWriter begins a table in UTF-8, its lines ended as RFC 4180 has it.
func NewWriter(w io.Writer) *Writer {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return &Writer{out}
}

// Write adds a record.
func (w *Writer) Write(cells ...string) error {
	safe := make([]string, len(cells))
	for i, c := range cells {
		if safe[i] = c; runs(c) {
			safe[i] = "'" + c
		}
	}
	return w.out.Write(safe)
}

// Flush hands on what is still held back.
func (w *Writer) Flush() error {
	w.out.Flush()
	return w.out.Error()
}

// number is what begins as a formula does and is none.
var number = regexp.MustCompile(`^-\d[\d.,]*$`)

// runs reports whether a spreadsheet would take the cell for a formula.
func runs(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !number.MatchString(cell)
}
