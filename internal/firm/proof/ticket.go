package proof

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Ticket is a step that the browser keeps, sealed, and not we: a stranger may
// ask for as many as they like and fills no table. It is punched when it has
// led somewhere, and then leads nowhere again.
type Ticket struct {
	Firm  string          `json:"firm"` // empty while nobody knows whose it is
	Owner string          `json:"person"`
	Ends  time.Time       `json:"ends"`
	Data  json.RawMessage `json:"data"`
}

// Seal makes a ticket.
func (p *Proofs) Seal(kind, firm, owner string, data any) (string, error) {
	inside, err := json.Marshal(data)
	if err != nil {
		return "", fmt.Errorf("sealing a %s step: %w", kind, err)
	}
	b, err := json.Marshal(Ticket{firm, owner, p.db.Clock().Now().Add(StepTime), inside})
	if err != nil {
		return "", fmt.Errorf("sealing a %s step: %w", kind, err)
	}
	return base64.RawURLEncoding.EncodeToString(p.keys.Box("step", kind).Seal(b)), nil
}

// Open reads a ticket without punching it. Returns Invalid for one that is too
// old or none of ours.
func (p *Proofs) Open(kind, text string, data any) (t Ticket, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return t, Late()
	}
	b, err := p.keys.Box("step", kind).Open(sealed)
	if err != nil {
		return t, Late()
	}
	if err := json.Unmarshal(b, &t); err != nil {
		return t, fmt.Errorf("reading a %s step: %w", kind, err)
	}
	if !p.db.Clock().Now().Before(t.Ends) {
		return t, Late()
	}
	if err := json.Unmarshal(t.Data, data); err != nil {
		return t, fmt.Errorf("reading a %s step: %w", kind, err)
	}
	return t, nil
}

// Punch uses a ticket up. Of several who try at once, one succeeds.
func (p *Proofs) Punch(ctx context.Context, kind, text string, t Ticket) error {
	err := p.db.Touch(ctx, actor.ForSystem(t.Firm, "signin"), func(ctx context.Context, tx *db.Tx) error {
		return tx.Insert(ctx, &Step{
			TokenHash: hex.EncodeToString(p.names.Sum("ticket", kind, text)), Kind: kind, OwnerID: t.Owner, EndsAt: t.Ends, UsedAt: &tx.Now,
		})
	})
	if errs.Is(err, errs.Conflict) {
		return Late()
	}
	return err
}
