package signin

import (
	"context"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Factors is what a person can prove themselves with.
type Factors struct {
	Password   bool
	Code       bool // an authenticator app
	Recovery   int  // recovery codes left
	Passkeys   []Passkey
	Identities []Identity
	Required   bool // the firm requires a second factor
}

// Factors says what the person can prove themselves with.
func (s *Service) Factors(ctx context.Context, who actor.Actor) (f Factors, err error) {
	if err := self(who); err != nil {
		return f, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		f, err = factorsOf(ctx, q, staff.ID(who.ID))
		return err
	})
	return f, err
}

func factorsOf(ctx context.Context, q db.Q, person staff.ID) (f Factors, err error) {
	row, err := secretOf(ctx, q, person)
	if err != nil {
		return f, err
	}
	f.Password, f.Code, f.Recovery = row.PasswordHash != "", row.TOTPOnAt != nil, len(row.Recovery)
	if f.Passkeys, err = passkeysOf(ctx, q, person); err != nil {
		return f, err
	}
	if f.Identities, err = identitiesOf(ctx, q, person); err != nil {
		return f, err
	}
	r, err := rulesTx(ctx, q)
	f.Required = r.required
	return f, err
}

// spare reports whether a person who loses something still gets in, and with
// the factors that the firm requires.
func (f Factors) spare() bool {
	in := f.Password || len(f.Passkeys) > 0 || len(f.Identities) > 0
	second := f.Code || len(f.Passkeys) > 0 || len(f.Identities) > 0
	return in && (second || !f.Required)
}

// RemovePasskey takes one of the person's own passkeys away. The person must
// be Fresh. Returns NotFound for another's, Conflict for the last way in.
func (s *Service) RemovePasskey(ctx context.Context, who actor.Actor, passkey string) error {
	return s.remove(ctx, who, "signin.passkey_removed", passkey, func(f *Factors) (any, bool) {
		for i, p := range f.Passkeys {
			if p.ID == passkey {
				f.Passkeys = append(f.Passkeys[:i:i], f.Passkeys[i+1:]...)
				return &p, true
			}
		}
		return nil, false
	})
}

// Disconnect ends single sign-on for the person. The person must be Fresh.
// Returns NotFound where there is none, Conflict for the last way in.
func (s *Service) Disconnect(ctx context.Context, who actor.Actor) error {
	return s.remove(ctx, who, "signin.sso_removed", "", func(f *Factors) (any, bool) {
		if len(f.Identities) == 0 {
			return nil, false
		}
		first := f.Identities[0]
		f.Identities = f.Identities[1:]
		return &first, true
	})
}

// remove takes a factor away, unless it is the last.
func (s *Service) remove(ctx context.Context, who actor.Actor, action, what string, without func(*Factors) (any, bool)) error {
	if err := s.delicate(who); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		f, err := factorsOf(ctx, tx, staff.ID(who.ID))
		if err != nil {
			return err
		}
		row, ok := without(&f)
		if !ok {
			return errs.Missing()
		}
		if !f.spare() {
			return lastFactor()
		}
		if err := tx.Delete(ctx, row); err != nil {
			return err
		}
		return tx.Record(action, aboutStaff(who), map[string]any{"id": what})
	})
}

// DropCode turns the authenticator app off. The person must be Fresh. Returns
// NotFound where there is none, Conflict when the firm requires a second
// factor and there is no other.
func (s *Service) DropCode(ctx context.Context, who actor.Actor) error {
	if err := s.delicate(who); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		f, err := factorsOf(ctx, tx, staff.ID(who.ID))
		if err != nil {
			return err
		}
		if !f.Code {
			return errs.Missing()
		}
		if f.Code = false; !f.spare() {
			return lastFactor()
		}
		row, err := secretOf(ctx, tx, staff.ID(who.ID))
		if err != nil {
			return err
		}
		row.dropCode()
		if err := tx.Update(ctx, &row); err != nil {
			return err
		}
		return tx.Record("signin.code_removed", aboutStaff(who), nil)
	})
}

func (r *secretRow) dropCode() {
	r.TOTPSealed, r.TOTPOnAt, r.TOTPStep, r.Recovery = "", nil, 0, nil
}

func lastFactor() error {
	return errs.New(errs.Conflict, "This is your last way to prove who you are. Add another first.")
}
