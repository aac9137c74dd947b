package main

import (
	"context"
	"errors"
	"fmt"

	"candor/internal/app"
	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/insight/exchange"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

type importCmd struct {
	As   string `help:"The e-mail address of whoever imports." required:""`
	Kind string `help:"What the file holds: contacts, vcards, matters, notes, activities or mail." required:""`
	File string `arg:"" help:"A CSV, VCF, mbox, EML or ZIP file, or a folder of mail." type:"existingpath"`
}

// Run imports a file as a member of staff. It can be taken back on the page of
// imports like any other.
func (c *importCmd) Run(ctx context.Context, s *Store) error {
	a, err := s.open(ctx)
	if err != nil {
		return err
	}
	who, err := member(ctx, a, c.As)
	if err != nil {
		return errors.Join(err, closing(a))
	}
	b, err := a.Exchange.ImportFile(ctx, who, exchange.Kind(c.Kind), c.File)
	if err == nil {
		fmt.Printf("%s: %s\n", b.Name, b.State)
	}
	return errors.Join(err, closing(a))
}

// member is the person with an address, acting from the command line.
func member(ctx context.Context, a *app.App, email string) (actor.Actor, error) {
	firms, err := a.Office.Firms(ctx)
	if err != nil {
		return actor.Actor{}, err
	}
	for _, f := range firms {
		var p staff.Person
		err := a.DB().Read(ctx, actor.ForSystem(f.ID, "command"), func(ctx context.Context, q db.Q) (err error) {
			p, err = staff.ByEmailTx(ctx, q, email)
			return err
		})
		if err == nil {
			return actor.Actor{
				Kind: actor.Staff, Firm: f.ID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: a.Table.For(p.Roles, nil),
				Via: "command", Strong: true, ProvenAt: a.DB().Clock().Now(), Open: access.SeesOpen(p.Roles),
			}, nil
		}
	}
	return actor.Actor{}, fmt.Errorf("nobody here has the address %s", email)
}
