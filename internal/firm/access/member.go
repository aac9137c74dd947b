package access

import (
	"context"
	"slices"
	"strings"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// OpenTx lets the whole firm see a new contact or matter, walls apart.
func OpenTx(ctx context.Context, tx *db.Tx, object string) error {
	return tx.Put(ctx, &member{ObjectID: object, StaffID: Everyone, Why: "open"})
}

// RestrictTx keeps an object to those let in by name.
func RestrictTx(ctx context.Context, tx *db.Tx, object string) error {
	return tx.Delete(ctx, &member{FirmID: tx.Firm(), ObjectID: object, StaffID: Everyone})
}

// AddTx lets one person see an object, until a time if one is given.
func AddTx(ctx context.Context, tx *db.Tx, object, staff, why string, until *time.Time) error {
	return tx.Put(ctx, &member{ObjectID: object, StaffID: staff, Why: why, Until: until})
}

// RemoveTx takes back what AddTx gave.
func RemoveTx(ctx context.Context, tx *db.Tx, object, staff string) error {
	return tx.Delete(ctx, &member{FirmID: tx.Firm(), ObjectID: object, StaffID: staff})
}

// Sees answers NotFound unless whoever asks may see the object.
func Sees(ctx context.Context, q db.Q, object string) error {
	ok, err := sees(ctx, q, object)
	if err != nil {
		return err
	}
	if !ok {
		return errs.Missing()
	}
	return nil
}

// Denied reports whether a wall keeps staff from the object. For rules that
// must not put a screened person on a team.
func Denied(ctx context.Context, q db.Q, object, staff string) (bool, error) {
	ds, err := wallsAround(ctx, q, object)
	if err != nil {
		return false, err
	}
	for _, d := range ds {
		if d.StaffID == staff {
			return true, nil
		}
	}
	return false, nil
}

// Subject is someone about whom one asks.
type Subject struct {
	ID     string
	Roles  []string
	Covers []string // for whom they stand in now
	Gone   bool     // they can't sign in any more
}

// Reason is one reason why someone sees an object, or doesn't.
type Reason struct {
	Sees  bool
	Why   string // open, team, guest, break-glass, cover …; or wall, restricted, role, guest, gone
	For   string // whom they stand in for
	Wall  WallID
	Until *time.Time
}

// Explain says why a person sees a contact or matter or why they can't, and
// nothing of what it contains.
//
// A manager may ask, if they may see the object themselves; a manager behind
// the wall gets the same NotFound as anyone.
func (s *Service) Explain(ctx context.Context, who actor.Actor, object string, of Subject) (rs []Reason, err error) {
	if err := Allow(who, Explaining); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := Sees(ctx, q, object); err != nil {
			return err
		}
		ds, err := wallsAround(ctx, q, object)
		if err != nil {
			return err
		}
		for _, d := range ds {
			if d.StaffID == of.ID {
				rs = append(rs, Reason{Why: "wall", Wall: WallID(d.WallID)})
			}
		}
		ms, err := membersOf(ctx, q, object)
		if err != nil {
			return err
		}
		rs = append(rs, of.reasons(ms, q.Time())...)
		return nil
	})
	return rs, err
}

// reasons are why someone sees what ms let people in to; if nothing does, why
// not.
func (of Subject) reasons(ms []member, now time.Time) (rs []Reason) {
	open := false
	for _, m := range ms {
		if m.Until != nil && !m.Until.After(now) {
			continue
		}
		switch {
		case m.StaffID == of.ID:
			rs = append(rs, Reason{Sees: true, Why: m.Why, Until: m.Until})
		case m.StaffID == Everyone:
			open = true
			if SeesOpen(of.Roles) {
				rs = append(rs, Reason{Sees: true, Why: m.Why, Until: m.Until})
			}
		case slices.Contains(of.Covers, m.StaffID):
			rs = append(rs, Reason{Sees: true, Why: "cover", For: m.StaffID, Until: m.Until})
		}
	}
	if of.Gone {
		return []Reason{{Why: "gone"}}
	}
	if len(rs) > 0 {
		return rs
	}
	switch {
	case !open:
		return []Reason{{Why: "restricted"}}
	case slices.Contains(of.Roles, string(Guest)):
		return []Reason{{Why: "guest"}}
	}
	return []Reason{{Why: "role"}}
}

// BreakTime is how long a broken glass stays open.
const BreakTime = time.Hour

// BreakGlass lets someone see an object they were not let in to, for an hour,
// in an emergency. It never opens a wall. The reason is kept, and the record
// of it can't be left out.
func (s *Service) BreakGlass(ctx context.Context, who actor.Actor, object, reason string) error {
	if err := Allow(who, BreakingIn); err != nil {
		return err
	}
	var p errs.Problems
	p.Check(len(strings.Fields(reason)) >= 3, "reason", "Say in a sentence why this can't wait. Your managers will read it.")
	if err := p.Err(); err != nil {
		return err
	}
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		walled, err := Denied(ctx, tx, object, who.ID)
		if err != nil {
			return err
		}
		ms, err := membersOf(ctx, tx, object)
		if err != nil {
			return err
		}
		if walled || len(ms) == 0 {
			return errs.Missing()
		}
		until := tx.Now.Add(BreakTime)
		if err := AddTx(ctx, tx, object, who.ID, "break-glass", &until); err != nil {
			return err
		}
		return tx.Record("access.glass_broken", db.About{Kind: "access", ID: object}, map[string]any{"reason": reason, "until": until})
	})
	if errs.Is(err, errs.NotFound) {
		s.refused(ctx, who, object)
	}
	return err
}

// refused writes down an attempt at what who may not see.
func (s *Service) refused(ctx context.Context, who actor.Actor, object string) {
	_ = s.db.Note(ctx, who, "access.refused", db.About{Kind: "access", ID: object}, nil) // the refusal itself must reach them
}

// Attempt writes down that who asked for something that exists and that a wall
// keeps from them. Ids that don't exist leave no trace.
func (s *Service) Attempt(ctx context.Context, who actor.Actor, object string) {
	if who.Trusted() || who.Firm == "" {
		return
	}
	var walled bool
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
		walled, err = Denied(ctx, q, object, who.ID)
		return err
	})
	if err == nil && walled {
		s.refused(ctx, who, object)
	}
}

// InheritTx puts to behind the walls that stand before from: when two records
// become one, the stricter rule holds.
func InheritTx(ctx context.Context, tx *db.Tx, from, to string) error {
	ds, err := wallsAround(ctx, tx, from)
	if err != nil {
		return err
	}
	for _, d := range ds {
		if err := tx.Put(ctx, &deny{StaffID: d.StaffID, ObjectID: to, WallID: d.WallID}); err != nil {
			return err
		}
	}
	return nil
}
