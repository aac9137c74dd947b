package demo

import (
	"context"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/people/seat"
)

// sitting is a client with a seat in the portal and what they asked there, in
// days before today; on no day before, they asked just now. An answer that is
// empty has not come yet.
type sitting struct {
	client, matter, lead string
	since                int
	asked                []asking
}

type asking struct {
	ago              int
	question, answer string
}

func sittings() []sitting {
	return []sitting{
		{"doyle", "doyle", "ruth", 150, []asking{{120, "Do I need to be there when the accountant looks at the business, or can he go alone?", "He can go alone, Margo. You need not be there, and it is better if you are not. I will tell you what he finds."}}},
		{"ramirez", "ramirez", "lucia", 80, []asking{
			{60, "Buenas tardes. ¿Tengo que ir yo también a la audiencia del jueves?", "Sí, María Elena, y estaré a su lado. Nos vemos media hora antes en la entrada."},
			{0, "Mi esposo dice que dejará de pagar la renta. ¿Puede hacer eso?", ""},
		}},
		{"price", "price", "lucia", 50, []asking{{30, "Does the order still hold if he moves to another county?", "Yes. It holds everywhere in the state, and in every other state too. If he comes near you, call 911 first and us after."}}},
	}
}

// seats lets some clients in to the portal, with what they asked there.
func (w *world) seats() {
	for _, s := range sittings() {
		var id seat.ID
		w.at(w.office(s.since, 14), "a seat for "+s.client, func(ctx context.Context) error {
			one, err := w.Seat.Ask(ctx, w.as(s.lead), seat.New{ContactID: w.cast[s.client].id, ClientID: w.cast[s.client].id, Whole: true})
			id = one.ID
			return err
		})
		for _, a := range s.asked {
			at := w.office(a.ago, 11)
			if a.ago == 0 {
				at = w.now.Add(-20 * time.Minute)
			}
			w.at(at, "a question of "+s.client, func(ctx context.Context) error {
				return w.Portal.Ask(ctx, w.sitter(id, s.client), w.files[s.matter].ID, a.question)
			})
			if a.answer == "" {
				continue
			}
			w.at(w.office(a.ago, 14), "an answer to "+s.client, func(ctx context.Context) error {
				_, err := w.Portal.Write(ctx, w.as(s.lead), w.files[s.matter].ID, w.cast[s.client].id, a.answer, false)
				return err
			})
		}
	}
}

// office is an hour of the last business day that is at least so many days ago.
func (w *world) office(ago, hour int) time.Time {
	return w.hours.OnOrBefore(w.hours.Today(w.now).AddDays(-ago)).At(hour, 0, w.hours.Zone())
}

// sitter is a client in the portal, acting.
func (w *world) sitter(id seat.ID, client string) actor.Actor {
	roles := []string{string(access.Client)}
	return actor.Actor{Kind: actor.Client, Firm: w.firm, ID: string(id), Name: w.cast[client].first(), Roles: roles, Grants: w.Table.For(roles, nil), Via: "demo"}
}
