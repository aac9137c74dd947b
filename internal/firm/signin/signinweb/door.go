package signinweb

import (
	"net/http"
	"strings"
	"time"

	"candor/internal/firm/proof"
	"candor/internal/firm/signin"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/web"
)

// Door finds out who sends a request, and hands out and takes back cookies.
type Door struct {
	signin *signin.Service
	clock  clock.Clock
	secure bool
	zones  civil.Zones
}

// New makes a door. Secure is off only where people come by plain http on this
// machine.
func New(s *signin.Service, c clock.Clock, secure bool) *Door {
	return &Door{signin: s, clock: c, secure: secure}
}

// Caller says who sends a request: whoever an API key acts for, or whose
// session it is. Someone unknown is anonymous and no error.
func (d *Door) Caller(r *http.Request, a web.Audience) (web.Caller, error) {
	now := d.clock.Now()
	if text := bearer(r); text != "" && a == web.ForAPI {
		c, err := d.signin.Bearer(r.Context(), text, web.RealIP(r))
		return web.Caller{Who: c.Who, Lang: c.Lang, Theme: c.Theme, Now: now}, err
	}
	token := ""
	if k, err := r.Cookie(d.cookieName()); err == nil {
		token = k.Value
	}
	c, err := d.signin.Caller(r.Context(), token, web.RealIP(r))
	if err != nil {
		return web.Caller{Lang: web.Likes(r).Get("lang"), Now: now}, err
	}
	if c.Who.ID == "" {
		p := web.Likes(r)
		c.Lang, c.Theme = p.Get("lang"), p.Get("theme")
	}
	out := web.Caller{Who: c.Who, Lang: c.Lang, Theme: c.Theme, Zone: d.zones.Of(c.Zone), Now: now}
	if c.Limited && !opens(r.URL.Path) {
		return out, &signin.SetUpFirst{}
	}
	return out, nil
}

// bearer is the API key that a request carries (RFC 6750, section 2.1).
func bearer(r *http.Request) string {
	scheme, text, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(text)
}

// opens reports whether a session that must first set up a second factor may
// go there.
func opens(path string) bool {
	return path == "/me/second" || strings.HasPrefix(path, "/me/code") || strings.HasPrefix(path, "/me/passkeys") ||
		strings.HasPrefix(path, "/signin") || path == "/signout" || path == "/preferences" || strings.HasPrefix(path, "/assets/")
}

func from(r *web.Request) signin.From {
	return signin.From{IP: web.RealIP(r.Request), Device: proof.Device(r.UserAgent())}
}

func (d *Door) cookieName() string { return proof.CookieName(d.secure, "candor") }

// admit gives the browser its session.
func (d *Door) admit(w http.ResponseWriter, p signin.Pass) {
	d.setCookie(w, d.cookieName(), p.Cookie, int(p.Until.Sub(d.clock.Now())/time.Second))
}

// dismiss takes the session's cookie back.
func (d *Door) dismiss(w http.ResponseWriter) { d.setCookie(w, d.cookieName(), "", -1) }

func (d *Door) setCookie(w http.ResponseWriter, name, value string, seconds int) {
	web.SetCookie(w, d.secure, name, value, seconds)
}
