package app

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/search/searchweb"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// actions are what the command palette offers beside what it finds: the acts
// people start most, and every place in the navigation.
func actions() []searchweb.Action {
	out := []searchweb.Action{
		{Label: "Log a call", Href: "/calls/new", Icon: "phone", Verb: timeline.Logging, Dialog: true},
		{Label: "New person", Href: "/contacts/new", Icon: "user-plus", Verb: contact.Editing},
		{Label: "New organisation", Href: "/contacts/new?kind=organisation", Icon: "building", Verb: contact.Editing},
		{Label: "Open a matter", Href: "/matters/new", Icon: "briefcase", Verb: matter.Opening},
		{Label: "Possible duplicates", Href: "/contacts/doubles", Icon: "copy", Verb: contact.Merging},
		{Label: "Raise a wall", Href: "/walls/new", Icon: "shield", Verb: access.Walling},
	}
	for _, p := range places() {
		out = append(out, searchweb.Action{Label: p.Label, Href: p.Href, Icon: p.Icon, Verb: p.verb})
	}
	return out
}

// names gives the names of the contacts and matters among ids that who may
// see.
func (a *App) names(ctx context.Context, who actor.Actor, ids []string) (map[string]string, error) {
	out := map[string]string{}
	err := a.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		cs := make([]contact.ID, 0, len(ids))
		for _, i := range ids {
			cs = append(cs, contact.ID(i))
		}
		people, err := contact.NamedTx(ctx, q, cs)
		if err != nil {
			return err
		}
		for i, c := range people {
			out[string(i)] = c.Called()
		}
		return nil
	})
	return out, err
}
