package seat

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// InMatterTx lists the open seats that are let in to a matter.
func InMatterTx(ctx context.Context, q db.Q, m matter.ID) ([]Seat, error) { return inMatter(ctx, q, m) }

// OwnTx gives the seat of the client who asks.
func OwnTx(ctx context.Context, q db.Q) (Seat, error) { return own(ctx, q, ID(q.Actor().ID)) }

// MattersTx lists the matters that the client who asks is let in to.
func MattersTx(ctx context.Context, q db.Q) ([]matter.ID, error) {
	return mattersOf(ctx, q, ID(q.Actor().ID))
}

// MatterOpened lets a client in to their new matter who sees all of theirs.
func (s *Service) MatterOpened(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	ss, err := standing(ctx, tx, m.ClientID)
	if err != nil {
		return err
	}
	for _, one := range ss {
		if !one.Whole || one.ContactID != m.ClientID {
			continue
		}
		if err := tx.Put(ctx, &letIn{SeatID: one.ID, MatterID: m.ID}); err != nil {
			return err
		}
		if one.Status != Open {
			continue
		}
		if err := access.AddTx(ctx, tx, string(m.ID), string(one.ID), "seat", nil); err != nil {
			return err
		}
		s.live.Poke(tx, one.Topic())
	}
	return nil
}

// MatterChanged shows out everyone whose client a matter is no longer.
func (s *Service) MatterChanged(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	ss, err := letInTo(ctx, tx, m.ID)
	if err != nil || len(ss) == 0 {
		return err
	}
	ps, err := matter.PartiesTx(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	clients := []contact.ID{m.ClientID}
	for _, p := range ps {
		if p.Part == matter.CoClient {
			clients = append(clients, p.ContactID)
		}
	}
	for _, one := range ss {
		if slices.Contains(clients, one.ClientID) {
			continue
		}
		if err := tx.Delete(ctx, &letIn{FirmID: tx.Firm(), SeatID: one.ID, MatterID: m.ID}); err != nil {
			return err
		}
		if err := access.RemoveTx(ctx, tx, string(m.ID), string(one.ID)); err != nil {
			return err
		}
		s.live.Poke(tx, one.Topic())
		if err := tx.Record("seat.shown_out", one.About(), map[string]any{"matter": m.ID}); err != nil {
			return err
		}
	}
	return nil
}

// ContactMerged lets seats follow to the contact that was kept. Who sits in
// them, or whose matters they show, is then somebody else's word than a
// lawyer's: they are shut until a lawyer gives theirs again.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, m contact.MergeOf) error {
	ss, err := standing(ctx, tx, m.Kept, m.Gone)
	if err != nil {
		return err
	}
	for _, one := range ss {
		if one.Status == Open {
			if _, err := s.shut(ctx, tx, one); err != nil {
				return err
			}
			one.doubted()
			if err := tx.Update(ctx, &one); err != nil {
				return err
			}
			if err := tx.Record("seat.doubted", one.About(), map[string]any{"merge": m.ID}); err != nil {
				return err
			}
		}
	}
	for _, place := range []string{"seat.contact_id", "seat.client_id"} {
		if err := contact.MoveTx(ctx, tx, m.ID, place, m.Kept, m.Gone); err != nil {
			return err
		}
	}
	return nil
}
