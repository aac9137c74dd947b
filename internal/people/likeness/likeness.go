// Package likeness is everyone filed by how their names sound, and found however they are written.
//
// A contact is filed in the transaction that saves it, under every name it goes
// by or went by, so that finding one name costs a handful of index reads however
// many contacts there are. Whom it finds is graded and explained; that two names
// are one person's is for a person to say. It reads across walls: whoever asks
// through the program must show what it finds with care.
package likeness

import (
	"context"
	"slices"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/event"
	"candor/internal/kit/name"
	"candor/internal/people/contact"
)

// Service files contacts by their names.
type Service struct {
	db *db.DB

	// Refiled is announced when a contact's names or what else tells it changed.
	Refiled event.Topic[Refiled]
}

// Refiled says that a contact goes by other names now, and why.
type Refiled struct {
	ID  contact.ID
	Why string // renamed or merged
}

// NewService makes the service.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// KindOf is the kind of names that a kind of contact has.
func KindOf(k string) name.Kind {
	switch contact.Kind(k) {
	case contact.Person:
		return name.Person
	case contact.Organisation:
		return name.Organisation
	}
	return name.Unknown
}

// Subject is a card as it is compared: every name it goes by or went by.
func Subject(c contact.Card) name.Subject {
	k := KindOf(string(c.Kind))
	s := name.Subject{Names: name.Parse(c.Name, k), TaxID: c.TaxID, Born: c.BornOn.String()}
	add := func(text string, via name.Via, kind name.Kind) {
		for _, n := range name.Parse(text, kind) {
			if n.Via == name.Plain {
				n.Via = via
			}
			s.Names = append(s.Names, n)
		}
	}
	if c.Preferred != "" && c.Kind == contact.Person && c.Preferred != c.Given {
		add(c.Preferred+" "+c.Family, name.Also, k)
	}
	for _, n := range c.Names {
		switch n.Kind {
		case contact.Maiden:
			text := n.Name
			if len(name.Parse(text, k)) == 1 && len(name.Parse(text, k)[0].Tokens) == 1 {
				text = c.Given + " " + text
			}
			add(text, name.Born, k)
		case contact.DBA:
			add(n.Name, name.Also, name.Unknown)
		case contact.Former, contact.Alias, contact.Legal:
			add(n.Name, name.Also, k)
		}
	}
	for _, p := range c.Points {
		switch p.Kind {
		case contact.Email:
			s.Emails = append(s.Emails, p.Folded)
		case contact.Phone:
			s.Phones = append(s.Phones, p.Folded)
		case contact.Address, contact.Website:
		}
	}
	return s
}

func keysOf(c contact.Card) []name.Key {
	var ks []name.Key
	s := Subject(c)
	for _, n := range s.Names {
		ks = append(ks, name.Keys(n)...)
	}
	ks = append(ks, factKeys(s)...)
	slices.Sort(ks)
	return slices.Compact(ks)
}

// factKeys file someone under what tells them by more than a name.
func factKeys(s name.Subject) (ks []name.Key) {
	for _, f := range slices.Concat(s.Emails, s.Phones, []string{s.TaxID}) {
		if f != "" {
			ks = append(ks, name.Fact(f))
		}
	}
	return ks
}

// ContactSaved files a contact under its names, in the same transaction.
func (s *Service) ContactSaved(ctx context.Context, tx *db.Tx, c contact.Card) error {
	changed, err := file(ctx, tx, c.ID, keysOf(c))
	if err != nil || !changed {
		return err
	}
	return s.Refiled.Announce(ctx, tx, Refiled{c.ID, "renamed"})
}

// ContactMerged files the one kept under the names of both.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, e contact.MergeOf) error {
	if err := eraseKeys(ctx, tx, e.Gone); err != nil {
		return err
	}
	return s.refile(ctx, tx, e.Kept)
}

// ContactUnmerged files both under their own names again.
func (s *Service) ContactUnmerged(ctx context.Context, tx *db.Tx, e contact.MergeOf) error {
	if err := s.refile(ctx, tx, e.Kept); err != nil {
		return err
	}
	return s.refile(ctx, tx, e.Gone)
}

func (s *Service) refile(ctx context.Context, tx *db.Tx, id contact.ID) error {
	c, err := contact.GetTx(ctx, tx, id)
	if err != nil {
		return err
	}
	if _, err := file(ctx, tx, c.ID, keysOf(c)); err != nil {
		return err
	}
	return s.Refiled.Announce(ctx, tx, Refiled{id, "merged"})
}

// ContactUnadding takes out what is filed of a contact whose import is taken
// back.
func (s *Service) ContactUnadding(ctx context.Context, tx *db.Tx, c contact.Contact) error {
	return eraseKeys(ctx, tx, c.ID)
}

// Fill files contacts that are under no name yet, as after an upgrade.
func (s *Service) Fill(ctx context.Context, who actor.Actor) error {
	after := contact.ID("")
	for {
		var ids []contact.ID
		err := s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) (err error) {
			if ids, err = idsAfter(ctx, tx, after, 200); err != nil || len(ids) == 0 {
				return err
			}
			filed, err := filedAmong(ctx, tx, ids)
			if err != nil {
				return err
			}
			missing := slices.DeleteFunc(slices.Clone(ids), func(id contact.ID) bool { return filed[id] })
			cards, err := contact.CardsTx(ctx, tx, missing)
			if err != nil {
				return err
			}
			for _, c := range cards {
				if _, err := file(ctx, tx, c.ID, keysOf(c)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(ids) == 0 {
			return err
		}
		after = ids[len(ids)-1]
	}
}
