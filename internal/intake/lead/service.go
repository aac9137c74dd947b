package lead

import (
	"context"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
	"candor/internal/kit/live"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/work/area"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// Topic is poked when any lead changes.
const Topic = "lead:changed"

// Guard may refuse a step, for what another feature knows: such as that the
// conflict report is not signed off.
type Guard func(ctx context.Context, q db.Q, l inquiry.Lead, to inquiry.State) error

// Service keeps the firm's leads.
type Service struct {
	db       *db.DB
	live     *live.Hub
	contacts *contact.Service
	clients  *client.Service
	matters  *matter.Service
	tasks    *task.Service

	// Guards are asked before each step forward, beside our own.
	Guards []Guard

	// What is announced, each in the act's own transaction.
	Asked      event.Topic[inquiry.Lead] // a new lead
	Moved      event.Topic[Moved]
	PartyAdded event.Topic[PartyAdded]
	Became     event.Topic[inquiry.Lead] // a matter was opened from it
}

// Moved says that a lead went a step, or out of the pipeline.
type Moved struct {
	Lead inquiry.Lead
	Move inquiry.Move
}

// PartyAdded says that someone else is in it now.
type PartyAdded struct {
	Lead  inquiry.Lead
	Party inquiry.Party
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub, contacts *contact.Service, clients *client.Service, matters *matter.Service, tasks *task.Service) *Service {
	return &Service{db: d, live: h, contacts: contacts, clients: clients, matters: matters, tasks: tasks}
}

// New is what a lead is made from: someone known, or a card of someone new.
type New struct {
	inquiry.Lead
	Person  *contact.Card // made, if ContactID is empty
	Parties []inquiry.Party
	Spoken  bool // a person spoke with them as they asked
}

// Add takes an inquiry in. The clock of the first answer begins.
//
// Returns Invalid with the fields, Conflict if a wall keeps its owner from
// whoever asks.
func (s *Service) Add(ctx context.Context, who actor.Actor, n New) (l inquiry.Lead, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		l, err = s.AddTx(ctx, tx, n)
		return err
	})
	return l, err
}

// AddTx is Add inside another's transaction.
func (s *Service) AddTx(ctx context.Context, tx *db.Tx, n New) (inquiry.Lead, error) {
	l := n.Lead
	if err := access.Allow(tx.Who, Editing); err != nil {
		return l, err
	}
	if l.ContactID == "" && n.Person != nil {
		if err := s.contacts.AddTx(ctx, tx, n.Person); err != nil {
			return l, err
		}
		l.ContactID = n.Person.ID
	}
	t, err := TermsTx(ctx, tx)
	if err != nil {
		return l, err
	}
	h, err := office.HoursTx(ctx, tx)
	if err != nil {
		return l, err
	}
	l.ID, l.State, l.StateAt, l.Reached = inquiry.ID(id.New("led")), inquiry.Inquiry, tx.Now, 0
	l.CreatedBy, l.CreatedAt, l.UpdatedAt, l.LimitBy = tx.Who.ID, tx.Now, tx.Now, ""
	if l.InquiredAt.IsZero() || l.InquiredAt.After(tx.Now) {
		l.InquiredAt = tx.Now
	}
	l.AnswerBy = answerBy(h, l.InquiredAt, t)
	if n.Spoken {
		l.Answer(l.InquiredAt, staff.ID(tx.Who.ID))
	}
	if err := s.ready(ctx, tx, &l, inquiry.Lead{}); err != nil {
		return l, err
	}
	if err := s.chase(ctx, tx, &l, t, h); err != nil {
		return l, err
	}
	if err := tx.Insert(ctx, &l); err != nil {
		return l, err
	}
	if err := s.clients.ProspectTx(ctx, tx, l.ContactID); err != nil {
		return l, err
	}
	for _, p := range n.Parties {
		if err := s.addParty(ctx, tx, &l, &p); err != nil {
			return l, err
		}
	}
	if err := s.step(ctx, tx, l, inquiry.Move{ToState: inquiry.Inquiry}); err != nil {
		return l, err
	}
	if err := s.tell(tx, l, "lead.added", map[string]any{"source": l.Source, "area": l.AreaID, "owner": l.OwnerID, "answer_by": l.AnswerBy}); err != nil {
		return l, err
	}
	return l, s.Asked.Announce(ctx, tx, l)
}

// ready tidies and checks a lead against what it names.
func (s *Service) ready(ctx context.Context, tx *db.Tx, l *inquiry.Lead, old inquiry.Lead) error {
	l.Tidy()
	today, err := office.TodayTx(ctx, tx)
	if err != nil {
		return err
	}
	firm, err := currency(ctx, tx)
	if err != nil {
		return err
	}
	if l.Value.Currency == "" {
		l.Value.Currency = firm
	}
	var p errs.Problems
	l.Check(&p, today, firm)
	known, err := contact.NamedTx(ctx, tx, []contact.ID{l.ContactID, l.ReferrerID})
	if err != nil {
		return err
	}
	p.Check(l.ContactID == "" || known[l.ContactID].ID != "", "contact", "Choose who asks.")
	p.Check(l.ReferrerID == "" || l.ReferrerID == old.ReferrerID || known[l.ReferrerID].ID != "", "referrer", "Choose a person or an organisation.")
	if l.AreaID != "" && l.AreaID != old.AreaID {
		a, err := area.OfTx(ctx, tx, l.AreaID)
		if err != nil {
			return err
		}
		p.Check(a.ID != "" && !a.Retired, "area", "Choose a practice area.")
	}
	if l.OwnerID != "" && l.OwnerID != old.OwnerID {
		owner, err := staff.GetTx(ctx, tx, l.OwnerID)
		p.Check(err == nil && owner.Works(tx.Now), "owner", "Choose someone who works here.")
		walled, err := access.Denied(ctx, tx, string(l.ContactID), string(l.OwnerID))
		if err != nil {
			return err
		}
		if walled {
			return errs.New(errs.Conflict, "An ethical wall stands between this person and whoever asks.")
		}
	}
	return p.Err()
}

// Change saves a lead over the version it was read at. Steps have verbs of
// their own.
//
// Returns Invalid with the fields, Conflict if someone else changed it since.
func (s *Service) Change(ctx context.Context, who actor.Actor, l inquiry.Lead) (inquiry.Lead, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		old, err := get(ctx, tx, l.ID)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		n := old
		n.Version = l.Version
		n.Topic, n.Story, n.AreaID, n.OwnerID, n.Source, n.ReferrerID = l.Topic, l.Story, l.AreaID, l.OwnerID, l.Source, l.ReferrerID
		n.Value, n.IncidentOn, n.LimitOn, n.Urgent = l.Value, l.IncidentOn, l.LimitOn, l.Urgent
		if n.LimitOn != old.LimitOn {
			n.LimitBy = "" // another day is another question
		}
		if err := s.ready(ctx, tx, &n, old); err != nil {
			return err
		}
		l = n
		return s.save(ctx, tx, &l, "lead.changed", map[string]any{"fields": changed(old, l)})
	})
	return l, err
}

// changed says which fields differ, never what they say.
func changed(a, b inquiry.Lead) (out []string) {
	for name, differs := range map[string]bool{
		"area": a.AreaID != b.AreaID, "incident_on": a.IncidentOn != b.IncidentOn, "limit_on": a.LimitOn != b.LimitOn, "owner": a.OwnerID != b.OwnerID,
		"referrer": a.ReferrerID != b.ReferrerID, "source": a.Source != b.Source, "story": a.Story != b.Story, "topic": a.Topic != b.Topic,
		"urgent": a.Urgent != b.Urgent, "value": a.Value != b.Value,
	} {
		if differs {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// save updates a lead and tells.
func (s *Service) save(ctx context.Context, tx *db.Tx, l *inquiry.Lead, action string, detail any) error {
	l.UpdatedAt = tx.Now
	if err := tx.Update(ctx, l); err != nil {
		return err
	}
	return s.tell(tx, *l, action, detail)
}

func (s *Service) tell(tx *db.Tx, l inquiry.Lead, action string, detail any) error {
	s.live.Poke(tx, Topic)
	return tx.Record(action, l.About(), detail)
}
