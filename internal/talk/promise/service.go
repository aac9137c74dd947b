package promise

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/job"
	"candor/internal/kit/live"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// The verbs of promise.
const (
	Reading    actor.Verb = "promise.read"
	Acting     actor.Verb = "promise.act" // put off, delegate, settle
	Promising  actor.Verb = "promise.set"
	Overseeing actor.Verb = "promise.oversee" // everyone's promises, not one's own alone
)

// Grants says which roles may do what with promises.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager),
		access.To(Acting, access.Practising()...),
		access.To(Promising, access.Lawyer, access.Manager),
		access.To(Overseeing, access.Manager),
	}
}

// Topic is poked when what is owed changes.
const Topic = "today"

// MatterTopic is poked when what a matter's client is owed changes.
func MatterTopic(m matter.ID) string { return "promise:" + string(m) }

// TermsPolicy is the policy that holds the firm's terms and, by practice area,
// those that differ.
const TermsPolicy = "promise.terms"

// Service keeps the promises.
type Service struct {
	db       *db.DB
	live     *live.Hub
	timeline *timeline.Service
	jobs     *job.Queue
}

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub, t *timeline.Service, q *job.Queue) *Service {
	s := &Service{db: d, live: h, timeline: t, jobs: q}
	job.Handle(q, s.renew)
	return s
}

// Agreed are terms and since when they held for a matter: the firm's own, or
// what was agreed with the client.
type Agreed struct {
	bun.BaseModel `bun:"table:promise_terms,alias:pt"`

	FirmID     string `bun:",pk"`
	ID         string `bun:",pk"`
	MatterID   matter.ID
	FromAt     time.Time
	Terms      Terms `bun:"type:text"` // as they held
	Own        Terms `bun:"type:text"` // what was set for this matter; all else is the firm's
	Reason     string
	WithClient bool   `bun:"agreed"`
	SetBy      string // empty if the firm's terms changed
}

// look is when someone last said that they had seen what changed.
type look struct {
	bun.BaseModel `bun:"table:promise_look,alias:pl"`

	FirmID   string   `bun:",pk"`
	StaffID  staff.ID `bun:",pk"`
	LookedAt time.Time
}

// base gives the firm's terms of today for a practice area. What neither says
// is as suggested.
func base(ctx context.Context, q db.Q, h office.Hours, a area.ID) (Terms, error) {
	var firm, area Terms
	today := h.Today(q.Time())
	if _, err := policy.InForceTx(ctx, q, TermsPolicy, "", today, &firm); err != nil {
		return Terms{}, err
	}
	suggested := Suggested()
	firm.Source = Firm
	all := Resolve(&suggested, &firm, nil)
	if a == "" {
		return all, nil
	}
	if _, err := policy.InForceTx(ctx, q, TermsPolicy, string(a), today, &area); err != nil {
		return Terms{}, err
	}
	area.Source = Firm
	if area == firm {
		return all, nil // the area has none of its own
	}
	area.Source = Area
	return Resolve(&all, &area, nil), nil
}

// held makes the course of terms that the rules follow. The first hold from
// ever on: a matter may turn out to have been opened earlier.
func held(as []Agreed) []InForce {
	out := make([]InForce, 0, len(as))
	for _, a := range as {
		out = append(out, InForce{From: a.FromAt, Terms: a.Terms})
	}
	if len(out) > 0 {
		out[0].From = time.Time{}
	}
	return out
}

// ledgerOf fetches what a clock is computed with.
func ledgerOf(ctx context.Context, q db.Q, k *Clock) (*ledger, error) {
	h, err := office.HoursTx(ctx, q)
	if err != nil {
		return nil, err
	}
	as, err := termsOf(ctx, q, k.MatterID)
	return &ledger{Clock: k, hours: h, terms: held(as)}, err
}

// lock fetches a clock for changing, so that two contacts that come at once
// are followed one after the other and neither fails.
func lock(ctx context.Context, tx *db.Tx, m matter.ID) (k Clock, ok bool, err error) {
	if err := hold(ctx, tx, m); err != nil {
		return k, false, err
	}
	return find(ctx, tx, m)
}

// save keeps a ledger and tells whoever shows it.
func (s *Service) save(ctx context.Context, tx *db.Tx, l *ledger) error {
	if err := tx.Insert(ctx, &l.ended); err != nil {
		return err
	}
	for i := range l.waits {
		if err := tx.Put(ctx, &l.waits[i]); err != nil {
			return err
		}
	}
	l.reckon(l.hours, l.terms, tx.Now)
	if err := tx.Update(ctx, l.Clock); err != nil {
		return err
	}
	s.live.Poke(tx, Topic, MatterTopic(l.MatterID))
	return nil
}

// rebuild computes a clock anew from all contacts since it began.
func (s *Service) rebuild(ctx context.Context, tx *db.Tx, l *ledger) error {
	was, err := endedOf(ctx, tx, l.MatterID, l.OpenedAt, mostKept)
	if err != nil {
		return err
	}
	asked, err := waitsOf(ctx, tx, l.MatterID, l.OpenedAt, mostKept)
	if err != nil {
		return err
	}
	if err := eraseSince(ctx, tx, *l.Clock); err != nil {
		return err
	}
	contacts, err := contactsOf(ctx, tx, *l.Clock, "")
	if err != nil {
		return err
	}
	l.blank()
	for _, c := range contacts {
		l.follow(c)
	}
	if !l.Open() {
		l.close()
	}
	l.keepStaff(was, asked)
	return s.save(ctx, tx, l)
}

// mostKept is more promises than any matter sees.
const mostKept = 100_000

// keepStaff leaves each promise with whoever was responsible at the time.
func (l *ledger) keepStaff(was []ended, asked []Wait) {
	byFrom, byID := map[int64]staff.ID{}, map[timeline.ID]staff.ID{}
	for _, e := range was {
		byFrom[e.FromAt.UnixMilli()] = e.StaffID
	}
	for _, w := range asked {
		byID[w.ID] = w.StaffID
	}
	for i, e := range l.ended {
		if who, ok := byFrom[e.FromAt.UnixMilli()]; ok {
			l.ended[i].StaffID = who
		}
	}
	for i, w := range l.waits {
		if who, ok := byID[w.ID]; ok {
			l.waits[i].StaffID = who
		}
	}
}
