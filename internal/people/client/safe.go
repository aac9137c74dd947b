package client

import (
	"slices"
	"strings"
	"time"

	"candor/internal/kit/civil"
)

// Warning is something to mind before reaching someone.
type Warning struct {
	Text string // English, and the key of its translation
	Args []any
	Stop bool // do not use this channel at all
}

// SafeTo says what to mind before reaching someone by a channel now. Nothing
// to mind is an empty list. office is the zone of the firm, for those who are
// where we are.
func (c Care) SafeTo(ch Channel, now time.Time, office *time.Location) (out []Warning) {
	warn := func(stop bool, text string, args ...any) { out = append(out, Warning{text, args, stop}) }
	if c.Safe.OnlyThese && !slices.Contains(c.Channels, ch) {
		warn(true, "Not this way: it is not safe for them.")
	}
	if ch == Phone && c.Safe.NoVoicemail {
		warn(false, "Leave no voicemail.")
	}
	if c.Safe.Neutral && (ch == Email || ch == Text || ch == Post) {
		warn(false, "Nothing on envelope, sender or subject may tell who we are.")
	}
	if c.Safe.Shared && (ch == Email || ch == Text || ch == Portal) {
		warn(false, "Somebody else may read this.")
	}
	if c.Safe.Note != "" {
		warn(false, "%s", c.Safe.Note)
	}
	if together(ch) {
		zone := c.zone(office)
		if !c.reachable(now.In(zone)) {
			warn(false, "It is %s where they are, outside the hours they gave.", now.In(zone).Format("15:04"))
		}
		if c.Interpreter != "" {
			warn(false, "Book a qualified interpreter: %s.", c.Interpreter)
		}
	}
	for _, d := range c.On(civil.Of(now, c.zone(office))) {
		if d.Hard {
			warn(false, "Today is a hard day for them: %s.", d.Name)
		}
	}
	if c.Avoid != "" {
		warn(false, "Do not mention: %s", c.Avoid)
	}
	return out
}

// together is true of ways by which both are present at the same time.
func together(ch Channel) bool { return ch == Phone || ch == Video || ch == Person }

func (c Client) zone(office *time.Location) *time.Location {
	if c.Zone == "" {
		return office
	}
	z, err := civil.LoadZone(c.Zone)
	if err != nil {
		return office
	}
	return z
}

// reachable reports whether they can be reached at a time in their own zone.
// Someone who gave no hours can be reached at any.
func (c Client) reachable(t time.Time) bool {
	if len(c.Hours) == 0 {
		return true
	}
	at := civil.ClockOf(t, t.Location())
	return slices.ContainsFunc(c.Hours, func(h Hours) bool {
		return slices.Contains(h.Days, t.Weekday()) && h.From <= at && at < h.To
	})
}

// Prefers is the channel to reach them by first, empty if they were not asked.
func (c Client) Prefers() Channel {
	if len(c.Channels) == 0 {
		return ""
	}
	return c.Channels[0]
}

// clean leaves out of a list of words what is said twice.
func clean(words ...string) string {
	var out []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return strings.Join(out, "\n")
}
