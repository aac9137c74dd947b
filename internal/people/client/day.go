package client

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/id"
)

// AddDate writes down a day that matters to someone.
func (s *Service) AddDate(ctx context.Context, who actor.Actor, d Date) (Date, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Sees(ctx, tx, string(d.ContactID)); err != nil {
			return err
		}
		if err := access.Allow(who, Caring); err != nil {
			return err
		}
		d.tidy()
		if err := d.check(); err != nil {
			return err
		}
		d.ID = id.New("day")
		if err := tx.Insert(ctx, &d); err != nil {
			return err
		}
		s.live.Poke(tx, "client:changed")
		return tx.Record("client.date_added", d.about(), map[string]any{"kind": d.Kind, "hard": d.Hard})
	})
	return d, err
}

// RemoveDate takes a day away.
func (s *Service) RemoveDate(ctx context.Context, who actor.Actor, date string) (d Date, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if d, err = getDate(ctx, tx, date); err != nil {
			return err
		}
		if err := access.Allow(who, Caring); err != nil {
			return err
		}
		if err := tx.Delete(ctx, &d); err != nil {
			return err
		}
		s.live.Poke(tx, "client:changed")
		return tx.Record("client.date_removed", d.about(), map[string]any{"kind": d.Kind})
	})
	return d, err
}

func (d Date) about() db.About {
	return db.About{Kind: "client", ID: string(d.ContactID), Contact: string(d.ContactID)}
}

// longestSpan is the longest span of days that Coming looks ahead.
const longestSpan = 92

// Coming lists the days that matter to our clients within a span from a date.
func (s *Service) Coming(ctx context.Context, who actor.Actor, from civil.Date, days int) (ds []Date, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	days = min(max(days, 1), longestSpan)
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ds, err = coming(ctx, q, from, days)
		return err
	})
	return ds, err
}
