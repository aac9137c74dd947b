// Package proof is how anyone shows who they are: single-use links, slowed tries, passkeys and sessions.
//
// It knows neither staff nor clients: an owner is a text that its feature
// understands. What it promises holds for both: a secret is stored as a hash,
// a step works once however many try at the same moment, nobody is locked
// out, and what a browser sends back was not made up.
package proof

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

const (
	// Longest is how long a session lasts, however busy it is.
	Longest = 12 * time.Hour
	// Touch is how exactly a session's last use is kept.
	Touch = time.Minute
	// StepTime is how long one has to type a code or answer a passkey.
	StepTime = 10 * time.Minute
)

// Proofs keeps what people prove themselves with underway.
type Proofs struct {
	db       *db.DB
	keys     *secret.Keys
	names    secret.Stamp
	origin   *url.URL
	webauthn *webauthn.WebAuthn // nil where the address can't have passkeys
}

// New makes it for the address that people reach the program at, such as
// https://candor.firm.example.
func New(d *db.DB, keys *secret.Keys, origin string) (*Proofs, error) {
	at, err := url.Parse(origin)
	if err != nil || at.Hostname() == "" {
		return nil, errors.New("the address people reach the program at must be a full one, such as https://candor.firm.example")
	}
	w, err := newWebAuthn(at)
	return &Proofs{db: d, keys: keys, names: keys.Stamp("signin"), origin: at, webauthn: w}, err
}

// Origin is where people reach the program, without a slash at the end.
func (p *Proofs) Origin() string { return p.origin.Scheme + "://" + p.origin.Host }

// Sum is a keyed hash, for what must be recognised and not be read.
func (p *Proofs) Sum(parts ...string) []byte { return p.names.Sum(parts...) }

// From is where somebody comes from.
type From struct{ IP, Device string }

// Session is one place where somebody is signed in. Each feature that signs
// people in keeps its own, with whose it is.
type Session struct {
	TokenHash string `bun:",pk"`
	ID        string
	How       string
	Strong    bool // two factors, or a passkey
	ProvenAt  time.Time
	CreatedAt time.Time
	SeenAt    time.Time
	Idle      int64 // seconds it may lie unused
	EndsAt    time.Time
	Device    string
	IP        string
	EndedAt   *time.Time
}

// Live reports whether the session still lets its holder in.
func (s Session) Live(now time.Time) bool {
	return s.EndedAt == nil && now.Before(s.EndsAt) && now.Sub(s.SeenAt) < time.Duration(s.Idle)*time.Second
}

// About is what the audit trail calls a session.
func (s Session) About() db.About { return db.About{Kind: "session", ID: s.ID} }

// Join puts a firm before a token: whose rows to look in must be known before
// the first query.
func Join(firm string, t secret.Token) string { return firm + "." + t.Reveal() }

// Split reads what Join wrote, and gives the token's hash.
func Split(s string) (firm, hash string, ok bool) {
	firm, text, found := strings.Cut(s, ".")
	t, err := secret.ParseToken(text)
	if !found || len(firm) > 64 || err != nil {
		return "", "", false
	}
	return firm, t.Hash(), true
}

// CookieName is what a session's cookie is called. It is bound to this very
// host when it travels over TLS (RFC 6265bis, section 4.1.3.2).
func CookieName(secure bool, name string) string {
	if secure {
		return "__Host-" + name
	}
	return name
}

// Late is the answer to a step that was used, is too old, or never was.
func Late() error {
	return errs.New(errs.Invalid, "This link or page has been used already or is too old. Please start again.")
}

// nobody is the program itself before it knows whom it serves.
func nobody() actor.Actor { return actor.ForSystem("", "signin") }
