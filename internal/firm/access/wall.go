package access

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
)

// The verbs of access.
const (
	Walling      actor.Verb = "wall.manage"
	Explaining   actor.Verb = "access.explain"
	BreakingIn   actor.Verb = "access.break_glass"
	LettingIn    actor.Verb = "access.let_in"
	Acknowledges actor.Verb = "wall.acknowledge"
)

// Grants says which roles may do what with access.
func Grants() []Grant {
	return []Grant{
		To(Walling, Manager),
		To(Explaining, Manager),
		To(BreakingIn, Lawyer, Manager, Administrator),
		To(LettingIn, Lawyer, Manager),
		To(Acknowledges, Roles()...),
	}
}

// WallID names an ethical wall.
type WallID string

// Wall keeps people from contacts and matters: a screen under Model Rules
// 1.10(a)(2), 1.11, 1.12 or 1.18(d), or because the firm wants one.
type Wall struct {
	bun.BaseModel `bun:"table:wall,alias:w"`

	FirmID     string `bun:",pk"`
	ID         WallID `bun:",pk"`
	Version    int64
	Name       string
	Reason     string
	RaisedBy   string
	RaisedAt   time.Time
	LiftedBy   string
	LiftedAt   *time.Time
	LiftReason string
}

// InForce reports whether the wall still stands.
func (w Wall) InForce() bool { return w.LiftedAt == nil }

// Object is what a wall stands before: a contact or a matter.
type Object struct{ Kind, ID string }

// New is what a wall is raised from.
type New struct {
	Name    string
	Reason  string
	People  []string // staff ids kept out
	Objects []Object
}

// View is a wall with its two sides.
type View struct {
	Wall
	People       []string
	Acknowledged map[string]time.Time
	Objects      []Object
}

// Service keeps walls and memberships.
type Service struct {
	db *db.DB

	// Raised is announced when a wall starts to stand before more than before.
	Raised event.Topic[Raised]
	// Behind gives the matters of a walled client, so that a wall before a
	// person stands before their matters too. The program wires it.
	Behind func(ctx context.Context, q db.Q, o Object) ([]string, error)
}

// Raised says that a wall now keeps these people from these objects.
type Raised struct {
	Wall    WallID
	People  []string
	Objects []string
}

// NewService makes the service.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Now is the time by the program's clock.
func (s *Service) Now() time.Time { return s.db.Clock().Now() }

// Raise puts up a wall. It stands at once, in every list, search and export.
//
// A manager may. Returns Invalid when nobody is kept out or nothing is behind.
func (s *Service) Raise(ctx context.Context, who actor.Actor, n New) (w Wall, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := Allow(who, Walling); err != nil {
			return err
		}
		if err := n.check(); err != nil {
			return err
		}
		w = Wall{ID: WallID(id.New("wal")), Name: strings.TrimSpace(n.Name), Reason: strings.TrimSpace(n.Reason), RaisedBy: who.ID, RaisedAt: tx.Now}
		if err := tx.Insert(ctx, &w); err != nil {
			return err
		}
		for _, p := range n.People {
			if err := tx.Insert(ctx, &wallPerson{WallID: w.ID, StaffID: p}); err != nil {
				return err
			}
		}
		for _, o := range n.Objects {
			if err := tx.Insert(ctx, &wallObject{WallID: w.ID, ObjectID: o.ID, Kind: o.Kind}); err != nil {
				return err
			}
		}
		if err := s.build(ctx, tx, w.ID, n.People, n.Objects); err != nil {
			return err
		}
		return tx.Record("wall.raised", w.about(), map[string]any{"people": n.People, "behind": len(n.Objects)})
	})
	return w, err
}

func (n New) check() error {
	var p errs.Problems
	p.Check(strings.TrimSpace(n.Name) != "", "name", "Give the wall a name.")
	p.Check(strings.TrimSpace(n.Reason) != "", "reason", "Say why; the record keeps it.")
	p.Check(len(n.People) > 0, "people", "Choose who is kept out.")
	p.Check(len(n.Objects) > 0, "objects", "Choose what is behind the wall.")
	return p.Err()
}

func (w Wall) about() db.About { return db.About{Kind: "wall", ID: string(w.ID)} }

// build writes the deny rows that every query asks.
func (s *Service) build(ctx context.Context, tx *db.Tx, wall WallID, people []string, objects []Object) error {
	var ids []string
	for _, o := range objects {
		ids = append(ids, o.ID)
		if s.Behind == nil {
			continue
		}
		more, err := s.Behind(ctx, tx, o)
		if err != nil {
			return err
		}
		ids = append(ids, more...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, p := range people {
		for _, o := range ids {
			if err := tx.Put(ctx, &deny{StaffID: p, ObjectID: o, WallID: string(wall)}); err != nil {
				return err
			}
		}
	}
	return s.Raised.Announce(ctx, tx, Raised{wall, people, ids})
}

// Lift takes a wall down, with a reason that is kept.
//
// A manager may. Returns Conflict if it is already lifted.
func (s *Service) Lift(ctx context.Context, who actor.Actor, wall WallID, version int64, reason string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := Allow(who, Walling); err != nil {
			return err
		}
		w, err := getWall(ctx, tx, wall)
		if err != nil {
			return err
		}
		if err := w.lift(who.ID, reason, tx.Now); err != nil {
			return err
		}
		if version != 0 {
			w.Version = version
		}
		if err := tx.Update(ctx, &w); err != nil {
			return err
		}
		if err := eraseDenies(ctx, tx, wall); err != nil {
			return err
		}
		return tx.Record("wall.lifted", w.about(), map[string]any{"reason": reason})
	})
}

func (w *Wall) lift(by, reason string, now time.Time) error {
	if !w.InForce() {
		return errs.New(errs.Conflict, "This wall is already lifted.")
	}
	var p errs.Problems
	p.Check(strings.TrimSpace(reason) != "", "reason", "Say why; the record keeps it.")
	if err := p.Err(); err != nil {
		return err
	}
	w.LiftedBy, w.LiftedAt, w.LiftReason = by, &now, strings.TrimSpace(reason)
	return nil
}

// Walls lists the walls, those in force first. A manager may.
func (s *Service) Walls(ctx context.Context, who actor.Actor) (ws []Wall, err error) {
	if err := Allow(who, Walling); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ws, err = listWalls(ctx, q)
		return err
	})
	return ws, err
}

// Wall gives one wall with its two sides. A manager may.
func (s *Service) Wall(ctx context.Context, who actor.Actor, wall WallID) (v View, err error) {
	if err := Allow(who, Walling); err != nil {
		return v, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		w, err := getWall(ctx, q, wall)
		if err != nil {
			return err
		}
		ps, err := peopleOf(ctx, q, wall)
		if err != nil {
			return err
		}
		os, err := objectsOf(ctx, q, wall)
		if err != nil {
			return err
		}
		v = View{Wall: w, Acknowledged: map[string]time.Time{}}
		for _, p := range ps {
			v.People = append(v.People, p.StaffID)
			if p.AcknowledgedAt != nil {
				v.Acknowledged[p.StaffID] = *p.AcknowledgedAt
			}
		}
		for _, o := range os {
			v.Objects = append(v.Objects, Object{o.Kind, o.ObjectID})
		}
		return nil
	})
	return v, err
}
