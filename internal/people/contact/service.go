package contact

import (
	"context"
	"strconv"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
	"candor/internal/kit/live"
)

// region is where a phone number without a country code is.
const region = "US"

// Service keeps the firm's contacts.
type Service struct {
	db    *db.DB
	live  *live.Hub
	files *blob.Disk

	// Saved is announced when a contact is added or changed; Merged when one
	// was merged into another, so that what belongs to it can follow; Unmerged
	// when that was taken back.
	Saved            event.Topic[Card]
	Merged, Unmerged event.Topic[MergeOf]
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub, files *blob.Disk) *Service {
	return &Service{db: d, live: h, files: files}
}

// Filter narrows a list.
type Filter struct {
	Text     string // begins a name, former name, e-mail or phone
	Kind     Kind
	Tag      string
	Archived bool // with those kept only for the record
	Newest   bool // last changed first, instead of by name
}

// Add makes a contact.
//
// Returns Invalid with the fields that can't be used.
func (s *Service) Add(ctx context.Context, who actor.Actor, c Card) (Card, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		return s.AddTx(ctx, tx, &c)
	})
	return c, err
}

// AddTx is Add inside another's transaction.
func (s *Service) AddTx(ctx context.Context, tx *db.Tx, c *Card) error {
	if err := access.Allow(tx.Who, Editing); err != nil {
		return err
	}
	if c.ID == "" {
		c.ID = ID(id.New("con"))
	}
	if err := s.ready(ctx, tx, c); err != nil {
		return err
	}
	c.CreatedAt, c.UpdatedAt, c.MergedInto, c.ArchivedAt = tx.Now, tx.Now, "", nil
	if err := tx.Insert(ctx, &c.Contact); err != nil {
		return err
	}
	if err := access.OpenTx(ctx, tx, string(c.ID)); err != nil {
		return err
	}
	return s.save(ctx, tx, c, "contact.added", nil)
}

// Change saves a whole card over the version it was read at.
//
// Returns Invalid with the fields, Conflict if someone else changed it since.
func (s *Service) Change(ctx context.Context, who actor.Actor, c Card) (Card, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		old, err := card(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		c.Photo, c.MergedInto, c.ArchivedAt, c.CreatedAt = old.Photo, old.MergedInto, old.ArchivedAt, old.CreatedAt
		if err := s.ready(ctx, tx, &c); err != nil {
			return err
		}
		c.UpdatedAt = tx.Now
		if err := tx.Update(ctx, &c.Contact); err != nil {
			return err
		}
		return s.save(ctx, tx, &c, "contact.changed", changed(old, c))
	})
	return c, err
}

// ready tidies and checks a card and numbers its parts.
func (s *Service) ready(ctx context.Context, tx *db.Tx, c *Card) error {
	c.tidy()
	var today civil.Date
	if !c.BornOn.IsZero() { // what day it is takes the office's whole calendar to say
		var err error
		if today, err = office.TodayTx(ctx, tx); err != nil {
			return err
		}
	}
	var p errs.Problems
	var names []Name
	for i := range c.Names {
		n := c.Names[i]
		if strings.TrimSpace(n.Name) == "" {
			continue
		}
		n.check(&p, "names."+strconv.Itoa(i))
		n.ContactID = c.ID
		if n.ID == "" {
			n.ID = id.New("nam")
		}
		names = append(names, n)
	}
	var points []Point
	for i := range c.Points {
		pt := c.Points[i]
		if strings.TrimSpace(pt.Value+pt.Street+pt.City) == "" {
			continue
		}
		pt.check(&p, "points."+strconv.Itoa(i), region)
		pt.ContactID, pt.Place = c.ID, int64(i)
		if pt.ID == "" {
			pt.ID = id.New("pnt")
		}
		points = append(points, pt)
	}
	if err := join(c.check(today), p.Err()); err != nil {
		return err
	}
	c.Names, c.Points = names, points
	return nil
}

// join makes one list of what two checks found.
func join(a, b error) error {
	x, okX := a.(*errs.Error) //nolint:errorlint // made a few lines above, never wrapped
	y, okY := b.(*errs.Error) //nolint:errorlint // as above
	switch {
	case okX && okY:
		x.Fields = append(x.Fields, y.Fields...)
		return x
	case okX:
		return x
	case okY:
		return y
	}
	return nil
}

// save writes a card's parts and tells everyone.
func (s *Service) save(ctx context.Context, tx *db.Tx, c *Card, action string, detail any) error {
	if c.Version > 1 { // someone new has none
		if err := eraseParts(ctx, tx, c.ID); err != nil {
			return err
		}
	}
	if err := saveParts(ctx, tx, c); err != nil {
		return err
	}
	if err := findDoubles(ctx, tx, *c); err != nil {
		return err
	}
	if err := search.PutTx(ctx, tx, found(*c)); err != nil {
		return err
	}
	s.live.Poke(tx, "contact:changed")
	if err := tx.Record(action, c.Contact.About(), detail); err != nil {
		return err
	}
	return s.Saved.Announce(ctx, tx, *c)
}

// found is how search finds a contact.
func found(c Card) search.Doc {
	d := search.Doc{Kind: "contact", ID: string(c.ID), ContactID: string(c.ID), Title: c.Name, Href: "/contacts/" + string(c.ID), At: c.UpdatedAt}
	d.Names = append(d.Names, c.Name, c.Preferred)
	for _, n := range c.Names {
		d.Names = append(d.Names, n.Name)
	}
	body := []string{c.JobTitle, c.Employer, strings.Join(c.Tags, " ")}
	for _, p := range c.Points {
		body = append(body, p.Value, p.Folded)
	}
	if p, ok := Best(c.Points, Email); ok {
		d.Sub = p.Value
	} else if p, ok := Best(c.Points, Phone); ok {
		d.Sub = p.Value
	}
	d.Body = strings.Join(body, " ")
	return d
}

// findDoubles looks for contacts that may be the same as c.
func findDoubles(ctx context.Context, tx *db.Tx, c Card) error {
	others, err := candidates(ctx, tx, c)
	if err != nil || len(others) == 0 {
		return err
	}
	decided, err := decidedPairs(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	for _, o := range others {
		score, why := compare(c, o)
		if score < worthALook || decided[o.ID] {
			continue
		}
		one, other := inOrder(c.ID, o.ID)
		if err := tx.Put(ctx, &Double{OneID: one, OtherID: other, Score: score, Why: why, State: Open, FoundAt: tx.Now}); err != nil {
			return err
		}
	}
	return nil
}

// Get gives all we know of a contact. The look is recorded.
//
// Returns NotFound if there is none or a wall stands before it.
func (s *Service) Get(ctx context.Context, who actor.Actor, contact ID) (c Card, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return c, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		c, err = card(ctx, q, contact)
		if err == nil {
			q.Saw(c.Contact.About())
		}
		return err
	})
	return c, err
}

// List gives a page of contacts and the place of the next.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (cs []Card, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		cs, next, err = list(ctx, q, f, p)
		return err
	})
	return cs, next, err
}

// GetTx gives a card inside another's transaction, if whoever asks may see it.
func GetTx(ctx context.Context, q db.Q, contact ID) (Card, error) { return card(ctx, q, contact) }

// NamedTx gives the contacts with these ids that whoever asks may see.
func NamedTx(ctx context.Context, q db.Q, ids []ID) (map[ID]Contact, error) {
	cs, err := named(ctx, q, ids)
	out := make(map[ID]Contact, len(cs))
	for _, c := range cs {
		out[c.ID] = c
	}
	return out, err
}

// AtTx finds who can be reached at each of these e-mail addresses or phone
// numbers, walls aside: mail must reach the right file even where the one who
// imports it may not look.
func AtTx(ctx context.Context, q db.Q, addresses []string) (map[string][]ID, error) {
	folded := make([]string, 0, len(addresses))
	for _, a := range addresses {
		folded = append(folded, FoldEmail(a))
	}
	ps, err := byPoint(ctx, q, folded)
	out := map[string][]ID{}
	for _, p := range ps {
		out[p.Folded] = append(out[p.Folded], p.ContactID)
	}
	return out, err
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
