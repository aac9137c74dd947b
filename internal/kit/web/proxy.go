package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the reverse proxies whose word we take on where a request comes
// from.
type Proxies []netip.Prefix

// ParseProxies reads addresses and networks, such as "127.0.0.1, 10.0.0.0/8".
func ParseProxies(text string) (Proxies, error) {
	var out Proxies
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		p, err := netip.ParsePrefix(part)
		if err != nil {
			a, aerr := netip.ParseAddr(part)
			if aerr != nil {
				return nil, fmt.Errorf("%q is neither an address nor a network such as 10.0.0.0/8", part)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

func (p Proxies) trust(a netip.Addr) bool {
	return slices.ContainsFunc(p, func(n netip.Prefix) bool { return n.Contains(a) })
}

// RealIP is where a request comes from. Behind a trusted proxy it is the
// address that the proxy saw.
func RealIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// origin puts the caller's own address in the place of a trusted proxy's, for
// all that follows. Anyone can send X-Forwarded-For: it is read from its end,
// and only as far as each hop was told of by a proxy we trust.
func (p Proxies) origin(next http.Handler) http.Handler {
	if len(p) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if from, ok := p.caller(RealIP(r), r.Header.Values("X-Forwarded-For")); ok {
			r = r.WithContext(r.Context()) // a copy: the server's own stays as it is
			r.RemoteAddr = net.JoinHostPort(from.String(), "0")
		}
		next.ServeHTTP(w, r)
	})
}

func (p Proxies) caller(peer string, forwarded []string) (netip.Addr, bool) {
	at, err := netip.ParseAddr(peer)
	if err != nil || !p.trust(at.Unmap().WithZone("")) {
		return netip.Addr{}, false
	}
	found := false
	hops := strings.Split(strings.Join(forwarded, ","), ",")
	for _, hop := range slices.Backward(hops) {
		a, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break // "unknown", or a lie: as far as we know, they are behind the last hop
		}
		at, found = a.Unmap().WithZone(""), true
		if !p.trust(at) {
			break
		}
	}
	return at, found
}
