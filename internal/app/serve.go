package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"

	"github.com/caddyserver/certmagic"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"candor/internal/kit/web"
)

// Listen is where and how the program is reached.
type Listen struct {
	Address string // host:port
	Domain  string // if set, TLS for it is got and renewed from Let's Encrypt
	Metrics string // host:port of the figures for Prometheus; empty for none
	Role    string // web, work or all
}

// Serve answers requests and works jobs until ctx ends, then lets what is
// under way finish.
func (a *App) Serve(ctx context.Context, l Listen, started func(address string)) error {
	a.db.Reserve()
	if l.Role != "web" {
		if err := a.Jobs.Start(context.WithoutCancel(ctx), a.cfg.Log); err != nil {
			return err
		}
	}
	if l.Metrics != "" {
		wait, err := a.metrics(ctx, l.Metrics)
		if err != nil {
			return err
		}
		defer func() { _ = wait() }() // its end is ours
	}
	if l.Role == "work" {
		<-ctx.Done()
		return nil
	}
	ln, err := listen(ctx, l)
	if err != nil {
		return err
	}
	wait := web.Serve(ctx, ln, a.Handler(), a.cfg.Log)
	started(ln.Addr().String())
	return wait()
}

func listen(ctx context.Context, l Listen) (net.Listener, error) {
	if l.Domain != "" {
		certmagic.DefaultACME.Agreed = true
		ln, err := certmagic.Listen([]string{l.Domain})
		if err != nil {
			return nil, fmt.Errorf("getting a certificate for %s: %w", l.Domain, err)
		}
		return ln, nil
	}
	var lc net.ListenConfig
	ln, err := lc.Listen(ctx, "tcp", l.Address)
	if err != nil {
		return nil, fmt.Errorf("listening at %s: %w", l.Address, err)
	}
	return ln, nil
}

// metrics serves figures for Prometheus at an address of their own, which the
// outside need not reach.
func (a *App) metrics(ctx context.Context, address string) (wait func() error, err error) {
	reg := prometheus.NewRegistry()
	if err := errors.Join(reg.Register(web.Seconds), reg.Register(collectors.NewGoCollector()), reg.Register(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(reg, promhttp.HandlerOpts{}))
	ln, err := listen(ctx, Listen{Address: address})
	if err != nil {
		return nil, err
	}
	return web.Serve(ctx, ln, mux, a.cfg.Log), nil
}
