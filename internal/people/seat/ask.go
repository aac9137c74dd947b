package seat

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// New is what a seat is asked for with.
type New struct {
	ContactID contact.ID
	ClientID  contact.ID
	Whole     bool
	Matters   []matter.ID
}

// Ask asks for a seat. A lawyer who asks gives their word with it; for others
// it waits for one.
//
// Returns Invalid with the fields, NotFound for a matter or contact that may
// not be seen, Conflict for a second seat and for someone on the other side.
func (s *Service) Ask(ctx context.Context, who actor.Actor, n New) (seat Seat, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Inviting); err != nil {
			return err
		}
		seat = Seat{ID: ID(id.New("sea")), ContactID: n.ContactID, ClientID: n.ClientID, Whole: n.Whole, Status: Asked, AskedBy: who.ID, AskedAt: tx.Now}
		ms, err := ready(ctx, tx, seat, n.Matters)
		if err != nil {
			return err
		}
		if err := tx.Insert(ctx, &seat); err != nil {
			return err
		}
		rows := make([]letIn, 0, len(ms))
		for _, m := range ms {
			rows = append(rows, letIn{SeatID: seat.ID, MatterID: m})
		}
		if err := tx.Insert(ctx, &rows); err != nil {
			return err
		}
		if err := tx.Record("seat.asked", seat.About(), map[string]any{"client": seat.ClientID, "matters": ms, "whole": seat.Whole}); err != nil {
			return err
		}
		if who.May(Approving) {
			return s.approveTx(ctx, tx, &seat)
		}
		s.live.Poke(tx, "seat:changed")
		return nil
	})
	return seat, err
}

// ready checks a seat that is asked for, and gives the matters it is let in to.
func ready(ctx context.Context, q db.Q, seat Seat, chosen []matter.ID) ([]matter.ID, error) {
	if err := seat.check(chosen); err != nil {
		return nil, err
	}
	for _, c := range []contact.ID{seat.ContactID, seat.ClientID} {
		if err := access.Sees(ctx, q, string(c)); err != nil {
			return nil, err
		}
	}
	there, err := standing(ctx, q, seat.ContactID)
	if err != nil {
		return nil, err
	}
	for _, t := range there {
		if t.ContactID == seat.ContactID && t.ClientID == seat.ClientID {
			return nil, errs.New(errs.Conflict, "They have a seat already. End it first, or make a new link for it.")
		}
	}
	can, err := offered(ctx, q, seat.ClientID)
	if err != nil {
		return nil, err
	}
	var ms []matter.ID
	for _, m := range can {
		if !seat.Whole && !slices.Contains(chosen, m.ID) {
			continue
		}
		if err := across(ctx, q, m, seat); err != nil {
			return nil, err
		}
		ms = append(ms, m.ID)
	}
	if !seat.Whole && len(ms) < len(slices.Compact(slices.Sorted(slices.Values(chosen)))) {
		return nil, errs.Missing()
	}
	return ms, nil
}

// across answers Conflict for somebody who is against the client in a matter,
// or speaks for those who are (Model Rule 1.7).
func across(ctx context.Context, q db.Q, m matter.Matter, seat Seat) error {
	ps, err := matter.PartiesTx(ctx, q, m.ID)
	if err != nil {
		return err
	}
	for _, p := range ps {
		if (p.Part == matter.Adverse || p.Part == matter.OpposingCounsel) && (p.ContactID == seat.ContactID || p.RepresentedBy == seat.ContactID) {
			return errs.New(errs.Conflict, "They are on the other side in %s.", m.Title)
		}
	}
	return nil
}

// Approve gives a lawyer's word for a seat. They must see every matter that it
// is let in to.
func (s *Service) Approve(ctx context.Context, who actor.Actor, seat ID) (one Seat, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if one, err = get(ctx, tx, seat); err != nil {
			return err
		}
		return s.approveTx(ctx, tx, &one)
	})
	return one, err
}

func (s *Service) approveTx(ctx context.Context, tx *db.Tx, one *Seat) error {
	if err := access.Allow(tx.Who, Approving); err != nil {
		return err
	}
	if err := one.approve(tx.Who.ID, tx.Now); err != nil {
		return err
	}
	ms, err := mattersOf(ctx, tx, one.ID)
	if err != nil {
		return err
	}
	for _, m := range ms {
		if err := access.Sees(ctx, tx, string(m)); err != nil {
			return err
		}
		if err := access.AddTx(ctx, tx, string(m), string(one.ID), "seat", nil); err != nil {
			return err
		}
	}
	if err := tx.Update(ctx, one); err != nil {
		return err
	}
	s.live.Poke(tx, "seat:changed")
	return tx.Record("seat.approved", one.About(), map[string]any{"client": one.ClientID, "matters": ms})
}
