package timeline

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// AllTx gives whole entries, removed ones too, in the order in which they came
// to be: those of a matter, those of a contact, or all, as far as whoever asks
// may see them. It is for copies that are taken out; who takes one records it.
func AllTx(ctx context.Context, q db.Q, m matter.ID, c contact.ID, p db.Page) (ds []Detail, next string, err error) {
	if err := access.Allow(q.Actor(), Reading); err != nil {
		return nil, "", err
	}
	es, next, err := all(ctx, q, m, c, p)
	if err != nil {
		return nil, "", err
	}
	for _, e := range es {
		d := Detail{Entry: e}
		if d.People, err = peopleOf(ctx, q, e.ID); err != nil {
			return nil, "", err
		}
		if d.Files, err = filesOf(ctx, q, e.ID); err != nil {
			return nil, "", err
		}
		ds = append(ds, d)
	}
	return ds, next, nil
}
