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

// Assign puts someone on a matter's team. A new responsible person takes the
// place of the one before, who stays on the team.
//
// Returns Conflict if they hold the role already, or if an ethical wall keeps
// them from the matter (Model Rule 1.10(a)(2)).
func (s *Service) Assign(ctx context.Context, who actor.Actor, matter ID, person staff.ID, role Role) (m Matter, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		m, err = s.AssignTx(ctx, tx, matter, person, role)
		return err
	})
	return m, err
}

// AssignTx is Assign inside another's transaction.
func (s *Service) AssignTx(ctx context.Context, tx *db.Tx, matter ID, person staff.ID, role Role) (Matter, error) {
	m, err := get(ctx, tx, matter)
	if err != nil {
		return m, err
	}
	if err := access.Allow(tx.Who, Staffing); err != nil {
		return m, err
	}
	team, err := teamOf(ctx, tx, m.ID)
	if err != nil {
		return m, err
	}
	if slices.Contains(roles(team, person), role) {
		return m, errs.New(errs.Conflict, "They do this already in this matter.")
	}
	if role == Responsible {
		if err := stepDown(ctx, tx, m, team); err != nil {
			return m, err
		}
		m.ResponsibleID = person
	}
	m.UpdatedAt = tx.Now
	if err := tx.Update(ctx, &m); err != nil {
		return m, err
	}
	if err := s.join(ctx, tx, m, person, role); err != nil {
		return m, err
	}
	s.live.Poke(tx, "matter:changed")
	return m, nil
}

// stepDown makes room for a new responsible person.
func stepDown(ctx context.Context, tx *db.Tx, m Matter, team []Member) error {
	for _, t := range team {
		if t.Role != Responsible {
			continue
		}
		if err := tx.Delete(ctx, &t); err != nil {
			return err
		}
		if len(roles(team, t.StaffID)) > 1 {
			continue
		}
		if err := tx.Put(ctx, &Member{MatterID: m.ID, StaffID: t.StaffID, Role: Working, AddedAt: tx.Now}); err != nil {
			return err
		}
	}
	return nil
}

// join writes the row that puts someone on the team, and tells.
func (s *Service) join(ctx context.Context, tx *db.Tx, m Matter, person staff.ID, role Role) error {
	var p errs.Problems
	p.Check(slices.Contains(Roles(), role), "role", "Choose what they do in this matter.")
	someone, err := staff.GetTx(ctx, tx, person)
	p.Check(err == nil && someone.Here(tx.Now), "staff", "Choose someone who works here.")
	if err := p.Err(); err != nil {
		return err
	}
	if err := notWalled(ctx, tx, m.ID, person); err != nil {
		return err
	}
	t := Member{MatterID: m.ID, StaffID: person, Role: role, AddedAt: tx.Now}
	if err := tx.Put(ctx, &t); err != nil {
		return err
	}
	if err := access.AddTx(ctx, tx, string(m.ID), string(person), "team", nil); err != nil {
		return err
	}
	if err := tx.Record("matter.assigned", m.About(), map[string]any{"staff": person, "role": role}); err != nil {
		return err
	}
	return s.Assigned.Announce(ctx, tx, Assigned{m, t})
}

// Unassign takes someone out of a role. Who is responsible is replaced, not
// removed: a client must always have someone to turn to.
func (s *Service) Unassign(ctx context.Context, who actor.Actor, matter ID, person staff.ID, role Role) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		m, err := get(ctx, tx, matter)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Staffing); err != nil {
			return err
		}
		team, err := teamOf(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		if !slices.Contains(roles(team, person), role) {
			return errs.Missing()
		}
		if role == Responsible {
			return errs.New(errs.Conflict, "Choose someone else to be responsible instead.")
		}
		m.UpdatedAt = tx.Now
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		s.live.Poke(tx, "matter:changed")
		return s.part(ctx, tx, m, team, Member{MatterID: m.ID, StaffID: person, Role: role})
	})
}

// part takes one row from the team, and with someone's last row their way in.
func (s *Service) part(ctx context.Context, tx *db.Tx, m Matter, team []Member, t Member) error {
	t.FirmID = tx.Firm()
	if err := tx.Delete(ctx, &t); err != nil {
		return err
	}
	if len(roles(team, t.StaffID)) == 1 {
		if err := access.RemoveTx(ctx, tx, string(m.ID), string(t.StaffID)); err != nil {
			return err
		}
	}
	if err := tx.Record("matter.unassigned", m.About(), map[string]any{"staff": t.StaffID, "role": t.Role}); err != nil {
		return err
	}
	return s.Unassigned.Announce(ctx, tx, Assigned{m, t})
}

// Restrict keeps a matter to its team and to whoever restricts it; Unrestrict
// opens it to the firm again, walls apart.
func (s *Service) Restrict(ctx context.Context, who actor.Actor, matter ID) error {
	return s.turn(ctx, who, matter, Restricting, "matter.restricted", func(ctx context.Context, tx *db.Tx, m *Matter) error {
		if m.Restricted {
			return errs.New(errs.Conflict, "Only its team sees this matter already.")
		}
		m.Restricted = true
		if who.Person() {
			if err := access.AddTx(ctx, tx, string(m.ID), who.ID, "restricted it", nil); err != nil {
				return err
			}
		}
		return access.RestrictTx(ctx, tx, string(m.ID))
	})
}

// Unrestrict opens a restricted matter to the firm.
func (s *Service) Unrestrict(ctx context.Context, who actor.Actor, matter ID) error {
	return s.turn(ctx, who, matter, Restricting, "matter.unrestricted", func(ctx context.Context, tx *db.Tx, m *Matter) error {
		if !m.Restricted {
			return errs.New(errs.Conflict, "The firm sees this matter already.")
		}
		m.Restricted = false
		return access.OpenTx(ctx, tx, string(m.ID))
	})
}

// turn changes a matter in one way that needs no more words.
func (s *Service) turn(ctx context.Context, who actor.Actor, matter ID, verb actor.Verb, action string, decide func(ctx context.Context, tx *db.Tx, m *Matter) error) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		m, err := get(ctx, tx, matter)
		if err != nil {
			return err
		}
		if err := access.Allow(who, verb); err != nil {
			return err
		}
		if err := decide(ctx, tx, &m); err != nil {
			return err
		}
		m.UpdatedAt = tx.Now
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		s.live.Poke(tx, "matter:changed")
		if err := tx.Record(action, m.About(), nil); err != nil {
			return err
		}
		return s.Changed.Announce(ctx, tx, m)
	})
}
