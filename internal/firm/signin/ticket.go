package signin

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// ticket is a step that the browser keeps, sealed, and not we: a stranger may
// ask for as many as they like and fills no table. It is punched when it has
// led somewhere, and then leads nowhere again.
type ticket struct {
	Firm   string          `json:"firm"` // empty while nobody knows whose it is
	Person staff.ID        `json:"person"`
	Ends   time.Time       `json:"ends"`
	Data   json.RawMessage `json:"data"`
}

func (s *Service) ticket(kind, firm string, person staff.ID, data any) (string, error) {
	inside, err := json.Marshal(data)
	if err != nil {
		return "", fmt.Errorf("sealing a %s step: %w", kind, err)
	}
	b, err := json.Marshal(ticket{firm, person, s.db.Clock().Now().Add(stepTime), inside})
	if err != nil {
		return "", fmt.Errorf("sealing a %s step: %w", kind, err)
	}
	return base64.RawURLEncoding.EncodeToString(s.keys.Box("step", kind).Seal(b)), nil
}

// open reads a ticket without punching it. Returns Invalid for one that is too
// old or none of ours.
func (s *Service) open(kind, text string, data any) (t ticket, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return t, late()
	}
	b, err := s.keys.Box("step", kind).Open(sealed)
	if err != nil {
		return t, late()
	}
	if err := json.Unmarshal(b, &t); err != nil {
		return t, fmt.Errorf("reading a %s step: %w", kind, err)
	}
	if !s.db.Clock().Now().Before(t.Ends) {
		return t, late()
	}
	if err := json.Unmarshal(t.Data, data); err != nil {
		return t, fmt.Errorf("reading a %s step: %w", kind, err)
	}
	return t, nil
}

// punch uses a ticket up. Of several who try at once, one succeeds.
func (s *Service) punch(ctx context.Context, kind, text string, t ticket) error {
	err := s.db.Touch(ctx, actor.ForSystem(t.Firm, "signin"), func(ctx context.Context, tx *db.Tx) error {
		return tx.Insert(ctx, &stepRow{
			TokenHash: hex.EncodeToString(s.names.Sum("ticket", kind, text)), Kind: kind, StaffID: t.Person, EndsAt: t.Ends, UsedAt: &tx.Now,
		})
	})
	if errs.Is(err, errs.Conflict) {
		return late()
	}
	return err
}
