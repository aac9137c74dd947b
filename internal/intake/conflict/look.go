package conflict

import (
	"cmp"
	"context"
	"slices"

	"candor/internal/kit/db"
	"candor/internal/kit/name"
	"candor/internal/people/contact"
	"candor/internal/people/likeness"
	"candor/internal/work/matter"
)

const (
	mostHits = 200 // listed for one party; more are said to be there
	mostKin  = 25  // matches of a party whose relations are looked at
)

// Related is a reason beside those of names: B is A's relation.
const Related name.What = "related"

// look finds whom the firm knows that may be a party, or is close to one. It
// reads across walls, so q must be the program's own; what it finds is shown
// through decorate.
func look(ctx context.Context, q db.Q, i int, p Party, own matter.ID) (hs []Hit, cut bool, err error) {
	sub, self, err := wanted(ctx, q, p)
	if err != nil {
		return nil, false, err
	}
	likes, cut, err := likeness.FindTx(ctx, q, sub, self...)
	if err != nil {
		return nil, false, err
	}
	grades := map[contact.ID]name.Finding{}
	found := make([]contact.ID, 0, len(likes))
	for _, c := range likes {
		grades[c.ID] = c.Finding
		found = append(found, c.ID)
	}
	stakes, err := stakesBy(ctx, q, found, own)
	if err != nil {
		return nil, false, err
	}
	for _, id := range found {
		f := grades[id]
		if len(stakes[id]) == 0 && (f.Grade < name.Possible || slices.Contains(self, id)) {
			continue
		}
		hs = append(hs, Hit{Party: int64(i), ContactID: id, Grade: f.Grade, Severity: grave(p.Part, stakes[id], f.Grade, own), Reasons: f.Reasons, Stakes: stakes[id]})
	}
	kin, err := kinOf(ctx, q, p, likes, own)
	if err != nil {
		return nil, false, err
	}
	for _, k := range kin {
		k.Party = int64(i)
		if _, direct := grades[k.ContactID]; !direct {
			hs = append(hs, k)
		}
	}
	slices.SortStableFunc(hs, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(b.Grade, a.Grade), cmp.Compare(a.ContactID, b.ContactID))
	})
	if len(hs) > mostHits {
		hs, cut = hs[:mostHits], true
	}
	return hs, cut, nil
}

// wanted is a party as it is compared: as it was typed, and as the contact it
// was chosen from is known.
func wanted(ctx context.Context, q db.Q, p Party) (sub name.Subject, self []contact.ID, err error) {
	sub = name.Subject{Names: name.Parse(p.Name, likeness.KindOf(p.Kind)), Born: p.Born.String()}
	if p.Reach != "" {
		if tel := contact.FoldPhone(p.Reach, "US"); tel != "" {
			sub.Phones = append(sub.Phones, tel)
		} else {
			sub.Emails = append(sub.Emails, contact.FoldEmail(p.Reach))
		}
	}
	if p.Contact == "" {
		return sub, nil, nil
	}
	cards, err := contact.CardsTx(ctx, q, []contact.ID{p.Contact})
	for _, c := range cards {
		more := likeness.Subject(c)
		sub.Names, sub.Emails, sub.Phones = append(sub.Names, more.Names...), append(sub.Emails, more.Emails...), append(sub.Phones, more.Phones...)
		sub.TaxID = more.TaxID
		if sub.Born == "" {
			sub.Born = more.Born
		}
		self = append(self, c.ID)
	}
	return sub, self, err
}

func unique[T cmp.Ordered](s []T) []T {
	slices.Sort(s)
	return slices.Compact(s)
}

// stakesBy lists what contacts are in matters, but for the check's own.
func stakesBy(ctx context.Context, q db.Q, ids []contact.ID, own matter.ID) (map[contact.ID][]matter.Stake, error) {
	ss, err := matter.StakesTx(ctx, q, ids)
	out := map[contact.ID][]matter.Stake{}
	for _, s := range ss {
		if s.MatterID != own || own == "" {
			out[s.ContactID] = append(out[s.ContactID], s)
		}
	}
	return out, err
}

// kinOf follows the relations of those who surely are the party: a spouse, a
// parent company, an officer or an insurer with a stake is a hit of its own.
func kinOf(ctx context.Context, q db.Q, p Party, likes []likeness.Likeness, own matter.ID) (hs []Hit, err error) {
	names := map[contact.ID]string{}
	var sure []contact.ID
	for _, c := range likes {
		names[c.ID] = c.Name
		if c.Grade >= name.Strong && len(sure) < mostKin {
			sure = append(sure, c.ID)
		}
	}
	rels, err := contact.RelationsTx(ctx, q, sure)
	if err != nil || len(rels) == 0 {
		return nil, err
	}
	var ids []contact.ID
	via := map[contact.ID]name.Reason{}
	for _, r := range rels {
		for _, one := range sure {
			if other := r.Other(one); (r.FromID == one || r.ToID == one) && !slices.Contains(sure, other) {
				ids = append(ids, other)
				via[other] = name.Reason{What: Related, A: r.Label(one), B: names[one]}
			}
		}
	}
	ids = unique(ids)
	stakes, err := stakesBy(ctx, q, ids, own)
	for _, id := range ids {
		if sev := grave(p.Part, stakes[id], name.Weak, own); sev > Harmless {
			hs = append(hs, Hit{ContactID: id, Grade: name.Possible, Severity: sev, Reasons: []name.Reason{via[id]}, Stakes: stakes[id]})
		}
	}
	return hs, err
}
