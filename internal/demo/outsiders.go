package demo

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/work/guest"
	"candor/internal/work/matter"
)

// outsiders are whom the firm lets in for a time, and who stands in for whom: a
// forensic accountant in the Tanakas' divorce, and Ruth while Lucía is away.
func (w *world) outsiders() {
	w.at(w.ago(60*time.Hour), "a guest", func(ctx context.Context) error {
		g, err := w.Guest.Invite(ctx, w.as("ruth"), guest.New{
			Name: "Halima Osman", Email: "halima@osmanforensic.example", Organisation: "Osman Forensic Accounting", Writes: true,
			Why: "Values the airline pension; the client agreed in writing.", Matters: []matter.ID{w.files["tanaka"].ID}, UntilOn: w.hours.Today(w.now).AddDays(45),
		})
		if err != nil {
			return err
		}
		return w.write(ctx, "ruth", func(ctx context.Context, tx *db.Tx) error {
			p, err := staff.GetTx(ctx, tx, g.ID)
			if err != nil {
				return err
			}
			return w.SignIn.SetFirst(ctx, tx, p, Password)
		})
	})
	w.at(w.ago(20*time.Hour), "a cover", func(ctx context.Context) error {
		today := w.hours.Today(w.now)
		return w.Staff.ArrangeCover(ctx, w.as("lucia"), staff.NewCover{
			For: w.staff["lucia"].ID, By: w.staff["ruth"].ID, From: today.AddDays(9), Until: today.AddDays(16), Why: "Her brother's wedding in Oaxaca",
		})
	})
}
