package signin_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
	"candor/internal/schema/dbtest"
)

const password = "nine purple herons at dawn"

// rig is a firm with one manager, Ruth, who has a password.
type rig struct {
	*signin.Service
	db     *db.DB
	clock  *clock.Fixed
	people *staff.Service
	policy *policy.Service
	firm   office.Firm
	ruth   staff.Person
	keys   *secret.Keys
	table  access.Table
}

func each(t *testing.T, f func(t *testing.T, r *rig)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		f(t, newRig(t, d, c, signin.Config{Origin: "https://candor.example"}))
	})
}

func newRig(t testing.TB, d *db.DB, c *clock.Fixed, cfg signin.Config) *rig {
	t.Helper()
	keys, err := secret.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	table, err := access.Collect(access.Grants(), office.Grants(), policy.Grants(), staff.Grants(), signin.Grants())
	if err != nil {
		t.Fatal(err)
	}
	offices := office.NewService(d)
	r := &rig{db: d, clock: c, people: staff.NewService(d), policy: policy.NewService(d), keys: keys, table: table}
	if r.Service, err = signin.NewService(d, r.people, offices, table, keys, cheap(), rand.Reader, cfg); err != nil {
		t.Fatal(err)
	}
	r.people.Joined.On(r.PersonJoined)
	r.people.Changed.On(r.PersonChanged)
	r.people.Left.On(r.PersonLeft)
	r.ruth = staff.Person{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"manager", "lawyer"}}
	r.firm, err = offices.Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error {
			if err := r.people.AddTx(ctx, tx, &r.ruth); err != nil {
				return err
			}
			return r.SetFirst(ctx, tx, r.ruth, password)
		})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// cheap is a quick password check: what it costs is tested in kit/secret.
func cheap() *secret.Passwords {
	return secret.NewPasswords(secret.PasswordRules{Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1}})
}

// restarted is the service after a start with one more master key.
func (r *rig) restarted(t *testing.T) *signin.Service {
	t.Helper()
	keys, err := r.keys.Rotate(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := signin.NewService(r.db, r.people, office.NewService(r.db), r.table, keys, cheap(), rand.Reader, signin.Config{Origin: "https://candor.example"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rows counts a table's rows of the firm and of none.
func (r *rig) rows(t *testing.T, table string) (n int) {
	t.Helper()
	for _, firm := range []string{"", r.firm.ID} {
		err := r.db.Read(t.Context(), actor.ForSystem(firm, "test"), func(ctx context.Context, q db.Q) error {
			var some int
			err := q.Raw("SELECT count(*) FROM "+table+" WHERE firm_id = ?", firm).Scan(ctx, &some)
			n += some
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func (r *rig) system() actor.Actor { return actor.ForSystem(r.firm.ID, "test") }

// hire adds someone with a password.
func (r *rig) hire(t *testing.T, name, email string, roles ...string) staff.Person {
	t.Helper()
	p, err := r.people.Add(t.Context(), r.system(), staff.Person{Name: name, Email: email, Roles: roles})
	if err != nil {
		t.Fatal(err)
	}
	err = r.db.Write(t.Context(), r.system(), func(ctx context.Context, tx *db.Tx) error { return r.SetFirst(ctx, tx, p, password) })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func here() signin.From { return signin.From{IP: "192.0.2.7", Device: "Firefox on Linux"} }

// in signs someone in by password and gives cookie and actor.
func (r *rig) in(t *testing.T, email string) (string, actor.Actor) {
	t.Helper()
	pass, err := r.SignIn(t.Context(), here(), email, password)
	if err != nil {
		t.Fatalf("signing %s in: %v", email, err)
	}
	if pass.Cookie == "" {
		t.Fatalf("signing %s in gave no session, want one", email)
	}
	return pass.Cookie, r.who(t, pass.Cookie)
}

// who is whom a cookie stands for.
func (r *rig) who(t *testing.T, cookie string) actor.Actor {
	t.Helper()
	c, err := r.Caller(t.Context(), cookie, here().IP)
	if err != nil {
		t.Fatalf("asking whose cookie it is: %v", err)
	}
	return c.Who
}

func (r *rig) isIn(t *testing.T, cookie string) bool { return r.who(t, cookie).Kind != actor.Anonymous }

// records counts the lines of the audit trail that say an action.
func (r *rig) records(t *testing.T, action string) int {
	t.Helper()
	var n int
	err := r.db.Read(t.Context(), r.system(), func(ctx context.Context, q db.Q) error {
		return q.Raw("SELECT count(*) FROM record_entry WHERE firm_id = ? AND action = ?", r.firm.ID, action).Scan(ctx, &n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func wantKind(t *testing.T, err error, k errs.Kind, doing string) {
	t.Helper()
	if !errs.Is(err, k) {
		t.Fatalf("%s = %v, want kind %d", doing, err, k)
	}
}

func (r *rig) decide(t *testing.T, name string, value any) {
	t.Helper()
	today := dbtest.Noon().AddDate(0, 0, -1)
	_, err := r.policy.Decide(t.Context(), r.system(), name, "", dateOf(today), value, "For the test.")
	if err != nil {
		t.Fatal(err)
	}
}

func after(r *rig, d time.Duration) { r.clock.Advance(d) }
