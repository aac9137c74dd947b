package staff

import (
	"context"
	"slices"
	"strings"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
)

// Service keeps the people who work here.
type Service struct {
	db *db.DB

	// Joined, Changed and Left are announced in the act's own transaction.
	Joined  event.Topic[Person]
	Changed event.Topic[Person]
	Left    event.Topic[Person]
}

// NewService makes the service.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Add takes someone on. Returns Invalid with the fields, Conflict when the
// address is taken.
func (s *Service) Add(ctx context.Context, who actor.Actor, p Person) (Person, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := p.notGuest(); err != nil {
			return err
		}
		return s.AddTx(ctx, tx, &p)
	})
	return p, err
}

// AddTx is Add inside another's transaction.
func (s *Service) AddTx(ctx context.Context, tx *db.Tx, p *Person) error {
	if err := access.Allow(tx.Who, Managing); err != nil {
		return err
	}
	p.tidy()
	if err := p.check(); err != nil {
		return err
	}
	if p.ID == "" {
		p.ID = ID(id.New("stf"))
	}
	if err := tx.Insert(ctx, p); err != nil {
		return err
	}
	if err := tx.Record("staff.added", p.About(), map[string]any{"roles": p.Roles}); err != nil {
		return err
	}
	return s.Joined.Announce(ctx, tx, *p)
}

// Change saves what changed about a person. Version is the one they were read
// at.
func (s *Service) Change(ctx context.Context, who actor.Actor, p Person) (Person, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Managing); err != nil {
			return err
		}
		old, err := get(ctx, tx, p.ID)
		if err != nil {
			return err
		}
		if old.Guest() {
			return errs.Missing() // changed where guests are
		}
		if err := p.notGuest(); err != nil {
			return err
		}
		p.StartedOn, p.LeftOn, p.GuestUntil, p.Covers = old.StartedOn, old.LeftOn, nil, old.Covers
		p.tidy()
		if err := p.check(); err != nil {
			return err
		}
		if err := tx.Update(ctx, &p); err != nil {
			return err
		}
		if err := tx.Record("staff.changed", p.About(), map[string]any{"roles": p.Roles, "were": old.Roles}); err != nil {
			return err
		}
		return s.Changed.Announce(ctx, tx, p)
	})
	return p, err
}

// Prefer saves how a person likes pages shown: their own language and theme.
func (s *Service) Prefer(ctx context.Context, who actor.Actor, lang, theme string) error {
	return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		p, err := get(ctx, tx, ID(who.ID))
		if err != nil {
			return err
		}
		if lang != "" {
			p.Lang = lang
		}
		if theme != "" {
			p.Theme = theme
		}
		return tx.Update(ctx, &p)
	})
}

// Leave ends a person's time here. The last manager can't leave: someone must
// be able to let others in.
func (s *Service) Leave(ctx context.Context, who actor.Actor, person ID, on civil.Date) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Managing); err != nil {
			return err
		}
		p, err := get(ctx, tx, person)
		if err != nil {
			return err
		}
		if err := p.leave(on); err != nil {
			return err
		}
		n, err := managers(ctx, tx)
		if err != nil {
			return err
		}
		if n == 1 && (p.Is(access.Manager) || p.Is(access.Administrator)) {
			return errs.New(errs.Conflict, "They are the last who can manage people here. Give someone else that role first.")
		}
		if err := tx.Update(ctx, &p); err != nil {
			return err
		}
		if err := tx.Record("staff.left", p.About(), map[string]any{"on": on.String()}); err != nil {
			return err
		}
		return s.Left.Announce(ctx, tx, p)
	})
}

// Get gives one person.
func (s *Service) Get(ctx context.Context, who actor.Actor, person ID) (p Person, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		p, err = get(ctx, q, person)
		return err
	})
	return p, err
}

// List gives the people who work here, and those who left if asked. Guests
// are not among them.
func (s *Service) List(ctx context.Context, who actor.Actor, left bool) ([]Person, error) {
	ps, err := s.all(ctx, who, left)
	return slices.DeleteFunc(ps, Person.Guest), err
}

func (s *Service) all(ctx context.Context, who actor.Actor, left bool) (ps []Person, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ps, err = list(ctx, q, left)
		return err
	})
	return ps, err
}

// GetTx gives one person inside another's transaction.
func GetTx(ctx context.Context, q db.Q, person ID) (Person, error) { return get(ctx, q, person) }

// ByEmailTx finds the person with an address.
func ByEmailTx(ctx context.Context, q db.Q, email string) (Person, error) {
	return byEmail(ctx, q, strings.ToLower(strings.TrimSpace(email)))
}

// AllTx gives everyone who ever worked here, and every guest there was.
func AllTx(ctx context.Context, q db.Q) ([]Person, error) { return list(ctx, q, true) }

// Book is the firm's people by id, for pages that show names.
type Book map[ID]Person

// Name is a person's name, or empty.
func (b Book) Name(i ID) string { return b[i].Name }

// Book gives everyone by id.
func (s *Service) Book(ctx context.Context, who actor.Actor) (Book, error) {
	ps, err := s.all(ctx, who, true)
	b := make(Book, len(ps))
	for _, p := range ps {
		b[p.ID] = p
	}
	return b, err
}

// Working lists those who still work here, by name.
func (b Book) Working() []Person {
	return b.those(func(p Person) bool { return p.LeftOn.IsZero() && !p.Guest() })
}

// Insiders lists everyone who may come in, guests too: whom a wall can keep
// out.
func (b Book) Insiders(now time.Time) []Person {
	return b.those(func(p Person) bool { return p.Works(now) })
}

func (b Book) those(are func(Person) bool) []Person {
	var out []Person
	for _, p := range b {
		if are(p) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(x, y Person) int { return strings.Compare(x.Name+string(x.ID), y.Name+string(y.ID)) })
	return out
}
