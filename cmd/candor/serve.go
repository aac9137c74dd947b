package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"candor/internal/app"
	"candor/internal/firm/signin"
	"candor/internal/kit/web"
)

// Store says where the firm's data is; every command needs it.
type Store struct {
	Data     string `help:"The folder of keys, files and, on SQLite, the database." default:"candor-data" type:"path"`
	Database string `help:"The database: sqlite:PATH or postgres://USER@HOST/NAME. Empty is SQLite in the data folder."`
	Log      string `help:"How much to log." enum:"debug,info,warn,error" default:"info"`
	LogJSON  bool   `help:"Log as JSON, one object a line."`
}

func (s *Store) logger() *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.Log)); err != nil {
		level = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: level}
	if s.LogJSON {
		return slog.New(slog.NewJSONHandler(os.Stderr, o))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, o))
}

func (s *Store) config(origin string) app.Config {
	return app.Config{Data: s.Data, Database: s.Database, Origin: origin, Log: s.logger()}
}

// open makes the program for a command that serves no one.
func (s *Store) open(ctx context.Context) (*app.App, error) {
	return app.New(ctx, s.config("http://localhost"))
}

// Net says how the program is reached.
type Net struct {
	Address string `help:"The host and port to listen at." default:"localhost:8080"`
	Origin  string `help:"The address people reach Candor at, such as https://candor.firm.example. Empty is http:// and the address."`
	Domain  string `help:"Get and renew a TLS certificate for this name by itself (ports 80 and 443 must be reachable)."`
	Proxies string `help:"The networks of reverse proxies that are believed about where a request comes from, such as 10.0.0.0/8, separated by commas."`
	Metrics string `help:"The host and port of the figures for Prometheus; empty for none."`
	Role    string `help:"Whether this process answers requests, works jobs, or both." enum:"all,web,work" default:"all"`

	SSOIssuer string `help:"The address of the firm's identity provider (OpenID Connect)." name:"sso-issuer"`
	SSOClient string `help:"The client id that the identity provider gave Candor." name:"sso-client"`
	SSOSecret string `help:"The client secret that goes with it." name:"sso-secret"`
}

// origin is the address people reach the program at.
func (n *Net) origin() string {
	switch {
	case n.Origin != "":
		return strings.TrimSuffix(n.Origin, "/")
	case n.Domain != "":
		return "https://" + n.Domain
	}
	return "http://" + n.Address
}

func (n *Net) listen() app.Listen {
	return app.Listen{Address: n.Address, Domain: n.Domain, Metrics: n.Metrics, Role: n.Role}
}

func (n *Net) sso() *signin.Provider {
	if n.SSOIssuer == "" {
		return nil
	}
	return &signin.Provider{Issuer: n.SSOIssuer, ClientID: n.SSOClient, Secret: n.SSOSecret}
}

type serveCmd struct {
	Net
}

// Run serves until it is told to stop.
func (c *serveCmd) Run(ctx context.Context, s *Store) error {
	cfg := s.config(c.origin())
	var err error
	if cfg.Proxies, err = web.ParseProxies(c.Proxies); err != nil {
		return err
	}
	cfg.SSO, cfg.Code, cfg.Rates = c.sso(), rand.Text(), web.StandardRates()
	a, err := app.New(ctx, cfg)
	if err != nil {
		return err
	}
	serving := a.Serve(ctx, c.listen(), func(string) {
		fmt.Println("Candor is at " + c.origin())
		if founded, err := a.Founded(ctx); err == nil && !founded {
			fmt.Println("No firm lives here yet. Found yours at " + c.origin() + a.StartPath())
		}
	})
	return errors.Join(serving, closing(a))
}

// closing lets what is under way finish.
func closing(a *app.App) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return a.Close(ctx)
}

type migrateCmd struct{}

// Run brings the schema up to date.
func (c *migrateCmd) Run(ctx context.Context, s *Store) error {
	a, err := s.open(ctx)
	if err != nil {
		return err
	}
	fmt.Println("The database is up to date.")
	return closing(a)
}
