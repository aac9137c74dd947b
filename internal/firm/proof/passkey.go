package proof

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"candor/internal/kit/errs"
)

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
func (p *Proofs) HasPasskeys() bool { return p.webauthn != nil }

// Holder is somebody who has passkeys, as the library sees them. The handle
// names firm and owner, both random, so that a passkey alone says whose it is.
type Holder struct {
	Firm, Owner string
	Name        string   // what their device calls the passkey
	Shown       string   // and whom it says it is for
	Keys        []string // as Credential.Data
}

// WebAuthnID is what a passkey hands back to say whose it is.
func (h Holder) WebAuthnID() []byte { return []byte(h.Firm + "/" + h.Owner) }

// WebAuthnName implements webauthn.User.
func (h Holder) WebAuthnName() string { return h.Name }

// WebAuthnDisplayName implements webauthn.User.
func (h Holder) WebAuthnDisplayName() string { return h.Shown }

// WebAuthnCredentials implements webauthn.User. A key that can't be read opens
// nothing.
func (h Holder) WebAuthnCredentials() []webauthn.Credential {
	cs := make([]webauthn.Credential, 0, len(h.Keys))
	for _, data := range h.Keys {
		var c webauthn.Credential
		if json.Unmarshal([]byte(data), &c) == nil {
			cs = append(cs, c)
		}
	}
	return cs
}

// Credential is the public half of a passkey: what a feature keeps of it.
type Credential struct {
	ID   string
	Data string // as the library keeps it
}

func credential(c *webauthn.Credential) (Credential, error) {
	b, err := json.Marshal(c)
	return Credential{ID: base64.RawURLEncoding.EncodeToString(c.ID), Data: string(b)}, err
}

// Challenge is what a browser is asked to sign, and the step to come back with.
type Challenge struct {
	Step    string `json:"step"`
	Options any    `json:"options"`
}

// The kinds of ticket for passkeys.
const (
	making = "register"
	asking = "passkey"
)

// NoPasskeys is the answer where the address can't have any.
func NoPasskeys() error {
	return errs.New(errs.Unavailable, "Passkeys don't work at this address. Your administrator must give Candor a name and TLS.")
}

// BadPasskey is the answer to a passkey that doesn't fit.
func BadPasskey() *errs.Error {
	return errs.New(errs.Invalid, "That passkey couldn't be checked. Please try again, or come in another way.")
}

// Offer begins to make a passkey for somebody.
func (p *Proofs) Offer(h Holder) (c Challenge, err error) {
	if p.webauthn == nil {
		return c, NoPasskeys()
	}
	creation, session, err := p.webauthn.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return c, fmt.Errorf("beginning a passkey: %w", err)
	}
	c.Options = creation.Response
	c.Step, err = p.Seal(making, h.Firm, h.Owner, session)
	return c, err
}

// Made checks the passkey that a browser made for h, and uses the step up.
func (p *Proofs) Made(ctx context.Context, h Holder, step string, answer []byte) (c Credential, err error) {
	if p.webauthn == nil {
		return c, NoPasskeys()
	}
	var session webauthn.SessionData
	offered, err := p.Open(making, step, &session)
	if err != nil {
		return c, err
	}
	if offered.Firm != h.Firm || offered.Owner != h.Owner {
		return c, Late()
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return c, BadPasskey().Because(err)
	}
	made, err := p.webauthn.CreateCredential(h, session, parsed)
	if err != nil {
		return c, BadPasskey().Because(err)
	}
	if err := p.Punch(ctx, making, step, offered); err != nil {
		return c, err
	}
	return credential(made)
}

// Ask begins a sign-in by passkey. Whose it is, the passkey says.
func (p *Proofs) Ask() (c Challenge, err error) {
	if p.webauthn == nil {
		return c, NoPasskeys()
	}
	assertion, session, err := p.webauthn.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return c, fmt.Errorf("asking for a passkey: %w", err)
	}
	c.Options = assertion.Response
	c.Step, err = p.Seal(asking, "", "", session)
	return c, err
}

// Answered checks a passkey's answer and uses the step up. find looks up whose
// it says it is; the credential it gives back is to be kept, with its counter.
func (p *Proofs) Answered(ctx context.Context, step string, answer []byte, find func(firm, owner string) (Holder, error)) (h Holder, used Credential, err error) {
	if p.webauthn == nil {
		return h, used, NoPasskeys()
	}
	var session webauthn.SessionData
	asked, err := p.Open(asking, step, &session)
	if err != nil {
		return h, used, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return h, used, BadPasskey().Because(err)
	}
	holder := func(_, handle []byte) (webauthn.User, error) {
		firm, owner, ok := bytes.Cut(handle, []byte("/"))
		if !ok || len(handle) > 128 {
			return nil, errs.Missing()
		}
		h, err = find(string(firm), string(owner))
		return h, err
	}
	_, c, err := p.webauthn.ValidatePasskeyLogin(holder, session, parsed)
	if err != nil {
		return h, used, BadPasskey().Because(err)
	}
	if c.Authenticator.CloneWarning {
		return h, used, BadPasskey().Because(fmt.Errorf("passkey of %s counts backwards: it may have been copied", h.Owner))
	}
	if err := p.Punch(ctx, asking, step, asked); err != nil {
		return h, used, err
	}
	used, err = credential(c)
	return h, used, err
}

// PasskeyName is what somebody calls a passkey of theirs.
func PasskeyName(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "Passkey"
	}
	return strings.ToValidUTF8(name[:min(len(name), 80)], "")
}
