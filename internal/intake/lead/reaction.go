package lead

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// Escalate tells supervisors of people whom nobody answered in time (Model
// Rules 5.1 and 5.3). It is safe to run as often as one likes.
func (s *Service) Escalate(ctx context.Context, who actor.Actor) error {
	for {
		var ls []inquiry.Lead
		err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
			ls, err = ripe(ctx, q, q.Time())
			return err
		})
		if err != nil || len(ls) == 0 {
			return err
		}
		err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
			for _, l := range ls {
				l, err := get(ctx, tx, l.ID)
				if err != nil {
					return err
				}
				if l.ToldAt != nil || !l.Late(tx.Now) {
					continue // answered meanwhile
				}
				l.ToldAt = &tx.Now
				if l.ToldID, err = above(ctx, tx, l); err != nil {
					return err
				}
				if err := s.save(ctx, tx, &l, "lead.escalated", map[string]any{"due": l.AnswerBy, "owner": l.OwnerID, "told": l.ToldID}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil && !errs.Is(err, errs.Conflict) {
			return err
		}
	}
}

// mostLevels is how far up a firm an unanswered inquiry climbs.
const mostLevels = 5

// above finds who is to be told: the next above the owner who works here and
// is on the same side of every wall. If there is none, it is left to the
// managers.
func above(ctx context.Context, q db.Q, l inquiry.Lead) (staff.ID, error) {
	at := l.OwnerID
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
		walled, err := access.Denied(ctx, q, string(l.ContactID), string(at))
		if err != nil {
			return "", err
		}
		if up.Works(q.Time()) && !walled {
			return at, nil
		}
	}
	return "", nil
}

// ContactMerged gives the leads of a contact that is merged to the one kept.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, e contact.MergeOf) error {
	for _, place := range []string{"lead.contact_id", "lead.referrer_id", "lead.referred_to", "lead_party.contact_id"} {
		if err := contact.MoveTx(ctx, tx, e.ID, place, e.Kept, e.Gone); err != nil {
			return err
		}
	}
	return nil
}

// ContactUnadding keeps a contact who asked for help, or is in what somebody
// asks.
func (s *Service) ContactUnadding(ctx context.Context, tx *db.Tx, c contact.Contact) error {
	known, err := inAny(ctx, tx, c.ID)
	if err == nil && known {
		return errs.New(errs.Conflict, "It has been changed or used since, so it stays.")
	}
	return err
}

// WallRaised takes the leads of whoever now stands behind a wall from those it
// keeps out. They are nobody's until someone takes them.
func (s *Service) WallRaised(ctx context.Context, tx *db.Tx, e access.Raised) error {
	ls, err := ownedBehind(ctx, tx, e.People, e.Objects)
	if err != nil {
		return err
	}
	return s.disown(ctx, tx, ls, map[string]any{"wall": e.Wall})
}

// PersonLeft leaves the open leads of someone who has left to whoever takes
// them.
func (s *Service) PersonLeft(ctx context.Context, tx *db.Tx, p staff.Person) error {
	ls, err := ownedBy(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	return s.disown(ctx, tx, ls, map[string]any{"left": p.ID})
}

func (s *Service) disown(ctx context.Context, tx *db.Tx, ls []inquiry.Lead, why map[string]any) error {
	for _, l := range ls {
		if !l.Open() {
			continue // who had it stays on the record
		}
		l.OwnerID, l.ChaseID = "", ""
		if err := s.save(ctx, tx, &l, "lead.taken_away", why); err != nil {
			return err
		}
	}
	return nil
}

// Hours gives the office's hours, by which the first answer is counted.
func (s *Service) Hours(ctx context.Context, who actor.Actor) (h office.Hours, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		h, err = office.HoursTx(ctx, q)
		return err
	})
	return h, err
}
