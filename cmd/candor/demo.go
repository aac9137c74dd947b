package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"candor/internal/app"
	"candor/internal/demo"
	"candor/internal/kit/clock"
)

type demoCmd struct {
	Net
	Fresh bool `help:"Throw the demo firm away and make it anew."`
}

// Run makes the demo firm where there is none, and serves it.
func (c *demoCmd) Run(ctx context.Context, s *Store) error {
	if s.Data == "" || filepath.Base(s.Data) == "candor-data" {
		s.Data = ".candor-demo"
	}
	if c.Fresh && s.Database == "" {
		if err := os.RemoveAll(s.Data); err != nil {
			return err
		}
	}
	cfg := s.config(c.origin())
	cfg.Gallery = true
	if err := c.make(ctx, cfg); err != nil {
		return err
	}
	a, err := app.New(ctx, cfg)
	if err != nil {
		return err
	}
	serving := a.Serve(ctx, c.listen(), func(string) {
		fmt.Println("Candor is at " + c.origin() + "\n\nSign in with the password “" + demo.Password + "” as")
		for _, p := range demo.Doors() {
			fmt.Printf("  %-28s %s\n", p.Email, p.What)
		}
		if err := printSeats(ctx, a); err != nil {
			fmt.Println("The clients' links could not be made:", err)
		}
	})
	return errors.Join(serving, closing(a))
}

// make fills an empty database with the demo firm. The program's clock is led
// through the firm's year meanwhile.
func (c *demoCmd) make(ctx context.Context, cfg app.Config) error {
	now := clock.System().Now()
	led := clock.At(demo.Begins(now))
	cfg.Clock = led
	a, err := app.New(ctx, cfg)
	if err != nil {
		return err
	}
	founded, err := a.Founded(ctx)
	if err != nil || founded {
		return errors.Join(err, closing(a))
	}
	fmt.Println("Making the demo firm …")
	return errors.Join(demo.Fill(ctx, a, led, now), closing(a))
}

// printSeats prints a fresh way in for each client who has a seat: a link and
// a code work once.
func printSeats(ctx context.Context, a *app.App) error {
	ways, err := demo.Ways(ctx, a)
	if err != nil || len(ways) == 0 {
		return err
	}
	fmt.Println("\nCome in as a client by a private link and its code, each good for one time:")
	for _, w := range ways {
		fmt.Printf("  %s\n    %s   code %s\n", w.What, w.Link, w.Code)
	}
	return nil
}
