// Package exchange is import and export, in open formats, undone in one step.
//
// A file that is brought in is kept as it came, with its hash. It is first
// tried: every row is read, and nothing changed, until a person has seen what
// would become of it. Rows that can't be used are told one by one and keep
// none of the others out. The same row twice is one record, however often its
// file is given. A whole import can be taken back; what somebody has used
// since stays, and is named.
//
// What is taken out holds what whoever takes it out may see, and no more, with
// a hash of every file in it. Exchange does not bring in a history of trust
// money: opening balances are counted, not imported (Model Rule 1.15).
package exchange

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/sheet"
	"candor/internal/people/contact"
)

// The verbs of exchange.
const (
	Importing     actor.Verb = "exchange.import"
	Undoing       actor.Verb = "exchange.undo"
	Exporting     actor.Verb = "exchange.export"      // one client or one matter
	ExportingFirm actor.Verb = "exchange.export_firm" // all of it
)

// Grants says which roles may do what with imports and exports.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Importing, access.Practising()...),
		access.To(Undoing, access.Practising()...),
		access.To(Exporting, access.Practising()...),
		access.To(ExportingFirm, access.Manager),
	}
}

// ID names an import.
type ID string

// Kind is what a file holds.
type Kind string

// The kinds of file.
const (
	Contacts   Kind = "contacts"
	Matters    Kind = "matters"
	Activities Kind = "activities"
	Notes      Kind = "notes"
	VCards     Kind = "vcards"
	Mail       Kind = "mail"
)

// Kinds lists them in the order in which they build on each other.
func Kinds() []Kind { return []Kind{Contacts, VCards, Matters, Notes, Activities, Mail} }

// Table reports whether the file is a table, whose columns need a meaning.
func (k Kind) Table() bool {
	return k == Contacts || k == Matters || k == Activities || k == Notes
}

// Label is what people call the kind; English, and the key of its translation.
func (k Kind) Label() string {
	switch k {
	case Contacts:
		return "Contacts"
	case Matters:
		return "Matters"
	case Activities:
		return "Time and expenses"
	case Notes:
		return "Notes"
	case VCards:
		return "Address cards (vCard)"
	case Mail:
		return "E-mail"
	}
	return string(k)
}

// State is how far an import has come.
type State string

// The states of an import.
const (
	Uploaded   State = "uploaded" // kept; its columns want a meaning
	Checking   State = "checking" // being tried
	Checked    State = "checked"  // tried; a person may run it
	Running    State = "running"
	Done       State = "done"
	Failed     State = "failed" // it broke, and what it had made was taken back
	TakingBack State = "undoing"
	Undone     State = "undone"
)

// Busy reports whether the program is at work on it.
func (s State) Busy() bool { return s == Checking || s == Running || s == TakingBack }

// Doubles says what to do with a row that is likely about someone we know.
type Doubles string

// What to do with likely doubles.
const (
	SkipThem Doubles = "skip" // leave what we have as it is
	FillThem Doubles = "fill" // add what we lack
	AddThem  Doubles = "add"  // make another, proposed for merging
)

// Options are what a person decided about a file.
type Options struct {
	Dates   Order   `json:"dates,omitempty"`
	Doubles Doubles `json:"doubles,omitempty"`
}

// Batch is one file brought in.
type Batch struct {
	bun.BaseModel `bun:"table:import_batch,alias:ib"`

	FirmID      string `bun:",pk"`
	ID          ID     `bun:",pk"`
	Version     int64
	Kind        Kind
	Name        string // of the file
	Sum         string // SHA-256 of the original, and its name among the firm's files
	Size        int64
	State       State
	Form        sheet.Form `bun:"type:text"`
	Header      []string   `bun:"type:text"` // the table's captions
	Samples     [][]string `bun:"type:text"` // its first rows
	Mapping     Mapping    `bun:"type:text"`
	Options     Options    `bun:"type:text"`
	Total       int64
	Done        int64          // rows dealt with in this state
	Planned     map[Plan]int64 `bun:"type:text"`
	Results     map[Plan]int64 `bun:"type:text"`
	Message     string         // what went wrong with the whole; English, and the key of its translation
	Tries       int64          // how often the work was begun
	CreatedBy   string
	CreatedName string
	CreatedAt   time.Time
	StartedAt   *time.Time // of the state's work
	EndedAt     *time.Time
	UndoneBy    string
	UndoneAt    *time.Time
}

// About is what the audit trail calls an import.
func (b Batch) About() db.About { return db.About{Kind: "import", ID: string(b.ID)} }

// Left is how long the work at hand will take at its speed so far; zero while
// that can't be told.
func (b Batch) Left(now time.Time) time.Duration {
	if !b.State.Busy() || b.StartedAt == nil || b.Done == 0 || b.Total <= b.Done {
		return 0
	}
	spent := now.Sub(*b.StartedAt)
	return spent / time.Duration(b.Done) * time.Duration(b.Total-b.Done)
}

// Plan is what is to become of a row, or what became of it.
type Plan string

// The plans for a row.
const (
	Create Plan = "create"
	Fill   Plan = "fill"   // an existing record gets what it lacks
	Known  Plan = "known"  // it was brought in before
	Double Plan = "double" // likely about someone we know; left alone
	Bad    Plan = "bad"    // it can't be used
	Gone   Plan = "gone"   // taken back
	Stays  Plan = "stays"  // not taken back: somebody has used it since
)

// Plans lists them in the order people are shown them.
func Plans() []Plan { return []Plan{Create, Fill, Double, Known, Bad, Gone, Stays} }

// Row is one record of a file: what it says, and what becomes of it.
type Row struct {
	bun.BaseModel `bun:"table:import_row,alias:ir"`

	FirmID  string    `bun:",pk"`
	BatchID ID        `bun:",pk"`
	N       int64     `bun:",pk"` // its place in the file, from 1
	Line    int64     // where in the file it begins, for a table
	Key     string    // the same record twice has the same
	Label   string    // what it is about, in a few words
	Raw     []string  `bun:"type:text"`
	Plan    Plan      // what the trial said
	Result  Plan      // what came of it; empty before
	Why     []Problem `bun:"type:text"`
	Other   string    // the id of what it is likely about
	Made    []Made    `bun:"type:text"`
}

// Problem is one thing to say about a row.
type Problem struct {
	Field string `json:"field,omitempty"` // the caption or field it is about
	Text  string `json:"text"`            // English, and the key of its translation
	Args  []any  `json:"args,omitempty"`
}

// Made is one thing that a row made or changed.
type Made struct {
	Kind    string          `json:"kind"` // contact, filled, matter, entry
	ID      string          `json:"id"`
	Version int64           `json:"version,omitempty"`
	Filled  *contact.Filled `json:"filled,omitempty"`
}

// say adds a problem to the row.
func (r *Row) say(field, text string, args ...any) {
	r.Why = append(r.Why, Problem{field, text, args})
}

// refuse says that the row can't be used, and why.
func (r *Row) refuse(field, text string, args ...any) {
	r.Plan = Bad
	r.say(field, text, args...)
}

// to takes the batch from one state to another.
func (b *Batch) to(s State, now time.Time, from ...State) error {
	if !slices.Contains(from, b.State) {
		return errs.New(errs.Conflict, "This import has moved on meanwhile. Look at it again.")
	}
	b.State, b.Done, b.StartedAt, b.EndedAt, b.Tries, b.Message = s, 0, &now, nil, 0, ""
	return nil
}

// end says that the work at hand is finished.
func (b *Batch) end(s State, now time.Time) { b.State, b.EndedAt = s, &now }
