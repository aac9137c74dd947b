package callweb

import (
	"context"
	"strconv"
	"strings"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/talk/call"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// form is a call as it is being noted.
type form struct {
	r        *web.Request
	Call     call.Call
	At       string
	Minutes  string
	By       string
	Back     string
	Name     string          // of the contact
	Title    string          // of the matter
	Matters  []matter.Matter // the contact's open ones, to choose from
	Staff    []staff.Person
	Warnings []client.Warning
	Timer    *call.Timer
	Fresh    bool // nothing was typed yet
	Problem  string
	Problems map[string]string
}

const atLayout = "2006-01-02T15:04"

// blankForm is the form for a kind, a contact and a matter that the address
// names.
func blankForm(r *web.Request) form {
	q := r.URL.Query()
	f := form{r: r, At: r.Now.In(r.Zone).Format(atLayout), Back: r.Back(""), Fresh: true, Problems: map[string]string{}}
	f.Call = call.Call{
		Kind: timeline.Kind(q.Get("kind")), Direction: timeline.Out, Outcome: timeline.Connected,
		ContactID: contact.ID(q.Get("contact")), MatterID: matter.ID(q.Get("matter")),
	}
	if f.Call.Kind != timeline.Meeting && f.Call.Kind != timeline.Letter {
		f.Call.Kind = timeline.Call
	}
	if q.Get("direction") == string(timeline.In) {
		f.Call.Direction = timeline.In
	}
	return f
}

// timedForm is the form for the call whose timer runs.
func timedForm(r *web.Request, t call.Timer) form {
	f := form{r: r, Back: t.Back, Fresh: true, Timer: &t, At: t.StartedAt.In(r.Zone).Format(atLayout), Problems: map[string]string{}}
	f.Call = call.Call{Kind: t.Kind, Direction: t.Direction, Outcome: timeline.Connected, ContactID: t.ContactID, MatterID: t.MatterID, Timed: true}
	return f
}

// readForm reads what was typed; nothing of it is lost.
func readForm(r *web.Request) form {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := form{r: r, At: get("at"), Minutes: get("minutes"), By: get("by"), Back: r.Back(""), Name: get("contact_text"), Title: get("matter_text"), Problems: map[string]string{}}
	f.Call = call.Call{
		Kind: timeline.Kind(get("kind")), Direction: timeline.Direction(get("direction")), Outcome: timeline.Outcome(get("outcome")), Channel: get("channel"),
		ContactID: contact.ID(get("contact")), MatterID: matter.ID(get("matter")), Subject: get("subject"), Body: get("body"),
		Holding: get("answered") == "holding", Timed: get("timed") != "", Promised: get("promised"), Owner: staff.ID(get("owner")),
	}
	f.readTimes()
	return f
}

func (f *form) readTimes() {
	if f.At != "" {
		t, err := time.Parse(atLayout, strings.Replace(f.At, " ", "T", 1))
		if err != nil {
			f.Problems["at"] = f.r.T("Write the day and time, such as 2026-09-16 14:30.")
		} else {
			f.Call.At = civil.On(t.Date()).At(t.Hour(), t.Minute(), f.r.Zone)
		}
	}
	if f.Minutes != "" {
		m, err := strconv.ParseInt(f.Minutes, 10, 32)
		if err != nil || m < 0 {
			f.Problems["minutes"] = f.r.T("Write the minutes it took, at most a day.")
		}
		f.Call.Seconds = 60 * m
	}
	by, err := civil.Parse(f.By)
	if err != nil {
		f.Problems["by"] = f.r.T("Write the date as year-month-day, such as 1980-05-31.")
	}
	f.Call.By = by
}

// fill adds what the form shows around what is typed: names, the contact's
// matters and what to mind before reaching them.
func (h handlers) fill(f *form) error {
	ctx, who := f.r.Context(), f.r.Who
	var err error
	if f.Staff, err = h.staff.List(ctx, who, false); err != nil {
		return err
	}
	if f.Call.MatterID != "" && who.May(matter.Reading) {
		m, err := h.matters.Get(ctx, who, f.Call.MatterID)
		if err != nil {
			return err
		}
		f.Title = m.Number + " · " + m.Title
		if f.Call.ContactID == "" {
			f.Call.ContactID = m.ClientID
		}
	}
	if f.Call.ContactID == "" {
		return nil
	}
	return h.aboutContact(ctx, f)
}

func (h handlers) aboutContact(ctx context.Context, f *form) error {
	c, err := h.contacts.Get(ctx, f.r.Who, f.Call.ContactID)
	if err != nil {
		return err
	}
	f.Name = c.Called()
	if f.r.Who.May(matter.Reading) {
		if f.Matters, _, err = h.matters.List(ctx, f.r.Who, matter.Filter{Client: c.ID, Active: true}, db.Page{Limit: 50}); err != nil {
			return err
		}
		if f.Call.MatterID == "" && len(f.Matters) == 1 && f.Fresh {
			f.Call.MatterID = f.Matters[0].ID
		}
	}
	if !f.r.Who.May(client.Reading) {
		return nil
	}
	ch := client.Phone
	switch f.Call.Kind {
	case timeline.Letter:
		ch = client.Post
	case timeline.Meeting:
		ch = client.Person
	case timeline.Call, timeline.Email, timeline.SMS, timeline.Portal, timeline.Note, timeline.System:
	}
	f.Warnings, err = h.clients.Safe(ctx, f.r.Who, c.ID, ch)
	return err
}

// wrong puts an error's words beside the fields they are about.
func (f *form) wrong(err error) {
	said, fields := web.Said(f.r.Context(), err)
	if !errs.Is(err, errs.Invalid) {
		f.Problem = said
	}
	for name, text := range fields {
		f.Problems[name] = text
	}
}

// summary lists the problems in the order of the form.
func (f form) summary(ctx context.Context) (out []ui.FieldProblem) {
	for _, l := range []struct{ key, label string }{
		{"contact", locale.T(ctx, "With whom")}, {"matter", locale.T(ctx, "Matter")}, {"direction", locale.T(ctx, "Who to whom")},
		{"outcome", locale.T(ctx, "Did you reach them?")}, {"minutes", locale.T(ctx, "Minutes")}, {"at", locale.T(ctx, "When")},
		{"subject", locale.T(ctx, "Subject")}, {"body", locale.T(ctx, "What was said")}, {"promised", locale.T(ctx, "What did you promise them?")},
		{"by", locale.T(ctx, "By when")}, {"owner", locale.T(ctx, "Who will do it")},
	} {
		if p := f.Problems[l.key]; p != "" {
			out = append(out, ui.FieldProblem{Name: l.key, Label: l.label, Text: p})
		}
	}
	return out
}

// title is what the form is for.
func (f form) title() string {
	switch f.Call.Kind {
	case timeline.Meeting:
		return f.r.T("Log a meeting")
	case timeline.Letter:
		return f.r.T("Log a letter")
	case timeline.Call, timeline.Email, timeline.SMS, timeline.Portal, timeline.Note, timeline.System:
	}
	return f.r.T("Log a call")
}

func (f form) page() ui.Page { return ui.Page{Title: f.title(), Nav: "today"} }

// back is where to go on.
func (f form) back() string {
	switch {
	case f.Back != "":
		return f.Back
	case f.Call.MatterID != "":
		return "/matters/" + string(f.Call.MatterID)
	case f.Call.ContactID != "":
		return "/contacts/" + string(f.Call.ContactID)
	}
	return "/"
}

func channelLabel(c string) string {
	switch c {
	case call.Video:
		return "By video"
	case call.InPerson:
		return "In person"
	case call.Post:
		return "By post"
	case call.Courier:
		return "By courier"
	case call.Fax:
		return "By fax"
	}
	return "By phone"
}

func channelOptions(ctx context.Context, k timeline.Kind) (out []ui.Option) {
	for _, c := range call.Channels(k) {
		out = append(out, ui.Option{Value: c, Label: locale.T(ctx, channelLabel(c))})
	}
	return out
}
