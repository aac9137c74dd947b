// Package searchweb shows what is found: the search page, the palette of places
// and acts, and the API of search.
package searchweb

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// Action is something to do, or a place to go, that the palette offers.
type Action struct {
	Label  string // English, and the key of its translation
	Href   string
	Icon   string
	Words  string     // other words for it, English, the key of their translation
	Verb   actor.Verb // who may not, isn't offered it
	Dialog bool       // opens over the page
}

type handlers struct {
	search  *search.Service
	actions []Action
}

// Mount puts all routes of search on the mux.
func Mount(m *web.Mux, s *search.Service, actions []Action) {
	h := handlers{s, actions}
	m.Staff("GET /search", search.Finding, h.page)
	m.Staff("GET /palette", search.Finding, h.palette)
	web.Op(m, "GET /search", search.Finding, "search", "Find anything one may see.", h.apiFind)
}

const (
	fewHits  = 5  // of each kind, where several are shown
	manyHits = 30 // of one kind
)

// page shows what was found, kind by kind, or all of one kind.
func (h handlers) page(w http.ResponseWriter, r *web.Request) error {
	v := pageView{r: r, Text: r.URL.Query().Get("q"), Kind: search.Kind(r.URL.Query().Get("kind")), Sections: h.search.Sections(r.Who)}
	ask := search.Query{Text: v.Text, Limit: fewHits, Count: true}
	if v.Kind != "" {
		ask.Kinds, ask.Limit, ask.After = []search.Kind{v.Kind}, manyHits, r.Page().After
	}
	var err error
	if v.Groups, err = h.search.Find(r.Context(), r.Who, ask); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Search")}, searchPage(v))
}

// pageView is what the search page shows.
type pageView struct {
	r        *web.Request
	Text     string
	Kind     search.Kind
	Sections []search.Section
	Groups   search.Groups
}

func (v pageView) options() []ui.Option {
	os := []ui.Option{{Label: v.r.T("Everything")}}
	for _, s := range v.Sections {
		os = append(os, ui.Option{Value: string(s.Kind), Label: v.r.T(s.Label)})
	}
	return os
}

// of is the address of one kind's hits, from a place on.
func of(text string, k search.Kind, after string) string {
	q := url.Values{"q": {text}, "kind": {string(k)}}
	if after != "" {
		q.Set("after", after)
	}
	return "/search?" + q.Encode()
}

// next is the address of the next page; empty at the end.
func (v pageView) next(g search.Group) string {
	if g.Next == "" {
		return ""
	}
	return of(v.Text, g.Kind, g.Next)
}

// howMany says how many hits a kind has.
func (v pageView) howMany(g search.Group) string {
	switch {
	case g.More && g.Count == search.Cap:
		return v.r.T("Show all 1,000+")
	case g.More:
		return v.r.T("Show more")
	}
	return v.r.T("Show all %s", strconv.Itoa(g.Count))
}

// guessed reports whether nothing is what was typed, only nearly so.
func guessed(gs search.Groups) bool {
	for _, g := range gs {
		if !g.Hits[0].Guessed {
			return false
		}
	}
	return len(gs) > 0
}

// mostActions is how many acts the palette offers beside what it found.
const mostActions = 8

// palette offers what to do and whom to go to while someone types.
func (h handlers) palette(w http.ResponseWriter, r *web.Request) error {
	text := r.URL.Query().Get("q")
	hits, err := h.search.Suggest(r.Context(), r.Who, text)
	if err != nil {
		return err
	}
	v := paletteView{strings.TrimSpace(text), grouped(h.search.Sections(r.Who), hits), h.offered(r, text)}
	return r.Part(w, paletteOf(v))
}

// grouped sets the hits under their sections.
func grouped(sections []search.Section, hits []search.Hit) (gs search.Groups) {
	for _, s := range sections {
		g := search.Group{Section: s}
		for _, hit := range hits {
			if hit.Kind == s.Kind {
				g.Hits = append(g.Hits, hit)
			}
		}
		if len(g.Hits) > 0 {
			gs = append(gs, g)
		}
	}
	return gs
}

// paletteView is what the palette offers.
type paletteView struct {
	Text    string
	Groups  search.Groups
	Actions []Action
}

// offered are the acts that who asks may do and whose words were begun, in the
// reader's language or in English.
func (h handlers) offered(r *web.Request, text string) (as []Action) {
	typed := strings.Fields(search.Fold(text))
	for _, a := range h.actions {
		if a.Verb != web.Anyone && !r.Who.May(a.Verb) {
			continue
		}
		ws := a.Label + " " + a.Words + " " + locale.T(r.Context(), a.Label)
		if a.Words != "" {
			ws += " " + locale.T(r.Context(), a.Words)
		}
		if begun(typed, strings.Fields(search.Fold(ws))) && len(as) < mostActions {
			as = append(as, a)
		}
	}
	return as
}

// begun reports whether every typed word begins one of the words.
func begun(typed, ws []string) bool {
next:
	for _, t := range typed {
		for _, w := range ws {
			if strings.HasPrefix(w, t) {
				continue next
			}
		}
		return false
	}
	return true
}
