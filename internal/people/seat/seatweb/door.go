package seatweb

import (
	"net/http"
	"strings"
	"time"

	"candor/internal/firm/proof"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/seat"
)

// Door finds out which client sends a request, and hands out and takes back
// cookies. They are none of the staff's: who works here and has a case here
// too is two people to the program.
type Door struct {
	seats  *seat.Service
	clock  clock.Clock
	secure bool
	zones  civil.Zones
}

// New makes a door. Secure is off only where people come by plain http on this
// machine.
func New(s *seat.Service, c clock.Clock, secure bool) *Door {
	return &Door{seats: s, clock: c, secure: secure}
}

// Here reports whether a request is for the clients' side.
func Here(r *http.Request, a web.Audience) bool {
	return a == web.ForPortal || a == web.ForPublic && (r.URL.Path == "/portal" || strings.HasPrefix(r.URL.Path, "/portal/"))
}

// Caller says whose session it is. Someone unknown is anonymous and no error.
func (d *Door) Caller(r *http.Request) (web.Caller, error) {
	token := ""
	if k, err := r.Cookie(d.cookieName()); err == nil {
		token = k.Value
	}
	out := web.Caller{Lang: web.Likes(r).Get("lang"), Theme: web.Likes(r).Get("theme"), Now: d.clock.Now()}
	c, err := d.seats.Caller(r.Context(), token, web.RealIP(r))
	if err != nil {
		return out, err
	}
	out.Who, out.Zone = c.Who, d.zones.Of(c.Zone)
	if c.Lang != "" {
		out.Lang = locale.Pick(c.Lang)
	}
	if c.Theme != "" {
		out.Theme = c.Theme
	}
	return out, nil
}

func (d *Door) cookieName() string { return proof.CookieName(d.secure, "candor-portal") }

// admit gives the browser its session.
func (d *Door) admit(w http.ResponseWriter, p seat.Pass) {
	web.SetCookie(w, d.secure, d.cookieName(), p.Cookie, int(p.Until.Sub(d.clock.Now())/time.Second))
}

// dismiss takes the session's cookie back.
func (d *Door) dismiss(w http.ResponseWriter) { web.SetCookie(w, d.secure, d.cookieName(), "", -1) }

func from(r *web.Request) proof.From {
	return proof.From{IP: web.RealIP(r.Request), Device: proof.Device(r.UserAgent())}
}
