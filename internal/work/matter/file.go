package matter

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// File is all we know of a matter.
type File struct {
	Matter
	Area      area.Area
	Client    contact.Contact // empty for a guest who may see the matter alone
	Team      []Member
	Parties   []Party
	Relations []Relation
	Moves     []Move // oldest first
	Currency  money.Currency
}

// Get gives all we know of a matter. The look is recorded.
//
// Returns NotFound if there is none or a wall stands before it.
func (s *Service) Get(ctx context.Context, who actor.Actor, matter ID) (f File, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return f, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		f, err = file(ctx, q, matter)
		if err == nil {
			q.Saw(f.About())
		}
		return err
	})
	return f, err
}

// About is what the audit trail calls the matter of a file.
func (f File) About() db.About { return f.Matter.About() }

func file(ctx context.Context, q db.Q, matter ID) (f File, err error) {
	if f.Matter, err = get(ctx, q, matter); err != nil {
		return f, err
	}
	if f.Area, err = area.OfTx(ctx, q, f.AreaID); err != nil {
		return f, err
	}
	if f.Team, err = teamOf(ctx, q, matter); err != nil {
		return f, err
	}
	if f.Moves, err = movesOf(ctx, q, matter); err != nil {
		return f, err
	}
	if f.Relations, err = relationsOf(ctx, q, matter); err != nil {
		return f, err
	}
	if f.Currency, err = currency(ctx, q); err != nil {
		return f, err
	}
	if f.Parties, err = PartiesTx(ctx, q, matter); err != nil {
		return f, err
	}
	clients, err := contact.NamedTx(ctx, q, []contact.ID{f.ClientID})
	f.Client = clients[f.ClientID]
	f.ClientName = f.Client.Name
	return f, err
}

// GetTx gives a matter inside another's transaction, if whoever asks may see
// it.
func GetTx(ctx context.Context, q db.Q, matter ID) (Matter, error) { return get(ctx, q, matter) }

// NamedTx gives the matters with these ids that whoever asks may see.
func NamedTx(ctx context.Context, q db.Q, ids []ID) (map[ID]Matter, error) {
	ms, err := named(ctx, q, ids)
	out := make(map[ID]Matter, len(ms))
	for _, m := range ms {
		out[m.ID] = m
	}
	return out, err
}

// ByNumberTx finds the matter with a number, if whoever asks may see it.
func ByNumberTx(ctx context.Context, q db.Q, number string) (Matter, error) {
	return byNumber(ctx, q, number)
}

// TeamTx gives a matter's team, in the order people are shown it. The caller
// has fetched the matter.
func TeamTx(ctx context.Context, q db.Q, matter ID) ([]Member, error) { return teamOf(ctx, q, matter) }

// MineTx lists the matters that someone is on the team of, walls aside: the
// caller's query asks them.
func MineTx(ctx context.Context, q db.Q, person staff.ID) ([]ID, error) { return mine(ctx, q, person) }

// PartiesTx gives who else is in a matter, each once, with the names that
// whoever asks may see. The caller has fetched the matter.
func PartiesTx(ctx context.Context, q db.Q, matter ID) ([]Party, error) {
	m, err := get(ctx, q, matter)
	if err != nil {
		return nil, err
	}
	ps, err := partiesOf(ctx, q, matter)
	if err != nil {
		return nil, err
	}
	ps = collapse(ps, m.ClientID)
	var ids []contact.ID
	for _, p := range ps {
		ids = append(ids, p.ContactID)
		if p.RepresentedBy != "" {
			ids = append(ids, p.RepresentedBy)
		}
	}
	names, err := contact.NamedTx(ctx, q, ids)
	for i := range ps {
		ps[i].Name, ps[i].RepresenterName = names[ps[i].ContactID].Name, names[ps[i].RepresentedBy].Name
	}
	return ps, err
}

// ClientsTx gives the client and co-clients of a matter.
func ClientsTx(ctx context.Context, q db.Q, m Matter) ([]contact.Contact, error) {
	return clientsOf(ctx, q, m)
}

// ConcerningTx gives the matters in progress that have one of these as client
// or co-client, last touched first, walls aside: mail must reach the right file
// even where the one who imports it may not look.
func ConcerningTx(ctx context.Context, q db.Q, clients []contact.ID) ([]Matter, error) {
	return concerning(ctx, q, clients)
}

// BehindTx gives the matters that a wall before o stands before too: those
// where a contact is client or co-client.
func BehindTx(ctx context.Context, q db.Q, o access.Object) ([]string, error) {
	if o.Kind != "contact" {
		return nil, nil
	}
	return behindContact(ctx, q, contact.ID(o.ID))
}

// GoingTx reports whether the firm works for a client still, in any matter,
// whoever asks.
func GoingTx(ctx context.Context, q db.Q, client contact.ID) (bool, error) {
	return going(ctx, q, client)
}
