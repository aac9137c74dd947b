package matter

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Bulk is one act on many matters. What is empty is left alone.
type Bulk struct {
	Staff staff.ID // put on each team
	Role  Role
	Stage string
	Tag   string
}

// Result is what became of one of many.
type Result struct {
	ID     ID
	Number string // empty for what can't be seen
	Err    error
}

// atOnce is how many matters one may act on in one go.
const atOnce = 200

// Apply does one thing to each of many matters, each for itself: what fails for
// one is done for the others all the same, and the results say which.
func (s *Service) Apply(ctx context.Context, who actor.Actor, ids []ID, b Bulk) ([]Result, error) {
	var p errs.Problems
	p.Check(len(ids) > 0, "ids", "Choose at least one matter.")
	p.Check(len(ids) <= atOnce, "ids", "Choose at most %d matters at once.", atOnce)
	p.Check(b != Bulk{} && b != Bulk{Role: b.Role}, "act", "Choose what to do with them.")
	if err := p.Err(); err != nil {
		return nil, err
	}
	if b.Role == "" {
		b.Role = Responsible
	}
	numbers := map[ID]Matter{}
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
		numbers, err = NamedTx(ctx, q, ids)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []Result
	for _, i := range ids {
		out = append(out, Result{i, numbers[i].Number, s.apply(ctx, who, i, b)})
	}
	return out, nil
}

func (s *Service) apply(ctx context.Context, who actor.Actor, matter ID, b Bulk) error {
	if b.Staff != "" {
		if _, err := s.Assign(ctx, who, matter, b.Staff, b.Role); err != nil {
			return err
		}
	}
	if b.Stage != "" {
		if _, err := s.MoveStage(ctx, who, matter, 0, b.Stage, ""); err != nil {
			return err
		}
	}
	if b.Tag != "" {
		return s.tag(ctx, who, matter, b.Tag)
	}
	return nil
}

func (s *Service) tag(ctx context.Context, who actor.Actor, matter ID, tag string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		m, err := get(ctx, tx, matter)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		m.Tags = neatTags(append(slices.Clone(m.Tags), tag))
		if err := tx.Record("matter.tagged", m.About(), map[string]any{"tag": tag}); err != nil {
			return err
		}
		return s.touch(ctx, tx, &m)
	})
}
