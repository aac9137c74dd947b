package matter

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// ContactMerged gives the matters of a contact that is merged to the one kept.
// Rows that then say the same thing twice are shown once, so that the merge can
// be taken back whole. When two records become one, the stricter rule holds:
// every matter of either goes behind the walls of both.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, e contact.MergeOf) error {
	for _, place := range []string{"matter.client_id", "matter_party.contact_id", "matter_party.represented_by"} {
		if err := contact.MoveTx(ctx, tx, e.ID, place, e.Kept, e.Gone); err != nil {
			return err
		}
	}
	ids, err := behindContact(ctx, tx, e.Kept)
	if err != nil {
		return err
	}
	for _, m := range ids {
		if err := access.InheritTx(ctx, tx, string(e.Kept), m); err != nil {
			return err
		}
	}
	return s.retell(ctx, tx, ids)
}

// ContactSaved keeps the words by which a client's matters are found.
func (s *Service) ContactSaved(ctx context.Context, tx *db.Tx, c contact.Card) error {
	ids, err := behindContact(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	return s.retell(ctx, tx, ids)
}

// retell lets matters be found as they now are.
func (s *Service) retell(ctx context.Context, tx *db.Tx, ids []string) error {
	for chunk := range slices.Chunk(ids, 200) {
		some := make([]ID, 0, len(chunk))
		for _, i := range chunk {
			some = append(some, ID(i))
		}
		ms, err := named(ctx, tx, some)
		if err != nil {
			return err
		}
		for _, m := range ms {
			if err := s.tell(ctx, tx, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// WallRaised takes whom a wall now keeps out off the teams of what stands
// behind it. A matter whose responsible person is screened is left without
// one, for a manager to see.
func (s *Service) WallRaised(ctx context.Context, tx *db.Tx, e access.Raised) error {
	for _, o := range e.Objects {
		m, err := get(ctx, tx, ID(o))
		if errs.Is(err, errs.NotFound) {
			continue // a contact
		}
		if err != nil {
			return err
		}
		if err := s.screen(ctx, tx, m, e.People); err != nil {
			return err
		}
	}
	return nil
}

// screen takes people off one team.
func (s *Service) screen(ctx context.Context, tx *db.Tx, m Matter, people []string) error {
	team, err := teamOf(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	for _, t := range team {
		if !slices.Contains(people, string(t.StaffID)) {
			continue
		}
		if t.Role == Responsible {
			m.ResponsibleID = ""
			m.UpdatedAt = tx.Now
			if err := tx.Update(ctx, &m); err != nil {
				return err
			}
		}
		if err := s.part(ctx, tx, m, team, t); err != nil {
			return err
		}
	}
	return nil
}

// StagesCut answers Conflict if a matter stands in a stage that is to go.
func (s *Service) StagesCut(ctx context.Context, tx *db.Tx, c area.Cutting) error {
	for _, st := range c.Stages {
		in, err := standing(ctx, tx, c.Area, st.Key)
		if err != nil {
			return err
		}
		if in {
			return errs.New(errs.Conflict, "Matters are in the stage “%s”. Move them first.", st.Name)
		}
	}
	return nil
}
