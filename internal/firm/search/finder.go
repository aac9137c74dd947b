package search

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
)

// The ranks of hits, best first. No hit is of two ranks.
const (
	titled   = iota // the title is what was typed
	named           // the title has every word
	begun           // the title has every word, the last half typed
	said            // every word is there, in the title or the body
	anywhere        // the same, the last half typed
	guessed         // the title has words nearly so
)

// finder answers one question.
type finder struct {
	asked
	q      db.Q
	limit  int
	count  bool
	titles bool // titles are enough
	groups []Group

	rank  int   // where to go on, from the page before
	below int64 // zero from the start
	near  []clause
}

// run asks rank after rank, until each kind has one hit more than is shown.
func (f *finder) run(ctx context.Context) error {
	for rank := f.rank; rank <= guessed; rank++ {
		open := f.open(rank)
		if len(open) == 0 {
			continue
		}
		m, ok, err := f.match(ctx, rank)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		below := int64(0)
		if rank == f.rank {
			below = f.below
		}
		rs, err := f.ask(ctx, rank, m, open, below)
		if err != nil {
			return err
		}
		f.take(rank, rs)
	}
	if f.count {
		return f.counts(ctx)
	}
	return nil
}

// open lists the kinds that still have room. Slips are forgiven only where
// nothing was found as typed.
func (f *finder) open(rank int) (open []Kind) {
	for _, g := range f.groups {
		if len(g.Hits) == 0 || rank < guessed && len(g.Hits) <= f.limit {
			open = append(open, g.Kind)
		}
	}
	if rank == guessed && f.rank < guessed && f.below != 0 {
		return nil // the page before gave what was typed
	}
	return open
}

// inBody is how many letters of a half-typed word are needed to look for it in
// bodies, where it would otherwise ask for half the firm.
const inBody = 4

// match is what a rank asks for; false if it can't give anything new.
func (f *finder) match(ctx context.Context, rank int) (match, bool, error) {
	full, half := whole(f.clauses, 0)
	switch rank {
	case titled:
		return match{}, f.folded != "", nil
	case named:
		return match{clauses: full, title: true}, true, nil
	case begun:
		yes, _ := split(full)
		return match{clauses: f.clauses, title: true, given: yes}, half, nil
	case said:
		yes, _ := split(full)
		return match{clauses: full, given: yes}, !f.titles, nil
	case anywhere:
		m := f.anywhere()
		m.given, _ = split(m.clauses)
		m.said, _ = split(full)
		_, half := whole(m.clauses, 0)
		return m, half && !f.titles, nil
	}
	cs, differ, err := f.nearly(ctx)
	return match{clauses: cs, title: true}, differ, err
}

func (f *finder) anywhere() match {
	cs, _ := whole(f.clauses, inBody)
	return match{clauses: cs}
}

// nearly gives the clauses with the names that are a slip away from each word.
func (f *finder) nearly(ctx context.Context) ([]clause, bool, error) {
	out, differ := slices.Clone(f.clauses), false
	for i, c := range out {
		p := c.any[0]
		if c.not || len(p.words) != 1 {
			continue
		}
		ws, err := near(ctx, f.q, p.words[0])
		if err != nil {
			return nil, false, err
		}
		out[i].any = slices.Clone(c.any)
		for _, w := range ws {
			out[i].any = append(out[i].any, phrase{words: []string{w}})
			differ = true
		}
	}
	f.near = out
	return out, differ, nil
}

// found is a row without what isn't shown.
type found struct {
	Num       int64
	Kind      Kind
	ID        string
	ContactID string
	MatterID  string
	At        time.Time
	Href      string
	Title     string
	Sub       string
	Body      string
}

// ask puts one rank's question for each open kind, newest first. Who may see
// what is part of the question, so that a limit is a limit of what they may see.
func (f *finder) ask(ctx context.Context, rank int, m match, open []Kind, below int64) (rs []found, err error) {
	columns := "sd.num, sd.kind, sd.id, sd.contact_id, sd.matter_id, sd.at, sd.href, sd.title, sd.sub"
	if f.titles {
		columns += ", '' AS body"
	} else {
		columns += ", sd.body"
	}
	arms, args := make([]string, len(open)), make([]any, len(open))
	for i, k := range open {
		arms[i] = "SELECT * FROM (?)"
		args[i] = f.arm(rank, m, k, below).ColumnExpr(columns).OrderExpr(f.num(rank) + " DESC").Limit(int64(f.limit) + 1)
	}
	if f.q.Postgres() {
		for i := range arms {
			arms[i] += " AS arm" // PostgreSQL wants a name
		}
	}
	err = f.q.Raw(strings.Join(arms, " UNION ALL "), args...).Scan(ctx, &rs)
	return rs, err
}

// num is the number's column that the rank's question is led by.
func (f *finder) num(rank int) string {
	switch {
	case rank == titled:
		return "sd.num"
	case f.q.Postgres():
		return "si.num"
	}
	return "si.rowid"
}

// arm is the question for one kind, below a number if one is given.
func (f *finder) arm(rank int, m match, k Kind, below int64) *bun.SelectQuery {
	s := f.q.Select((*row)(nil))
	low, high := k.span()
	if below > 0 {
		high = below - 1
	}
	switch {
	case rank == titled:
		s = s.Where("sd.folded = ?", f.folded)
	case f.q.Postgres():
		s = m.postgres(s, k, f.q.Firm())
	default:
		s = m.sqlite(s, k)
	}
	if rank > titled && rank < guessed && f.folded != "" && !m.all {
		s = s.Where("sd.folded <> ?", f.folded)
	}
	s = s.Where(f.num(rank)+" BETWEEN ? AND ?", low, high)
	if k == Contact {
		return s.Apply(access.Visible(f.q, "sd.contact_id"))
	}
	return s.Apply(access.Within(f.q, "sd.matter_id", "sd.contact_id"))
}

// take sorts what a rank found into the groups.
func (f *finder) take(rank int, rs []found) {
	marked := f.clauses
	if rank == guessed {
		marked = f.near
	}
	for _, r := range rs {
		g := &f.groups[f.place(r.Kind)]
		if len(g.Hits) > f.limit || slices.ContainsFunc(g.Hits, func(h Hit) bool { return h.ID == r.ID }) {
			continue
		}
		h := Hit{
			Kind: r.Kind, ID: r.ID, ContactID: r.ContactID, MatterID: r.MatterID, Sub: r.Sub, Href: r.Href, At: r.At,
			Title: marks(r.Title, marked), Guessed: rank == guessed, rank: rank, num: r.Num,
		}
		if rank == said || rank == anywhere {
			h.Passage = passage(r.Body, marked)
		}
		g.Hits = append(g.Hits, h)
	}
}

// place is where a kind stands among the groups.
func (f *finder) place(k Kind) int {
	return slices.IndexFunc(f.groups, func(g Group) bool { return g.Kind == k })
}

// answer cuts the groups to what is shown, and leaves out the empty ones.
func (f *finder) answer() (gs Groups) {
	for _, g := range f.groups {
		if len(g.Hits) == 0 {
			continue
		}
		if len(g.Hits) > f.limit {
			g.Hits = g.Hits[:f.limit]
			last := g.Hits[f.limit-1]
			g.Next = mark(last.rank, last.num)
		}
		gs = append(gs, g)
	}
	return gs
}

// counts counts the hits of each kind, as far as Cap. What may not be seen is
// not counted either.
func (f *finder) counts(ctx context.Context) error {
	title := match{clauses: f.clauses, title: true, all: true}
	body := f.anywhere()
	body.all = true
	body.given, _ = split(body.clauses)
	for i := range f.groups {
		g := &f.groups[i]
		g.Count = min(len(g.Hits), f.limit)
		if len(g.Hits) <= f.limit {
			continue
		}
		if g.Hits[0].Guessed {
			g.More = true
			continue
		}
		arm := func(m match) *bun.SelectQuery {
			return f.arm(anywhere, m, g.Kind, 0).ColumnExpr("1 AS one").Limit(Cap + 1)
		}
		if err := f.q.Raw("SELECT (SELECT count(*) FROM (?) AS t) + (SELECT count(*) FROM (?) AS b)", arm(title), arm(body)).Scan(ctx, &g.Count); err != nil {
			return err
		}
		if g.More = g.Count > Cap; g.More {
			g.Count = Cap
		}
	}
	return nil
}
