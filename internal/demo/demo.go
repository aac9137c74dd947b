// Package demo is Larkspur Law, a firm that doesn't exist, and one believable
// year of its work.
//
// It acts only through the program's own verbs, with the program's clock led
// through the year, so that everything in it is as if people had done it: the
// audit trail names who did what, and every promise was kept or broken by what
// was really written. The same day gives the same firm.
//
// Who is in it stands in clients_*.go and others.go, what they came for in
// matters_*.go, and what they say to each other in words_*.go, written as plays
// are (see play.go). story.go tells one matter from its opening to today, and
// perform.go has it happen; seats.go lets some clients in to the portal.
package demo

import (
	"context"
	"time"

	"candor/internal/app"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/talk/promise"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// Password opens every door of the demo firm.
const Password = "every promise kept"

// Door is someone to sign in as.
type Door struct{ Email, What string }

// Doors lists whom to sign in as.
func Doors() []Door {
	return []Door{
		{"ruth@larkspur.example", "Ruth Okafor, partner and manager"},
		{"evan@larkspur.example", "Evan Cole, lawyer, behind an ethical wall"},
		{"priya@larkspur.example", "Priya Nair, paralegal"},
		{"halima@osmanforensic.example", "Halima Osman, a guest in one matter"},
		{"ada@larkspur.example", "Ada Lim, administrator, who sees no content"},
	}
}

// Begins is when the firm's year begins, seen from now.
func Begins(now time.Time) time.Time { return now.AddDate(-1, 0, -7) }

// Fill founds the firm and lives its year, up to now.
func Fill(ctx context.Context, a *app.App, c *clock.Fixed, now time.Time) error {
	w := &world{App: a, clock: c, now: clock.Trim(now), began: clock.Trim(Begins(now)), staff: map[string]staff.Person{}, cast: cast(), files: map[string]matter.Matter{}}
	c.Set(w.began)
	if err := w.found(ctx); err != nil {
		return err
	}
	if err := w.story(); err != nil {
		return err
	}
	return w.live(ctx)
}

// found founds the firm, with its people and what it promises.
func (w *world) found(ctx context.Context) error {
	f, err := w.Office.Found(ctx, office.New{
		Name: "Larkspur Law", Zone: "America/Chicago", Lang: "en", Currency: "USD", Phone: "(312) 555-0100",
		Address: "118 Prairie Avenue, Chicago, IL 60601", Week: office.NineToFive(), Holidays: office.Days{Federal: true},
	}, func(ctx context.Context, tx *db.Tx) error {
		for i, p := range team() {
			if boss, ok := w.staff["ruth"]; ok && i > 0 {
				p.SupervisorID = boss.ID
			}
			if err := w.Staff.AddTx(ctx, tx, &p); err != nil {
				return err
			}
			if err := w.SignIn.SetFirst(ctx, tx, p, Password); err != nil {
				return err
			}
			w.staff[before(p.Email, "@")] = p
		}
		return w.Begin(ctx, tx)
	})
	if err != nil {
		return err
	}
	w.firm = f.ID
	return w.prepare(ctx)
}

// prepare decides what the firm promises, and learns its hours and areas.
func (w *world) prepare(ctx context.Context) error {
	err := w.DB().Read(ctx, actor.ForSystem(w.firm, "demo"), func(ctx context.Context, q db.Q) (err error) {
		if w.hours, err = office.HoursTx(ctx, q); err != nil {
			return err
		}
		areas, err := area.AllTx(ctx, q)
		w.areas = map[string]area.Area{}
		for _, a := range areas {
			w.areas[a.Kind] = a
		}
		return err
	})
	if err != nil {
		return err
	}
	fortnight := promise.Terms{Every: promise.Every{N: 14, Unit: promise.Day}}
	_, err = w.Policy.Decide(ctx, w.as("ruth"), promise.TermsPolicy, string(w.areas["criminal"].ID), w.hours.Today(w.began), fortnight, "Two weeks without a word are too long for someone who is accused.")
	return err
}

// terms are what the client of a matter is promised.
func (w *world) terms(p piece) promise.Terms {
	t := promise.Suggested()
	if p.area == "criminal" {
		t.Every.N = 14
	}
	if every, ok := agreed()[p.key]; ok {
		t.Every = every
	}
	return t
}

// team is who works there. Ruth comes first: she answers for the others.
func team() []staff.Person {
	began := civil.On(2019, 3, 4)
	return []staff.Person{
		{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Title: "Partner", Roles: []string{"lawyer", "manager"}, StartedOn: began},
		{Name: "Evan Cole", Email: "evan@larkspur.example", Title: "Associate", Roles: []string{"lawyer"}, StartedOn: civil.On(2022, 9, 1)},
		{Name: "Lucía Ferrer", Email: "lucia@larkspur.example", Title: "Associate", Roles: []string{"lawyer"}, StartedOn: civil.On(2021, 6, 14)},
		{Name: "Priya Nair", Email: "priya@larkspur.example", Title: "Paralegal", Roles: []string{"paralegal"}, StartedOn: civil.On(2020, 1, 6)},
		{Name: "Iris Vega", Email: "iris@larkspur.example", Title: "Intake and billing", Roles: []string{"intake", "billing"}, StartedOn: civil.On(2023, 4, 3)},
		{Name: "Ada Lim", Email: "ada@larkspur.example", Title: "Administrator", Roles: []string{"administrator"}, StartedOn: began},
	}
}
