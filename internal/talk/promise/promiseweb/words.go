package promiseweb

import (
	"context"
	"strconv"
	"strings"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
)

// tone is how loud a state speaks.
func tone(s promise.State) ui.Tone {
	switch s {
	case promise.Broken:
		return ui.Broken
	case promise.Soon:
		return ui.Soon
	case promise.Kept:
		return ui.Good
	case promise.Running, promise.Unpromised:
	}
	return ui.Neutral
}

// Ring is the mark of a promise round a name, for anyone's lists.
func Ring(ctx context.Context, name string, m promise.Mark, size ui.RingSize) ui.Ring {
	r := ui.Ring{Initials: ui.Initials(name), Left: m.Left, Size: size, State: ringState(m.State)}
	r.Label = name + ": " + locale.T(ctx, stateLabel(m.State))
	return r
}

func ringState(s promise.State) ui.RingState {
	switch s {
	case promise.Kept:
		return ui.RingFull
	case promise.Running:
		return ui.RingRunning
	case promise.Soon:
		return ui.RingSoon
	case promise.Broken:
		return ui.RingBroken
	case promise.Unpromised:
	}
	return ui.RingNone
}

// stateLabel names a state; English, and the key of its translation.
func stateLabel(s promise.State) string {
	switch s {
	case promise.Kept:
		return "promise kept"
	case promise.Running:
		return "promise running"
	case promise.Soon:
		return "promise due soon"
	case promise.Broken:
		return "promise broken"
	case promise.Unpromised:
	}
	return "nothing promised"
}

// whatLabel names what is owed; English, and the key of its translation.
func whatLabel(w promise.What) string {
	switch w {
	case promise.Acknowledgement:
		return "An acknowledgement"
	case promise.Answer:
		return "An answer"
	case promise.Word:
	}
	return "A word"
}

func say(ctx context.Context, p promise.Phrase) string { return locale.T(ctx, p.Text, p.Args...) }

// span is a stretch of business time, as short as it can be said: "3 h",
// "45 min".
func span(ctx context.Context, d time.Duration) string {
	switch h, m := int(d/time.Hour), int(d%time.Hour/time.Minute); {
	case h == 0:
		return locale.T(ctx, "%d min", m)
	case h < 10 && m >= 30:
		return locale.T(ctx, "%d½ h", h)
	default:
		return locale.T(ctx, "%d h", h)
	}
}

// lateness is a stretch of calendar time.
func lateness(ctx context.Context, d time.Duration) string {
	switch days := int(d / (24 * time.Hour)); {
	case days == 1:
		return locale.T(ctx, "1 day")
	case days > 1:
		return locale.T(ctx, "%d days", days)
	}
	return span(ctx, d)
}

// due says when something is due, briefly and exactly.
func due(r *web.Request, t time.Time) (brief, exact string) {
	if t.IsZero() {
		return "", ""
	}
	t, now := t.In(r.Zone), r.Now.In(r.Zone)
	brief = locale.Ago(r.Context(), now, t)
	if day := civil.Of(now, r.Zone).AddDays(1); civil.Of(t, r.Zone) == day {
		brief += ", " + locale.Hour(r.Context(), t) // a question may be due first thing in the morning
	}
	return brief, locale.Moment(r.Context(), t)
}

// counted is a number that stops at promise.Many.
func counted(n int) string {
	if n > promise.Many {
		return strconv.Itoa(promise.Many) + "+"
	}
	return strconv.Itoa(n)
}

// honest is the one line that the day begins with.
func honest(ctx context.Context, d promise.Today) string {
	parts := []string{dueToday(ctx, d.Due)}
	if d.Broken > 0 {
		parts = append(parts, locale.T(ctx, "%s broken", counted(d.Broken)))
	} else {
		parts = append(parts, locale.T(ctx, "none broken"))
	}
	if n := len(d.Told); n > 0 {
		parts = append(parts, locale.T(ctx, "%d broken by those you supervise", n))
	}
	if d.Replies.N > 0 {
		parts = append(parts, locale.T(ctx, "median first reply %s of business time", span(ctx, d.Replies.Median)))
	}
	if d.Replies.Open > 0 {
		parts = append(parts, locale.T(ctx, "%d unanswered, the oldest for %s", d.Replies.Open, span(ctx, d.Replies.Oldest)))
	}
	return strings.Join(parts, ", ") + "."
}

func dueToday(ctx context.Context, n int) string {
	switch n {
	case 0:
		return locale.T(ctx, "No promise due today")
	case 1:
		return locale.T(ctx, "1 promise due today")
	}
	return locale.T(ctx, "%s promises due today", counted(n))
}

// kindLabel names an entry of the timeline; English, and the key of its
// translation.
func kindLabel(e timeline.Entry) string {
	switch e.Kind {
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
		return "phone"
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

// reach says how a client wants to hear from us, and what to mind first.
func reach(ctx context.Context, c client.Client) (channel, icon, mind string) {
	var parts []string
	if c.Safe.Any() {
		parts = append(parts, locale.T(ctx, "safe contact: look first"))
	}
	if len(c.Hours) > 0 {
		parts = append(parts, c.Hours[0].From.String()+"–"+c.Hours[0].To.String())
	}
	if c.Interpreter != "" {
		parts = append(parts, locale.T(ctx, "interpreter: %s", c.Interpreter))
	}
	mind = strings.Join(parts, ", ")
	switch c.Prefers() {
	case client.Phone:
		return locale.T(ctx, "Phone"), "phone", mind
	case client.Email:
		return locale.T(ctx, "E-mail"), "mail", mind
	case client.Text:
		return locale.T(ctx, "Text message"), "device-mobile", mind
	case client.Post:
		return locale.T(ctx, "Post"), "file-text", mind
	case client.Portal:
		return locale.T(ctx, "Portal"), "message", mind
	case client.Video:
		return locale.T(ctx, "Video"), "video", mind
	case client.Person:
		return locale.T(ctx, "In person"), "users", mind
	}
	if mind != "" {
		return locale.T(ctx, "Any way"), "", mind
	}
	return "", "", ""
}
