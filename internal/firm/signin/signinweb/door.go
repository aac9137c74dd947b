package signinweb

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"candor/internal/firm/proof"
	"candor/internal/firm/signin"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
)

// Door finds out who sends a request, and hands out and takes back cookies.
type Door struct {
	signin *signin.Service
	clock  clock.Clock
	secure bool
	zones  sync.Map // by name; reading one from the system takes a while
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
		c, err := d.signin.Bearer(r.Context(), text, address(r))
		return web.Caller{Who: c.Who, Lang: c.Lang, Theme: c.Theme, Now: now}, err
	}
	token := ""
	if k, err := r.Cookie(d.cookieName()); err == nil {
		token = k.Value
	}
	c, err := d.signin.Caller(r.Context(), token, address(r))
	if err != nil {
		return web.Caller{Lang: prefs(r).Get("lang"), Now: now}, err
	}
	if c.Who.ID == "" {
		p := prefs(r)
		c.Lang, c.Theme = p.Get("lang"), p.Get("theme")
	}
	out := web.Caller{Who: c.Who, Lang: c.Lang, Theme: c.Theme, Zone: d.zone(c.Zone), Now: now}
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

func (d *Door) zone(name string) *time.Location {
	if z, ok := d.zones.Load(name); ok {
		if known, ok := z.(*time.Location); ok {
			return known
		}
	}
	z, err := civil.LoadZone(name)
	if err != nil {
		return time.UTC
	}
	d.zones.Store(name, z)
	return z
}

// address is where a request comes from.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func from(r *web.Request) signin.From {
	return signin.From{IP: address(r.Request), Device: proof.Device(r.UserAgent())}
}

// cookieName binds the cookie to this very host when it travels over TLS
// (RFC 6265bis, section 4.1.3.2).
func (d *Door) cookieName() string {
	if d.secure {
		return "__Host-candor"
	}
	return "candor"
}

// admit gives the browser its session.
func (d *Door) admit(w http.ResponseWriter, p signin.Pass) {
	d.setCookie(w, d.cookieName(), p.Cookie, int(p.Until.Sub(d.clock.Now())/time.Second))
}

// dismiss takes the session's cookie back.
func (d *Door) dismiss(w http.ResponseWriter) { d.setCookie(w, d.cookieName(), "", -1) }

func (d *Door) setCookie(w http.ResponseWriter, name, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: d.secure, SameSite: http.SameSiteLaxMode,
	})
}

const prefsCookie = "candor_prefs"

// prefs is how someone who isn't signed in likes pages shown: as they chose
// here, or as their browser says.
func prefs(r *http.Request) url.Values {
	v := url.Values{"lang": {locale.Pick(strings.TrimSpace(strings.SplitN(r.Header.Get("Accept-Language"), ",", 2)[0]))}, "theme": {"auto"}}
	c, err := r.Cookie(prefsCookie)
	if err != nil {
		return v
	}
	chosen, err := url.ParseQuery(c.Value)
	if err != nil {
		return v
	}
	for _, name := range [...]string{"lang", "theme"} {
		if known(name, chosen.Get(name)) {
			v.Set(name, chosen.Get(name))
		}
	}
	return v
}

// known reports whether a preference is one that we offer.
func known(name, value string) bool {
	switch name {
	case "lang":
		return value == locale.English || value == locale.Spanish
	case "theme":
		return value == "auto" || value == "light" || value == "dark"
	}
	return false
}
