package portal

import (
	"context"

	"candor/internal/kit/db"
	"candor/internal/people/seat"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// Told pokes the open pages of clients to whom an entry shows. About what
// doesn't show they hear nothing, not even that something happened.
func (s *Service) Told(ctx context.Context, tx *db.Tx, e timeline.Entry) error {
	if e.MatterID == "" {
		return nil
	}
	seats, err := seat.InMatterTx(ctx, tx, e.MatterID)
	if err != nil {
		return err
	}
	for _, one := range seats {
		shows, err := shows(ctx, tx, e, one.ContactID)
		if err != nil {
			return err
		}
		if shows {
			s.live.Poke(tx, one.Topic())
		}
	}
	return nil
}

// EntryChanged and EntryMoved follow what is corrected.
func (s *Service) EntryChanged(ctx context.Context, tx *db.Tx, c timeline.Change) error {
	return s.Told(ctx, tx, c.Is)
}

// EntryMoved pokes where an entry went to.
func (s *Service) EntryMoved(ctx context.Context, tx *db.Tx, m timeline.Move) error {
	return s.Told(ctx, tx, m.Entry)
}

// Staged pokes whoever sees that the matter moved on.
func (s *Service) Staged(ctx context.Context, tx *db.Tx, st matter.Staged) error {
	seats, err := seat.InMatterTx(ctx, tx, st.Matter.ID)
	for _, one := range seats {
		s.live.Poke(tx, one.Topic())
	}
	return err
}
