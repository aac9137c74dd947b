// Package demo is Larkspur Law, a firm that doesn't exist, and one believable
// year of its work.
//
// It acts only through the program's own verbs, with the program's clock led
// through the year, so that everything in it is as if people had done it. The
// same day gives the same firm.
package demo

import (
	"context"
	"time"

	"candor/internal/app"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
)

// Password opens every door of the demo firm.
const Password = "larkspur-demo-2026"

// Door is someone to sign in as.
type Door struct{ Email, What string }

// Doors lists whom to sign in as.
func Doors() []Door {
	return []Door{
		{"ruth@larkspur.example", "Ruth Okafor, partner and manager"},
		{"evan@larkspur.example", "Evan Cole, lawyer, behind an ethical wall"},
		{"priya@larkspur.example", "Priya Nair, paralegal"},
		{"ada@larkspur.example", "Ada Lim, administrator, who sees no content"},
	}
}

// Begins is when the firm's year begins, seen from now.
func Begins(now time.Time) time.Time { return now.AddDate(-1, 0, -7) }

// Fill founds the firm and lives its year, up to now.
func Fill(ctx context.Context, a *app.App, c *clock.Fixed, now time.Time) error {
	people := team()
	_, err := a.Office.Found(ctx, office.New{
		Name: "Larkspur Law", Zone: "America/Chicago", Lang: "en", Currency: "USD", Phone: "(312) 555-0100",
		Address: "118 Prairie Avenue, Chicago, IL 60601", Week: office.NineToFive(), Holidays: office.Days{Federal: true},
	}, func(ctx context.Context, tx *db.Tx) error {
		for i := range people {
			if err := a.Staff.AddTx(ctx, tx, &people[i]); err != nil {
				return err
			}
			if err := a.SignIn.SetFirst(ctx, tx, people[i], Password); err != nil {
				return err
			}
		}
		return a.Begin(ctx, tx)
	})
	return err
}

// team is who works there.
func team() []staff.Person {
	began := civil.On(2019, 3, 4)
	return []staff.Person{
		{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Title: "Partner", Roles: []string{"lawyer", "manager"}, StartedOn: began},
		{Name: "Evan Cole", Email: "evan@larkspur.example", Title: "Associate", Roles: []string{"lawyer"}, StartedOn: began},
		{Name: "Lucía Ferrer", Email: "lucia@larkspur.example", Title: "Associate", Roles: []string{"lawyer"}, StartedOn: began},
		{Name: "Priya Nair", Email: "priya@larkspur.example", Title: "Paralegal", Roles: []string{"paralegal"}, StartedOn: began},
		{Name: "Iris Vega", Email: "iris@larkspur.example", Title: "Intake and billing", Roles: []string{"intake", "billing"}, StartedOn: began},
		{Name: "Ada Lim", Email: "ada@larkspur.example", Title: "Administrator", Roles: []string{"administrator"}, StartedOn: began},
	}
}
