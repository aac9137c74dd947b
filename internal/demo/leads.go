package demo

import (
	"context"
	"time"

	"candor/internal/demo/ask"
	"candor/internal/people/contact"
)

// askers is the firm as those who ask for help need it.
func (w *world) askers() ask.Firm {
	return ask.Firm{
		App: w.App, Clock: w.clock, Now: w.now, Hours: w.hours, As: w.as, Ago: w.ago, Areas: w.areas,
		Known: func(key string) contact.ID { return w.cast[key].id },
	}
}

// asked tells how the client of a matter that was opened this year had come.
func (t *teller) asked() {
	if t.p.pending || t.opened().Before(t.began.Add(24*time.Hour)) {
		return
	}
	r := dice(t.p.key + " asked")
	c := ask.Client{Area: t.area.ID, Title: t.p.title, Owner: t.p.lead, Days: 2 + r.IntN(9), Sort: r.IntN(240)}
	t.at(t.start().Add(7*time.Minute), "asking of "+t.p.key, func(ctx context.Context) error {
		c.Contact, c.Matter = t.client.id, t.files[t.p.key].ID
		return t.askers().Before(ctx, c)
	})
}
