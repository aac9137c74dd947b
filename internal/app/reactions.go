package app

import (
	"cmp"
	"context"

	"candor/internal/firm/staff"
	"candor/internal/intake/lead"
	"candor/internal/kit/db"
	"candor/internal/kit/event"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// react holds the firm's standing orders: what follows when something happens.
// Each reaction runs in the transaction of the act, so it holds or falls with
// it.
func (a *App) react() {
	// Someone who joins can sign in; someone who leaves can't, at once.
	a.Staff.Joined.On(a.SignIn.PersonJoined)
	a.Staff.Changed.On(a.SignIn.PersonChanged)
	a.Staff.Left.On(a.SignIn.PersonLeft)
	a.Staff.Left.On(a.Promise.PersonLeft) // what they owed is handed over
	a.Staff.Left.On(a.Lead.PersonLeft)

	// A wall before a client stands before their matters, and takes the
	// screened off the teams.
	a.Access.Behind = matter.BehindTx
	a.Access.Raised.On(a.Matter.WallRaised)
	a.Access.Raised.On(a.Guest.WallRaised)
	a.Access.Raised.On(a.Task.WallRaised)
	a.Access.Raised.On(a.Lead.WallRaised)
	a.Access.Raised.On(a.Promise.WallRaised)

	// What belongs to a contact follows it, and is called as it is.
	a.Contact.Saved.On(a.Matter.ContactSaved)
	a.Contact.Merged.On(a.Client.ContactMerged)
	a.Contact.Merged.On(a.Matter.ContactMerged)
	a.Contact.Merged.On(a.Guest.ContactMerged)
	a.Contact.Merged.On(a.Task.ContactMerged)
	a.Contact.Merged.On(a.Lead.ContactMerged)
	a.Contact.Merged.On(a.Timeline.ContactMerged)
	a.Contact.Merged.On(a.Call.ContactMerged)
	a.Contact.Merged.On(a.Promise.ContactMerged)
	a.Contact.Merged.On(a.Seat.ContactMerged)

	// A stage that matters stand in stays.
	a.Area.Cutting.On(a.Matter.StagesCut)

	// Whoever's matter is opened is a client; once their last one is closed, a
	// former client.
	for _, turned := range []*event.Topic[matter.Matter]{&a.Matter.Opened, &a.Matter.Closed, &a.Matter.Reopened} {
		turned.On(func(ctx context.Context, tx *db.Tx, m matter.Matter) error {
			going, err := matter.GoingTx(ctx, tx, m.ClientID)
			if err != nil {
				return err
			}
			if going {
				return a.Client.ActiveTx(ctx, tx, m.ClientID)
			}
			return a.Client.FormerTx(ctx, tx, m.ClientID)
		})
	}

	// Whoever is named is filed for conflict checks, and looked at again when a
	// name or a matter changes, or when someone joins.
	a.Contact.Saved.On(a.Likeness.ContactSaved)
	a.Contact.Merged.On(a.Likeness.ContactMerged)
	a.Contact.Unmerged.On(a.Likeness.ContactUnmerged)
	a.Likeness.Refiled.On(a.Conflict.Refiled)
	a.Matter.Opened.On(a.Conflict.MatterOpened)
	a.Matter.PartyAdded.On(a.Conflict.PartyAdded)
	a.Staff.Joined.On(a.Conflict.StaffJoined)

	// An open matter has a promise; a closed one has none.
	a.Matter.Opened.On(a.Promise.MatterOpened)
	a.Matter.Changed.On(a.Promise.MatterChanged)
	a.Matter.Closed.On(a.Promise.MatterClosed)
	a.Matter.Reopened.On(a.Promise.MatterReopened)
	a.Matter.Assigned.On(a.Promise.MatterAssigned)
	a.Matter.Unassigned.On(a.Promise.MatterAssigned)
	a.Matter.PartyAdded.On(a.Promise.PartyAdded)

	// Whoever asks was answered once a person of ours spoke or wrote to them.
	a.Timeline.Logged.On(func(ctx context.Context, tx *db.Tx, e timeline.Entry) error {
		if e.Direction != timeline.Out || e.Auto || e.ContactID == "" || e.Outcome == timeline.NoAnswer {
			return nil
		}
		by := cmp.Or(e.StaffID, staff.ID(tx.Who.ID))
		return a.Lead.HeardTx(ctx, tx, lead.Heard{ContactID: e.ContactID, StaffID: by, At: e.At})
	})

	// Every contact with a client moves the clocks, and so does its correction.
	a.Timeline.Logged.On(a.Promise.Logged)
	a.Timeline.Changed.On(a.Promise.EntryChanged)
	a.Timeline.Moved.On(a.Promise.EntryMoved)
	a.Timeline.Removed.On(a.Promise.EntryTurned)
	a.Timeline.Restored.On(a.Promise.EntryTurned)

	// An import that is taken back leaves nothing behind.
	a.Exchange.Unopening.On(a.Promise.MatterUnopening)
	a.Exchange.Unadding.On(a.Lead.ContactUnadding)
	a.Exchange.Unadding.On(a.Client.ContactUnadding)
	a.Exchange.Unadding.On(a.Likeness.ContactUnadding)
	a.Exchange.Unadding.On(a.Conflict.ContactUnadding)

	// A client comes in to their own matters and to no others, and hears at once
	// of what they may see.
	a.Matter.Opened.On(a.Seat.MatterOpened)
	a.Matter.Changed.On(a.Seat.MatterChanged)
	a.Timeline.Logged.On(a.Portal.Told)
	a.Timeline.Changed.On(a.Portal.EntryChanged)
	a.Timeline.Moved.On(a.Portal.EntryMoved)
	a.Timeline.Removed.On(a.Portal.Told)
	a.Timeline.Restored.On(a.Portal.Told)
	a.Matter.Staged.On(a.Portal.Staged)

	// New terms hold for every matter they are for.
	a.Policy.Decided.On(a.Promise.PolicyDecided)
}
