package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

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
	if l.Role != "web" {
		if err := a.Jobs.Start(context.WithoutCancel(ctx), a.cfg.Log); err != nil {
			return err
		}
	}
	if l.Metrics != "" {
		stop, err := a.metrics(l.Metrics)
		if err != nil {
			return err
		}
		defer stop()
	}
	if l.Role == "work" {
		<-ctx.Done()
		return nil
	}
	ln, err := listen(ctx, l)
	if err != nil {
		return err
	}
	s := server(a.Handler(), a.cfg.Log)
	s.BaseContext = func(net.Listener) context.Context { return ctx } // open streams end with the program
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(ln) }()
	started(ln.Addr().String())
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	return s.Shutdown(stopping)
}

// server has the time-outs that keep slow or silent connections from piling
// up.
func server(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
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
func (a *App) metrics(address string) (stop func(), err error) {
	reg := prometheus.NewRegistry()
	if err := errors.Join(reg.Register(web.Seconds), reg.Register(collectors.NewGoCollector()), reg.Register(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(reg, promhttp.HandlerOpts{}))
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening for metrics at %s: %w", address, err)
	}
	s := server(mux, a.cfg.Log)
	go func() { _ = s.Serve(ln) }() // ends when it is closed
	return func() { _ = s.Close() }, nil
}
