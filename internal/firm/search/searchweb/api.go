package searchweb

import (
	"context"
	"time"

	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/web"
)

// The types below are promises to programs: they change only by addition.

type findIn struct {
	Text  string   `query:"q" required:"true" maxLength:"400" doc:"Words that must all be there; the last may be half typed. \"Words in order\", -without, matter: for one kind."`
	Kinds []string `query:"kind" doc:"Only these kinds, such as contact,matter."`
	Limit int      `query:"limit" minimum:"1" maximum:"50" default:"10" doc:"Hits of each kind."`
	After string   `query:"after" doc:"The next of the page before; with one kind only."`
}

type apiHit struct {
	Kind      string    `json:"kind"`
	ID        string    `json:"id"`
	ContactID string    `json:"contact_id,omitempty"`
	MatterID  string    `json:"matter_id,omitempty"`
	Title     string    `json:"title"`
	Sub       string    `json:"sub,omitempty"`
	Passage   string    `json:"passage,omitempty" doc:"Where in its text it was found; reading it is recorded."`
	Path      string    `json:"path" doc:"Its page."`
	At        time.Time `json:"at"`
	Guessed   bool      `json:"guessed" doc:"Found in spite of a slip in the spelling."`
}

type findOut struct{ Body web.PageOut[apiHit] }

// apiFind gives the hits kind by kind, best first. There is a next page where
// one kind was asked for.
func (h handlers) apiFind(ctx context.Context, who actor.Actor, in *findIn) (*findOut, error) {
	ask := search.Query{Text: in.Text, Limit: in.Limit, After: in.After}
	for _, k := range in.Kinds {
		ask.Kinds = append(ask.Kinds, search.Kind(k))
	}
	gs, err := h.search.Find(ctx, who, ask)
	if err != nil {
		return nil, err
	}
	var hits []search.Hit
	next := ""
	for _, g := range gs {
		hits = append(hits, g.Hits...)
		if len(in.Kinds) == 1 {
			next = g.Next
		}
	}
	return &findOut{web.Items(hits, next, shown)}, nil
}

func shown(h search.Hit) apiHit {
	return apiHit{
		Kind: string(h.Kind), ID: h.ID, ContactID: h.ContactID, MatterID: h.MatterID, Title: search.Plain(h.Title), Sub: h.Sub,
		Passage: search.Plain(h.Passage), Path: h.Href, At: h.At, Guessed: h.Guessed,
	}
}
