package matter

import (
	"context"

	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
)

// Stake is what a contact is in a matter: its client, or a party.
type Stake struct {
	ContactID contact.ID `json:"contact"`
	MatterID  ID         `json:"matter"`
	Number    string     `json:"number"`
	Title     string     `json:"title"`
	Part      Part       `json:"part"`
	Status    Status     `json:"status"`
	ClosedOn  civil.Date `json:"closed_on"`
}

// StakesTx lists what contacts are in the matters that whoever asks may see.
func StakesTx(ctx context.Context, q db.Q, cs []contact.ID) ([]Stake, error) {
	return stakesOf(ctx, q, cs)
}
