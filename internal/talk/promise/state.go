package promise

import (
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// Clock is what one matter's client is promised, as it stands. It is computed
// when something happens and then only compared with the time, so that the most
// urgent of a million matters are one range of an index.
type Clock struct {
	bun.BaseModel `bun:"table:promise_clock,alias:k"`

	FirmID    string    `bun:",pk"`
	MatterID  matter.ID `bun:"id,pk"`
	Version   int64
	ContactID contact.ID
	AreaID    area.ID
	StaffID   staff.ID  // responsible for the matter
	OwnerID   staff.ID  // who is to act: responsible, or delegated to
	OpenedAt  time.Time // nothing is promised before
	ClosedAt  time.Time `bun:",nullzero"`
	Stale     bool      // contacts came in out of order; to be computed anew

	Base  Terms `bun:"type:text"` // the firm's for the area
	Terms Terms `bun:"type:text"` // in force

	SeenAt         time.Time `bun:",nullzero"` // the latest contact that was counted
	WordAt         time.Time `bun:",nullzero"` // the client's last word from us
	WordID         timeline.ID
	WordKind       Kind
	WordDueAt      time.Time   `bun:",nullzero"`
	QuestionID     timeline.ID // the message that opened the wait; empty if nothing waits
	AskedAt        time.Time   `bun:",nullzero"`
	AcknowledgedAt time.Time   `bun:",nullzero"`

	// The more urgent of the two clocks.
	What       What
	SinceAt    time.Time `bun:",nullzero"`
	DueAt      time.Time `bun:",nullzero"`
	SoonAt     time.Time `bun:",nullzero"`
	EscalateAt time.Time `bun:",nullzero"` // zero once a supervisor was told

	EscalatedAt  time.Time `bun:",nullzero"`
	EscalatedTo  staff.ID  // empty if nobody could be told but the managers
	SnoozedAt    time.Time `bun:",nullzero"`
	SnoozedUntil time.Time `bun:",nullzero"`
	SnoozedBy    staff.ID
	SnoozeReason string
	DelegatedAt  time.Time `bun:",nullzero"`
	DelegatedBy  staff.ID
	DelegateNote string
}

// About is what the audit trail calls a promise: the matter's.
func (k Clock) About() db.About {
	return db.About{Kind: "promise", ID: string(k.MatterID), Contact: string(k.ContactID), Matter: string(k.MatterID)}
}

// Open tells whether anything can be owed: a promise ends with its matter,
// since Model Rule 1.4 is about current clients.
func (k Clock) Open() bool { return k.ClosedAt.IsZero() }

// Owed is what the client is owed next.
func (k Clock) Owed(h office.Hours) Owed {
	o := Owed{What: k.What, Since: k.SinceAt, Terms: k.Terms, Due: k.DueAt, SoonAt: k.SoonAt, EscalateAt: k.EscalateAt}
	if k.What == Word {
		o.RestsUntil = h.Today(k.SinceAt).AddDays(1).Start(h.Zone())
	}
	return o
}

// Silence is the word that the client is owed, beside a question of theirs.
func (k Clock) Silence(h office.Hours) Owed {
	if !k.Open() {
		return Owed{}
	}
	return k.Terms.silence(h, k.since(), k.WordDueAt)
}

// Question is the client's wait, and whether there is one.
func (k Clock) Question() (Question, bool) {
	return Question{AskedAt: k.AskedAt, AcknowledgedAt: k.AcknowledgedAt}, k.QuestionID != ""
}

// Snooze is the reminder put off.
func (k Clock) Snooze() Snooze {
	return Snooze{At: k.SnoozedAt, Until: k.SnoozedUntil, Reason: k.SnoozeReason}
}

// Delegated tells whether someone else than the responsible person is to act.
func (k Clock) Delegated() bool { return !k.DelegatedAt.IsZero() }

// since is the last word, or the opening before the first.
func (k Clock) since() time.Time {
	if k.WordAt.IsZero() {
		return k.OpenedAt
	}
	return k.WordAt
}

// reckon computes what is owed now. A reminder put off, a delegation and an
// escalation were about what was owed before, and end with it.
func (k *Clock) reckon(h office.Hours, terms []InForce, now time.Time) {
	k.Terms = inForce(terms, now)
	var next Owed
	k.WordDueAt = time.Time{}
	if k.Open() {
		next = standing(h, terms, k.since(), now)
		k.WordDueAt = next.Due
		if q, waits := k.Question(); waits {
			if reply := inForce(terms, q.AskedAt).Reply(h, q); reply.Compare(next) < 0 {
				next = reply
			}
		}
	}
	if !next.Since.Equal(k.SinceAt) || (next.What == Word) != (k.What == Word) {
		k.wake()
		k.takeBack()
	}
	if !next.Due.Equal(k.DueAt) || next.What != k.What {
		k.EscalatedAt, k.EscalatedTo = time.Time{}, ""
	}
	k.What, k.SinceAt, k.DueAt, k.SoonAt, k.EscalateAt = next.What, next.Since, next.Due, next.SoonAt, next.EscalateAt
	if !k.EscalatedAt.IsZero() {
		k.EscalateAt = time.Time{}
	}
}

// snooze puts the reminder off.
func (k *Clock) snooze(h office.Hours, by staff.ID, now, until time.Time, reason string) error {
	if k.DueAt.IsZero() {
		return errs.New(errs.Conflict, "Nothing is owed here at present.")
	}
	s, err := NewSnooze(h, now, until, reason)
	if err != nil {
		return err
	}
	k.SnoozedAt, k.SnoozedUntil, k.SnoozeReason, k.SnoozedBy = s.At, s.Until, s.Reason, by
	return nil
}

func (k *Clock) wake() {
	k.SnoozedAt, k.SnoozedUntil, k.SnoozeReason, k.SnoozedBy = time.Time{}, time.Time{}, "", ""
}

// delegate asks someone else to act, until it is done.
func (k *Clock) delegate(by, to staff.ID, now time.Time, note string) error {
	switch {
	case k.DueAt.IsZero():
		return errs.New(errs.Conflict, "Nothing is owed here at present.")
	case to == k.OwnerID:
		return errs.New(errs.Conflict, "It is theirs already.")
	case to == k.StaffID:
		k.takeBack()
		return nil
	}
	k.OwnerID, k.DelegatedAt, k.DelegatedBy, k.DelegateNote = to, now, by, note
	k.wake()
	return nil
}

func (k *Clock) takeBack() {
	k.OwnerID, k.DelegatedAt, k.DelegatedBy, k.DelegateNote = k.StaffID, time.Time{}, "", ""
}

// assign gives the promise to a new responsible person.
func (k *Clock) assign(to staff.ID) {
	k.StaffID = to
	if !k.Delegated() || k.OwnerID == to {
		k.takeBack()
	}
}

// escalate marks that a supervisor was told.
func (k *Clock) escalate(to staff.ID, now time.Time) {
	k.EscalatedAt, k.EscalatedTo, k.EscalateAt = now, to, time.Time{}
}
