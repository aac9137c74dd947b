package exchange

import (
	"context"
	"strings"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// desk is what one stretch of work on an import has at hand: the file's
// meaning, and what the firm has by the names that files use.
type desk struct {
	s       *Service
	b       *Batch
	who     actor.Actor
	ours    *timeline.Desk
	staff   map[string]staff.ID      // by folded name and by e-mail address
	areas   map[string]area.Area     // by folded name
	people  map[string]int64         // of this trial: rows by name and address
	numbers map[string]matter.Matter // of this transaction: matters by number
}

// desk sets one up for a transaction.
func (s *Service) desk(ctx context.Context, tx *db.Tx, b *Batch) (*desk, error) {
	d := &desk{s: s, b: b, who: tx.Who, staff: map[string]staff.ID{}, areas: map[string]area.Area{}, people: map[string]int64{}, numbers: map[string]matter.Matter{}}
	if b.Kind == Contacts || b.Kind == VCards {
		return d, nil
	}
	people, err := staff.AllTx(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		if p.Guest() {
			continue
		}
		d.staff[contact.SortKey(p.Name)], d.staff[contact.FoldEmail(p.Email)] = p.ID, p.ID
	}
	if b.Kind == Matters {
		as, err := area.AllTx(ctx, tx)
		if err != nil {
			return nil, err
		}
		for _, a := range as {
			d.areas[contact.SortKey(a.Name)] = a
		}
	}
	if b.Kind == Mail {
		d.ours, err = s.timeline.DeskTx(ctx, tx)
	}
	return d, err
}

// plan says what would become of a row, and changes nothing.
func (d *desk) plan(ctx context.Context, tx *db.Tx, r *Row, it item) error {
	r.Plan = Create
	switch d.b.Kind {
	case Contacts, VCards:
		return d.planContact(ctx, tx, r)
	case Matters:
		return d.planMatter(ctx, tx, r)
	case Activities, Notes:
		return d.planNote(ctx, tx, r)
	case Mail:
		return d.planMail(r, it)
	}
	return nil
}

// apply makes what the plan says. An error that may be shown refuses this row
// alone; any other stops the work.
func (d *desk) apply(ctx context.Context, tx *db.Tx, r *Row, p *timeline.Post) error {
	switch d.b.Kind {
	case Contacts, VCards:
		return d.applyContact(ctx, tx, r)
	case Matters:
		return d.applyMatter(ctx, tx, r)
	case Activities, Notes:
		return d.applyNote(ctx, tx, r)
	case Mail:
		return d.applyMail(ctx, tx, r, p)
	}
	return nil
}

// verbs are what bringing in a kind of file does, and so all that the work on
// it may do.
func (k Kind) verbs() []actor.Verb {
	switch k {
	case Contacts, VCards:
		return []actor.Verb{contact.Editing, contact.Reading}
	case Matters:
		return []actor.Verb{contact.Editing, contact.Reading, matter.Opening, matter.Reading, matter.Staffing, matter.Editing, timeline.Logging, timeline.Reading, timeline.Removing}
	case Activities, Notes, Mail:
		return []actor.Verb{contact.Reading, matter.Reading, timeline.Logging, timeline.Sorting, timeline.Reading, timeline.Removing}
	}
	return nil
}

// worker is the person whose import it is, at work in the background: behind
// the same walls, and able to do no more than the import asks for.
func (b Batch) worker() actor.Actor {
	person := b.CreatedBy
	if b.State == TakingBack && b.UndoneBy != "" {
		person = b.UndoneBy
	}
	return actor.Actor{
		Kind: actor.Staff, Firm: b.FirmID, ID: person, Name: b.CreatedName, Session: string(b.ID),
		Grants: actor.Grant(append(b.Kind.verbs(), Importing, Undoing)...), Via: "import", Open: true,
	}
}

// shown takes an error that is about the row apart, and hands back any other.
func (r *Row) shown(err error) error {
	e, ok := asShown(err)
	if !ok {
		return err
	}
	r.Plan = Bad
	if len(e.Fields) == 0 {
		r.say("", e.Text, e.Args...)
	}
	for _, f := range e.Fields {
		r.say(f.Name, f.Text, f.Args...)
	}
	return nil
}

func asShown(err error) (*errs.Error, bool) {
	switch errs.KindOf(err) {
	case errs.Invalid, errs.Conflict, errs.NotFound, errs.Forbidden:
	case errs.Internal, errs.Unauthenticated, errs.TooMany, errs.Unavailable, errs.NoRoom, errs.Unsure:
		return nil, false
	}
	return shownError(err)
}

// matterOf finds the matter that a row names. Some programs write a title
// after the number and a colon.
func (d *desk) matterOf(ctx context.Context, q db.Q, number string) (matter.Matter, error) {
	number = contact.Neat(number)
	before, _, _ := strings.Cut(number, ":")
	for _, n := range []string{number, contact.Neat(before)} {
		if m, ok := d.numbers[n]; ok {
			return m, nil
		}
		m, err := matter.ByNumberTx(ctx, q, n)
		if err == nil {
			d.numbers[n] = m
			return m, nil
		}
		if !errs.Is(err, errs.NotFound) {
			return m, err
		}
	}
	return matter.Matter{}, errs.Missing()
}
