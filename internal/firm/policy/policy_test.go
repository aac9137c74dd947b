package policy_test

import (
	"context"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

const days = "test.days"

func founded(t *testing.T, d *db.DB) (*policy.Service, actor.Actor) {
	t.Helper()
	f, err := office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(context.Context, *db.Tx) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return policy.NewService(d), actor.Actor{Kind: actor.Staff, Firm: f.ID, ID: "stf_maya", Roles: []string{string(access.Manager)}, Grants: actor.Grant(policy.Reading, policy.Deciding)}
}

func TestTheNumberOfTheDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s, maya := founded(t, d)
		for _, x := range []struct {
			scope string
			from  civil.Date
			value int
		}{{"", civil.On(2026, 1, 1), 30}, {"", civil.On(2026, 7, 1), 21}, {"criminal", civil.On(2026, 3, 1), 14}} {
			if _, err := s.Decide(t.Context(), maya, days, x.scope, x.from, x.value, "For the test."); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range []struct {
			name  string
			scope string
			on    civil.Date
			want  int
		}{
			{"before anything was decided", "", civil.On(2025, 12, 31), 0},
			{"on the first day", "", civil.On(2026, 1, 1), 30},
			{"on the last day of the first", "", civil.On(2026, 6, 30), 30},
			{"once another replaced it", "", civil.On(2026, 7, 1), 21},
			{"in a place before its own begins", "criminal", civil.On(2026, 2, 28), 30},
			{"in a place with its own", "criminal", civil.On(2026, 8, 1), 14},
			{"in a place without its own", "family", civil.On(2026, 8, 1), 21},
		} {
			got := 0
			err := d.Read(t.Context(), maya, func(ctx context.Context, q db.Q) error {
				_, err := policy.InForceTx(ctx, q, days, c.scope, c.on, &got)
				return err
			})
			if err != nil || got != c.want {
				t.Errorf("%s: %d (%v), want %d", c.name, got, err, c.want)
			}
		}
		ds, err := s.List(t.Context(), maya, days)
		if err != nil || len(ds) != 3 || ds[0].FromOn != civil.On(2026, 7, 1) || ds[0].DecidedBy != maya.ID {
			t.Errorf("history = %+v (%v), want three decisions, the newest first, each with who decided", ds, err)
		}
	})
}

func TestADecisionIsKeptAsItWas(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s, maya := founded(t, d)
		from := civil.On(2026, 9, 1)
		if _, err := s.Decide(t.Context(), maya, days, "", from, 30, "At first."); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Decide(t.Context(), maya, days, "", from, 21, "On second thought."); !errs.Is(err, errs.Conflict) {
			t.Errorf("a second decision for the same day = %v, want Conflict", err)
		}
		if _, err := s.Decide(t.Context(), maya, days, "", from.AddDays(1), 21, " "); !errs.Is(err, errs.Invalid) {
			t.Errorf("a decision without a reason = %v, want Invalid", err)
		}
		if _, err := s.Decide(t.Context(), maya, days, "", civil.Date{}, 21, "No day."); !errs.Is(err, errs.Invalid) {
			t.Errorf("a decision without a day = %v, want Invalid", err)
		}
		lawyer := maya
		lawyer.Grants = actor.Grant(policy.Reading)
		if _, err := s.Decide(t.Context(), lawyer, days, "", from.AddDays(2), 21, "Mine."); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a lawyer decides = %v, want Forbidden", err)
		}
	})
}
