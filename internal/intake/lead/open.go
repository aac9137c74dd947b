package lead

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// AddParty writes down who else is in it. What was cleared was cleared without
// them, so it is to be cleared again.
func (s *Service) AddParty(ctx context.Context, who actor.Actor, lead inquiry.ID, p inquiry.Party) (inquiry.Party, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		l, err := get(ctx, tx, lead)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		if !l.Open() {
			return errs.New(errs.Conflict, "This lead has left the pipeline. Take it up again first.")
		}
		if err := s.addParty(ctx, tx, &l, &p); err != nil {
			return err
		}
		l.ClearedAt = nil
		return s.save(ctx, tx, &l, "lead.party_added", map[string]any{"party": p.ContactID, "role": p.Part})
	})
	return p, err
}

func (s *Service) addParty(ctx context.Context, tx *db.Tx, l *inquiry.Lead, p *inquiry.Party) error {
	if p.ContactID == "" && p.Person != nil {
		if err := s.contacts.AddTx(ctx, tx, p.Person); err != nil {
			return err
		}
		p.ContactID = p.Person.ID
	}
	if err := p.Check(*l); err != nil {
		return err
	}
	if err := access.Sees(ctx, tx, string(p.ContactID)); err != nil {
		return err
	}
	ps, err := partiesOf(ctx, tx, l.ID)
	if err != nil {
		return err
	}
	for _, x := range ps {
		if x.ContactID == p.ContactID && x.Part == p.Part {
			return errs.New(errs.Conflict, "They are in it already.")
		}
	}
	p.ID, p.LeadID, p.AddedAt = id.New("lpt"), l.ID, tx.Now
	if err := tx.Insert(ctx, p); err != nil {
		return err
	}
	return s.PartyAdded.Announce(ctx, tx, PartyAdded{*l, *p})
}

// RemoveParty takes someone out who was written down by mistake.
func (s *Service) RemoveParty(ctx context.Context, who actor.Actor, lead inquiry.ID, party string) (l inquiry.Lead, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if l, err = get(ctx, tx, lead); err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		p, err := getParty(ctx, tx, lead, party)
		if err != nil {
			return err
		}
		if err := tx.Delete(ctx, &p); err != nil {
			return err
		}
		return s.save(ctx, tx, &l, "lead.party_removed", map[string]any{"party": p.ContactID, "role": p.Part})
	})
	return l, err
}

// Opening is what a lead becomes a matter by.
type Opening struct {
	Title     string
	Number    string // the firm's own; empty is by its pattern
	Exception string // why without a signed agreement; a manager's word

	MatterID matter.ID // a matter of theirs that is open already, to tie the lead to
}

// Become opens a matter from a lead, with its parties, in one step. Whoever
// asked is a client from then on.
//
// Returns Conflict without a signed agreement, unless a manager says why not,
// or without conflicts cleared.
func (s *Service) Become(ctx context.Context, who actor.Actor, lead inquiry.ID, version int64, o Opening) (m matter.Matter, err error) {
	_, err = s.act(ctx, who, lead, func(ctx context.Context, tx *db.Tx, l *inquiry.Lead) (inquiry.Move, error) {
		if version > 0 && version != l.Version {
			return inquiry.Move{}, db.Stale()
		}
		if err := s.mayOpen(ctx, tx, *l, o); err != nil {
			return inquiry.Move{}, err
		}
		if m, err = s.matterOf(ctx, tx, *l, o); err != nil {
			return inquiry.Move{}, err
		}
		l.State, l.StateAt, l.MatterID, l.Reached = inquiry.Opened, tx.Now, m.ID, int64(inquiry.Opened.Step())
		return inquiry.Move{Note: o.Exception}, s.Became.Announce(ctx, tx, *l)
	})
	return m, err
}

// matterOf opens the matter, or finds the one that is open.
func (s *Service) matterOf(ctx context.Context, tx *db.Tx, l inquiry.Lead, o Opening) (matter.Matter, error) {
	if o.MatterID != "" {
		m, err := matter.GetTx(ctx, tx, o.MatterID)
		if err == nil && m.ClientID != l.ContactID {
			err = errs.New(errs.Conflict, "That matter is somebody else's.")
		}
		return m, err
	}
	ps, err := partiesOf(ctx, tx, l.ID)
	if err != nil {
		return matter.Matter{}, err
	}
	n := matter.New{Matter: matter.Matter{
		Title: o.Title, Number: o.Number, ClientID: l.ContactID, AreaID: l.AreaID, ResponsibleID: l.OwnerID, Notes: l.Story, Source: string(l.Source),
	}}
	if n.Title == "" {
		n.Title = l.Topic
	}
	for _, p := range ps {
		n.Parties = append(n.Parties, matter.Party{ContactID: p.ContactID, Part: p.Part, Note: p.Note})
	}
	if l.ReferrerID != "" {
		n.Parties = append(n.Parties, matter.Party{ContactID: l.ReferrerID, Part: "referrer"})
	}
	return s.matters.OpenTx(ctx, tx, n)
}

func (s *Service) mayOpen(ctx context.Context, q db.Q, l inquiry.Lead, o Opening) error {
	if !l.Open() {
		return errs.New(errs.Conflict, "This lead has left the pipeline. Take it up again first.")
	}
	if l.ClearedAt == nil {
		return errs.New(errs.Conflict, "Clear conflicts first (Model Rules 1.7 to 1.10).")
	}
	if l.State != inquiry.Signed {
		if contact.Neat(o.Exception) == "" {
			return errs.New(errs.Conflict, "No agreement is signed. A manager may open the matter all the same, and says why.")
		}
		if err := access.Allow(q.Actor(), Excepting); err != nil {
			return err
		}
	}
	for _, g := range s.Guards {
		if err := g(ctx, q, l, inquiry.Opened); err != nil {
			return err
		}
	}
	return nil
}
