package conflict

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/kit/name"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Finding is a possible conflict that came up after a matter was opened: a party
// was added, a contact renamed, merged or imported.
type Finding struct {
	bun.BaseModel `bun:"table:conflict_finding,alias:cf"`

	FirmID    string `bun:",pk"`
	ID        string `bun:",pk"`
	Version   int64
	MatterID  matter.ID
	ContactID contact.ID // who is in the matter
	OtherID   contact.ID // who they may be, or are close to
	Part      matter.Part
	Grade     name.Grade
	Severity  Severity
	Reasons   []name.Reason  `bun:"type:text"`
	Stakes    []matter.Stake `bun:"type:text"`
	Why       string         // party, renamed, merged, nightly
	FoundAt   time.Time
	State     State
	Note      string
	SettledBy string
	SettledAt *time.Time

	Title string `bun:"-"` // of the matter
	Party string `bun:"-"` // the name of who is in it
	Hit   Hit    `bun:"-"` // the other, as whoever asks may see them
}

// batch is how many contacts are looked at in one go.
const batch = 50

// Watch looks again at contacts whose names or matters changed, and opens a
// finding for each possible conflict that nobody has decided.
func (s *Service) Watch(ctx context.Context, who actor.Actor) error {
	for {
		var ds []dueRow
		err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
			ds, err = dueNow(ctx, q, batch)
			return err
		})
		if err != nil || len(ds) == 0 {
			return err
		}
		for _, d := range ds {
			if err := s.again(ctx, who, d); err != nil {
				return err
			}
		}
	}
}

// again looks at one contact and takes it off the list.
func (s *Service) again(ctx context.Context, who actor.Actor, d dueRow) error {
	if d.Why == "joined" {
		return s.newcomer(ctx, who, d)
	}
	var fs []Finding
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
		fs, err = anew(ctx, q, d)
		return err
	})
	if err != nil {
		return err
	}
	if len(fs) == 0 {
		return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error { return tx.Delete(ctx, &d) })
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		for _, f := range fs {
			f.ID, f.FoundAt, f.State = id.New("fnd"), tx.Now, Open
			if err := tx.Insert(ctx, &f); err != nil {
				return err
			}
			if err := tx.Record("conflict.found", db.About{Kind: "matter", ID: string(f.MatterID), Matter: string(f.MatterID)}, map[string]any{"why": f.Why, "finding": f.ID}); err != nil {
				return err
			}
		}
		s.live.Poke(tx, "conflict:changed")
		return tx.Delete(ctx, &d)
	})
}

// anew finds what nobody has decided yet about a contact's running matters.
func anew(ctx context.Context, q db.Q, d dueRow) (fs []Finding, err error) {
	stakes, err := matter.StakesTx(ctx, q, []contact.ID{d.ContactID})
	if err != nil {
		return nil, err
	}
	for _, st := range stakes {
		if st.Status == matter.Closed {
			continue
		}
		hs, _, err := look(ctx, q, 0, Party{Contact: d.ContactID, Part: st.Part}, st.MatterID)
		if err != nil {
			return nil, err
		}
		for _, h := range hs {
			if h.Severity == Harmless || h.Grade < name.Possible {
				continue
			}
			known, err := decided(ctx, q, st.MatterID, h.ContactID)
			if err == nil && !known {
				known, err = foundBefore(ctx, q, st.MatterID, d.ContactID, h)
			}
			if err != nil {
				return nil, err
			}
			if !known {
				fs = append(fs, Finding{MatterID: st.MatterID, ContactID: d.ContactID, OtherID: h.ContactID, Part: st.Part, Grade: h.Grade, Severity: h.Severity, Reasons: h.Reasons, Stakes: h.Stakes, Why: d.Why})
			}
		}
	}
	return fs, nil
}

// newcomer opens a check of someone who joined the firm.
func (s *Service) newcomer(ctx context.Context, who actor.Actor, d dueRow) error {
	var p staff.Person
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
		p, err = staff.GetTx(ctx, q, staff.ID(d.ContactID))
		return err
	})
	c := Check{Title: p.Name, Parties: []Party{{Name: p.Name, Kind: string(contact.Person), Part: "other"}}}
	var hs []Hit
	var cut bool
	if err == nil {
		hs, cut, err = s.find(ctx, who.Firm, c)
	}
	if err != nil && !errs.Is(err, errs.NotFound) {
		return err
	}
	if len(hs) == 0 {
		return s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error { return tx.Delete(ctx, &d) })
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := s.open(ctx, tx, &c, hs, cut); err != nil {
			return err
		}
		return tx.Delete(ctx, &d)
	})
}

// Nightly has everyone looked at who changed in the last day, in case a change
// went by unseen.
func (s *Service) Nightly(ctx context.Context, who actor.Actor) error {
	after := contact.ID("")
	for {
		var ids []contact.ID
		err := s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) (err error) {
			if ids, err = changedSince(ctx, tx, tx.Now.Add(-25*time.Hour), after); err != nil {
				return err
			}
			for _, i := range ids {
				if err := due(ctx, tx, i, "nightly"); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return s.Watch(ctx, who)
		}
		after = ids[len(ids)-1]
	}
}

// Findings lists what came up later and nobody has settled, of one matter or of
// all.
func (s *Service) Findings(ctx context.Context, who actor.Actor, m matter.ID) (fs []Finding, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if fs, err = findings(ctx, q, m); err != nil {
			return err
		}
		return s.tell(ctx, q, fs)
	})
	return fs, err
}

// tell fills in what whoever asks may see of findings.
func (s *Service) tell(ctx context.Context, q db.Q, fs []Finding) error {
	hs := make([]Hit, len(fs))
	cs, ms := make([]contact.ID, len(fs)), make([]matter.ID, len(fs))
	for i, f := range fs {
		hs[i] = Hit{ContactID: f.OtherID, Grade: f.Grade, Severity: f.Severity, Reasons: f.Reasons, Stakes: f.Stakes}
		cs[i], ms[i] = f.ContactID, f.MatterID
	}
	hs, err := decorate(ctx, q, hs)
	if err != nil {
		return err
	}
	named, err := contact.NamedTx(ctx, q, unique(cs))
	if err != nil {
		return err
	}
	matters, err := matter.NamedTx(ctx, q, unique(ms))
	for i := range fs {
		fs[i].Hit, fs[i].Party, fs[i].Title = hs[i], named[fs[i].ContactID].Name, matters[fs[i].MatterID].Title
	}
	return err
}

// Settle closes a finding with a reason that is kept.
//
// Returns Forbidden for a restricted one, Conflict if it is settled already.
func (s *Service) Settle(ctx context.Context, who actor.Actor, finding, note string) (f Finding, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if f, err = getFinding(ctx, tx, finding); err != nil {
			return err
		}
		if err := access.Allow(who, Deciding); err != nil {
			return err
		}
		one := []Finding{f}
		if err := s.tell(ctx, tx, one); err != nil {
			return err
		}
		if one[0].Hit.Restricted {
			return restricted()
		}
		if f.State != Open {
			return errs.New(errs.Conflict, "This finding is settled already.")
		}
		var p errs.Problems
		p.Check(strings.TrimSpace(note) != "", "note", "Say why; the record keeps it.")
		if err := p.Err(); err != nil {
			return err
		}
		f.State, f.Note, f.SettledBy, f.SettledAt = Cleared, strings.TrimSpace(note), who.ID, &tx.Now
		if err := tx.Update(ctx, &f); err != nil {
			return err
		}
		s.live.Poke(tx, "conflict:changed")
		return tx.Record("conflict.settled", db.About{Kind: "matter", ID: string(f.MatterID), Matter: string(f.MatterID)}, map[string]any{"finding": f.ID, "note": f.Note})
	})
	return f, err
}
