// Package policy is the numbers that differ by place and date: clocks, caps and periods.
//
// A number is in force from a day on, until another replaces it; what was in
// force before is kept, with who decided and why. The program reads the number
// of the day, warns, and never decides a legal question.
package policy

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
)

// The verbs of policy.
const (
	Reading  actor.Verb = "policy.read"
	Deciding actor.Verb = "policy.decide"
)

// Grants says which roles may do what with policy.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Roles()...),
		access.To(Deciding, access.Manager),
	}
}

// Decision is one number in force from a day on.
type Decision struct {
	bun.BaseModel `bun:"table:policy,alias:p"`

	FirmID    string     `bun:",pk"`
	ID        string     `bun:",pk"`
	Name      string     // such as promise.terms
	Scope     string     // a practice area or jurisdiction; empty for the whole firm
	FromOn    civil.Date // in force from this day
	Value     string     // JSON
	Reason    string
	DecidedBy string
	DecidedAt time.Time
}

// About is what the audit trail calls a decision.
func (d Decision) About() db.About { return db.About{Kind: "policy", ID: d.ID} }

// Service keeps the firm's policies.
type Service struct {
	db *db.DB

	// Decided is announced in the decision's own transaction.
	Decided event.Topic[Decision]
}

// NewService makes the service.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Decide puts a value in force from a day on. A second decision for the same
// day replaces nothing: it is a Conflict, since what was in force must stay
// readable.
func (s *Service) Decide(ctx context.Context, who actor.Actor, name, scope string, from civil.Date, value any, reason string) (d Decision, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		d, err = s.DecideTx(ctx, tx, name, scope, from, value, reason)
		return err
	})
	return d, err
}

// DecideTx is Decide inside another's transaction.
func (s *Service) DecideTx(ctx context.Context, tx *db.Tx, name, scope string, from civil.Date, value any, reason string) (d Decision, err error) {
	if err := access.Allow(tx.Who, Deciding); err != nil {
		return d, err
	}
	var p errs.Problems
	p.Check(strings.TrimSpace(reason) != "", "reason", "Say why; the record keeps it.")
	p.Check(!from.IsZero(), "from_on", "Choose the day from which it holds.")
	if err := p.Err(); err != nil {
		return d, err
	}
	b, err := json.Marshal(value)
	if err != nil {
		return d, fmt.Errorf("writing policy %s: %w", name, err)
	}
	d = Decision{ID: id.New("pol"), Name: name, Scope: scope, FromOn: from, Value: string(b), Reason: strings.TrimSpace(reason), DecidedBy: tx.Who.ID, DecidedAt: tx.Now}
	if err := tx.Insert(ctx, &d); err != nil {
		return d, err
	}
	if err := tx.Record("policy.decided", d.About(), map[string]any{"name": name, "scope": scope, "from": from, "value": value, "reason": d.Reason}); err != nil {
		return d, err
	}
	return d, s.Decided.Announce(ctx, tx, d)
}

// List gives every decision of a policy, newest first.
func (s *Service) List(ctx context.Context, who actor.Actor, name string) (ds []Decision, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ds, err = list(ctx, q, name)
		return err
	})
	return ds, err
}

// InForceTx reads the value of the day into v: the scope's own, or else the
// firm's. It reports whether there is one.
func InForceTx(ctx context.Context, q db.Q, name, scope string, on civil.Date, v any) (bool, error) {
	d, ok, err := inForce(ctx, q, name, scope, on)
	if err != nil || !ok {
		return false, err
	}
	if err := json.Unmarshal([]byte(d.Value), v); err != nil {
		return false, fmt.Errorf("reading policy %s: %w", name, err)
	}
	return true, nil
}
