package web

import (
	"container/list"
	"hash/maphash"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"candor/internal/kit/clock"
	"candor/internal/kit/errs"
)

// Rate is how often something may be done: so many at once, and so many a
// second after that. The zero Rate is no limit.
type Rate struct {
	PerSecond float64
	Burst     int
}

// Rates are the limits of each class of request. They keep one caller from
// using up what all share; guessing passwords has limits of its own, kept in
// the database, where sign-in is.
type Rates struct {
	Network Rate // all that one network sends, signed in or not
	Public  Rate // what one network posts without being signed in
	Pages   Rate // pages and their parts, for one session
	API     Rate // calls of one key
}

// StandardRates suit a firm whose staff share one address.
func StandardRates() Rates {
	return Rates{
		Network: Rate{PerSecond: 200, Burst: 1000},
		Public:  Rate{PerSecond: 2, Burst: 60},
		Pages:   Rate{PerSecond: 30, Burst: 200},
		API:     Rate{PerSecond: 100, Burst: 400},
	}
}

// class is what a limit is counted by.
type class string

const (
	byNetwork class = "network"
	byPublic  class = "public"
	byPages   class = "pages"
	byAPI     class = "api"
)

func (r Rates) of(c class) Rate {
	switch c {
	case byNetwork:
		return r.Network
	case byPublic:
		return r.Public
	case byPages:
		return r.Pages
	case byAPI:
		return r.API
	}
	return Rate{}
}

// limiter counts what each caller does. It remembers the latest callers only:
// to be forgotten is to start anew, with a full allowance.
type limiter struct {
	rates  Rates
	clock  clock.Clock
	seed   maphash.Seed
	shards [16]shard
}

// remembered is how many callers each shard knows.
const remembered = 1024

type shard struct {
	mu    sync.Mutex
	known map[string]*list.Element
	order list.List // the latest in front
}

type counted struct {
	name   string
	bucket *rate.Limiter
}

func newLimiter(r Rates, c clock.Clock) *limiter {
	l := &limiter{rates: r, clock: c, seed: maphash.MakeSeed()}
	for i := range l.shards {
		l.shards[i].known = map[string]*list.Element{}
	}
	return l
}

// wait is how long a caller must wait before they may do this; nothing, if
// they may at once.
func (l *limiter) wait(c class, caller string) time.Duration {
	allowed := l.rates.of(c)
	if allowed.PerSecond <= 0 {
		return 0
	}
	name := string(c) + " " + caller
	s := &l.shards[maphash.String(l.seed, name)%uint64(len(l.shards))]
	s.mu.Lock()
	defer s.mu.Unlock()
	now := l.clock.Now()
	turn := s.bucket(name, allowed).ReserveN(now, 1)
	if d := turn.DelayFrom(now); d > 0 {
		turn.CancelAt(now)
		return d
	}
	return 0
}

func (s *shard) bucket(name string, allowed Rate) *rate.Limiter {
	if e, ok := s.known[name]; ok {
		s.order.MoveToFront(e)
		return e.Value.(*counted).bucket //nolint:forcetypeassert // nothing else is put in
	}
	if s.order.Len() >= remembered {
		oldest := s.order.Back()
		s.order.Remove(oldest)
		delete(s.known, oldest.Value.(*counted).name) //nolint:forcetypeassert // as above
	}
	c := &counted{name, rate.NewLimiter(rate.Limit(allowed.PerSecond), max(allowed.Burst, 1))}
	s.known[name] = s.order.PushFront(c)
	return c.bucket
}

// network is the part of an address that one subscriber holds: whoever has one
// address of it can have them all.
func network(ip string) string {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return ip
	}
	a = a.Unmap().WithZone("")
	bits := 24
	if a.Is6() {
		bits = 56
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return ip
	}
	return p.String()
}

// Limit sets how often callers may ask. Without it there is no limit.
func (m *Mux) Limit(r Rates, c clock.Clock) { m.limits = newLimiter(r, c) }

// slow refuses a caller who asks too often, and says when to come back (RFC
// 6585, section 4).
func (m *Mux) slow(h http.Header, c class, caller string) error {
	if m.limits == nil {
		return nil
	}
	d := m.limits.wait(c, caller)
	if d == 0 {
		return nil
	}
	seconds := max(1, int(math.Ceil(d.Seconds())))
	h.Set("Retry-After", strconv.Itoa(seconds))
	return errs.New(errs.TooMany, "That was too much in too short a time. Wait %d seconds, and try again.", seconds)
}

// pace refuses a request of a known caller, or a stranger's post, that comes
// too soon.
func (m *Mux) pace(h http.Header, r *http.Request, c Caller, a Audience) error {
	switch {
	case a == ForPublic && r.Method == http.MethodPost:
		return m.slow(h, byPublic, network(RealIP(r)))
	case c.Who.ID == "":
		return nil // all that strangers send is counted by network
	case a == ForAPI:
		return m.slow(h, byAPI, c.Who.ID+" "+c.Who.Session)
	}
	return m.slow(h, byPages, c.Who.ID+" "+c.Who.Session)
}

// crowd refuses what comes from a network that sends too much, before anything
// is looked up for it. Files cost nothing and are left out.
func (m *Mux) crowd(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/assets/") && r.URL.Path != "/healthz" && r.URL.Path != "/readyz" {
			if err := m.slow(w.Header(), byNetwork, network(RealIP(r))); err != nil {
				m.refuse(w, r, err)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}
