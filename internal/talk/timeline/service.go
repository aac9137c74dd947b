package timeline

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/db"
	"candor/internal/kit/event"
	"candor/internal/kit/id"
	"candor/internal/kit/live"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// Service keeps the line of time.
type Service struct {
	db    *db.DB
	live  *live.Hub
	files *blob.Disk

	// Logged is announced when an entry comes into the line of time, Changed
	// when what it says of the contact changes, Moved when it goes to another
	// matter, Removed and Restored when it is taken out and brought back; each
	// in the act's own transaction.
	Logged   event.Topic[Entry]
	Changed  event.Topic[Change]
	Moved    event.Topic[Move]
	Removed  event.Topic[Entry]
	Restored event.Topic[Entry]
}

// Change is an entry before and after.
type Change struct{ Was, Is Entry }

// NewService makes the service.
func NewService(d *db.DB, h *live.Hub, files *blob.Disk) *Service {
	return &Service{db: d, live: h, files: files}
}

// New is what an entry is logged from.
type New struct {
	Entry
	With  []Person     // who took part beside ContactID
	Files []Attachment // already kept in the firm's files
}

// Log writes down a call, a meeting, a letter or a note.
//
// Returns Invalid with the fields, NotFound if its matter or contact may not
// be seen.
func (s *Service) Log(ctx context.Context, who actor.Actor, n New) (Entry, error) {
	var e Entry
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) (err error) {
		e, err = s.LogTx(ctx, tx, n)
		return err
	})
	return e, err
}

// LogTx is Log inside another's transaction.
func (s *Service) LogTx(ctx context.Context, tx *db.Tx, n New) (Entry, error) {
	e := n.Entry
	if e.Kind != Note || !tx.Who.May(Noting) {
		if err := access.Allow(tx.Who, Logging); err != nil {
			return e, err
		}
	}
	if err := reachable(ctx, tx, e, n.With); err != nil {
		return e, err
	}
	if e.At.IsZero() {
		e.At = tx.Now
	}
	if e.StaffID == "" && (tx.Who.Kind == actor.Staff || tx.Who.Kind == actor.Guest) {
		e.StaffID = staff.ID(tx.Who.ID)
	}
	e.tidy()
	if e.MatterID != "" && e.FiledHow == Unfiled {
		e.FiledHow, e.FiledSure = ByHand, 100
	}
	if e.Why == "" {
		e.Substantive = e.talk()
	}
	if err := e.check(tx.Now); err != nil {
		return e, err
	}
	n.Entry = e
	return s.add(ctx, tx, n)
}

// reachable answers NotFound unless whoever logs may see the matter and
// everyone who took part.
func reachable(ctx context.Context, q db.Q, e Entry, with []Person) error {
	objects := []string{string(e.MatterID), string(e.ContactID)}
	for _, p := range with {
		objects = append(objects, string(p.ContactID))
	}
	for _, o := range objects {
		if o == "" {
			continue
		}
		if err := access.Sees(ctx, q, o); err != nil {
			return err
		}
	}
	return nil
}

// add keeps a finished entry with its people and files, and tells everyone.
func (s *Service) add(ctx context.Context, tx *db.Tx, n New) (Entry, error) {
	e := n.Entry
	e.ID = ID(id.New("ent"))
	e.CreatedAt, e.CreatedBy, e.ChangedAt = tx.Now, tx.Who.ID, tx.Now
	e.Attachments = int64(len(n.Files))
	if err := tx.Insert(ctx, &e); err != nil {
		return e, err
	}
	people := e.people(n.With)
	if err := tx.Insert(ctx, &people); err != nil {
		return e, err
	}
	for i := range n.Files {
		n.Files[i].ID, n.Files[i].EntryID, n.Files[i].Place = id.New("att"), e.ID, int64(i)
	}
	if err := tx.Insert(ctx, &n.Files); err != nil {
		return e, err
	}
	if err := s.tell(ctx, tx, e, people, "timeline.logged", map[string]any{"kind": e.Kind, "direction": e.Direction, "filed": e.FiledHow}); err != nil {
		return e, err
	}
	return e, s.Logged.Announce(ctx, tx, e)
}

// people gives everyone who took part, the entry's own contact among them.
func (e Entry) people(with []Person) []Person {
	out := make([]Person, 0, len(with)+1)
	own := e.ContactID == ""
	for _, p := range with {
		own = own || p.ContactID == e.ContactID
		out = append(out, p)
	}
	if !own {
		out = append(out, Person{ContactID: e.ContactID, Role: With})
	}
	for i := range out {
		out[i].ID, out[i].EntryID, out[i].At = id.New("tpe"), e.ID, e.At
	}
	return out
}

// tell records what was done to an entry, lets it be found, and pokes the
// pages that show it.
func (s *Service) tell(ctx context.Context, tx *db.Tx, e Entry, people []Person, action string, detail any) error {
	if err := s.index(ctx, tx, e, people); err != nil {
		return err
	}
	s.poke(tx, e, e.MatterID)
	return tx.Record(action, e.About(), detail)
}

func (s *Service) poke(tx *db.Tx, e Entry, matters ...matter.ID) {
	for _, m := range matters {
		if m != "" {
			s.live.Poke(tx, Topic(string(m)))
		}
	}
	if e.ContactID != "" {
		s.live.Poke(tx, Topic(string(e.ContactID)))
	}
	if e.Kind == Email {
		s.live.Poke(tx, "unfiled")
	}
	s.live.Poke(tx, "today")
}

// Topic is poked when the line of time of a matter or a contact changes.
func Topic(object string) string { return "timeline:" + object }

// index lets search find an entry. While it is unfiled, one that several known
// people take part in is left out: search asks about one contact only, and a
// wall may stand before another.
func (s *Service) index(ctx context.Context, tx *db.Tx, e Entry, people []Person) error {
	kind, ok := found(e.Kind)
	if !ok {
		return nil
	}
	known := map[contact.ID]bool{}
	for _, p := range people {
		if p.ContactID != "" {
			known[p.ContactID] = true
		}
	}
	if e.Removed() || e.MatterID == "" && len(known) > 1 {
		return search.RemoveTx(ctx, tx, kind, string(e.ID))
	}
	d := search.Doc{
		Kind: kind, ID: string(e.ID), ContactID: string(e.ContactID), MatterID: string(e.MatterID),
		Title: e.Subject, Sub: e.Excerpt, Body: e.Body, Href: "/timeline/" + string(e.ID), At: e.At,
	}
	if d.Title == "" {
		d.Title = e.Excerpt
	}
	for _, p := range people {
		d.Body += " " + p.Name + " " + p.Address
	}
	return search.PutTx(ctx, tx, d)
}

func found(k Kind) (search.Kind, bool) {
	switch k {
	case Email:
		return search.Mail, true
	case Call:
		return search.Call, true
	case Meeting:
		return search.Meeting, true
	case Letter:
		return search.Letter, true
	case Note:
		return search.Note, true
	case SMS, Portal:
		return search.Message, true
	case System:
	}
	return "", false
}
