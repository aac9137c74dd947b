package leadweb

import (
	"context"
	"time"

	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

type moveLeadIn struct {
	LeadID
	Body struct {
		To        string     `json:"to" enum:"inquiry,screened,names_run,consult_scheduled,consult_held,conflict_cleared,engagement_sent,signed"`
		ConsultAt *time.Time `json:"consult_at,omitempty"`
		Note      string     `json:"note,omitempty"`
	}
}

func (h handlers) apiMove(ctx context.Context, who actor.Actor, in *moveLeadIn) (*leadOut, error) {
	l, err := h.leads.Move(ctx, who, inquiry.ID(in.ID), 0, inquiry.Step{To: inquiry.State(in.Body.To), ConsultAt: in.Body.ConsultAt, Note: in.Body.Note})
	return out(l), err
}

func (h handlers) apiUndo(ctx context.Context, who actor.Actor, in *LeadID) (*leadOut, error) {
	l, err := h.leads.Undo(ctx, who, inquiry.ID(in.ID))
	return out(l), err
}

type endLeadIn struct {
	LeadID
	Body struct {
		To         string `json:"to" enum:"declined,lost,duplicate,referred_out"`
		Reason     string `json:"reason"`
		Note       string `json:"note,omitempty"`
		Repeats    string `json:"repeats,omitempty" doc:"The lead that this one repeats."`
		ReferredTo string `json:"referred_to,omitempty" doc:"A contact."`
	}
}

func (h handlers) apiEnd(ctx context.Context, who actor.Actor, in *endLeadIn) (*leadOut, error) {
	b := in.Body
	e := inquiry.Exit{To: inquiry.State(b.To), Reason: inquiry.Reason(b.Reason), Note: b.Note, Twin: inquiry.ID(b.Repeats), ReferredTo: contact.ID(b.ReferredTo)}
	l, err := h.leads.Leave(ctx, who, inquiry.ID(in.ID), 0, e)
	return out(l), err
}

type reopenLeadIn struct {
	LeadID
	Body struct {
		Note string `json:"note"`
	}
}

func (h handlers) apiReopen(ctx context.Context, who actor.Actor, in *reopenLeadIn) (*leadOut, error) {
	l, err := h.leads.Reopen(ctx, who, inquiry.ID(in.ID), in.Body.Note)
	return out(l), err
}

func (h handlers) apiAnswered(ctx context.Context, who actor.Actor, in *LeadID) (*leadOut, error) {
	l, err := h.leads.Answer(ctx, who, inquiry.ID(in.ID))
	return out(l), err
}

func (h handlers) apiVerify(ctx context.Context, who actor.Actor, in *LeadID) (*leadOut, error) {
	l, err := h.leads.Verify(ctx, who, inquiry.ID(in.ID))
	return out(l), err
}

type leadLetterIn struct {
	LeadID
	Body struct {
		On  string `json:"on" doc:"ISO 8601 date."`
		How string `json:"how" enum:"email,post,registered_post,portal,by_hand"`
	}
}

func (h handlers) apiLetter(ctx context.Context, who actor.Actor, in *leadLetterIn) (*leadOut, error) {
	on, err := day("on", in.Body.On)
	if err != nil {
		return nil, err
	}
	l, err := h.leads.Write(ctx, who, inquiry.ID(in.ID), inquiry.Letter{On: on, How: inquiry.Channel(in.Body.How)})
	return out(l), err
}

type addLeadPartyIn struct {
	LeadID
	Body apiLeadParty
}

type leadPartyOut struct{ Body apiLeadParty }

func (h handlers) apiAddParty(ctx context.Context, who actor.Actor, in *addLeadPartyIn) (*leadPartyOut, error) {
	p, err := h.leads.AddParty(ctx, who, inquiry.ID(in.ID), inquiry.Party{ContactID: contact.ID(in.Body.ContactID), Part: matter.Part(in.Body.Role), Note: in.Body.Note})
	return &leadPartyOut{apiLeadParty{p.ID, string(p.ContactID), string(p.Part), p.Note}}, err
}

type leadPartyIn struct {
	LeadID
	Party string `path:"party"`
}

func (h handlers) apiRemoveParty(ctx context.Context, who actor.Actor, in *leadPartyIn) (*struct{}, error) {
	_, err := h.leads.RemoveParty(ctx, who, inquiry.ID(in.ID), in.Party)
	return nil, err
}

type openLeadIn struct {
	LeadID
	Body struct {
		Title     string `json:"title,omitempty" doc:"Without one, the lead's topic."`
		Exception string `json:"exception,omitempty" doc:"Why without a signed agreement; a manager's word."`
		MatterID  string `json:"matter_id,omitempty" doc:"A matter of theirs that is open already, to tie the lead to."`
	}
}

type openLeadOut struct {
	Body struct {
		MatterID string `json:"matter_id"`
		Number   string `json:"number"`
	}
}

func (h handlers) apiOpen(ctx context.Context, who actor.Actor, in *openLeadIn) (*openLeadOut, error) {
	m, err := h.leads.Become(ctx, who, inquiry.ID(in.ID), 0, lead.Opening{Title: in.Body.Title, Exception: in.Body.Exception, MatterID: matter.ID(in.Body.MatterID)})
	o := &openLeadOut{}
	o.Body.MatterID, o.Body.Number = string(m.ID), m.Number
	return o, err
}
