package areaweb

import (
	"context"

	"candor/internal/kit/actor"
	"candor/internal/kit/web"
	"candor/internal/work/area"
)

type apiArea struct {
	ID      string         `json:"id" readOnly:"true"`
	Version int64          `json:"version" readOnly:"true"`
	Kind    string         `json:"kind,omitempty" readOnly:"true" doc:"The ready template it was made from."`
	Code    string         `json:"code,omitempty" maxLength:"6"`
	Name    string         `json:"name" maxLength:"300"`
	About   string         `json:"about,omitempty"`
	IRI     string         `json:"iri,omitempty" doc:"Its permanent address in a shared vocabulary, such as FOLIO's."`
	Stages  []apiAreaStage `json:"stages,omitempty"`
	Fields  []apiAreaField `json:"fields,omitempty"`
	Retired bool           `json:"retired,omitempty"`
}

type apiAreaStage struct {
	Key    string `json:"key,omitempty" doc:"Made from the name when new; stays for ever."`
	Name   string `json:"name"`
	Plain  string `json:"plain,omitempty" doc:"As a client understands it."`
	From   int    `json:"usual_days_from,omitempty" minimum:"0"`
	To     int    `json:"usual_days_to,omitempty" minimum:"0"`
	Delays string `json:"usual_delays,omitempty"`
}

type apiAreaField struct {
	Key      string   `json:"key,omitempty" doc:"Made from the label when new; stays for ever."`
	Label    string   `json:"label"`
	Type     string   `json:"type" enum:"text,choice,date,money,number,bool"`
	Choices  []string `json:"choices,omitempty"`
	Required bool     `json:"required,omitempty"`
}

func shownArea(a area.Area) apiArea {
	o := apiArea{ID: string(a.ID), Version: a.Version, Kind: a.Kind, Code: a.Code, Name: a.Name, About: a.Notes, IRI: a.IRI, Retired: a.Retired}
	for _, s := range a.Stages {
		o.Stages = append(o.Stages, apiAreaStage(s))
	}
	for _, f := range a.Fields {
		o.Fields = append(o.Fields, apiAreaField{f.Key, f.Label, string(f.Type), f.Choices, f.Required})
	}
	return o
}

func (a apiArea) area() area.Area {
	o := area.Area{Code: a.Code, Name: a.Name, Notes: a.About, IRI: a.IRI, Retired: a.Retired}
	for _, s := range a.Stages {
		o.Stages = append(o.Stages, area.Stage(s))
	}
	for _, f := range a.Fields {
		o.Fields = append(o.Fields, area.Field{Key: f.Key, Label: f.Label, Type: area.FieldType(f.Type), Choices: f.Choices, Required: f.Required})
	}
	return o
}

type areasOut struct{ Body web.PageOut[apiArea] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, _ *struct{}) (*areasOut, error) {
	as, err := h.areas.List(ctx, who)
	return &areasOut{web.Items(as, "", shownArea)}, err
}

type areaOut struct {
	ETag string `header:"ETag"`
	Body apiArea
}

type addAreaIn struct{ Body apiArea }

func (h handlers) apiAdd(ctx context.Context, who actor.Actor, in *addAreaIn) (*areaOut, error) {
	a, err := h.areas.Add(ctx, who, in.Body.area())
	return &areaOut{web.ETag(a.Version), shownArea(a)}, err
}

type changeAreaIn struct {
	ID      string `path:"id"`
	IfMatch string `header:"If-Match"`
	Body    apiArea
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeAreaIn) (*areaOut, error) {
	a := in.Body.area()
	var err error
	if a.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	a.ID = area.ID(in.ID)
	a, err = h.areas.Change(ctx, who, a)
	return &areaOut{web.ETag(a.Version), shownArea(a)}, err
}
