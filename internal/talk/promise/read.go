package promise

import (
	"context"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// Many is where counting stops: beyond it the number helps nobody.
const Many = 1000

// Filter narrows what is owed.
type Filter struct {
	Staff     staff.ID // who is to act; empty is everyone
	Told      staff.ID // of what this supervisor was told, instead
	Delegated staff.ID // what this responsible person asked others to do, instead
	After     time.Time
	Before    time.Time
	Awake     bool // without what was put off
	Asleep    bool // only what was put off
	covered   []staff.ID
}

// Item is one client who is owed something.
type Item struct {
	Clock
	Next    Owed // what is owed first
	Also    Owed // the word owed beside a question, if it is broken or soon
	State   State
	Left    int // per cent
	Client  contact.Contact
	Care    client.Client // how they want to be reached; empty if never asked
	Matter  matter.Matter
	Reasons []Phrase
}

// Settled tells which messages a settling was about, so that it can be undone.
type Settled struct {
	Matter  matter.ID
	Entries []timeline.ID
}

// may answers whether someone may look at the promises of another.
func may(ctx context.Context, q db.Q, of staff.ID) error {
	who := q.Actor()
	if err := access.Allow(who, Reading); err != nil {
		return err
	}
	if string(of) == who.ID || who.May(Overseeing) || of != "" && slices.Contains(who.Covers, string(of)) {
		return nil
	}
	if of == "" {
		return access.Allow(who, Overseeing)
	}
	p, err := staff.GetTx(ctx, q, of)
	if err != nil {
		return err
	}
	if string(p.SupervisorID) == who.ID {
		return nil
	}
	return errs.Missing()
}

// items makes a list of clocks ready to be shown. One whose matter or client
// whoever asks may not see is left out.
func items(ctx context.Context, q db.Q, ks []Clock) ([]Item, error) {
	h, err := office.HoursTx(ctx, q)
	if err != nil || len(ks) == 0 {
		return nil, err
	}
	var ms []matter.ID
	var cs []contact.ID
	for _, k := range ks {
		ms, cs = append(ms, k.MatterID), append(cs, k.ContactID)
	}
	matters, err := matter.NamedTx(ctx, q, ms)
	if err != nil {
		return nil, err
	}
	slices.Sort(cs)
	cs = slices.Compact(cs)
	people, err := contact.NamedTx(ctx, q, cs)
	if err != nil {
		return nil, err
	}
	cares, err := client.AllTx(ctx, q, cs)
	out := make([]Item, 0, len(ks))
	for _, k := range ks {
		m, seen := matters[k.MatterID]
		c, known := people[k.ContactID]
		if seen && known {
			i := k.item(h, q.Time(), m, c)
			i.Care = cares[k.ContactID]
			out = append(out, i)
		}
	}
	return out, err
}

func (k Clock) item(h office.Hours, now time.Time, m matter.Matter, c contact.Contact) Item {
	o := k.Owed(h)
	i := Item{Clock: k, Next: o, State: o.State(now), Left: o.Left(now), Client: c, Matter: m, Reasons: o.Reason(h, now)}
	if o.What != Word {
		if w := k.Silence(h); w.State(now) == Broken || w.State(now) == Soon {
			i.Also = w
			i.Reasons = append(i.Reasons, w.Reason(h, now)[0])
		}
	}
	return i
}

// List gives what is owed, most urgent first.
//
// Returns Forbidden to whoever may not oversee what others owe, unless they
// supervise the one they ask about.
func (s *Service) List(ctx context.Context, who actor.Actor, f Filter, p db.Page) (is []Item, next string, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if err := f.may(ctx, q); err != nil {
			return err
		}
		ks, n, err := urgent(ctx, q, f, p)
		if err != nil {
			return err
		}
		next = n
		is, err = items(ctx, q, ks)
		return err
	})
	return is, next, err
}

func (f Filter) may(ctx context.Context, q db.Q) error {
	switch {
	case f.Told != "":
		return may(ctx, q, f.Told)
	case f.Delegated != "":
		return may(ctx, q, f.Delegated)
	}
	return may(ctx, q, f.Staff)
}

// View is all that was promised in one matter.
type View struct {
	Item
	Terms   []Agreed // as they held, oldest first; the last holds now
	History []Period // oldest first, the running one last
	Record  Record
	Waits   []Wait // newest first
	Hours   office.Hours
	Now     time.Time
}

// TermsVersion is how often terms were set.
func (v View) TermsVersion() int64 { return int64(len(v.Terms)) }

// Own is what was set for this matter itself.
func (v View) Own() Terms { return own(v.Terms) }

// Agreed is what was last set, and why.
func (v View) Agreed() Agreed {
	if len(v.Terms) == 0 {
		return Agreed{}
	}
	return v.Terms[len(v.Terms)-1]
}

// Of gives all that was promised in one matter. The look is recorded.
//
// Returns NotFound if there is none or a wall stands before it.
func (s *Service) Of(ctx context.Context, who actor.Actor, m matter.ID) (v View, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return v, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		k, err := get(ctx, q, m)
		if err != nil {
			return err
		}
		q.Saw(k.About())
		v, err = viewOf(ctx, q, k)
		return err
	})
	return v, err
}

// shownPeriods and shownWaits are how far back a matter's page looks.
const (
	shownPeriods = 60
	shownWaits   = 20
)

func viewOf(ctx context.Context, q db.Q, k Clock) (v View, err error) {
	is, err := items(ctx, q, []Clock{k})
	if err != nil {
		return v, err
	}
	if len(is) == 0 {
		return v, errs.Missing()
	}
	v.Item, v.Now = is[0], q.Time()
	if v.Hours, err = office.HoursTx(ctx, q); err != nil {
		return v, err
	}
	if v.Terms, err = termsOf(ctx, q, k.MatterID); err != nil {
		return v, err
	}
	es, err := endedOf(ctx, q, k.MatterID, time.Time{}, shownPeriods)
	if err != nil {
		return v, err
	}
	for _, e := range es {
		v.History = append(v.History, e.period())
	}
	if k.Open() {
		v.History = appendPeriod(v.History, v.Hours, held(v.Terms), k.since(), time.Time{}, q.Time())
	}
	v.Record = Sum(v.History, q.Time())
	v.Waits, err = waitsOf(ctx, q, k.MatterID, time.Time{}, shownWaits)
	return v, err
}
