package leadweb

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/money"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// The types below are promises to programs: they change only by addition.

type apiLead struct {
	ID            string     `json:"id" readOnly:"true"`
	Version       int64      `json:"version" readOnly:"true"`
	ContactID     string     `json:"contact_id,omitempty"`
	Topic         string     `json:"topic" maxLength:"200" doc:"In a few words, without secrets."`
	Story         string     `json:"story,omitempty" doc:"What happened. Refused until the names were run."`
	AreaID        string     `json:"area_id,omitempty"`
	OwnerID       string     `json:"owner_id,omitempty"`
	Source        string     `json:"source" enum:"web_form,phone,email,walk_in,client_referral,lawyer_referral,returning,search,directory,event,advertisement,other"`
	ReferrerID    string     `json:"referrer_id,omitempty"`
	ValueMinor    int64      `json:"value_minor,omitempty" minimum:"0" doc:"In whole cents, or what the currency has."`
	ValueCurrency string     `json:"value_currency,omitempty" doc:"ISO 4217; the firm's own."`
	IncidentOn    string     `json:"incident_on,omitempty" doc:"ISO 8601 date."`
	LimitOn       string     `json:"limit_on,omitempty" doc:"ISO 8601 date."`
	LimitBy       string     `json:"limit_verified_by,omitempty" readOnly:"true"`
	Urgent        bool       `json:"urgent,omitempty"`
	State         string     `json:"state" readOnly:"true"`
	StateAt       time.Time  `json:"state_at" readOnly:"true"`
	Reason        string     `json:"reason,omitempty" readOnly:"true"`
	NamesAt       *time.Time `json:"names_run_at,omitempty" readOnly:"true"`
	ConsultAt     *time.Time `json:"consult_at,omitempty" readOnly:"true"`
	ClearedAt     *time.Time `json:"cleared_at,omitempty" readOnly:"true"`
	MatterID      string     `json:"matter_id,omitempty" readOnly:"true"`
	TwinID        string     `json:"repeats,omitempty" readOnly:"true"`
	ReferredTo    string     `json:"referred_to,omitempty" readOnly:"true"`
	LetterOn      string     `json:"letter_on,omitempty" readOnly:"true"`
	LetterHow     string     `json:"letter_how,omitempty" readOnly:"true"`
	LetterOwed    bool       `json:"letter_owed" readOnly:"true"`
	InquiredAt    time.Time  `json:"inquired_at" readOnly:"true"`
	AnswerBy      time.Time  `json:"answer_by" readOnly:"true"`
	AnsweredAt    *time.Time `json:"answered_at,omitempty" readOnly:"true"`
	AnsweredBy    string     `json:"answered_by,omitempty" readOnly:"true"`
	UpdatedAt     time.Time  `json:"updated_at" readOnly:"true"`
}

func shown(l inquiry.Lead) apiLead {
	return apiLead{
		ID: string(l.ID), Version: l.Version, ContactID: string(l.ContactID), Topic: l.Topic, Story: l.Story, AreaID: string(l.AreaID), OwnerID: string(l.OwnerID),
		Source: string(l.Source), ReferrerID: string(l.ReferrerID), ValueMinor: l.Value.Minor, ValueCurrency: string(l.Value.Currency), IncidentOn: l.IncidentOn.String(),
		LimitOn: l.LimitOn.String(), LimitBy: string(l.LimitBy), Urgent: l.Urgent, State: string(l.State), StateAt: l.StateAt, Reason: string(l.Reason),
		NamesAt: l.NamesAt, ConsultAt: l.ConsultAt, ClearedAt: l.ClearedAt, MatterID: string(l.MatterID), TwinID: string(l.TwinID), ReferredTo: string(l.ReferredTo),
		LetterOn: l.LetterOn.String(), LetterHow: string(l.LetterHow), LetterOwed: l.LetterOwed(), InquiredAt: l.InquiredAt, AnswerBy: l.AnswerBy,
		AnsweredAt: l.AnsweredAt, AnsweredBy: string(l.AnsweredBy), UpdatedAt: l.UpdatedAt,
	}
}

// lead is what a program sent, as a lead.
func (a apiLead) lead() (l inquiry.Lead, err error) {
	l = inquiry.Lead{
		ContactID: contact.ID(a.ContactID), Topic: a.Topic, Story: a.Story, AreaID: area.ID(a.AreaID), OwnerID: staff.ID(a.OwnerID), Source: inquiry.Source(a.Source),
		ReferrerID: contact.ID(a.ReferrerID), Value: money.Of(a.ValueMinor, money.Currency(a.ValueCurrency)), Urgent: a.Urgent,
	}
	if l.IncidentOn, err = day("incident_on", a.IncidentOn); err != nil {
		return l, err
	}
	l.LimitOn, err = day("limit_on", a.LimitOn)
	return l, err
}

func day(name, typed string) (civil.Date, error) {
	d, err := civil.Parse(typed)
	if err != nil {
		return d, web.BadField(name, "Write the date as year-month-day, such as 2026-05-31.")
	}
	return d, nil
}

type apiLeadParty struct {
	ID        string `json:"id" readOnly:"true"`
	ContactID string `json:"contact_id"`
	Role      string `json:"role"`
	Note      string `json:"note,omitempty"`
}

type apiLeadMove struct {
	From    string    `json:"from,omitempty"`
	To      string    `json:"to"`
	Reason  string    `json:"reason,omitempty"`
	Note    string    `json:"note,omitempty"`
	Undo    bool      `json:"undo,omitempty"`
	MovedBy string    `json:"moved_by"`
	MovedAt time.Time `json:"moved_at"`
}

type leadOut struct {
	ETag string `header:"ETag"`
	Body apiLead
}

func out(l inquiry.Lead) *leadOut { return &leadOut{web.ETag(l.Version), shown(l)} }

// LeadID names a lead in an address. It is exported because the API reads only
// such embedded fields.
type LeadID struct {
	ID string `path:"id"`
}

type leadFileOut struct {
	ETag string `header:"ETag"`
	Body struct {
		apiLead
		Parties []apiLeadParty `json:"parties" nullable:"false"`
		History []apiLeadMove  `json:"history" nullable:"false"`
	}
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *LeadID) (*leadFileOut, error) {
	f, err := h.leads.Get(ctx, who, inquiry.ID(in.ID))
	if err != nil {
		return nil, err
	}
	o := &leadFileOut{ETag: web.ETag(f.Version)}
	o.Body.apiLead, o.Body.Parties, o.Body.History = shown(f.Lead), []apiLeadParty{}, []apiLeadMove{}
	for _, p := range f.Parties {
		x := apiLeadParty{ID: p.ID, Role: string(p.Part)}
		if p.Name != "" { // nothing of whom a wall hides
			x.ContactID, x.Note = string(p.ContactID), p.Note
		}
		o.Body.Parties = append(o.Body.Parties, x)
	}
	for _, m := range f.Moves {
		o.Body.History = append(o.Body.History, apiLeadMove{string(m.FromState), string(m.ToState), string(m.Reason), m.Note, m.Undo, m.MovedBy, m.MovedAt})
	}
	return o, nil
}

type listLeadsIn struct {
	web.PageIn
	State      string `query:"state" doc:"Without one, what is open."`
	Ended      bool   `query:"ended" doc:"Declined, lost, repeated or referred out."`
	Owner      string `query:"owner_id"`
	Area       string `query:"area_id"`
	Source     string `query:"source"`
	Contact    string `query:"contact_id"`
	Unanswered bool   `query:"unanswered"`
	LetterOwed bool   `query:"letter_owed"`
}

type listLeadsOut struct{ Body web.PageOut[apiLead] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *listLeadsIn) (*listLeadsOut, error) {
	f := lead.Filter{State: inquiry.State(in.State), Ended: in.Ended, Owner: staff.ID(in.Owner), Area: area.ID(in.Area), Source: inquiry.Source(in.Source), Contact: contact.ID(in.Contact), Unanswered: in.Unanswered, Letter: in.LetterOwed}
	ls, next, err := h.leads.List(ctx, who, f, in.Page())
	return &listLeadsOut{web.Items(ls, next, shown)}, err
}

type addLeadIn struct {
	Body struct {
		apiLead
		Spoken bool `json:"spoken,omitempty" doc:"A person spoke with them as they asked."`
	}
}

func (h handlers) apiAdd(ctx context.Context, who actor.Actor, in *addLeadIn) (*leadOut, error) {
	l, err := in.Body.lead()
	if err != nil {
		return nil, err
	}
	l, err = h.leads.Add(ctx, who, lead.New{Lead: l, Spoken: in.Body.Spoken})
	return out(l), err
}

type changeLeadIn struct {
	LeadID
	IfMatch string `header:"If-Match"`
	Body    apiLead
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeLeadIn) (*leadOut, error) {
	l, err := in.Body.lead()
	if err != nil {
		return nil, err
	}
	if l.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	l.ID = inquiry.ID(in.ID)
	l, err = h.leads.Change(ctx, who, l)
	return out(l), err
}
