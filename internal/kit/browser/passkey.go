package browser

import (
	"strings"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// Passkeys are a security key that belongs to one page and says yes to every question.
type Passkeys struct {
	p  *Page
	id webauthn.AuthenticatorID
}

// Passkeys plugs an empty security key into the page: discoverable credentials, user verification, and the
// PRF extension for keys that never leave the device (WebAuthn Level 3, section 10.1.4).
//
// A passkey is bound to a domain, and an address such as 127.0.0.1 is none: see Localhost.
func (p *Page) Passkeys() *Passkeys {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
		p.fail("plugging in a security key: %v", err)
	}
	made, err := chromedp.Call(p.ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
		Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Ctap2version: webauthn.Ctap2versionCtap21,
			Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true,
			HasUserVerification: true, IsUserVerified: true, HasPrf: true, AutomaticPresenceSimulation: true,
		},
	})
	if err != nil {
		p.fail("plugging in a security key: %v", err)
	}
	return &Passkeys{p: p, id: made.AuthenticatorID}
}

// Len is the number of passkeys on the key.
func (k *Passkeys) Len() int {
	k.p.t.Helper()
	found, err := chromedp.Call(k.p.ctx, webauthn.GetCredentials, webauthn.GetCredentialsParams{AuthenticatorID: k.id})
	if err != nil {
		k.p.fail("counting passkeys: %v", err)
	}
	return len(found.Credentials)
}

// Refuse makes the key fail to recognise its owner, as with a wrong finger; Accept makes it succeed again.
func (k *Passkeys) Refuse() { k.p.t.Helper(); k.verified(false) }

// Accept makes the key recognise its owner.
func (k *Passkeys) Accept() { k.p.t.Helper(); k.verified(true) }

func (k *Passkeys) verified(ok bool) {
	k.p.t.Helper()
	if _, err := chromedp.Call(k.p.ctx, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: k.id, IsUserVerified: ok}); err != nil {
		k.p.fail("setting user verification to %v: %v", ok, err)
	}
}

// Unplug takes the key away.
func (k *Passkeys) Unplug() {
	k.p.t.Helper()
	if _, err := chromedp.Call(k.p.ctx, webauthn.RemoveVirtualAuthenticator, webauthn.RemoveVirtualAuthenticatorParams{AuthenticatorID: k.id}); err != nil {
		k.p.fail("unplugging the security key: %v", err)
	}
}

// Localhost rewrites a test server's URL to the name localhost, which browsers trust like HTTPS.
func Localhost(url string) string {
	return strings.Replace(url, "//127.0.0.1:", "//localhost:", 1)
}
