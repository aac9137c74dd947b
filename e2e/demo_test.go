package e2e

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candor/internal/app"
	"candor/internal/demo"
	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/browser"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/secret"
	"candor/internal/work/matter"
)

// lived serves the demo firm on a Friday morning at its office, and gives the
// address and Ruth, who leads it.
func lived(t *testing.T) (a *app.App, ruth actor.Actor, address string) {
	t.Helper()
	friday := time.Date(2026, time.November, 27, 16, 5, 0, 0, time.UTC)
	led := clock.At(demo.Begins(friday))
	server := httptest.NewUnstartedServer(nil)
	address = "http://localhost:" + strings.Split(server.Listener.Addr().String(), ":")[1]
	folder := t.TempDir()
	a, err := app.New(t.Context(), app.Config{
		Data: filepath.Join(folder, "data"), Database: "sqlite:" + filepath.Join(folder, "candor.db"), Origin: address,
		Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1}, Clock: led,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Fill(t.Context(), a, led, friday); err != nil {
		t.Fatalf("living the demo firm's year: %v", err)
	}
	if err := a.Jobs.Start(context.WithoutCancel(t.Context()), slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = a.Handler()
	server.Start()
	t.Cleanup(func() {
		server.Close()
		if err := a.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Errorf("closing the program: %v", err)
		}
	})
	firms, err := a.Office.Firms(t.Context())
	if err != nil || len(firms) != 1 {
		t.Fatalf("%d firms, %v, want the one", len(firms), err)
	}
	people, err := a.Staff.List(t.Context(), actor.ForSystem(firms[0].ID, "test"), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if p.Email == "ruth@larkspur.example" {
			ruth = named(a, firms[0].ID, p)
		}
	}
	return a, ruth, address
}

func named(a *app.App, firm string, p staff.Person) actor.Actor {
	return actor.Actor{Kind: actor.Staff, Firm: firm, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: a.Table.For(p.Roles, nil), Open: access.SeesOpen(p.Roles)}
}

// sights are the pages by which the program is judged, by the name of their
// picture. Maya Rivera and her
// matter are in the middle of things.
func sights(t *testing.T, a *app.App, ruth actor.Actor) map[string]string {
	t.Helper()
	ms, _, err := a.Matter.List(t.Context(), ruth, matter.Filter{Text: "Rivera"}, db.Page{Limit: 1})
	if err != nil || len(ms) == 0 {
		t.Fatalf("%d matters of Rivera, %v, want one", len(ms), err)
	}
	return map[string]string{
		"today": "/today", "matters": "/matters", "board": "/matters/board", "matter": "/matters/" + string(ms[0].ID),
		"clients": "/clients", "client": "/contacts/" + string(ms[0].ClientID), "unfiled": "/unfiled", "promises": "/promises",
		"import": "/import", "audit": "/audit", "walls": "/walls", "search": "/search?q=rivera",
	}
}

// TestTheDemoFirmIsFitToBeSeen looks at a firm in the middle of its work, on a
// desk by day and on a telephone at night. `make pictures` keeps what it sees
// for the documents.
func TestTheDemoFirmIsFitToBeSeen(t *testing.T) {
	a, ruth, address := lived(t)
	all := sights(t, a, ruth)
	for name, o := range map[string]browser.Options{
		"desk":       {Width: 1440, Height: 900},
		"desk-dark":  {Width: 1440, Height: 900, Dark: true},
		"phone":      {Width: 390, Height: 844},
		"phone-dark": {Width: 390, Height: 844, Dark: true},
	} {
		t.Run(name, func(t *testing.T) {
			o.Base = address
			p := browser.Open(t).Page(t, o)
			p.Goto("/signin")
			p.Fill("E-mail address…", "ruth@larkspur.example")
			p.Fill("Password…", demo.Password)
			p.Click("button", "Sign in")
			p.WaitPath("/today")
			for sight, path := range all {
				p.Goto(path)
				p.Axe()
				if wide := browser.Eval[float64](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide > 0 {
					t.Errorf("%s is %v pixels wider than the window", path, wide)
				}
				p.Glimpse(sight + "-" + name)
			}
		})
	}
}
