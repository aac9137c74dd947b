package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"candor/internal/app"
	"candor/internal/demo"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/people/seat/seatweb"
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
	firms, err := a.Office.Firms(ctx)
	if err != nil {
		return err
	}
	for _, f := range firms {
		who := actor.ForSystem(f.ID, "demo")
		seats, _, err := a.Seat.List(ctx, who, db.Page{})
		if err != nil {
			return err
		}
		if len(seats) > 0 {
			fmt.Println("\nCome in as a client by a private link and its code; each works once.")
		}
		for _, s := range seats {
			v, err := a.Seat.Get(ctx, who, s.ID)
			if err != nil {
				return err
			}
			token, code, err := a.Seat.Link(ctx, who, s.ID)
			if err != nil {
				return err
			}
			fmt.Printf("  %-28s code %s at\n    %s%s\n", v.Name, code, a.Seat.Origin(), seatweb.EnterPath(token))
		}
	}
	return nil
}
