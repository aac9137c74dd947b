// Package record is the audit trail: kept, sealed, proved and exported.
//
// Every act and every look at a client's file leaves an entry, written in the
// act's own transaction by kit/db and never changed afterwards. This package
// reads them to those who may, and seals them: each entry becomes a leaf of a
// Merkle log (RFC 6962) whose root is signed with the firm's own key, so that
// an entry changed, removed or slipped in behind the program's back shows, and
// so that any single entry can be proved to an outsider with one small file
// (Model Rules 1.15 and 5.3 ask a firm to be able to account for itself).
//
// A manager reads the whole trail, and those who work on a file read the
// trail of that file. An administrator, who runs the program and sees no
// client's content, reads who did what and when, with bare ids for clients and
// matters and without the details of acts on them. What stands behind a wall
// is not there for whoever the wall keeps out, in lists, files and proofs
// alike.
//
// Its limit: whoever has both the database and the signing key can write
// another history for people who kept no checkpoint. So checkpoints should
// leave the house.
package record

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/seal"
)

// The verbs of the audit trail.
const (
	Reading   actor.Verb = "record.read"        // the whole firm's trail
	Detailing actor.Verb = "record.read_detail" // with what was done to clients' files
	OfFile    actor.Verb = "record.read_file"   // the trail of a contact or matter one may see
	Proving   actor.Verb = "record.prove"       // an entry one may read whole
	Exporting actor.Verb = "record.export"
)

// Grants says which roles may do what with the trail.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Manager, access.Administrator),
		access.To(Detailing, access.Manager),
		access.To(OfFile, access.Practising()...),
		access.To(Proving, append(access.Practising(), access.Administrator)...),
		access.To(Exporting, access.Manager),
	}
}

// Entry is one line of the trail.
type Entry struct {
	bun.BaseModel `bun:"table:record_entry,alias:re"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	At        time.Time
	ActorKind actor.Kind
	ActorID   string
	ActorName string
	Via       string
	IP        string
	Session   string
	Action    string
	AboutKind string
	AboutID   string
	ContactID string
	MatterID  string
	Detail    string // JSON, or empty
	Salt      string

	Place    *int64 `bun:",scanonly"` // in the sealed log, from 0; nil until it is sealed
	Withheld bool   `bun:"-"`         // there is a detail, which the reader may not see
}

// Sealed reports whether the entry is part of the sealed log.
func (e Entry) Sealed() bool { return e.Place != nil }

// sealedEntry is what is sealed of an entry. Its names and order are for ever:
// another name is another hash. All is text, which has one spelling only.
type sealedEntry struct {
	Form      string `json:"form"`
	Firm      string `json:"firm"`
	ID        string `json:"id"`
	At        string `json:"at"`
	ActorKind string `json:"actor_kind"`
	ActorID   string `json:"actor_id"`
	ActorName string `json:"actor_name"`
	Via       string `json:"via"`
	IP        string `json:"ip"`
	Session   string `json:"session"`
	Action    string `json:"action"`
	AboutKind string `json:"about_kind"`
	AboutID   string `json:"about_id"`
	ContactID string `json:"contact_id"`
	MatterID  string `json:"matter_id"`
	Detail    string `json:"detail"`
}

const (
	entryForm = "candor/entry@v1"
	instant   = "2006-01-02T15:04:05.000Z"
)

// canonical is the entry as it is sealed.
func (e Entry) canonical() ([]byte, error) {
	return seal.Canonical(sealedEntry{
		Form: entryForm, Firm: e.FirmID, ID: e.ID, At: e.At.UTC().Format(instant),
		ActorKind: string(e.ActorKind), ActorID: e.ActorID, ActorName: e.ActorName, Via: e.Via, IP: e.IP, Session: e.Session,
		Action: e.Action, AboutKind: e.AboutKind, AboutID: e.AboutID, ContactID: e.ContactID, MatterID: e.MatterID, Detail: e.Detail,
	})
}

// salt is the entry's salt at the length the seal needs. What is kept in the
// row has 130 bits of chance, so nothing is lost.
func (e Entry) salt() []byte {
	sum := sha256.Sum256([]byte("candor/entry-salt\x00" + e.Salt))
	return sum[:]
}

// leaf is the entry's hash in the log.
func (e Entry) leaf() (seal.Hash, error) {
	c, err := e.canonical()
	return seal.Leaf(e.salt(), c), err
}

// Filter narrows the trail. The zero value is all of it.
type Filter struct {
	Actor   string    `json:"actor,omitempty"`  // whose acts, by id
	Action  string    `json:"action,omitempty"` // what the action begins with, such as "matter." or "signin.in"
	About   string    `json:"about,omitempty"`  // what was acted on, by id
	Contact string    `json:"contact,omitempty"`
	Matter  string    `json:"matter,omitempty"`
	From    time.Time `json:"from,omitzero"` // from this instant on
	To      time.Time `json:"to,omitzero"`   // before this instant
}

// List gives a page of the trail, newest first, and the place of the next. The
// look is itself recorded.
//
// A manager may; an administrator may, and gets no details of clients' files.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (es []Entry, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		q.Saw(db.About{Kind: "record", Contact: f.Contact, Matter: f.Matter})
		es, next, err = list(ctx, q, f, p)
		if err != nil {
			return err
		}
		return withhold(ctx, q, es)
	})
	return es, next, err
}

// OfMatter gives a page of what happened with a matter, newest first.
//
// Whoever works on it may. Returns NotFound if they may not see the matter.
func (s *Service) OfMatter(ctx context.Context, who actor.Actor, matter string, p db.Page) ([]Entry, string, error) {
	return s.ofFile(ctx, who, Filter{Matter: matter}, matter, p)
}

// OfContact gives a page of what happened with a contact and their matters,
// newest first.
//
// Whoever may see the contact may, as far as they may see the matters too.
func (s *Service) OfContact(ctx context.Context, who actor.Actor, contact string, p db.Page) ([]Entry, string, error) {
	return s.ofFile(ctx, who, Filter{Contact: contact}, contact, p)
}

func (s *Service) ofFile(ctx context.Context, who actor.Actor, f Filter, object string, p db.Page) (es []Entry, next string, err error) {
	if err := access.Allow(who, OfFile); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, object); err != nil {
			return err
		}
		q.Saw(db.About{Kind: "record", ID: object, Contact: f.Contact, Matter: f.Matter})
		es, next, err = list(ctx, q, f, p)
		if err != nil {
			return err
		}
		return withhold(ctx, q, es)
	})
	return es, next, err
}

// get gives one entry, if whoever asks may see it whole.
func get(ctx context.Context, q db.Q, entry string) (Entry, error) {
	e, err := one(ctx, q, entry)
	if err != nil {
		return e, err
	}
	whole, err := mayTell(ctx, q, e, map[string]bool{})
	if err != nil {
		return e, err
	}
	who := q.Actor()
	file := e.ContactID != "" || e.MatterID != ""
	if whole && (who.May(Reading) || who.May(OfFile) && file) {
		return e, nil
	}
	return e, errs.Missing()
}
