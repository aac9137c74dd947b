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

// Replies is how long clients waited for a first word of a person. A question
// that nobody has answered has no waiting time yet: it is not in the median,
// it is open, at its age.
type Replies struct {
	N      int
	Median time.Duration // business time; of none, nothing is said
	Open   int           // still unanswered
	Oldest time.Duration // business time that the oldest of them waits
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
	covered := covers(q.Actor(), of)
	now, horizon := q.Time(), Horizon(h, q.Time())
	parts := []struct {
		to *[]Item
		f  Filter
		p  db.Page
	}{
		{&d.Owed, Filter{Staff: of, covered: covered, Before: horizon, Awake: true}, p},
		{&d.Coming, Filter{Staff: of, covered: covered, After: horizon, Awake: true}, db.Page{Limit: fewComing}},
		{&d.Away, Filter{Staff: of, covered: covered, Asleep: true}, db.Page{Limit: fewAway}},
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
	if d.Broken, err = count(ctx, q, Filter{Staff: of, covered: covered, Before: now.Add(-time.Millisecond)}); err != nil {
		return d, err
	}
	if d.Due, err = count(ctx, q, Filter{Staff: of, covered: covered, After: now.Add(-time.Millisecond), Before: h.EndOfDay(h.Today(now))}); err != nil {
		return d, err
	}
	all, err := repliesSince(ctx, q, h, one(of), now.Add(-lately))
	d.Replies = all[of]
	return d, err
}

// covers lists for whom someone stands in, on their own day: what those owe is
// theirs to keep meanwhile.
func covers(who actor.Actor, of staff.ID) (ids []staff.ID) {
	if string(of) != who.ID {
		return nil
	}
	for _, id := range who.Covers {
		ids = append(ids, staff.ID(id))
	}
	return ids
}

// one is a person, or nobody in particular.
func one(of staff.ID) []staff.ID {
	if of == "" {
		return nil
	}
	return []staff.ID{of}
}

// repliesSince gives how long clients waited for the replies since, and who waits
// still, by who was to answer; under the empty id, of all.
func repliesSince(ctx context.Context, q db.Q, h office.Hours, of []staff.ID, since time.Time) (map[staff.ID]Replies, error) {
	rs, err := replies(ctx, q, of, since)
	if err != nil {
		return nil, err
	}
	ws, err := unanswered(ctx, q, of)
	waited, out := map[staff.ID][]time.Duration{}, map[staff.ID]Replies{}
	for _, r := range rs {
		for _, who := range both(r.StaffID) {
			waited[who] = append(waited[who], time.Duration(r.Waited)*time.Second)
		}
	}
	for who, all := range waited {
		slices.Sort(all)
		n := len(all)
		out[who] = Replies{N: n, Median: (all[(n-1)/2] + all[n/2]) / 2}
	}
	for _, w := range ws {
		for _, who := range both(w.StaffID) {
			r := out[who]
			r.Open++
			r.Oldest = max(r.Oldest, w.Question.Waited(h, q.Time()))
			out[who] = r
		}
	}
	return out, err
}

// both are a person and the sum of all, once each.
func both(who staff.ID) []staff.ID {
	if who == "" {
		return []staff.ID{""}
	}
	return []staff.ID{who, ""}
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
