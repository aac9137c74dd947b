package signin

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// AskPasskey begins a sign-in by passkey. Whose it is, the passkey says.
func (s *Service) AskPasskey() (c Challenge, err error) {
	if s.webauthn == nil {
		return c, noPasskeys()
	}
	assertion, session, err := s.webauthn.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return c, fmt.Errorf("asking for a passkey: %w", err)
	}
	c.Options = assertion.Response
	c.Step, err = s.ticket(stepPasskey, "", "", session)
	return c, err
}

// Unlock lets someone in by passkey. It isn't slowed: a passkey can't be guessed.
func (s *Service) Unlock(ctx context.Context, from From, step string, answer []byte) (pass Pass, err error) {
	h, err := s.unlocked(ctx, step, answer)
	if err != nil {
		return pass, err
	}
	err = s.db.Write(ctx, asThemselves(h.Person, from), func(ctx context.Context, tx *db.Tx) error {
		if !h.Works(tx.Now) {
			return badPasskey()
		}
		pass, err = s.enterTx(ctx, tx, from, h.Person, byPasskey, tx.Now)
		return err
	})
	if errs.Is(err, errs.Invalid) {
		err = errors.Join(err, s.noteRefused(ctx, from, h.Person, byPasskey))
	}
	return pass, err
}

// ConfirmByPasskey proves once more who a signed-in person is.
func (s *Service) ConfirmByPasskey(ctx context.Context, who actor.Actor, step string, answer []byte) (pass Pass, err error) {
	if err := self(who); err != nil {
		return pass, err
	}
	h, err := s.unlocked(ctx, step, answer)
	if err != nil {
		return pass, err
	}
	if h.FirmID != who.Firm || string(h.ID) != who.ID {
		return pass, badPasskey()
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		pass, err = s.turnTx(ctx, tx, who, true)
		return err
	})
	return pass, err
}

// unlocked checks a passkey's answer, uses the step up and keeps the passkey's
// counter.
func (s *Service) unlocked(ctx context.Context, step string, answer []byte) (h holder, err error) {
	if s.webauthn == nil {
		return h, noPasskeys()
	}
	var session webauthn.SessionData
	asked, err := s.open(stepPasskey, step, &session)
	if err != nil {
		return h, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return h, badPasskey().Because(err)
	}
	find := func(_, handle []byte) (webauthn.User, error) {
		h, err = s.holder(ctx, handle)
		return h, err
	}
	_, c, err := s.webauthn.ValidatePasskeyLogin(find, session, parsed)
	if err != nil {
		return h, badPasskey().Because(err)
	}
	if c.Authenticator.CloneWarning {
		return h, badPasskey().Because(fmt.Errorf("passkey of %s counts backwards: it may have been copied", h.ID))
	}
	if err := s.punch(ctx, stepPasskey, step, asked); err != nil {
		return h, err
	}
	return h, s.used(ctx, h, c)
}

func (s *Service) holder(ctx context.Context, handle []byte) (h holder, err error) {
	firm, person, ok := bytes.Cut(handle, []byte("/"))
	if !ok || len(handle) > 128 {
		return h, errs.Missing()
	}
	err = s.db.Read(ctx, actor.ForSystem(string(firm), "signin"), func(ctx context.Context, q db.Q) error {
		h, err = holderOf(ctx, q, staff.ID(person))
		return err
	})
	return h, err
}

func (s *Service) used(ctx context.Context, h holder, c *webauthn.Credential) error {
	now, err := passkeyFrom(h.ID, c)
	if err != nil {
		return err
	}
	return s.db.Touch(ctx, actor.ForSystem(h.FirmID, "signin"), func(ctx context.Context, tx *db.Tx) error {
		return passkeySeen(ctx, tx, now)
	})
}
