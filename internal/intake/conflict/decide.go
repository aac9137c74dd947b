package conflict

import (
	"context"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// change fetches a hit of an open check that whoever acts may see whole, lets
// decide change it, and saves.
func (s *Service) change(ctx context.Context, who actor.Actor, hit string, version int64, action string, decide func(h *Hit, tx *db.Tx) error) (h Hit, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if h, err = getHit(ctx, tx, hit); err != nil {
			return err
		}
		c, err := get(ctx, tx, h.CheckID)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Deciding); err != nil {
			return err
		}
		if c.State != Open {
			return errs.New(errs.Conflict, "This check is signed already. Run it again to look anew.")
		}
		shown, err := decorate(ctx, tx, []Hit{h})
		if err != nil {
			return err
		}
		if shown[0].Restricted {
			return restricted()
		}
		if err := decide(&h, tx); err != nil {
			return err
		}
		if version != 0 {
			h.Version = version
		}
		if err := tx.Update(ctx, &h); err != nil {
			return err
		}
		s.live.Poke(tx, "conflict:changed")
		return tx.Record(action, c.About(), map[string]any{"hit": h.ID, "contact": h.ContactID, "disposition": h.Disposition})
	})
	return h, err
}

// Dispose decides a hit, with a reason that the report keeps.
//
// Returns Forbidden for a restricted hit, Conflict once the check is signed.
func (s *Service) Dispose(ctx context.Context, who actor.Actor, hit string, version int64, d Disposition, reason string) (Hit, error) {
	return s.change(ctx, who, hit, version, "conflict.disposed", func(h *Hit, tx *db.Tx) error { return h.dispose(d, reason, who.ID, tx.Now) })
}

// Second confirms what a colleague decided about a grave hit.
//
// Returns Conflict if it is one's own decision.
func (s *Service) Second(ctx context.Context, who actor.Actor, hit string) (Hit, error) {
	return s.change(ctx, who, hit, 0, "conflict.seconded", func(h *Hit, tx *db.Tx) error { return h.second(who.ID, tx.Now) })
}

// Waive notes that informed consent was given and confirmed in writing.
func (s *Service) Waive(ctx context.Context, who actor.Actor, hit string, w Waiver) (Hit, error) {
	return s.change(ctx, who, hit, 0, "conflict.waived", func(h *Hit, _ *db.Tx) error {
		w.Who, w.How, w.Note = contact.Neat(w.Who), contact.Neat(w.How), strings.TrimSpace(w.Note)
		var p errs.Problems
		p.Check(h.Disposition == Waivable, "who", "Decide first that this conflict can be waived.")
		p.Check(w.Who != "", "who", "Write who consented.")
		p.Check(!w.On.IsZero(), "on", "Write the day of the writing.")
		p.Check(w.How != "", "how", "Write how it was confirmed: a signed letter, your e-mail.")
		if err := p.Err(); err != nil {
			return err
		}
		h.Waiver = w
		return nil
	})
}

// DisposeHarmless decides all hits at once that touch nobody's interests and
// that nobody has decided, and says how many.
func (s *Service) DisposeHarmless(ctx context.Context, who actor.Actor, check ID, reason string) (n int, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		n = 0
		c, err := get(ctx, tx, check)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Deciding); err != nil {
			return err
		}
		if c.State != Open {
			return errs.New(errs.Conflict, "This check is signed already. Run it again to look anew.")
		}
		hs, err := hitsOf(ctx, tx, check)
		if err != nil {
			return err
		}
		shown, err := decorate(ctx, tx, hs)
		if err != nil {
			return err
		}
		for i, h := range hs {
			if h.Severity != Harmless || h.Disposition != Undecided || shown[i].Restricted {
				continue
			}
			if err := h.dispose(NoConflict, reason, who.ID, tx.Now); err != nil {
				return err
			}
			if err := tx.Update(ctx, &h); err != nil {
				return err
			}
			n++
		}
		s.live.Poke(tx, "conflict:changed")
		return tx.Record("conflict.disposed", c.About(), map[string]any{"harmless": n})
	})
	return n, err
}

// Sign closes a check and freezes its report. Its hash is in the audit trail.
//
// Returns Conflict while anything is left to decide.
func (s *Service) Sign(ctx context.Context, who actor.Actor, check ID, version int64, note string) (c Check, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if c, err = get(ctx, tx, check); err != nil {
			return err
		}
		if err := access.Allow(who, Signing); err != nil {
			return err
		}
		hs, err := hitsOf(ctx, tx, check)
		if err != nil {
			return err
		}
		if err := c.sign(hs, who.ID, note, tx.Now); err != nil {
			return err
		}
		if version != 0 {
			c.Version = version
		}
		if err := tx.Update(ctx, &c); err != nil {
			return err
		}
		hash, err := s.freeze(ctx, tx, c, hs)
		if err != nil {
			return err
		}
		s.live.Poke(tx, "conflict:changed")
		return tx.Record("conflict.signed", c.About(), map[string]any{"state": c.State, "hits": len(hs), "report": hash})
	})
	return c, err
}
