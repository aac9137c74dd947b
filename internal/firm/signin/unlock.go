package signin

import (
	"context"
	"errors"

	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// AskPasskey begins a sign-in by passkey. Whose it is, the passkey says.
func (s *Service) AskPasskey() (proof.Challenge, error) { return s.proofs.Ask() }

// Unlock lets someone in by passkey. It isn't slowed: a passkey can't be guessed.
func (s *Service) Unlock(ctx context.Context, from From, step string, answer []byte) (pass Pass, err error) {
	p, err := s.unlocked(ctx, step, answer)
	if err != nil {
		return pass, err
	}
	err = s.db.Write(ctx, asThemselves(p, from), func(ctx context.Context, tx *db.Tx) error {
		if !p.Works(tx.Now) {
			return proof.BadPasskey()
		}
		pass, err = s.enterTx(ctx, tx, from, p, byPasskey, tx.Now)
		return err
	})
	if errs.Is(err, errs.Invalid) {
		err = errors.Join(err, s.noteRefused(ctx, from, p, byPasskey))
	}
	return pass, err
}

// ConfirmByPasskey proves once more who a signed-in person is.
func (s *Service) ConfirmByPasskey(ctx context.Context, who actor.Actor, step string, answer []byte) (pass Pass, err error) {
	if err := self(who); err != nil {
		return pass, err
	}
	p, err := s.unlocked(ctx, step, answer)
	if err != nil {
		return pass, err
	}
	if p.FirmID != who.Firm || string(p.ID) != who.ID {
		return pass, proof.BadPasskey()
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		pass, err = s.turnTx(ctx, tx, who, true)
		return err
	})
	return pass, err
}

// unlocked checks a passkey's answer, uses the step up and keeps the passkey's
// counter.
func (s *Service) unlocked(ctx context.Context, step string, answer []byte) (p staff.Person, err error) {
	_, used, err := s.proofs.Answered(ctx, step, answer, func(firm, owner string) (h proof.Holder, err error) {
		p, h, err = s.holder(ctx, firm, staff.ID(owner))
		return h, err
	})
	if err != nil {
		return p, err
	}
	return p, s.db.Touch(ctx, actor.ForSystem(p.FirmID, "signin"), func(ctx context.Context, tx *db.Tx) error {
		return passkeySeen(ctx, tx, used)
	})
}
