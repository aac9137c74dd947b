package taskweb

import (
	"net/http"
	"strings"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// form is the task form as it was filled in, and what is wrong with it.
type form struct {
	r        *web.Request
	Task     task.Task
	DueOn    string
	Matter   string // as shown
	Contact  string
	Back     string
	People   []staff.Person
	Book     staff.Book
	Problem  string
	Problems map[string]string
}

// readForm reads what was typed. What can't be used comes back as it was.
func readForm(r *web.Request) form {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := form{r: r, DueOn: get("due_on"), Matter: get("matter_text"), Contact: get("contact_text"), Back: get("back"), Problems: map[string]string{}}
	f.Task = task.Task{
		ID: task.ID(r.PathValue("id")), Version: r.Version(), Title: get("title"), Notes: get("about"), MatterID: matter.ID(get("matter")),
		ContactID: contact.ID(get("contact")), OwnerID: staff.ID(get("owner")), Priority: task.Priority(get("priority")),
	}
	d, err := civil.Parse(f.DueOn)
	if err != nil {
		f.Problems["due_on"] = r.T("Write the date as year-month-day, such as 2026-05-31.")
	}
	f.Task.DueOn = d
	return f
}

// complete adds what the form shows beside what was typed.
func (h handlers) complete(r *web.Request, f *form) (err error) {
	if f.Matter == "" && f.Task.MatterID != "" {
		m, err := h.matters.Get(r.Context(), r.Who, f.Task.MatterID)
		if err != nil {
			return err
		}
		f.Matter = m.Number + " " + m.Title
	}
	if f.Contact == "" && f.Task.ContactID != "" {
		c, err := h.contacts.Get(r.Context(), r.Who, f.Task.ContactID)
		if err != nil {
			return err
		}
		f.Contact = c.Name
	}
	if f.Book, err = h.people.Book(r.Context(), r.Who); err != nil {
		return err
	}
	f.People, err = h.people.List(r.Context(), r.Who, false)
	return err
}

func crumbs(r *web.Request) []ui.Crumb { return []ui.Crumb{{Label: r.T("Tasks"), Href: "/tasks"}} }

func titled(r *web.Request, f form) ui.Page {
	if f.Task.ID == "" {
		return ui.Page{Title: r.T("New task"), Nav: nav, Crumbs: crumbs(r)}
	}
	return ui.Page{Title: r.T("Task"), Nav: nav, Crumbs: crumbs(r)}
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	q := r.URL.Query()
	f := form{r: r, Back: q.Get("back"), Task: task.Task{MatterID: matter.ID(q.Get("matter")), ContactID: contact.ID(q.Get("contact")), OwnerID: staff.ID(r.Who.ID), Priority: task.Normal}}
	if err := h.complete(r, &f); err != nil {
		return err
	}
	return r.Show(w, titled(r, f), editPage(f))
}

func (h handlers) add(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	err := f.readable()
	if err == nil {
		_, err = h.tasks.Add(r.Context(), r.Who, f.Task)
	}
	if err != nil {
		return h.again(w, r, f, err)
	}
	return r.Done(w, r.Back("/tasks"), "The task is written down.")
}

// readable refuses a form with a date that can't be read.
func (f form) readable() error {
	if len(f.Problems) > 0 {
		return errs.New(errs.Invalid, "Please look at the marked fields.")
	}
	return nil
}

// again answers with the form as it was filled, where the person can mend it.
func (h handlers) again(w http.ResponseWriter, r *web.Request, f form, err error) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	said, fields := web.Said(r.Context(), err)
	if errs.Is(err, errs.Conflict) {
		f.Problem = said
	}
	for name, text := range fields {
		f.Problems[name] = text
	}
	if f.Problems["matter"] != "" {
		f.Task.MatterID = ""
	}
	if err := h.complete(r, &f); err != nil {
		return err
	}
	return r.Refill(w, titled(r, f), editPage(f))
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	t, err := h.tasks.Get(r.Context(), r.Who, task.ID(r.ID("id")))
	if err != nil {
		return err
	}
	f := form{r: r, Task: t, DueOn: t.DueOn.String(), Back: r.URL.Query().Get("back")}
	if err := h.complete(r, &f); err != nil {
		return err
	}
	return r.Show(w, titled(r, f), editPage(f))
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	err := f.readable()
	if err == nil {
		_, err = h.tasks.Change(r.Context(), r.Who, f.Task)
	}
	if err != nil {
		return h.again(w, r, f, err)
	}
	return r.Done(w, r.Back("/tasks"), "Saved.")
}

func (h handlers) finish(w http.ResponseWriter, r *web.Request) error {
	t, err := h.tasks.Finish(r.Context(), r.Who, task.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.DoneUndo(w, r.Back("/tasks"), Path(t.ID)+"/reopen", "Done.")
}

func (h handlers) reopen(w http.ResponseWriter, r *web.Request) error {
	if _, err := h.tasks.Reopen(r.Context(), r.Who, task.ID(r.ID("id"))); err != nil {
		return err
	}
	return r.Done(w, r.Back("/tasks"), "Back on the list.")
}

func (h handlers) remove(w http.ResponseWriter, r *web.Request) error {
	t, err := h.tasks.Remove(r.Context(), r.Who, task.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.DoneUndo(w, r.Back("/tasks"), Path(t.ID)+"/reopen", "The task is removed.")
}

func (h handlers) delegateForm(w http.ResponseWriter, r *web.Request) error {
	t, err := h.tasks.Get(r.Context(), r.Who, task.ID(r.ID("id")))
	if err != nil {
		return err
	}
	f := form{r: r, Task: t}
	if err := h.complete(r, &f); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Delegate"), Nav: nav, Crumbs: crumbs(r)}, delegatePage(f))
}

func (h handlers) delegate(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id := task.ID(r.ID("id"))
	_, err := h.tasks.Delegate(r.Context(), r.Who, id, staff.ID(r.FormValue("owner")), strings.TrimSpace(r.FormValue("word")))
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		t, getErr := h.tasks.Get(r.Context(), r.Who, id)
		if getErr != nil {
			return getErr
		}
		f := form{r: r, Task: t}
		f.Problem, f.Problems = web.Said(r.Context(), err)
		if err := h.complete(r, &f); err != nil {
			return err
		}
		return r.Refill(w, ui.Page{Title: r.T("Delegate"), Nav: nav, Crumbs: crumbs(r)}, delegatePage(f))
	}
	if err != nil {
		return err
	}
	return r.Done(w, r.Back("/tasks"), "Handed over.")
}
