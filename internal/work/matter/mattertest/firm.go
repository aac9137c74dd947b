// Package mattertest founds small firms for tests of what concerns matters.
package mattertest

import (
	"context"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// Firm is a firm with two lawyers, a paralegal and the ready practice areas.
type Firm struct {
	office.Firm
	DB       *db.DB
	Access   *access.Service
	Policy   *policy.Service
	Contacts *contact.Service
	Areas    *area.Service
	Matters  *matter.Service
	Live     *live.Hub

	Ruth actor.Actor // a manager and lawyer
	Evan actor.Actor // a lawyer
	Pia  actor.Actor // a paralegal

	t testing.TB
}

// Found founds the firm. Further features add their grants.
func Found(t testing.TB, d *db.DB, more ...[]access.Grant) *Firm {
	t.Helper()
	table, err := access.Collect(append(more, access.Grants(), policy.Grants(), staff.Grants(), contact.Grants(), area.Grants(), matter.Grants())...)
	if err != nil {
		t.Fatal(err)
	}
	hub := live.New()
	f := &Firm{DB: d, Access: access.NewService(d), Policy: policy.NewService(d), Contacts: contact.NewService(d, hub, nil), Areas: area.NewService(d), Matters: matter.NewService(d, hub), Live: hub, t: t}
	f.Access.Behind = matter.BehindTx
	f.Areas.Cutting.On(f.Matters.StagesCut)
	f.Access.Raised.On(f.Matters.WallRaised)
	f.Contacts.Merged.On(f.Matters.ContactMerged)
	f.Contacts.Saved.On(f.Matters.ContactSaved)
	people := []*staff.Person{
		{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"lawyer", "manager"}},
		{Name: "Evan Cole", Email: "evan@larkspur.example", Roles: []string{"lawyer"}},
		{Name: "Pia Sanz", Email: "pia@larkspur.example", Roles: []string{"paralegal"}},
	}
	s := staff.NewService(d)
	f.Firm, err = office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error {
			for _, p := range people {
				if err := s.AddTx(ctx, tx, p); err != nil {
					return err
				}
			}
			return f.Areas.SeedTx(ctx, tx)
		})
	if err != nil {
		t.Fatal(err)
	}
	enter := func(p *staff.Person) actor.Actor {
		return actor.Actor{Kind: actor.Staff, Firm: f.ID, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: table.For(p.Roles, nil), Open: true}
	}
	f.Ruth, f.Evan, f.Pia = enter(people[0]), enter(people[1]), enter(people[2])
	return f
}

// Person adds a person to the contacts.
func (f *Firm) Person(name string) contact.Contact {
	f.t.Helper()
	c, err := f.Contacts.Add(f.t.Context(), f.Ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: name}})
	if err != nil {
		f.t.Fatalf("adding %s: %v", name, err)
	}
	return c.Contact
}

// Area gives the ready area of a kind.
func (f *Firm) Area(kind string) area.Area {
	f.t.Helper()
	as, err := f.Areas.List(f.t.Context(), f.Ruth)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, a := range as {
		if a.Kind == kind {
			return a
		}
	}
	f.t.Fatalf("there is no area %s", kind)
	return area.Area{}
}

// Open opens a matter for a client, with Ruth responsible.
func (f *Firm) Open(client contact.ID, title string) matter.Matter {
	f.t.Helper()
	m, err := f.Matters.Open(f.t.Context(), f.Ruth, matter.New{Matter: matter.Matter{
		Title: title, ClientID: client, AreaID: f.Area("family").ID, ResponsibleID: staff.ID(f.Ruth.ID),
	}})
	if err != nil {
		f.t.Fatalf("opening %s: %v", title, err)
	}
	return m
}

// Wall keeps someone from a contact or a matter.
func (f *Firm) Wall(out actor.Actor, kind, object string) access.Wall {
	f.t.Helper()
	w, err := f.Access.Raise(f.t.Context(), f.Ruth, access.New{Name: "Screen", Reason: "former client", People: []string{out.ID}, Objects: []access.Object{{Kind: kind, ID: object}}})
	if err != nil {
		f.t.Fatalf("raising a wall: %v", err)
	}
	return w
}
