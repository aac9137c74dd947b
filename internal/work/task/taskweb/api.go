package taskweb

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// The types below are promises to programs: they change only by addition.

type apiTask struct {
	ID        string     `json:"id" readOnly:"true"`
	Version   int64      `json:"version" readOnly:"true"`
	Title     string     `json:"title" maxLength:"300"`
	About     string     `json:"about,omitempty"`
	MatterID  string     `json:"matter_id,omitempty"`
	ContactID string     `json:"contact_id,omitempty"`
	OwnerID   string     `json:"owner_id,omitempty" doc:"The member of staff who does it."`
	DueOn     string     `json:"due_on,omitempty" doc:"ISO 8601 date."`
	Priority  string     `json:"priority,omitempty" enum:"high,normal,low"`
	State     string     `json:"state" readOnly:"true" enum:"open,done,removed"`
	Source    string     `json:"source,omitempty" readOnly:"true"`
	CreatedBy string     `json:"created_by" readOnly:"true"`
	DoneBy    string     `json:"done_by,omitempty" readOnly:"true"`
	DoneAt    *time.Time `json:"done_at,omitempty" readOnly:"true"`
	CreatedAt time.Time  `json:"created_at" readOnly:"true"`
	UpdatedAt time.Time  `json:"updated_at" readOnly:"true"`
}

func shown(t task.Task) apiTask {
	return apiTask{
		ID: string(t.ID), Version: t.Version, Title: t.Title, About: t.Notes, MatterID: string(t.MatterID), ContactID: string(t.ContactID), OwnerID: string(t.OwnerID),
		DueOn: t.DueOn.String(), Priority: string(t.Priority), State: string(t.State), Source: t.Source, CreatedBy: t.CreatedBy, DoneBy: t.DoneBy, DoneAt: t.DoneAt,
		CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt,
	}
}

// task is what a program sent, as a task.
func (a apiTask) task() (t task.Task, err error) {
	t = task.Task{Title: a.Title, Notes: a.About, MatterID: matter.ID(a.MatterID), ContactID: contact.ID(a.ContactID), OwnerID: staff.ID(a.OwnerID), Priority: task.Priority(a.Priority)}
	if t.DueOn, err = civil.Parse(a.DueOn); err != nil {
		return t, web.BadField("due_on", "Write the date as year-month-day, such as 2026-05-31.")
	}
	return t, nil
}

type taskOut struct {
	ETag string `header:"ETag"`
	Body apiTask
}

func out(t task.Task) *taskOut { return &taskOut{web.ETag(t.Version), shown(t)} }

// TaskID names a task in an address. It is exported because the API reads only
// such embedded fields.
type TaskID struct {
	ID string `path:"id"`
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *TaskID) (*taskOut, error) {
	t, err := h.tasks.Get(ctx, who, task.ID(in.ID))
	return out(t), err
}

type listTasksIn struct {
	web.PageIn
	Owner   string `query:"owner_id"`
	Matter  string `query:"matter_id"`
	Contact string `query:"contact_id"`
	State   string `query:"state" enum:"open,done,removed" default:"open"`
	Until   string `query:"until" doc:"Due on this day or before; ISO 8601 date."`
}

type listTasksOut struct{ Body web.PageOut[apiTask] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *listTasksIn) (*listTasksOut, error) {
	until, err := civil.Parse(in.Until)
	if err != nil {
		return nil, web.BadField("until", "Write the date as year-month-day, such as 2026-05-31.")
	}
	f := task.Filter{Owner: staff.ID(in.Owner), Matter: matter.ID(in.Matter), Contact: contact.ID(in.Contact), State: task.State(in.State), Until: until}
	ts, next, err := h.tasks.List(ctx, who, f, in.Page())
	return &listTasksOut{web.Items(ts, next, shown)}, err
}

type addTaskIn struct{ Body apiTask }

func (h handlers) apiAdd(ctx context.Context, who actor.Actor, in *addTaskIn) (*taskOut, error) {
	t, err := in.Body.task()
	if err != nil {
		return nil, err
	}
	t.Source = who.Via
	t, err = h.tasks.Add(ctx, who, t)
	return out(t), err
}

type changeTaskIn struct {
	TaskID
	IfMatch string `header:"If-Match"`
	Body    apiTask
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeTaskIn) (*taskOut, error) {
	t, err := in.Body.task()
	if err != nil {
		return nil, err
	}
	if t.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	t.ID = task.ID(in.ID)
	t, err = h.tasks.Change(ctx, who, t)
	return out(t), err
}

func (h handlers) apiDone(ctx context.Context, who actor.Actor, in *TaskID) (*taskOut, error) {
	t, err := h.tasks.Finish(ctx, who, task.ID(in.ID))
	return out(t), err
}

func (h handlers) apiReopen(ctx context.Context, who actor.Actor, in *TaskID) (*taskOut, error) {
	t, err := h.tasks.Reopen(ctx, who, task.ID(in.ID))
	return out(t), err
}

type delegateTaskIn struct {
	TaskID
	Body struct {
		OwnerID string `json:"owner_id"`
		Word    string `json:"word,omitempty"`
	}
}

func (h handlers) apiDelegate(ctx context.Context, who actor.Actor, in *delegateTaskIn) (*taskOut, error) {
	t, err := h.tasks.Delegate(ctx, who, task.ID(in.ID), staff.ID(in.Body.OwnerID), in.Body.Word)
	return out(t), err
}

func (h handlers) apiRemove(ctx context.Context, who actor.Actor, in *TaskID) (*struct{}, error) {
	_, err := h.tasks.Remove(ctx, who, task.ID(in.ID))
	return nil, err
}
