package inquiry

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// State is where a lead stands.
type State string

// The states of the pipeline, and the ways out of it.
const (
	Inquiry   State = "inquiry"
	Screened  State = "screened"
	NamesRun  State = "names_run"
	Scheduled State = "consult_scheduled"
	Held      State = "consult_held"
	Cleared   State = "conflict_cleared"
	Sent      State = "engagement_sent"
	Signed    State = "signed"
	Opened    State = "matter_opened"

	Declined  State = "declined"
	Lost      State = "lost"
	Duplicate State = "duplicate"
	Referred  State = "referred_out"
)

// Pipeline lists the states from the first word to the matter.
func Pipeline() []State {
	return []State{Inquiry, Screened, NamesRun, Scheduled, Held, Cleared, Sent, Signed, Opened}
}

// Exits lists the ways out of the pipeline.
func Exits() []State { return []State{Declined, Lost, Duplicate, Referred} }

// Step is a state's place in the pipeline, -1 for an exit.
func (s State) Step() int { return slices.Index(Pipeline(), s) }

// Reason says why a lead left the pipeline.
type Reason string

// Reasons lists why a lead may leave by an exit, in the order people are shown
// them.
func Reasons(exit State) []Reason {
	switch exit {
	case Declined:
		return []Reason{"conflict", "no_merit", "too_late", "not_our_work", "no_capacity", "cost", "trust", "other"}
	case Lost:
		return []Reason{"chose_other", "no_answer", "price", "settled_itself", "changed_mind", "other"}
	case Duplicate:
		return []Reason{"same_matter"}
	case Referred:
		return []Reason{"not_our_work", "conflict", "no_capacity", "elsewhere", "other"}
	}
	return nil
}

// Channel is how a letter went out.
type Channel string

// Channels lists them in the order people are shown them.
func Channels() []Channel { return []Channel{"email", "post", "registered_post", "portal", "by_hand"} }

// Step is what is said when a lead is moved.
type Step struct {
	To        State
	ConsultAt *time.Time // for Scheduled
	Note      string
}

// Exit is what is said when a lead leaves the pipeline.
type Exit struct {
	To         State
	Reason     Reason
	Note       string
	Twin       ID         // for Duplicate
	ReferredTo contact.ID // for Referred
}

// Letter is the word in writing that we do not act for someone.
type Letter struct {
	On  civil.Date
	How Channel
}

// Move is one step of a lead, for ever in its history.
type Move struct {
	bun.BaseModel `bun:"table:lead_move,alias:lm"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	LeadID    ID
	FromState State
	ToState   State
	Reason    Reason
	Note      string
	Undo      bool // it takes the move before it back
	Undone    bool // it was taken back
	MovedBy   string
	MovedAt   time.Time
}

// Go takes the lead a step on, or back, within the guards.
func (l *Lead) Go(s Step, parties int, t Terms, now time.Time) error {
	to := s.To.Step()
	switch {
	case !l.Open():
		return errs.New(errs.Conflict, "This lead has left the pipeline. Take it up again first.")
	case to < 0 || s.To == Opened:
		return errs.New(errs.Invalid, "Choose a step of the pipeline.")
	case s.To == l.State && s.To != Scheduled:
		return errs.New(errs.Conflict, "It stands there already.")
	case s.To == Held && (l.ConsultAt == nil || l.ConsultAt.After(now)):
		return errs.New(errs.Conflict, "The consultation has not taken place yet.")
	}
	if to >= l.State.Step() {
		if err := l.may(s, parties, t, now); err != nil {
			return err
		}
	}
	l.enter(s, now)
	return nil
}

// may holds the guards on the way forward. What a later step needs, every step
// beyond it needs too, so that none can be jumped over.
func (l *Lead) may(s Step, parties int, t Terms, now time.Time) error {
	to := s.To.Step()
	var p errs.Problems
	p.Check(to < Screened.Step() || l.OwnerID != "", "owner", "Give the lead to someone first.")
	p.Check(to < Screened.Step() || l.AreaID != "", "area", "Choose its practice area first.")
	p.Check(s.To != NamesRun || parties > 0 || contact.Neat(s.Note) != "", "note", "Add who else is in it first, or write here that nobody is.")
	p.Check(to <= NamesRun.Step() || l.NamesAt != nil, "to", "Run the names first: nothing more is asked before it is known whom it is against (Model Rule 1.18).")
	p.Check(s.To != Scheduled || s.ConsultAt != nil, "consult_at", "Choose when you meet.")
	p.Check(to <= Cleared.Step() || l.NamesAt == nil || l.ClearedAt != nil, "to", "Clear conflicts first (Model Rules 1.7 to 1.10).")
	if s.To == Signed {
		p.Check(l.State == Sent, "to", "Only an agreement that was sent can be signed.")
		p.Check(l.ClearedAt == nil || now.Sub(*l.ClearedAt) <= t.Fresh, "to", "The conflict check is too old. Run it again before signing.")
	}
	return p.Err()
}

// enter changes the state and the facts that follow from it.
func (l *Lead) enter(s Step, now time.Time) {
	switch s.To {
	case NamesRun:
		l.NamesAt = &now
	case Scheduled:
		if s.ConsultAt != nil {
			l.ConsultAt = s.ConsultAt
		}
	case Cleared:
		l.ClearedAt = &now
	}
	if s.To.Step() < Cleared.Step() {
		l.ClearedAt = nil
	}
	l.State, l.StateAt = s.To, now
	l.Reached = max(l.Reached, int64(s.To.Step()))
}

// Leave takes the lead out of the pipeline.
func (l *Lead) Leave(e Exit, now time.Time) error {
	if !l.Open() {
		return errs.New(errs.Conflict, "This lead has left the pipeline already.")
	}
	var p errs.Problems
	p.Check(slices.Contains(Exits(), e.To), "to", "Choose how it ends.")
	p.Check(slices.Contains(Reasons(e.To), e.Reason), "reason", "Choose why it ends.")
	p.Check(e.Reason != "other" || contact.Neat(e.Note) != "", "note", "Say why in a few words.")
	p.Check(e.To != Duplicate || e.Twin != "" && e.Twin != l.ID, "twin", "Choose the lead that this one repeats.")
	p.Check(l.State != Signed || e.To != Duplicate, "to", "An agreement is signed; this is no repetition.")
	if err := p.Err(); err != nil {
		return err
	}
	l.Before, l.State, l.StateAt, l.Reason = l.State, e.To, now, e.Reason
	if e.To == Duplicate {
		l.TwinID = e.Twin
	}
	if e.To == Referred {
		l.ReferredTo = e.ReferredTo
	}
	return nil
}

// Reopen takes the lead up again where it stood. Whoever was told in writing
// that we do not act for them is told otherwise by a person, not by a program.
func (l *Lead) Reopen(now time.Time) error {
	if l.State.Step() >= 0 {
		return errs.New(errs.Conflict, "This lead is still in the pipeline.")
	}
	l.State, l.StateAt, l.Reason, l.Before = l.Before, now, "", ""
	l.TwinID, l.ReferredTo = "", ""
	if l.State.Step() >= Cleared.Step() {
		l.State, l.ClearedAt = Held, nil // what happened meanwhile was not checked
		if l.ConsultAt == nil {
			l.State = NamesRun
		}
	}
	return nil
}

// Write records that they were told in writing.
func (l *Lead) Write(x Letter, by staff.ID, today civil.Date) error {
	if l.State != Declined {
		return errs.New(errs.Conflict, "Only someone who was declined is owed this letter.")
	}
	var p errs.Problems
	p.Check(slices.Contains(Channels(), x.How), "how", "Choose how it was sent.")
	p.Check(!x.On.IsZero() && !x.On.After(today), "on", "Choose the day it was sent.")
	if err := p.Err(); err != nil {
		return err
	}
	l.LetterOn, l.LetterHow, l.LetterBy = x.On, x.How, by
	return nil
}

// Answer stops the clock of the first answer; only the first does.
func (l *Lead) Answer(at time.Time, by staff.ID) bool {
	if l.AnsweredAt != nil || at.Before(l.InquiredAt) {
		return false
	}
	l.AnsweredAt, l.AnsweredBy = &at, by
	return true
}

// Undo takes the last move back. What was sent out of the house, and a matter
// that was opened, are not undone here.
func (l *Lead) Undo(last Move, now time.Time) error {
	switch {
	case last.ID == "" || last.Undo || last.Undone || last.ToState != l.State:
		return errs.New(errs.Conflict, "There is nothing to take back.")
	case l.State == Opened:
		return errs.New(errs.Conflict, "A matter was opened from it. Close the matter instead.")
	case l.State == Declined && !l.LetterOn.IsZero():
		return errs.New(errs.Conflict, "They were told in writing. Take the lead up again instead, and say why.")
	case last.FromState.Step() < 0: // begun, or taken up again
		return errs.New(errs.Conflict, "There is nothing to take back.")
	}
	on := last.FromState.Step() < l.State.Step() // a step on takes its fact with it
	switch {
	case l.State.Step() < 0:
		l.Reason, l.Before, l.TwinID, l.ReferredTo = "", "", "", ""
	case on && l.State == NamesRun && l.Story != "":
		return errs.New(errs.Conflict, "Their story was written down already. Move the lead instead.")
	case on && l.State == NamesRun:
		l.NamesAt = nil
	case on && l.State == Scheduled:
		l.ConsultAt = nil
	case on && l.State == Cleared:
		l.ClearedAt = nil
	}
	l.State, l.StateAt = last.FromState, now
	if l.State.Step() >= Cleared.Step() && l.ClearedAt == nil {
		return errs.New(errs.Conflict, "Clear conflicts first (Model Rules 1.7 to 1.10).")
	}
	return nil
}
