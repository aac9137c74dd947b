package staff

import (
	"context"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
)

// guestRoles are what a guest may be.
func guestRoles(writes bool) []string {
	if writes {
		return []string{string(access.Guest), string(access.GuestWriter)}
	}
	return []string{string(access.Guest)}
}

// WelcomeTx lets an outsider in as a guest until a time. Someone who was a
// guest before comes back under the same name, so that what they did stays
// theirs.
//
// Whoever may let others in may. Returns Invalid with the fields, Conflict if
// the address is of someone who works here or is a guest now.
func (s *Service) WelcomeTx(ctx context.Context, tx *db.Tx, p *Person, writes bool) error {
	if err := access.Allow(tx.Who, access.LettingIn); err != nil {
		return err
	}
	p.Roles = guestRoles(writes)
	p.tidy()
	if err := p.check(); err != nil {
		return err
	}
	old, err := byEmail(ctx, tx, p.Email)
	switch {
	case errs.Is(err, errs.NotFound):
		p.ID = ID(id.New("stf"))
		if err := tx.Insert(ctx, p); err != nil {
			return err
		}
	case err != nil:
		return err
	case !old.Guest():
		return errs.New(errs.Conflict, "This address belongs to someone of the firm.")
	case old.Works(tx.Now):
		return errs.New(errs.Conflict, "They are a guest already. Add the matter to those they are let in to.")
	default:
		p.ID, p.Version, p.Lang, p.Theme, p.StartedOn = old.ID, old.Version, old.Lang, old.Theme, old.StartedOn
		if err := tx.Update(ctx, p); err != nil {
			return err
		}
	}
	if err := tx.Record("staff.guest_welcomed", p.About(), map[string]any{"roles": p.Roles, "until": p.GuestUntil}); err != nil {
		return err
	}
	return s.Joined.Announce(ctx, tx, *p)
}

// KeepTx changes until when a guest is let in and whether they write notes.
func (s *Service) KeepTx(ctx context.Context, tx *db.Tx, guest ID, writes bool, until time.Time) error {
	p, err := s.guestTx(ctx, tx, guest)
	if err != nil {
		return err
	}
	p.Roles, p.GuestUntil = guestRoles(writes), &until
	if err := tx.Update(ctx, &p); err != nil {
		return err
	}
	if err := tx.Record("staff.guest_kept", p.About(), map[string]any{"roles": p.Roles, "until": until}); err != nil {
		return err
	}
	return s.Changed.Announce(ctx, tx, p)
}

// DismissTx ends a guest's access at once, with all they could come in with.
func (s *Service) DismissTx(ctx context.Context, tx *db.Tx, guest ID) error {
	p, err := s.guestTx(ctx, tx, guest)
	if err != nil {
		return err
	}
	if p.GuestUntil.After(tx.Now) {
		p.GuestUntil = &tx.Now
	}
	if err := tx.Update(ctx, &p); err != nil {
		return err
	}
	if err := tx.Record("staff.guest_dismissed", p.About(), nil); err != nil {
		return err
	}
	return s.Left.Announce(ctx, tx, p)
}

func (s *Service) guestTx(ctx context.Context, tx *db.Tx, guest ID) (Person, error) {
	if err := access.Allow(tx.Who, access.LettingIn); err != nil {
		return Person{}, err
	}
	p, err := get(ctx, tx, guest)
	if err == nil && !p.Guest() {
		err = errs.Missing()
	}
	return p, err
}

// notGuest refuses guests among those who are taken on: they are let in to
// named matters, elsewhere.
func (p Person) notGuest() error {
	var bad errs.Problems
	outside := slices.Contains(p.Roles, string(access.Guest)) || slices.Contains(p.Roles, string(access.GuestWriter))
	bad.Check(!outside, "roles", "Guests don't work here. Invite them to their matters under Guests.")
	return bad.Err()
}
