package timeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/mail"
	"candor/internal/people/contact"
)

// Post is a message ready to be filed.
type Post struct {
	Message mail.Message
	Key     string // the same message twice has the same
	Sum     string // its original in the firm's files
	Thread  string // the conversation, where whoever brings it in knows better
	Source  string // where it was brought in from, such as an import's id
	raw     []byte // a short original, kept when it is filed
}

// Filed says what became of a Post.
type Filed struct {
	Entry Entry
	Known bool // it was here already; nothing was added
}

// short is the longest message whose original is kept in the database itself,
// in the act that files it. A longer one is kept among the firm's files.
const short = 64 << 10

// Receive reads a message and, if it is long, keeps its original. It is done
// before the act that files it: keeping a file takes its time, and the
// database must not wait.
func (s *Service) Receive(ctx context.Context, firm string, raw []byte) (Post, error) {
	key, _ := mail.Key(raw)
	p := Post{Message: mail.Parse(raw), Key: key}
	if len(raw) <= short {
		sum := sha256.Sum256(raw)
		p.Sum, p.raw = hex.EncodeToString(sum[:]), raw
		return p, nil
	}
	shelf, err := s.files.Firm(firm)
	if err != nil {
		return p, err
	}
	ref, err := shelf.Put(ctx, bytes.NewReader(raw))
	if err != nil {
		return p, fmt.Errorf("keeping a message's original: %w", err)
	}
	p.Sum = ref.Sum.String()
	return p, nil
}

// FileMail takes in one message: kept once, threaded, matched to those we know
// by its addresses, and put into the matter it clearly belongs to or else into
// the tray of what is unfiled.
func (s *Service) FileMail(ctx context.Context, who actor.Actor, raw []byte, source string) (f Filed, err error) {
	p, err := s.Receive(ctx, who.Firm, raw)
	if err != nil {
		return f, err
	}
	p.Source = source
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		d, err := s.DeskTx(ctx, tx)
		if err != nil {
			return err
		}
		f, err = d.File(ctx, tx, p)
		if err == nil && f.Known {
			return tx.Record("timeline.known", f.Entry.About(), nil)
		}
		return err
	})
	return f, err
}

// Desk files post within one transaction, one message or thousands.
type Desk struct {
	s    *Service
	ours map[string]staff.ID // by canonical address
}

// DeskTx sets up a desk. Whoever acts needs the verbs Logging and Sorting.
func (s *Service) DeskTx(ctx context.Context, tx *db.Tx) (*Desk, error) {
	for _, v := range []actor.Verb{Logging, Sorting} {
		if err := access.Allow(tx.Who, v); err != nil {
			return nil, err
		}
	}
	people, err := staff.AllTx(ctx, tx)
	if err != nil {
		return nil, err
	}
	d := &Desk{s: s, ours: make(map[string]staff.ID, len(people))}
	for _, p := range people {
		if p.Guest() {
			continue // co-counsel and experts write from outside
		}
		d.ours[mail.Canonical(p.Email)] = p.ID
	}
	return d, nil
}

// File files one message. One that is here already is left as it is.
func (d *Desk) File(ctx context.Context, tx *db.Tx, p Post) (Filed, error) {
	old, err := byKey(ctx, tx, p.Key)
	switch {
	case err == nil:
		return Filed{Entry: old, Known: true}, nil
	case !errs.Is(err, errs.NotFound):
		return Filed{}, err
	}
	n := p.entry()
	if n.At.IsZero() || n.At.After(tx.Now) {
		n.At = tx.Now // a message without a date, or from a clock that is wrong
	}
	n.Direction = direction(n.Addresses, d.ours)
	n.StaffID = d.colleague(n.Addresses, n.Direction)
	if n.Direction == In && !n.Auto {
		if asks, why := mail.AsksSomething(n.Body); asks {
			n.Asks = clip(why, 200)
		}
	}
	n.Substantive = n.talk()
	if n.ThreadKey, err = d.thread(ctx, tx, p); err != nil {
		return Filed{}, err
	}
	if err := d.place(ctx, tx, &n); err != nil {
		return Filed{}, err
	}
	if p.raw != nil {
		if err := tx.Put(ctx, &shortOriginal{Sum: p.Sum, Data: p.raw}); err != nil {
			return Filed{}, err
		}
	}
	e, err := d.s.add(ctx, tx, n)
	return Filed{Entry: e}, err
}

// entry is what a message says, not yet filed.
func (p Post) entry() New {
	m := p.Message
	e := Entry{
		Kind: Email, Channel: "email", At: clock.Trim(m.At()), Subject: clip(m.Subject, longestSubject), Body: clip(m.Text, longestBody),
		Auto: m.Automatic(), MessageID: m.MessageID, MessageKey: p.Key, RawSum: p.Sum, HTML: m.HTML != "", Problems: m.Problems, Source: p.Source,
		Addresses: Addresses{From: plain(m.From), To: plain(m.To), Cc: plain(m.Cc), Bcc: plain(m.Bcc), ReplyTo: plain(m.ReplyTo)},
	}
	if e.Auto {
		e.Why = clip(strings.Join(m.Why, "; "), 300)
	}
	e.tidy()
	n := New{Entry: e}
	for i, a := range m.Attachments {
		n.Files = append(n.Files, Attachment{
			Place: int64(i), Name: a.Name, Type: a.Type, Size: int64(a.Size), Sum: a.SHA256, ContentID: a.ContentID, Inline: a.Inline, Disguised: a.Disguised(), Raw: true,
		})
	}
	return n
}

func plain(as []mail.Address) (out []Address) {
	for _, a := range as {
		out = append(out, Address{Name: a.Name, Addr: a.Addr})
	}
	return out
}

// colleague is who of us wrote a message, or to whom of us it came first.
func (d *Desk) colleague(a Addresses, way Direction) staff.ID {
	lists := [][]Address{a.From}
	if way == In {
		lists = [][]Address{a.To, a.Cc, a.Bcc}
	}
	for _, list := range lists {
		for _, one := range list {
			if s, ok := d.ours[mail.Canonical(one.Addr)]; ok {
				return s
			}
		}
	}
	return ""
}

// thread names the conversation: the one of a message that this one answers,
// where we have it, so that an answer whose program dropped the beginning is
// not torn from it.
func (d *Desk) thread(ctx context.Context, tx *db.Tx, p Post) (string, error) {
	if p.Thread != "" {
		return p.Thread, nil
	}
	ids := slices.Concat(p.Message.InReplyTo, p.Message.References)
	known, err := threadOf(ctx, tx, ids)
	if err != nil || known != "" {
		return known, err
	}
	return mail.ThreadKey(p.Message), nil
}

// place finds who the message's people are, and the matter it belongs to.
func (d *Desk) place(ctx context.Context, tx *db.Tx, n *New) error {
	people := d.outside(n.Addresses)
	addrs := make([]string, 0, len(people))
	for _, p := range people {
		addrs = append(addrs, mail.Canonical(p.Address), mail.Untagged(p.Address))
	}
	at, err := contact.AtTx(ctx, tx, addrs)
	if err != nil {
		return err
	}
	known := map[contact.ID]bool{}
	for i, p := range people {
		ids := at[mail.Canonical(p.Address)]
		if len(ids) == 0 {
			ids = at[mail.Untagged(p.Address)]
		}
		for _, c := range ids {
			known[c] = true
		}
		if len(ids) == 1 {
			people[i].ContactID = ids[0]
		}
	}
	follows, err := d.trusted(ctx, tx, n.Entry, at)
	if err != nil {
		return err
	}
	all, err := cases(ctx, tx, n.Entry, follows, known)
	if err != nil {
		return err
	}
	best := choose(all)
	n.MatterID, n.FiledHow, n.FiledSure = best.Matter, best.How, best.Sure
	for i, p := range people { // two of one household share an address: the matter says who
		if p.ContactID == "" && best.Contact != "" && slices.Contains(at[mail.Canonical(p.Address)], best.Contact) {
			people[i].ContactID = best.Contact
		}
	}
	n.With = people
	n.ContactID = other(people, n.Direction, best.Contact)
	return nil
}

// outside lists everyone in a message who doesn't work here.
func (d *Desk) outside(a Addresses) (out []Person) {
	seen := map[string]bool{}
	for _, l := range []struct {
		role Role
		list []Address
	}{{From, a.From}, {To, a.To}, {Cc, a.Cc}, {Bcc, a.Bcc}} {
		for _, one := range l.list {
			key := mail.Canonical(one.Addr)
			if _, own := d.ours[key]; own || seen[key] || one.Addr == "" {
				continue
			}
			seen[key] = true
			out = append(out, Person{Role: l.role, Name: one.Name, Address: one.Addr})
		}
	}
	return out
}

// other is whose line of time a message is in first of all: the matter's
// client if they took part, else whoever wrote or was written to.
func other(people []Person, way Direction, client contact.ID) contact.ID {
	first := contact.ID("")
	for _, p := range people {
		if p.ContactID == client && client != "" {
			return client
		}
		if first == "" && (p.Role == From) == (way == In) {
			first = p.ContactID
		}
	}
	return first
}
