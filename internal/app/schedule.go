package app

import (
	"context"
	"errors"
	"time"

	"candor/internal/kit/actor"
)

// schedule is the program's diary: what it does by itself, and how often.
func (a *App) schedule() {
	a.Jobs.Every("signin.sweep", 24*time.Hour, func(ctx context.Context) error {
		return errors.Join(a.SignIn.Sweep(ctx, ""), a.eachFirm(ctx, func(who actor.Actor) error { return a.SignIn.Sweep(ctx, who.Firm) }))
	})
	a.Jobs.Every("seat.sweep", 24*time.Hour, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Seat.Sweep(ctx, who.Firm) })
	})
	a.Jobs.Every("guest.expire", time.Hour, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Guest.Expire(ctx, who) })
	})
	a.Jobs.Every("promise.escalate", 5*time.Minute, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Promise.Escalate(ctx, who) })
	})
	a.Jobs.Every("conflict.watch", 5*time.Minute, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Conflict.Watch(ctx, who) })
	})
	a.Jobs.Every("conflict.nightly", 24*time.Hour, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error {
			return errors.Join(a.Likeness.Fill(ctx, who), a.Conflict.Nightly(ctx, who))
		})
	})
	a.Jobs.Every("lead.escalate", 5*time.Minute, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Lead.Escalate(ctx, who) })
	})
	a.Jobs.Every("record.seal", time.Minute, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Record.Seal(ctx, who) })
	})
	a.Jobs.Every("record.verify", 24*time.Hour, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error {
			_, err := a.Record.Verify(ctx, who)
			return err
		})
	})
	a.Jobs.Every("export.expire", time.Hour, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Exchange.Expire(ctx, who.Firm) })
	})
	a.Jobs.Every("search.merge", time.Hour, a.Search.Merge)
	a.Jobs.Every("db.tidy", 24*time.Hour, a.db.Tidy)
	a.Jobs.Every("web.sweep", time.Hour, func(ctx context.Context) error {
		return a.eachFirm(ctx, func(who actor.Actor) error { return a.Mux.Once.Sweep(ctx, who) })
	})
}

// eachFirm does something for every firm, and goes on where one fails.
func (a *App) eachFirm(ctx context.Context, f func(who actor.Actor) error) error {
	firms, err := a.Office.Firms(ctx)
	for _, firm := range firms {
		err = errors.Join(err, f(actor.ForJob(firm.ID, "schedule")))
	}
	return err
}
