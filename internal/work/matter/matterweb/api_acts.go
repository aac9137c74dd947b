package matterweb

import (
	"context"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

func (h handlers) apiBegin(ctx context.Context, who actor.Actor, in *MatterID) (*fileOut, error) {
	if err := h.matters.Begin(ctx, who, matter.ID(in.ID)); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, in)
}

type moveStageIn struct {
	MatterID
	IfMatch string `header:"If-Match"`
	Body    struct {
		Stage string `json:"stage"`
		Note  string `json:"note,omitempty"`
	}
}

// version is the version that a caller has seen, where it says so.
func version(ifMatch string) (int64, error) {
	if ifMatch == "" {
		return 0, nil
	}
	return web.IfMatch(ifMatch)
}

func (h handlers) apiStage(ctx context.Context, who actor.Actor, in *moveStageIn) (*matterOut, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	m, err := h.matters.MoveStage(ctx, who, matter.ID(in.ID), v, in.Body.Stage, in.Body.Note)
	return out(m), err
}

type closeMatterIn struct {
	MatterID
	IfMatch string `header:"If-Match"`
	Body    struct {
		On      string `json:"closed_on,omitempty" doc:"ISO 8601 date; today without."`
		Reason  string `json:"reason" enum:"completed,settled,judgment,dismissed,withdrawn,discharged,transferred,not_pursued,other"`
		Outcome string `json:"outcome,omitempty"`
	}
}

func (h handlers) apiClose(ctx context.Context, who actor.Actor, in *closeMatterIn) (*matterOut, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	on, err := civil.Parse(in.Body.On)
	if err != nil {
		return nil, web.BadField("closed_on", "Write the date as year-month-day, such as 2026-05-31.")
	}
	m, err := h.matters.Close(ctx, who, matter.ID(in.ID), v, matter.Ending{On: on, Reason: matter.Reason(in.Body.Reason), Outcome: in.Body.Outcome})
	return out(m), err
}

func (h handlers) apiReopen(ctx context.Context, who actor.Actor, in *MatterID) (*matterOut, error) {
	m, err := h.matters.Reopen(ctx, who, matter.ID(in.ID))
	return out(m), err
}

func (h handlers) apiRestrict(ctx context.Context, who actor.Actor, in *MatterID) (*fileOut, error) {
	if err := h.matters.Restrict(ctx, who, matter.ID(in.ID)); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, in)
}

func (h handlers) apiUnrestrict(ctx context.Context, who actor.Actor, in *MatterID) (*fileOut, error) {
	if err := h.matters.Unrestrict(ctx, who, matter.ID(in.ID)); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, in)
}

type memberIn struct {
	MatterID
	Staff string `path:"staff"`
	Role  string `path:"role" enum:"responsible,originating,working,paralegal,assistant,supervisor"`
}

func (h handlers) apiAssign(ctx context.Context, who actor.Actor, in *memberIn) (*matterOut, error) {
	m, err := h.matters.Assign(ctx, who, matter.ID(in.ID), staff.ID(in.Staff), matter.Role(in.Role))
	return out(m), err
}

func (h handlers) apiUnassign(ctx context.Context, who actor.Actor, in *memberIn) (*struct{}, error) {
	return nil, h.matters.Unassign(ctx, who, matter.ID(in.ID), staff.ID(in.Staff), matter.Role(in.Role))
}

type addPartyIn struct {
	MatterID
	Body apiMatterParty
}

type matterPartyOut struct{ Body apiMatterParty }

func (h handlers) apiAddParty(ctx context.Context, who actor.Actor, in *addPartyIn) (*matterPartyOut, error) {
	p, err := h.matters.AddParty(ctx, who, matter.ID(in.ID), matter.Party{
		ContactID: contact.ID(in.Body.ContactID), Part: matter.Part(in.Body.Role), RepresentedBy: contact.ID(in.Body.RepresentedBy), Note: in.Body.Note,
	})
	return &matterPartyOut{shownParty(p)}, err
}

type partyIn struct {
	MatterID
	Party string `path:"party"`
}

func (h handlers) apiRemoveParty(ctx context.Context, who actor.Actor, in *partyIn) (*struct{}, error) {
	_, err := h.matters.RemoveParty(ctx, who, in.Party)
	return nil, err
}

type relateMattersIn struct {
	MatterID
	Body struct {
		OtherID string `json:"other_id"`
		Kind    string `json:"kind" enum:"related,appeal,consolidated,prior" doc:"What the other is to this matter."`
		Turned  bool   `json:"turned,omitempty" doc:"This matter is the kind of the other instead."`
	}
}

type matterRelationOut struct{ Body apiMatterRelation }

func (h handlers) apiRelate(ctx context.Context, who actor.Actor, in *relateMattersIn) (*matterRelationOut, error) {
	r := matter.Relation{FromID: matter.ID(in.Body.OtherID), ToID: matter.ID(in.ID), Kind: matter.RelationKind(in.Body.Kind)}
	if in.Body.Turned {
		r.FromID, r.ToID = r.ToID, r.FromID
	}
	r, err := h.matters.Relate(ctx, who, r)
	return &matterRelationOut{shownRelation(r)}, err
}

type relationIn struct {
	MatterID
	Relation string `path:"relation"`
}

func (h handlers) apiUnrelate(ctx context.Context, who actor.Actor, in *relationIn) (*struct{}, error) {
	return nil, h.matters.Unrelate(ctx, who, in.Relation)
}

type bulkMattersIn struct {
	Body struct {
		IDs     []string `json:"ids" minItems:"1" maxItems:"200"`
		StaffID string   `json:"staff_id,omitempty" doc:"Put on each team."`
		Role    string   `json:"role,omitempty"`
		Stage   string   `json:"stage,omitempty"`
		Tag     string   `json:"tag,omitempty"`
	}
}

type apiBulkResult struct {
	ID    string `json:"id"`
	Done  bool   `json:"done"`
	Error string `json:"error,omitempty"`
}

type bulkMattersOut struct {
	Body struct {
		Items []apiBulkResult `json:"items"`
	}
}

func (h handlers) apiBulk(ctx context.Context, who actor.Actor, in *bulkMattersIn) (*bulkMattersOut, error) {
	ids := make([]matter.ID, 0, len(in.Body.IDs))
	for _, i := range in.Body.IDs {
		ids = append(ids, matter.ID(i))
	}
	rs, err := h.matters.Apply(ctx, who, ids, matter.Bulk{Staff: staff.ID(in.Body.StaffID), Role: matter.Role(in.Body.Role), Stage: in.Body.Stage, Tag: in.Body.Tag})
	o := &bulkMattersOut{}
	for _, r := range rs {
		x := apiBulkResult{ID: string(r.ID), Done: r.Err == nil}
		if r.Err != nil {
			if x.Error, _ = web.Said(ctx, r.Err); errs.KindOf(r.Err) == errs.Internal {
				x.Error = locale.T(ctx, "This one failed. Try it by itself.")
			}
		}
		o.Body.Items = append(o.Body.Items, x)
	}
	return o, err
}

type apiInvolvement struct {
	APIMatter
	Parts []string `json:"parts" doc:"What the contact is in it: client, co_client, adverse …"`
}

type involvingOut struct{ Body web.PageOut[apiInvolvement] }

func (h handlers) apiInvolving(ctx context.Context, who actor.Actor, in *MatterID) (*involvingOut, error) {
	rows, err := h.matters.Involving(ctx, who, contact.ID(in.ID))
	return &involvingOut{web.Items(rows, "", func(i matter.Involvement) apiInvolvement {
		o := apiInvolvement{APIMatter: shown(i.Matter)}
		for _, p := range i.Parts {
			o.Parts = append(o.Parts, string(p))
		}
		return o
	})}, err
}
