package guest

import (
	"context"
	"slices"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Add lets a guest in to one more matter, until the day already agreed.
//
// The matter's responsible lawyer may, and a manager.
func (s *Service) Add(ctx context.Context, who actor.Actor, id staff.ID, m matter.ID) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		g, p, err := s.present(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.let(ctx, tx, g, m, *p.GuestUntil); err != nil {
			return err
		}
		return tx.Record("guest.matter_added", db.About{Kind: "guest", ID: string(id), Matter: string(m)}, nil)
	})
}

// present gives a guest who is let in now.
func (s *Service) present(ctx context.Context, tx *db.Tx, id staff.ID) (g Guest, p staff.Person, err error) {
	if err := access.Allow(tx.Who, access.LettingIn); err != nil {
		return g, p, err
	}
	if g, err = get(ctx, tx, id); err != nil {
		return g, p, err
	}
	if p, err = staff.GetTx(ctx, tx, id); err == nil && (!g.Active() || !p.Works(tx.Now)) {
		err = errs.New(errs.Conflict, "This guest's access has ended. Invite them again.")
	}
	return g, p, err
}

// Remove shuts one matter to a guest, at once. With the last one their access
// ends.
func (s *Service) Remove(ctx context.Context, who actor.Actor, id staff.ID, m matter.ID) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		g, p, err := s.present(ctx, tx, id)
		if err != nil {
			return err
		}
		one, err := matter.GetTx(ctx, tx, m)
		if err != nil {
			return err
		}
		if !answers(who, one) {
			return errs.New(errs.Forbidden, "Only the matter's responsible lawyer or a manager shuts it to guests.")
		}
		ls, err := letsOf(ctx, tx, id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(ls, func(l Let) bool { return l.MatterID == m })
		if i < 0 {
			return errs.Missing()
		}
		if err := s.shut(ctx, tx, g, ls[i:i+1], *p.GuestUntil); err != nil {
			return err
		}
		if err := tx.Record("guest.matter_removed", db.About{Kind: "guest", ID: string(id), Matter: string(m)}, nil); err != nil {
			return err
		}
		if len(ls) == 1 {
			return s.endTx(ctx, tx, &g, "Their last matter was shut to them.")
		}
		return nil
	})
}

// End ends a guest's access at once.
func (s *Service) End(ctx context.Context, who actor.Actor, id staff.ID, why string) (Guest, error) {
	return s.turn(ctx, who, id, func(ctx context.Context, tx *db.Tx, g *Guest) error {
		var p errs.Problems
		p.Check(strings.TrimSpace(why) != "", "why", "Say why; the record keeps it.")
		if err := p.Err(); err != nil {
			return err
		}
		return s.endTx(ctx, tx, g, strings.TrimSpace(why))
	})
}

// endTx ends a guest's access with all that it opened.
func (s *Service) endTx(ctx context.Context, tx *db.Tx, g *Guest, why string) error {
	ls, err := letsOf(ctx, tx, g.ID)
	if err != nil {
		return err
	}
	if err := s.shut(ctx, tx, *g, ls, tx.Now); err != nil {
		return err
	}
	g.EndedAt, g.EndedBy, g.EndedWhy = &tx.Now, tx.Who.ID, why
	if err := tx.Update(ctx, g); err != nil {
		return err
	}
	if err := tx.Record("guest.ended", g.About(), map[string]any{"why": why}); err != nil {
		return err
	}
	return s.people.DismissTx(ctx, tx, g.ID)
}

// Expire ends the access of guests whose last day has passed. Nothing waits
// for it: every look asks for the time itself.
func (s *Service) Expire(ctx context.Context, who actor.Actor) error {
	var gs []Guest
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		today, err := office.TodayTx(ctx, q)
		if err != nil {
			return err
		}
		gs, err = over(ctx, q, today)
		return err
	})
	for _, g := range gs {
		if err != nil {
			return err
		}
		_, err = s.End(ctx, who, g.ID, "The last day agreed has passed.")
		if errs.Is(err, errs.Conflict) {
			err = nil // ended meanwhile
		}
	}
	return err
}

// WallRaised shuts what stands behind a new wall to the guests it keeps out.
func (s *Service) WallRaised(ctx context.Context, tx *db.Tx, e access.Raised) error {
	for _, person := range e.People {
		ls, err := letsOf(ctx, tx, staff.ID(person))
		if err != nil {
			return err
		}
		for _, l := range ls {
			if !slices.Contains(e.Objects, string(l.MatterID)) {
				continue
			}
			if err := access.RemoveTx(ctx, tx, string(l.MatterID), person); err != nil {
				return err
			}
			if err := tx.Delete(ctx, &l); err != nil {
				return err
			}
			if err := tx.Record("guest.matter_removed", db.About{Kind: "guest", ID: person, Matter: string(l.MatterID)}, map[string]any{"wall": e.Wall}); err != nil {
				return err
			}
		}
	}
	return nil
}

// ContactMerged lets guests see the card that their matters' client is kept in.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, e contact.MergeOf) error {
	ls, err := withClient(ctx, tx, e.Kept)
	if err != nil {
		return err
	}
	for _, l := range ls {
		p, err := staff.GetTx(ctx, tx, l.GuestID)
		if err != nil {
			return err
		}
		if err := open(ctx, tx, l.GuestID, l.MatterID, *p.GuestUntil); err != nil && !errs.Is(err, errs.Conflict) {
			return err
		}
	}
	return nil
}

// List gives the guests, those let in first: to a manager all, to others those
// of matters they see. What a wall hides is not among a guest's matters.
func (s *Service) List(ctx context.Context, who actor.Actor) (vs []View, err error) {
	if err := access.Allow(who, access.LettingIn); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		gs, err := list(ctx, q)
		if err != nil {
			return err
		}
		vs, err = views(ctx, q, gs)
		vs = slices.DeleteFunc(vs, func(v View) bool { return !v.Steers && len(v.Matters) == 0 })
		return err
	})
	return vs, err
}

// Get gives one guest.
func (s *Service) Get(ctx context.Context, who actor.Actor, id staff.ID) (v View, err error) {
	if err := access.Allow(who, access.LettingIn); err != nil {
		return v, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		g, err := get(ctx, q, id)
		if err != nil {
			return err
		}
		vs, err := views(ctx, q, []Guest{g})
		if err != nil {
			return err
		}
		if v = vs[0]; !v.Steers && len(v.Matters) == 0 {
			return errs.Missing()
		}
		return nil
	})
	return v, err
}

// InMatter lists the guests who are let in to a matter.
func (s *Service) InMatter(ctx context.Context, who actor.Actor, m matter.ID) (vs []View, err error) {
	if err := access.Allow(who, access.LettingIn); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if _, err := matter.GetTx(ctx, q, m); err != nil {
			return err
		}
		ls, err := inMatter(ctx, q, m)
		if err != nil {
			return err
		}
		var gs []Guest
		for _, l := range ls {
			g, err := get(ctx, q, l.GuestID)
			if err != nil {
				return err
			}
			gs = append(gs, g)
		}
		vs, err = views(ctx, q, gs)
		return err
	})
	return vs, err
}

func views(ctx context.Context, q db.Q, gs []Guest) ([]View, error) {
	var ids []staff.ID
	for _, g := range gs {
		ids = append(ids, g.ID)
	}
	ls, err := allLets(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	var ms []matter.ID
	for _, l := range ls {
		ms = append(ms, l.MatterID)
	}
	named, err := matter.NamedTx(ctx, q, ms)
	if err != nil {
		return nil, err
	}
	vs := make([]View, 0, len(gs))
	for _, g := range gs {
		v := View{Guest: g, Steers: steers(q.Actor(), g)}
		if v.Person, err = staff.GetTx(ctx, q, g.ID); err != nil {
			return nil, err
		}
		for _, l := range ls {
			if m, ok := named[l.MatterID]; ok && l.GuestID == g.ID {
				v.Matters = append(v.Matters, m)
			}
		}
		vs = append(vs, v)
	}
	return vs, nil
}
