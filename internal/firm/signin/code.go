package signin

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// Second finishes a sign-in with the code of an authenticator app, or with one
// of the recovery codes.
//
// A code works once (RFC 6238, section 5.2). Returns Invalid for a wrong code
// or a step that is too late, TooMany with the seconds to wait.
func (s *Service) Second(ctx context.Context, from From, step, code string) (pass Pass, err error) {
	row, err := s.proofs.StepOf(ctx, stepCode, step)
	if err != nil {
		return pass, err
	}
	subject := s.proofs.Subject("code", row.FirmID+"/"+string(staff.ID(row.OwnerID)))
	if err := s.proofs.Charge(ctx, proof.Count{Subject: subject, Pace: proof.ByName()}); err != nil {
		return pass, err
	}
	p, err := s.people.Get(ctx, actor.ForSystem(row.FirmID, "signin"), staff.ID(row.OwnerID))
	if err != nil {
		return pass, err
	}
	err = s.db.Write(ctx, asThemselves(p, from), func(ctx context.Context, tx *db.Tx) error {
		if !p.Works(tx.Now) {
			return wrongCode()
		}
		how, err := s.proveCodeTx(ctx, tx, p.ID, code)
		if err != nil {
			return err
		}
		if err := proof.UseTx(ctx, tx, row); err != nil {
			return err
		}
		pass, err = s.enterTx(ctx, tx, from, p, how, tx.Now)
		return err
	})
	if errs.Is(err, errs.Invalid) {
		return Pass{}, errors.Join(err, s.noteRefused(ctx, from, p, byCode))
	}
	if err != nil {
		return Pass{}, err
	}
	return pass, s.proofs.Forget(ctx, subject)
}

func wrongCode() error {
	p := errs.Problems{}
	p.Add("code", "That code isn't right, or was used already. Wait for the next one.")
	return p.Err()
}

// proveCodeTx accepts a code from the app or a recovery code, and uses it up.
func (s *Service) proveCodeTx(ctx context.Context, tx *db.Tx, person staff.ID, code string) (how string, err error) {
	row, err := secretOf(ctx, tx, person)
	if err != nil {
		return "", err
	}
	if row.TOTPOnAt == nil && len(row.Recovery) == 0 {
		return "", wrongCode()
	}
	how = byCode
	if ok, err := s.matchTOTP(&row, tx, code); err != nil {
		return "", err
	} else if !ok {
		i, ok := secret.MatchRecovery(code, row.Recovery)
		if !ok {
			return "", wrongCode()
		}
		how = byRecovery
		row.Recovery = slices.Delete(slices.Clone(row.Recovery), i, i+1)
	}
	err = tx.Update(ctx, &row)
	if errs.Is(err, errs.Conflict) {
		return "", wrongCode() // the same code, twice at once
	}
	return how, err
}

func (s *Service) matchTOTP(row *secretRow, tx *db.Tx, code string) (bool, error) {
	if row.TOTPOnAt == nil {
		return false, nil
	}
	seed, err := s.seed(*row)
	if err != nil {
		return false, err
	}
	step, ok := seed.Verify(code, tx.Now, row.TOTPStep)
	if ok {
		row.TOTPStep = step
	}
	return ok, nil
}

func (s *Service) box(row secretRow) secret.Box {
	return s.keys.Box("totp", row.FirmID, string(row.StaffID))
}

func (s *Service) seed(row secretRow) (secret.TOTP, error) {
	sealed, err := base64.StdEncoding.DecodeString(row.TOTPSealed)
	if err != nil {
		return secret.TOTP{}, fmt.Errorf("reading an authenticator seed: %w", err)
	}
	plain, err := s.box(row).Open(sealed)
	if err != nil {
		return secret.TOTP{}, fmt.Errorf("opening an authenticator seed: %w", err)
	}
	return secret.ParseTOTP(string(plain))
}

// Offer is what an authenticator app is set up from.
type Offer struct{ URL, Seed string }

// OfferCode makes a new seed for the person's authenticator app. It counts
// only once a code of it was typed; until then the old one holds.
//
// The person must be Fresh.
func (s *Service) OfferCode(ctx context.Context, who actor.Actor) error {
	if err := s.delicate(who); err != nil {
		return err
	}
	seed, err := secret.NewTOTP(s.random)
	if err != nil {
		return err
	}
	return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		return s.keepOffer(ctx, tx, secretRow{FirmID: tx.Firm(), StaffID: staff.ID(who.ID)}, seed)
	})
}

// Offered gives the seed that OfferCode made, to be shown to the person alone.
// They must be Fresh. Returns NotFound when there is none or it is too old.
func (s *Service) Offered(ctx context.Context, who actor.Actor) (o Offer, err error) {
	if err := s.delicate(who); err != nil {
		return o, err
	}
	f, err := s.offices.Firm(ctx, who)
	if err != nil {
		return o, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		row, err := proof.NewestTx(ctx, q, stepOffer, who.ID)
		if err != nil {
			return err
		}
		seed, err := s.seed(secretRow{FirmID: row.FirmID, StaffID: staff.ID(row.OwnerID), TOTPSealed: row.Data})
		if err != nil {
			return err
		}
		p, err := staff.GetTx(ctx, q, staff.ID(row.OwnerID))
		o = Offer{URL: seed.URL(f.Name, p.Email), Seed: seed.Reveal()}
		return err
	})
	return o, err
}

// keepOffer keeps a seed, sealed, as a step that the first code uses up.
func (s *Service) keepOffer(ctx context.Context, tx *db.Tx, row secretRow, seed secret.TOTP) error {
	if err := proof.DropTx(ctx, tx, stepOffer, string(row.StaffID)); err != nil {
		return err
	}
	sealed := base64.StdEncoding.EncodeToString(s.box(row).Seal([]byte(seed.Reveal())))
	return tx.Insert(ctx, &proof.Step{
		TokenHash: secret.NewToken().Hash(), Kind: stepOffer, OwnerID: string(row.StaffID), Data: sealed, EndsAt: tx.Now.Add(proof.StepTime),
	})
}

// TakeCode turns the authenticator app on with the first code it shows, and
// gives ten recovery codes, which are shown once. This session counts as
// proven by two factors from now on.
func (s *Service) TakeCode(ctx context.Context, who actor.Actor, code string) (codes []string, err error) {
	if err := s.delicate(who); err != nil {
		return nil, err
	}
	person := staff.ID(who.ID)
	if err := s.proofs.Charge(ctx, proof.Count{Subject: s.proofs.Subject("code", who.Firm+"/"+who.ID), Pace: proof.ByName()}); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		codes = nil
		offer, err := proof.NewestTx(ctx, tx, stepOffer, who.ID)
		if errs.Is(err, errs.NotFound) {
			return proof.Late()
		}
		if err != nil {
			return err
		}
		row, err := secretOf(ctx, tx, person)
		if err != nil {
			return err
		}
		row.FirmID, row.TOTPSealed, row.TOTPOnAt, row.TOTPStep = tx.Firm(), offer.Data, &tx.Now, 0
		ok, err := s.matchTOTP(&row, tx, code)
		if err != nil {
			return err
		}
		if !ok {
			return wrongCode()
		}
		row.Recovery = nil
		for _, c := range secret.NewRecoveryCodes() {
			codes = append(codes, c.Reveal())
			row.Recovery = append(row.Recovery, c.Hash())
		}
		if err := saveSecret(ctx, tx, &row); err != nil {
			return err
		}
		if err := proof.UseTx(ctx, tx, offer); err != nil {
			return err
		}
		if err := strengthen(ctx, tx, person, who.Session, tx.Now); err != nil {
			return err
		}
		return tx.Record("signin.code_added", aboutStaff(who), nil)
	})
	if err != nil {
		return nil, err
	}
	return codes, s.proofs.Forget(ctx, s.proofs.Subject("code", who.Firm+"/"+who.ID))
}

// delicate is the gate of every change to one's own sign-in.
func (s *Service) delicate(who actor.Actor) error {
	if err := self(who); err != nil {
		return err
	}
	return Fresh(who, s.db.Clock().Now())
}

func aboutStaff(who actor.Actor) db.About { return db.About{Kind: "staff", ID: who.ID} }
