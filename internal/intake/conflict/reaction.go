package conflict

import (
	"context"

	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/people/likeness"
	"candor/internal/work/matter"
)

// Refiled has the matters of a contact looked at again when its names change.
func (s *Service) Refiled(ctx context.Context, tx *db.Tx, e likeness.Refiled) error {
	return due(ctx, tx, e.ID, e.Why)
}

// PartyAdded has a new party looked at.
func (s *Service) PartyAdded(ctx context.Context, tx *db.Tx, e matter.PartyAdded) error {
	return due(ctx, tx, e.Party.ContactID, "party")
}

// MatterOpened has a new client looked at.
func (s *Service) MatterOpened(ctx context.Context, tx *db.Tx, m matter.Matter) error {
	return due(ctx, tx, m.ClientID, "party")
}

// StaffJoined has someone who joins the firm checked: their earlier work may
// bind it (Model Rule 1.10(a)).
func (s *Service) StaffJoined(ctx context.Context, tx *db.Tx, p staff.Person) error {
	return due(ctx, tx, contact.ID(p.ID), "joined")
}

// ContactUnadding forgets a contact whose import is taken back.
func (s *Service) ContactUnadding(ctx context.Context, tx *db.Tx, c contact.Contact) error {
	return tx.Delete(ctx, &dueRow{FirmID: tx.Firm(), ContactID: c.ID})
}
