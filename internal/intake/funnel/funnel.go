// Package funnel is how inquiries become clients: by month, source and practice area, and what is open.
//
// It says nothing of months too young to judge, nor of fewer than five, and
// never a share without what it may be. Only what whoever asks may see is
// counted, so two people may see different sums.
package funnel

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/money"
	"candor/internal/work/area"
)

// Service counts inquiries.
type Service struct{ db *db.DB }

// NewService makes the service.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Cohort is the inquiries of one month, source or practice area, and how far
// they came. A repetition of another lead counts nowhere.
type Cohort struct {
	Key       string // 2026-05, a source, or an area's id
	Inquiries int
	Qualified int // screened, or further
	Met       int // a consultation was held
	Signed    int
	InTime    int // answered in time, of those whose time is up
	Due       int
	Ripe      bool // old enough to be judged
}

// Rate is the share of the qualified who signed, in per cent, with what it may
// be, 95 in 100 sure (Wilson's interval). There is none of too few.
func (c Cohort) Rate() (share, low, high int, ok bool) {
	return wilson(c.Signed, c.Qualified)
}

// fewest is how many there must be before a share says anything.
const fewest = 5

func wilson(k, n int) (share, low, high int, ok bool) {
	if n < fewest {
		return 0, 0, 0, false
	}
	const z = 1.959964
	p, size := float64(k)/float64(n), float64(n)
	centre := (p + z*z/(2*size)) / (1 + z*z/size)
	half := z * math.Sqrt(p*(1-p)/size+z*z/(4*size*size)) / (1 + z*z/size)
	pct := func(x float64) int { return int(math.Round(100 * min(max(x, 0), 1))) }
	return pct(p), pct(centre - half), pct(centre + half), true
}

// Outlook is what is open in one state, what it is worth, and what of it may
// come: as much of it as came of those who were there before.
type Outlook struct {
	State    inquiry.State
	Count    int
	Value    money.Amount
	Signed   int // of the ripe who came this far, who signed
	Of       int
	Expected money.Amount
	Known    bool // enough came this far to expect anything
}

// Funnel is how inquiries become clients.
type Funnel struct {
	Since   civil.Date
	Months  []Cohort
	Sources []Cohort
	Areas   []Cohort
	Lost    map[inquiry.Reason]int
	Outlook []Outlook
	Whole   bool // nothing was left out for being too much
}

// months is how far the funnel looks back.
const months = 12

// Get gives the funnel of the last twelve months, of what whoever asks may
// see.
func (s *Service) Get(ctx context.Context, who actor.Actor) (f Funnel, err error) {
	if err := access.Allow(who, lead.Measuring); err != nil {
		return f, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		h, err := office.HoursTx(ctx, q)
		if err != nil {
			return err
		}
		t, err := lead.TermsTx(ctx, q)
		if err != nil {
			return err
		}
		today := h.Today(q.Time())
		f.Since = civil.On(today.Year(), today.Month(), 1).AddMonths(1 - months)
		ls, err := lead.MeasuredTx(ctx, q, f.Since.Start(h.Zone()))
		if err != nil {
			return err
		}
		f.Whole = len(ls) < lead.MostMeasured
		return f.count(ls, h.Zone(), today, t, q.Time())
	})
	return f, err
}

// count does the sums. It is pure.
func (f *Funnel) count(ls []inquiry.Lead, zone *time.Location, today civil.Date, t inquiry.Terms, now time.Time) (err error) {
	byMonth, bySource, byArea := map[string]*Cohort{}, map[string]*Cohort{}, map[string]*Cohort{}
	f.Lost = map[inquiry.Reason]int{}
	looks := map[inquiry.State]*Outlook{}
	for _, st := range inquiry.Pipeline()[:inquiry.Opened.Step()] {
		looks[st] = &Outlook{State: st}
	}
	for m := range months {
		first := f.Since.AddMonths(m)
		key := first.String()[:7]
		byMonth[key] = &Cohort{Key: key, Ripe: !first.AddMonths(1).AddDays(t.Ripe).After(today)}
	}
	for _, l := range ls {
		if l.State == inquiry.Duplicate {
			continue
		}
		day := civil.Of(l.InquiredAt, zone)
		ripe := !day.AddDays(t.Ripe).After(today)
		if c := byMonth[day.String()[:7]]; c != nil {
			c.take(l, now)
		}
		if ripe {
			of(bySource, string(l.Source)).take(l, now)
			of(byArea, string(l.AreaID)).take(l, now)
			for st, o := range looks {
				if l.Reached >= int64(st.Step()) {
					o.Of++
					if l.Reached >= int64(inquiry.Signed.Step()) {
						o.Signed++
					}
				}
			}
		}
		if l.Reason != "" {
			f.Lost[l.Reason]++
		}
		if o := looks[l.State]; o != nil {
			o.Count++
			if o.Value, err = o.Value.Add(l.Value); err != nil {
				return err
			}
		}
	}
	f.Months = inOrder(byMonth)
	f.Sources, f.Areas = inOrder(bySource), inOrder(byArea)
	for _, st := range inquiry.Pipeline()[:inquiry.Opened.Step()] {
		o := looks[st]
		if o.Known = o.Of >= fewest; o.Known {
			if o.Expected, err = o.Value.Share(int64(o.Signed), int64(o.Of), money.HalfEven); err != nil {
				return err
			}
		}
		f.Outlook = append(f.Outlook, *o)
	}
	return nil
}

func of(m map[string]*Cohort, key string) *Cohort {
	if m[key] == nil {
		m[key] = &Cohort{Key: key, Ripe: true}
	}
	return m[key]
}

func (c *Cohort) take(l inquiry.Lead, now time.Time) {
	c.Inquiries++
	if l.Reached >= int64(inquiry.Screened.Step()) {
		c.Qualified++
	}
	if l.Reached >= int64(inquiry.Held.Step()) && l.ConsultAt != nil {
		c.Met++ // a client of old may sign without meeting
	}
	if l.Reached >= int64(inquiry.Signed.Step()) {
		c.Signed++
	}
	if l.AnsweredAt != nil || !l.AnswerBy.After(now) {
		c.Due++
		if l.AnsweredAt != nil && !l.AnsweredAt.After(l.AnswerBy) {
			c.InTime++
		}
	}
}

func inOrder(m map[string]*Cohort) (out []Cohort) {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, *m[k])
	}
	return out
}

// AreaID is the practice area of a cohort by area.
func (c Cohort) AreaID() area.ID { return area.ID(c.Key) }
