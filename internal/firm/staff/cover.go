package staff

import (
	"context"
	"slices"
	"strings"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Cover is standing in for a colleague who is away: what the colleague was let
// in to, and what they owe, is seen by whoever covers, from a time until
// another. Walls stay as they are: each keeps out whom it keeps out.
type Cover struct {
	For     ID         `json:"for"`
	FromOn  civil.Date `json:"from_on"` // the days, as they were said,
	UntilOn civil.Date `json:"until_on"`
	From    time.Time  `json:"from"` // and the moments they are
	Until   time.Time  `json:"until"`
	Why     string     `json:"why"`
	SetBy   string     `json:"set_by"`
}

// Running reports whether the cover holds at this time.
func (c Cover) Running(now time.Time) bool { return !c.From.After(now) && c.Until.After(now) }

// Covering lists for whom a person stands in now.
func (p Person) Covering(now time.Time) (ids []string) {
	for _, c := range p.Covers {
		if c.Running(now) {
			ids = append(ids, string(c.For))
		}
	}
	return ids
}

// Stand is a cover with who covers.
type Stand struct {
	By Person
	Cover
}

// NewCover is what a cover is arranged from: days at the office, both whole.
type NewCover struct {
	For, By     ID
	From, Until civil.Date
	Why         string
}

// longestCover is how long one stands in for another without saying so again.
const longestCover = 183

// ArrangeCover has By stand in for For while they are away. Lawyers arrange it for
// themselves, managers for everyone.
//
// Returns Invalid with the fields, Conflict if they cover for them already.
func (s *Service) ArrangeCover(ctx context.Context, who actor.Actor, n NewCover) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Covering); err != nil {
			return err
		}
		by, err := n.check(ctx, tx)
		if err != nil {
			return err
		}
		if err := mayCover(who, n.For); err != nil {
			return err
		}
		main, err := office.MainTx(ctx, tx)
		if err != nil {
			return err
		}
		zone, err := civil.LoadZone(main.Zone)
		if err != nil {
			return err
		}
		by.Covers = slices.DeleteFunc(by.Covers, func(c Cover) bool { return !c.Until.After(tx.Now) })
		if slices.ContainsFunc(by.Covers, func(c Cover) bool { return c.For == n.For }) {
			return errs.New(errs.Conflict, "%s covers for them already. End that first.", by.Name)
		}
		c := Cover{For: n.For, FromOn: n.From, UntilOn: n.Until, From: n.From.Start(zone).UTC(), Until: n.Until.AddDays(1).Start(zone).UTC(), Why: strings.TrimSpace(n.Why), SetBy: who.ID}
		by.Covers = append(by.Covers, c)
		if err := tx.Update(ctx, &by); err != nil {
			return err
		}
		if err := tx.Record("staff.cover_arranged", by.About(), map[string]any{"for": c.For, "from": n.From, "until": n.Until, "why": c.Why}); err != nil {
			return err
		}
		return s.Changed.Announce(ctx, tx, by)
	})
}

func (n NewCover) check(ctx context.Context, tx *db.Tx) (by Person, err error) {
	today, err := office.TodayTx(ctx, tx)
	if err != nil {
		return by, err
	}
	var bad errs.Problems
	away, err := get(ctx, tx, n.For)
	bad.Check(err == nil && away.Here(tx.Now), "for", "Choose someone who works here.")
	by, err = get(ctx, tx, n.By)
	bad.Check(err == nil && by.Here(tx.Now), "by", "Choose someone who works here.")
	bad.Check(n.For != n.By, "by", "Nobody stands in for themselves.")
	bad.Check(!access.SeesOpen(away.Roles) || access.SeesOpen(by.Roles), "by", "An administrator sees no client's content, and can't stand in for someone who does.")
	bad.Check(!n.From.IsZero(), "from", "Choose the first day.")
	bad.Check(!n.Until.IsZero() && !n.Until.Before(today) && !n.Until.Before(n.From), "until", "Choose the last day.")
	bad.Check(n.From.IsZero() || n.Until.Sub(n.From) <= longestCover, "until", "At most half a year; arrange it again then.")
	bad.Check(strings.TrimSpace(n.Why) != "", "why", "Say why; the record keeps it.")
	return by, bad.Err()
}

// mayCover lets people have themselves covered, and managers everyone.
func mayCover(who actor.Actor, away ID) error {
	if string(away) == who.ID {
		return access.Allow(who, Covering)
	}
	return access.Allow(who, access.Walling)
}

// EndCover ends a cover at once.
func (s *Service) EndCover(ctx context.Context, who actor.Actor, by, away ID) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		p, err := get(ctx, tx, by)
		if err != nil {
			return err
		}
		concerned := away
		if by == ID(who.ID) {
			concerned = by // whoever stands in may stop
		}
		if err := mayCover(who, concerned); err != nil {
			return err
		}
		n := len(p.Covers)
		p.Covers = slices.DeleteFunc(p.Covers, func(c Cover) bool { return c.For == away })
		if len(p.Covers) == n {
			return errs.Missing()
		}
		if err := tx.Update(ctx, &p); err != nil {
			return err
		}
		if err := tx.Record("staff.cover_ended", p.About(), map[string]any{"for": away}); err != nil {
			return err
		}
		return s.Changed.Announce(ctx, tx, p)
	})
}

// Stands lists who covers for whom, now and soon, by their first day.
func (s *Service) Stands(ctx context.Context, who actor.Actor) (out []Stand, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ps, err := list(ctx, q, false)
		for _, p := range ps {
			for _, c := range p.Covers {
				if c.Until.After(q.Time()) {
					out = append(out, Stand{p, c})
				}
			}
		}
		slices.SortStableFunc(out, func(a, b Stand) int { return a.From.Compare(b.From) })
		return err
	})
	return out, err
}
