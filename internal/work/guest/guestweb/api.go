package guestweb

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
	"candor/internal/work/guest"
	"candor/internal/work/matter"
)

type apiGuest struct {
	ID           string     `json:"id" readOnly:"true"`
	Version      int64      `json:"version" readOnly:"true"`
	Name         string     `json:"name"`
	Email        string     `json:"email"`
	Organisation string     `json:"organisation,omitempty" doc:"Their own firm."`
	Why          string     `json:"why"`
	Writes       bool       `json:"writes_notes,omitempty" doc:"May write notes, beside reading."`
	Until        string     `json:"until" doc:"The last day on which they are let in, as an ISO 8601 date."`
	Matters      []string   `json:"matters,omitempty" doc:"Ids of the matters they are let in to, as far as you may see them."`
	InvitedBy    string     `json:"invited_by,omitempty" readOnly:"true"`
	InvitedAt    time.Time  `json:"invited_at" readOnly:"true"`
	EndedAt      *time.Time `json:"ended_at,omitempty" readOnly:"true"`
	EndedWhy     string     `json:"ended_why,omitempty" readOnly:"true"`
}

func shown(v guest.View) apiGuest {
	a := apiGuest{
		ID: string(v.ID), Version: v.Version, Name: v.Person.Name, Email: v.Person.Email, Organisation: v.Organisation, Why: v.Why, Writes: v.Writes,
		Until: v.UntilOn.String(), InvitedBy: string(v.InvitedBy), InvitedAt: v.InvitedAt, EndedAt: v.EndedAt, EndedWhy: v.EndedWhy,
	}
	for _, m := range v.Matters {
		a.Matters = append(a.Matters, string(m.ID))
	}
	return a
}

type listOut struct{ Body web.PageOut[apiGuest] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, _ *struct{}) (*listOut, error) {
	vs, err := h.guests.List(ctx, who)
	return &listOut{web.Items(vs, "", shown)}, err
}

// GuestIn names a guest in a path.
type GuestIn struct {
	ID string `path:"id"`
}

type guestOut struct {
	ETag string `header:"ETag"`
	Body apiGuest
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *GuestIn) (*guestOut, error) {
	v, err := h.guests.Get(ctx, who, staff.ID(in.ID))
	return &guestOut{web.ETag(v.Version), shown(v)}, err
}

func until(s string) (civil.Date, error) {
	d, err := civil.Parse(s)
	if err != nil {
		return d, web.BadField("until", "Write the date as year-month-day, such as 2026-05-31.")
	}
	return d, nil
}

type inviteIn struct{ Body apiGuest }

func (h handlers) apiInvite(ctx context.Context, who actor.Actor, in *inviteIn) (*guestOut, error) {
	d, err := until(in.Body.Until)
	if err != nil {
		return nil, err
	}
	n := guest.New{Name: in.Body.Name, Email: in.Body.Email, Organisation: in.Body.Organisation, Why: in.Body.Why, UntilOn: d, Writes: in.Body.Writes}
	for _, m := range in.Body.Matters {
		n.Matters = append(n.Matters, matter.ID(m))
	}
	g, err := h.guests.Invite(ctx, who, n)
	if err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &GuestIn{string(g.ID)})
}

type changeIn struct {
	GuestIn
	IfMatch string `header:"If-Match"`
	Body    struct {
		Until  string `json:"until" doc:"ISO 8601 date."`
		Writes bool   `json:"writes_notes,omitempty"`
		Why    string `json:"why"`
	}
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeIn) (*guestOut, error) {
	version, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	d, err := until(in.Body.Until)
	if err != nil {
		return nil, err
	}
	if _, err := h.guests.Change(ctx, who, staff.ID(in.ID), version, d, in.Body.Writes, in.Body.Why); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &in.GuestIn)
}

type addIn struct {
	GuestIn
	Body struct {
		Matter string `json:"matter"`
	}
}

func (h handlers) apiAdd(ctx context.Context, who actor.Actor, in *addIn) (*guestOut, error) {
	if err := h.guests.Add(ctx, who, staff.ID(in.ID), matter.ID(in.Body.Matter)); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &in.GuestIn)
}

type removeIn struct {
	GuestIn
	Matter string `path:"matter"`
}

func (h handlers) apiRemove(ctx context.Context, who actor.Actor, in *removeIn) (*struct{}, error) {
	return nil, h.guests.Remove(ctx, who, staff.ID(in.ID), matter.ID(in.Matter))
}

type endIn struct {
	GuestIn
	Body struct {
		Why string `json:"why"`
	}
}

func (h handlers) apiEnd(ctx context.Context, who actor.Actor, in *endIn) (*guestOut, error) {
	if _, err := h.guests.End(ctx, who, staff.ID(in.ID), in.Body.Why); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &in.GuestIn)
}
