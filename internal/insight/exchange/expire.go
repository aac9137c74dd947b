package exchange

import (
	"context"

	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/db"
)

// Expire removes the copies whose time is over. It is run every hour.
func (s *Service) Expire(ctx context.Context, firm string) error {
	job := actor.ForJob(firm, "export.expire")
	var es []Export
	err := s.db.Read(ctx, job, func(ctx context.Context, q db.Q) (err error) {
		es, err = expired(ctx, q)
		return err
	})
	for _, e := range es {
		if err := s.expire(ctx, job, e); err != nil {
			return err
		}
	}
	return err
}

func (s *Service) expire(ctx context.Context, job actor.Actor, e Export) error {
	needed := false
	err := s.db.Write(ctx, job, func(ctx context.Context, tx *db.Tx) (err error) {
		if needed, err = shared(ctx, tx, e); err != nil {
			return err
		}
		was := e.Sum
		e.Sum = ""
		if err := tx.Update(ctx, &e); err != nil {
			return err
		}
		e.Sum = was
		return tx.Record("export.expired", e.About(), nil)
	})
	if err != nil || needed {
		return err
	}
	shelf, err := s.files.Firm(e.FirmID)
	if err != nil {
		return err
	}
	sum, err := blob.ParseSum(e.Sum)
	if err != nil {
		return err
	}
	if err := shelf.Delete(ctx, sum); err != nil && !isMissing(err) {
		return err
	}
	return nil
}
