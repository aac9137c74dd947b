// Command candor is the whole program: a law firm's clients, matters and
// promises, on its own machine.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands is everything that candor can be told to do.
type commands struct {
	Config kong.ConfigFlag `help:"Read settings from this JSON file; its keys are the flags' names." type:"path" env:"CANDOR_CONFIG"`
	Store

	Serve   serveCmd   `cmd:"" help:"Serve the firm."`
	Demo    demoCmd    `cmd:"" help:"Serve a demo firm with a year of believable work in it."`
	Migrate migrateCmd `cmd:"" help:"Bring the database's schema up to date and stop."`
	Invite  inviteCmd  `cmd:"" help:"Print a link with which a person can choose a new password."`
	Import  importCmd  `cmd:"" help:"Import a file as a member of staff."`
	Backup  backupCmd  `cmd:"" help:"Copy everything to one file, while the program runs."`
	Restore restoreCmd `cmd:"" help:"Fill an empty database from a backup, and compare."`
	Verify  verifyCmd  `cmd:"" help:"Prove that an audit log, one entry of it, or the firm's own trail is unchanged."`
	Doctor  doctorCmd  `cmd:"" help:"Look at the settings and the machine, and say what is wrong."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "candor: "+err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var c commands
	p, err := kong.New(&c,
		kong.Name("candor"), kong.Description("Attorney–client relationship management: no client waits in silence."),
		kong.Configuration(kong.JSON, "/etc/candor/candor.json", filepath.Join("~", ".config", "candor.json")),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.UsageOnError(),
		kong.DefaultEnvars("CANDOR"))
	if err != nil {
		return err
	}
	k, err := p.Parse(args)
	if err != nil {
		if pe, ok := errors.AsType[*kong.ParseError](err); ok {
			return errors.Join(pe, errors.New("see candor --help"))
		}
		return err
	}
	return k.Run(&c.Store)
}
