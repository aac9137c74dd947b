package demo

import (
	"path/filepath"
	"testing"
	"time"

	"candor/internal/app"
	"candor/internal/kit/clock"
	"candor/internal/kit/secret"
)

// noon is a Thursday in the office's zone.
func noon() time.Time { return time.Date(2026, time.March, 12, 18, 5, 0, 0, time.UTC) }

// live makes the demo firm as it is at now.
func live(t *testing.T, now time.Time) *app.App {
	t.Helper()
	led := clock.At(Begins(now))
	a, err := app.New(t.Context(), app.Config{Data: filepath.Join(t.TempDir(), "data"), Origin: "http://localhost:8080", Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1}, Clock: led})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(t.Context()); err != nil {
			t.Errorf("closing the program: %v", err)
		}
	})
	if err := Fill(t.Context(), a, led, now); err != nil {
		t.Fatalf("filling the demo firm: %v", err)
	}
	return a
}

func TestTheDemoFirmIsBelievable(t *testing.T) {
	t.Parallel()
	began := time.Now()
	live(t, noon())
	t.Logf("filled in %s", time.Since(began))
}
