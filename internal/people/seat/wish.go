package seat

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/locale"
	"candor/internal/people/client"
)

// Wishes are how a client likes to be reached, as far as they may see and
// change it themselves.
type Wishes struct {
	Own       bool // the client's own; somebody near them has none to change here
	Lang      string
	Channels  []client.Channel
	Agreed    bool // only these are safe: changed in a talk
	QuickExit bool
}

// Wishes gives how the client who asks likes to be reached.
func (s *Service) Wishes(ctx context.Context, who actor.Actor) (w Wishes, err error) {
	if err := access.Allow(who, Looking); err != nil {
		return w, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		one, err := own(ctx, q, ID(who.ID))
		if err != nil {
			return err
		}
		c, err := client.OwnTx(ctx, q, one.ContactID)
		w = Wishes{Own: one.Own(), Lang: c.Lang, Channels: c.Channels, Agreed: c.Safe.OnlyThese, QuickExit: c.Safe.QuickExit}
		return err
	})
	return w, err
}

// Wish writes down how the client likes to be reached. Of somebody near them
// only the language of their pages is kept.
func (s *Service) Wish(ctx context.Context, who actor.Actor, lang string, channels []client.Channel) error {
	return s.mine(ctx, who, func(ctx context.Context, tx *db.Tx, one Seat) error {
		if lang != "" {
			lang = locale.Pick(lang)
		}
		if err := likes(ctx, tx, one.ID, lang, ""); err != nil {
			return err
		}
		if !one.Own() {
			return tx.Record("seat.liked", one.About(), nil)
		}
		c, err := client.OwnTx(ctx, tx, one.ContactID)
		if err != nil {
			return err
		}
		if c.Lang != "" && c.Lang != locale.English && c.Lang != locale.Spanish {
			lang = "" // we speak theirs, and pages don't
		}
		return s.clients.SaidTx(ctx, tx, one.ContactID, lang, channels)
	})
}
