package app

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/firm/policy"
	"candor/internal/firm/search"
	"candor/internal/firm/search/searchweb"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// starts are the acts people start most: what the Add menu offers, and the
// palette first.
func starts() []searchweb.Action {
	return []searchweb.Action{
		{Label: "Log a call", Href: "/calls/new", Icon: "phone", Verb: timeline.Logging, Dialog: true},
		{Label: "New lead", Href: "/leads/new", Icon: "message-question", Verb: lead.Editing},
		{Label: "New person", Href: "/contacts/new", Icon: "user-plus", Verb: contact.Editing},
		{Label: "New task", Href: "/tasks/new", Icon: "checkbox", Verb: task.Editing, Dialog: true},
		{Label: "New organisation", Href: "/contacts/new?kind=organisation", Icon: "building", Verb: contact.Editing},
		{Label: "Open a matter", Href: "/matters/new", Icon: "briefcase", Verb: matter.Opening},
	}
}

// actions are what the command palette offers beside what it finds: what
// people start, what they do now and then, and every place in the navigation.
func actions() []searchweb.Action {
	out := append(starts(),
		searchweb.Action{Label: "Possible duplicates", Href: "/contacts/doubles", Icon: "copy", Verb: contact.Merging},
		searchweb.Action{Label: "Raise a wall", Href: "/walls/new", Icon: "shield", Verb: access.Walling},
		searchweb.Action{Label: "Promises to clients", Href: "/settings/promises", Icon: "heart-handshake", Verb: policy.Deciding},
		searchweb.Action{Label: "Leads board", Href: "/leads/board", Icon: "layout-kanban", Verb: lead.Reading},
		searchweb.Action{Label: "Terms for leads", Href: "/settings/leads", Icon: "adjustments", Verb: policy.Deciding},
		searchweb.Action{Label: "Practice areas", Href: "/settings/areas", Icon: "list-details", Verb: policy.Deciding},
		searchweb.Action{Label: "REST API", Href: "/api/docs", Icon: "code", Verb: search.Finding},
	)
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
		cs, ms := make([]contact.ID, 0, len(ids)), make([]matter.ID, 0, len(ids))
		for _, i := range ids {
			cs, ms = append(cs, contact.ID(i)), append(ms, matter.ID(i))
		}
		people, err := contact.NamedTx(ctx, q, cs)
		if err != nil {
			return err
		}
		for i, c := range people {
			out[string(i)] = c.Called()
		}
		files, err := matter.NamedTx(ctx, q, ms)
		for i, m := range files {
			out[string(i)] = m.Title
		}
		return err
	})
	return out, err
}
