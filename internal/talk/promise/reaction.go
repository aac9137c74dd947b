package promise

import (
	"context"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// MatterOpened promises a new matter's client what the firm promises.
func (s *Service) MatterOpened(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	h, err := office.HoursTx(ctx, tx)
	if err != nil {
		return err
	}
	k := Clock{MatterID: m.ID, ContactID: m.ClientID, AreaID: m.AreaID, StaffID: m.ResponsibleID, OwnerID: m.ResponsibleID}
	k.OpenedAt = opening(h, m, h.Today(tx.Now))
	if m.Status == matter.Closed {
		k.ClosedAt = earlier(m.ClosedOn.AddDays(1).Start(h.Zone()), tx.Now)
	}
	if k.Base, err = base(ctx, tx, h, m.AreaID); err != nil {
		return err
	}
	a := Agreed{ID: id.New("ptm"), MatterID: m.ID, FromAt: k.OpenedAt, Terms: k.Base}
	if err := tx.Insert(ctx, &a); err != nil {
		return err
	}
	k.reckon(h, held([]Agreed{a}), tx.Now)
	s.live.Poke(tx, Topic)
	return tx.Insert(ctx, &k)
}

// MatterChanged follows a change of client, area or opening date.
func (s *Service) MatterChanged(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	k, ok, err := lock(ctx, tx, m.ID)
	if err != nil || !ok {
		return err
	}
	l, err := ledgerOf(ctx, tx, &k)
	if err != nil {
		return err
	}
	opened := k.OpenedAt
	if atDawn(l.hours, opened) { // one that was reopened stays so
		opened = opening(l.hours, m, l.hours.Today(opened))
	}
	if k.ContactID == m.ClientID && k.AreaID == m.AreaID && k.OpenedAt.Equal(opened) {
		return nil
	}
	if !k.OpenedAt.Equal(opened) {
		if err := eraseSince(ctx, tx, k); err != nil {
			return err
		}
	}
	k.ContactID, k.OpenedAt = m.ClientID, opened
	if k.AreaID != m.AreaID {
		k.AreaID = m.AreaID
		if err := s.renewOne(ctx, tx, l); err != nil {
			return err
		}
	}
	return s.rebuild(ctx, tx, l)
}

// opening is from when a matter's client is promised anything: the day on
// which it was opened, or otherwise as before.
func opening(h office.Hours, m matter.Matter, otherwise civil.Date) time.Time {
	if m.OpenedOn.IsZero() {
		return otherwise.Start(h.Zone())
	}
	return m.OpenedOn.Start(h.Zone())
}

func atDawn(h office.Hours, t time.Time) bool { return t.Equal(h.Today(t).Start(h.Zone())) }

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// MatterClosed ends what was promised (Model Rule 1.4 is about current
// clients).
func (s *Service) MatterClosed(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	return s.again(ctx, tx, m.ID, func(l *ledger) {
		l.ClosedAt = earlier(m.ClosedOn.AddDays(1).Start(l.hours.Zone()), tx.Now)
	})
}

// MatterReopened begins the promise anew, or goes on with it if the matter was
// closed the same day, as by mistake.
func (s *Service) MatterReopened(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	return s.again(ctx, tx, m.ID, func(l *ledger) {
		if l.hours.Today(l.ClosedAt) != l.hours.Today(tx.Now) {
			l.OpenedAt = tx.Now
		}
		l.ClosedAt = time.Time{}
	})
}

// again rebuilds a clock after a change to it.
func (s *Service) again(ctx context.Context, tx *db.Tx, m matter.ID, change func(l *ledger)) error {
	k, ok, err := lock(ctx, tx, m)
	if err != nil || !ok {
		return err
	}
	l, err := ledgerOf(ctx, tx, &k)
	if err != nil {
		return err
	}
	change(l)
	return s.rebuild(ctx, tx, l)
}

// MatterAssigned hands the promise over to whoever is responsible now. Where a
// wall took the responsible person off the team there is none, and the managers
// see it.
func (s *Service) MatterAssigned(ctx context.Context, tx *db.Tx, a matter.Assigned) error {
	k, ok, err := lock(ctx, tx, a.Matter.ID)
	if err != nil || !ok || k.StaffID == a.Matter.ResponsibleID {
		return err
	}
	k.assign(a.Matter.ResponsibleID)
	s.live.Poke(tx, Topic, MatterTopic(k.MatterID))
	return tx.Update(ctx, &k)
}

// WallRaised gives back what was delegated to someone whom a wall now keeps
// out.
func (s *Service) WallRaised(ctx context.Context, tx *db.Tx, r access.Raised) error {
	for _, o := range r.Objects {
		k, ok, err := find(ctx, tx, matter.ID(o))
		if err != nil {
			return err
		}
		if !ok || !k.Delegated() || !slices.Contains(r.People, string(k.OwnerID)) {
			continue
		}
		k.takeBack()
		s.live.Poke(tx, Topic, MatterTopic(k.MatterID))
		if err := tx.Update(ctx, &k); err != nil {
			return err
		}
	}
	return nil
}

// PartyAdded looks again when someone else counts as client.
func (s *Service) PartyAdded(ctx context.Context, tx *db.Tx, p matter.PartyAdded) error {
	if !slices.Contains([]matter.Part{matter.CoClient, guardian}, p.Party.Part) {
		return nil
	}
	return s.disturbed(ctx, tx, p.Matter.ID)
}

// ContactMerged lets promises follow to the contact that was kept.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, m contact.MergeOf) error {
	for _, place := range []string{"promise_clock.contact_id", "promise_question.contact_id"} {
		if err := contact.MoveTx(ctx, tx, m.ID, place, m.Kept, m.Gone); err != nil {
			return err
		}
	}
	return nil
}

// PersonLeft gives back what was delegated to someone who has left.
func (s *Service) PersonLeft(ctx context.Context, tx *db.Tx, p staff.Person) error {
	s.live.Poke(tx, Topic)
	return takenBack(ctx, tx, p.ID)
}

// Logged follows a new contact.
func (s *Service) Logged(ctx context.Context, tx *db.Tx, e timeline.Entry) error {
	if e.MatterID == "" || !e.Substantive {
		return nil
	}
	k, ok, err := lock(ctx, tx, e.MatterID)
	if err != nil || !ok {
		return err
	}
	c := contactOf(e)
	if e.ContactID != "" && e.ContactID != k.ContactID {
		theirs, err := contactsOf(ctx, tx, k, e.ID)
		if err != nil || len(theirs) == 0 {
			return err
		}
	}
	if k.Stale || !k.Open() || !c.At.After(k.SeenAt) {
		return s.disturbedClock(ctx, tx, k)
	}
	return s.heard(ctx, tx, k, c)
}

// heard brings a clock forward by a contact later than all before.
func (s *Service) heard(ctx context.Context, tx *db.Tx, k Clock, c Contact) error {
	l, err := ledgerOf(ctx, tx, &k)
	if err != nil {
		return err
	}
	if k.QuestionID != "" {
		w, err := wait(ctx, tx, k.QuestionID)
		if err != nil {
			return err
		}
		l.waits = append(l.waits, w)
	}
	l.follow(c)
	return s.save(ctx, tx, l)
}

// EntryChanged, EntryMoved and EntryTurned look again at what the timeline now
// says.
func (s *Service) EntryChanged(ctx context.Context, tx *db.Tx, c timeline.Change) error {
	was, is := contactOf(c.Was), contactOf(c.Is)
	if c.Is.MatterID == "" || was == is {
		return nil
	}
	return s.disturbed(ctx, tx, c.Is.MatterID)
}

// EntryMoved looks again at the matters an entry went from and to.
func (s *Service) EntryMoved(ctx context.Context, tx *db.Tx, m timeline.Move) error {
	for _, id := range []matter.ID{m.FromMatter, m.ToMatter} {
		if id == "" || !m.Entry.Substantive {
			continue
		}
		if err := s.disturbed(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

// EntryTurned looks again when an entry was removed or brought back.
func (s *Service) EntryTurned(ctx context.Context, tx *db.Tx, e timeline.Entry) error {
	if e.MatterID == "" || !e.Substantive {
		return nil
	}
	return s.disturbed(ctx, tx, e.MatterID)
}

// disturbed computes a clock anew: at once for whoever is waiting for it, and
// soon after while a whole archive is being brought in.
func (s *Service) disturbed(ctx context.Context, tx *db.Tx, m matter.ID) error {
	k, ok, err := lock(ctx, tx, m)
	if err != nil || !ok {
		return err
	}
	return s.disturbedClock(ctx, tx, k)
}

func (s *Service) disturbedClock(ctx context.Context, tx *db.Tx, k Clock) error {
	if tx.Who.Via == "import" {
		k.Stale = true
		return tx.Update(ctx, &k)
	}
	l, err := ledgerOf(ctx, tx, &k)
	if err != nil {
		return err
	}
	return s.rebuild(ctx, tx, l)
}

// PolicyDecided refuses terms that no one could keep, and has the others take
// effect on their day.
func (s *Service) PolicyDecided(ctx context.Context, tx *db.Tx, d policy.Decision) error {
	if d.Name != TermsPolicy {
		return nil
	}
	t, err := decoded(d.Value)
	if err != nil {
		return errs.New(errs.Invalid, "These are no terms of a promise.").Because(err)
	}
	if err := t.Check(); err != nil {
		return err
	}
	h, err := office.HoursTx(ctx, tx)
	if err != nil {
		return err
	}
	at := d.FromOn.Start(h.Zone())
	if !at.After(tx.Now) {
		at = time.Time{}
	}
	return s.jobs.AddAt(ctx, tx, renewal{Area: d.Scope}, at)
}
