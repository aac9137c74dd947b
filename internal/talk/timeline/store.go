package timeline

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// walled keeps a query to the entries that whoever asks may see: those whose
// matter and contact they may see and, while an entry is unfiled, everyone
// known in it.
func walled(q db.Q) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(s *bun.SelectQuery) *bun.SelectQuery {
		if q.Actor().Trusted() {
			return s
		}
		known := func() *bun.SelectQuery {
			return q.Select((*Person)(nil)).ColumnExpr("count(*)").Where("tp.entry_id = te.id").Where("tp.contact_id <> ''")
		}
		return s.Apply(access.Within(q, "te.matter_id", "te.contact_id")).
			Where("(te.matter_id <> '' OR (?) = (?))", known(), known().Apply(access.Visible(q, "tp.contact_id")))
	}
}

func get(ctx context.Context, q db.Q, entry ID) (e Entry, err error) {
	err = db.One(ctx, q.Select(&e).Where("te.id = ?", entry).Apply(walled(q)))
	return e, err
}

func peopleOf(ctx context.Context, q db.Q, entry ID) (ps []Person, err error) {
	err = db.All(ctx, q.Select(&ps).Where("tp.entry_id = ?", entry).Order("tp.id").Limit(2000))
	return ps, err
}

func filesOf(ctx context.Context, q db.Q, entry ID) (fs []Attachment, err error) {
	err = db.All(ctx, q.Select(&fs).Where("ta.entry_id = ?", entry).Order("ta.place", "ta.id").Limit(1000))
	return fs, err
}

func movesOf(ctx context.Context, q db.Q, entry ID) (ms []Move, err error) {
	err = db.All(ctx, q.Select(&ms).Where("tm.entry_id = ?", entry).OrderExpr("tm.moved_at DESC, tm.id DESC").Limit(100))
	return ms, err
}

func getMove(ctx context.Context, q db.Q, move string) (m Move, err error) {
	err = db.One(ctx, q.Select(&m).Where("tm.id = ?", move))
	return m, err
}

func setAt(ctx context.Context, tx *db.Tx, entry ID, at time.Time) error {
	_, err := tx.Change((*Person)(nil)).Set("at = ?", at).Where("entry_id = ?", entry).Exec(ctx)
	return err
}

// briefly leaves out what only an entry's own page shows.
func briefly(s *bun.SelectQuery) *bun.SelectQuery {
	return s.ExcludeColumn("body", "folded", "addresses", "problems")
}

// newest is the order of every list: back in time.
func newest(at string) db.Order { return db.Order{Columns: []string{at + ".at", "te.id"}, Desc: true} }

func place(e Entry) []string { return []string{db.Stamp(e.At), string(e.ID)} }

func ofMatter(ctx context.Context, q db.Q, m matter.ID, f Filter, p db.Page) (es []Entry, next string, err error) {
	s := briefly(q.Select(&es)).Where("te.matter_id = ?", m).Apply(walled(q)).Apply(f.narrow)
	next, err = db.List(ctx, s, &es, p, newest("te"), place)
	return es, next, err
}

// ofContact follows the index of one person's line of time. After a merge a
// person may stand in an entry twice; the first row of theirs speaks.
func ofContact(ctx context.Context, q db.Q, c contact.ID, f Filter, p db.Page) (es []Entry, next string, err error) {
	s := briefly(q.Select(&es)).
		Join("JOIN timeline_person AS mine ON mine.firm_id = te.firm_id AND mine.entry_id = te.id").
		Where("mine.firm_id = ? AND mine.contact_id = ?", q.Firm(), c).
		Where("mine.id = (SELECT min(one.id) FROM timeline_person AS one WHERE one.firm_id = mine.firm_id AND one.entry_id = mine.entry_id AND one.contact_id = mine.contact_id)").
		Apply(walled(q)).Apply(f.narrow)
	next, err = db.List(ctx, s, &es, p, db.Order{Columns: []string{"mine.at", "mine.entry_id"}, Desc: true}, place)
	return es, next, err
}

func unfiled(ctx context.Context, q db.Q, p db.Page) (es []Entry, next string, err error) {
	s := q.Select(&es).ExcludeColumn("body", "folded", "problems").Where("te.matter_id = ''").Where("te.kind = ?", Email).Where("te.removed_at IS NULL").Apply(walled(q))
	next, err = db.List(ctx, s, &es, p, newest("te"), place)
	return es, next, err
}

// mostCounted is where a count of what waits stops.
const mostCounted = 100

func countUnfiled(ctx context.Context, q db.Q) (int, error) {
	var es []Entry
	err := db.All(ctx, q.Select(&es).Column("id").Where("te.matter_id = ''").Where("te.kind = ?", Email).
		Where("te.removed_at IS NULL").Apply(walled(q)).Order("te.at", "te.id").Limit(mostCounted))
	return len(es), err
}

func ofThread(ctx context.Context, q db.Q, key string) (es []Entry, err error) {
	err = db.All(ctx, q.Select(&es).Where("te.thread_key = ?", key).Where("te.removed_at IS NULL").Apply(walled(q)).
		Order("te.at", "te.id").Limit(500))
	return es, err
}

// Filter narrows a list.
type Filter struct {
	Kinds       []Kind
	Staff       staff.ID
	Direction   Direction
	Text        string
	Substantive bool // only what counts as contact
	Removed     bool // what was removed, instead of what is there
}

func (f Filter) narrow(s *bun.SelectQuery) *bun.SelectQuery {
	if f.Removed {
		s = s.Where("te.removed_at IS NOT NULL")
	} else {
		s = s.Where("te.removed_at IS NULL")
	}
	if len(f.Kinds) > 0 {
		s = s.Where("te.kind IN (?)", bun.In(f.Kinds))
	}
	if f.Staff != "" {
		s = s.Where("te.staff_id = ?", f.Staff)
	}
	if f.Direction != "" {
		s = s.Where("te.direction = ?", f.Direction)
	}
	if f.Substantive {
		s = s.Where("te.substantive")
	}
	for _, word := range slices.Compact(strings.Fields(search.Fold(f.Text))) {
		s = s.Where("te.folded LIKE ?", "%"+word+"%") // letters and digits only
	}
	return s
}

// since lists what happened in these matters after a time, in order.
func since(ctx context.Context, q db.Q, ms []matter.ID, after time.Time, limit int) (es []Entry, err error) {
	if len(ms) == 0 {
		return nil, nil
	}
	err = db.All(ctx, briefly(q.Select(&es)).Where("te.matter_id IN (?)", bun.In(ms)).Where("te.created_at > ?", after).
		Where("te.removed_at IS NULL").Apply(walled(q)).OrderExpr("te.at DESC, te.id DESC").Limit(int64(limit)))
	return es, err
}

// history gives a matter's contacts in order of time, a page at a time.
func history(ctx context.Context, q db.Q, m matter.ID, p db.Page) (es []Entry, next string, err error) {
	s := briefly(q.Select(&es)).Where("te.matter_id = ?", m).Where("te.removed_at IS NULL").Apply(walled(q))
	next, err = db.List(ctx, s, &es, p, db.Order{Columns: []string{"te.at", "te.id"}}, place)
	return es, next, err
}

// last gives the newest contact that counts of each of these people.
func last(ctx context.Context, q db.Q, cs []contact.ID) (map[contact.ID]Entry, error) {
	out := map[contact.ID]Entry{}
	for _, c := range cs {
		var es []Entry
		err := db.All(ctx, briefly(q.Select(&es)).
			Join("JOIN timeline_person AS mine ON mine.firm_id = te.firm_id AND mine.entry_id = te.id").
			Where("mine.firm_id = ? AND mine.contact_id = ?", q.Firm(), c).Where("te.removed_at IS NULL").Where("te.substantive").Apply(walled(q)).
			OrderExpr("mine.at DESC, mine.entry_id DESC").Limit(1))
		if err != nil {
			return nil, err
		}
		if len(es) > 0 {
			out[c] = es[0]
		}
	}
	return out, nil
}

// byKey finds a message that is here already, walls aside: it must not come in
// twice because whoever brings it in may not see it.
func byKey(ctx context.Context, q db.Q, key string) (e Entry, err error) {
	err = db.One(ctx, briefly(q.Select(&e)).Where("te.message_key = ? AND te.message_key <> ''", key)) // as the index has it
	return e, err
}

// threadOf gives the conversation of the newest message with one of these ids,
// walls aside: an answer belongs with what it answers.
func threadOf(ctx context.Context, q db.Q, messages []string) (string, error) {
	if len(messages) == 0 {
		return "", nil
	}
	var es []Entry
	err := db.All(ctx, q.Select(&es).Column("thread_key").Where("te.message_id IN (?)", bun.In(messages)).Where("te.thread_key <> ''").
		OrderExpr("te.at DESC, te.id DESC").Limit(1))
	if err != nil || len(es) == 0 {
		return "", err
	}
	return es[0].ThreadKey, nil
}

// threadMatter gives the matter that a conversation was last filed in, walls
// aside: what is filed there is walled again.
func threadMatter(ctx context.Context, q db.Q, key string) (matter.ID, error) {
	if key == "" {
		return "", nil
	}
	var es []Entry
	err := db.All(ctx, q.Select(&es).Column("matter_id").Where("te.thread_key = ?", key).Where("te.matter_id <> ''").Where("te.removed_at IS NULL").
		OrderExpr("te.at DESC, te.id DESC").Limit(1))
	if err != nil || len(es) == 0 {
		return "", err
	}
	return es[0].MatterID, nil
}

// threadPeople lists who took part in a conversation, walls aside.
func threadPeople(ctx context.Context, q db.Q, key string) (ps []Person, err error) {
	if key == "" {
		return nil, nil
	}
	err = db.All(ctx, q.Select(&ps).Join("JOIN timeline_entry AS te ON te.firm_id = tp.firm_id AND te.id = tp.entry_id").
		Where("te.thread_key = ?", key).Where("te.removed_at IS NULL").OrderExpr("tp.at DESC, tp.id").Limit(500))
	return ps, err
}

// shortOriginal is a short message as it came.
type shortOriginal struct {
	bun.BaseModel `bun:"table:timeline_original,alias:og"`

	FirmID string `bun:",pk"`
	Sum    string `bun:",pk"`
	Data   []byte
}

// originalOf gives the original of an entry that was fetched with its wall;
// none if it is among the firm's files.
func originalOf(ctx context.Context, q db.Q, e Entry) ([]byte, error) {
	var os []shortOriginal
	err := db.All(ctx, q.Select(&os).Where("og.sum = ?", e.RawSum).Limit(1))
	if err != nil || len(os) == 0 {
		return nil, err
	}
	return os[0].Data, nil
}
