package demo

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"candor/internal/app"
	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/talk/promise"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// world is the firm while its year is lived.
type world struct {
	*app.App
	clock *clock.Fixed
	now   time.Time
	began time.Time
	firm  string
	hours office.Hours
	staff map[string]staff.Person // by the name before the @
	cast  map[string]*met
	areas map[string]area.Area // by kind
	files map[string]matter.Matter
	plan  []act
}

// act is something that happens at a time.
type act struct {
	at   time.Time
	what string
	do   func(ctx context.Context) error
}

// at plans something. What has no time of day happens in office hours.
func (w *world) at(t time.Time, what string, do func(ctx context.Context) error) {
	w.plan = append(w.plan, act{t, what, do})
}

// live does all that was planned, in order of time.
func (w *world) live(ctx context.Context) error {
	slices.SortStableFunc(w.plan, func(a, b act) int { return a.at.Compare(b.at) })
	for _, a := range w.plan {
		w.clock.Set(a.at)
		if err := a.do(ctx); err != nil {
			return fmt.Errorf("%s on %s: %w", a.what, a.at.Format(time.DateOnly), err)
		}
	}
	w.clock.Set(w.now)
	return nil
}

// as is one of the staff, acting.
func (w *world) as(name string) actor.Actor {
	p := w.staff[name]
	return actor.Actor{
		Kind: actor.Staff, Firm: w.firm, ID: string(p.ID), Name: p.Name, Roles: p.Roles, Grants: w.Table.For(p.Roles, nil),
		Via: "demo", Open: access.SeesOpen(p.Roles),
	}
}

// write acts as one of the staff, in one transaction.
func (w *world) write(ctx context.Context, name string, f func(ctx context.Context, tx *db.Tx) error) error {
	return w.DB().Write(ctx, w.as(name), f)
}

// dice gives chance of its own to each thing, so that adding one to the story
// changes no other.
func dice(of string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(of)) //nolint:errcheck // a hash takes everything
	return rand.New(rand.NewPCG(20190304, h.Sum64()))
}

// ago is the instant, in office hours, so many business hours before now.
func (w *world) ago(d time.Duration) time.Time {
	from, to := w.now.Add(-9*d).AddDate(0, 0, -12), w.now
	for to.Sub(from) > time.Second {
		middle := from.Add(to.Sub(from) / 2)
		if w.hours.Between(middle, w.now) < d {
			to = middle
		} else {
			from = middle
		}
	}
	return from.Truncate(time.Second)
}

// settle brings a time into office hours, some minutes past their beginning.
func (w *world) settle(t time.Time, r *rand.Rand) time.Time {
	open := w.hours.Next(t)
	if !open.Equal(t) {
		open = open.Add(time.Duration(3+r.IntN(50)) * time.Minute)
	}
	return open
}

// awake brings a time to when people who write letters are up.
func (w *world) awake(t time.Time, r *rand.Rand) time.Time {
	zone := w.hours.Zone()
	switch local := t.In(zone); {
	case local.Hour() < 7:
		return time.Date(local.Year(), local.Month(), local.Day(), 7, r.IntN(60), r.IntN(60), 0, zone)
	case local.Hour() >= 22:
		return time.Date(local.Year(), local.Month(), local.Day()+1, 7, 10+r.IntN(50), r.IntN(60), 0, zone)
	}
	return t
}

// daysAgo is a time of day, in office hours, so many days before now.
func (w *world) daysAgo(days int, r *rand.Rand) time.Time {
	d := w.hours.OnOrBefore(w.hours.Today(w.now).AddDays(-days))
	t := d.At(9, 20+r.IntN(400), w.hours.Zone())
	if t.Before(w.now) {
		return t
	}
	return w.ago(time.Duration(20+r.IntN(60)) * time.Minute)
}

// lastWord is when a client last heard from us so that things stand as the
// story says.
func (w *world) lastWord(e ending, terms promise.Terms, rhythm float64, opened int, r *rand.Rand) time.Time {
	today := w.hours.OnOrAfter(w.hours.Today(w.now))
	if !w.now.Before(w.hours.EndOfDay(today)) {
		today = w.hours.AddDays(today, 1)
	}
	due := today
	switch e.word {
	case soon:
		due = w.hours.AddDays(today, e.days)
	case late:
		due = w.hours.AddDays(today, -e.days)
	case calm:
		most := max(2, min(int(rhythm*0.45), opened-4))
		if e.asked > 0 {
			return w.daysAgo(3+r.IntN(most), r)
		}
		return w.daysAgo(1+r.IntN(most), r)
	}
	// A word on a Sunday evening is seldom, but some due days follow no other.
	for d := w.hours.Today(w.now).AddDays(-1); ; d = d.AddDays(-1) {
		t := d.At(9, 30+r.IntN(380), w.hours.Zone())
		if owed := terms.Silence(w.hours, t).Due; !w.hours.Today(owed).After(due) {
			return t
		}
	}
}
