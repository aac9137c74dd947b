package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"candor/internal/firm/record"
	"candor/internal/kit/actor"
)

type verifyCmd struct {
	File string `arg:"" optional:"" help:"An exported log or a proof of one entry. Empty verifies this firm's own trail." type:"existingfile"`
	Key  string `help:"The verifier key, as the audit page shows it."`
}

// Run proves a log or a single entry offline, or the firm's whole trail where
// it is kept.
func (c *verifyCmd) Run(ctx context.Context, s *Store) error {
	if c.File == "" {
		return own(ctx, s)
	}
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	return errors.Join(record.VerifyFile(f, c.Key, os.Stdout), f.Close())
}

func own(ctx context.Context, s *Store) error {
	a, err := s.open(ctx)
	if err != nil {
		return err
	}
	firms, err := a.Office.Firms(ctx)
	for _, f := range firms {
		report, verr := a.Record.Verify(ctx, actor.ForSystem(f.ID, "command"))
		if verr == nil && !report.OK() {
			verr = fmt.Errorf("%s: the audit trail does not match what was signed: %v", f.Name, report.Faults)
		}
		if verr == nil {
			fmt.Printf("%s: %d entries, sealed and unchanged.\n", f.Name, report.Entries)
		}
		err = errors.Join(err, verr)
	}
	return errors.Join(err, closing(a))
}
