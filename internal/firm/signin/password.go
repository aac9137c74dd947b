package signin

import (
	"context"
	"errors"

	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// MinLength is the fewest characters a new password may have.
func (s *Service) MinLength() int { return s.passwords.MinLength() }

// hash checks a new password and hashes it. It takes a while: never inside a
// transaction that others wait for.
func (s *Service) hash(ctx context.Context, p staff.Person, password string) (string, error) {
	if err := s.passwords.Check(password, p.Name, p.Email); err != nil {
		return "", s.weak(err)
	}
	return s.passwords.Hash(ctx, password)
}

func (s *Service) weak(err error) error {
	var p errs.Problems
	switch {
	case errors.Is(err, secret.ErrShort):
		p.Add("password", "Use %d characters or more. A sentence is easy to remember.", s.passwords.MinLength())
	case errors.Is(err, secret.ErrLong):
		p.Add("password", "That is longer than we can keep. Use fewer characters.")
	case errors.Is(err, secret.ErrCommon):
		p.Add("password", "That password is among the first that others would try. Choose another.")
	case errors.Is(err, secret.ErrNamed):
		p.Add("password", "Leave out your name and address.")
	default:
		return err
	}
	return p.Err()
}

// SetFirst gives the first person of a new firm their password, in the
// transaction that founds the firm.
func (s *Service) SetFirst(ctx context.Context, tx *db.Tx, p staff.Person, password string) error {
	hash, err := s.hash(ctx, p, password)
	if err != nil {
		return err
	}
	return s.setPasswordTx(ctx, tx, p, hash)
}

func (s *Service) setPasswordTx(ctx context.Context, tx *db.Tx, p staff.Person, hash string) error {
	row, err := secretOf(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	row.PasswordHash = hash
	if err := saveSecret(ctx, tx, &row); err != nil {
		return err
	}
	return tx.Record("signin.password_set", p.About(), nil)
}

// ChangePassword replaces the person's own password and signs them out
// everywhere else. The person must be Fresh.
func (s *Service) ChangePassword(ctx context.Context, who actor.Actor, password string) error {
	if err := s.delicate(who); err != nil {
		return err
	}
	p, err := s.people.Get(ctx, who, staff.ID(who.ID))
	if err != nil {
		return err
	}
	hash, err := s.hash(ctx, p, password)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := s.setPasswordTx(ctx, tx, p, hash); err != nil {
			return err
		}
		_, err := endSessions(ctx, tx, p.ID, who.Session)
		return err
	})
}

// Confirm proves once more who a signed-in person is, by password and, where
// they have one, a code. The session goes on under a new token.
//
// Returns Invalid with the field that is wrong, TooMany with the seconds to
// wait.
func (s *Service) Confirm(ctx context.Context, who actor.Actor, password, code string) (pass Pass, err error) {
	if err := self(who); err != nil {
		return pass, err
	}
	subject := s.proofs.Subject("confirm", who.Firm+"/"+who.ID)
	if err := s.proofs.Charge(ctx, proof.Count{Subject: subject, Pace: proof.ByName()}); err != nil {
		return pass, err
	}
	var row secretRow
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		row, err = secretOf(ctx, q, staff.ID(who.ID))
		return err
	})
	if err != nil {
		return pass, err
	}
	ok, err := s.passwords.Verify(ctx, password, row.PasswordHash)
	if err != nil {
		return pass, err
	}
	if !ok {
		return pass, s.refuseAgain(ctx, who, wrongPassword())
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		how := byPassword
		if row.TOTPOnAt != nil {
			if how, err = s.proveCodeTx(ctx, tx, row.StaffID, code); err != nil {
				return err
			}
		}
		pass, err = s.turnTx(ctx, tx, who, strong(how))
		return err
	})
	if err != nil {
		return Pass{}, s.refuseAgain(ctx, who, err)
	}
	return pass, s.proofs.Forget(ctx, subject)
}

// refuseAgain records that a signed-in person couldn't prove who they are: it
// may be someone else at their desk.
func (s *Service) refuseAgain(ctx context.Context, who actor.Actor, err error) error {
	if !errs.Is(err, errs.Invalid) {
		return err
	}
	return errors.Join(err, s.db.Note(ctx, who, "signin.refused", aboutStaff(who), map[string]any{"how": "confirming"}))
}

func wrongPassword() error {
	var p errs.Problems
	p.Add("password", "That isn't your password.")
	return p.Err()
}

// turnTx gives the session a new token and a new proof.
func (s *Service) turnTx(ctx context.Context, tx *db.Tx, who actor.Actor, strong bool) (Pass, error) {
	n, err := sessionByID(ctx, tx, staff.ID(who.ID), who.Session)
	if err != nil {
		return Pass{}, err
	}
	if err := tx.Delete(ctx, &n); err != nil {
		return Pass{}, err
	}
	t := secret.NewToken()
	n.TokenHash, n.ProvenAt, n.SeenAt, n.Strong = t.Hash(), tx.Now, tx.Now, n.Strong || strong
	if err := tx.Insert(ctx, &n); err != nil {
		return Pass{}, err
	}
	if err := tx.Record("signin.confirmed", n.About(), nil); err != nil {
		return Pass{}, err
	}
	return Pass{Cookie: proof.Join(tx.Firm(), t), Until: n.EndsAt, Limited: n.Limited}, nil
}
