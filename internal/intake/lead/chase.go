package lead

import (
	"context"

	"candor/internal/firm/office"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/db"
	"candor/internal/kit/locale"
	"candor/internal/work/task"
)

// chase lets the reminder of the state before go, and sets that of this one:
// a step that nobody takes, or a letter that is owed, comes back to its owner.
func (s *Service) chase(ctx context.Context, tx *db.Tx, l *inquiry.Lead, t inquiry.Terms, h office.Hours) error {
	if l.ChaseID != "" {
		if err := s.tasks.RemoveTx(ctx, tx, l.ChaseID); err != nil {
			return err
		}
		l.ChaseID = ""
	}
	if l.OwnerID == "" || !l.Open() && l.State != inquiry.Declined {
		return nil
	}
	lang, err := tongue(ctx, tx)
	if err != nil {
		return err
	}
	from := h.Today(tx.Now)
	if l.State == inquiry.Scheduled && l.ConsultAt != nil {
		from = h.Today(*l.ConsultAt)
	}
	k := task.Task{Title: locale.In(lang, chaseTitle(l.State)), ContactID: l.ContactID, OwnerID: l.OwnerID, DueOn: h.AddDays(from, t.Chase), Source: "lead"}
	switch l.State {
	case inquiry.Inquiry, inquiry.Scheduled:
		k.DueOn = h.AddDays(from, 1)
	case inquiry.Declined:
		k.DueOn, k.Priority = h.AddDays(from, 1), task.High
	}
	if err := s.tasks.AddTx(ctx, tx, &k); err != nil {
		return err
	}
	l.ChaseID = k.ID
	return nil
}

// chaseTitle is what is to be done about someone in a state, in English, which
// is the key of its translation.
func chaseTitle(st inquiry.State) string {
	switch st {
	case inquiry.Inquiry:
		return "Screen the inquiry"
	case inquiry.Screened:
		return "Collect the names and run them"
	case inquiry.NamesRun:
		return "Offer a time to meet"
	case inquiry.Scheduled:
		return "How did the consultation go?"
	case inquiry.Held:
		return "Thank them for coming, and clear conflicts"
	case inquiry.Cleared:
		return "Send the fee agreement"
	case inquiry.Sent:
		return "Ask about the agreement"
	case inquiry.Signed:
		return "Open the matter"
	case inquiry.Declined:
		return "Send the non-engagement letter"
	}
	return "Follow up"
}
