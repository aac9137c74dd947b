package signin

import (
	"context"
	"fmt"
	"io"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/secret"
)

// Config is what the program's owner decides about signing in.
type Config struct {
	// Origin is where people reach the program, such as https://candor.firm.example.
	Origin string
	// SSO is the firm's identity provider, or nil.
	SSO *Provider
}

// Service lets people in.
type Service struct {
	db        *db.DB
	people    *staff.Service
	offices   *office.Service
	table     access.Table
	keys      *secret.Keys
	proofs    *proof.Proofs
	passwords *secret.Passwords
	random    io.Reader
	sso       *sso // nil without a provider
	grants    grants
	homes     homes
	recent    recent

	// Entered is announced when someone signs in.
	Entered event.Topic[Entered]
}

// NewService makes the service. Random is crypto/rand.Reader but for tests.
func NewService(d *db.DB, people *staff.Service, offices *office.Service, table access.Table,
	keys *secret.Keys, passwords *secret.Passwords, random io.Reader, cfg Config,
) (*Service, error) {
	proofs, err := proof.New(d, keys, cfg.Origin)
	if err != nil {
		return nil, fmt.Errorf("signin: %w", err)
	}
	s := &Service{
		db: d, people: people, offices: offices, table: table,
		keys: keys, proofs: proofs, passwords: passwords, random: random,
	}
	if cfg.SSO != nil {
		s.sso = newSSO(*cfg.SSO, proofs.Origin())
	}
	return s, nil
}

// wrong is the one answer to a sign-in that failed, whatever was wrong.
func wrong() error {
	return errs.New(errs.Invalid, "That e-mail address and password don't go together.")
}

// SignIn lets someone in by address and password, or gives the step at which
// the second factor is asked for.
//
// Returns Invalid, without saying what was wrong, and TooMany with the seconds
// to wait.
func (s *Service) SignIn(ctx context.Context, from From, email, password string) (Pass, error) {
	email = tidyEmail(email)
	name, place := s.proofs.Subject("name", email), proof.Place(from.IP)
	if err := s.proofs.Charge(ctx, proof.Count{Subject: name, Pace: proof.ByName()}, proof.Count{Subject: place, Pace: proof.ByPlace()}); err != nil {
		return Pass{}, err
	}
	p, right, err := s.recognise(ctx, email, password)
	if err != nil {
		return Pass{}, err
	}
	if !right {
		return Pass{}, s.refuse(ctx, from, p.Person, byPassword)
	}
	if err := s.proofs.Succeed(ctx, name, place); err != nil {
		return Pass{}, err
	}
	if err := s.rehash(ctx, p, password); err != nil {
		return Pass{}, err
	}
	who := asThemselves(p.Person, from)
	var pass Pass
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if p.second() {
			pass.Step, err = s.proofs.StepTx(ctx, tx, stepCode, string(p.ID), nil, proof.StepTime)
			if err != nil {
				return err
			}
			return tx.Record("signin.half_way", p.About(), nil)
		}
		pass, err = s.enterTx(ctx, tx, from, p.Person, byPassword, tx.Now)
		return err
	})
	return pass, err
}

// known is a person at the door.
type known struct {
	staff.Person
	secret   secretRow
	passkeys int
}

// second reports whether a password alone doesn't let them in.
func (k known) second() bool { return k.secret.TOTPOnAt != nil || k.passkeys > 0 }

// recognise finds whose address and password these are. It takes the time of
// one password check at least, whether or not the address is known.
func (s *Service) recognise(ctx context.Context, email, password string) (k known, right bool, err error) {
	firms, err := s.firms(ctx, "email", email)
	if err != nil {
		return k, false, err
	}
	checked := false
	for _, firm := range firms {
		k, err = s.known(ctx, firm, email)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return k, false, err
		}
		checked = true
		ok, err := s.passwords.Verify(ctx, password, k.secret.PasswordHash)
		if err != nil {
			return k, false, err
		}
		if ok && k.Works(s.db.Clock().Now()) {
			return k, true, nil
		}
	}
	if !checked {
		_, err = s.passwords.Verify(ctx, password, "")
	}
	return k, false, err
}

func (s *Service) known(ctx context.Context, firm, email string) (k known, err error) {
	err = s.db.Read(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, q db.Q) error {
		if k.Person, err = staff.ByEmailTx(ctx, q, email); err != nil {
			return err
		}
		if k.secret, err = secretOf(ctx, q, k.ID); err != nil {
			return err
		}
		ps, err := passkeysOf(ctx, q, k.ID)
		k.passkeys = len(ps)
		return err
	})
	return k, err
}

// refuse writes the refusal down. For a name nobody has it writes as much, so
// that the answer takes as long.
func (s *Service) refuse(ctx context.Context, from From, p staff.Person, how string) error {
	err := s.noteRefused(ctx, from, p, how)
	if p.ID == "" {
		err = s.proofs.Pretend(ctx)
	}
	if err != nil {
		return err
	}
	return wrong()
}

// noteRefused records a try that failed at someone's door.
func (s *Service) noteRefused(ctx context.Context, from From, p staff.Person, how string) error {
	if p.ID == "" {
		return nil
	}
	who := actor.Actor{Kind: actor.Anonymous, Firm: p.FirmID, IP: from.IP, Via: "web"}
	return s.db.Note(ctx, who, "signin.refused", p.About(), map[string]any{"how": how, "device": from.Device})
}

// rehash keeps the password at today's cost while it is at hand.
func (s *Service) rehash(ctx context.Context, k known, password string) error {
	if !s.passwords.NeedsRehash(k.secret.PasswordHash) {
		return nil
	}
	hash, err := s.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	row := k.secret
	err = s.db.Touch(ctx, actor.ForSystem(k.FirmID, "signin"), func(ctx context.Context, tx *db.Tx) error {
		row = k.secret
		row.PasswordHash = hash
		return tx.Update(ctx, &row)
	})
	if errs.Is(err, errs.Conflict) {
		return nil // changed at this very moment: the next sign-in will do it
	}
	return err
}

// asThemselves is a person proving who they are.
func asThemselves(p staff.Person, from From) actor.Actor {
	kind := actor.Staff
	if p.Is(access.Guest) {
		kind = actor.Guest
	}
	return actor.Actor{Kind: kind, Firm: p.FirmID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, IP: from.IP, Via: "web"}
}

// Origin is where people reach the program, without a slash at the end.
func (s *Service) Origin() string { return s.proofs.Origin() }
