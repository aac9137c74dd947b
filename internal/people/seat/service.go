package seat

import (
	"context"
	"fmt"

	"candor/internal/firm/access"
	"candor/internal/firm/proof"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Service keeps the seats of the portal, and lets clients in.
type Service struct {
	db      *db.DB
	live    *live.Hub
	clients *client.Service
	proofs  *proof.Proofs
	grants  *actor.Grants
}

// NewService makes the service for the address that people reach the program
// at.
func NewService(d *db.DB, h *live.Hub, clients *client.Service, table access.Table, keys *secret.Keys, origin string) (*Service, error) {
	proofs, err := proof.New(d, keys, origin)
	if err != nil {
		return nil, fmt.Errorf("seat: %w", err)
	}
	return &Service{db: d, live: h, clients: clients, proofs: proofs, grants: table.For([]string{string(access.Client)}, nil)}, nil
}

// Origin is where people reach the program, without a slash at the end.
func (s *Service) Origin() string { return s.proofs.Origin() }

// Around lists the seats of a contact and of those near them. The look is
// recorded.
//
// Returns NotFound if there is no such contact or a wall stands before it.
func (s *Service) Around(ctx context.Context, who actor.Actor, c contact.ID) (vs []View, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(c)); err != nil {
			return err
		}
		q.Saw(db.About{Kind: "seat", ID: string(c), Contact: string(c)})
		ss, err := around(ctx, q, c)
		if err != nil {
			return err
		}
		for _, one := range ss {
			v, err := s.view(ctx, q, one)
			if err != nil {
				return err
			}
			vs = append(vs, v)
		}
		return nil
	})
	return vs, err
}

// List gives a page of the seats that stand, the latest first.
func (s *Service) List(ctx context.Context, who actor.Actor, p db.Page) (ss []Seat, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ss, next, err = list(ctx, q, p)
		return err
	})
	return ss, next, err
}

// Get gives one seat. The look is recorded.
func (s *Service) Get(ctx context.Context, who actor.Actor, seat ID) (v View, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return v, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		one, err := get(ctx, q, seat)
		if err != nil {
			return err
		}
		q.Saw(one.About())
		v, err = s.view(ctx, q, one)
		return err
	})
	return v, err
}

func (s *Service) view(ctx context.Context, q db.Q, one Seat) (v View, err error) {
	v.Seat = one
	names, err := contact.NamedTx(ctx, q, []contact.ID{one.ContactID, one.ClientID})
	if err != nil {
		return v, err
	}
	sitter, client := names[one.ContactID], names[one.ClientID]
	v.Name, v.Client = sitter.Called(), client.Called()
	ids, err := mattersOf(ctx, q, one.ID)
	if err != nil {
		return v, err
	}
	ms, err := matter.NamedTx(ctx, q, ids)
	if err != nil {
		return v, err
	}
	for _, m := range ids {
		if m, ok := ms[m]; ok {
			v.Matters = append(v.Matters, m)
		}
	}
	ss, err := sessionsOf(ctx, q, one.ID, q.Time().Add(-proof.Longest))
	if err != nil {
		return v, err
	}
	for _, x := range ss {
		if x.Live(q.Time()) {
			v.Devices++
		}
	}
	ps, err := passkeysOf(ctx, q, one.ID)
	v.Passkey = len(ps) > 0
	return v, err
}

// Offered lists the matters of a client that a seat can be let in to: those in
// progress that whoever asks may see.
func (s *Service) Offered(ctx context.Context, who actor.Actor, client contact.ID) (ms []matter.Matter, err error) {
	if err := access.Allow(who, Inviting); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(client)); err != nil {
			return err
		}
		ms, err = offered(ctx, q, client)
		return err
	})
	return ms, err
}

func offered(ctx context.Context, q db.Q, client contact.ID) (out []matter.Matter, err error) {
	ms, err := matter.ConcerningTx(ctx, q, []contact.ID{client})
	if err != nil {
		return nil, err
	}
	var ids []matter.ID
	for _, m := range ms {
		ids = append(ids, m.ID)
	}
	seen, err := matter.NamedTx(ctx, q, ids)
	for _, m := range ms {
		if m, ok := seen[m.ID]; ok {
			out = append(out, m)
		}
	}
	return out, err
}

// Link makes a private link and the code that goes with it; whoever asks hands
// them over, each by another way. Both work once, for 72 hours, and make
// earlier ones useless.
//
// Returns Conflict for a seat that no lawyer has approved or that has ended.
func (s *Service) Link(ctx context.Context, who actor.Actor, seat ID) (token, code string, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		one, err := get(ctx, tx, seat)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Inviting); err != nil {
			return err
		}
		if one.Status != Open {
			return errs.New(errs.Conflict, "A lawyer must approve this seat first.")
		}
		if err := proof.DropTx(ctx, tx, stepLink, string(seat)); err != nil {
			return err
		}
		code = secret.NewCode(codeLength)
		if token, err = s.proofs.StepTx(ctx, tx, stepLink, string(seat), ticket{s.codeHash(tx.Firm(), seat, code)}, linkTime); err != nil {
			return err
		}
		return tx.Record("seat.linked", one.About(), nil)
	})
	return token, code, err
}

// End closes a seat at once: its sessions, its link and its passkeys.
func (s *Service) End(ctx context.Context, who actor.Actor, seat ID) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		one, err := get(ctx, tx, seat)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Inviting); err != nil {
			return err
		}
		if err := one.end(who.ID, tx.Now); err != nil {
			return err
		}
		if err := tx.Update(ctx, &one); err != nil {
			return err
		}
		n, err := s.shut(ctx, tx, one)
		if err != nil {
			return err
		}
		return tx.Record("seat.ended", one.About(), map[string]any{"sessions": n})
	})
}

// shut takes away all that a seat is used with, and says how many sessions
// there were.
func (s *Service) shut(ctx context.Context, tx *db.Tx, one Seat) (int64, error) {
	ms, err := mattersOf(ctx, tx, one.ID)
	if err != nil {
		return 0, err
	}
	for _, m := range ms {
		if err := access.RemoveTx(ctx, tx, string(m), string(one.ID)); err != nil {
			return 0, err
		}
	}
	if err := proof.DropTx(ctx, tx, stepLink, string(one.ID)); err != nil {
		return 0, err
	}
	if err := dropPasskeys(ctx, tx, one.ID); err != nil {
		return 0, err
	}
	s.live.Poke(tx, one.Topic(), "seat:changed")
	return endSessions(ctx, tx, one.ID, "", "")
}
