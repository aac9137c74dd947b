package matter

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
)

// AddParty puts a contact in a matter.
//
// Returns Conflict if they are in it in the same part, or if they become a
// client from whom a wall keeps someone of the team.
func (s *Service) AddParty(ctx context.Context, who actor.Actor, matter ID, p Party) (Party, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		m, err := get(ctx, tx, matter)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		if err := s.addParty(ctx, tx, m, &p); err != nil {
			return err
		}
		return s.touch(ctx, tx, &m)
	})
	return p, err
}

// touch marks a matter as changed by one of its parts.
func (s *Service) touch(ctx context.Context, tx *db.Tx, m *Matter) error {
	m.UpdatedAt = tx.Now
	if err := tx.Update(ctx, m); err != nil {
		return err
	}
	return s.tell(ctx, tx, *m)
}

func (s *Service) addParty(ctx context.Context, tx *db.Tx, m Matter, p *Party) error {
	if err := p.check(m.ClientID); err != nil {
		return err
	}
	var bad errs.Problems
	seen, err := contact.NamedTx(ctx, tx, []contact.ID{p.ContactID, p.RepresentedBy})
	if err != nil {
		return err
	}
	_, ok := seen[p.ContactID]
	bad.Check(ok, "contact", "Choose a person or an organisation.")
	_, ok = seen[p.RepresentedBy]
	bad.Check(ok || p.RepresentedBy == "", "represented_by", "Choose a person or an organisation.")
	if err := bad.Err(); err != nil {
		return err
	}
	there, err := partiesOf(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	for _, t := range there {
		if t.ContactID == p.ContactID && t.Part == p.Part {
			return errs.New(errs.Conflict, "They are in this matter already, in the same part.")
		}
	}
	p.ID, p.MatterID, p.AddedAt = id.New("pty"), m.ID, tx.Now
	if err := tx.Insert(ctx, p); err != nil {
		return err
	}
	if p.Part == CoClient {
		if err := s.behind(ctx, tx, m, p.ContactID); err != nil {
			return err
		}
	}
	if err := tx.Record("matter.party_added", m.About(), map[string]any{"contact": p.ContactID, "as": p.Part}); err != nil {
		return err
	}
	return s.PartyAdded.Announce(ctx, tx, PartyAdded{m, *p})
}

// RemoveParty takes a contact out of a matter. That they were in it stays in
// the record.
func (s *Service) RemoveParty(ctx context.Context, who actor.Actor, party string) (m Matter, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		p, err := getParty(ctx, tx, party)
		if err != nil {
			return err
		}
		if m, err = get(ctx, tx, p.MatterID); err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		if err := tx.Delete(ctx, &p); err != nil {
			return err
		}
		if err := tx.Record("matter.party_removed", m.About(), map[string]any{"contact": p.ContactID, "as": p.Part}); err != nil {
			return err
		}
		return s.touch(ctx, tx, &m)
	})
	return m, err
}

// Relate writes down how two matters are related, seen from both.
func (s *Service) Relate(ctx context.Context, who actor.Actor, r Relation) (Relation, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		if err := r.check(); err != nil {
			return err
		}
		from, err := get(ctx, tx, r.FromID)
		if err != nil {
			return err
		}
		if _, err := get(ctx, tx, r.ToID); err != nil {
			return err
		}
		r.ID = id.New("rel")
		if err := tx.Insert(ctx, &r); err != nil {
			return err
		}
		s.live.Poke(tx, "matter:changed")
		return tx.Record("matter.related", from.About(), map[string]any{"kind": r.Kind, "to": r.ToID})
	})
	return r, err
}

// Unrelate takes a relation back.
func (s *Service) Unrelate(ctx context.Context, who actor.Actor, relation string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		r, err := getRelation(ctx, tx, relation)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		from, err := get(ctx, tx, r.FromID)
		if err != nil {
			return err
		}
		if err := tx.Delete(ctx, &r); err != nil {
			return err
		}
		s.live.Poke(tx, "matter:changed")
		return tx.Record("matter.unrelated", from.About(), map[string]any{"kind": r.Kind, "to": r.ToID})
	})
}
