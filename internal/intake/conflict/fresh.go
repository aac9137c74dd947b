package conflict

import (
	"context"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// RulesPolicy is the name of the policy that says when a check is asked for.
const RulesPolicy = "conflict.rules"

// Rules say when a matter wants a check. They warn; nothing is barred.
type Rules struct {
	Warn  bool `json:"warn"`
	Hours int  `json:"hours"` // how old a cleared check may be when a matter is opened
}

// Standing is how a matter stands with its conflict check.
type Standing struct {
	Last      Check
	Has       bool
	Stale     bool     // it was cleared too long before the matter was opened
	Unchecked []string // names of parties that no cleared check covers
	Against   bool     // one of them is adverse
	Findings  int
	Warn      bool
}

// Standing says how a matter stands: its last check, and who in it was never
// checked.
func (s *Service) Standing(ctx context.Context, who actor.Actor, m matter.ID) (st Standing, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return st, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		mt, ps, err := everyone(ctx, q, m)
		if err != nil {
			return err
		}
		rules := Rules{Warn: true, Hours: 72}
		today, err := office.TodayTx(ctx, q)
		if err != nil {
			return err
		}
		if _, err := policy.InForceTx(ctx, q, RulesPolicy, "", today, &rules); err != nil {
			return err
		}
		st.Warn = rules.Warn && mt.Active()
		cs, _, err := list(ctx, q, Filter{Matter: m}, db.Page{Limit: db.Most})
		if err != nil {
			return err
		}
		covered := map[contact.ID]bool{}
		for i, c := range cs {
			if i == 0 {
				st.Last, st.Has = c, true
			}
			if c.State != Cleared {
				continue
			}
			for _, p := range c.Parties {
				covered[p.Contact] = true
			}
		}
		if st.Has && st.Last.State == Cleared && mt.CreatedAt.Sub(*st.Last.SignedAt) > time.Duration(rules.Hours)*time.Hour {
			st.Stale = true
		}
		ids := make([]contact.ID, len(ps))
		for i, p := range ps {
			ids[i] = p.ContactID
		}
		named, err := contact.NamedTx(ctx, q, unique(ids))
		if err != nil {
			return err
		}
		for _, p := range ps {
			if n := named[p.ContactID].Name; n != "" && !covered[p.ContactID] {
				st.Unchecked = append(st.Unchecked, n)
				st.Against = st.Against || p.Part == matter.Adverse
				covered[p.ContactID] = true
			}
		}
		fs, err := findings(ctx, q, m)
		st.Findings = len(fs)
		return err
	})
	return st, err
}
