package guest

import (
	"context"
	"strings"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/work/matter"
)

// Service keeps the guests.
type Service struct {
	db     *db.DB
	people *staff.Service
}

// NewService makes the service.
func NewService(d *db.DB, people *staff.Service) *Service { return &Service{d, people} }

// Invite lets an outsider in to matters until a day. They come in by a sign-in
// link, which is made apart.
//
// The responsible lawyer of each matter may, and a manager. Returns Invalid
// with the fields, Conflict if the address is of someone who is in already or
// if a wall keeps them out.
func (s *Service) Invite(ctx context.Context, who actor.Actor, n New) (g Guest, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, access.LettingIn); err != nil {
			return err
		}
		n.tidy()
		until, err := s.until(ctx, tx, n.UntilOn, n.check)
		if err != nil {
			return err
		}
		p := staff.Person{Name: n.Name, Email: n.Email, Title: n.Organisation, GuestUntil: &until}
		if err := s.people.WelcomeTx(ctx, tx, &p, n.Writes); err != nil {
			return err
		}
		old, err := get(ctx, tx, p.ID)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		g = Guest{ID: p.ID, Version: old.Version, Organisation: n.Organisation, Why: n.Why, Writes: n.Writes, UntilOn: n.UntilOn, InvitedBy: staff.ID(who.ID), InvitedAt: tx.Now}
		save := tx.Insert
		if old.ID != "" {
			save = tx.Update
		}
		if err := save(ctx, &g); err != nil {
			return err
		}
		for _, m := range n.Matters {
			if err := s.let(ctx, tx, g, m, until); err != nil {
				return err
			}
		}
		return tx.Record("guest.invited", g.About(), map[string]any{"matters": n.Matters, "until": n.UntilOn, "writes": n.Writes, "why": n.Why})
	})
	return g, err
}

// until gives the end of the last day, once check has found nothing wrong.
func (s *Service) until(ctx context.Context, tx *db.Tx, on civil.Date, check func(today civil.Date, most int) error) (time.Time, error) {
	h, err := office.HoursTx(ctx, tx)
	if err != nil {
		return time.Time{}, err
	}
	today, most := h.Today(tx.Now), longest
	if _, err := policy.InForceTx(ctx, tx, LongestPolicy, "", today, &most); err != nil {
		return time.Time{}, err
	}
	if err := check(today, most); err != nil {
		return time.Time{}, err
	}
	main, err := office.MainTx(ctx, tx)
	if err != nil {
		return time.Time{}, err
	}
	zone, err := civil.LoadZone(main.Zone)
	if err != nil {
		return time.Time{}, err
	}
	return on.AddDays(1).Start(zone).UTC(), nil
}

// answers tells whether someone answers for who is let in to a matter.
func answers(who actor.Actor, m matter.Matter) bool {
	return who.Trusted() || who.Is(string(access.Manager)) || m.ResponsibleID == staff.ID(who.ID)
}

// steers tells whether someone may extend and end a guest's access.
func steers(who actor.Actor, g Guest) bool {
	return who.May(access.LettingIn) && (who.Trusted() || who.Is(string(access.Manager)) || g.InvitedBy == staff.ID(who.ID))
}

// let opens one matter, and the cards of its clients, to a guest.
func (s *Service) let(ctx context.Context, tx *db.Tx, g Guest, id matter.ID, until time.Time) error {
	m, err := matter.GetTx(ctx, tx, id)
	if err != nil {
		return err
	}
	if !answers(tx.Who, m) {
		return errs.New(errs.Forbidden, "Only the matter's responsible lawyer or a manager lets guests in.")
	}
	if err := tx.Put(ctx, &Let{GuestID: g.ID, MatterID: id, AddedBy: staff.ID(tx.Who.ID), AddedAt: tx.Now}); err != nil {
		return err
	}
	return open(ctx, tx, g.ID, id, until)
}

// open writes the rows that let a guest see a matter and its clients.
func open(ctx context.Context, tx *db.Tx, guest staff.ID, id matter.ID, until time.Time) error {
	objects, err := opened(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, o := range objects {
		walled, err := access.Denied(ctx, tx, o, string(guest))
		if err != nil {
			return err
		}
		if walled {
			return errs.New(errs.Conflict, "An ethical wall keeps them from this matter.")
		}
		if err := access.AddTx(ctx, tx, o, string(guest), "guest", &until); err != nil {
			return err
		}
	}
	return nil
}

// shut takes all of that back, and opens anew what is left.
func (s *Service) shut(ctx context.Context, tx *db.Tx, g Guest, gone []Let, until time.Time) error {
	for _, l := range gone {
		objects, err := opened(ctx, tx, l.MatterID)
		if err != nil {
			return err
		}
		for _, o := range objects {
			if err := access.RemoveTx(ctx, tx, o, string(g.ID)); err != nil {
				return err
			}
		}
		if err := tx.Delete(ctx, &l); err != nil {
			return err
		}
	}
	left, err := letsOf(ctx, tx, g.ID)
	if err != nil || !until.After(tx.Now) {
		return err
	}
	for _, l := range left {
		if err := open(ctx, tx, g.ID, l.MatterID, until); err != nil && !errs.Is(err, errs.Conflict) {
			return err // behind a wall it stays shut
		}
	}
	return nil
}

// Change extends or shortens a guest's access, says whether they write notes,
// and why.
//
// Whoever invited them may, and a manager. Returns Conflict once it has ended.
func (s *Service) Change(ctx context.Context, who actor.Actor, id staff.ID, version int64, until civil.Date, writes bool, why string) (Guest, error) {
	return s.turn(ctx, who, id, func(ctx context.Context, tx *db.Tx, g *Guest) error {
		if version != 0 {
			g.Version = version
		}
		var last time.Time
		last, err := s.until(ctx, tx, until, func(today civil.Date, most int) error {
			var p errs.Problems
			p.Check(strings.TrimSpace(why) != "", "why", "Say why; the record keeps it.")
			checkUntil(&p, until, today, most)
			return p.Err()
		})
		if err != nil {
			return err
		}
		g.UntilOn, g.Writes, g.Why = until, writes, strings.TrimSpace(why)
		if err := tx.Update(ctx, g); err != nil {
			return err
		}
		if err := s.people.KeepTx(ctx, tx, g.ID, writes, last); err != nil {
			return err
		}
		if err := s.shut(ctx, tx, *g, nil, last); err != nil {
			return err
		}
		return tx.Record("guest.changed", g.About(), map[string]any{"until": until, "writes": writes, "why": g.Why})
	})
}

// turn changes a guest who is let in, by someone who may.
func (s *Service) turn(ctx context.Context, who actor.Actor, id staff.ID, act func(ctx context.Context, tx *db.Tx, g *Guest) error) (g Guest, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, access.LettingIn); err != nil {
			return err
		}
		if g, err = get(ctx, tx, id); err != nil {
			return err
		}
		if !steers(who, g) {
			return errs.New(errs.Forbidden, "Only whoever invited this guest or a manager changes this.")
		}
		if !g.Active() {
			return errs.New(errs.Conflict, "This guest's access has ended. Invite them again.")
		}
		return act(ctx, tx, &g)
	})
	return g, err
}
