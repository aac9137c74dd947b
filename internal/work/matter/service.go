package matter

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// Service keeps the firm's matters.
type Service struct {
	db   *db.DB
	live *live.Hub

	// What is announced, each in the act's own transaction.
	Opened     event.Topic[Matter]
	Changed    event.Topic[Matter]
	Staged     event.Topic[Staged]
	Closed     event.Topic[Matter]
	Reopened   event.Topic[Matter]
	Assigned   event.Topic[Assigned]
	Unassigned event.Topic[Assigned]
	PartyAdded event.Topic[PartyAdded]
}

// Staged says that a matter moved from stage to stage.
type Staged struct {
	Matter Matter
	Move   Move
}

// Assigned says that someone is on a team now, or no longer.
type Assigned struct {
	Matter Matter
	Member Member
}

// PartyAdded says that a contact is in a matter now.
type PartyAdded struct {
	Matter Matter
	Party  Party
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub) *Service { return &Service{db: d, live: h} }

// New is what a matter is opened from. Its number is given by the firm's
// pattern unless it brings one of its own.
type New struct {
	Matter
	Team    []Member // beside the responsible person
	Parties []Party
}

// Open opens a matter for a client.
//
// Returns Invalid with the fields, Conflict if its own number is taken or if a
// wall keeps someone of the team from the client.
func (s *Service) Open(ctx context.Context, who actor.Actor, n New) (m Matter, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		m, err = s.OpenTx(ctx, tx, n)
		return err
	})
	return m, err
}

// OpenTx is Open inside another's transaction. A matter that is brought over
// from elsewhere may be closed already.
func (s *Service) OpenTx(ctx context.Context, tx *db.Tx, n New) (Matter, error) {
	m := n.Matter
	if err := access.Allow(tx.Who, Opening); err != nil {
		return m, err
	}
	area, today, err := s.ready(ctx, tx, &m, Matter{})
	if err != nil {
		return m, err
	}
	m.ID, m.Restricted = ID(id.New("mat")), false
	m.StageAt, m.CreatedAt, m.UpdatedAt, m.CreatedBy = tx.Now, tx.Now, tx.Now, tx.Who.ID
	if m.Number, err = nextNumber(ctx, tx, m, area, today); err != nil {
		return m, err
	}
	if err := tx.Insert(ctx, &m); err != nil {
		return m, err
	}
	if err := access.OpenTx(ctx, tx, string(m.ID)); err != nil {
		return m, err
	}
	if err := access.InheritTx(ctx, tx, string(m.ClientID), string(m.ID)); err != nil {
		return m, err
	}
	if err := tx.Record("matter.opened", m.About(), map[string]any{"number": m.Number, "area": m.AreaID, "status": m.Status}); err != nil {
		return m, err
	}
	if err := s.fillTx(ctx, tx, m, n); err != nil {
		return m, err
	}
	if err := s.tell(ctx, tx, m); err != nil {
		return m, err
	}
	return m, s.Opened.Announce(ctx, tx, m)
}

// fillTx adds the team and the parties that a matter is opened with.
func (s *Service) fillTx(ctx context.Context, tx *db.Tx, m Matter, n New) error {
	team := n.Team
	if m.ResponsibleID != "" {
		team = append([]Member{{StaffID: m.ResponsibleID, Role: Responsible}}, team...)
	}
	for _, t := range team {
		if t.Role == Responsible && t.StaffID != m.ResponsibleID {
			continue
		}
		if err := s.join(ctx, tx, m, t.StaffID, t.Role); err != nil {
			return err
		}
	}
	for _, p := range n.Parties {
		if err := s.addParty(ctx, tx, m, &p); err != nil {
			return err
		}
	}
	return nil
}

// ready tidies and checks a matter against its area and client.
func (s *Service) ready(ctx context.Context, tx *db.Tx, m *Matter, old Matter) (a area.Area, today civil.Date, err error) {
	m.tidy()
	if today, err = office.TodayTx(ctx, tx); err != nil {
		return a, today, err
	}
	if m.OpenedOn.IsZero() && m.Status != Pending {
		m.OpenedOn = today
	}
	var p errs.Problems
	m.check(&p)
	if m.AreaID != "" {
		if a, err = area.GetTx(ctx, tx, m.AreaID); errs.Is(err, errs.NotFound) {
			p.Add("area", "Choose a practice area.")
		} else if err != nil {
			return a, today, err
		}
		p.Check(!a.Retired || old.AreaID == m.AreaID, "area", "This practice area takes no new matters.")
	}
	if _, known := a.Stage(m.Stage); !known {
		m.Stage = a.First()
	}
	firm, err := currency(ctx, tx)
	if err != nil {
		return a, today, err
	}
	m.fields(old.Fields, a, firm, &p)
	if m.ResponsibleID != "" && m.ResponsibleID != old.ResponsibleID {
		lead, err := staff.GetTx(ctx, tx, m.ResponsibleID)
		p.Check(err == nil && lead.Here(tx.Now), "responsible", "Choose someone who works here.")
	}
	if err := p.Err(); err != nil {
		return a, today, err
	}
	if m.ClientID != old.ClientID {
		if _, err := contact.GetTx(ctx, tx, m.ClientID); errs.Is(err, errs.NotFound) {
			p.Add("client", "Choose the client.")
		} else if err != nil {
			return a, today, err
		}
	}
	return a, today, p.Err()
}

// Change saves a matter over the version it was read at. Status, stage and
// team have verbs of their own; a change of area begins at that area's first
// stage unless it has the same one.
//
// Returns Invalid with the fields, Conflict if someone else changed it since.
func (s *Service) Change(ctx context.Context, who actor.Actor, m Matter) (Matter, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		old, err := get(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		m.Number, m.Status, m.ClosedOn, m.Reason, m.Outcome, m.Stage, m.StageAt = old.Number, old.Status, old.ClosedOn, old.Reason, old.Outcome, old.Stage, old.StageAt
		m.ResponsibleID, m.Restricted, m.CreatedBy, m.CreatedAt = old.ResponsibleID, old.Restricted, old.CreatedBy, old.CreatedAt
		area, _, err := s.ready(ctx, tx, &m, old)
		if err != nil {
			return err
		}
		m.UpdatedAt = tx.Now
		if err := s.follow(ctx, tx, &m, old, area); err != nil {
			return err
		}
		if err := tx.Update(ctx, &m); err != nil {
			return err
		}
		if err := tx.Record("matter.changed", m.About(), map[string]any{"fields": changed(old, m)}); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, m); err != nil {
			return err
		}
		return s.Changed.Announce(ctx, tx, m)
	})
	return m, err
}

// follow does what a change of area or client brings with it.
func (s *Service) follow(ctx context.Context, tx *db.Tx, m *Matter, old Matter, a area.Area) error {
	if m.Stage != old.Stage {
		before, err := area.OfTx(ctx, tx, old.AreaID)
		if err != nil {
			return err
		}
		from, _ := before.Stage(old.Stage)
		to, _ := a.Stage(m.Stage)
		m.StageAt = tx.Now
		mv := Move{ID: id.New("mov"), MatterID: m.ID, FromStage: old.Stage, ToStage: m.Stage, FromName: from.Name, ToName: to.Name, MovedBy: tx.Who.ID, MovedAt: tx.Now}
		if err := tx.Insert(ctx, &mv); err != nil {
			return err
		}
	}
	if m.ClientID == old.ClientID {
		return nil
	}
	return s.behind(ctx, tx, *m, m.ClientID)
}

// behind puts a matter behind the walls of one who is its client now, and
// refuses if that would wall off someone of its team.
func (s *Service) behind(ctx context.Context, tx *db.Tx, m Matter, client contact.ID) error {
	if err := access.InheritTx(ctx, tx, string(client), string(m.ID)); err != nil {
		return err
	}
	team, err := teamOf(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	for _, t := range team {
		if err := notWalled(ctx, tx, m.ID, t.StaffID); err != nil {
			return err
		}
	}
	return nil
}

// notWalled refuses whom a wall keeps from the matter.
func notWalled(ctx context.Context, q db.Q, m ID, who staff.ID) error {
	walled, err := access.Denied(ctx, q, string(m), string(who))
	if err == nil && walled {
		return errs.New(errs.Conflict, "An ethical wall stands between someone of the team and this client.")
	}
	return err
}

// tell lets a matter be found as it now is, and open pages look again.
func (s *Service) tell(ctx context.Context, tx *db.Tx, m Matter) error {
	clients, err := clientsOf(ctx, tx, m)
	if err != nil {
		return err
	}
	if err := saveKeys(ctx, tx, m, clients); err != nil {
		return err
	}
	s.live.Poke(tx, "matter:changed")
	return search.PutTx(ctx, tx, found(m, clients))
}
