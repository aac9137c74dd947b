package promise

import (
	"context"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/talk/timeline"
)

// Today is what one person, or the whole firm, owes today.
type Today struct {
	Staff  staff.ID // empty for the whole firm
	Owed   []Item   // broken, or due by the end of the next business day
	Next   string   // the place of the next page of Owed
	Coming []Item   // what is due after that, the first few
	Told   []Item   // promises of others that this supervisor was told are broken
	Away   []Item   // put off, with the reason

	// Counted whether put off or not, up to Many.
	Broken int
	Due    int // still today

	Replies Replies
}

// Replies is how long clients waited for a first word of a person, with those
// who still wait at their age.
type Replies struct {
	N      int
	Median time.Duration // business time; of none, nothing is said
}

// Horizon is the time by which a promise is due that is shown today: the close
// of the next business day.
func Horizon(h office.Hours, now time.Time) time.Time {
	return h.EndOfDay(h.AddDays(h.Today(now), 1))
}

// lately is how far back replies are looked at.
const lately = 30 * 24 * time.Hour

const (
	fewComing = 5
	fewTold   = 20
	fewAway   = 20
)

// Today gives what someone owes today; empty is the whole firm.
//
// Returns Forbidden or NotFound to whoever may not look at another's promises.
func (s *Service) Today(ctx context.Context, who actor.Actor, of staff.ID, p db.Page) (d Today, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := may(ctx, q, of); err != nil {
			return err
		}
		d, err = today(ctx, q, of, p)
		return err
	})
	return d, err
}

func today(ctx context.Context, q db.Q, of staff.ID, p db.Page) (d Today, err error) {
	h, err := office.HoursTx(ctx, q)
	if err != nil {
		return d, err
	}
	d.Staff = of
	now, horizon := q.Time(), Horizon(h, q.Time())
	parts := []struct {
		to *[]Item
		f  Filter
		p  db.Page
	}{
		{&d.Owed, Filter{Staff: of, Before: horizon, Awake: true}, p},
		{&d.Coming, Filter{Staff: of, After: horizon, Awake: true}, db.Page{Limit: fewComing}},
		{&d.Away, Filter{Staff: of, Asleep: true}, db.Page{Limit: fewAway}},
		{&d.Told, Filter{Told: of}, db.Page{Limit: fewTold}},
	}
	for i, part := range parts {
		if of == "" && (part.to == &d.Told || part.to == &d.Away) {
			continue // these are one person's
		}
		ks, next, err := urgent(ctx, q, part.f, part.p)
		if err != nil {
			return d, err
		}
		if i == 0 {
			d.Next = next
		}
		if *part.to, err = items(ctx, q, ks); err != nil {
			return d, err
		}
	}
	if d.Broken, err = count(ctx, q, Filter{Staff: of, Before: now.Add(-time.Millisecond)}); err != nil {
		return d, err
	}
	if d.Due, err = count(ctx, q, Filter{Staff: of, After: now.Add(-time.Millisecond), Before: h.EndOfDay(h.Today(now))}); err != nil {
		return d, err
	}
	all, err := waits(ctx, q, h, of, now.Add(-lately))
	d.Replies = repliesOf(all[of])
	return d, err
}

// waits gives how long clients waited since, by who was to answer; of one
// person, or under the empty id of all.
func waits(ctx context.Context, q db.Q, h office.Hours, of staff.ID, since time.Time) (map[staff.ID][]time.Duration, error) {
	rs, err := replies(ctx, q, of, since)
	if err != nil {
		return nil, err
	}
	ws, err := unanswered(ctx, q, of)
	out := map[staff.ID][]time.Duration{}
	add := func(who staff.ID, d time.Duration) {
		out[who] = append(out[who], d)
		if of == "" && who != "" {
			out[""] = append(out[""], d)
		}
	}
	for _, r := range rs {
		add(r.StaffID, time.Duration(r.Waited)*time.Second)
	}
	for _, w := range ws {
		add(w.StaffID, w.Question.Waited(h, q.Time()))
	}
	return out, err
}

func repliesOf(all []time.Duration) Replies {
	n := len(all)
	if n == 0 {
		return Replies{}
	}
	slices.Sort(all)
	return Replies{n, (all[(n-1)/2] + all[n/2]) / 2}
}

// Changed gives what happened in someone's matters since they last said that
// they had seen it, newest first.
func (s *Service) Changed(ctx context.Context, who actor.Actor) (es []timeline.Entry, since time.Time, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, since, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		since, err = lookedAt(ctx, q, staff.ID(who.ID))
		if err != nil {
			return err
		}
		if since.IsZero() {
			since = q.Time().Add(-firstLook)
		}
		ms, err := mineToWatch(ctx, q, staff.ID(who.ID))
		if err != nil {
			return err
		}
		es, err = timeline.SinceTx(ctx, q, ms, since, fewChanges)
		return err
	})
	return es, since, err
}

// firstLook is how far back someone looks who never has before; fewChanges is
// how much anyone reads at once.
const (
	firstLook  = 3 * 24 * time.Hour
	fewChanges = 30
)

// Look says that someone has seen what changed until now.
func (s *Service) Look(ctx context.Context, who actor.Actor) error {
	return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Reading); err != nil {
			return err
		}
		return tx.Put(ctx, &look{StaffID: staff.ID(who.ID), LookedAt: tx.Now})
	})
}
