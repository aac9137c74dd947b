package signin

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/uptrace/bun"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
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

// newWebAuthn sets passkeys up for the program's address. An address of bare
// numbers can't have any (WebAuthn Level 3, section 5.1.2): it gives nil.
func newWebAuthn(origin *url.URL) (*webauthn.WebAuthn, error) {
	if _, err := netip.ParseAddr(origin.Hostname()); err == nil {
		return nil, nil
	}
	w, err := webauthn.New(&webauthn.Config{
		RPID: origin.Hostname(), RPDisplayName: "Candor", RPOrigins: []string{origin.Scheme + "://" + origin.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("setting up passkeys for %s: %w", origin.Host, err)
	}
	return w, nil
}

// HasPasskeys reports whether the program's address can have passkeys.
func (s *Service) HasPasskeys() bool { return s.webauthn != nil }

// holder is a person as the passkey library sees them. The handle names firm
// and person, both random, so that a passkey alone says whose it is.
type holder struct {
	staff.Person
	passkeys []Passkey
}

func (h holder) WebAuthnID() []byte          { return []byte(h.FirmID + "/" + string(h.ID)) }
func (h holder) WebAuthnName() string        { return h.Email }
func (h holder) WebAuthnDisplayName() string { return h.Name }
func (h holder) WebAuthnCredentials() []webauthn.Credential {
	cs := make([]webauthn.Credential, 0, len(h.passkeys))
	for _, p := range h.passkeys {
		var c webauthn.Credential
		if json.Unmarshal([]byte(p.Data), &c) == nil { // one that can't be read opens nothing
			cs = append(cs, c)
		}
	}
	return cs
}

func holderOf(ctx context.Context, q db.Q, person staff.ID) (h holder, err error) {
	if h.Person, err = staff.GetTx(ctx, q, person); err != nil {
		return h, err
	}
	h.passkeys, err = passkeysOf(ctx, q, person)
	return h, err
}

// Challenge is what a browser is asked to sign, and the step to come back with.
type Challenge struct {
	Step    string `json:"step"`
	Options any    `json:"options"`
}

func noPasskeys() error {
	return errs.New(errs.Unavailable, "Passkeys don't work at this address. Your administrator must give Candor a name and TLS.")
}

// OfferPasskey begins to make a passkey. The person must be Fresh.
func (s *Service) OfferPasskey(ctx context.Context, who actor.Actor) (c Challenge, err error) {
	if s.webauthn == nil {
		return c, noPasskeys()
	}
	if err := s.delicate(who); err != nil {
		return c, err
	}
	err = s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		h, err := holderOf(ctx, tx, staff.ID(who.ID))
		if err != nil {
			return err
		}
		creation, session, err := s.webauthn.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.WebAuthnCredentials()).CredentialDescriptors()))
		if err != nil {
			return fmt.Errorf("beginning a passkey: %w", err)
		}
		c.Options = creation.Response
		c.Step, err = s.stepTx(ctx, tx, stepRegister, h.ID, session, stepTime)
		return err
	})
	return c, err
}

// KeepPasskey keeps the passkey that the browser made. The session counts as
// proven by it from now on.
func (s *Service) KeepPasskey(ctx context.Context, who actor.Actor, step, name string, answer []byte) (kept Passkey, err error) {
	if err := s.delicate(who); err != nil {
		return kept, err
	}
	row, err := s.stepOf(ctx, stepRegister, step)
	if err != nil {
		return kept, err
	}
	if s.webauthn == nil || row.FirmID != who.Firm || row.StaffID != staff.ID(who.ID) {
		return kept, late()
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		h, err := holderOf(ctx, tx, row.StaffID)
		if err != nil {
			return err
		}
		if kept, err = s.made(h, row, answer); err != nil {
			return err
		}
		kept.ID, kept.Name, kept.CreatedAt = id.New("pky"), passkeyName(name), tx.Now
		if err := useTx(ctx, tx, row); err != nil {
			return err
		}
		if err := tx.Insert(ctx, &kept); err != nil {
			return err
		}
		if err := strengthen(ctx, tx, h.ID, who.Session, tx.Now); err != nil {
			return err
		}
		return tx.Record("signin.passkey_added", aboutStaff(who), map[string]any{"passkey": kept.ID, "name": kept.Name})
	})
	return kept, err
}

// made checks the browser's answer and gives the passkey in it.
func (s *Service) made(h holder, row stepRow, answer []byte) (p Passkey, err error) {
	var session webauthn.SessionData
	if err := row.read(&session); err != nil {
		return p, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return p, badPasskey().Because(err)
	}
	c, err := s.webauthn.CreateCredential(h, session, parsed)
	if err != nil {
		return p, badPasskey().Because(err)
	}
	return passkeyFrom(h.ID, c)
}

func passkeyFrom(person staff.ID, c *webauthn.Credential) (p Passkey, err error) {
	b, err := json.Marshal(c)
	return Passkey{StaffID: person, CredentialID: base64.RawURLEncoding.EncodeToString(c.ID), Data: string(b)}, err
}

func badPasskey() *errs.Error {
	return errs.New(errs.Invalid, "That passkey couldn't be checked. Please try again, or come in another way.")
}

func passkeyName(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "Passkey"
	}
	return name[:min(len(name), 80)]
}
