// Package timeline is every contact with a client, in one line of time.
//
// An entry says who spoke to whom, when, by what way and whether it was a
// substantive contact, which is what a lawyer's duty to keep the client
// informed is measured by (Model Rule 1.4). A message received is evidence: it
// is never changed, its raw original is kept, and the addresses it was sent
// from and to stay with it whatever becomes of the contacts they belong to.
// What was noted by hand can be changed by whoever noted it. Nothing is
// deleted: an entry is removed with a reason, and can be brought back.
//
// An entry belongs to one matter, or to none yet (Unfiled). It is not found by
// whoever may not see its matter or its contact; while it is unfiled, by
// whoever may not see any of the known people in it.
package timeline

import (
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// The verbs of timeline.
const (
	Reading  actor.Verb = "timeline.read"
	Noting   actor.Verb = "timeline.note" // what guests may be allowed too
	Logging  actor.Verb = "timeline.log"
	Moving   actor.Verb = "timeline.move"   // from matter to matter
	Sorting  actor.Verb = "timeline.sort"   // the tray of what is unfiled
	Removing actor.Verb = "timeline.remove" // with a reason, and back again
)

// Grants says which roles may do what with the timeline.
func Grants() []access.Grant {
	everyone := []access.Role{access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager}
	return []access.Grant{
		access.To(Reading, append([]access.Role{access.Guest}, everyone...)...),
		access.To(Noting, append([]access.Role{access.GuestWriter}, everyone...)...),
		access.To(Logging, everyone...),
		access.To(Moving, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Sorting, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Removing, access.Practising()...),
	}
}

// ID names an entry.
type ID string

// Kind is what sort of contact it was.
type Kind string

// The kinds of entry.
const (
	Email   Kind = "email"
	Call    Kind = "call"
	Meeting Kind = "meeting"
	Letter  Kind = "letter"
	SMS     Kind = "sms"
	Portal  Kind = "portal"
	Note    Kind = "note"   // among ourselves
	System  Kind = "system" // the program noted it
)

// Kinds lists them in the order people are shown them.
func Kinds() []Kind { return []Kind{Email, Call, Meeting, Letter, SMS, Portal, Note, System} }

// Received reports whether an entry of this kind is a message as it came,
// which nobody may change.
func (k Kind) Received() bool { return k == Email || k == SMS || k == Portal || k == System }

// Direction is who spoke to whom.
type Direction string

// The directions. What went nowhere, such as a note, has none.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Outcome is how a call ended.
type Outcome string

// The outcomes of a call.
const (
	Connected Outcome = "connected"
	Voicemail Outcome = "voicemail"
	NoAnswer  Outcome = "no_answer"
)

// How an entry came to its matter.
type How string

// The ways to be filed. Unfiled means that the entry waits in the tray.
const (
	Unfiled  How = ""
	ByHand   How = "hand"
	ByThread How = "thread" // it answers what is in that matter
	ByNumber How = "number" // it names the matter
	ByClient How = "client" // its client's only open matter
)

// Address is a name and an address as a message wrote them.
type Address struct {
	Name string `json:"name,omitempty"`
	Addr string `json:"addr"`
}

// Addresses are a message's own, kept for ever as they were.
type Addresses struct {
	From    []Address `json:"from,omitempty"`
	To      []Address `json:"to,omitempty"`
	Cc      []Address `json:"cc,omitempty"`
	Bcc     []Address `json:"bcc,omitempty"`
	ReplyTo []Address `json:"reply_to,omitempty"`
}

// Entry is one contact, or one thing that happened, in a client's line of time.
type Entry struct {
	bun.BaseModel `bun:"table:timeline_entry,alias:te"`

	FirmID    string `bun:",pk"`
	ID        ID     `bun:",pk"`
	Version   int64
	Kind      Kind
	Direction Direction
	Channel   string    // phone, in person, video, post …
	At        time.Time // when it happened
	StaffID   staff.ID  // who of us
	ContactID contact.ID
	MatterID  matter.ID // empty while unfiled
	Subject   string
	Excerpt   string // how it begins, without what it quotes
	Body      string // plain text; lists leave it out
	Folded    string // what a filter by words compares

	Seconds     int64 // how long a call or meeting took
	Outcome     Outcome
	Substantive bool   // people had to do with each other
	Why         string // why it is, or isn't, where that needs saying
	Auto        bool   // a program wrote it: it moves no clock
	Asks        string // the words by which an answer seems to be wanted
	Holding     bool   // ours: "we have your question and will answer by Friday"
	Settled     bool   // theirs: a person saw that it asks for no answer

	Addresses  Addresses `bun:"type:text"`
	MessageID  string
	MessageKey string // the same message twice is one entry
	ThreadKey  string
	RawSum     string   // the original, in the firm's files
	HTML       bool     `bun:"html"`
	Problems   []string `bun:"type:text"` // what could not be read as written

	Attachments int64 // how many
	FiledHow    How
	FiledSure   int64  // 0 to 100
	Source      string // empty, or where it was brought in from

	CreatedAt  time.Time
	CreatedBy  string
	ChangedAt  time.Time
	RemovedAt  *time.Time
	RemovedBy  string
	RemovedWhy string
}

// Role is how somebody took part.
type Role string

// The roles.
const (
	From Role = "from"
	To   Role = "to"
	Cc   Role = "cc"
	Bcc  Role = "bcc"
	With Role = "with" // on the telephone, in the room
)

// Person took part in an entry. ContactID is whom we take them for, and the
// only thing here that a merge of contacts changes.
type Person struct {
	bun.BaseModel `bun:"table:timeline_person,alias:tp"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	EntryID   ID
	ContactID contact.ID
	At        time.Time
	Role      Role
	Name      string
	Address   string
}

// Attachment is a file that came with an entry.
type Attachment struct {
	bun.BaseModel `bun:"table:timeline_attachment,alias:ta"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	EntryID   ID
	Place     int64
	Name      string
	Type      string
	Size      int64
	Sum       string
	ContentID string
	Inline    bool
	Disguised bool // its bytes are not what its name says
	Raw       bool // it lies within the raw message
}

// Detail is an entry with all that belongs to it.
type Detail struct {
	Entry
	People []Person
	Files  []Attachment
	Moves  []Move
}

// About is what the audit trail calls an entry.
func (e Entry) About() db.About {
	return db.About{Kind: "timeline", ID: string(e.ID), Contact: string(e.ContactID), Matter: string(e.MatterID)}
}

// Removed reports whether the entry was taken out of the line of time.
func (e Entry) Removed() bool { return e.RemovedAt != nil }

// Unfiled reports whether the entry still waits for its matter.
func (e Entry) Unfiled() bool { return e.MatterID == "" && e.Kind == Email && !e.Removed() }
