package contact

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
)

// Filled is what filling a card changed, and all that is needed to take that
// back.
type Filled struct {
	ID      ID       `json:"id"`
	Version int64    `json:"version"` // of the card once filled
	Changes []Change `json:"changes,omitempty"`
	Names   []string `json:"names,omitempty"`
	Points  []string `json:"points,omitempty"`
}

// Nothing reports whether the card had all of it already.
func (f Filled) Nothing() bool { return len(f.Changes)+len(f.Names)+len(f.Points) == 0 }

// FillTx gives a contact what it lacks and another card says. What it has
// stays as it is.
func (s *Service) FillTx(ctx context.Context, tx *db.Tx, contact ID, from Card) (f Filled, err error) {
	c, err := card(ctx, tx, contact)
	if err != nil {
		return f, err
	}
	if err := access.Allow(tx.Who, Editing); err != nil {
		return f, err
	}
	if err := s.ready(ctx, tx, &from); err != nil {
		return f, err
	}
	f = Filled{ID: contact, Version: c.Version, Changes: c.take(from.Contact, nil)}
	for _, n := range from.Names {
		if !slices.ContainsFunc(c.Names, func(o Name) bool { return o.Folded == n.Folded }) {
			n.ID = id.New("nam")
			c.Names, f.Names = append(c.Names, n), append(f.Names, n.ID)
		}
	}
	for _, p := range from.Points {
		if !slices.ContainsFunc(c.Points, func(o Point) bool { return o.Kind == p.Kind && o.Folded == p.Folded }) {
			p.ID, p.Preferred = id.New("pnt"), false
			c.Points, f.Points = append(c.Points, p), append(f.Points, p.ID)
		}
	}
	if f.Nothing() {
		return f, nil
	}
	if err := s.rewrite(ctx, tx, &c, "contact.filled", map[string]any{"fields": len(f.Changes), "names": len(f.Names), "points": len(f.Points)}); err != nil {
		return f, err
	}
	f.Version = c.Version
	return f, nil
}

// UnfillTx takes back what FillTx changed, but for what someone has changed
// since.
func (s *Service) UnfillTx(ctx context.Context, tx *db.Tx, f Filled) error {
	c, err := card(ctx, tx, f.ID)
	if err != nil {
		return err
	}
	if err := access.Allow(tx.Who, Editing); err != nil {
		return err
	}
	if c.MergedInto != "" {
		return errs.New(errs.Conflict, "One of the two has been merged already.")
	}
	c.revert(f.Changes)
	c.Names = slices.DeleteFunc(c.Names, func(n Name) bool { return slices.Contains(f.Names, n.ID) })
	c.Points = slices.DeleteFunc(c.Points, func(p Point) bool { return slices.Contains(f.Points, p.ID) })
	return s.rewrite(ctx, tx, &c, "contact.unfilled", nil)
}

// rewrite saves a card that was fetched in this transaction.
func (s *Service) rewrite(ctx context.Context, tx *db.Tx, c *Card, action string, detail any) error {
	if err := s.ready(ctx, tx, c); err != nil {
		return err
	}
	c.UpdatedAt = tx.Now
	if err := tx.Update(ctx, &c.Contact); err != nil {
		return err
	}
	return s.save(ctx, tx, c, action, detail)
}
