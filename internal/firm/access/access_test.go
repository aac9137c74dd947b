package access_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

func TestWhatRolesMay(t *testing.T) {
	t.Parallel()
	table, err := access.Collect(access.Grants(), []access.Grant{access.To("file.read", access.Lawyer, access.Guest)})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		roles  []string
		scopes []string
		verb   actor.Verb
		want   bool
	}{
		{"a lawyer reads", []string{"lawyer"}, nil, "file.read", true},
		{"an administrator doesn't", []string{"administrator"}, nil, "file.read", false},
		{"one of two roles is enough", []string{"billing", "manager"}, nil, access.Walling, true},
		{"a key does what its scopes say", []string{"lawyer"}, []string{"file.read"}, "file.read", true},
		{"a key does nothing else", []string{"lawyer"}, []string{"file.read"}, access.BreakingIn, false},
		{"a scope gives nothing that the role lacks", []string{"billing"}, []string{"wall.manage"}, access.Walling, false},
		{"no scopes are no verbs", []string{"lawyer"}, []string{}, "file.read", false},
		{"a role that isn't one may nothing", []string{"king"}, nil, "file.read", false},
	} {
		if got := table.For(c.roles, c.scopes).Has(c.verb); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if _, err := access.Collect(access.Grants(), access.Grants()); err == nil {
		t.Error("a verb declared twice is let through, want an error")
	}
}

func TestWhoSeesWhatIsOpen(t *testing.T) {
	t.Parallel()
	for _, r := range access.Roles() {
		want := !slices.Contains([]access.Role{access.Administrator, access.Guest, access.GuestWriter}, r)
		if got := access.SeesOpen([]string{string(r)}); got != want {
			t.Errorf("%s sees what is open = %v, want %v", r, got, want)
		}
	}
}

// house is a firm with three people and a file.
type house struct {
	*access.Service
	d                *db.DB
	maya, ruth, evan actor.Actor
}

const file, other = "mat_file", "mat_other"

func founded(t *testing.T, d *db.DB) *house {
	t.Helper()
	f, err := office.NewService(d).Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error {
			if err := access.OpenTx(ctx, tx, file); err != nil {
				return err
			}
			return access.AddTx(ctx, tx, other, "stf_ruth", "team", nil)
		})
	if err != nil {
		t.Fatal(err)
	}
	table, err := access.Collect(access.Grants())
	if err != nil {
		t.Fatal(err)
	}
	enter := func(id string, role access.Role) actor.Actor {
		roles := []string{string(role)}
		return actor.Actor{Kind: actor.Staff, Firm: f.ID, ID: id, Roles: roles, Grants: table.For(roles, nil), Open: access.SeesOpen(roles)}
	}
	return &house{access.NewService(d), d, enter("stf_maya", access.Manager), enter("stf_ruth", access.Lawyer), enter("stf_evan", access.Lawyer)}
}

func (h *house) sees(t *testing.T, who actor.Actor, object string) bool {
	t.Helper()
	err := h.d.Read(t.Context(), who, func(ctx context.Context, q db.Q) error { return access.Sees(ctx, q, object) })
	if err != nil && !errs.Is(err, errs.NotFound) {
		t.Fatal(err)
	}
	return err == nil
}

func (h *house) wall(t *testing.T, objects ...string) access.Wall {
	t.Helper()
	n := access.New{Name: "Screen", Reason: "Model Rule 1.10(a)(2)", People: []string{h.evan.ID}}
	for _, o := range objects {
		n.Objects = append(n.Objects, access.Object{Kind: "matter", ID: o})
	}
	w, err := h.Raise(t.Context(), h.maya, n)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestAWallStandsUntilItIsLifted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		h := founded(t, d)
		if !h.sees(t, h.evan, file) {
			t.Fatal("an open file is not seen, want it seen")
		}
		w := h.wall(t, file)
		if h.sees(t, h.evan, file) || !h.sees(t, h.ruth, file) {
			t.Error("a wall keeps out another than it should")
		}
		if _, err := h.Raise(t.Context(), h.ruth, access.New{}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a lawyer raises a wall = %v, want Forbidden", err)
		}
		if _, err := h.Raise(t.Context(), h.maya, access.New{Name: "x"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a wall with no one and nothing behind it = %v, want Invalid", err)
		}
		if ws, err := h.Mine(t.Context(), h.evan); err != nil || len(ws) != 1 {
			t.Errorf("walls to acknowledge = %v (%v), want the one", ws, err)
		}
		if err := h.Acknowledge(t.Context(), h.evan, w.ID); err != nil {
			t.Error(err)
		}
		if err := h.Acknowledge(t.Context(), h.evan, w.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("acknowledged twice = %v, want Conflict", err)
		}
		if err := h.Acknowledge(t.Context(), h.ruth, w.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("a wall that is another's = %v, want NotFound", err)
		}
		if err := h.Lift(t.Context(), h.maya, w.ID, w.Version, "The matter is over."); err != nil {
			t.Fatal(err)
		}
		if !h.sees(t, h.evan, file) {
			t.Error("a lifted wall still keeps out")
		}
		if err := h.Lift(t.Context(), h.maya, w.ID, 0, "Again."); !errs.Is(err, errs.Conflict) {
			t.Errorf("lifting twice = %v, want Conflict", err)
		}
	})
}

func TestABrokenGlassClosesByItselfAndOpensNoWall(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		h := founded(t, d)
		if h.sees(t, h.evan, other) {
			t.Fatal("a file is seen by one who was not let in")
		}
		if err := h.BreakGlass(t.Context(), h.evan, other, "now"); !errs.Is(err, errs.Invalid) {
			t.Errorf("breaking in without a sentence = %v, want Invalid", err)
		}
		if err := h.BreakGlass(t.Context(), h.evan, other, "Ruth is in hospital and a hearing is at nine."); err != nil {
			t.Fatal(err)
		}
		if !h.sees(t, h.evan, other) {
			t.Error("a broken glass lets nobody in")
		}
		c.Set(c.Now().Add(access.BreakTime + time.Second))
		if h.sees(t, h.evan, other) {
			t.Error("a broken glass is open after its hour")
		}
		h.wall(t, other)
		if err := h.BreakGlass(t.Context(), h.evan, other, "It is urgent all the same."); !errs.Is(err, errs.NotFound) {
			t.Errorf("breaking through a wall = %v, want NotFound", err)
		}
	})
}

func TestExplainSaysWhy(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		h := founded(t, d)
		const closed = "mat_closed"
		err := d.Write(t.Context(), actor.ForSystem(h.maya.Firm, "test"), func(ctx context.Context, tx *db.Tx) error {
			until := tx.Now.Add(time.Hour)
			for staff, why := range map[string]string{h.maya.ID: "restricted it", h.ruth.ID: "team"} {
				if err := access.AddTx(ctx, tx, closed, staff, why, nil); err != nil {
					return err
				}
			}
			if err := access.AddTx(ctx, tx, file, "stf_gail", "guest", &until); err != nil {
				return err
			}
			return tx.Record("test.prepared", db.About{Kind: "test", ID: "x"}, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		lawyer, guest := []string{"lawyer"}, []string{"guest"}
		for _, c := range []struct {
			name   string
			object string
			of     access.Subject
			sees   bool
			why    string
		}{
			{"open to the firm", file, access.Subject{ID: h.evan.ID, Roles: lawyer}, true, "open"},
			{"a guest of the file", file, access.Subject{ID: "stf_gail", Roles: guest}, true, "guest"},
			{"a guest of another", file, access.Subject{ID: "stf_gus", Roles: guest}, false, "guest"},
			{"an administrator", file, access.Subject{ID: "stf_ada", Roles: []string{"administrator"}}, false, "role"},
			{"someone who left", file, access.Subject{ID: h.evan.ID, Roles: lawyer, Gone: true}, false, "gone"},
			{"kept to its team", closed, access.Subject{ID: h.evan.ID, Roles: lawyer}, false, "restricted"},
			{"on its team", closed, access.Subject{ID: h.ruth.ID, Roles: lawyer}, true, "team"},
			{"standing in for one of the team", closed, access.Subject{ID: h.evan.ID, Roles: lawyer, Covers: []string{h.ruth.ID}}, true, "cover"},
		} {
			rs, err := h.Explain(t.Context(), h.maya, c.object, c.of)
			if err != nil || len(rs) != 1 || rs[0].Sees != c.sees || rs[0].Why != c.why {
				t.Errorf("%s: %+v (%v), want sees %v because of %s", c.name, rs, err, c.sees, c.why)
			}
		}
		h.wall(t, file)
		rs, err := h.Explain(t.Context(), h.maya, file, access.Subject{ID: h.evan.ID, Roles: lawyer})
		if err != nil || len(rs) == 0 || rs[0].Why != "wall" || rs[0].Sees {
			t.Errorf("behind a wall: %+v (%v), want the wall first", rs, err)
		}
		if _, err := h.Explain(t.Context(), h.ruth, file, access.Subject{ID: h.evan.ID}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a lawyer asks = %v, want Forbidden", err)
		}
	})
}
