package timelineweb

import (
	"cmp"
	"context"
	"strconv"

	"candor/internal/kit/locale"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
)

// kindLabel names a kind; English, and the key of its translation.
func kindLabel(k timeline.Kind) string {
	switch k {
	case timeline.Email:
		return "E-mail"
	case timeline.Call:
		return "Call"
	case timeline.Meeting:
		return "Meeting"
	case timeline.Letter:
		return "Letter"
	case timeline.SMS:
		return "Text message"
	case timeline.Portal:
		return "Portal message"
	case timeline.Note:
		return "Note"
	case timeline.System:
	}
	return "Event"
}

func icon(e timeline.Entry) string {
	switch e.Kind {
	case timeline.Email:
		return "mail"
	case timeline.Call:
		switch {
		case e.Outcome != timeline.Connected:
			return "phone-off"
		case e.Direction == timeline.In:
			return "phone-incoming"
		}
		return "phone-outgoing"
	case timeline.Meeting:
		return "users"
	case timeline.Letter:
		return "file-text"
	case timeline.SMS:
		return "device-mobile"
	case timeline.Portal:
		return "message"
	case timeline.Note:
		return "note"
	case timeline.System:
	}
	return "bolt"
}

// title is what an entry is called: its subject, or what it was.
func title(ctx context.Context, e timeline.Entry) string {
	switch {
	case e.Subject != "":
		return e.Subject
	case e.Kind == timeline.Call && e.Outcome == timeline.Voicemail:
		return locale.T(ctx, "Voicemail")
	case e.Kind == timeline.Call && e.Outcome == timeline.NoAnswer:
		return locale.T(ctx, "Call not answered")
	case e.Kind == timeline.Email:
		return locale.T(ctx, "No subject")
	}
	return locale.T(ctx, kindLabel(e.Kind))
}

// channelLabel names a channel; English, and the key of its translation.
func channelLabel(c string) string {
	switch c {
	case "phone":
		return "By phone"
	case "video":
		return "By video"
	case "in_person":
		return "In person"
	case "post":
		return "By post"
	case "courier":
		return "By courier"
	case "fax":
		return "By fax"
	}
	return ""
}

// length says how long it took.
func length(ctx context.Context, seconds int64) string {
	switch m := (seconds + 59) / 60; {
	case seconds <= 0:
		return ""
	case m < 60:
		return locale.T(ctx, "%d min", int(m))
	default:
		return locale.T(ctx, "%d h %s min", int(m/60), pad(m%60))
	}
}

func pad(n int64) string {
	if n < 10 {
		return "0" + strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10)
}

// meta is what stands under an entry.
func meta(ctx context.Context, v lineView, e timeline.Entry) (out []string) {
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	add(length(ctx, e.Seconds))
	if e.MatterID != v.Matter || v.Matter == "" {
		if m, ok := v.Names.Matters[e.MatterID]; ok {
			add(m.Number + " · " + m.Title)
		} else if e.Unfiled() {
			add(locale.T(ctx, "Unfiled"))
		}
	}
	if e.Attachments > 0 {
		add(locale.T(ctx, "files: %d", int(e.Attachments)))
	}
	if e.Auto {
		add(locale.T(ctx, "sent by a program"))
	}
	if e.Holding {
		add(locale.T(ctx, "holding reply"))
	}
	if e.Asks != "" && !e.Settled {
		add(locale.T(ctx, "asks for an answer"))
	}
	if e.Removed() {
		add(locale.T(ctx, "removed: %s", e.RemovedWhy))
	}
	return out
}

// who says between whom it was.
func who(n timeline.Names, e timeline.Entry) string {
	us, them := n.Staff[e.StaffID], n.Contacts[e.ContactID]
	if e.ContactID == "" {
		them = stranger(e)
	}
	switch {
	case us == "" || them == "":
		return us + them
	case e.Direction == timeline.In:
		return them + " → " + us
	case e.Direction == timeline.Out:
		return us + " → " + them
	}
	return us + ", " + them
}

// stranger is what a message calls the one at the other end whom we don't know.
func stranger(e timeline.Entry) string {
	others := e.Addresses.From
	if e.Direction == timeline.Out {
		others = e.Addresses.To
	}
	if len(others) == 0 {
		return ""
	}
	return cmp.Or(others[0].Name, others[0].Addr)
}

func kindOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "All kinds")}}
	for _, k := range timeline.Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: locale.T(ctx, kindLabel(k))})
	}
	return out
}

func staffOptions(ctx context.Context, v lineView) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "Everyone")}}
	for _, p := range v.Staff {
		out = append(out, ui.Option{Value: string(p.ID), Label: p.Name})
	}
	return out
}
