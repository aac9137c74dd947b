package timeline

import (
	"bytes"
	"context"
	"io"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
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

// Raw opens the original of an entry that AllTx gave. Unlike Original it leaves
// no line of its own in the trail: who takes the copy has one for all of it.
func (s *Service) Raw(ctx context.Context, who actor.Actor, e Entry) (io.ReadCloser, error) {
	var b []byte
	err := s.read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
		if _, err = get(ctx, q, e.ID); err != nil {
			return err
		}
		b, err = originalOf(ctx, q, e)
		return err
	})
	if err != nil {
		return nil, err
	}
	if b == nil {
		return s.open(ctx, who.Firm, e.RawSum)
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}
