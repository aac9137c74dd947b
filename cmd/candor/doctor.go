package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
)

type doctorCmd struct {
	Net
}

// finding is one thing that doctor looked at.
type finding struct {
	what string
	err  error
}

// Run looks at everything and says what is wrong, in the order one would mend
// it. It changes nothing but a probe file.
func (c *doctorCmd) Run(ctx context.Context, s *Store) error {
	findings := []finding{
		{"the data folder can be written", writable(s.Data)},
		{"the disk keeps what it acknowledges", honest(s.Data)},
		{"the data folder is private", private(s.Data)},
		{"the address is reached over TLS, or from this machine only", encrypted(c.origin())},
		{"the time zones are up to date", zones()},
		{"the database opens and its schema is current", opens(ctx, s)},
	}
	bad := 0
	for _, f := range findings {
		if f.err == nil {
			fmt.Println("ok    " + f.what)
			continue
		}
		bad++
		fmt.Printf("WRONG %s: %v\n", f.what, f.err)
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d things are wrong", bad, len(findings))
	}
	return nil
}

func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// honest times durable writes: more than any disk can do means that the
// machine says "saved" before it is.
func honest(dir string) error {
	f, err := os.CreateTemp(dir, "doctor-*")
	if err != nil {
		return err
	}
	defer func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }() // a probe
	const writes = 50
	took := clock.Stopwatch()
	for range writes {
		if _, err := f.Write(make([]byte, 4096)); err != nil {
			return err
		}
		if err := f.Sync(); err != nil {
			return err
		}
	}
	if each := took() / writes; each < 10*time.Microsecond {
		return fmt.Errorf("a durable write took %v, faster than a disk can be; a power cut may lose acknowledged work", each)
	}
	return nil
}

func private(dir string) error {
	i, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if i.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("others on this machine can read %s; run chmod 700 on it", filepath.Clean(dir))
	}
	return nil
}

func encrypted(origin string) error {
	if strings.HasPrefix(origin, "https://") || strings.HasPrefix(origin, "http://localhost") || strings.HasPrefix(origin, "http://127.0.0.1") {
		return nil
	}
	return fmt.Errorf("%s sends clients' secrets in the clear; use --domain, or a proxy with TLS and --origin", origin)
}

func zones() error {
	if old := civil.OutdatedZones(); len(old) > 0 {
		v, from := civil.ZoneData()
		return fmt.Errorf("the data is %s from %s; update the machine's tzdata for %s", v, from, strings.Join(old, ", "))
	}
	return nil
}

func opens(ctx context.Context, s *Store) error {
	a, err := s.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(a.DB().Ping(ctx), closing(a))
}
