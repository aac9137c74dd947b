package taskweb_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"candor/internal/firm/staff"
	"candor/internal/kit/browser"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/schema/dbtest"
	"candor/internal/work/task"
	"candor/internal/work/task/taskweb"
)

func TestTasksAreLookedAt(t *testing.T) {
	t.Parallel()
	c := clock.At(dbtest.Noon())
	s := build(t, dbtest.SQLite(t, c), c)
	s.visitor = s.Evan
	m := s.Open(s.Person("Maya Rivera").ID, "Rivera v. Cascade Freight")
	evan := staff.ID(s.Evan.ID)
	tk := s.add(task.Task{Title: "Send the demand letter", MatterID: m.ID, OwnerID: evan, DueOn: civil.On(2026, 9, 14), Priority: task.High, Notes: "Dr. Okonkwo's bill is in."})
	s.add(task.Task{Title: "Order the police report", MatterID: m.ID, OwnerID: evan, DueOn: civil.On(2026, 9, 18)})
	s.add(task.Task{Title: "Thank Dr. Okonkwo", ContactID: m.ClientID, OwnerID: evan})
	server := httptest.NewServer(http.HandlerFunc(s.handler.ServeHTTP))
	t.Cleanup(server.Close)
	b := browser.Open(t)
	for name, o := range map[string]browser.Options{"desk": {Width: 1440, Height: 900}, "phone-dark": {Width: 390, Height: 844, Dark: true}} {
		t.Run(name, func(t *testing.T) {
			o.Base = server.URL
			p := b.Page(t, o)
			for shot, path := range map[string]string{"list": "/tasks", "task": taskweb.Path(tk.ID), "new": "/tasks/new", "part": "/matters/" + string(m.ID) + "/tasks", "empty": "/tasks?whose=done", "delegate": taskweb.Path(tk.ID) + "/delegate"} {
				if status := p.Goto(path); status != http.StatusOK {
					t.Errorf("%s = %d, want 200", path, status)
				}
				p.Axe()
				p.Screenshot("task-" + name + "-" + shot)
			}
		})
	}
	p := b.Page(t, browser.Options{Base: server.URL})
	p.Goto("/tasks")
	p.Click("button", "Done: Send the demand letter")
	p.WaitNoText("Send the demand letter")
	p.Click("button", "Undo")
	p.WaitText("Send the demand letter")
}
