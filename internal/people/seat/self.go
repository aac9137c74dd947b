package seat

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/proof"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/kit/locale"
)

// What a client does with their own way in. Each verb answers Forbidden to
// anyone else.

// HasPasskeys reports whether the program's address can have passkeys.
func (s *Service) HasPasskeys() bool { return s.proofs.HasPasskeys() }

// AskPasskey begins a sign-in by passkey. Whose it is, the passkey says.
func (s *Service) AskPasskey() (proof.Challenge, error) { return s.proofs.Ask() }

// Unlock lets somebody in by passkey. It isn't slowed: a passkey can't be
// guessed.
func (s *Service) Unlock(ctx context.Context, from proof.From, step string, answer []byte) (pass Pass, err error) {
	h, used, err := s.proofs.Answered(ctx, step, answer, func(firm, owner string) (proof.Holder, error) {
		return s.holder(ctx, firm, ID(owner))
	})
	if err != nil {
		return pass, err
	}
	one, who, err := s.sitter(ctx, h.Firm, ID(h.Owner), from)
	if err != nil {
		return pass, err
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := passkeySeen(ctx, tx, used); err != nil {
			return err
		}
		pass, err = s.enterTx(ctx, tx, from, one, byPasskey)
		return err
	})
	return pass, err
}

// holder is a seat as the passkey library sees it. What the device shows says
// nothing of whom the person has a lawyer from.
func (s *Service) holder(ctx context.Context, firm string, seat ID) (h proof.Holder, err error) {
	err = s.db.Read(ctx, actor.ForSystem(firm, "seat"), func(ctx context.Context, q db.Q) error {
		one, who, err := s.sitterTx(ctx, q, seat, proof.From{})
		if err != nil {
			return err
		}
		h = proof.Holder{Firm: q.Firm(), Owner: string(one.ID), Name: who.Name, Shown: who.Name}
		ps, err := passkeysOf(ctx, q, seat)
		for _, p := range ps {
			h.Keys = append(h.Keys, p.Data)
		}
		return err
	})
	return h, err
}

// OfferPasskey begins to make a passkey.
func (s *Service) OfferPasskey(ctx context.Context, who actor.Actor) (c proof.Challenge, err error) {
	if err := access.Allow(who, Looking); err != nil {
		return c, err
	}
	h, err := s.holder(ctx, who.Firm, ID(who.ID))
	if err != nil {
		return c, err
	}
	if len(h.Keys) >= mostPasskeys {
		return c, errs.New(errs.Conflict, "You have very many passkeys. Please remove one first.")
	}
	return s.proofs.Offer(h)
}

// KeepPasskey keeps the passkey that the browser made. The session counts as
// proven by it from now on.
func (s *Service) KeepPasskey(ctx context.Context, who actor.Actor, step, name string, answer []byte) error {
	if err := access.Allow(who, Looking); err != nil {
		return err
	}
	h, err := s.holder(ctx, who.Firm, ID(who.ID))
	if err != nil {
		return err
	}
	made, err := s.proofs.Made(ctx, h, step, answer)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		one, err := own(ctx, tx, ID(who.ID))
		if err != nil {
			return err
		}
		p := Passkey{ID: id.New("pky"), SeatID: one.ID, CredentialID: made.ID, Data: made.Data, Name: proof.PasskeyName(name), CreatedAt: tx.Now}
		if err := tx.Insert(ctx, &p); err != nil {
			return err
		}
		if err := strengthen(ctx, tx, one.ID, who.Session, idleByPasskey); err != nil {
			return err
		}
		s.live.Poke(tx, "seat:changed")
		return tx.Record("seat.passkey_added", one.About(), map[string]any{"passkey": p.ID, "name": p.Name})
	})
}

// RemovePasskey takes one of the client's own passkeys away. With the last one
// gone, the firm's next link lets them in again.
func (s *Service) RemovePasskey(ctx context.Context, who actor.Actor, key string) error {
	return s.mine(ctx, who, func(ctx context.Context, tx *db.Tx, one Seat) error {
		p, err := passkey(ctx, tx, one.ID, key)
		if err != nil {
			return err
		}
		if err := tx.Delete(ctx, &p); err != nil {
			return err
		}
		return tx.Record("seat.passkey_removed", one.About(), map[string]any{"passkey": key})
	})
}

// mine acts on the client's own seat.
func (s *Service) mine(ctx context.Context, who actor.Actor, f func(ctx context.Context, tx *db.Tx, one Seat) error) error {
	if err := access.Allow(who, Looking); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		one, err := own(ctx, tx, ID(who.ID))
		if err != nil {
			return err
		}
		return f(ctx, tx, one)
	})
}

// Doors are a client's own ways in.
type Doors struct {
	Seat     Seat
	Sessions []Session
	Passkeys []Passkey
}

// Doors lists where the client is signed in, newest first, and their passkeys.
func (s *Service) Doors(ctx context.Context, who actor.Actor) (d Doors, err error) {
	if err := access.Allow(who, Looking); err != nil {
		return d, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if d.Seat, err = own(ctx, q, ID(who.ID)); err != nil {
			return err
		}
		all, err := sessionsOf(ctx, q, d.Seat.ID, q.Time().Add(-proof.Longest))
		for _, one := range all {
			if one.Live(q.Time()) {
				d.Sessions = append(d.Sessions, one)
			}
		}
		if err != nil {
			return err
		}
		d.Passkeys, err = passkeysOf(ctx, q, d.Seat.ID)
		return err
	})
	return d, err
}

// SignOut ends the session who came with.
func (s *Service) SignOut(ctx context.Context, who actor.Actor) error {
	return s.EndSession(ctx, who, who.Session)
}

// EndSession ends one of the client's own sessions. Returns NotFound for
// another's.
func (s *Service) EndSession(ctx context.Context, who actor.Actor, session string) error {
	return s.mine(ctx, who, func(ctx context.Context, tx *db.Tx, one Seat) error {
		n, err := endSessions(ctx, tx, one.ID, session, "")
		if err != nil {
			return err
		}
		if n == 0 || session == "" {
			return errs.Missing()
		}
		return tx.Record("seat.out", one.About(), nil)
	})
}

// EndOthers signs the client out everywhere but here.
func (s *Service) EndOthers(ctx context.Context, who actor.Actor) error {
	return s.mine(ctx, who, func(ctx context.Context, tx *db.Tx, one Seat) error {
		n, err := endSessions(ctx, tx, one.ID, "", who.Session)
		if err != nil {
			return err
		}
		return tx.Record("seat.out_elsewhere", one.About(), map[string]any{"sessions": n})
	})
}

// Prefer keeps how the client likes pages shown; what is empty stays.
func (s *Service) Prefer(ctx context.Context, who actor.Actor, lang, theme string) error {
	if err := access.Allow(who, Looking); err != nil {
		return err
	}
	if lang != "" {
		lang = locale.Pick(lang)
	}
	return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		return likes(ctx, tx, ID(who.ID), lang, theme)
	})
}
