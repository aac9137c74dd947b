package clientweb

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/ui"
)

// form is the form of preferences as it was filled in.
type form struct {
	careView
	Client   client.Client
	From, To []string // of each row of hours, as typed
	Problem  string
	Problems map[string]string
}

// rows is how many spans of hours can be filled in at once.
const rows = 2

func formOf(v careView) form {
	f := form{careView: v, Client: v.Care.Client, Problems: map[string]string{}}
	f.Client.ContactID = v.Care.ContactID
	for i := range rows {
		from, to := "", ""
		if i < len(f.Client.Hours) {
			from, to = f.Client.Hours[i].From.String(), f.Client.Hours[i].To.String()
		}
		f.From, f.To = append(f.From, from), append(f.To, to)
	}
	return f
}

// readForm reads what was typed; nothing of it is lost.
func readForm(v careView) form {
	r := v.r
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := form{careView: v, Client: v.Care.Client, Problems: map[string]string{}}
	c := &f.Client
	c.ContactID, c.Version = v.Care.ContactID, r.Version()
	c.Number, c.Lang, c.Interpreter, c.Formality, c.Zone = get("number"), get("lang"), get("interpreter"), client.Formality(get("formality")), get("zone")
	c.Needs, c.Avoid = get("needs"), get("avoid")
	c.Channels = nil
	for i := range len(client.Channels()) {
		if ch := client.Channel(get("channel." + strconv.Itoa(i))); ch != "" {
			c.Channels = append(c.Channels, ch)
		}
	}
	c.Safe = client.Safe{
		NoVoicemail: get("no_voicemail") != "", Neutral: get("neutral") != "", OnlyThese: get("only_these") != "",
		Shared: get("shared") != "", QuickExit: get("quick_exit") != "", Note: get("safe_note"),
	}
	f.readHours()
	return f
}

func (f *form) readHours() {
	r := f.r
	f.Client.Hours = nil
	for i := range rows {
		n := strconv.Itoa(i)
		from, to := strings.TrimSpace(r.FormValue("from."+n)), strings.TrimSpace(r.FormValue("to."+n))
		f.From, f.To = append(f.From, from), append(f.To, to)
		var days []time.Weekday
		for _, s := range r.Form["days."+n] {
			if d, err := strconv.Atoi(s); err == nil {
				days = append(days, time.Weekday(d))
			}
		}
		if len(days) == 0 && from == "" && to == "" {
			continue
		}
		a, errA := civil.ParseClock(from)
		b, errB := civil.ParseClock(to)
		if errA != nil || errB != nil || len(days) == 0 {
			f.Problems["hours"] = r.T("Choose the days, and the hours from and to.")
		}
		f.Client.Hours = append(f.Client.Hours, client.Hours{Days: days, From: a, To: b})
	}
}

// wrong puts an error's words beside the fields they are about.
func (f *form) wrong(err error) {
	said, fields := web.Said(f.r.Context(), err)
	if errs.Is(err, errs.Conflict) {
		f.Problem = said
	}
	for name, text := range fields {
		f.Problems[name] = text
	}
}

// summary lists the problems in the order of the form.
func (f form) summary(ctx context.Context) (out []ui.FieldProblem) {
	for _, l := range []struct{ key, field, label string }{
		{"channels", "channel.0", locale.T(ctx, "First choice")}, {"hours", "from.0", locale.T(ctx, "When")}, {"zone", "zone", locale.T(ctx, "Their time zone")},
		{"formality", "formality", locale.T(ctx, "How to address them")}, {"needs", "needs", locale.T(ctx, "What makes contact easier")},
		{"safe_note", "safe_note", locale.T(ctx, "What else to mind")}, {"avoid", "avoid", locale.T(ctx, "Do not mention")},
	} {
		if p := f.Problems[l.key]; p != "" {
			out = append(out, ui.FieldProblem{Name: l.field, Label: l.label, Text: p})
		}
	}
	return out
}

// channel is the choice at a place in the order of preference.
func (f form) channel(i int) string {
	if i < len(f.Client.Channels) {
		return string(f.Client.Channels[i])
	}
	return ""
}

// days are the weekdays chosen in a row of hours.
func (f form) days(i int) (out []string) {
	if i < len(f.Client.Hours) {
		for _, d := range f.Client.Hours[i].Days {
			out = append(out, strconv.Itoa(int(d)))
		}
	}
	return out
}

func dayOptions(ctx context.Context) (out []ui.Option) {
	for _, d := range week() {
		out = append(out, ui.Option{Value: strconv.Itoa(int(d)), Label: locale.Weekday(ctx, d)})
	}
	return out
}

// week is the days in the order people plan by.
func week() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

// spans says when someone can be reached: "Monday, Friday 17:00–20:00".
func spans(ctx context.Context, hs []client.Hours) (out []string) {
	for _, h := range hs {
		var days []string
		for _, d := range week() {
			if slices.Contains(h.Days, d) {
				days = append(days, locale.Weekday(ctx, d))
			}
		}
		out = append(out, strings.Join(days, ", ")+" "+h.From.String()+"–"+h.To.String())
	}
	return out
}

func channelLabel(c client.Channel) string {
	switch c {
	case client.Phone:
		return "Phone"
	case client.Email:
		return "E-mail"
	case client.Text:
		return "Text message"
	case client.Post:
		return "Post"
	case client.Portal:
		return "Portal"
	case client.Video:
		return "Video"
	case client.Person:
	}
	return "In person"
}

func channelIcon(c client.Channel) string {
	switch c {
	case client.Phone:
		return "phone"
	case client.Email:
		return "mail"
	case client.Text:
		return "device-mobile"
	case client.Post:
		return "file-text"
	case client.Portal:
		return "message"
	case client.Video:
		return "video"
	case client.Person:
	}
	return "users"
}

func statusLabel(s client.Status) string {
	switch s {
	case client.Prospect:
		return "Prospect"
	case client.Active:
		return "Active client"
	case client.Former:
		return "Former client"
	case client.Declined:
		return "Declined"
	}
	return "No client"
}

func statusTone(s client.Status) ui.Tone {
	switch s {
	case client.Active:
		return ui.Good
	case client.Prospect:
		return ui.Info
	case client.Former, client.Declined:
	}
	return ui.Neutral
}

func kindLabel(k client.DateKind) string {
	switch k {
	case client.Birthday:
		return "Birthday"
	case client.Anniversary:
		return "Anniversary"
	case client.Loss:
		return "A loss"
	case client.Expiry:
		return "Something runs out"
	case client.Other:
	}
	return "Another day"
}

func langLabel(lang string) string {
	switch lang {
	case "en":
		return "English"
	case "es":
		return "Spanish"
	case "zh":
		return "Chinese"
	case "vi":
		return "Vietnamese"
	case "ko":
		return "Korean"
	case "ar":
		return "Arabic"
	case "ht":
		return "Haitian Creole"
	case "ru":
		return "Russian"
	case "tl":
		return "Tagalog"
	case "pt":
		return "Portuguese"
	case "fr":
		return "French"
	}
	return lang
}

func langOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "Not asked yet")}}
	for _, l := range []string{"en", "es", "zh", "vi", "ko", "ar", "ht", "ru", "tl", "pt", "fr"} {
		out = append(out, ui.Option{Value: l, Label: locale.T(ctx, langLabel(l))})
	}
	return out
}
