package timeline

import (
	"context"
	"slices"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/mail"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Case is a matter that a message may belong to, and why.
type Case struct {
	Matter  matter.ID
	Number  string
	Title   string
	Contact contact.ID // its client, if they took part
	How     How
	Sure    int64 // 0 to 100
}

// Sure enough to file without asking anyone.
const sureEnough = 70

// How sure we are, by what led to the matter. Someone copied in says less than
// whoever wrote or was written to.
const (
	sureOfThread = 95
	sureOfNumber = 90
	sureOfClient = 80
	sureOfCopied = 50
	sureOfOne    = 40 // of several
)

// cases lists the matters in question, the likeliest first: the one that the
// conversation is in, and those in progress of the clients who take part.
func cases(ctx context.Context, q db.Q, e Entry, from bool, known map[contact.ID]bool) ([]Case, error) {
	ids := make([]contact.ID, 0, len(known))
	for c := range known {
		ids = append(ids, c)
	}
	slices.Sort(ids)
	ms, err := matter.ConcerningTx(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, m := range ms {
		c := Case{Matter: m.ID, Number: m.Number, Title: m.Title, How: ByClient, Sure: sureOfOne}
		if known[m.ClientID] {
			c.Contact = m.ClientID
		} else if len(ids) == 1 {
			c.Contact = ids[0]
		}
		switch {
		case names(e, m.Number):
			c.How, c.Sure = ByNumber, sureOfNumber
		case len(ms) == 1 && direct(e, known):
			c.Sure = sureOfClient
		case len(ms) == 1:
			c.Sure = sureOfCopied
		}
		out = append(out, c)
	}
	if from {
		if out, err = withThread(ctx, q, e, out); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b Case) int { return int(b.Sure - a.Sure) })
	return out, nil
}

// direct is true of a message with one known person, or from one to us.
func direct(e Entry, known map[contact.ID]bool) bool {
	return len(known) == 1 || len(e.Addresses.Cc) == 0
}

// withThread adds the matter that the conversation is in, or makes sure of it.
func withThread(ctx context.Context, q db.Q, e Entry, cs []Case) ([]Case, error) {
	in, err := threadMatter(ctx, q, e.ThreadKey)
	if err != nil || in == "" {
		return cs, err
	}
	for i := range cs {
		if cs[i].Matter == in {
			cs[i].How, cs[i].Sure = ByThread, sureOfThread
			return cs, nil
		}
	}
	return append(cs, Case{Matter: in, How: ByThread, Sure: sureOfThread}), nil
}

// names reports whether a message names a matter's number in its subject or in
// its writer's own words.
func names(e Entry, number string) bool {
	key := search.Fold(number)
	return len(key) >= 3 && strings.Contains(" "+e.Folded+" ", " "+key+" ")
}

// choose gives the case to file in, or an empty one when a person must say:
// when nothing is sure enough, or two are equally sure.
func choose(cs []Case) Case {
	if len(cs) == 0 || cs[0].Sure < sureEnough || len(cs) > 1 && cs[1].Sure == cs[0].Sure {
		return Case{}
	}
	return cs[0]
}

// trusted reports whether a message may follow its conversation into a matter.
// What it says it answers proves nothing, so whoever wrote it must be one of
// us, someone we know, or have taken part before.
func (d *Desk) trusted(ctx context.Context, q db.Q, e Entry, at map[string][]contact.ID) (bool, error) {
	if e.Direction != In {
		return true, nil
	}
	for _, a := range e.Addresses.From {
		if len(at[mail.Canonical(a.Addr)]) > 0 || len(at[mail.Untagged(a.Addr)]) > 0 {
			return true, nil
		}
	}
	before, err := threadPeople(ctx, q, e.ThreadKey)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(before, func(p Person) bool {
		return slices.ContainsFunc(e.Addresses.From, func(a Address) bool { return mail.Same(a.Addr, p.Address) })
	}), nil
}

// Suggest proposes where an unfiled entry belongs, likeliest first. Matters
// that whoever asks may not see are not named.
func (s *Service) Suggest(ctx context.Context, who actor.Actor, entry ID) (cs []Case, err error) {
	if err := access.Allow(who, Sorting); err != nil {
		return nil, err
	}
	err = s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		e, err := get(ctx, q, entry)
		if err != nil {
			return err
		}
		cs, err = suggest(ctx, q, e)
		return err
	})
	return cs, err
}

func suggest(ctx context.Context, q db.Q, e Entry) ([]Case, error) {
	people, err := peopleOf(ctx, q, e.ID)
	if err != nil {
		return nil, err
	}
	var addrs []string
	known := map[contact.ID]bool{}
	for _, p := range people {
		if p.ContactID != "" {
			known[p.ContactID] = true
		}
		addrs = append(addrs, mail.Canonical(p.Address))
	}
	at, err := contact.AtTx(ctx, q, addrs)
	if err != nil {
		return nil, err
	}
	for _, ids := range at {
		for _, c := range ids {
			known[c] = true
		}
	}
	all, err := cases(ctx, q, e, true, known)
	if err != nil {
		return nil, err
	}
	ids := make([]matter.ID, 0, len(all))
	for _, c := range all {
		ids = append(ids, c.Matter)
	}
	seen, err := matter.NamedTx(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, c := range all {
		if m, ok := seen[c.Matter]; ok {
			c.Number, c.Title = m.Number, m.Title
			out = append(out, c)
		}
	}
	return out, nil
}

// SuggestAll is Suggest for a page of entries.
func (s *Service) SuggestAll(ctx context.Context, who actor.Actor, es []Entry) (map[ID][]Case, error) {
	if err := access.Allow(who, Sorting); err != nil {
		return nil, err
	}
	out := make(map[ID][]Case, len(es))
	err := s.read(ctx, who, func(ctx context.Context, q db.Q) error {
		for _, e := range es {
			whole, err := get(ctx, q, e.ID)
			if err != nil {
				return err
			}
			if out[e.ID], err = suggest(ctx, q, whole); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}
