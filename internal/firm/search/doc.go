// Package search finds anything you may see, by one box.
//
// A feature tells search what of it can be found (PutTx, RemoveTx) in the
// transaction of the change, so that a page and the search never disagree. What
// a person may not see is left out before anything is ranked, cut or counted:
// a walled matter leaves no gap, no number and no suggestion (Model Rules
// 1.6(c), 1.10). Words are compared without accents and case, and the last may
// be half typed; a name is found in spite of one slip of the pen. Search knows
// nothing of word forms: "filing" doesn't find "filed".
package search

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
)

// Kind is what sort of thing was found.
type Kind string

// The kinds of things that can be found.
const (
	Contact  Kind = "contact"
	Client   Kind = "client"
	Matter   Kind = "matter"
	Lead     Kind = "lead"
	Task     Kind = "task"
	Note     Kind = "note"
	Call     Kind = "call"
	Meeting  Kind = "meeting"
	Mail     Kind = "mail"
	Letter   Kind = "letter"
	Message  Kind = "message"
	Document Kind = "document"
)

// code is the kind's part of a document's number. It is stored: a code is
// given once and for ever, and lies between 1 and 26.
func (k Kind) code() int64 {
	switch k {
	case Contact:
		return 1
	case Client:
		return 2
	case Matter:
		return 3
	case Lead:
		return 4
	case Task:
		return 5
	case Note:
		return 6
	case Call:
		return 7
	case Meeting:
		return 8
	case Mail:
		return 9
	case Letter:
		return 10
	case Message:
		return 11
	case Document:
		return 12
	}
	return 0
}

// Doc is what search knows of one thing. It is seen by whoever may see both its
// matter and its contact; one that belongs to neither is found by nobody, since
// nothing says who may see it.
type Doc struct {
	Kind      Kind
	ID        string
	ContactID string
	MatterID  string
	Title     string
	Sub       string    // one line under the title
	Body      string    // what else its words are
	Names     []string  // other names it goes by; these and a person's or matter's title forgive a slip
	Href      string    // where it is shown
	At        time.Time // newer is shown first
	Lang      string
}

// row is a Doc as it is kept.
type row struct {
	bun.BaseModel `bun:"table:search_doc,alias:sd"`

	FirmID    string `bun:",pk"`
	Kind      Kind   `bun:",pk"`
	ID        string `bun:",pk"`
	Num       int64
	ContactID string
	MatterID  string
	Folded    string
	At        time.Time
	KeptAt    time.Time
	Lang      string
	Href      string
	Title     string
	Sub       string
	Body      string
}

const (
	longestBody  = 100_000 // bytes of a body that are kept and searched
	longestTitle = 1_000
	mostWords    = 12_000 // of a body; PostgreSQL tells 16,383 places apart
)

// PutTx lets a thing be found, or found as it now is.
func PutTx(ctx context.Context, tx *db.Tx, d Doc) error {
	if d.Kind.code() == 0 || d.ID == "" {
		return fmt.Errorf("searching for %q %q: no such kind, or no id", d.Kind, d.ID)
	}
	if d.ContactID == "" && d.MatterID == "" {
		return RemoveTx(ctx, tx, d.Kind, d.ID)
	}
	r := row{
		FirmID: tx.Firm(), Kind: d.Kind, ID: d.ID, ContactID: d.ContactID, MatterID: d.MatterID,
		At: d.At.UTC(), KeptAt: tx.Now, Lang: d.Lang, Href: d.Href,
		Title: text(d.Title, longestTitle), Sub: text(d.Sub, longestTitle), Body: text(d.Body, longestBody),
	}
	r.Folded = clip(Fold(r.Title), longestTitle)
	names := text(strings.Join(d.Names, "\n"), longestBody)
	if err := keep(ctx, tx, &r, names); err != nil {
		return fmt.Errorf("keeping %s %s for search: %w", d.Kind, d.ID, err)
	}
	if d.Kind == Contact || d.Kind == Client || d.Kind == Matter || d.Kind == Lead {
		names += "\n" + r.Title
	}
	return learn(ctx, tx, names)
}

// RemoveTx lets a thing be found no more.
func RemoveTx(ctx context.Context, tx *db.Tx, kind Kind, id string) error {
	return tx.Delete(ctx, &row{FirmID: tx.Firm(), Kind: kind, ID: id})
}

// text makes s fit to be kept: valid, without NUL, not too long.
func text(s string, most int) string {
	return clip(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", " "), most)
}
