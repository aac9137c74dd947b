package timeline

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Move is an entry that went from one matter to another.
type Move struct {
	bun.BaseModel `bun:"table:timeline_move,alias:tm"`

	FirmID     string `bun:",pk"`
	ID         string `bun:",pk"`
	Version    int64
	EntryID    ID
	FromMatter matter.ID // empty: it was unfiled
	ToMatter   matter.ID
	FromHow    How
	FromSure   int64
	MovedAt    time.Time
	MovedBy    string
	UndoneAt   *time.Time
	UndoneBy   string

	Entry Entry `bun:"-"` // as it is after the move
}

// Move puts an entry into another matter, or back among what is unfiled when
// to is empty. Where it was is remembered, so that Unmove can bring it back.
//
// Returns NotFound if either matter may not be seen, Conflict if the entry is
// there already.
func (s *Service) Move(ctx context.Context, who actor.Actor, entry ID, to matter.ID) (m Move, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		m, err = s.MoveTx(ctx, tx, entry, to)
		return err
	})
	return m, err
}

// MoveTx is Move inside another's transaction.
func (s *Service) MoveTx(ctx context.Context, tx *db.Tx, entry ID, to matter.ID) (Move, error) {
	e, err := get(ctx, tx, entry)
	if err != nil {
		return Move{}, err
	}
	if to != "" {
		if err := access.Sees(ctx, tx, string(to)); err != nil {
			return Move{}, err
		}
	}
	verb := Moving
	if e.MatterID == "" {
		verb = Sorting
	}
	if err := access.Allow(tx.Who, verb); err != nil {
		return Move{}, err
	}
	if err := e.movable(to); err != nil {
		return Move{}, err
	}
	m := Move{
		ID: id.New("mov"), EntryID: e.ID, FromMatter: e.MatterID, ToMatter: to, FromHow: e.FiledHow, FromSure: e.FiledSure,
		MovedAt: tx.Now, MovedBy: tx.Who.ID,
	}
	if err := tx.Insert(ctx, &m); err != nil {
		return m, err
	}
	how, sure := ByHand, int64(100)
	if to == "" {
		how, sure = Unfiled, 0
	}
	return s.move(ctx, tx, m, e, to, how, sure, "timeline.moved")
}

func (e Entry) movable(to matter.ID) error {
	switch {
	case e.Removed():
		return errs.New(errs.Conflict, "This entry was removed. Bring it back first.")
	case e.MatterID == to:
		return errs.New(errs.Conflict, "It is in this matter already.")
	case to == "" && e.Kind != Email && e.ContactID == "":
		return errs.New(errs.Conflict, "This belongs to nobody outside its matter. Move it to another matter instead.")
	}
	return nil
}

func (s *Service) move(ctx context.Context, tx *db.Tx, m Move, e Entry, to matter.ID, how How, sure int64, action string) (Move, error) {
	from := e.MatterID
	e.MatterID, e.FiledHow, e.FiledSure, e.ChangedAt = to, how, sure, tx.Now
	if err := tx.Update(ctx, &e); err != nil {
		return m, err
	}
	people, err := peopleOf(ctx, tx, e.ID)
	if err != nil {
		return m, err
	}
	s.poke(tx, e, from)
	if err := s.tell(ctx, tx, e, people, action, map[string]any{"move": m.ID, "from": from, "to": to}); err != nil {
		return m, err
	}
	m.Entry = e
	return m, s.Moved.Announce(ctx, tx, Move{ID: m.ID, EntryID: e.ID, FromMatter: from, ToMatter: to, MovedAt: tx.Now, MovedBy: tx.Who.ID, Entry: e})
}

// Unmove takes a move back: the entry returns to where it was.
//
// Returns Conflict if it was taken back already, or if the entry has been
// moved on since.
func (s *Service) Unmove(ctx context.Context, who actor.Actor, move string) (m Move, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if m, err = getMove(ctx, tx, move); err != nil {
			return err
		}
		e, err := get(ctx, tx, m.EntryID)
		if err != nil {
			return err
		}
		if m.FromMatter != "" {
			if err := access.Sees(ctx, tx, string(m.FromMatter)); err != nil {
				return err
			}
		}
		if err := access.Allow(who, Moving); err != nil {
			return err
		}
		if m.UndoneAt != nil || e.MatterID != m.ToMatter {
			return errs.New(errs.Conflict, "This was taken back already, or the entry was moved on since.")
		}
		m.UndoneAt, m.UndoneBy = &tx.Now, who.ID
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		m, err = s.move(ctx, tx, m, e, m.FromMatter, m.FromHow, m.FromSure, "timeline.moved_back")
		return err
	})
	return m, err
}

// ContactMerged lets what belonged to a merged contact follow to the one kept.
// The addresses of messages stay as they were written, so a reply goes where
// it went before.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, m contact.MergeOf) error {
	for _, place := range []string{"timeline_person.contact_id", "timeline_entry.contact_id"} {
		if err := contact.MoveTx(ctx, tx, m.ID, place, m.Kept, m.Gone); err != nil {
			return err
		}
	}
	s.live.Poke(tx, Topic(string(m.Kept)))
	return nil
}
