// Package signin is passkeys, passwords, second factors, sessions, single sign-on and API keys.
//
// It promises that whoever acts in a person's name has proven to be that
// person, that a password, code or link seen by someone else can't be used a
// second time, and that a sign-in can be ended at once and everywhere. An
// unknown address gets the answer of a wrong password, in the same time.
//
// It never locks anyone out: wrong tries are answered more and more slowly, so
// that a stranger can hinder a colleague for minutes and not for a day, and a
// passkey isn't slowed at all. It sends no mail: a manager passes a new
// person's link on. Single sign-on lets in only those who connected it
// themselves while signed in, since an address that the provider calls
// verified can be given to someone else tomorrow.
package signin

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// The verbs of signing in. What a person does with their own sign-in needs
// none.
const (
	Inviting   actor.Verb = "signin.invite"
	MakingKeys actor.Verb = "signin.make_key"
)

// Grants says which roles may do what.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Inviting, access.Manager, access.Administrator),
		access.To(MakingKeys, access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager, access.Administrator),
	}
}

// The policies of signing in, by their names.
const (
	// SecondFactor is "required" or "offered".
	SecondFactor = "signin.second_factor"
	// IdleMinutes is how long a session may lie unused.
	IdleMinutes = "signin.idle_minutes"
)

const (
	idle     = 30 * time.Minute // unless the policy says otherwise
	fresh    = 5 * time.Minute  // how long a proof counts for what is delicate
	linkTime = 72 * time.Hour   // to use an invitation
)

// How someone came in, as the record calls it.
const (
	byPassword  = "password"
	byCode      = "password and code"
	byRecovery  = "password and recovery code"
	byPasskey   = "passkey"
	bySSO       = "single sign-on"
	bySSOStrong = "single sign-on with more than one factor"
	byLink      = "link"
)

// Session is one place where a person is signed in.
type Session struct {
	bun.BaseModel `bun:"table:signin_session,alias:ss"`

	FirmID string `bun:",pk"`
	proof.Session
	StaffID staff.ID
	Limited bool // only to set up the second factor that the firm requires
}

// Caller is who a cookie or a key stands for, and how they like things shown.
type Caller struct {
	Who     actor.Actor
	Lang    string
	Theme   string
	Zone    string
	Limited bool // signed in only to set up a second factor
}

// Pass is what a browser is given: the session's cookie or, when more proof is
// asked for, the step to take next.
type Pass struct {
	Cookie  string
	Until   time.Time
	Step    string // where a code is asked for
	Limited bool
}

// From is where a sign-in comes from.
type From = proof.From

// Entered is announced when someone signs in.
type Entered struct {
	Person    staff.Person
	Session   Session
	NewDevice bool // not seen in the last ninety days
}

// Fresh answers with a detour to the page that asks again, unless who has
// proven within five minutes who they are. It guards what is delicate: keys,
// second factors, exports, walls.
//
// A program with a key can prove nothing and is Forbidden.
func Fresh(who actor.Actor, now time.Time) error {
	switch {
	case who.Trusted():
		return nil
	case !who.Person():
		return errs.New(errs.Forbidden, "A program may not do this. Sign in yourself.")
	case now.Sub(who.ProvenAt) > fresh:
		return &Unproven{}
	}
	return nil
}

// Unproven is the answer to a delicate act when the last proof is too long ago.
type Unproven struct{}

func (*Unproven) Error() string { return "proof of identity is older than five minutes" }

// Unwrap gives the words for whoever asked.
func (*Unproven) Unwrap() error {
	return errs.New(errs.Forbidden, "Please confirm first that it's you.")
}

// Detour is the page that cures it.
func (*Unproven) Detour() string { return "/signin/confirm" }

// SetUpFirst is the answer to a session that may only set up a second factor.
type SetUpFirst struct{}

func (*SetUpFirst) Error() string { return "no second factor yet, and the firm requires one" }

// Unwrap gives the words for whoever asked.
func (*SetUpFirst) Unwrap() error {
	return errs.New(errs.Forbidden, "Your firm asks for a second factor. Set it up first.")
}

// Detour is the page that cures it.
func (*SetUpFirst) Detour() string { return "/me/second" }

// self answers Forbidden unless a person acts: keys and jobs have no sign-in
// of their own to look after.
func self(who actor.Actor) error {
	if who.Kind == actor.Staff || who.Kind == actor.Guest {
		return nil
	}
	return errs.New(errs.Forbidden, "A program may not do this. Sign in yourself.")
}

// The kinds of step.
const (
	stepCode  = "code"  // a second factor is asked for
	stepOffer = "offer" // a seed for an authenticator app is offered
	stepStart = "start" // an invitation or a way back in
	stepSSO   = "sso"   // someone is at the identity provider
)

// Sweep throws away what nobody needs any more: steps and tries, and sessions
// 90 days after their end. The firm's name may be empty, for what belongs to
// none. It is run every night.
func (s *Service) Sweep(ctx context.Context, firm string) error {
	return s.db.Touch(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, tx *db.Tx) error {
		if err := proof.SweepTx(ctx, tx); err != nil {
			return err
		}
		return sweepSessions(ctx, tx, tx.Now.AddDate(0, 0, -90))
	})
}

// nobody is the program itself before it knows whom it serves.
func nobody() actor.Actor { return actor.ForSystem("", "signin") }
