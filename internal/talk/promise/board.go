package promise

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

// Tally is how one person's promises stand, and how they were kept lately.
type Tally struct {
	Staff       staff.ID // empty in the sum of all
	Kept, Ended int      // of the promises that came to an end
	Soon        int      // due by the end of the next business day
	Broken      int      // now
	Replies     Replies
}

// Share is the share of promises kept, in per cent. Of none, nothing is said:
// ok is false.
func (t Tally) Share() (percent int, ok bool) {
	if t.Ended == 0 {
		return 0, false
	}
	return t.Kept * 100 / t.Ended, true
}

// Between is what the share of promises kept may well be in the long run, in
// per cent: Wilson's interval, 95 in 100 sure. A few promises prove little.
func (t Tally) Between() (low, high int) {
	if t.Ended == 0 {
		return 0, 100
	}
	const z = 1.959964
	n, p := float64(t.Ended), float64(t.Kept)/float64(t.Ended)
	centre := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n)) / (1 + z*z/n)
	return int(math.Round(100 * (centre - half))), int(math.Round(100 * (centre + half)))
}

// Board is how a firm keeps its promises, by person.
type Board struct {
	Since  time.Time
	All    Tally
	People []Tally // the most broken first
}

// BoardDays is how far back the board looks.
const BoardDays = 90

// Board gives how the firm keeps its promises. It counts only what whoever asks
// may see, so that no number tells of a walled matter.
//
// Returns Forbidden to whoever may not oversee.
func (s *Service) Board(ctx context.Context, who actor.Actor) (b Board, err error) {
	if err := access.Allow(who, Overseeing); err != nil {
		return b, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		b, err = board(ctx, q)
		return err
	})
	return b, err
}

func board(ctx context.Context, q db.Q) (b Board, err error) {
	h, err := office.HoursTx(ctx, q)
	if err != nil {
		return b, err
	}
	b.Since = q.Time().AddDate(0, 0, -BoardDays)
	by := map[staff.ID]*Tally{}
	one := func(who staff.ID) *Tally {
		if by[who] == nil {
			by[who] = &Tally{Staff: who}
		}
		return by[who]
	}
	for _, sum := range []func(context.Context, db.Q, time.Time) ([]tallied, error){tallyWords, tallyQuestions} {
		ts, err := sum(ctx, q, b.Since)
		if err != nil {
			return b, err
		}
		for _, t := range ts {
			one(t.StaffID).add(t)
		}
	}
	late, err := tallyNow(ctx, q, Filter{Before: q.Time().Add(-time.Millisecond)})
	if err != nil {
		return b, err
	}
	for _, t := range late {
		one(t.StaffID).Broken = t.N
	}
	soon, err := tallyNow(ctx, q, Filter{After: q.Time().Add(-time.Millisecond), Before: Horizon(h, q.Time())})
	if err != nil {
		return b, err
	}
	for _, t := range soon {
		one(t.StaffID).Soon = t.N
	}
	all, err := repliesSince(ctx, q, h, nil, b.Since)
	for who, t := range by {
		t.Replies = all[who]
		b.All.sum(*t)
		b.People = append(b.People, *t)
	}
	b.All.Replies = all[""]
	slices.SortFunc(b.People, func(x, y Tally) int {
		return cmp.Or(cmp.Compare(y.Broken, x.Broken), cmp.Compare(y.Soon, x.Soon), cmp.Compare(x.Staff, y.Staff))
	})
	return b, err
}

func (t *Tally) add(l tallied) {
	switch l.State {
	case Kept:
		t.Kept += l.N
		t.Ended += l.N
	case Broken:
		t.Ended += l.N
	case Unpromised, Running, Soon:
	}
}

func (t *Tally) sum(o Tally) {
	t.Kept += o.Kept
	t.Ended += o.Ended
	t.Soon += o.Soon
	t.Broken += o.Broken
}
