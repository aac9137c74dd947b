package exchange

import (
	"context"

	"candor/internal/kit/db"
	"candor/internal/work/task"
)

type taskOut struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Notes     string `json:"notes,omitempty"`
	MatterID  string `json:"matter_id,omitempty"`
	ContactID string `json:"contact_id,omitempty"`
	OwnerID   string `json:"owner_id,omitempty"`
	DueOn     string `json:"due_on,omitempty"`
	Priority  string `json:"priority"`
	State     string `json:"state"`
	DoneAt    string `json:"done_at,omitempty"`
	CreatedAt string `json:"created_at"`
}

// todo writes the tasks, open and done.
func (c *copier) todo(ctx context.Context) error {
	captions := []string{"title", "notes", "matter_id", "contact_id", "owner_id", "due_on", "priority", "state"}
	return c.table("tasks/tasks", captions, func(each func(record) error) error {
		for _, state := range []task.State{task.Open, task.Done} {
			f := task.Filter{State: state, Matter: c.e.MatterID}
			if c.e.Scope == OneClient {
				f.Contact = c.e.ContactID
			}
			err := pages(func(p db.Page) ([]task.Task, string, error) { return c.s.tasks.List(ctx, c.who, f, p) }, func(t task.Task) error {
				c.meet(t.ContactID)
				o := outTask(t)
				return each(record{o, []string{o.Title, o.Notes, o.MatterID, o.ContactID, o.OwnerID, o.DueOn, o.Priority, o.State}})
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func outTask(t task.Task) taskOut {
	o := taskOut{
		ID: string(t.ID), Title: t.Title, Notes: t.Notes, MatterID: string(t.MatterID), ContactID: string(t.ContactID), OwnerID: string(t.OwnerID),
		DueOn: t.DueOn.String(), Priority: string(t.Priority), State: string(t.State), CreatedAt: stamp(t.CreatedAt),
	}
	if t.DoneAt != nil {
		o.DoneAt = stamp(*t.DoneAt)
	}
	return o
}
