package promiseweb

import (
	"cmp"
	"slices"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// others are those whose day one may look at: whom one supervises, or everyone
// for those who oversee.
func others(book staff.Book, me string, oversees bool) (out []staff.Person) {
	for _, p := range book {
		if p.LeftOn.IsZero() && !p.Guest() && string(p.ID) != me && (oversees || string(p.SupervisorID) == me) {
			out = append(out, p)
		}
	}
	return byName(out)
}

// colleagues are those who may be asked to act.
func colleagues(book staff.Book, now staff.ID) (out []staff.Person) {
	for _, p := range book {
		if p.LeftOn.IsZero() && p.ID != now && slices.ContainsFunc(access.Practising(), p.Is) {
			out = append(out, p)
		}
	}
	return byName(out)
}

func byName(ps []staff.Person) []staff.Person {
	slices.SortFunc(ps, func(a, b staff.Person) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return ps
}

func teamOptions(r *web.Request, v todayView, oversees bool) []ui.Option {
	out := []ui.Option{{Value: "", Label: r.T("My own")}}
	if oversees {
		out = append(out, ui.Option{Value: all, Label: r.T("The whole firm")})
	}
	for _, p := range v.Others {
		out = append(out, ui.Option{Value: string(p.ID), Label: p.Name})
	}
	return out
}
