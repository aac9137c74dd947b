package matter

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// By is the order of a list.
type By string

// The orders of a list, newest or highest first.
const (
	ByUpdated By = "updated"
	ByNumber  By = "number"
	ByOpened  By = "opened"
)

// Filter narrows a list.
type Filter struct {
	Text        string // each word begins a word of the number, title or client
	Area        area.ID
	Stage       string
	Status      Status
	Active      bool // pending and open ones
	Responsible staff.ID
	Team        staff.ID // on the team, in any role
	Client      contact.ID
	Tag         string
	By          By
}

// List gives a page of matters with their clients' names, and the place of the
// next.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (ms []Matter, next string, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if ms, next, err = list(ctx, q, f, p); err != nil {
			return err
		}
		return nameClients(ctx, q, ms)
	})
	return ms, next, err
}

// nameClients fills in the names that whoever asks may see.
func nameClients(ctx context.Context, q db.Q, ms []Matter) error {
	ids := make([]contact.ID, 0, len(ms))
	for _, m := range ms {
		ids = append(ids, m.ClientID)
	}
	names, err := contact.NamedTx(ctx, q, ids)
	for i := range ms {
		ms[i].ClientName = names[ms[i].ClientID].Name
	}
	return err
}

// Count counts what a list holds, up to Many.
func (s *Service) Count(ctx context.Context, who actor.Actor, f Filter) (n int, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return 0, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		n, err = countUpTo(ctx, q, f)
		return err
	})
	return n, err
}

// Ongoing counts the matters in progress of each of these contacts, as client
// or co-client.
func (s *Service) Ongoing(ctx context.Context, who actor.Actor, cs []contact.ID) (n map[contact.ID]int, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		n, err = ongoing(ctx, q, cs)
		return err
	})
	return n, err
}

// Lane is one stage of the board.
type Lane struct {
	Stage   area.Stage
	Matters []Matter // the last touched
	Count   int      // up to Many
}

// laneful is how many matters a lane of the board shows.
const laneful = 25

// Board gives an area's matters in progress by stage.
func (s *Service) Board(ctx context.Context, who actor.Actor, f Filter) (a area.Area, lanes []Lane, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return a, nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if a, err = area.GetTx(ctx, q, f.Area); err != nil {
			return err
		}
		f.By, f.Status, f.Active = ByUpdated, Open, false
		for _, st := range a.Stages {
			f.Stage = st.Key
			l := Lane{Stage: st}
			if l.Matters, _, err = list(ctx, q, f, db.Page{Limit: laneful}); err != nil {
				return err
			}
			if err := nameClients(ctx, q, l.Matters); err != nil {
				return err
			}
			if l.Count = len(l.Matters); l.Count == laneful {
				if l.Count, err = countUpTo(ctx, q, f); err != nil {
					return err
				}
			}
			lanes = append(lanes, l)
		}
		return nil
	})
	return a, lanes, err
}

// Involvement is a matter that a contact is in, and as what.
type Involvement struct {
	Matter
	Parts []Part
}

// Involving lists the matters that a contact is in: as client first, then as
// whatever else. It is recorded as a look at the contact.
func (s *Service) Involving(ctx context.Context, who actor.Actor, c contact.ID) (out []Involvement, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := access.Sees(ctx, q, string(c)); err != nil {
			return err
		}
		q.Saw(db.About{Kind: "contact", ID: string(c), Contact: string(c)})
		out, err = involving(ctx, q, c)
		return err
	})
	return out, err
}

func involving(ctx context.Context, q db.Q, c contact.ID) (out []Involvement, err error) {
	own, err := ownedBy(ctx, q, c)
	if err != nil {
		return nil, err
	}
	at := map[ID]int{}
	for _, m := range own {
		at[m.ID] = len(out)
		out = append(out, Involvement{Matter: m, Parts: []Part{Client}})
	}
	ps, err := partsOf(ctx, q, c)
	if err != nil {
		return nil, err
	}
	var ids []ID
	for _, p := range ps {
		ids = append(ids, p.MatterID)
	}
	others, err := NamedTx(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range ps {
		m, seen := others[p.MatterID]
		i, there := at[p.MatterID]
		switch {
		case !seen:
		case there && p.Part == CoClient && out[i].Parts[0] == Client: // left by a merge
		case there:
			out[i].Parts = append(out[i].Parts, p.Part)
		default:
			at[m.ID] = len(out)
			out = append(out, Involvement{Matter: m, Parts: []Part{p.Part}})
		}
	}
	ms := make([]Matter, len(out))
	for i := range out {
		ms[i] = out[i].Matter
	}
	err = nameClients(ctx, q, ms)
	for i := range out {
		out[i].ClientName = ms[i].ClientName
	}
	return out, err
}
