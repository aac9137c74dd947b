package callweb

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/call"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// The types below are promises to programs: they change only by addition.

type apiCall struct {
	Kind      string    `json:"kind" enum:"call,meeting,letter"`
	Direction string    `json:"direction,omitempty" enum:"in,out" doc:"Not of meetings."`
	Outcome   string    `json:"outcome,omitempty" enum:"connected,voicemail,no_answer" doc:"Of calls."`
	Channel   string    `json:"channel,omitempty" enum:"phone,video,in_person,post,courier,fax"`
	ContactID string    `json:"contact_id,omitempty"`
	MatterID  string    `json:"matter_id,omitempty"`
	At        time.Time `json:"at,omitempty"`
	Seconds   int64     `json:"seconds,omitempty" minimum:"0" maximum:"86400"`
	Subject   string    `json:"subject,omitempty"`
	Body      string    `json:"body,omitempty"`
	Holding   bool      `json:"holding,omitempty" doc:"They were told when their answer comes."`
	Timed     bool      `json:"timed,omitempty" doc:"One's own running timer belongs to this; it ends."`
	Promised  string    `json:"promised,omitempty" doc:"What was promised to them; becomes a task."`
	By        string    `json:"by,omitempty" doc:"By when; ISO 8601 date."`
	OwnerID   string    `json:"owner_id,omitempty" doc:"Who will do it."`
}

func (a apiCall) call() (call.Call, error) {
	by, err := civil.Parse(a.By)
	if err != nil {
		return call.Call{}, web.BadField("by", "Write the date as year-month-day, such as 1980-05-31.")
	}
	return call.Call{
		Kind: timeline.Kind(a.Kind), Direction: timeline.Direction(a.Direction), Outcome: timeline.Outcome(a.Outcome), Channel: a.Channel,
		ContactID: contact.ID(a.ContactID), MatterID: matter.ID(a.MatterID), At: a.At, Seconds: a.Seconds, Subject: a.Subject, Body: a.Body,
		Holding: a.Holding, Timed: a.Timed, Promised: a.Promised, By: by, Owner: staff.ID(a.OwnerID),
	}, nil
}

type callLogIn struct{ Body apiCall }

type callLogOut struct {
	Body struct {
		EntryID     string `json:"entry_id" doc:"In the timeline."`
		TaskID      string `json:"task_id,omitempty"`
		Substantive bool   `json:"substantive" doc:"It counts as contact with the client."`
		Seconds     int64  `json:"seconds"`
	}
}

func (h handlers) apiLog(ctx context.Context, who actor.Actor, in *callLogIn) (*callLogOut, error) {
	c, err := in.Body.call()
	if err != nil {
		return nil, err
	}
	l, err := h.calls.Log(ctx, who, c)
	o := &callLogOut{}
	o.Body.EntryID, o.Body.TaskID, o.Body.Substantive, o.Body.Seconds = string(l.Entry.ID), string(l.Task.ID), l.Entry.Substantive, l.Entry.Seconds
	return o, err
}

type apiCallTimer struct {
	Kind      string    `json:"kind" enum:"call,meeting"`
	Direction string    `json:"direction,omitempty" enum:"in,out"`
	ContactID string    `json:"contact_id,omitempty"`
	MatterID  string    `json:"matter_id,omitempty"`
	StartedAt time.Time `json:"started_at" readOnly:"true"`
}

type callTimerIn struct{ Body apiCallTimer }

type callTimerOut struct{ Body apiCallTimer }

func shownTimer(t call.Timer) *callTimerOut {
	return &callTimerOut{apiCallTimer{string(t.Kind), string(t.Direction), string(t.ContactID), string(t.MatterID), t.StartedAt}}
}

func (h handlers) apiTimer(ctx context.Context, who actor.Actor, _ *struct{}) (*callTimerOut, error) {
	t, err := h.calls.Running(ctx, who)
	return shownTimer(t), err
}

func (h handlers) apiStart(ctx context.Context, who actor.Actor, in *callTimerIn) (*callTimerOut, error) {
	b := in.Body
	t, err := h.calls.Start(ctx, who, call.Timer{Kind: timeline.Kind(b.Kind), Direction: timeline.Direction(b.Direction), ContactID: contact.ID(b.ContactID), MatterID: matter.ID(b.MatterID)})
	return shownTimer(t), err
}

func (h handlers) apiDiscard(ctx context.Context, who actor.Actor, _ *struct{}) (*struct{}, error) {
	return nil, h.calls.Discard(ctx, who)
}
