package promise_test

import (
	"sync"
	"testing"
	"time"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

func TestAPromiseFromOpeningToClosing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.stands("opened", m, promise.Word, "2026-10-01 17:00", promise.Kept)

		w.now("2026-09-16 12:00")
		w.stands("two weeks on", m, promise.Word, "2026-10-01 17:00", promise.Running)
		w.log(m, call())
		w.stands("after a call", m, promise.Word, "2026-10-16 17:00", promise.Kept)

		w.now("2026-10-16 10:00")
		w.stands("on the last day", m, promise.Word, "2026-10-16 17:00", promise.Soon)
		w.now("2026-10-19 10:00")
		w.stands("after it", m, promise.Word, "2026-10-16 17:00", promise.Broken)
		w.log(m, answer())
		w.stands("after a letter", m, promise.Word, "2026-11-18 17:00", promise.Kept)
		if r := w.view(m).Record; r.Kept != 1 || r.Broken != 1 {
			t.Errorf("record = %+v, want one kept and one broken", r)
		}

		w.now("2026-11-01 10:00")
		_, err := w.matters.Close(t.Context(), w.ruth, m.ID, 0, matter.Ending{Reason: "completed"})
		must(t, err)
		w.stands("closed", m, "", "", promise.Unpromised)
		if d := w.today(w.evan); len(d.Owed)+len(d.Coming) != 0 {
			t.Errorf("today shows %d for a closed matter, want none", len(d.Owed)+len(d.Coming))
		}
		w.now("2026-11-10 10:00")
		_, err = w.matters.Reopen(t.Context(), w.ruth, m.ID)
		must(t, err)
		w.stands("reopened", m, promise.Word, "2026-12-10 17:00", promise.Kept)
	})
}

// The examples of how response time is counted: in business minutes from the
// client's message to the first reply by a person.
func TestQuestionsWaitInBusinessTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		for _, x := range []struct{ asked, replied, want string }{
			{"2026-09-04 16:30", "2026-09-08 09:45", "1h15m0s"}, // over a weekend and Labor Day
			{"2026-09-12 11:00", "2026-09-14 09:20", "20m0s"},   // out of hours
		} {
			w.now("2026-09-01 10:00")
			m := w.client("Client " + x.asked)
			w.now(x.asked)
			w.log(m, question())
			w.now(x.replied)
			w.log(m, answer())
			waits := w.view(m).Waits
			if len(waits) != 1 || (time.Duration(waits[0].Waited)*time.Second).String() != x.want || waits[0].State != promise.Kept {
				t.Errorf("asked %s, replied %s: %+v, want one wait of %s, kept", x.asked, x.replied, waits, x.want)
			}
		}
	})
}

func TestAQuestionHasTwoStops(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-14 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 10:00")
		w.log(m, question())
		w.stands("asked", m, promise.Acknowledgement, "2026-09-17 10:00", promise.Running)
		w.now("2026-09-16 15:00")
		w.log(m, question()) // the same wait
		w.stands("asked again", m, promise.Acknowledgement, "2026-09-17 10:00", promise.Running)

		holding := answer()
		holding.Holding = true
		w.log(m, holding)
		w.stands("held", m, promise.Answer, "2026-09-18 10:00", promise.Running)

		w.now("2026-09-18 11:00")
		w.stands("late", m, promise.Answer, "2026-09-18 10:00", promise.Broken)
		w.log(m, call())
		w.stands("answered", m, promise.Word, "2026-10-16 17:00", promise.Kept)
		if ws := w.view(m).Waits; len(ws) != 1 || ws[0].Messages != 2 || ws[0].State != promise.Broken {
			t.Errorf("waits = %+v, want one of two messages, broken", ws)
		}
	})
}

func TestMachinesAndNotesMoveNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-10 10:00")
		other, err := w.contacts.Add(t.Context(), w.ruth, contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Opposing Counsel"}})
		must(t, err)
		auto := answer()
		auto.Kind, auto.Auto = timeline.Email, true
		toOthers := answer()
		toOthers.ContactID = other.ID
		voicemail := timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Voicemail}
		noAnswer := timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.NoAnswer}
		for name, e := range map[string]timeline.Entry{
			"an automatic reply": auto, "a note": {Kind: timeline.Note}, "a letter to the other side": toOthers,
			"a voicemail we left": voicemail, "a call nobody took": noAnswer,
		} {
			w.log(m, e)
			w.stands("after "+name, m, promise.Word, "2026-10-01 17:00", promise.Running)
		}
		// A bill is a letter that a person weighs as no contact.
		bill := w.log(m, answer())
		w.stands("after a letter", m, promise.Word, "2026-10-09 17:00", promise.Kept)
		_, err = w.timeline.Weigh(t.Context(), w.evan, bill.ID, false, "It was the bill.")
		must(t, err)
		w.stands("after weighing it", m, promise.Word, "2026-10-01 17:00", promise.Running)
		w.log(m, question())
		w.stands("what the client writes leaves the first clock running", m, promise.Acknowledgement, "2026-09-11 10:00", promise.Running)
		w.now("2026-09-10 11:00")
		w.log(m, auto)
		w.stands("nor does an automatic reply answer", m, promise.Acknowledgement, "2026-09-11 10:00", promise.Running)
	})
}

func TestTheClockFollowsCorrections(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		n, err := w.matters.Open(t.Context(), w.ruth, matter.New{Matter: matter.Matter{Title: "Another of hers", ClientID: m.ClientID, ResponsibleID: m.ResponsibleID}})
		must(t, err)
		w.now("2026-09-16 10:00")
		w.log(m, call())

		yesterday := question()
		yesterday.At = w.at("2026-09-15 09:00")
		asked := w.log(m, yesterday) // noted late: the call since has answered it
		w.stands("a question noted late", m, promise.Word, "2026-10-16 17:00", promise.Kept)
		if ws := w.view(m).Waits; len(ws) != 1 || ws[0].Open() {
			t.Errorf("waits = %+v, want one, answered", ws)
		}
		mv, err := w.timeline.Move(t.Context(), w.evan, asked.ID, n.ID)
		must(t, err)
		w.stands("moved to the other matter", n, promise.Acknowledgement, "2026-09-15 17:00", promise.Broken)
		if ws := w.view(m).Waits; len(ws) != 0 {
			t.Errorf("waits of the first = %+v, want none", ws)
		}
		_, err = w.timeline.Unmove(t.Context(), w.evan, mv.ID)
		must(t, err)
		w.stands("moved back", n, promise.Word, "2026-10-01 17:00", promise.Running)

		e := w.log(n, call())
		w.stands("a call", n, promise.Word, "2026-10-16 17:00", promise.Kept)
		_, err = w.timeline.Remove(t.Context(), w.evan, e.ID, "Logged twice.")
		must(t, err)
		w.stands("which never was", n, promise.Word, "2026-10-01 17:00", promise.Running)
		_, err = w.timeline.Restore(t.Context(), w.evan, e.ID)
		must(t, err)
		w.stands("or was it", n, promise.Word, "2026-10-16 17:00", promise.Kept)
	})
}

func TestASettledQuestionAsksForNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-14 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 10:00")
		w.log(m, question())
		w.log(m, question())
		q := string(w.view(m).QuestionID)
		if _, err := w.Settle(t.Context(), w.evan, m.ID, q, " "); !errs.Is(err, errs.Invalid) {
			t.Errorf("settling without a reason = %v, want Invalid", err)
		}
		s, err := w.Settle(t.Context(), w.evan, m.ID, q, "Only thanks.")
		if err != nil || len(s.Entries) != 2 {
			t.Fatalf("settled %d messages (%v), want both", len(s.Entries), err)
		}
		w.stands("settled", m, promise.Word, "2026-10-14 17:00", promise.Running)
		if _, err := w.Settle(t.Context(), w.evan, m.ID, q, "Again."); !errs.Is(err, errs.Conflict) {
			t.Errorf("settling twice = %v, want Conflict", err)
		}
		if err := w.Unsettle(t.Context(), w.evan, m.ID, s.Entries); err != nil {
			t.Fatal(err)
		}
		w.stands("after all", m, promise.Acknowledgement, "2026-09-17 10:00", promise.Running)
	})
}

func TestConcurrentContactsAreAllFollowed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		w := found(t, d, c)
		w.now("2026-09-01 10:00")
		m := w.client("Ana Ruiz")
		w.now("2026-09-16 12:00")
		var wg sync.WaitGroup
		failed := make([]error, 8)
		for i := range failed {
			wg.Go(func() {
				e := question()
				e.MatterID, e.ContactID, e.At = m.ID, m.ClientID, w.clock.Now().Add(time.Duration(i-8)*time.Minute)
				_, failed[i] = w.timeline.Log(t.Context(), w.evan, timeline.New{Entry: e})
			})
		}
		wg.Wait()
		for _, err := range failed {
			if err != nil {
				t.Errorf("logging beside others = %v, want nil", err)
			}
		}
		if ws := w.view(m).Waits; len(ws) != 1 || ws[0].Messages != 8 {
			t.Errorf("waits = %+v, want one of eight messages", ws)
		}
		w.stands("counted from the first", m, promise.Acknowledgement, "2026-09-17 11:52", promise.Running)
	})
}
