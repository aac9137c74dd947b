package signin

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// invitation is what a link to start with does when it is used.
type invitation struct {
	Lost bool `json:"lost"` // second factors and passkeys are lost too
}

// Invite gives a link's token for a person who works here: to start with, or
// to come back in after forgetting a password; lost also takes away their
// authenticator and passkeys. Whoever asks passes the link on themselves. It
// works once, for 72 hours, and makes earlier ones useless.
//
// A manager or administrator may, for a guest whoever may let others in; they
// must be Fresh: with the link one can
// become that person. Returns Conflict for someone who has left.
func (s *Service) Invite(ctx context.Context, who actor.Actor, person staff.ID, lost bool) (token string, err error) {
	if !who.May(access.LettingIn) {
		if err := access.Allow(who, Inviting); err != nil {
			return "", err
		}
	}
	if err := Fresh(who, s.db.Clock().Now()); err != nil {
		return "", err
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		p, err := staff.GetTx(ctx, tx, person)
		if err != nil {
			return err
		}
		if !p.Guest() {
			if err := access.Allow(who, Inviting); err != nil {
				return err
			}
		}
		if !p.Works(tx.Now) {
			return errs.New(errs.Conflict, "They no longer work here.")
		}
		if err := proof.DropTx(ctx, tx, stepStart, string(person)); err != nil {
			return err
		}
		if token, err = s.proofs.StepTx(ctx, tx, stepStart, string(person), invitation{lost}, linkTime); err != nil {
			return err
		}
		return tx.Record("signin.invited", p.About(), map[string]any{"lost": lost})
	})
	return token, err
}

// Invited says whom a link is for, without using it. Returns Invalid when it
// was used or is too old.
func (s *Service) Invited(ctx context.Context, token string) (staff.Person, error) {
	row, err := s.proofs.StepOf(ctx, stepStart, token)
	if err != nil {
		return staff.Person{}, err
	}
	return s.people.Get(ctx, actor.ForSystem(row.FirmID, "signin"), staff.ID(row.OwnerID))
}

// Accept uses a link: it sets the person's password, ends their other sessions
// and lets them in, or gives the step at which their second factor is asked
// for. Returns Invalid for a weak password and for a link that is too late.
func (s *Service) Accept(ctx context.Context, from From, token, password string) (pass Pass, err error) {
	row, err := s.proofs.StepOf(ctx, stepStart, token)
	if err != nil {
		return pass, err
	}
	var inv invitation
	if err := row.Read(&inv); err != nil {
		return pass, err
	}
	p, err := s.people.Get(ctx, actor.ForSystem(row.FirmID, "signin"), staff.ID(row.OwnerID))
	if err != nil {
		return pass, err
	}
	hash, err := s.hash(ctx, p, password)
	if err != nil {
		return pass, err
	}
	err = s.db.Write(ctx, asThemselves(p, from), func(ctx context.Context, tx *db.Tx) error {
		if !p.Works(tx.Now) {
			return proof.Late()
		}
		if err := proof.UseTx(ctx, tx, row); err != nil {
			return err
		}
		if _, err := endSessions(ctx, tx, p.ID, ""); err != nil {
			return err
		}
		if inv.Lost {
			if err := s.loseFactorsTx(ctx, tx, p); err != nil {
				return err
			}
		}
		if err := s.setPasswordTx(ctx, tx, p, hash); err != nil {
			return err
		}
		pass, err = s.welcomeTx(ctx, tx, from, p)
		return err
	})
	return pass, err
}

// welcomeTx lets in whoever used a link; those with a second factor show it too.
func (s *Service) welcomeTx(ctx context.Context, tx *db.Tx, from From, p staff.Person) (pass Pass, err error) {
	k := known{Person: p}
	if k.secret, err = secretOf(ctx, tx, p.ID); err != nil {
		return pass, err
	}
	ps, err := passkeysOf(ctx, tx, p.ID)
	if err != nil {
		return pass, err
	}
	if k.passkeys = len(ps); k.second() {
		pass.Step, err = s.proofs.StepTx(ctx, tx, stepCode, string(p.ID), nil, proof.StepTime)
		return pass, err
	}
	return s.enterTx(ctx, tx, from, p, byLink, tx.Now)
}

// loseFactorsTx takes away what a person lost: authenticator, recovery codes,
// passkeys.
func (s *Service) loseFactorsTx(ctx context.Context, tx *db.Tx, p staff.Person) error {
	row, err := secretOf(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	row.dropCode()
	if err := saveSecret(ctx, tx, &row); err != nil {
		return err
	}
	if err := losePasskeys(ctx, tx, p.ID); err != nil {
		return err
	}
	return tx.Record("signin.factors_lost", p.About(), nil)
}
