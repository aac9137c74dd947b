package signin

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/uptrace/bun"
	"golang.org/x/oauth2"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// Provider is a firm's identity provider (OpenID Connect Core 1.0).
type Provider struct {
	Firm     string // whose it is; empty where the program serves one firm only
	Name     string // on the button, such as "Entra ID"
	Issuer   string
	ClientID string
	Secret   string
}

// Identity is who a person is at the firm's provider: issuer and subject. The
// address there doesn't matter, for it may be given to someone else.
type Identity struct {
	bun.BaseModel `bun:"table:signin_identity,alias:si"`

	FirmID    string `bun:",pk"`
	Issuer    string `bun:",pk"`
	Subject   string `bun:",pk"`
	StaffID   staff.ID
	CreatedAt time.Time
}

// sso is the way to the provider and back. The provider's keys and addresses
// are fetched when first needed, so that the program starts without it.
type sso struct {
	Provider
	back string

	mu    sync.Mutex
	found *oidc.Provider
}

func newSSO(p Provider, origin string) *sso {
	return &sso{Provider: p, back: origin + "/signin/sso/back"}
}

func (o *sso) provider(ctx context.Context) (*oidc.Provider, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.found != nil {
		return o.found, nil
	}
	// The provider outlives the request that first needs it.
	p, err := oidc.NewProvider(context.WithoutCancel(ctx), o.Issuer)
	if err != nil {
		return nil, errs.New(errs.Unavailable, "Single sign-on can't be reached just now. Please come in another way.").Because(err)
	}
	o.found = p
	return p, nil
}

func (o *sso) client(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{ClientID: o.ClientID, ClientSecret: o.Secret, Endpoint: p.Endpoint(), RedirectURL: o.back, Scopes: []string{oidc.ScopeOpenID}}
}

// SSO is the name of the firm's identity provider, empty without one.
func (s *Service) SSO() string {
	if s.sso == nil {
		return ""
	}
	return s.sso.Name
}

// errand is why someone was sent to the provider.
type errand struct {
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
	Next     string `json:"next"`
	For      string `json:"for"` // empty to sign in, else connect or confirm
	Session  string `json:"session"`
}

// The errands beside signing in.
const (
	forConnect = "connect"
	forConfirm = "confirm"
)

// AskSSO gives the provider's address to send the browser to, and the state
// that the browser must come back with.
func (s *Service) AskSSO(ctx context.Context, next string) (to, state string, err error) {
	return s.ask(ctx, actor.Actor{}, errand{Next: next})
}

// AskToConnect is AskSSO for a signed-in person who wants to come in that way
// from now on. They must be Fresh.
func (s *Service) AskToConnect(ctx context.Context, who actor.Actor) (to, state string, err error) {
	if err := s.delicate(who); err != nil {
		return "", "", err
	}
	return s.ask(ctx, who, errand{For: forConnect, Session: who.Session, Next: "/me"})
}

// AskToConfirm is AskSSO for a signed-in person who must prove again who they
// are.
func (s *Service) AskToConfirm(ctx context.Context, who actor.Actor, next string) (to, state string, err error) {
	if err := self(who); err != nil {
		return "", "", err
	}
	return s.ask(ctx, who, errand{For: forConfirm, Session: who.Session, Next: next})
}

func (s *Service) ask(ctx context.Context, who actor.Actor, e errand) (to, state string, err error) {
	if s.sso == nil {
		return "", "", errs.Missing()
	}
	p, err := s.sso.provider(ctx)
	if err != nil {
		return "", "", err
	}
	firm, err := s.ssoFirm(ctx)
	if err != nil {
		return "", "", err
	}
	if who.Firm != "" && who.Firm != firm {
		return "", "", errs.Missing()
	}
	e.Nonce, e.Verifier = secret.NewToken().Reveal(), oauth2.GenerateVerifier()
	if state, err = s.proofs.Seal(stepSSO, firm, who.ID, e); err != nil {
		return "", "", err
	}
	opts := []oauth2.AuthCodeOption{oidc.Nonce(e.Nonce), oauth2.S256ChallengeOption(e.Verifier)}
	if e.For != "" {
		opts = append(opts, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	return s.sso.client(p).AuthCodeURL(state, opts...), state, nil
}

// ssoFirm is the firm whose provider it is.
func (s *Service) ssoFirm(ctx context.Context) (string, error) {
	if s.sso.Firm != "" {
		return s.sso.Firm, nil
	}
	fs, err := s.offices.Firms(ctx)
	if err != nil {
		return "", err
	}
	if len(fs) != 1 {
		return "", errors.New("single sign-on: say in the configuration whose provider it is")
	}
	return fs[0].ID, nil
}
