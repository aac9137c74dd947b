package contact

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
)

// Merge is one contact made part of another, and all that is needed to take
// that back.
type Merge struct {
	bun.BaseModel `bun:"table:contact_merge,alias:mg"`

	FirmID   string `bun:",pk"`
	ID       string `bun:",pk"`
	Version  int64
	KeptID   ID
	GoneID   ID
	Changes  []Change `bun:"type:text"` // what it changed on the one kept
	MergedBy string
	MergedAt time.Time
	UndoneBy string
	UndoneAt *time.Time

	GoneName string `bun:"gone_name,scanonly"`
}

// MergeOf tells others that what belongs to Gone now belongs to Kept.
type MergeOf struct {
	ID         string
	Kept, Gone ID
}

type moved struct {
	bun.BaseModel `bun:"table:contact_moved,alias:mv"`

	FirmID  string `bun:",pk"`
	MergeID string `bun:",pk"`
	Place   string `bun:",pk"`
	RowID   string `bun:",pk"`
}

// Preview shows two cards side by side, with what a merge would take from
// each.
func (s *Service) Preview(ctx context.Context, who actor.Actor, one, other ID) (a, b Card, err error) {
	if err := access.Allow(who, Merging); err != nil {
		return a, b, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if a, err = card(ctx, q, one); err != nil {
			return err
		}
		if b, err = card(ctx, q, other); err != nil {
			return err
		}
		q.Saw(a.Contact.About(), b.Contact.About())
		return nil
	})
	return a, b, err
}

// Merge makes gone a part of kept. take names the fields whose value comes
// from gone. Names, ways to reach them and relations are joined; gone's own
// name stays as an alias, so that a conflict check finds it. Mail keeps the
// addresses it was sent to: a reply never goes to someone else for it.
//
// Returns Conflict if either was merged before, or if the kinds differ.
func (s *Service) Merge(ctx context.Context, who actor.Actor, kept, gone ID, take []string) (m Merge, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		k, err := card(ctx, tx, kept)
		if err != nil {
			return err
		}
		g, err := card(ctx, tx, gone)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Merging); err != nil {
			return err
		}
		if err := mergeable(k.Contact, g.Contact); err != nil {
			return err
		}
		m = Merge{ID: id.New("mrg"), KeptID: kept, GoneID: gone, Changes: k.take(g.Contact, take), MergedBy: who.ID, MergedAt: tx.Now}
		if err := tx.Insert(ctx, &m); err != nil {
			return err
		}
		return s.merge(ctx, tx, m, k, g)
	})
	return m, err
}

func mergeable(k, g Contact) error {
	switch {
	case k.ID == g.ID:
		return errs.New(errs.Conflict, "These are already one and the same.")
	case k.MergedInto != "" || g.MergedInto != "":
		return errs.New(errs.Conflict, "One of the two has been merged already.")
	case k.Kind != g.Kind:
		return errs.New(errs.Conflict, "A person and an organisation can't be merged.")
	}
	return nil
}

func (s *Service) merge(ctx context.Context, tx *db.Tx, m Merge, k, g Card) error {
	for _, place := range []string{"contact_name.contact_id", "contact_point.contact_id"} {
		if err := MoveTx(ctx, tx, m.ID, place, k.ID, g.ID); err != nil {
			return err
		}
	}
	if err := moveRelations(ctx, tx, m, k, g); err != nil {
		return err
	}
	alias := Name{ID: id.New("nam"), ContactID: k.ID, Kind: Alias, Name: g.Name, Folded: search.Fold(g.Name)}
	if nameKey(g.Name) != nameKey(k.Name) {
		if err := tx.Insert(ctx, &alias); err != nil {
			return err
		}
		if err := tx.Insert(ctx, &moved{MergeID: m.ID, Place: made, RowID: alias.ID}); err != nil {
			return err
		}
	}
	g.MergedInto, g.UpdatedAt, k.UpdatedAt = k.ID, tx.Now, tx.Now
	if err := tx.Update(ctx, &g.Contact); err != nil {
		return err
	}
	k.tidy()
	if err := tx.Update(ctx, &k.Contact); err != nil {
		return err
	}
	if err := access.InheritTx(ctx, tx, string(g.ID), string(k.ID)); err != nil {
		return err
	}
	one, other := inOrder(k.ID, g.ID)
	if err := tx.Put(ctx, &Double{OneID: one, OtherID: other, State: Merged, FoundAt: tx.Now, DecidedBy: tx.Who.ID, DecidedAt: &tx.Now}); err != nil {
		return err
	}
	if err := tx.Record("contact.merged", k.Contact.About(), map[string]any{"merge": m.ID, "gone": g.ID, "changes": m.Changes}); err != nil {
		return err
	}
	if err := s.Merged.Announce(ctx, tx, MergeOf{m.ID, k.ID, g.ID}); err != nil {
		return err
	}
	return s.reindex(ctx, tx, k.ID, g.ID)
}

// reindex finds keys, doubles and search anew after a merge or its undoing.
func (s *Service) reindex(ctx context.Context, tx *db.Tx, ids ...ID) error {
	s.live.Poke(tx, "contact:changed")
	for _, i := range ids {
		c, err := card(ctx, tx, i)
		if err != nil {
			return err
		}
		if err := eraseKeys(ctx, tx, i); err != nil {
			return err
		}
		if err := eraseOpenPairs(ctx, tx, i); err != nil {
			return err
		}
		if c.MergedInto != "" {
			if err := search.RemoveTx(ctx, tx, "contact", string(i)); err != nil {
				return err
			}
			continue
		}
		if err := saveKeys(ctx, tx, c); err != nil {
			return err
		}
		if err := findDoubles(ctx, tx, c); err != nil {
			return err
		}
		if err := search.PutTx(ctx, tx, found(c)); err != nil {
			return err
		}
	}
	return nil
}

// Unmerge takes a merge back: what it moved goes home, what it changed on the
// one kept is as before unless someone changed it since.
//
// Returns Conflict if it was taken back already, or if kept was itself merged
// since.
func (s *Service) Unmerge(ctx context.Context, who actor.Actor, merge string) (m Merge, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if m, err = getMerge(ctx, tx, merge); err != nil {
			return err
		}
		if err := access.Allow(who, Merging); err != nil {
			return err
		}
		k, err := row(ctx, tx, m.KeptID)
		if err != nil {
			return err
		}
		g, err := row(ctx, tx, m.GoneID)
		if err != nil {
			return err
		}
		if m.UndoneAt != nil || k.MergedInto != "" {
			return errs.New(errs.Conflict, "This merge has been taken back already, or something was merged on top of it.")
		}
		m.UndoneBy, m.UndoneAt = who.ID, &tx.Now
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		if err := moveBack(ctx, tx, m); err != nil {
			return err
		}
		k.revert(m.Changes)
		k.tidy()
		g.MergedInto, g.UpdatedAt, k.UpdatedAt = "", tx.Now, tx.Now
		if err := tx.Update(ctx, &k); err != nil {
			return err
		}
		if err := tx.Update(ctx, &g); err != nil {
			return err
		}
		one, other := inOrder(k.ID, g.ID)
		if err := tx.Put(ctx, &Double{OneID: one, OtherID: other, State: Distinct, FoundAt: tx.Now, DecidedBy: who.ID, DecidedAt: &tx.Now}); err != nil {
			return err
		}
		if err := tx.Record("contact.unmerged", k.About(), map[string]any{"merge": m.ID, "back": g.ID}); err != nil {
			return err
		}
		if err := s.reindex(ctx, tx, k.ID, g.ID); err != nil {
			return err
		}
		return s.Unmerged.Announce(ctx, tx, MergeOf{m.ID, k.ID, g.ID})
	})
	return m, err
}

// Doubles lists pairs that may be one and the same, likeliest first.
func (s *Service) Doubles(ctx context.Context, who actor.Actor, p db.Page) (ds []Double, next string, err error) {
	if err := access.Allow(who, Merging); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ds, next, err = doubles(ctx, q, p)
		return err
	})
	return ds, next, err
}

// Distinguish says that two contacts are two, so that they are not proposed
// again.
func (s *Service) Distinguish(ctx context.Context, who actor.Actor, one, other ID) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		d, err := pair(ctx, tx, one, other)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Merging); err != nil {
			return err
		}
		d.State, d.DecidedBy, d.DecidedAt = Distinct, who.ID, &tx.Now
		if err := tx.Put(ctx, &d); err != nil {
			return err
		}
		return tx.Record("contact.told_apart", db.About{Kind: "contact", ID: string(d.OneID), Contact: string(d.OneID)}, map[string]any{"from": d.OtherID})
	})
}

// Merges lists what was merged into a contact, newest first.
func (s *Service) Merges(ctx context.Context, who actor.Actor, contact ID) (ms []Merge, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ms, err = mergesOf(ctx, q, contact)
		return err
	})
	return ms, err
}
