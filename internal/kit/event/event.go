// Package event lets later features react to what an earlier one did, in the
// same transaction.
//
// An announcing service has one typed Topic per event; the program's wiring
// says who reacts. A reaction that fails takes the whole act back with it.
package event

import (
	"context"

	"candor/internal/kit/db"
)

// Reaction is what a feature does when it hears of an event.
type Reaction[E any] func(ctx context.Context, tx *db.Tx, e E) error

// Topic is one kind of event. The zero value is ready.
type Topic[E any] struct{ reactions []Reaction[E] }

// On adds a reaction. It is called while the program is wired, never later.
func (t *Topic[E]) On(r Reaction[E]) { t.reactions = append(t.reactions, r) }

// Announce runs the reactions in the order they were added.
func (t *Topic[E]) Announce(ctx context.Context, tx *db.Tx, e E) error {
	for _, r := range t.reactions {
		if err := r(ctx, tx, e); err != nil {
			return err
		}
	}
	return nil
}
