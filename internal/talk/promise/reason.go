package promise

import (
	"time"

	"candor/internal/firm/office"
)

// Phrase is a piece of plain English, which is also the key of its translation.
type Phrase struct {
	Text string
	Args []any
}

func say(text string, args ...any) Phrase { return Phrase{text, args} }

// Reason says why a client is on the list: what has happened, and what was promised.
// "No word for 31 days", "promised every 30 days".
func (o Owed) Reason(h office.Hours, now time.Time) []Phrase {
	switch o.What {
	case Word:
		return []Phrase{silent(h.Today(now).Sub(h.Today(o.Since))), o.Terms.Every.Phrase()}
	case Acknowledgement:
		return []Phrase{waited(h.Between(o.Since, now)), within(o.What, o.Terms.Acknowledge)}
	case Answer:
		return []Phrase{waited(h.Between(o.Since, now)), within(o.What, o.Terms.Answer)}
	}
	return nil
}

func silent(days int) Phrase {
	switch {
	case days <= 0:
		return say("Heard from us today")
	case days == 1:
		return say("No word since yesterday")
	}
	return say("No word for %d days", days)
}

// waited tells the age of a question in business time, whole hours only: minutes would
// make the list flicker.
func waited(age time.Duration) Phrase {
	switch hours := int(age / time.Hour); {
	case hours < 1:
		return say("Question waiting for less than a business hour")
	case hours == 1:
		return say("Question waiting for one business hour")
	default:
		return say("Question waiting for %d business hours", hours)
	}
}

// within tells what was promised of a question. Every sentence is spelled out, because
// no language but English could be put together from the pieces.
func within(what What, d time.Duration) Phrase {
	hours, minutes := int(d/time.Hour), int(d/time.Minute)
	if what == Acknowledgement {
		switch {
		case hours < 1:
			return say("acknowledgement promised within %d business minutes", minutes)
		case hours == 1:
			return say("acknowledgement promised within one business hour")
		}
		return say("acknowledgement promised within %d business hours", hours)
	}
	switch {
	case hours < 1:
		return say("answer promised within %d business minutes", minutes)
	case hours == 1:
		return say("answer promised within one business hour")
	}
	return say("answer promised within %d business hours", hours)
}

// Phrase says how often, as "promised every 30 days".
func (e Every) Phrase() Phrase {
	one := e.N == 1
	switch {
	case e.Unit == Day && one:
		return say("promised every day")
	case e.Unit == Day:
		return say("promised every %d days", e.N)
	case e.Unit == BusinessDay && one:
		return say("promised every business day")
	case e.Unit == BusinessDay:
		return say("promised every %d business days", e.N)
	case e.Unit == Week && one:
		return say("promised every week")
	case e.Unit == Week:
		return say("promised every %d weeks", e.N)
	case e.Unit == Month && one:
		return say("promised every month")
	case e.Unit == Month:
		return say("promised every %d months", e.N)
	}
	return say("no regular word promised")
}
