package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Serve answers requests at ln until ctx ends. The function it gives waits for
// that, and then for what is under way.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, log *slog.Logger) (wait func() error) {
	s := &http.Server{
		Handler: h, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
		// Slow or silent connections must not pile up.
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }, // open streams end with the program
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(ln) }()
	return func() error {
		select {
		case err := <-failed:
			return fmt.Errorf("serving at %s: %w", ln.Addr(), err)
		case <-ctx.Done():
		}
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		err := s.Shutdown(stopping)
		if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
			err = errors.Join(err, served)
		}
		return err
	}
}
