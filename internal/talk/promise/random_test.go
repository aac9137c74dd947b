package promise_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// Whatever people do to the line of time, in whatever order, the clock stands
// as if it were computed anew.
func TestTheClockNeverDrifts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		const seed = 20260916
		draw := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same every time, on purpose
		w := found(t, d, c)
		w.now("2026-03-02 10:00")
		a := w.client("Ana Ruiz")
		b, err := w.matters.Open(t.Context(), w.ruth, matter.New{Matter: matter.Matter{Title: "Another", ClientID: a.ClientID, ResponsibleID: a.ResponsibleID}})
		must(t, err)
		var logged []timeline.ID
		for step := range 60 {
			c.Advance(time.Duration(draw.IntN(4*24*60)) * time.Minute)
			act := draw.IntN(10)
			if len(logged) == 0 || act < 6 {
				e := anyEntry(draw)
				e.At = c.Now().Add(-time.Duration(draw.IntN(3)*draw.IntN(10*24*60)) * time.Minute)
				logged = append(logged, w.log([]matter.Matter{a, b}[draw.IntN(2)], e).ID)
			} else {
				w.disturb(draw, act, logged[draw.IntN(len(logged))], a.ID, b.ID)
			}
			for _, m := range []matter.Matter{a, b} {
				was := standing(w.view(m))
				must(t, w.Rebuild(t.Context(), w.machine, m.ID))
				if is := standing(w.view(m)); is != was {
					t.Fatalf("seed %d, step %d: it stood at\n%s\nand computed anew at\n%s", seed, step, was, is)
				}
			}
		}
	})
}

func anyEntry(draw *rand.Rand) timeline.Entry {
	e := timeline.Entry{
		Kind:      []timeline.Kind{timeline.Portal, timeline.Letter, timeline.Call, timeline.Meeting, timeline.Note}[draw.IntN(5)],
		Direction: []timeline.Direction{timeline.In, timeline.Out}[draw.IntN(2)],
		Holding:   draw.IntN(3) == 0,
	}
	if e.Kind == timeline.Call {
		e.Outcome = []timeline.Outcome{timeline.Connected, timeline.Voicemail, timeline.NoAnswer}[draw.IntN(3)]
	}
	return e
}

// disturb changes an entry in one of the ways people may; those that can't be
// are left.
func (w *world) disturb(draw *rand.Rand, act int, e timeline.ID, ms ...matter.ID) {
	ctx := w.t.Context()
	switch act {
	case 6:
		_, _ = w.timeline.Move(ctx, w.evan, e, ms[draw.IntN(len(ms))])
	case 7:
		_, _ = w.timeline.Remove(ctx, w.evan, e, "Wrong.")
	case 8:
		_, _ = w.timeline.Settle(ctx, w.evan, e, draw.IntN(2) == 0)
	case 9:
		_, _ = w.timeline.Weigh(ctx, w.evan, e, draw.IntN(2) == 0, "Looked again.")
	}
}

// standing writes down all that a clock says, but for when it was reckoned.
func standing(v promise.View) string {
	k := v.Clock
	k.Version = 0
	s := fmt.Sprintf("%s since %s due %s soon %s tell %s; word %s %s due %s; question %s %s %s; seen %s; owner %s",
		k.What, k.SinceAt.UTC(), k.DueAt.UTC(), k.SoonAt.UTC(), k.EscalateAt.UTC(), k.WordID, k.WordAt.UTC(), k.WordDueAt.UTC(),
		k.QuestionID, k.AskedAt.UTC(), k.AcknowledgedAt.UTC(), k.SeenAt.UTC(), k.OwnerID)
	for _, p := range v.History {
		s += fmt.Sprintf("\n%s from %s due %s met %s late %s", p.State, p.From.UTC(), p.Due.UTC(), p.MetAt.UTC(), p.LateBy)
	}
	for _, x := range v.Waits {
		s += fmt.Sprintf("\n%s asked %s %s %s, %d messages, %d s, %s", x.ID, x.AskedAt.UTC(), x.AcknowledgedAt.UTC(), x.AnsweredAt.UTC(), x.Messages, x.Waited, x.State)
	}
	return s
}
