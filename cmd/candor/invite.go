package main

import (
	"context"
	"errors"
	"fmt"

	"candor/internal/firm/office"
	"candor/internal/firm/signin/signinweb"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

type inviteCmd struct {
	Email  string `arg:"" help:"Whose link to make."`
	Lost   bool   `help:"They lost their second factor too: remove it."`
	Origin string `help:"The address people reach Candor at." default:"http://localhost:8080"`
}

// Run prints a link for someone who can't sign in and has no manager to ask.
func (c *inviteCmd) Run(ctx context.Context, s *Store) error {
	a, err := s.open(ctx)
	if err != nil {
		return err
	}
	firms, err := a.Office.Firms(ctx)
	if err != nil {
		return errors.Join(err, closing(a))
	}
	for _, f := range firms {
		p, err := find(ctx, a.DB(), f, c.Email)
		if err != nil {
			continue
		}
		token, err := a.SignIn.Invite(ctx, actor.ForSystem(f.ID, "command"), p.ID, c.Lost)
		if err == nil {
			fmt.Printf("%s may choose a new password at %s within 72 hours.\n", p.Name, c.Origin+signinweb.StartPath(token))
		}
		return errors.Join(err, closing(a))
	}
	return errors.Join(fmt.Errorf("nobody here has the address %s", c.Email), closing(a))
}

func find(ctx context.Context, d *db.DB, f office.Firm, email string) (p staff.Person, err error) {
	err = d.Read(ctx, actor.ForSystem(f.ID, "command"), func(ctx context.Context, q db.Q) error {
		p, err = staff.ByEmailTx(ctx, q, email)
		return err
	})
	return p, err
}
