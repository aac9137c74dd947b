package signin

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/id"
)

// Passkey is a key pair whose secret half stays with the person's device or
// password manager. It proves two factors at once: having it, and being
// recognised by it.
type Passkey struct {
	bun.BaseModel `bun:"table:signin_passkey,alias:pk"`

	FirmID       string `bun:",pk"`
	ID           string `bun:",pk"`
	StaffID      staff.ID
	CredentialID string
	Name         string
	Data         string // the public half, as the library keeps it
	CreatedAt    time.Time
	UsedAt       *time.Time
}

// HasPasskeys reports whether the program's address can have passkeys.
func (s *Service) HasPasskeys() bool { return s.proofs.HasPasskeys() }

// holder is a person as the passkey library sees them.
func holder(ctx context.Context, q db.Q, person staff.ID) (p staff.Person, h proof.Holder, err error) {
	if p, err = staff.GetTx(ctx, q, person); err != nil {
		return p, h, err
	}
	h = proof.Holder{Firm: p.FirmID, Owner: string(p.ID), Name: p.Email, Shown: p.Name}
	ps, err := passkeysOf(ctx, q, person)
	for _, k := range ps {
		h.Keys = append(h.Keys, k.Data)
	}
	return p, h, err
}

func (s *Service) holder(ctx context.Context, firm string, person staff.ID) (p staff.Person, h proof.Holder, err error) {
	err = s.db.Read(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, q db.Q) error {
		p, h, err = holder(ctx, q, person)
		return err
	})
	return p, h, err
}

// OfferPasskey begins to make a passkey. The person must be Fresh.
func (s *Service) OfferPasskey(ctx context.Context, who actor.Actor) (c proof.Challenge, err error) {
	if err := s.delicate(who); err != nil {
		return c, err
	}
	_, h, err := s.holder(ctx, who.Firm, staff.ID(who.ID))
	if err != nil {
		return c, err
	}
	return s.proofs.Offer(h)
}

// KeepPasskey keeps the passkey that the browser made. The session counts as
// proven by it from now on.
func (s *Service) KeepPasskey(ctx context.Context, who actor.Actor, step, name string, answer []byte) (kept Passkey, err error) {
	if err := s.delicate(who); err != nil {
		return kept, err
	}
	p, h, err := s.holder(ctx, who.Firm, staff.ID(who.ID))
	if err != nil {
		return kept, err
	}
	made, err := s.proofs.Made(ctx, h, step, answer)
	if err != nil {
		return kept, err
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		kept = Passkey{ID: id.New("pky"), StaffID: p.ID, CredentialID: made.ID, Data: made.Data, Name: proof.PasskeyName(name), CreatedAt: tx.Now}
		if err := tx.Insert(ctx, &kept); err != nil {
			return err
		}
		if err := strengthen(ctx, tx, p.ID, who.Session, tx.Now); err != nil {
			return err
		}
		return tx.Record("signin.passkey_added", aboutStaff(who), map[string]any{"passkey": kept.ID, "name": kept.Name})
	})
	return kept, err
}
