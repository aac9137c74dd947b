package search

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Finding is to look something up. Everyone may: what they find is what they
// may see.
const Finding actor.Verb = "search.find"

// Grants says which roles may search.
func Grants() []access.Grant {
	return []access.Grant{access.To(Finding, access.Roles()...)}
}

// Section is one kind of hits, as it is shown.
type Section struct {
	Kind  Kind
	Label string // "Matters": English, and the key of its translation
	Icon  string
	Verb  actor.Verb // who may not, finds none of these
}

// Service answers what is looked for.
type Service struct {
	db       *db.DB
	sections []Section
}

// NewService makes the service; hits are shown in the order of the sections.
func NewService(d *db.DB, sections ...Section) *Service { return &Service{d, sections} }

// Sections lists what who may look among.
func (s *Service) Sections(who actor.Actor) []Section {
	return slices.DeleteFunc(slices.Clone(s.sections), func(x Section) bool { return !who.May(x.Verb) })
}

// Hit is one thing that was found.
type Hit struct {
	Kind      Kind
	ID        string
	ContactID string
	MatterID  string
	Title     []Part
	Sub       string
	Passage   []Part // where in the body it was found, if it was
	Href      string
	At        time.Time
	Guessed   bool // found in spite of a slip of the pen

	rank int
	num  int64
}

// Group is the hits of one kind, best first and then newest first.
type Group struct {
	Section
	Hits  []Hit
	Next  string // the place of the next page; empty at the end
	Count int    // how many there are, up to Cap; set if asked for
	More  bool   // there are more than Cap
}

// Groups are the kinds of which something was found.
type Groups []Group

// Cap is how far hits are counted. "1,000+" is enough to know that one must
// ask more closely, and counting all would cost more than finding.
const Cap = 1000

// Find gives what who may see and what answers the question, kind by kind: whole
// titles first, then titles with all the words, then with the last half typed,
// then whatever else contains them; and where nothing does, names spelt nearly so.
//
// Whose bodies are quoted is recorded as read. Nothing typed is an error; only a
// broken After is Invalid.
func (s *Service) Find(ctx context.Context, who actor.Actor, ask Query) (gs Groups, err error) {
	if err := access.Allow(who, Finding); err != nil {
		return nil, err
	}
	f, err := s.finder(who, ask)
	if err != nil || f == nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		f.q = q
		if err := f.run(ctx); err != nil {
			return fmt.Errorf("searching: %w", err)
		}
		for _, g := range f.groups {
			for _, h := range g.Hits {
				if len(h.Passage) > 0 {
					q.Saw(db.About{Kind: string(h.Kind), ID: h.ID, Contact: h.ContactID, Matter: h.MatterID})
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return f.answer(), nil
}

// Suggest gives up to eight titles while someone types. No body is read.
func (s *Service) Suggest(ctx context.Context, who actor.Actor, text string) (hs []Hit, err error) {
	const most = 8
	if err := access.Allow(who, Finding); err != nil {
		return nil, err
	}
	f, err := s.finder(who, Query{Text: text, Limit: most})
	if err != nil || f == nil {
		return nil, err
	}
	f.titles = true
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		f.q = q
		return f.run(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("suggesting: %w", err)
	}
	// One from each kind in turn, so that many letters don't hide one client.
	for i := 0; i < most; i++ {
		for _, g := range f.groups {
			if i < len(g.Hits) && len(hs) < most {
				hs = append(hs, g.Hits[i])
			}
		}
	}
	slices.SortStableFunc(hs, func(a, b Hit) int { return f.place(a.Kind) - f.place(b.Kind) })
	return hs, nil
}

// finder makes ready to answer; nil if there is nothing to look for.
func (s *Service) finder(who actor.Actor, ask Query) (*finder, error) {
	a := parse(ask.Text)
	if len(a.clauses) == 0 {
		return nil, nil
	}
	limit := ask.Limit
	if limit <= 0 {
		limit = 10
	}
	f := &finder{asked: a, limit: min(limit, 50), count: ask.Count}
	for _, x := range s.Sections(who) {
		if (len(ask.Kinds) == 0 || slices.Contains(ask.Kinds, x.Kind)) && (len(a.kinds) == 0 || slices.Contains(a.kinds, x.Kind)) {
			f.groups = append(f.groups, Group{Section: x})
		}
	}
	if len(f.groups) == 0 {
		return nil, nil
	}
	if ask.After == "" {
		return f, nil
	}
	if len(f.groups) != 1 {
		return nil, broken()
	}
	return f, f.from(ask.After)
}

func broken() error {
	return errs.New(errs.Invalid, "This link to the next page is broken. Start again from the first page.")
}

// mark writes the place after a hit.
func mark(rank int, num int64) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%d", rank, num))
}

// from reads a place.
func (f *finder) from(place string) error {
	b, err := base64.RawURLEncoding.DecodeString(place)
	if err != nil {
		return broken()
	}
	if _, err := fmt.Sscanf(string(b), "%d.%d", &f.rank, &f.below); err != nil || f.rank < titled || f.rank > guessed {
		return broken()
	}
	return nil
}
