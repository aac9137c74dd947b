package lead

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// Filter narrows a list. Without a state it is what is open.
type Filter struct {
	Text       string // begins a name
	State      inquiry.State
	Ended      bool // left by an exit
	Owner      staff.ID
	Unowned    bool
	Area       area.ID
	Source     inquiry.Source
	Contact    contact.ID
	Unanswered bool
	Letter     bool // declined, and the letter is owed
}

// List gives a page of leads, the newest first, and the place of the next.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (ls []inquiry.Lead, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	if f.Letter {
		f.State = inquiry.Declined
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if ls, next, err = list(ctx, q, f, p); err != nil {
			return err
		}
		return name(ctx, q, ls)
	})
	return ls, next, err
}

// OfContact gives every lead of one contact, whatever became of it.
func (s *Service) OfContact(ctx context.Context, who actor.Actor, c contact.ID) (ls []inquiry.Lead, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(c)); err != nil {
			return err
		}
		for _, f := range []Filter{{Contact: c}, {Contact: c, Ended: true}, {Contact: c, State: inquiry.Opened}} {
			some, _, err := list(ctx, q, f, db.Page{Limit: 50})
			if err != nil {
				return err
			}
			ls = append(ls, some...)
		}
		slices.SortStableFunc(ls, func(a, b inquiry.Lead) int { return b.InquiredAt.Compare(a.InquiredAt) })
		return nil
	})
	return ls, err
}

// name fills in who asks, as far as whoever looks may see.
func name(ctx context.Context, q db.Q, ls []inquiry.Lead) error {
	var ids []contact.ID
	for _, l := range ls {
		ids = append(ids, l.ContactID)
		if l.ReferrerID != "" {
			ids = append(ids, l.ReferrerID)
		}
	}
	known, err := contact.NamedTx(ctx, q, ids)
	for i := range ls {
		ls[i].Name, ls[i].ReferrerName = known[ls[i].ContactID].Called(), known[ls[i].ReferrerID].Name
	}
	return err
}

// Lane is a state of the board: how many are in it, and the first of them.
type Lane struct {
	State inquiry.State
	Count int
	Leads []inquiry.Lead
	Value money.Amount // of those shown
}

// onBoard is how many cards a lane shows.
const onBoard = 50

// Board gives the open pipeline by state.
func (s *Service) Board(ctx context.Context, who actor.Actor, f Filter) (lanes []Lane, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		for _, st := range inquiry.Pipeline()[:inquiry.Opened.Step()] {
			f.State = st
			n := Lane{State: st}
			if n.Leads, n.Count, err = lane(ctx, q, f, onBoard); err != nil {
				return err
			}
			if err := name(ctx, q, n.Leads); err != nil {
				return err
			}
			for _, l := range n.Leads {
				if n.Value, err = n.Value.Add(l.Value); err != nil {
					return err
				}
			}
			lanes = append(lanes, n)
		}
		return nil
	})
	return lanes, err
}

// File is all there is of a lead.
type File struct {
	inquiry.Lead
	Moves    []inquiry.Move
	Parties  []inquiry.Party
	Chain    []contact.Contact // who sent them, who sent those, and so on
	Area     area.Area
	Terms    inquiry.Terms
	Currency money.Currency
	Hours    office.Hours
}

// Get gives one lead. The look is recorded.
//
// Returns NotFound if there is none, or if a wall stands before whoever asks.
func (s *Service) Get(ctx context.Context, who actor.Actor, lead inquiry.ID) (f File, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return f, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if f.Lead, err = get(ctx, q, lead); err != nil {
			return err
		}
		q.Saw(f.About())
		return f.fill(ctx, q)
	})
	return f, err
}

// GetTx gives one lead inside another's transaction, if whoever asks may see
// it.
func GetTx(ctx context.Context, q db.Q, lead inquiry.ID) (inquiry.Lead, error) {
	return get(ctx, q, lead)
}

// PartiesTx gives who else is in a lead, whoever asks: a conflict check must
// know them all.
func PartiesTx(ctx context.Context, q db.Q, lead inquiry.ID) ([]inquiry.Party, error) {
	return partiesOf(ctx, q, lead)
}

func (f *File) fill(ctx context.Context, q db.Q) (err error) {
	one := []inquiry.Lead{f.Lead}
	if err := name(ctx, q, one); err != nil {
		return err
	}
	f.Lead = one[0]
	if f.Moves, err = movesOf(ctx, q, f.ID); err != nil {
		return err
	}
	if f.Parties, err = partiesOf(ctx, q, f.ID); err != nil {
		return err
	}
	ids := make([]contact.ID, 0, len(f.Parties))
	for _, p := range f.Parties {
		ids = append(ids, p.ContactID)
	}
	known, err := contact.NamedTx(ctx, q, ids)
	if err != nil {
		return err
	}
	for i := range f.Parties {
		f.Parties[i].Name = known[f.Parties[i].ContactID].Name
	}
	if f.Area, err = area.OfTx(ctx, q, f.AreaID); err != nil {
		return err
	}
	if f.Terms, err = TermsTx(ctx, q); err != nil {
		return err
	}
	if f.Currency, err = currency(ctx, q); err != nil {
		return err
	}
	if f.Hours, err = office.HoursTx(ctx, q); err != nil {
		return err
	}
	f.Chain, err = chain(ctx, q, f.Lead)
	return err
}

// mostLinks is how far a chain of referrals is followed.
const mostLinks = 8

// chain follows who sent whom: a client whom a client sent, and so on.
func chain(ctx context.Context, q db.Q, l inquiry.Lead) (out []contact.Contact, err error) {
	seen := map[contact.ID]bool{l.ContactID: true}
	for at := l.ReferrerID; at != "" && !seen[at] && len(out) < mostLinks; {
		seen[at] = true
		known, err := contact.NamedTx(ctx, q, []contact.ID{at})
		if err != nil || known[at].ID == "" {
			return out, err
		}
		out = append(out, known[at])
		ls, err := sentBy(ctx, q, at)
		if err != nil || len(ls) == 0 {
			return out, err
		}
		at = ls[0].ReferrerID
	}
	return out, nil
}

// Waiters are who waits for a first answer, as one person's day shows them.
type Waiters struct {
	Mine  []inquiry.Lead // mine, and nobody's
	Told  []inquiry.Lead // of those I supervise, late
	Hours office.Hours
}

// mostWaiting is how many of them a day shows.
const mostWaiting = 100

// Today gives who waits for a first answer, as far as it concerns whoever asks:
// their own, those that nobody has taken, and those of people they supervise
// that are late.
func (s *Service) Today(ctx context.Context, who actor.Actor) (w Waiters, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return w, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		ls, err := waiting(ctx, q, mostWaiting)
		if err != nil {
			return err
		}
		if err := name(ctx, q, ls); err != nil {
			return err
		}
		me, manager := staff.ID(who.ID), who.Is(string(access.Manager))
		for _, l := range ls {
			switch {
			case l.OwnerID == me || l.OwnerID == "" && who.May(Editing):
				w.Mine = append(w.Mine, l)
			case l.ToldAt != nil && (l.ToldID == me || l.ToldID == "" && manager):
				w.Told = append(w.Told, l)
			}
		}
		w.Hours, err = office.HoursTx(ctx, q)
		return err
	})
	return w, err
}

// Currency is the one in which the firm counts what leads are worth.
func (s *Service) Currency(ctx context.Context, who actor.Actor) (c money.Currency, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		c, err = currency(ctx, q)
		return err
	})
	return c, err
}
