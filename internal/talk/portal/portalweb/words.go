package portalweb

import (
	"context"
	"strconv"
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/talk/portal"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

func plain(r *web.Request, text string) string {
	if text == "" {
		return ""
	}
	return r.T(text)
}

func faceRole(r *web.Request, f portal.Face) string {
	switch f.Role {
	case matter.Responsible:
		return r.T("Your lawyer")
	case matter.Supervisor:
		return r.T("Supervising lawyer")
	case matter.Paralegal:
		return r.T("Paralegal")
	case matter.Assistant:
		return r.T("Assistant")
	case matter.Originating, matter.Working:
	}
	return r.T("Works on your case")
}

// pledges says what was promised and how it stands, kept and broken alike.
func pledges(r *web.Request, c portal.Case) (out []ui.PledgeOf) {
	st, name := c.Promise, r.Who.Name
	ring := func(s promise.State) ui.Ring {
		return ui.Ring{Initials: ui.Initials(name), State: ringState(s), Left: st.Left, Size: ui.RingM, Label: r.T(stateLabel(s))}
	}
	switch {
	case st.Asked.IsZero():
	case st.Reply.IsZero():
		out = append(out, ui.PledgeOf{Ring: ring(promise.Running), Text: r.T("We have your question."), Note: r.T("Asked %s", day(r, st.Asked))})
	case r.Now.After(st.Reply):
		out = append(out, ui.PledgeOf{Ring: ring(promise.Broken), Tone: ui.Broken, Text: r.T("We promised to answer your question by %s, and did not.", moment(r, st.Reply)), Note: r.T("We are sorry. You may call us about it at any time.")})
	default:
		out = append(out, ui.PledgeOf{Ring: ring(promise.Running), Text: r.T("We have your question. You will hear from us by %s.", moment(r, st.Reply)), Note: r.T("Asked %s", day(r, st.Asked))})
	}
	switch {
	case st.Word.IsZero():
	case r.Now.After(st.Word):
		out = append(out, ui.PledgeOf{Ring: ring(promise.Broken), Tone: ui.Broken, Text: r.T("We promised to write by %s, and did not.", day(r, st.Word)), Note: r.T("We are sorry. You may call us about it at any time.")})
	default:
		out = append(out, ui.PledgeOf{Ring: ring(wordState(r, st)), Text: r.T("We promised to write by %s.", day(r, st.Word)), Note: record(r, st)})
	}
	return out
}

func wordState(r *web.Request, st promise.Standing) promise.State {
	if st.Asked.IsZero() {
		return st.State
	}
	return promise.Running // what is owed first is the answer; its state is not the word's
}

// record says how earlier promises were kept, once there are any.
func record(r *web.Request, st promise.Standing) string {
	switch {
	case st.Of == 0:
		return r.T("Also when there is nothing new.")
	case st.Of == 1 && st.Kept == 1:
		return r.T("Our last promise to you was kept.")
	case st.Kept == st.Of:
		return r.T("All of our last %d promises to you were kept.", st.Of)
	}
	return r.T("Of our last %d promises to you, %d were kept.", st.Of, st.Kept)
}

func day(r *web.Request, t time.Time) string { return locale.LongDay(r.Context(), t.In(r.Zone)) }

func moment(r *web.Request, t time.Time) string { return locale.Moment(r.Context(), t.In(r.Zone)) }

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

func stateLabel(s promise.State) string {
	switch s {
	case promise.Kept:
		return "promise kept"
	case promise.Soon:
		return "promise due soon"
	case promise.Broken:
		return "promise broken"
	case promise.Running, promise.Unpromised:
	}
	return "promise running"
}

// usually is how long a stage takes, in the largest unit that fits.
func usually(ctx context.Context, s area.Stage) string {
	switch {
	case s.To == 0:
		return ""
	case s.To <= 21:
		return locale.T(ctx, "takes %d to %d days as a rule", max(s.From, 1), s.To)
	case s.To <= 90:
		return locale.T(ctx, "takes %d to %d weeks as a rule", max(s.From/7, 1), (s.To+6)/7)
	}
	return locale.T(ctx, "takes %d to %d months as a rule", max(s.From/30, 1), (s.To+29)/30)
}

// reach says when the office is open, days with the same hours together.
func reach(ctx context.Context, w office.Week) string {
	out := ""
	for i := 1; i <= 7; {
		spans := w[i%7]
		j := i
		for j < 7 && same(w[(j+1)%7], spans) {
			j++
		}
		if len(spans) > 0 {
			days := locale.Weekday(ctx, time.Weekday(i%7))
			if j > i {
				days = locale.T(ctx, "%s to %s", days, locale.Weekday(ctx, time.Weekday(j%7)))
			}
			if out != "" {
				out += "; "
			}
			out += days
			for _, s := range spans {
				out += ", " + clockText(ctx, s.From) + "–" + clockText(ctx, s.To)
			}
		}
		i = j + 1
	}
	return out
}

func clockText(ctx context.Context, c civil.Clock) string {
	return locale.Hour(ctx, time.Date(2000, 1, 1, c.Hour()%24, c.Minute(), 0, 0, time.UTC))
}

func same(a, b []office.Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// said is one line of what passed, as the client reads it.
func said(r *web.Request, l portal.Line) talkLine {
	t := talkLine{Text: l.Text, Ours: l.Ours, At: l.At}
	by := func(known, unknown string) string {
		if l.Who == "" {
			return r.T(unknown)
		}
		return r.T(known, l.Who)
	}
	switch l.Kind {
	case timeline.Call:
		t.Icon, t.Title = "phone", by("A phone call with %s", "A phone call")
	case timeline.Meeting:
		t.Icon, t.Title = "users", by("A meeting with %s", "A meeting")
	case timeline.Letter:
		t.Icon = "file-text"
		if t.Title = r.T("A letter from you"); l.Ours {
			t.Title = by("A letter from %s", "A letter from us")
		}
	case timeline.Email, timeline.SMS, timeline.Portal, timeline.Note, timeline.System:
		t.Icon = "message"
		if t.Title = r.T("You wrote"); l.Ours {
			t.Title = by("%s wrote", "We wrote")
		}
	}
	if minutes := (l.Took + 59) / 60; minutes > 0 {
		t.Text = r.T("%s minutes", strconv.FormatInt(minutes, 10))
	}
	return t
}
