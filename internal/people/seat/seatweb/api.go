package seatweb

import (
	"context"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/people/seat"
	"candor/internal/work/matter"
)

// The types below are promises to programs: they change only by addition.

type apiSeat struct {
	ID         string     `json:"id"`
	ContactID  string     `json:"contact_id" doc:"Who sits in it."`
	ClientID   string     `json:"client_id" doc:"Whose matters it shows."`
	Status     string     `json:"status" enum:"asked,open,ended"`
	Whole      bool       `json:"all_matters" doc:"All of the client's matters, those to come too."`
	Matters    []string   `json:"matter_ids,omitempty"`
	AskedAt    time.Time  `json:"asked_at"`
	ApprovedBy string     `json:"approved_by,omitempty"`
	ApprovedAt *time.Time `json:"approved_at,omitempty"`
	CameAt     *time.Time `json:"came_at,omitempty"`
	EndedAt    *time.Time `json:"ended_at,omitempty"`
}

func shown(s seat.Seat) apiSeat {
	return apiSeat{
		ID: string(s.ID), ContactID: string(s.ContactID), ClientID: string(s.ClientID), Status: string(s.Status), Whole: s.Whole,
		AskedAt: s.AskedAt, ApprovedBy: s.ApprovedBy, ApprovedAt: s.ApprovedAt, CameAt: s.CameAt, EndedAt: s.EndedAt,
	}
}

type (
	apiOfContact struct {
		ID string `path:"id"`
	}
	apiOfSeat struct {
		ID string `path:"id"`
	}
	apiSeats struct {
		Body struct {
			Seats []apiSeat `json:"seats"`
		}
	}
	apiListIn struct {
		After string `query:"after" doc:"The place to go on from, as next gave it."`
	}
	apiSeatPage struct {
		Body struct {
			Seats []apiSeat `json:"seats"`
			Next  string    `json:"next,omitempty"`
		}
	}
	apiOneSeat struct{ Body apiSeat }
	apiAskIn   struct {
		ID   string `path:"id" doc:"The client's contact."`
		Body struct {
			ContactID string   `json:"contact_id,omitempty" doc:"Who is to sit in it; left out, the client."`
			Whole     bool     `json:"all_matters,omitempty" doc:"For the client alone."`
			Matters   []string `json:"matter_ids,omitempty"`
		}
	}
	apiLinkOut struct {
		Body struct {
			Link string `json:"link"`
			Code string `json:"code" doc:"To be handed over by another way than the link."`
		}
	}
)

func (h handlers) apiAround(ctx context.Context, who actor.Actor, in *apiOfContact) (*apiSeats, error) {
	vs, err := h.seats.Around(ctx, who, contact.ID(in.ID))
	if err != nil {
		return nil, err
	}
	out := &apiSeats{}
	out.Body.Seats = []apiSeat{}
	for _, v := range vs {
		one := shown(v.Seat)
		for _, m := range v.Matters {
			one.Matters = append(one.Matters, string(m.ID))
		}
		out.Body.Seats = append(out.Body.Seats, one)
	}
	return out, nil
}

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *apiListIn) (*apiSeatPage, error) {
	ss, next, err := h.seats.List(ctx, who, db.Page{After: in.After})
	out := &apiSeatPage{}
	out.Body.Seats, out.Body.Next = []apiSeat{}, next
	for _, s := range ss {
		out.Body.Seats = append(out.Body.Seats, shown(s))
	}
	return out, err
}

func (h handlers) apiAsk(ctx context.Context, who actor.Actor, in *apiAskIn) (*apiOneSeat, error) {
	n := seat.New{ContactID: contact.ID(in.Body.ContactID), ClientID: contact.ID(in.ID), Whole: in.Body.Whole}
	if n.ContactID == "" {
		n.ContactID = n.ClientID
	}
	for _, m := range in.Body.Matters {
		n.Matters = append(n.Matters, matter.ID(m))
	}
	s, err := h.seats.Ask(ctx, who, n)
	return &apiOneSeat{shown(s)}, err
}

func (h handlers) apiApprove(ctx context.Context, who actor.Actor, in *apiOfSeat) (*apiOneSeat, error) {
	s, err := h.seats.Approve(ctx, who, seat.ID(in.ID))
	return &apiOneSeat{shown(s)}, err
}

func (h handlers) apiLink(ctx context.Context, who actor.Actor, in *apiOfSeat) (*apiLinkOut, error) {
	token, code, err := h.seats.Link(ctx, who, seat.ID(in.ID))
	out := &apiLinkOut{}
	out.Body.Link, out.Body.Code = h.seats.Origin()+EnterPath(token), code
	return out, err
}

func (h handlers) apiEnd(ctx context.Context, who actor.Actor, in *apiOfSeat) (*struct{}, error) {
	return nil, h.seats.End(ctx, who, seat.ID(in.ID))
}
