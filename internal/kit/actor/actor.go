// Package actor says who acts: a person, a key or a job, for which firm, and
// what they were granted when they came in.
//
// An Actor is a plain value, read once at the edge of the program (from a
// cookie, a key or a job) and passed as the second parameter of every verb. It
// can't be forgotten, because nothing compiles without it.
package actor

import (
	"slices"
	"time"
)

// Kind is what sort of actor this is.
type Kind string

// The kinds of actor.
const (
	Staff     Kind = "staff"     // a person who works at the firm
	Guest     Kind = "guest"     // an outsider let in to named matters for a time
	Client    Kind = "client"    // a client in the portal
	Key       Kind = "key"       // a program with an API key, acting for its owner
	Job       Kind = "job"       // the firm's own standing orders
	System    Kind = "system"    // the program itself: set-up and upkeep
	Anonymous Kind = "anonymous" // nobody known
)

// Verb is something one may be allowed to do, such as "matter.close". Each
// feature declares its own.
type Verb string

// Grants is a set of verbs. It is never changed once made.
type Grants struct {
	verbs map[Verb]bool
	all   bool
}

// Grant makes a set of verbs.
func Grant(verbs ...Verb) *Grants {
	g := &Grants{verbs: make(map[Verb]bool, len(verbs))}
	for _, v := range verbs {
		g.verbs[v] = true
	}
	return g
}

// Everything grants every verb; for jobs and the program itself only.
func Everything() *Grants { return &Grants{all: true} }

// Has reports whether v is granted.
func (g *Grants) Has(v Verb) bool { return g != nil && (g.all || g.verbs[v]) }

// List gives the granted verbs in order.
func (g *Grants) List() []Verb {
	if g == nil {
		return nil
	}
	out := make([]Verb, 0, len(g.verbs))
	for v := range g.verbs {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

// Actor is who acts.
type Actor struct {
	Kind     Kind
	Firm     string // the firm they act in
	ID       string // their staff, client, key or job id
	Name     string // as colleagues know them
	Roles    []string
	Grants   *Grants
	Session  string    // the session or key they came with
	IP       string    // where from
	Via      string    // web, api, job, import, command
	Strong   bool      // signed in with two factors or a passkey
	ProvenAt time.Time // when they last proved who they are
	Open     bool      // may see what is open to the whole firm
	Covers   []string  // for whom they stand in: they see what those were let in to
}

// May reports whether the actor was granted v.
func (a Actor) May(v Verb) bool { return a.Grants.Has(v) }

// Person reports whether a human being acts, as opposed to a job.
func (a Actor) Person() bool { return a.Kind == Staff || a.Kind == Guest || a.Kind == Client }

// Trusted reports whether the program itself acts, so that no wall applies.
func (a Actor) Trusted() bool { return a.Kind == Job || a.Kind == System }

// Is reports whether the actor holds the role.
func (a Actor) Is(role string) bool { return slices.Contains(a.Roles, role) }

// ForJob is the actor of a background job of a firm.
func ForJob(firm, kind string) Actor {
	return Actor{Kind: Job, Firm: firm, ID: kind, Name: kind, Grants: Everything(), Via: "job", Open: true}
}

// ForSystem is the program itself, setting up or looking after a firm.
func ForSystem(firm, what string) Actor {
	return Actor{Kind: System, Firm: firm, ID: what, Name: "Candor", Grants: Everything(), Via: "command", Open: true}
}
