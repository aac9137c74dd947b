package demo

import (
	"slices"
	"strings"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/talk/timeline"
)

// schedule sets each turn of a talk to its time and fills in its words.
func (t *teller) schedule(x talk, from time.Time) []line {
	t.thread++
	names := t.days(from)
	var days []time.Time
	text := x.subject
	for _, u := range x.turns {
		text += u.text
	}
	for _, n := range []string{"day", "day2"} {
		if strings.Contains(text, "{"+n+"}") {
			days = append(days, names.at[n])
		}
	}
	subject := speak(t.r, x.subject, names.facts)
	x = t.texted(x)
	out := make([]line, 0, len(x.turns))
	at := from
	for i, u := range x.turns {
		if i > 0 {
			at = t.after(at, u, &days)
		} else if u.speaker == "client" {
			at = t.awake(at.Add(time.Duration(t.r.IntN(180))*time.Minute), t.r)
		}
		u.text = speak(t.r, u.text, names.facts)
		out = append(out, line{u, at, subject, t.thread})
	}
	return out
}

// texted makes a short talk one of text messages, with those who like them.
func (t *teller) texted(x talk) talk {
	if t.client.voice != thumbs || t.p.key == "price" || t.r.IntN(2) == 0 {
		return x
	}
	turns := slices.Clone(x.turns)
	for i, u := range turns {
		ours := u.speaker == "client" || u.speaker == "lead" || u.speaker == "priya"
		if u.kind != timeline.Email || !ours || len(u.text) > 260 || strings.Contains(u.text, "\n") || encloses(u.text) {
			return x
		}
		turns[i].kind, turns[i].channel = timeline.SMS, "sms"
	}
	x.turns = turns
	return x
}

// after is when a turn follows the one before: at once, in a day, or when the
// meeting was to be.
func (t *teller) after(at time.Time, u turn, days *[]time.Time) time.Time {
	together := u.kind == timeline.Meeting
	if (u.then || together) && len(*days) > 0 && (*days)[0].After(at) {
		at = (*days)[0]
		if together {
			*days = (*days)[1:]
			return at
		}
		return t.settle(at.Add(time.Duration(2+t.r.IntN(3))*time.Hour), t.r)
	}
	if u.speaker == "client" || u.speaker == "counsel" || u.speaker == "insurer" {
		return t.awake(at.Add(time.Duration(35+t.r.IntN(1500))*time.Minute), t.r)
	}
	most := map[string]int{"ruth": 380, "lucia": 460, "evan": 640}[t.p.lead]
	wait := time.Duration(25+t.r.IntN(most)) * time.Minute
	if t.p.lead == "evan" && t.r.IntN(9) == 0 {
		wait = time.Duration(16+t.r.IntN(12)) * time.Hour
	}
	return t.hours.Add(at, wait)
}

// dated are the facts with the days that are soon to come.
type dated struct {
	facts facts
	at    map[string]time.Time
}

func (t *teller) days(from time.Time) dated {
	d := dated{facts: facts{}, at: map[string]time.Time{}}
	for k, v := range t.facts {
		d.facts[k] = v
	}
	clocks := []civil.Clock{civil.ClockAt(9, 30), civil.ClockAt(10, 0), civil.ClockAt(10, 30), civil.ClockAt(11, 15), civil.ClockAt(13, 30), civil.ClockAt(14, 0)}
	c := clocks[t.r.IntN(len(clocks))]
	for name, ahead := range map[string]int{"day": 5, "day2": 14} {
		spread := dice(t.p.key + name + from.Format(time.DateOnly)).IntN(ahead)
		on := t.hours.OnOrAfter(t.hours.Today(from).AddDays(ahead + spread))
		d.at[name] = on.At(c.Hour(), c.Minute(), t.hours.Zone())
		d.facts[name] = spoken(on, t.client.lang)
	}
	d.facts["time"] = d.at["day"].In(t.hours.Zone()).Format("3:04 pm")
	if t.client.lang == "es" {
		d.facts["time"] = c.String()
	}
	return d
}

// spoken is a date as people write it to each other.
func spoken(d civil.Date, lang string) string {
	at := d.Start(time.UTC)
	if lang != "es" {
		return at.Format("Monday, January 2")
	}
	days := []string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}
	months := []string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}
	return days[at.Weekday()] + " " + at.Format("2") + " de " + months[at.Month()-1]
}
