package contact

import (
	"cmp"
	"context"
	"slices"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Likeness is a contact that a card may well be about.
type Likeness struct {
	Contact Contact
	Score   int64 // 0 to 100
	Why     []Clue
}

// LikelyTx finds whom a card that isn't kept yet may be about, likeliest
// first, among those that whoever asks may see.
func LikelyTx(ctx context.Context, q db.Q, c Card) ([]Likeness, error) {
	c.tidy()
	c.Points = slices.Clone(c.Points)
	var ignored errs.Problems
	for i := range c.Points {
		c.Points[i].check(&ignored, "", region)
	}
	others, err := candidates(ctx, q, c)
	if err != nil {
		return nil, err
	}
	ids := make([]ID, len(others))
	for i, o := range others {
		ids[i] = o.ID
	}
	seen, err := NamedTx(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	var out []Likeness
	for _, o := range others {
		if _, ok := seen[o.ID]; !ok {
			continue
		}
		if score, why := compare(c, o); score >= worthALook {
			out = append(out, Likeness{o.Contact, score, why})
		}
	}
	slices.SortFunc(out, func(a, b Likeness) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Contact.ID, b.Contact.ID))
	})
	return out, nil
}

// CheckTx tells what is wrong with a card that isn't kept yet, as Add would.
func (s *Service) CheckTx(ctx context.Context, tx *db.Tx, c *Card) error { return s.ready(ctx, tx, c) }
