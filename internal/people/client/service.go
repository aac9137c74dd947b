package client

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
)

// Service keeps what we know of our clients as clients.
type Service struct {
	db   *db.DB
	live *live.Hub

	// Became is announced when someone comes to stand otherwise with the firm,
	// Changed when a preference or a date changes.
	Became  event.Topic[Becoming]
	Changed event.Topic[Client]
}

// Becoming says that someone stands otherwise with the firm.
type Becoming struct {
	Client Client
	From   Status // empty: they were not known as a client
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub) *Service { return &Service{db: d, live: h} }

// Get gives what we know of someone as a client; of whom nothing is known, an
// empty Care. The look is recorded.
//
// Returns NotFound if there is no such contact or a wall stands before it.
func (s *Service) Get(ctx context.Context, who actor.Actor, c contact.ID) (care Care, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return care, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if care, err = GetTx(ctx, q, c); err != nil {
			return err
		}
		q.Saw(care.About())
		return nil
	})
	return care, err
}

// Safe says what to mind before reaching someone by a channel now, in the
// order of its weight. Whoever is about to call or write asks first.
func (s *Service) Safe(ctx context.Context, who actor.Actor, c contact.ID, ch Channel) (ws []Warning, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		care, err := GetTx(ctx, q, c)
		if err != nil {
			return err
		}
		q.Saw(care.About())
		o, err := office.MainTx(ctx, q)
		if err != nil {
			return err
		}
		zone, err := civil.LoadZone(o.Zone)
		if err != nil {
			return err
		}
		ws = care.SafeTo(ch, q.Time(), zone)
		return nil
	})
	return ws, err
}

// GetTx is Get inside another's transaction.
func GetTx(ctx context.Context, q db.Q, c contact.ID) (care Care, err error) {
	if err := access.Sees(ctx, q, string(c)); err != nil {
		return care, err
	}
	care.Client, err = row(ctx, q, c)
	if errs.Is(err, errs.NotFound) {
		care.Client, err = Client{ContactID: c}, nil
	}
	if err != nil {
		return care, err
	}
	care.Dates, err = datesOf(ctx, q, c)
	return care, err
}

// AllTx gives what we know of several people as clients, by contact.
func AllTx(ctx context.Context, q db.Q, cs []contact.ID) (map[contact.ID]Client, error) {
	rows, err := rowsOf(ctx, q, cs)
	out := make(map[contact.ID]Client, len(rows))
	for _, c := range rows {
		out[c.ContactID] = c
	}
	return out, err
}

// Filter narrows the list of clients.
type Filter struct {
	Text   string // words of the name
	Status Status
}

// List gives a page of clients by name, and the place of the next.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (cs []Client, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		cs, next, err = list(ctx, q, f, p)
		return err
	})
	return cs, next, err
}

// Save writes down how a client wants to be reached, over the version it was
// read at; 0 for someone of whom nothing was known. Where they stand is
// changed by Become.
func (s *Service) Save(ctx context.Context, who actor.Actor, c Client) (Client, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Sees(ctx, tx, string(c.ContactID)); err != nil {
			return err
		}
		if err := access.Allow(who, Caring); err != nil {
			return err
		}
		old, err := row(ctx, tx, c.ContactID)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		if old.Version != c.Version {
			return db.Stale()
		}
		c.ID, c.Status, c.CreatedAt = old.ID, old.Status, old.CreatedAt
		c.SinceOn, c.UntilOn = old.SinceOn, old.UntilOn
		c.tidy()
		if err := c.check(); err != nil {
			return err
		}
		if err := s.keep(ctx, tx, &c); err != nil {
			return err
		}
		if err := tx.Record("client.changed", c.About(), changed(old, c)); err != nil {
			return err
		}
		return s.Changed.Announce(ctx, tx, c)
	})
	return c, err
}

// keep inserts or updates a client.
func (s *Service) keep(ctx context.Context, tx *db.Tx, c *Client) error {
	c.UpdatedAt = tx.Now
	s.live.Poke(tx, "client:changed")
	if c.Known() {
		return tx.Update(ctx, c)
	}
	c.ID, c.CreatedAt = ID(id.New("cli")), tx.Now
	return tx.Insert(ctx, c)
}

// changed says which fields differ, never what they say.
func changed(a, b Client) (out []string) {
	add := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	add("number", a.Number == b.Number)
	add("lang", a.Lang == b.Lang)
	add("interpreter", a.Interpreter == b.Interpreter)
	add("formality", a.Formality == b.Formality)
	add("channels", slices.Equal(a.Channels, b.Channels))
	add("hours", slices.EqualFunc(a.Hours, b.Hours, func(x, y Hours) bool { return slices.Equal(x.Days, y.Days) && x.From == y.From && x.To == y.To }))
	add("zone", a.Zone == b.Zone)
	add("needs", a.Needs == b.Needs)
	add("safe", a.Safe == b.Safe)
	add("avoid", a.Avoid == b.Avoid)
	return out
}

// Become changes where someone stands with the firm.
//
// Returns Conflict if they stand so already, or if we act for them and they
// are to be a prospect or declined.
func (s *Service) Become(ctx context.Context, who actor.Actor, c contact.ID, status Status) (cl Client, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Sees(ctx, tx, string(c)); err != nil {
			return err
		}
		if err := access.Allow(who, Ranking); err != nil {
			return err
		}
		cl, err = s.becomeTx(ctx, tx, c, status)
		return err
	})
	return cl, err
}

func (s *Service) becomeTx(ctx context.Context, tx *db.Tx, c contact.ID, status Status) (cl Client, err error) {
	if cl, err = row(ctx, tx, c); err != nil && !errs.Is(err, errs.NotFound) {
		return cl, err
	}
	today, err := office.TodayTx(ctx, tx)
	if err != nil {
		return cl, err
	}
	from := cl.Status
	cl.ContactID = c
	if err := cl.becomes(status, today); err != nil {
		return cl, err
	}
	cl.tidy()
	if err := s.keep(ctx, tx, &cl); err != nil {
		return cl, err
	}
	if err := tx.Record("client.became", cl.About(), map[string]any{"from": from, "to": status}); err != nil {
		return cl, err
	}
	return cl, s.Became.Announce(ctx, tx, Becoming{cl, from})
}

// ActiveTx makes someone a client we act for, because a matter was opened for
// them. It does nothing for one who is.
func (s *Service) ActiveTx(ctx context.Context, tx *db.Tx, c contact.ID) error {
	return s.followTx(ctx, tx, c, Active)
}

// FormerTx makes someone a former client, because their last matter was
// closed. It does nothing for one who is.
func (s *Service) FormerTx(ctx context.Context, tx *db.Tx, c contact.ID) error {
	return s.followTx(ctx, tx, c, Former)
}

func (s *Service) followTx(ctx context.Context, tx *db.Tx, c contact.ID, status Status) error {
	_, err := s.becomeTx(ctx, tx, c, status)
	if errs.Is(err, errs.Conflict) {
		return nil
	}
	return err
}

// ContactMerged lets what was known of a merged contact follow to the one
// kept. Where both were clients, the stricter rules for their safety hold, and
// stay when the merge is taken back.
func (s *Service) ContactMerged(ctx context.Context, tx *db.Tx, m contact.MergeOf) error {
	if err := contact.MoveTx(ctx, tx, m.ID, "client_date.contact_id", m.Kept, m.Gone); err != nil {
		return err
	}
	gone, err := row(ctx, tx, m.Gone)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	kept, err := row(ctx, tx, m.Kept)
	if errs.Is(err, errs.NotFound) {
		return contact.MoveTx(ctx, tx, m.ID, "client.contact_id", m.Kept, m.Gone)
	}
	if err != nil {
		return err
	}
	kept.Safe, kept.Avoid = kept.Safe.tighten(gone.Safe), clean(kept.Avoid, gone.Avoid)
	if kept.Safe.OnlyThese && len(kept.Channels) == 0 {
		kept.Channels = gone.Channels
	}
	if err := s.keep(ctx, tx, &kept); err != nil {
		return err
	}
	return tx.Record("client.changed", kept.About(), map[string]any{"fields": []string{"safe", "avoid"}, "merge": m.ID})
}
