package accessweb

import (
	"context"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/web"
)

type apiWall struct {
	ID         string      `json:"id" readOnly:"true"`
	Version    int64       `json:"version" readOnly:"true"`
	Name       string      `json:"name"`
	Reason     string      `json:"reason"`
	People     []string    `json:"people,omitempty" doc:"Ids of the people kept out."`
	Objects    []apiObject `json:"objects,omitempty"`
	RaisedBy   string      `json:"raised_by" readOnly:"true"`
	RaisedAt   time.Time   `json:"raised_at" readOnly:"true"`
	LiftedAt   *time.Time  `json:"lifted_at,omitempty" readOnly:"true"`
	LiftReason string      `json:"lift_reason,omitempty" readOnly:"true"`
}

type apiObject struct {
	Kind string `json:"kind" enum:"contact,matter"`
	ID   string `json:"id"`
}

func shown(w access.Wall) apiWall {
	return apiWall{ID: string(w.ID), Version: w.Version, Name: w.Name, Reason: w.Reason, RaisedBy: w.RaisedBy, RaisedAt: w.RaisedAt, LiftedAt: w.LiftedAt, LiftReason: w.LiftReason}
}

type listOut struct{ Body web.PageOut[apiWall] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, _ *struct{}) (*listOut, error) {
	ws, err := h.access.Walls(ctx, who)
	return &listOut{web.Items(ws, "", shown)}, err
}

// WallIn names a wall in a path.
type WallIn struct {
	ID string `path:"id"`
}

type wallOut struct {
	ETag string `header:"ETag"`
	Body apiWall
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *WallIn) (*wallOut, error) {
	v, err := h.access.Wall(ctx, who, access.WallID(in.ID))
	a := shown(v.Wall)
	a.People = v.People
	for _, o := range v.Objects {
		a.Objects = append(a.Objects, apiObject{o.Kind, o.ID})
	}
	return &wallOut{web.ETag(v.Version), a}, err
}

type raiseIn struct{ Body apiWall }

func (h handlers) apiRaise(ctx context.Context, who actor.Actor, in *raiseIn) (*wallOut, error) {
	n := access.New{Name: in.Body.Name, Reason: in.Body.Reason, People: in.Body.People}
	for _, o := range in.Body.Objects {
		n.Objects = append(n.Objects, access.Object{Kind: o.Kind, ID: o.ID})
	}
	w, err := h.access.Raise(ctx, who, n)
	if err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &WallIn{string(w.ID)})
}

type liftIn struct {
	WallIn
	IfMatch string `header:"If-Match"`
	Body    struct {
		Reason string `json:"reason"`
	}
}

func (h handlers) apiLift(ctx context.Context, who actor.Actor, in *liftIn) (*wallOut, error) {
	version, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.access.Lift(ctx, who, access.WallID(in.ID), version, in.Body.Reason); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &in.WallIn)
}

type explainIn struct {
	Object string `query:"object" required:"true"`
	Person string `query:"person" required:"true"`
}

type apiReason struct {
	Sees  bool       `json:"sees"`
	Why   string     `json:"why" doc:"Seen because: open, team, guest, break-glass, cover. Not seen because: wall, restricted, role, guest, gone."`
	Until *time.Time `json:"until,omitempty"`
}

type explainOut struct{ Body web.PageOut[apiReason] }

func (h handlers) apiExplain(ctx context.Context, who actor.Actor, in *explainIn) (*explainOut, error) {
	p, err := h.people.Get(ctx, who, staff.ID(in.Person))
	if err != nil {
		return nil, err
	}
	rs, err := h.access.Explain(ctx, who, in.Object, subject(p, h.access.Now()))
	return &explainOut{web.Items(rs, "", func(r access.Reason) apiReason { return apiReason{r.Sees, r.Why, r.Until} })}, err
}
