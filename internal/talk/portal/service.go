package portal

import (
	"context"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/live"
	"candor/internal/kit/mail"
	"candor/internal/people/contact"
	"candor/internal/people/seat"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// Service shows clients their cases.
type Service struct {
	db   *db.DB
	live *live.Hub
	line *timeline.Service
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub, line *timeline.Service) *Service { return &Service{d, h, line} }

// Home gives all cases of the client who asks, those in progress first. The
// look is recorded.
func (s *Service) Home(ctx context.Context, who actor.Actor) (h Home, err error) {
	if err := access.Allow(who, seat.Looking); err != nil {
		return h, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if h.Seat, err = seat.OwnTx(ctx, q); err != nil {
			return err
		}
		if h.Office, err = office.MainTx(ctx, q); err != nil {
			return err
		}
		ids, err := seat.MattersTx(ctx, q)
		if err != nil {
			return err
		}
		named, err := matter.NamedTx(ctx, q, ids)
		if err != nil {
			return err
		}
		var closed []Case
		for _, id := range ids {
			m, ok := named[id]
			if !ok {
				continue
			}
			c, err := caseOf(ctx, q, m)
			if err != nil {
				return err
			}
			q.Saw(about(m.ID, h.Seat.ContactID))
			if m.Status == matter.Closed {
				closed = append(closed, c)
			} else {
				h.Cases = append(h.Cases, c)
			}
		}
		h.Cases = append(h.Cases, closed...)
		return nil
	})
	return h, err
}

// Case gives one matter of the client who asks. The look is recorded.
//
// Returns NotFound for one that their seat is not let in to.
func (s *Service) Case(ctx context.Context, who actor.Actor, m matter.ID) (h Home, err error) {
	err = s.look(ctx, who, m, func(ctx context.Context, q db.Q, one seat.Seat, m matter.Matter) error {
		h.Seat = one
		if h.Office, err = office.MainTx(ctx, q); err != nil {
			return err
		}
		c, err := caseOf(ctx, q, m)
		h.Cases = []Case{c}
		return err
	})
	return h, err
}

// look reads one matter for its client.
func (s *Service) look(ctx context.Context, who actor.Actor, id matter.ID, f func(ctx context.Context, q db.Q, one seat.Seat, m matter.Matter) error) error {
	if err := access.Allow(who, seat.Looking); err != nil {
		return err
	}
	return s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		one, err := seat.OwnTx(ctx, q)
		if err != nil {
			return err
		}
		m, err := matter.GetTx(ctx, q, id)
		if err != nil {
			return err
		}
		q.Saw(about(m.ID, one.ContactID))
		return f(ctx, q, one, m)
	})
}

func caseOf(ctx context.Context, q db.Q, m matter.Matter) (c Case, err error) {
	c.Matter = m
	if c.Area, err = area.OfTx(ctx, q, m.AreaID); err != nil {
		return c, err
	}
	if c.Promise, err = promise.StandingTx(ctx, q, m.ID); err != nil {
		return c, err
	}
	team, err := matter.TeamTx(ctx, q, m.ID)
	if err != nil {
		return c, err
	}
	for _, t := range known(team) {
		p, err := staff.GetTx(ctx, q, t.StaffID)
		if err != nil {
			return c, err
		}
		c.Team = append(c.Team, Face{ID: string(p.ID), Name: p.Name, Title: p.Title, Role: t.Role})
	}
	return c, nil
}

// Talk gives what passed between the client and the firm in one matter, newest
// first. The look is recorded.
func (s *Service) Talk(ctx context.Context, who actor.Actor, m matter.ID, p db.Page) (t Talk, err error) {
	err = s.look(ctx, who, m, func(ctx context.Context, q db.Q, one seat.Seat, m matter.Matter) error {
		t.Matter, t.Lines = m, nil
		es, next, err := shownTo(ctx, q, m.ID, one.ContactID, p)
		if err != nil {
			return err
		}
		t.Next = next
		names := map[staff.ID]string{}
		for _, e := range es {
			if _, asked := names[e.StaffID]; !asked && e.StaffID != "" {
				p, err := staff.GetTx(ctx, q, e.StaffID)
				if err != nil && !errs.Is(err, errs.NotFound) {
					return err
				}
				names[e.StaffID] = p.Name
			}
			t.Lines = append(t.Lines, line(e, names[e.StaffID]))
		}
		return nil
	})
	return t, err
}

// line copies what a client may see of an entry, and nothing else: of a
// message its words; of a call, a meeting or a letter that it was, and never
// what we wrote about it.
func line(e timeline.Entry, who string) Line {
	l := Line{Kind: e.Kind, Ours: e.Direction == timeline.Out, At: e.At, Who: who}
	switch e.Kind {
	case timeline.Email:
		if l.Text, _ = mail.Quoted(e.Body); l.Text == "" {
			l.Text = e.Body
		}
	case timeline.SMS, timeline.Portal:
		l.Text = e.Body
	case timeline.Call, timeline.Meeting:
		l.Took = e.Seconds
	case timeline.Letter, timeline.Note, timeline.System:
	}
	return l
}

// Ask keeps a client's question. It shows to the firm at once, and the promise
// to answer it begins.
//
// Returns Invalid with the field, NotFound for a matter that their seat is not
// let in to, Conflict for one that is closed.
func (s *Service) Ask(ctx context.Context, who actor.Actor, id matter.ID, text string) error {
	if err := access.Allow(who, seat.Writing); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		one, err := seat.OwnTx(ctx, tx)
		if err != nil {
			return err
		}
		m, err := matter.GetTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if m.Status == matter.Closed {
			return errs.New(errs.Conflict, "This case is closed. Please call us, and we will gladly help.")
		}
		_, err = s.line.HeardTx(ctx, tx, m.ID, one.ContactID, text)
		return err
	})
}

// Sitters lists who can be written to in the portal about a matter.
func (s *Service) Sitters(ctx context.Context, who actor.Actor, m matter.ID) (out []Sitter, err error) {
	if err := access.Allow(who, timeline.Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(m)); err != nil {
			return err
		}
		out, err = sitters(ctx, q, m)
		return err
	})
	return out, err
}

func sitters(ctx context.Context, q db.Q, m matter.ID) (out []Sitter, err error) {
	seats, err := seat.InMatterTx(ctx, q, m)
	if err != nil {
		return nil, err
	}
	var ids []contact.ID
	for _, one := range seats {
		ids = append(ids, one.ContactID)
	}
	names, err := contact.NamedTx(ctx, q, ids)
	for _, one := range seats {
		if c, ok := names[one.ContactID]; ok {
			out = append(out, Sitter{Seat: one.ID, ContactID: one.ContactID, Name: c.Called(), Own: one.Own()})
		}
	}
	return out, err
}

// Write writes to a client in the portal. Unless it only holds, it answers
// what they asked.
//
// Returns Invalid with the field, NotFound for somebody without a seat in this
// matter.
func (s *Service) Write(ctx context.Context, who actor.Actor, m matter.ID, to contact.ID, text string, holding bool) (e timeline.Entry, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, timeline.Logging); err != nil {
			return err
		}
		if err := access.Sees(ctx, tx, string(m)); err != nil {
			return err
		}
		var p errs.Problems
		p.Check(strings.TrimSpace(text) != "", "message", "Write what you would like to say.")
		if err := p.Err(); err != nil {
			return err
		}
		can, err := sitters(ctx, tx, m)
		if err != nil {
			return err
		}
		for _, one := range can {
			if one.ContactID == to {
				e, err = s.line.LogTx(ctx, tx, timeline.New{Entry: timeline.Entry{
					Kind: timeline.Portal, Direction: timeline.Out, Channel: "portal", MatterID: m, ContactID: to, Body: text, Holding: holding,
				}})
				return err
			}
		}
		return errs.Missing()
	})
	return e, err
}
