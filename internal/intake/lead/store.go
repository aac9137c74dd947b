package lead

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/db"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
)

func get(ctx context.Context, q db.Q, id inquiry.ID) (l inquiry.Lead, err error) {
	err = db.One(ctx, q.Select(&l).Where("ld.id = ?", id).Apply(access.Visible(q, "ld.contact_id")))
	return l, err
}

// states are the states that a filter lets through.
func (f Filter) states() []inquiry.State {
	switch {
	case f.State != "":
		return []inquiry.State{f.State}
	case f.Ended:
		return inquiry.Exits()
	}
	p := inquiry.Pipeline()
	return p[:len(p)-1]
}

func narrow(q db.Q, s *bun.SelectQuery, f Filter) *bun.SelectQuery {
	s = s.Apply(access.Visible(q, "ld.contact_id")).Where("ld.state IN (?)", bun.In(f.states()))
	if f.Owner != "" {
		s = s.Where("ld.owner_id = ?", f.Owner)
	}
	if f.Unowned {
		s = s.Where("ld.owner_id = ''")
	}
	if f.Area != "" {
		s = s.Where("ld.area_id = ?", f.Area)
	}
	if f.Source != "" {
		s = s.Where("ld.source = ?", f.Source)
	}
	if f.Contact != "" {
		s = s.Where("ld.contact_id = ?", f.Contact)
	}
	if f.Unanswered {
		s = s.Where("ld.answered_at IS NULL")
	}
	if f.Letter {
		s = s.Where("ld.state = ?", inquiry.Declined).Where("ld.letter_on IS NULL")
	}
	for _, w := range strings.Fields(search.Fold(f.Text)) {
		s = s.Where("EXISTS (SELECT 1 FROM contact AS c WHERE c.firm_id = ld.firm_id AND c.id = ld.contact_id AND c.sort_name LIKE ?)", "%"+w+"%") // letters and digits only
	}
	return s
}

func list(ctx context.Context, q db.Q, f Filter, p db.Page) (ls []inquiry.Lead, next string, err error) {
	s := narrow(q, q.Select(&ls), f)
	order := db.Order{Columns: []string{"ld.inquired_at", "ld.id"}, Desc: true}
	next, err = db.List(ctx, s, &ls, p, order, func(l inquiry.Lead) []string { return []string{db.Stamp(l.InquiredAt), string(l.ID)} })
	return ls, next, err
}

// lane gives the first of one state and how many there are, the longest there
// first.
func lane(ctx context.Context, q db.Q, f Filter, most int) (ls []inquiry.Lead, n int, err error) {
	all, err := narrow(q, q.Select((*inquiry.Lead)(nil)), f).Count(ctx)
	if err != nil || all == 0 {
		return nil, 0, err
	}
	n = int(all)
	err = db.All(ctx, narrow(q, q.Select(&ls), f).Order("ld.urgent DESC", "ld.state_at", "ld.id").Limit(int64(most)))
	return ls, n, err
}

// waiting gives open leads without a first answer, the longest owed first.
func waiting(ctx context.Context, q db.Q, most int) (ls []inquiry.Lead, err error) {
	p := inquiry.Pipeline()
	err = db.All(ctx, q.Select(&ls).Apply(access.Visible(q, "ld.contact_id")).Where("ld.answered_at IS NULL").
		Where("ld.state IN (?)", bun.In(p[:len(p)-1])).Order("ld.answer_by", "ld.id").Limit(int64(most)))
	return ls, err
}

// ripe gives the leads whose supervisors are to be told that nobody answered.
func ripe(ctx context.Context, q db.Q, now time.Time) (ls []inquiry.Lead, err error) {
	p := inquiry.Pipeline()
	err = db.All(ctx, q.Select(&ls).Where("ld.answered_at IS NULL").Where("ld.told_at IS NULL").Where("ld.answer_by <= ?", now).
		Where("ld.state IN (?)", bun.In(p[:len(p)-1])).Order("ld.answer_by", "ld.id").Limit(200))
	return ls, err
}

// unanswered gives someone's leads that wait for a first answer, walls aside:
// the clock stops whoever answered.
func unanswered(ctx context.Context, q db.Q, c contact.ID) (ls []inquiry.Lead, err error) {
	err = db.All(ctx, q.Select(&ls).Where("ld.contact_id = ?", c).Where("ld.answered_at IS NULL").Order("ld.id").Limit(50))
	return ls, err
}

// ownedBehind gives open leads of some people about some contacts.
func ownedBehind(ctx context.Context, q db.Q, people, contacts []string) (ls []inquiry.Lead, err error) {
	if len(people) == 0 || len(contacts) == 0 {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ls).Where("ld.owner_id IN (?)", bun.In(people)).Where("ld.contact_id IN (?)", bun.In(contacts)).Order("ld.id").Limit(10_000))
	return ls, err
}

func ownedBy(ctx context.Context, q db.Q, p staff.ID) (ls []inquiry.Lead, err error) {
	err = db.All(ctx, q.Select(&ls).Where("ld.owner_id = ?", p).Order("ld.id").Limit(10_000))
	return ls, err
}

func movesOf(ctx context.Context, q db.Q, id inquiry.ID) (ms []inquiry.Move, err error) {
	err = db.All(ctx, q.Select(&ms).Where("lm.lead_id = ?", id).Order("lm.moved_at", "lm.id").Limit(500))
	return ms, err
}

func partiesOf(ctx context.Context, q db.Q, id inquiry.ID) (ps []inquiry.Party, err error) {
	err = db.All(ctx, q.Select(&ps).Where("lp.lead_id = ?", id).Order("lp.id").Limit(200))
	return ps, err
}

func getParty(ctx context.Context, q db.Q, lead inquiry.ID, id string) (p inquiry.Party, err error) {
	err = db.One(ctx, q.Select(&p).Where("lp.id = ?", id).Where("lp.lead_id = ?", lead))
	return p, err
}

// sentBy gives the newest lead of someone, which says who sent them.
func sentBy(ctx context.Context, q db.Q, c contact.ID) (ls []inquiry.Lead, err error) {
	err = db.All(ctx, q.Select(&ls).Where("ld.contact_id = ?", c).Where("ld.referrer_id <> ''").
		Apply(access.Visible(q, "ld.contact_id")).Order("ld.inquired_at DESC", "ld.id DESC").Limit(1))
	return ls, err
}

// MostMeasured is how many inquiries the funnel looks at.
const MostMeasured = 100_000

// MeasuredTx gives what is counted of inquiries since a time, oldest first, of
// what whoever asks may see.
func MeasuredTx(ctx context.Context, q db.Q, from time.Time) (ls []inquiry.Lead, err error) {
	err = db.All(ctx, q.Select(&ls).Column("id", "inquired_at", "state", "reached", "area_id", "source", "value_minor", "value_currency", "answered_at", "answer_by", "consult_at", "reason").
		Where("ld.inquired_at >= ?", from).Apply(access.Visible(q, "ld.contact_id")).Order("ld.inquired_at", "ld.id").Limit(MostMeasured))
	return ls, err
}

func currency(ctx context.Context, q db.Q) (c money.Currency, err error) {
	err = q.Raw("SELECT currency FROM firm WHERE id = ?", q.Firm()).Scan(ctx, &c)
	return c, err
}

// tongue is the language that the firm writes its own notes in.
func tongue(ctx context.Context, q db.Q) (lang string, err error) {
	err = q.Raw("SELECT lang FROM firm WHERE id = ?", q.Firm()).Scan(ctx, &lang)
	return lang, err
}

// inAny reports whether a contact is in any lead, walls aside.
func inAny(ctx context.Context, q db.Q, c contact.ID) (bool, error) {
	n, err := q.Select((*inquiry.Lead)(nil)).Where("(ld.contact_id = ? OR ld.referrer_id = ? OR ld.referred_to = ?)", c, c, c).Count(ctx)
	if err != nil || n > 0 {
		return n > 0, err
	}
	n, err = q.Select((*inquiry.Party)(nil)).Where("lp.contact_id = ?", c).Count(ctx)
	return n > 0, err
}
