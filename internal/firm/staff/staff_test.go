package staff_test

import (
	"context"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

func founded(t *testing.T, d *db.DB) (*staff.Service, actor.Actor, staff.Person) {
	t.Helper()
	s := staff.NewService(d)
	p := staff.Person{Name: "Ruth Okafor", Email: "Ruth@Larkspur.example", Roles: []string{"manager", "lawyer"}}
	f, err := office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error { return s.AddTx(ctx, tx, &p) })
	if err != nil {
		t.Fatal(err)
	}
	return s, actor.ForSystem(f.ID, "test"), p
}

func TestTheLastManagerCannotLeave(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s, who, ruth := founded(t, d)
		on := civil.On(2026, 9, 30)
		if err := s.Leave(t.Context(), who, ruth.ID, on); !errs.Is(err, errs.Conflict) {
			t.Fatalf("leaving as the last manager = %v, want Conflict", err)
		}
		if _, err := s.Add(t.Context(), who, staff.Person{Name: "Ada Lim", Email: "ada@larkspur.example", Roles: []string{"administrator"}}); err != nil {
			t.Fatal(err)
		}
		if err := s.Leave(t.Context(), who, ruth.ID, on); err != nil {
			t.Fatalf("leaving when another can manage = %v, want nil", err)
		}
		ps, err := s.List(t.Context(), who, false)
		if err != nil || len(ps) != 1 || ps[0].Name != "Ada Lim" {
			t.Errorf("people here = %v (%v), want only Ada Lim", ps, err)
		}
	})
}

func TestAnAddressNamesOnePerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s, who, _ := founded(t, d)
		_, err := s.Add(t.Context(), who, staff.Person{Name: "Another Ruth", Email: "ruth@larkspur.example", Roles: []string{"intake"}})
		if !errs.Is(err, errs.Conflict) {
			t.Errorf("adding a taken address = %v, want Conflict", err)
		}
	})
}

func TestAChangeOfAnOldCopyIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s, who, ruth := founded(t, d)
		first, second := ruth, ruth
		first.Title, second.Title = "Partner", "Of counsel"
		if _, err := s.Change(t.Context(), who, first); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Change(t.Context(), who, second); !errs.Is(err, errs.Conflict) {
			t.Errorf("saving over another's change = %v, want Conflict", err)
		}
	})
}

func TestManagingPeopleNeedsTheGrant(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s, who, _ := founded(t, d)
		lawyer := actor.Actor{Kind: actor.Staff, Firm: who.Firm, ID: "stf_x", Roles: []string{string(access.Lawyer)}, Grants: actor.Grant(staff.Reading)}
		_, err := s.Add(t.Context(), lawyer, staff.Person{Name: "X", Email: "x@larkspur.example", Roles: []string{"lawyer"}})
		if !errs.Is(err, errs.Forbidden) {
			t.Errorf("adding people as a lawyer = %v, want Forbidden", err)
		}
	})
}
