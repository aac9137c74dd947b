// Package access is roles, teams and ethical walls: who may see and do what.
//
// Two questions are kept apart. What one may do follows from one's roles and
// is asked of the actor (Allow). What one may see follows from rows: a member
// row lets one in, a deny row from an ethical wall overrules everything, and
// the same rule is part of every query (Visible), so that a walled matter is
// simply not there: in lists, search, exports and counts alike (Model Rules
// 1.6(c), 1.10, 1.18).
//
// An administrator runs the program and sees no client's content.
package access

import (
	"fmt"
	"slices"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
)

// Role is a set of duties at the firm.
type Role string

// The roles. A person may hold several.
const (
	Lawyer        Role = "lawyer"
	Paralegal     Role = "paralegal"
	Intake        Role = "intake"
	Billing       Role = "billing"
	Manager       Role = "manager"
	Administrator Role = "administrator"
	Guest         Role = "guest"
	GuestWriter   Role = "guest_writer" // a guest who also writes notes
)

// Client is the role of those whom the firm acts for, in the portal. Nobody who
// works here holds it.
const Client Role = "client"

// Roles lists them in the order people are shown them.
func Roles() []Role {
	return []Role{Lawyer, Paralegal, Intake, Billing, Manager, Administrator, Guest, GuestWriter}
}

// Own lists the roles of those who work here: all but those of guests.
func Own() []Role { return []Role{Lawyer, Paralegal, Intake, Billing, Manager, Administrator} }

// Practising are the roles that work for clients.
func Practising() []Role { return []Role{Lawyer, Paralegal, Manager} }

// Grant says which roles may do something.
type Grant struct {
	Verb  actor.Verb
	Roles []Role
}

// To grants a verb to roles.
func To(v actor.Verb, roles ...Role) Grant { return Grant{v, roles} }

// Table is the whole rule table: each verb, and the roles that may.
type Table map[actor.Verb][]Role

// Collect makes the table from what the features declare.
func Collect(features ...[]Grant) (Table, error) {
	t := Table{}
	for _, grants := range features {
		for _, g := range grants {
			if _, twice := t[g.Verb]; twice {
				return nil, fmt.Errorf("the verb %s is declared twice", g.Verb)
			}
			t[g.Verb] = g.Roles
		}
	}
	return t, nil
}

// For gives what the roles together may do, kept to scopes where a key has
// them.
func (t Table) For(roles []string, scopes []string) *actor.Grants {
	var verbs []actor.Verb
	for v, rs := range t {
		ok := slices.ContainsFunc(rs, func(r Role) bool { return slices.Contains(roles, string(r)) })
		if ok && (scopes == nil || slices.Contains(scopes, string(v))) {
			verbs = append(verbs, v)
		}
	}
	return actor.Grant(verbs...)
}

// Verbs lists the table's verbs in order.
func (t Table) Verbs() []actor.Verb {
	out := make([]actor.Verb, 0, len(t))
	for v := range t {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

// SeesOpen reports whether people of these roles see what is open to the whole
// firm. Guests and administrators see only what they were let in to.
func SeesOpen(roles []string) bool {
	return slices.ContainsFunc(roles, func(r string) bool {
		switch Role(r) {
		case Lawyer, Paralegal, Intake, Billing, Manager:
			return true
		case Administrator, Guest, GuestWriter:
		}
		return false
	})
}

// Allow answers Forbidden unless who was granted v.
func Allow(who actor.Actor, v actor.Verb) error {
	if who.May(v) {
		return nil
	}
	return errs.New(errs.Forbidden, "Your role doesn't allow this. Ask a manager of your firm.")
}

// Everyone stands for the whole firm in a member row.
const Everyone = "*"
