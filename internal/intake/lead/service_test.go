package lead_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

func TestAnInquiryBecomesAMatterInOneStep(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		l := w.ask("Maya Rivera")
		if got := w.status(l.ContactID); got != client.Prospect {
			t.Errorf("who asks is %q, want a prospect", got)
		}
		other, friend := w.Person("Tomas Rivera"), w.Person("Rose Caldwell")
		l.ReferrerID, l.LimitBy = friend.ID, ""
		l, err := w.leads.Change(t.Context(), w.Pia, l)
		w.must(err)
		l = w.move(w.Pia, l, inquiry.Screened)
		_, err = w.leads.AddParty(t.Context(), w.Pia, l.ID, adverse(other))
		w.must(err)
		l = w.walk(w.file(l.ID).Lead, inquiry.Signed)
		m, err := w.leads.Become(t.Context(), w.Ruth, l.ID, l.Version, lead.Opening{Title: "Rivera v. Rivera"})
		w.must(err)
		if m.ClientID != l.ContactID || m.Title != "Rivera v. Rivera" || m.ResponsibleID != staff.ID(w.Evan.ID) {
			t.Errorf("the matter = %+v, want Maya's, by its title, with Evan responsible", m)
		}
		f, err := w.Matters.Get(t.Context(), w.Ruth, m.ID)
		w.must(err)
		if len(f.Parties) != 2 {
			t.Errorf("parties = %v, want the other side and who sent her", f.Parties)
		}
		got := w.file(l.ID)
		if got.State != inquiry.Opened || got.MatterID != m.ID || len(got.Moves) != 9 {
			t.Errorf("the lead = %s of %q in %d moves, want matter_opened in nine", got.State, got.MatterID, len(got.Moves))
		}
		if titles := w.owed(w.Evan); len(titles) != 0 {
			t.Errorf("Evan is still reminded of %v, want nothing", titles)
		}
		_, err = w.leads.Undo(t.Context(), w.Ruth, l.ID)
		w.wants("undoing an opened matter", err, errs.Conflict)
	})
}

func TestNamesComeBeforeTheStory(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		l := w.ask("Maya Rivera")
		l.Story = "He hits her."
		_, err := w.leads.Change(t.Context(), w.Pia, l)
		w.wants("a story before the names", err, errs.Invalid)
		l.Story = ""
		l = w.move(w.Pia, w.move(w.Pia, l, inquiry.Screened), inquiry.NamesRun)
		l.Story = "He hits her."
		l, err = w.leads.Change(t.Context(), w.Pia, l)
		w.must(err)
		_, err = w.leads.Undo(t.Context(), w.Pia, l.ID)
		w.wants("taking the names back once the story is known", err, errs.Conflict)
	})
}

func TestGuardsOfThePipeline(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		l := w.ask("Maya Rivera")
		try := func(who actor.Actor, st inquiry.Step) error {
			_, err := w.leads.Move(ctx, who, l.ID, 0, st)
			return err
		}
		now := w.clock.Now()
		w.wants("meeting before the names", try(w.Ruth, inquiry.Step{To: inquiry.Scheduled, ConsultAt: &now}), errs.Invalid)
		w.wants("sending before clearing", try(w.Ruth, inquiry.Step{To: inquiry.Sent}), errs.Invalid)
		w.wants("running no names without a word", try(w.Ruth, inquiry.Step{To: inquiry.NamesRun}), errs.Invalid)
		w.wants("opening without clearing", func() error { _, err := w.leads.Become(ctx, w.Ruth, l.ID, 0, lead.Opening{}); return err }(), errs.Conflict)
		l = w.walk(l, inquiry.NamesRun)
		w.wants("clearing as a paralegal", try(w.Pia, inquiry.Step{To: inquiry.Cleared}), errs.Forbidden)
		later := now.Add(48 * time.Hour)
		l, err := w.leads.Move(ctx, w.Pia, l.ID, 0, inquiry.Step{To: inquiry.Scheduled, ConsultAt: &later})
		w.must(err)
		w.wants("having met before the meeting", try(w.Pia, inquiry.Step{To: inquiry.Held}), errs.Conflict)
		w.clock.Set(later)
		l = w.walk(l, inquiry.Sent)
		w.wants("opening without a signature, as a lawyer", func() error {
			_, err := w.leads.Become(ctx, w.Evan, l.ID, 0, lead.Opening{Exception: "Hearing tomorrow"})
			return err
		}(), errs.Forbidden)
		w.clock.Set(later.Add(73 * time.Hour))
		w.wants("signing on an old conflict check", try(w.Ruth, inquiry.Step{To: inquiry.Signed}), errs.Invalid)
		l = w.move(w.Ruth, l, inquiry.Cleared)
		_, err = w.leads.AddParty(ctx, w.Pia, l.ID, adverse(w.Person("Tomas Rivera")))
		w.must(err)
		w.wants("sending after somebody new came in", try(w.Ruth, inquiry.Step{To: inquiry.Sent}), errs.Invalid)
		w.must(w.DB.Write(ctx, actor.ForJob(w.ID, "conflict"), func(ctx context.Context, tx *db.Tx) error { return w.leads.ClearTx(ctx, tx, l.ID) }))
		l = w.move(w.Ruth, w.file(l.ID).Lead, inquiry.Sent)
		m, err := w.leads.Become(ctx, w.Ruth, l.ID, 0, lead.Opening{Exception: "Hearing tomorrow"})
		if err != nil || m.Title != l.Topic {
			t.Errorf("opening as a manager with a reason = %q, %v; want the topic's matter", m.Title, err)
		}
	})
}

func TestAnotherFeatureMayGuardTheWay(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.leads.Guards = append(w.leads.Guards, func(_ context.Context, _ db.Q, _ inquiry.Lead, to inquiry.State) error {
			if to == inquiry.Cleared {
				return errs.New(errs.Conflict, "The report is not signed off.")
			}
			return nil
		})
		l := w.walk(w.ask("Maya Rivera"), inquiry.Held)
		_, err := w.leads.Move(t.Context(), w.Ruth, l.ID, l.Version, inquiry.Step{To: inquiry.Cleared})
		w.wants("clearing against a guard", err, errs.Conflict)
	})
}

func TestTheFirstAnswerIsCountedInBusinessHours(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		for asked, due := range map[string]string{
			"2026-09-04 16:30": "2026-09-07 12:30", // Friday afternoon; this office keeps no holidays
			"2026-09-05 23:00": "2026-09-07 13:00", // Saturday night
			"2026-09-08 09:00": "2026-09-08 13:00",
		} {
			l, err := w.leads.Add(t.Context(), w.Pia, lead.New{
				Lead:   inquiry.Lead{Topic: "A will", Source: "web_form", InquiredAt: w.at(asked)},
				Person: &contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Noor Haddad"}},
			})
			w.must(err)
			if !l.AnswerBy.Equal(w.at(due)) {
				t.Errorf("asked %s is to be answered by %s, want %s", asked, l.AnswerBy.In(w.at(due).Location()).Format("2006-01-02 15:04"), due)
			}
		}
	})
}

func TestWhoIsNotAnsweredIsToldUpward(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		w.clock.Set(w.at("2026-09-16 10:00"))
		l := w.ask("Maya Rivera")
		job := actor.ForJob(w.ID, "schedule")
		w.must(w.leads.Escalate(ctx, job))
		if f := w.file(l.ID); f.ToldAt != nil {
			t.Error("a supervisor was told before the time was up")
		}
		today, err := w.leads.Today(ctx, w.Evan)
		if err != nil || len(today.Mine) != 1 {
			t.Errorf("Evan's day = %v, %v; want Maya", today.Mine, err)
		}
		w.clock.Set(w.at("2026-09-16 14:00"))
		w.must(w.leads.Escalate(ctx, job))
		w.must(w.leads.Escalate(ctx, job))
		today, err = w.leads.Today(ctx, w.Ruth)
		if err != nil || len(today.Told) != 1 || today.Told[0].Name != "Maya Rivera" {
			t.Errorf("Ruth was told of %v, %v; want Maya", today.Told, err)
		}
		w.must(w.DB.Write(ctx, job, func(ctx context.Context, tx *db.Tx) error {
			return w.leads.HeardTx(ctx, tx, lead.Heard{ContactID: l.ContactID, StaffID: staff.ID(w.Evan.ID), At: tx.Now})
		}))
		if today, err = w.leads.Today(ctx, w.Ruth); err != nil || len(today.Told) != 0 {
			t.Errorf("Ruth is still told of %v, %v; want nobody once Evan called", today.Told, err)
		}
		_, err = w.leads.Answer(ctx, w.Evan, l.ID)
		w.wants("answering first for the second time", err, errs.Conflict)
	})
}

func TestWhoIsDeclinedIsOwedALetter(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		l := w.ask("Maya Rivera")
		_, err := w.leads.Leave(ctx, w.Pia, l.ID, 0, inquiry.Exit{To: inquiry.Declined})
		w.wants("declining without a reason", err, errs.Invalid)
		l, err = w.leads.Leave(ctx, w.Pia, l.ID, 0, inquiry.Exit{To: inquiry.Declined, Reason: "no_capacity"})
		w.must(err)
		if !l.LetterOwed() || w.status(l.ContactID) != client.Declined || !slices.Equal(w.owed(w.Evan), []string{"Send the non-engagement letter"}) {
			t.Errorf("declined: letter owed %v, client %s, tasks %v; want all to say so", l.LetterOwed(), w.status(l.ContactID), w.owed(w.Evan))
		}
		owed, _, err := w.leads.List(ctx, w.Ruth, lead.Filter{Letter: true}, db.Page{})
		if err != nil || len(owed) != 1 {
			t.Errorf("letters owed = %v, %v; want one", owed, err)
		}
		back, err := w.leads.Undo(ctx, w.Pia, l.ID)
		if err != nil || back.State != inquiry.Inquiry || w.status(l.ContactID) != client.Prospect {
			t.Errorf("taken back = %s, %v; want an inquiry of a prospect", back.State, err)
		}
		l, err = w.leads.Leave(ctx, w.Pia, l.ID, 0, inquiry.Exit{To: inquiry.Declined, Reason: "no_capacity"})
		w.must(err)
		_, err = w.leads.Write(ctx, w.Pia, l.ID, inquiry.Letter{On: civil.On(2030, 1, 1), How: "post"})
		w.wants("a letter of tomorrow", err, errs.Invalid)
		l, err = w.leads.Write(ctx, w.Pia, l.ID, inquiry.Letter{On: civil.On(2026, 9, 1), How: "post"})
		if err != nil || l.LetterOwed() || len(w.owed(w.Evan)) != 0 {
			t.Errorf("after the letter: owed %v, tasks %v, %v; want neither", l.LetterOwed(), w.owed(w.Evan), err)
		}
		_, err = w.leads.Undo(ctx, w.Pia, l.ID)
		w.wants("undoing a decline that was sent", err, errs.Conflict)
		_, err = w.leads.Reopen(ctx, w.Pia, l.ID, "")
		w.wants("taking up again without a word", err, errs.Invalid)
		l, err = w.leads.Reopen(ctx, w.Pia, l.ID, "We have room again.")
		if err != nil || l.State != inquiry.Inquiry {
			t.Errorf("taken up again = %s, %v; want an inquiry", l.State, err)
		}
	})
}

func TestAWalledLeadIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		l := w.ask("Maya Rivera")
		w.Wall(w.Evan, "contact", string(l.ContactID))
		if f := w.file(l.ID); f.OwnerID != "" {
			t.Errorf("the lead is still %q's, want nobody's", f.OwnerID)
		}
		_, err := w.leads.Get(ctx, w.Evan, l.ID)
		w.wants("getting it from behind the wall", err, errs.NotFound)
		_, err = w.leads.Move(ctx, w.Evan, l.ID, 0, inquiry.Step{To: inquiry.Screened})
		w.wants("moving it from behind the wall", err, errs.NotFound)
		_, err = w.leads.OfContact(ctx, w.Evan, l.ContactID)
		w.wants("listing hers from behind the wall", err, errs.NotFound)
		ls, _, err := w.leads.List(ctx, w.Evan, lead.Filter{}, db.Page{})
		board, err2 := w.leads.Board(ctx, w.Evan, lead.Filter{})
		day, err3 := w.leads.Today(ctx, w.Evan)
		if err != nil || err2 != nil || err3 != nil || len(ls) != 0 || board[0].Count != 0 || len(day.Mine) != 0 {
			t.Errorf("from behind the wall: %d listed, %d on the board, %d today; want none", len(ls), board[0].Count, len(day.Mine))
		}
		f := w.file(l.ID)
		f.OwnerID = staff.ID(w.Evan.ID)
		_, err = w.leads.Change(ctx, w.Ruth, f.Lead)
		w.wants("giving it to a screened lawyer", err, errs.Conflict)
	})
}

func TestALeadFollowsItsContact(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		l, kept := w.ask("Maya Rivera"), w.Person("Maya R. Rivera")
		_, err := w.Contacts.Merge(t.Context(), w.Ruth, kept.ID, l.ContactID, nil)
		w.must(err)
		if f := w.file(l.ID); f.ContactID != kept.ID {
			t.Errorf("the lead is %s's, want that of who was kept", f.ContactID)
		}
		w.must(w.people.Leave(t.Context(), actor.ForSystem(w.ID, "test"), staff.ID(w.Evan.ID), civil.On(2026, 9, 16)))
		if f := w.file(l.ID); f.OwnerID != "" {
			t.Errorf("the lead is %s's who left, want nobody's", f.OwnerID)
		}
		err = w.DB.Write(t.Context(), w.Ruth, func(ctx context.Context, tx *db.Tx) error { return w.leads.ContactUnadding(ctx, tx, kept) })
		w.wants("taking back a contact who asked", err, errs.Conflict)
	})
}

func TestWhoSentWhom(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		rose := w.Person("Rose Caldwell")
		first := w.ask("Beatrix Holm")
		first.ReferrerID = rose.ID
		first, err := w.leads.Change(ctx, w.Pia, first)
		w.must(err)
		second := w.ask("Noor Haddad")
		second.ReferrerID = first.ContactID
		second, err = w.leads.Change(ctx, w.Pia, second)
		w.must(err)
		var names []string
		for _, c := range w.file(second.ID).Chain {
			names = append(names, c.Name)
		}
		if want := []string{"Beatrix Holm", "Rose Caldwell"}; !slices.Equal(names, want) {
			t.Errorf("chain = %v, want %v", names, want)
		}
	})
}

func TestADateToSueByRaisesThePriority(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, today := t.Context(), civil.On(2026, 9, 16)
		l := w.ask("Maya Rivera")
		if l.Pressing(today) {
			t.Error("a lead without any date presses, want not")
		}
		l.IncidentOn, l.LimitOn = civil.On(2025, 1, 10), civil.On(2027, 1, 10)
		l, err := w.leads.Change(ctx, w.Pia, l)
		if err != nil || !l.Pressing(today) {
			t.Errorf("an unverified date presses = %v, %v; want so", l.Pressing(today), err)
		}
		_, err = w.leads.Verify(ctx, w.Pia, l.ID)
		w.wants("verifying as a paralegal", err, errs.Forbidden)
		l, err = w.leads.Verify(ctx, w.Evan, l.ID)
		if err != nil || l.Pressing(today) || !l.Pressing(civil.On(2026, 12, 1)) {
			t.Errorf("a verified date presses in September %v and in December %v, %v; want only in December", l.Pressing(today), l.Pressing(civil.On(2026, 12, 1)), err)
		}
		l.LimitOn = civil.On(2027, 2, 10)
		if l, err = w.leads.Change(ctx, w.Pia, l); err != nil || l.LimitBy != "" {
			t.Errorf("another date is verified by %q, %v; want by nobody", l.LimitBy, err)
		}
	})
}

func TestOfTwoWhoMoveALeadOneWins(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		l := w.ask("Maya Rivera")
		w.move(w.Pia, l, inquiry.Screened)
		_, err := w.leads.Leave(t.Context(), w.Evan, l.ID, l.Version, inquiry.Exit{To: inquiry.Lost, Reason: "price"})
		w.wants("leaving by what was seen before", err, errs.Conflict)
		_, err = w.leads.AddParty(t.Context(), w.Pia, l.ID, inquiry.Party{ContactID: l.ContactID, Part: matter.Adverse})
		w.wants("suing oneself", err, errs.Invalid)
	})
}
