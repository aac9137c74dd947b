package demo

import (
	"context"
	"time"

	"candor/internal/app"
	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/seat"
	"candor/internal/people/seat/seatweb"
)

// sitting is a client with a seat in the portal and what they asked there, in
// days before today. An answer that is empty has not come yet.
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
		{"doyle", "doyle", "ruth", 150, []asking{
			{120, "Do I need to be there when the accountant looks at the business, or can he go alone?", "He can go alone, Margo. You need not be there, and it is better if you are not. I will tell you what he finds."},
			{40, "The school asks for a copy of the temporary order. May I just give it to them?", "Yes, you may. Give them the order alone and none of the papers we filed with it."},
		}},
		{"ramirez", "ramirez", "lucia", 80, []asking{
			{60, "Buenas tardes. ¿Tengo que ir yo también a la audiencia del jueves?", "Sí, María Elena, y estaré a su lado. Nos vemos media hora antes en la entrada."},
			{1, "Mi esposo dice que dejará de pagar la renta. ¿Puede hacer eso?", ""},
		}},
		{"price", "price", "lucia", 50, []asking{
			{30, "Does the order still hold if he moves to another county?", "Yes. It holds everywhere in the state, and in every other state too. If he comes near you, call 911 first and us after."},
		}},
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
			hour := 11
			if a.answer == "" {
				hour = 16 // late enough that nobody is late with the answer yet
			}
			w.at(w.office(a.ago, hour), "a question of "+s.client, func(ctx context.Context) error {
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

// office is an hour of the business day that is this many days ago, or of the
// last before it.
func (w *world) office(ago, hour int) time.Time {
	return w.hours.OnOrBefore(w.hours.Today(w.now).AddDays(-ago)).At(hour, 0, w.hours.Zone())
}

// sitter is a client in the portal, acting.
func (w *world) sitter(id seat.ID, client string) actor.Actor {
	roles := []string{string(access.Client)}
	return actor.Actor{Kind: actor.Client, Firm: w.firm, ID: string(id), Name: w.cast[client].first(), Roles: roles, Grants: w.Table.For(roles, nil), Via: "demo"}
}

// Way is a fresh way in for a client: the link and its code work once.
type Way struct{ What, Link, Code string }

// Ways makes a fresh way in for each client who has a seat.
func Ways(ctx context.Context, a *app.App) (out []Way, err error) {
	firms, err := a.Office.Firms(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range firms {
		who := actor.ForSystem(f.ID, "demo")
		seats, _, err := a.Seat.List(ctx, who, db.Page{})
		if err != nil {
			return nil, err
		}
		for _, s := range seats {
			v, err := a.Seat.Get(ctx, who, s.ID)
			if err != nil {
				return nil, err
			}
			token, code, err := a.Seat.Link(ctx, who, s.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, Way{v.Name + ", a client of " + f.Name, a.Seat.Origin() + seatweb.EnterPath(token), code})
		}
	}
	return out, nil
}
