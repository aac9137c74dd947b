package conflict

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Service runs conflict checks and keeps what came of them.
type Service struct {
	db   *db.DB
	live *live.Hub
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub) *Service { return &Service{db: d, live: h} }

// Filter narrows the list of checks.
type Filter struct {
	Open      bool
	Signed    bool
	Matter    matter.ID
	SecondFor string // open, with a hit that this person could decide or confirm
}

// File is a check with what it found.
type File struct {
	Check
	Hits []Hit
}

// program is who looks across walls. What it finds is shown to a person only
// through decorate.
func program(firm string) actor.Actor { return actor.ForJob(firm, "conflict") }

// Ask runs a check on names.
//
// Returns Invalid when there is no name, or a part is missing.
func (s *Service) Ask(ctx context.Context, who actor.Actor, c Check) (Check, error) {
	if err := access.Allow(who, Asking); err != nil {
		return c, err
	}
	if c.MatterID != "" {
		if err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error { return access.Sees(ctx, q, string(c.MatterID)) }); err != nil {
			return c, err
		}
	}
	if err := c.check(); err != nil {
		return c, err
	}
	hs, cut, err := s.find(ctx, who.Firm, c)
	if err != nil {
		return c, err
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error { return s.open(ctx, tx, &c, hs, cut) })
	return c, err
}

// find looks for every party of a check, on both sides of every wall.
func (s *Service) find(ctx context.Context, firm string, c Check) (hs []Hit, cut bool, err error) {
	err = s.db.Read(ctx, program(firm), func(ctx context.Context, q db.Q) error {
		for i, p := range c.Parties {
			more, some, err := look(ctx, q, i, p, c.MatterID)
			if err != nil {
				return err
			}
			hs, cut = append(hs, more...), cut || some
		}
		return nil
	})
	return hs, cut, err
}

func (s *Service) open(ctx context.Context, tx *db.Tx, c *Check, hs []Hit, cut bool) error {
	c.ID, c.State, c.Cut, c.AskedBy, c.AskedAt = ID(id.New("cfl")), Open, cut, tx.Who.ID, tx.Now
	if err := tx.Insert(ctx, c); err != nil {
		return err
	}
	for i := range hs {
		hs[i].ID, hs[i].CheckID = id.New("hit"), c.ID
		if err := tx.Insert(ctx, &hs[i]); err != nil {
			return err
		}
	}
	if err := tx.Record("conflict.asked", c.About(), map[string]any{"names": len(c.Parties), "hits": len(hs)}); err != nil {
		return err
	}
	s.live.Poke(tx, "conflict:changed")
	shown, err := decorate(ctx, tx, hs)
	if err != nil {
		return err
	}
	hidden := 0
	for _, h := range shown {
		if h.Restricted {
			hidden++
		}
	}
	if hidden == 0 {
		return nil
	}
	return tx.Record("conflict.restricted", c.About(), map[string]any{"hits": hidden})
}

// decorate shows hits to whoever asks. Of what a wall keeps from them they learn
// only that it is there.
func decorate(ctx context.Context, q db.Q, hs []Hit) ([]Hit, error) {
	var cs []contact.ID
	var ms []matter.ID
	for _, h := range hs {
		cs = append(cs, h.ContactID)
		for _, s := range h.Stakes {
			ms = append(ms, s.MatterID)
		}
	}
	people, err := contact.NamedTx(ctx, q, unique(cs))
	if err != nil {
		return nil, err
	}
	matters, err := matter.NamedTx(ctx, q, unique(ms))
	if err != nil {
		return nil, err
	}
	out := make([]Hit, len(hs))
	for i, h := range hs {
		c, ok := people[h.ContactID]
		if !ok {
			out[i] = Hit{ID: h.ID, Version: h.Version, CheckID: h.CheckID, Party: h.Party, Severity: Look, Restricted: true, Disposition: h.Disposition}
			continue
		}
		var seen []matter.Stake
		for _, s := range h.Stakes {
			if _, ok := matters[s.MatterID]; ok {
				seen = append(seen, s)
			}
		}
		if len(seen) < len(h.Stakes) {
			h.Restricted, h.Severity = true, Look
			h.Reason, h.Waiver = "", Waiver{}
		}
		h.Name, h.Kind, h.Stakes = c.Name, string(c.Kind), seen
		out[i] = h
	}
	return out, nil
}

// Get gives a check with its hits as whoever asks may see them.
func (s *Service) Get(ctx context.Context, who actor.Actor, check ID) (f File, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return f, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if f.Check, err = get(ctx, q, check); err != nil {
			return err
		}
		hs, err := hitsOf(ctx, q, check)
		if err != nil {
			return err
		}
		q.Saw(f.About())
		f.Hits, err = decorate(ctx, q, hs)
		return err
	})
	return f, err
}

// About is what the audit trail calls the check of a file.
func (f File) About() db.About { return f.Check.About() }

// List gives a page of checks, newest first, and the place of the next.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (cs []Check, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		cs, next, err = list(ctx, q, f, p)
		return err
	})
	return cs, next, err
}

// Draft is a check of a matter's client and parties, to be run.
//
// Returns NotFound for a matter that whoever asks may not see.
func (s *Service) Draft(ctx context.Context, who actor.Actor, m matter.ID) (c Check, err error) {
	if err := access.Allow(who, Asking); err != nil {
		return c, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		mt, ps, err := everyone(ctx, q, m)
		if err != nil {
			return err
		}
		ids := make([]contact.ID, len(ps))
		for i, p := range ps {
			ids[i] = p.ContactID
		}
		named, err := contact.NamedTx(ctx, q, unique(ids))
		if err != nil {
			return err
		}
		c = Check{Title: mt.Title, MatterID: m}
		for _, p := range ps {
			if k, ok := named[p.ContactID]; ok && len(c.Parties) < mostParties {
				c.Parties = append(c.Parties, Party{Name: k.Name, Kind: string(k.Kind), Part: p.Part, Contact: k.ID})
			}
		}
		return nil
	})
	return c, err
}

// everyone gives a matter and all who are in it, the client first.
func everyone(ctx context.Context, q db.Q, id matter.ID) (m matter.Matter, ps []matter.Party, err error) {
	if m, err = matter.GetTx(ctx, q, id); err != nil {
		return m, nil, err
	}
	there, err := matter.PartiesTx(ctx, q, id)
	return m, append([]matter.Party{{MatterID: id, ContactID: m.ClientID, Part: matter.Client, AddedAt: m.CreatedAt}}, there...), err
}

// restricted refuses to let anyone decide what they may not see.
func restricted() error {
	return errs.New(errs.Forbidden, "This hit is restricted. Ask conflicts counsel to decide it.")
}
