package staffweb

import (
	"context"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
)

type apiPerson struct {
	ID           string   `json:"id" readOnly:"true"`
	Version      int64    `json:"version" readOnly:"true"`
	Name         string   `json:"name"`
	Email        string   `json:"email"`
	Title        string   `json:"title,omitempty"`
	Phone        string   `json:"phone,omitempty"`
	Roles        []string `json:"roles" doc:"lawyer, paralegal, intake, billing, manager or administrator."`
	SupervisorID string   `json:"supervisor_id,omitempty"`
	Lang         string   `json:"language,omitempty" enum:"en,es"`
	LeftOn       string   `json:"left_on,omitempty" readOnly:"true" doc:"ISO 8601 date."`
}

func shown(p staff.Person) apiPerson {
	return apiPerson{string(p.ID), p.Version, p.Name, p.Email, p.Title, p.Phone, p.Roles, string(p.SupervisorID), p.Lang, p.LeftOn.String()}
}

func (a apiPerson) person() staff.Person {
	return staff.Person{Name: a.Name, Email: a.Email, Title: a.Title, Phone: a.Phone, Roles: a.Roles, SupervisorID: staff.ID(a.SupervisorID), Lang: a.Lang}
}

type personOut struct {
	ETag string `header:"ETag"`
	Body apiPerson
}

func out(p staff.Person) *personOut { return &personOut{web.ETag(p.Version), shown(p)} }

// PersonIn names a person in a path.
type PersonIn struct {
	ID string `path:"id"`
}

type listIn struct {
	Left bool `query:"left" doc:"With those who have left."`
}

type listOut struct{ Body web.PageOut[apiPerson] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *listIn) (*listOut, error) {
	ps, err := h.people.List(ctx, who, in.Left)
	return &listOut{web.Items(ps, "", shown)}, err
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *PersonIn) (*personOut, error) {
	p, err := h.people.Get(ctx, who, staff.ID(in.ID))
	return out(p), err
}

type addIn struct{ Body apiPerson }

func (h handlers) apiAdd(ctx context.Context, who actor.Actor, in *addIn) (*personOut, error) {
	p, err := h.people.Add(ctx, who, in.Body.person())
	return out(p), err
}

type changeIn struct {
	PersonIn
	IfMatch string `header:"If-Match"`
	Body    apiPerson
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeIn) (*personOut, error) {
	p := in.Body.person()
	p.ID = staff.ID(in.ID)
	var err error
	if p.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	p, err = h.people.Change(ctx, who, p)
	return out(p), err
}

type leaveIn struct {
	PersonIn
	Body struct {
		On string `json:"on" doc:"ISO 8601 date."`
	}
}

func (h handlers) apiLeave(ctx context.Context, who actor.Actor, in *leaveIn) (*personOut, error) {
	on, err := civil.Parse(in.Body.On)
	if err != nil {
		return nil, web.BadField("on", "Write the date as year-month-day, such as 1980-05-31.")
	}
	if err := h.people.Leave(ctx, who, staff.ID(in.ID), on); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &in.PersonIn)
}
