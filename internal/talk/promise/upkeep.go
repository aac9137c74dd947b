package promise

import (
	"context"
	"encoding/json"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/id"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// Escalate tells supervisors of promises that have been broken for too long
// (Model Rules 5.1 and 5.3). Clocks that an import left behind are computed
// first, so that nobody is told of what was done long ago. It is safe to run as
// often as one likes.
func (s *Service) Escalate(ctx context.Context, who actor.Actor) error {
	if err := s.CatchUp(ctx, who); err != nil {
		return err
	}
	return s.sweep(ctx, who, ripe, func(ctx context.Context, tx *db.Tx, l *ledger) error {
		if l.EscalateAt.IsZero() || l.EscalateAt.After(tx.Now) {
			return nil // a word came meanwhile
		}
		to, err := supervisor(ctx, tx, *l.Clock)
		if err != nil {
			return err
		}
		l.escalate(to, tx.Now)
		if err := tx.Update(ctx, l.Clock); err != nil {
			return err
		}
		s.live.Poke(tx, Topic, MatterTopic(l.MatterID))
		return tx.Record("promise.escalated", l.About(), map[string]any{"what": l.What, "due": l.DueAt, "responsible": l.StaffID, "told": to})
	})
}

// CatchUp computes the clocks that an import left behind.
func (s *Service) CatchUp(ctx context.Context, who actor.Actor) error {
	return s.sweep(ctx, who, stale, func(ctx context.Context, tx *db.Tx, l *ledger) error {
		return s.rebuild(ctx, tx, l)
	})
}

// Rebuild computes one matter's clock anew from its timeline. It changes
// nothing unless something was wrong.
func (s *Service) Rebuild(ctx context.Context, who actor.Actor, m matter.ID) error {
	return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if _, err := get(ctx, tx, m); err != nil {
			return err
		}
		return s.again(ctx, tx, m, func(*ledger) {})
	})
}

// sweep does what is to be done to each clock that pick finds, a batch to a
// transaction, until it finds none. What is worth a record records itself.
func (s *Service) sweep(ctx context.Context, who actor.Actor, pick func(context.Context, db.Q) ([]Clock, error), do func(context.Context, *db.Tx, *ledger) error) error {
	for {
		var ks []Clock
		err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
			ks, err = pick(ctx, q)
			return err
		})
		if err != nil || len(ks) == 0 {
			return err
		}
		err = s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
			return each(ctx, tx, ks, do)
		})
		if err != nil {
			return err
		}
	}
}

func each(ctx context.Context, tx *db.Tx, ks []Clock, do func(context.Context, *db.Tx, *ledger) error) error {
	for _, k := range ks {
		k, ok, err := lock(ctx, tx, k.MatterID)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		l, err := ledgerOf(ctx, tx, &k)
		if err != nil {
			return err
		}
		if err := do(ctx, tx, l); err != nil {
			return err
		}
	}
	return nil
}

// mostLevels is how far up a firm a broken promise climbs.
const mostLevels = 5

// supervisor finds who is to be told: the next above the responsible person who
// works here and is on the same side of every wall. If there is none, it is
// left to the managers, who see everyone's promises.
func supervisor(ctx context.Context, q db.Q, k Clock) (staff.ID, error) {
	at := k.StaffID
	for range mostLevels {
		if at == "" {
			return "", nil
		}
		p, err := staff.GetTx(ctx, q, at)
		if err != nil {
			return "", err
		}
		if at = p.SupervisorID; at == "" {
			return "", nil
		}
		up, err := staff.GetTx(ctx, q, at)
		if err != nil {
			return "", err
		}
		walled, err := access.Denied(ctx, q, string(k.MatterID), string(at))
		if err != nil {
			return "", err
		}
		if up.Here(q.Time()) && !walled {
			return at, nil
		}
	}
	return "", nil
}

// renewal has the firm's terms of the day take effect on running promises.
type renewal struct {
	Area string `json:"area"` // empty for the whole firm
}

// Kind implements job.Args.
func (renewal) Kind() string { return "promise.renew" }

// renew works a renewal.
func (s *Service) renew(ctx context.Context, who actor.Actor, r renewal) error {
	return s.Renew(ctx, who, area.ID(r.Area))
}

// Renew has the firm's terms of today take effect in a practice area, or with
// an empty one everywhere. Clocks that have them already are left alone, so that
// it may run twice.
func (s *Service) Renew(ctx context.Context, who actor.Actor, a area.ID) error {
	areas := []area.ID{a}
	if a == "" {
		err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
			as, err := area.AllTx(ctx, q)
			for _, one := range as {
				areas = append(areas, one.ID)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, one := range areas {
		if err := s.renewArea(ctx, who, one); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) renewArea(ctx context.Context, who actor.Actor, a area.ID) error {
	var after matter.ID
	for {
		var ks, due []Clock
		err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
			h, err := office.HoursTx(ctx, q)
			if err != nil {
				return err
			}
			now, err := base(ctx, q, h, a)
			if err != nil {
				return err
			}
			ks, err = ofArea(ctx, q, a, after)
			for _, k := range ks {
				if k.Base != now {
					due = append(due, k)
				}
			}
			return err
		})
		if err != nil || len(ks) == 0 {
			return err
		}
		after = ks[len(ks)-1].MatterID
		if len(due) == 0 {
			continue
		}
		err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
			if err := each(ctx, tx, due, s.renewed); err != nil {
				return err
			}
			return tx.Record("promise.renewed", db.About{Kind: "area", ID: string(a)}, map[string]any{"matters": len(due)})
		})
		if err != nil {
			return err
		}
	}
}

func (s *Service) renewed(ctx context.Context, tx *db.Tx, l *ledger) error {
	if err := s.renewOne(ctx, tx, l); err != nil {
		return err
	}
	return s.save(ctx, tx, l)
}

// renewOne puts the firm's terms of the day under what a matter has of its own.
func (s *Service) renewOne(ctx context.Context, tx *db.Tx, l *ledger) error {
	now, err := base(ctx, tx, l.hours, l.AreaID)
	if err != nil {
		return err
	}
	as, err := termsOf(ctx, tx, l.MatterID)
	if err != nil {
		return err
	}
	l.Base = now
	a := Agreed{Own: own(as)}
	return l.agree(ctx, tx, a)
}

// own is what was last set for the matter itself.
func own(as []Agreed) Terms {
	if len(as) == 0 {
		return Terms{}
	}
	return as[len(as)-1].Own
}

// agree puts terms in force from now on.
func (l *ledger) agree(ctx context.Context, tx *db.Tx, a Agreed) error {
	a.ID, a.MatterID, a.FromAt = id.New("ptm"), l.MatterID, tx.Now
	a.Terms = Resolve(&l.Base, nil, &a.Own)
	if err := tx.Insert(ctx, &a); err != nil {
		return err
	}
	l.terms = append(l.terms, InForce{From: tx.Now, Terms: a.Terms})
	return nil
}

func decoded(value string) (t Terms, err error) {
	err = json.Unmarshal([]byte(value), &t)
	return t, err
}
