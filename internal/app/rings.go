package app

import (
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/promise"
	"candor/internal/talk/promise/promiseweb"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// matterRings shows on lists and pages of matters how their promises stand.
func (a *App) matterRings(r *web.Request, names map[string]string, size ui.RingSize) (map[string]ui.Ring, error) {
	ids := make([]matter.ID, 0, len(names))
	for id := range names {
		ids = append(ids, matter.ID(id))
	}
	out := map[string]ui.Ring{}
	if !r.Who.May(promise.Reading) {
		return out, nil
	}
	marks, err := a.Promise.Marks(r.Context(), r.Who, ids)
	for id, m := range marks {
		out[string(id)] = promiseweb.Ring(r.Context(), names[string(id)], m, size)
	}
	return out, err
}

// clientRings shows for each of these people what they are owed first.
func (a *App) clientRings(r *web.Request, names map[string]string, size ui.RingSize) (map[string]ui.Ring, error) {
	ids := make([]contact.ID, 0, len(names))
	for id := range names {
		ids = append(ids, contact.ID(id))
	}
	out := map[string]ui.Ring{}
	if !r.Who.May(promise.Reading) {
		return out, nil
	}
	marks, err := a.Promise.ClientMarks(r.Context(), r.Who, ids)
	for id, m := range marks {
		out[string(id)] = promiseweb.Ring(r.Context(), names[string(id)], m, size)
	}
	return out, err
}
