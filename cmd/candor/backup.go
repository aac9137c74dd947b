package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"filippo.io/age"

	"candor/internal/insight/backup"
)

type backupCmd struct {
	File string   `arg:"" help:"The file to write." type:"path"`
	To   []string `help:"Encrypt to this age recipient (age1…); may be given several times."`
}

// Run copies the whole database and every file, as they are at one moment,
// while the program runs. The file is whole or it isn't there.
func (c *backupCmd) Run(ctx context.Context, s *Store) error {
	to, err := recipients(c.To)
	if err != nil {
		return err
	}
	a, err := s.open(ctx)
	if err != nil {
		return err
	}
	m, err := c.write(func(f *os.File) (backup.Manifest, error) {
		return backup.Write(ctx, a.DB(), a.Files, f, to...)
	})
	if err == nil {
		fmt.Printf("%s holds %d tables and %d files.\n%s\n", c.File, len(m.Tables), m.Files, m.Note)
		if len(to) == 0 {
			fmt.Println("It is not encrypted: whoever has it reads every client's file. Give --to next time.")
		}
	}
	return errors.Join(err, closing(a))
}

// write puts the copy in place only when all of it is safe on disk.
func (c *backupCmd) write(copied func(*os.File) (backup.Manifest, error)) (m backup.Manifest, err error) {
	f, err := os.OpenFile(c.File+".part", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return m, err
	}
	if m, err = copied(f); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return m, errors.Join(err, os.Remove(f.Name()))
	}
	return m, os.Rename(f.Name(), c.File)
}

func recipients(texts []string) (to []age.Recipient, err error) {
	for _, t := range texts {
		r, err := age.ParseX25519Recipient(t)
		if err != nil {
			return nil, fmt.Errorf("reading the recipient %s: %w", t, err)
		}
		to = append(to, r)
	}
	return to, nil
}

type restoreCmd struct {
	File     string `arg:"" help:"A backup." type:"existingfile"`
	Identity string `help:"The file of the age identity that it was encrypted to." type:"existingfile"`
	Check    bool   `help:"Only read all of it and compare it with its manifest."`
}

// Run fills an empty database, of either kind, from a backup, and compares
// what it wrote with the backup's manifest.
func (c *restoreCmd) Run(ctx context.Context, s *Store) error {
	with, err := identities(c.Identity)
	if err != nil {
		return err
	}
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	if c.Check {
		m, err := backup.Verify(ctx, f, with...)
		if err == nil {
			fmt.Printf("%s is whole: %d tables and %d files.\n", c.File, len(m.Tables), m.Files)
		}
		return errors.Join(err, f.Close())
	}
	a, err := s.open(ctx)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	m, err := backup.Restore(ctx, a.DB(), a.Files, f, with...)
	if err == nil {
		fmt.Printf("Restored and compared: %d tables and %d files.\n", len(m.Tables), m.Files)
	}
	return errors.Join(err, f.Close(), closing(a))
}

func identities(path string) ([]age.Identity, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	with, err := age.ParseIdentities(f)
	return with, errors.Join(err, f.Close())
}
