package db

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/id"
)

// About says what a record is about. Contact and Matter, where known, let a
// client be shown all that happened with their file.
type About struct {
	Kind    string // contact, matter, wall, session …
	ID      string
	Contact string
	Matter  string
}

// entry is one line of the audit trail. The feature "record" owns the table;
// the row is written here, in the transaction of the act.
type entry struct {
	bun.BaseModel `bun:"table:record_entry,alias:re"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	At        time.Time
	ActorKind string
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
	Detail    string
	Salt      string
}

func newEntry(who actor.Actor, now time.Time, action string, about About, detail any) (entry, error) {
	d := ""
	if detail != nil {
		b, err := json.Marshal(detail)
		if err != nil {
			return entry{}, fmt.Errorf("recording %s: %w", action, err)
		}
		d = string(b)
	}
	return entry{
		FirmID: who.Firm, ID: id.New("rec"), At: now,
		ActorKind: string(who.Kind), ActorID: who.ID, ActorName: who.Name, Via: who.Via, IP: who.IP, Session: who.Session,
		Action: action, AboutKind: about.Kind, AboutID: about.ID, ContactID: about.Contact, MatterID: about.Matter,
		Detail: d, Salt: rand.Text(),
	}, nil
}

// entries are the reads to record. The firm's own jobs read all day and are
// recorded by what they do.
func entries(who actor.Actor, now time.Time, seen []About) []entry {
	if len(seen) == 0 || who.Trusted() {
		return nil
	}
	out := make([]entry, 0, len(seen))
	for _, a := range seen {
		e, _ := newEntry(who, now, a.Kind+".read", a, nil) // no detail: can't fail
		out = append(out, e)
	}
	return out
}

func insertEntries(ctx context.Context, b bun.IDB, es []entry) error {
	for chunk := range slices.Chunk(es, 500) {
		if _, err := b.NewInsert().Model(&chunk).Exec(ctx); err != nil {
			return fmt.Errorf("recording: %w", err)
		}
	}
	return nil
}
