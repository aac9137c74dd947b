package signin

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// Key lets a program act for its owner: within the key's scopes, within what
// the owner may do today, and behind the owner's walls.
type Key struct {
	bun.BaseModel `bun:"table:signin_key,alias:sk"`

	FirmID     string `bun:",pk"`
	ID         string `bun:",pk"`
	Version    int64
	StaffID    staff.ID
	Name       string
	SecretHash string
	Scopes     []string `bun:"type:text"`
	CreatedAt  time.Time
	UsedAt     *time.Time
	EndsAt     *time.Time
	EndedAt    *time.Time
}

// Live reports whether the key still opens anything.
func (k Key) Live(now time.Time) bool {
	return k.EndedAt == nil && (k.EndsAt == nil || now.Before(*k.EndsAt))
}

// About is what the audit trail calls a key.
func (k Key) About() db.About { return db.About{Kind: "key", ID: k.ID} }

// mostKeys is as many as one person can keep in mind.
const mostKeys = 100

// NewKey is what a person says about a key they want.
type NewKey struct {
	Name   string
	Scopes []string
	EndsAt *time.Time
}

func (n NewKey) check(who actor.Actor, now time.Time) error {
	var p errs.Problems
	p.Check(strings.TrimSpace(n.Name) != "", "name", "Say which program it is for.")
	p.Check(len(n.Name) <= 100, "name", "Use a shorter name.")
	p.Check(len(n.Scopes) > 0, "scopes", "Choose what the program may do.")
	for _, v := range n.Scopes {
		p.Check(who.May(actor.Verb(v)) && !private(actor.Verb(v)), "scopes", "You can give a program only what you may do yourself.")
	}
	p.Check(n.EndsAt == nil || n.EndsAt.After(now), "ends_at", "Choose a day to come.")
	return p.Err()
}

// private are the verbs that no program gets: with them it could let others
// in, and so outlive its own key.
func private(v actor.Verb) bool { return v == MakingKeys || v == Inviting }

// Scopes lists what the person could let a program do.
func Scopes(who actor.Actor) []actor.Verb {
	return slices.DeleteFunc(who.Grants.List(), private)
}

// MakeKey makes a key and reveals it, once. The person must be Fresh.
func (s *Service) MakeKey(ctx context.Context, who actor.Actor, n NewKey) (k Key, text string, err error) {
	if err := s.delicate(who); err != nil {
		return k, "", err
	}
	if err := access.Allow(who, MakingKeys); err != nil {
		return k, "", err
	}
	made := secret.NewAPIKey()
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := n.check(who, tx.Now); err != nil {
			return err
		}
		scopes := slices.Clone(n.Scopes)
		slices.Sort(scopes)
		k = Key{
			ID: made.ID, StaffID: staff.ID(who.ID), Name: strings.TrimSpace(n.Name), SecretHash: made.Hash(),
			Scopes: slices.Compact(scopes), CreatedAt: tx.Now, EndsAt: n.EndsAt,
		}
		if err := tx.Insert(ctx, &k); err != nil {
			return err
		}
		if err := s.listTx(ctx, tx, "key", k.ID); err != nil {
			return err
		}
		return tx.Record("signin.key_made", k.About(), map[string]any{"name": k.Name, "scopes": k.Scopes, "ends": k.EndsAt})
	})
	return k, made.Reveal(), err
}

// Keys lists the person's own keys, those in use first.
func (s *Service) Keys(ctx context.Context, who actor.Actor) (ks []Key, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ks, err = keysOf(ctx, q, staff.ID(who.ID))
		return err
	})
	return ks, err
}

// EndKey ends one of the person's own keys at once. Returns NotFound for
// another's, Conflict if it has ended.
func (s *Service) EndKey(ctx context.Context, who actor.Actor, key string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		k, err := keyByID(ctx, tx, key)
		if err != nil {
			return err
		}
		if k.StaffID != staff.ID(who.ID) {
			return errs.Missing()
		}
		if k.EndedAt != nil {
			return errs.New(errs.Conflict, "This key has ended already.")
		}
		return s.endKeyTx(ctx, tx, k)
	})
}

func (s *Service) endKeyTx(ctx context.Context, tx *db.Tx, k Key) error {
	k.EndedAt = &tx.Now
	if err := tx.Update(ctx, &k); err != nil {
		return err
	}
	tx.Then(s.recent.clear)
	if err := s.unlistTx(ctx, tx, "key", k.ID); err != nil {
		return err
	}
	return tx.Record("signin.key_ended", k.About(), map[string]any{"name": k.Name})
}

func (s *Service) endKeysTx(ctx context.Context, tx *db.Tx, person staff.ID) error {
	ks, err := keysOf(ctx, tx, person)
	if err != nil {
		return err
	}
	for _, k := range ks {
		if k.EndedAt == nil {
			if err := s.endKeyTx(ctx, tx, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// Bearer says whom an API key acts for. Returns Unauthenticated for a key that
// opens nothing, whatever the reason.
func (s *Service) Bearer(ctx context.Context, text, ip string) (Caller, error) {
	key, err := secret.ParseAPIKey(text)
	if err != nil {
		return Caller{}, noKey()
	}
	now := s.db.Clock().Now()
	c, turn, ok := s.recent.of(key.Hash(), now)
	if !ok {
		if c, err = s.lookUp(ctx, key); err != nil {
			return Caller{}, err
		}
		s.recent.keep(key.Hash(), c, now, turn)
	}
	c.Who.IP = ip
	return c, nil
}

func (s *Service) lookUp(ctx context.Context, key secret.APIKey) (c Caller, err error) {
	firm, err := s.homeOf(ctx, key.ID)
	if err != nil {
		return c, err
	}
	if firm == "" {
		return c, noKey()
	}
	var k Key
	var now time.Time
	err = s.db.Read(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, q db.Q) error {
		now = q.Time()
		if k, err = keyByID(ctx, q, key.ID); err != nil {
			return err
		}
		p, err := staff.GetTx(ctx, q, k.StaffID)
		if err != nil {
			return err
		}
		if !key.Matches(k.SecretHash) || !k.Live(now) || !p.Works(now) {
			return errs.Missing()
		}
		c = Caller{Who: s.program(p, k, now), Lang: p.Lang, Theme: p.Theme}
		return nil
	})
	if errs.Is(err, errs.NotFound) {
		return c, noKey()
	}
	if err == nil && (k.UsedAt == nil || now.Sub(*k.UsedAt) >= proof.Touch) {
		err = later(s.keyUsed(ctx, firm, k.ID))
	}
	return c, err
}

// program is the actor of a key. Its id is the owner's, so that the owner's
// walls stand before it too; the record tells them apart by kind and session.
func (s *Service) program(p staff.Person, k Key, now time.Time) actor.Actor {
	who := asThemselves(p, From{})
	who.Kind, who.Via, who.Session, who.Open = actor.Key, "api", k.ID, access.SeesOpen(p.Roles)
	who.Covers = p.Covering(now)
	who.Grants = s.table.For(p.Roles, append([]string{}, k.Scopes...)) // none means nothing, never all
	return who
}

func (s *Service) keyUsed(ctx context.Context, firm, key string) error {
	return s.db.Touch(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, tx *db.Tx) error {
		return keySeen(ctx, tx, key)
	})
}

func noKey() error {
	return errs.New(errs.Unauthenticated, "This key doesn't open anything. Make a new one on your profile.")
}
